/* schedule_view.h: which school passes in which year, laid out for reading.
 * Takes   what the schedule says, in words and money; of one county also its plan's view.
 * Gives   plain structs, and a page in two languages that only prints them.
 * Never   computes a figure, a bound or a cost.
 * Method  docs/report.md, "A schedule"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_SCHEDULE_VIEW_H
#define JH_REPORT_SCHEDULE_VIEW_H

#include "report/plan_view.h"

/* As it stands by the end of the year. Money in yuan, in the prices of the year. */
typedef struct jh_schedule_year {
    long year;
    jh_decimal money;     /* that the year brings */
    jh_decimal available; /* with what was left of the years before; without what is lacking */
    jh_decimal spent, lacking;
    int64_t wanted, passing; /* schools, or counties */
    int64_t pupils;          /* in those that pass */
    jh_decimal base_cost;    /* of its measures, in the costs' prices */
} jh_schedule_year;

/* Who passes: a school with all its stages, or a county. */
typedef struct jh_schedule_passer {
    jh_text code, name;
    size_t year;   /* index of the year from whose end on it passes */
    bool is_today; /* it does already; of counties nobody knows */
    int64_t pupils;
    jh_decimal cost; /* of the measures for it, in the costs' prices */
} jh_schedule_passer;

/* Those that pass today, then those of each year: passers [first, first + count). */
typedef struct jh_schedule_group {
    size_t year, first, count;
    bool is_today;
    int64_t pupils;
    jh_decimal cost;
} jh_schedule_group;

typedef struct jh_schedule_measure {
    size_t year;
    jh_measure_kind kind;
    size_t to, from;           /* passers; `from`: of a move */
    jh_stage stage, leaves;    /* of `to` and of `from`; JH_WHOLE: a county, or a site of all */
    const jh_element *element; /* of a purchase; NULL: a whole county */
    unsigned type, becomes;    /* of teachers */
    jh_decimal amount, cost;   /* in the element's measure, or persons; in the costs' prices */
} jh_schedule_measure;

/* What one of them gets in one year: measures [first, first + count). */
typedef struct jh_schedule_lot {
    size_t year, to, first, count;
    jh_decimal cost; /* in the costs' prices */
} jh_schedule_lot;

/* One kind of measure, or one element, over the years. */
typedef struct jh_schedule_sum {
    jh_measure_kind kind;
    const jh_element *element;
    const jh_decimal *cost; /* [year_count] in the costs' prices */
    jh_decimal all;
} jh_schedule_sum;

typedef struct jh_schedule_view {
    const char *version; /* of the program */
    bool found, stopped;
    const jh_plan_view *end; /* the county when all is done; NULL: a schedule of counties */
    const jh_schedule_year *years;
    size_t year_count;
    const jh_schedule_passer *passers; /* by group, then as the plan has them */
    size_t passer_count;
    const jh_schedule_group *groups; /* that are not empty */
    size_t group_count;
    const jh_schedule_measure *measures; /* by year, then passer */
    size_t measure_count;
    const jh_schedule_lot *lots;
    size_t lot_count;
    const jh_schedule_sum *sums; /* the greatest first */
    size_t sum_count;
    int64_t pupils; /* of all */
    jh_decimal cost, base_cost; /* of all years: in the prices of each, in the costs' */
    bool prices_rise;
    /* Found: the cheapest schedule, what none costs less than, what might be spent. */
    jh_decimal cheapest, least_cost, ceiling;
    double cost_gap, pupil_gap; /* percent */
    int64_t pupil_years;
    bool has_most;
    int64_t most_pupil_years; /* no schedule up to the ceiling has more */
    /* Money lacks: how much here, and what any schedule lacks at least; 0 = not proved. */
    jh_decimal lacking, least_lacking;
} jh_schedule_view;

/* The page, UTF-8; only memory can fail. */
JH_MUST_CHECK jh_code jh_report_schedule_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                              const jh_schedule_view *view, jh_error *err);

#endif
