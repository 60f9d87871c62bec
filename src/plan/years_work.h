/* years_work.h: what the files of the schedule share.
 * Takes   a problem and the certificate of its plan.
 * Gives   schools with the choices they have, prices, proofs, and schedules of one plan.
 * Never   leaves this room.
 * Method  docs/methods/years.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_YEARS_WORK_H
#define JH_PLAN_YEARS_WORK_H

#include "plan/bound.h"
#include "plan/years.h"

enum { JH_YEARS_NEEDS = JH_PLAN_BITS + 1, JH_YEARS_CUTS = 12 };

/* What one school can do about waivers. */
typedef struct jh_years_choice {
    int8_t waived[JH_PLAN_SCHOOL_ROWS];
    mpq_t final; /* at least, with the certificate's prices */
    double final_near;
    int64_t low; /* money of the sites' steps that its lines ask for */
} jh_years_choice;

typedef struct jh_years_school {
    size_t first, rows;
    int64_t pupils;
    size_t choice, choices; /* first, how many */
} jh_years_school;

/* Prices of a year's staff, and with them what its staff must at least have cost by then:
 * `constant` + Σ over rows of `worth`, by waived bit + 1 and by whether the school passes. */
typedef struct jh_years_cut {
    const int64_t (*person)[JH_PLAN_TYPES];
    const int64_t (*need)[JH_YEARS_NEEDS][JH_YEARS_NEEDS];
    double constant;
    double (*worth)[JH_YEARS_NEEDS][2];
} jh_years_cut;

typedef struct jh_years_work {
    const jh_problem *p;
    const jh_years *years;
    const jh_certificate *certificate;
    jh_arena *room, *keep; /* what is gone with the work, and what stays */
    jh_years_school *schools;
    size_t school_count;
    uint32_t *school_of; /* [row] */
    jh_years_choice *choices;
    size_t choice_count;
    mpq_t common;
    double common_near;
    double unit; /* of money, for programmes */
    jh_years_cut cuts[JH_YEARS_MOST][JH_YEARS_CUTS];
    size_t cut_count[JH_YEARS_MOST];
} jh_years_work;

/* Close it, also when this fails half-way. */
JH_MUST_CHECK jh_code jh_years_open(jh_years_work *out, jh_arena *room,
                                    const jh_years_request *request, jh_error *err);
void jh_years_close(jh_years_work *work);

/* The staff bit of a waived indicator; −1 = none. */
int jh_years_bit(const jh_years_work *work, int8_t waived);
/* How many of all and of each bit a row asks for in a year: when its school passes, its lines;
 * before, what it has today if that is less. [JH_YEARS_NEEDS] */
void jh_years_asked(int64_t *out, const jh_years_work *work, size_t row, int bit, bool passes);

/* ---- the staff of a year (years_staff.c) ---- */

/* The cheapest staff for these numbers, [row] as jh_years_asked has them, and its prices as a cut;
 * `cut` is without prices if there are none. */
JH_MUST_CHECK jh_code jh_years_cut_at(jh_years_cut *cut, const jh_years_work *work,
                                      int64_t (*asked)[JH_YEARS_NEEDS], const jh_progress *progress,
                                      jh_error *err);

/* ---- weights and patterns, in floating point (years_price.c) ---- */

/* How much of each cut of a year counts: shares that add up to 1, or nothing. */
typedef double jh_years_mix[JH_YEARS_MOST][JH_YEARS_CUTS];

typedef struct jh_years_weights {
    double at[JH_YEARS_MOST];     /* Ā: of money spent in the year, prices included */
    double until[JH_YEARS_MOST];  /* G: the least of `at` so far */
    uint32_t when[JH_YEARS_MOST]; /* where that is */
    double share[JH_YEARS_MOST];  /* of passing in the year */
    double pupil_year;
    double (*staff)[JH_YEARS_NEEDS][2]; /* [year × row] weighted worths of the mixed cuts */
    double constant;                    /* weighted constants of the mixed cuts */
} jh_years_weights;

/* θ, α, β and κ as in the proof. */
JH_MUST_CHECK jh_code jh_years_weigh(jh_years_weights *out, const jh_years_work *work,
                                     const jh_years_proof *prices, const jh_years_mix mix,
                                     jh_error *err);

typedef struct jh_years_pattern {
    uint32_t school, choice, year, when;
    double value;
} jh_years_pattern;

/* The cheapest pattern of every school for every year: [school × years]. */
void jh_years_price(jh_years_pattern *out, const jh_years_work *work,
                    const jh_years_weights *weights);

/* ---- proofs ---- */

typedef enum jh_years_kind { JH_YEARS_COST = 0, JH_YEARS_PUPILS, JH_YEARS_EXTRA } jh_years_kind;

/* `ceiling` is the most that may be spent in all. Writes the staff's prices and the bound for the
 * weights that are in it. */
typedef struct jh_years_ask {
    jh_years_kind kind;
    int64_t ceiling;
    size_t rounds; /* of cuts, at most */
    const jh_progress *progress;
} jh_years_ask;
JH_MUST_CHECK jh_code jh_years_prove(jh_years_proof *proof, const jh_years_work *work,
                                     const jh_years_ask *ask, const jh_years_mix mix,
                                     jh_error *err);

