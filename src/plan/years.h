/* years.h: in which year every school passes, under the money and the shares of each year.
 * Takes   a finished problem, its certified plan, and for each year its money, how many schools
 *         must pass by its end, and what a thing then costs.
 * Gives   the measures with their years: least cost first, then most pupils × years in passing
 *         schools at no more than a stated cost; and for both what no schedule can better.
 *         Where the money does not suffice: with how much more it would, and what is the least.
 * Never   believes the search: what is returned was followed year by year in whole numbers.
 * Method  docs/methods/years.md: patterns by column generation (Dantzig, Wolfe 1960), exchange of
 *         years, Lagrangian bound by school over the certificate of the plan
 *
 * What must hold. A school passes in year y if at the end of every year from y on each of its rows
 * reaches its lines, but for the one waiver that the plan gives it. At the end of every year no row
 * has fewer teachers, or fewer of any kind, than today, unless its lines ask for no more. At the
 * end of the last everything of the plan holds, coefficients included. Money that a year leaves
 * over stays for the next.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_YEARS_H
#define JH_PLAN_YEARS_H

#include "plan/plan.h"

enum { JH_YEARS_MOST = 30, JH_PRICE_UNIT = 1000000 };

typedef struct jh_years {
    size_t count;
    int64_t budget[JH_YEARS_MOST]; /* money that the year brings */
    int64_t
        wanted[JH_YEARS_MOST];    /* schools that pass by its end, at least; ascending; last: all */
    int64_t price[JH_YEARS_MOST]; /* then, of what is 1 in the costs: in millionths */
} jh_years;

typedef enum jh_dated_kind {
    JH_DATED_STEPS = 0,
    JH_DATED_MOVE,
    JH_DATED_HIRE,
    JH_DATED_TRAIN
} jh_dated_kind;

/* A measure in its year. */
typedef struct jh_dated {
    jh_dated_kind kind;
    uint32_t year; /* index */
    uint32_t at;   /* site, or the row that is staffed */
    uint32_t from; /* of a move: row */
    uint32_t type, bit;
    int64_t count;
    int64_t cost; /* of one, in the costs' prices */
} jh_dated;

/* Weights from which anyone can compute the bound again. Of money: in 2^-30 of money's own. */
enum { JH_WEIGHT_BITS = 30 };
typedef struct jh_years_proof {
    bool given;
    int64_t total;                 /* θ ≥ 0, of all that is spent */
    int64_t budget[JH_YEARS_MOST]; /* α ≥ 0, of what is spent by then */
    int64_t share[JH_YEARS_MOST];  /* β ≥ 0, money a school */
    int64_t pupil_year;            /* κ ≥ 0, money */
    /* [year but the last × row] as in jh_certificate, of the staff that is there by then */
    const int64_t (*person)[JH_PLAN_TYPES];
    const int64_t (*need)[JH_PLAN_BITS + 1][JH_PLAN_BITS + 1];
    jh_text bound_exact; /* "numerator/denominator" */
    int64_t bound;       /* of costs: up to a whole; of pupil-years: down */
} jh_years_proof;

typedef struct jh_years_plan {
    bool found;               /* within the money of every year */
    bool stopped;             /* asked to stop: better may exist than what is here */
    jh_plan plan;             /* where it ends; its certificate is the given plan's */
    const uint32_t *year;     /* [school that has rows] index of the year in which it passes */
    const jh_dated *measures; /* by year, then kind, then place */
    size_t measure_count;
    int64_t spent[JH_YEARS_MOST];   /* in the prices of the year, up to a whole */
    int64_t passing[JH_YEARS_MOST]; /* schools, by the end of the year */
    int64_t cost;                   /* all years */
    int64_t cheapest;               /* of the cheapest schedule: what `least_cost` is about */
    int64_t ceiling;                /* what may be spent for more pupil-years */
    int64_t pupil_years;
    int64_t extra[JH_YEARS_MOST]; /* money that the year lacks; all 0 when found */
    /* The plan's own bound, with its cases, proves more than weights: least_cost.bound is it. */
    bool least_is_plans;
    jh_years_proof least_cost, most_pupils, least_extra;
} jh_years_plan;

typedef struct jh_years_request {
    const jh_problem *problem;
    const jh_plan *plan; /* its certified plan */
    const jh_years *years;
    int64_t dearer_ppm; /* how much more than the least cost may be spent for more pupil-years */
    size_t node_most;   /* of each further plan */
    const jh_progress *progress; /* true stops: the best so far is returned */
} jh_years_request;

/* JH_BAD_INPUT: years that are none, or a plan without a bound. */
JH_MUST_CHECK jh_code jh_years_make(jh_years_plan *out, jh_arena *keep,
                                    const jh_years_request *request, jh_error *err);

/* How many schools have rows: what `wanted` counts. */
size_t jh_years_schools(const jh_problem *problem);

/* Exactly, year by year. `why` (may be NULL) names the first breach. */
bool jh_years_hold(const jh_problem *problem, const jh_years *years, const jh_years_plan *plan,
                   jh_arena scratch, jh_plan_breach *why);

#endif
