/* plan_years.h: the use case: which schools pass in which year, or which counties of a province.
 * Takes   a county as jh_plan_tell does, or a table of counties with their costs; years, money,
 *         shares.
 * Gives   the schedule as text, JSON, workbook or page, with what no schedule betters.
 * Never   writes to the store; never leaves an option out of account: it is refused by name.
 * Method  docs/methods/years.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_YEARS_H
#define JH_ADVISE_PLAN_YEARS_H

#include "advise/plan.h"
#include "formats/workbook.h"
#include "plan/years.h"
#include "report/schedule_view.h"

/* The words of the command line. */
typedef struct jh_years_words {
    const char *years;  /* "2025..2029" or "2021,2025,2030" */
    const char *budget; /* "2025=3000000,…", "3000000,…", one for every year, or a csv or xlsx */
    const char *wanted;   /* "20,20,30,20,10", percent; NULL = all by the last year */
    const char *dearer;   /* percent; NULL = 0.5 */
    const char *rise;     /* of prices, percent a year; NULL = 0 */
    const jh_file *table; /* the budget as a table at hand; NULL = as `budget` says */
    const char *place;    /* store, or table of counties */
    const jh_plan_words *plan;
} jh_years_words;

typedef struct jh_years_asked {
    long year[JH_YEARS_MOST];
    jh_years years;
    jh_decimal share[JH_YEARS_MOST]; /* percent, of the year alone */
    jh_decimal dearer, rise;         /* percent */
} jh_years_asked;

/* JH_BAD_INPUT names the option and what is wrong with it. `schools` is what shares are of. */
JH_MUST_CHECK jh_code jh_years_read(jh_years_asked *out, const jh_desk *desk,
                                    const jh_years_words *words, size_t schools, jh_error *err);

/* Who passes: a stage of a school, or a county. */
typedef struct jh_passer {
    jh_text code, name;
} jh_passer;

typedef struct jh_dated_county {
    const jh_planned_county *county; /* NULL: a province's */
    const jh_problem *problem;
    const jh_plan *first;  /* the cheapest plan without years, certified */
    const jh_passer *rows; /* [row] */
    jh_years_asked asked;
    jh_years_plan plan;
    const jh_planned_county *end; /* when all is done, judged again; NULL: a province's */
} jh_dated_county;

/* With years the schedule, *found telling whether the money suffices; without any as jh_plan_tell.
 */
JH_MUST_CHECK jh_code jh_plan_or_years(jh_text *out, bool *found, const jh_desk *desk,
                                       const jh_years_words *words, jh_error *err);

/* ---- between the files of it ---- */
JH_MUST_CHECK jh_code jh_years_json(jh_text *out, const jh_desk *desk, const jh_dated_county *c,
                                    jh_error *err);
JH_MUST_CHECK jh_code jh_years_text(jh_text *out, const jh_desk *desk, const jh_dated_county *c,
                                    jh_error *err);
JH_MUST_CHECK jh_code jh_years_workbook(const char *path, const jh_desk *desk,
                                        const jh_dated_county *c, jh_error *err);
JH_MUST_CHECK jh_code jh_years_view_make(jh_schedule_view *out, const jh_desk *desk,
                                         const jh_dated_county *c, jh_error *err);
void jh_years_proof_json(jh_json *json, const jh_dated_county *c);
/* "+120 ㎡ 教学及辅助用房" and the like. */
jh_text jh_years_measure(const jh_desk *desk, const jh_dated_county *c, const jh_dated *measure);
/* Money there is in a year, with what was left of the years before. */
int64_t jh_years_available(const jh_dated_county *c, size_t year);
/* Pupils in schools that pass by then. */
int64_t jh_years_pupils(const jh_dated_county *c, size_t year);
/* The row that a measure is for. */
size_t jh_years_row(const jh_dated_county *c, const jh_dated *measure);
/* Index of a row's school among those that have rows. */
size_t jh_years_school_at(const jh_dated_county *c, size_t row);
double jh_years_pupil_gap(const jh_years_plan *plan); /* percent */
double jh_years_cost_gap(const jh_years_plan *plan);

/* Plans a county without years, as `judging` and the words' costs have it. */
JH_MUST_CHECK jh_code jh_years_plan_county(jh_planned_county *out, const jh_desk *desk,
                                           const jh_plan_words *words, const jh_progress *progress,
                                           jh_error *err);

/* What a county asks for: a problem in which each is bought whole (plan_counties.c). */
typedef struct jh_county_cost {
    jh_text code, name;
    int64_t pupils, cost;
} jh_county_cost;
typedef struct jh_county_costs {
    const jh_county_cost *items;
    size_t count;
} jh_county_costs;
JH_MUST_CHECK jh_code jh_counties_problem(jh_problem *out, const jh_passer **rows,
                                          const jh_desk *desk, const jh_county_costs *from,
                                          jh_error *err);
/* Every county of the store that the visitor may know of, planned one after the other
 * (plan_province.c). JH_CONFLICT names the county that has no plan. */
JH_MUST_CHECK jh_code jh_province_read(jh_problem *out, const jh_passer **rows,
                                       const jh_desk *desk, const jh_plan_words *words,
                                       jh_error *err);
/* A table of counties as such a problem. */
JH_MUST_CHECK jh_code jh_counties_read(jh_problem *out, const jh_passer **rows, const jh_desk *desk,
                                       const jh_file *file, jh_error *err);

#endif