/* The best weights of a question by column generation, and what its relaxation looks like. */
typedef struct jh_years_answer {
    jh_years_proof proof;
    int8_t *waived;               /* [row] as the relaxation likes best */
    uint32_t *year;               /* [school] likewise */
    double weight[JH_YEARS_MOST]; /* G: of money by the year in which it is spent */
    jh_years_mix mix;             /* of the cuts, for jh_years_prove */
    bool stopped;
} jh_years_answer;
JH_MUST_CHECK jh_code jh_years_relax(jh_years_answer *out, jh_years_work *work,
                                     const jh_years_ask *ask, jh_error *err);

/* ---- schedules of one plan ---- */

/* A plan's measures: what passing needs (year 0), what can wait for the last year (year 1). Staff
 * comes to a row all at once: in its school's year, or earlier where the row gives staff away that
 * it could not do without. */
typedef struct jh_years_parts {
    jh_dated *measures;
    uint32_t *row; /* [measure] whose it is; a site's: the first that has it */
    size_t count;
    int64_t *sites; /* [school] money */
    int64_t *staff; /* [row] money */
    int64_t late;
    size_t *taker; /* [row + 1] first of the rows that must not get staff before it does */
    uint32_t *takers;
} jh_years_parts;
JH_MUST_CHECK jh_code jh_years_split(jh_years_parts *out, const jh_years_work *work,
                                     const jh_plan *plan, jh_error *err);

/* Years of the schools that keep the shares: within the money if `lacking` is 0. Then, unless
 * plain, most pupil-years as far as exchanges find; `hint` [school] is where to begin, or NULL. */
typedef struct jh_years_wish {
    int64_t ceiling; /* of all that is spent */
    bool plain;
    const uint32_t *hint;
    const int64_t *more; /* [year] money beyond what the year brings, or NULL */
} jh_years_wish;
typedef struct jh_years_fit {
    uint32_t *year;  /* [school] */
    uint32_t *staff; /* [row] year of its staff */
    int64_t lacking; /* −1: the shares cannot be kept */
    int64_t pupil_years;
} jh_years_fit;
JH_MUST_CHECK jh_code jh_years_fit_in(jh_years_fit *out, const jh_years_work *work,
                                      const jh_years_parts *parts, const jh_years_wish *wish,
                                      jh_error *err);

/* The plan's end by other moves, hires and trainings: the cheapest where money for the staff of a
 * row counts so much [row]. */
JH_MUST_CHECK jh_code jh_years_route(jh_plan *out, const jh_years_work *work, const jh_plan *plan,
                                     const double *weight, jh_error *err);

/* ---- measures in years of their own (years_timing.h) ---- */

/* The measures of a plan, every person in the year that is best for more pupil-years than `above`,
 * and a year for every school: a programme over measures and schools by year, and a search of whole
 * numbers below it. The exchange above lets the staff of a row come all at once; this does not.
 * `measures` are in no order; what is returned may miss the money by what doubles round. */
typedef struct jh_years_timing_ask {
    const jh_plan *plan;
    const uint32_t *year; /* [school] where to look around */
    int64_t ceiling, above;
    const jh_progress *progress;
} jh_years_timing_ask;
typedef struct jh_years_timing {
    bool found, stopped;
    uint32_t *year; /* [school] */
    jh_dated *measures;
    size_t count;
} jh_years_timing;
JH_MUST_CHECK jh_code jh_years_time(jh_years_timing *out, const jh_years_work *work,
                                    const jh_years_parts *parts, const jh_years_timing_ask *ask,
                                    jh_error *err);

/* Which ways the staff would best go from today to where the plan ends, if persons could be halved;
 * how often each is gone. None: the question is too large, or it was asked to stop. */
typedef struct jh_years_ways {
    jh_dated *measures;
    double *times;
    size_t count;
} jh_years_ways;
JH_MUST_CHECK jh_code jh_years_find_ways(jh_years_ways *out, const jh_years_work *work,
                                         const jh_years_parts *parts,
                                         const jh_years_timing_ask *ask, jh_error *err);
/* The plan's end by these ways, each gone as often as said, up or down to a whole (years_route.c);
 * not found: there is none. */
JH_MUST_CHECK jh_code jh_years_whole_ways(jh_plan *out, const jh_years_work *work,
                                          const jh_plan *plan, const jh_years_ways *ways,
                                          jh_error *err);

/* The measures in their years, ahead of time where that is cheaper, and the sums. */
JH_MUST_CHECK jh_code jh_years_write(jh_years_plan *out, const jh_years_work *work,
                                     const jh_years_parts *parts, const jh_years_fit *fit,
                                     jh_error *err);
JH_MUST_CHECK jh_code jh_years_write_timed(jh_years_plan *out, const jh_years_work *work,
                                           const jh_years_timing *timing, jh_error *err);

/* ⌈money × price⌉. */
static inline int64_t jh_years_money(int64_t base, int64_t price)
{
    return (int64_t)(((__int128)base * price + JH_PRICE_UNIT - 1) / JH_PRICE_UNIT);
}

#endif
