/* plan_view.h: a plan laid out for reading: who gets what for how much, before and after, why.
 * Takes   views of the county before and after, and what the planner found, in words and money.
 * Gives   plain structs; a page in two languages and a workbook that only print them.
 * Never   computes a figure, a mark or a cost.
 * Method  docs/report.md, "A plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_PLAN_VIEW_H
#define JH_REPORT_PLAN_VIEW_H

#include "report/plan_contrast.h"
#include "report/view.h"

typedef enum jh_measure_kind {
    JH_BUY = 0,
    JH_MOVE,
    JH_HIRE,
    JH_TRAIN,
    JH_MEASURE_KIND_COUNT
} jh_measure_kind;

/* Kinds of teachers as bits: above the required degree, backbone, PE or arts. */
enum { JH_TEACHER_DEGREE = 1, JH_TEACHER_BACKBONE = 2, JH_TEACHER_PE_ART = 4 };

typedef struct jh_plan_measure {
    jh_measure_kind kind;
    size_t row, to;            /* of the plan's rows; `to`: of a move */
    const jh_element *element; /* of a purchase */
    unsigned type, becomes;    /* of teachers: what they are, and are trained to */
    jh_decimal amount, cost;   /* in the element's measure, or persons; yuan */
} jh_plan_measure;

/* What one kind of measure comes to; purchases by element. */
typedef struct jh_plan_sum {
    jh_measure_kind kind;
    const jh_element *element;
    size_t count; /* of measures */
    jh_decimal amount, cost;
} jh_plan_sum;

typedef struct jh_plan_row_view {
    const jh_view_row *before, *after;
    size_t at_floor; /* column that is below its line afterwards; SIZE_MAX = none */
    jh_decimal cost; /* of the measures for this row */
    size_t measure_count;
} jh_plan_row_view;

/* What a rule costs: without it the cheapest plan is that much cheaper, between least and most. */
typedef struct jh_plan_price {
    bool is_line; /* the line of an indicator; else the limit of its coefficient */
    size_t column;
    jh_stage stage;
    jh_decimal least, most;
} jh_plan_price;

/* ---- where there is no plan ---- */

/* So much beyond the limit of the site. */
typedef struct jh_plan_relief_site {
    size_t row;
    const jh_element *element;
    jh_decimal beyond;
} jh_plan_relief_site;

/* Raising this one limit makes a plan possible. */
typedef struct jh_plan_relief_limit {
    size_t column;
    jh_stage stage;
    jh_decimal now, raised;
} jh_plan_relief_limit;

/* Bringing the pupils of one school to another makes a plan possible. */
typedef struct jh_plan_merger {
    jh_text part, part_name, into, into_name; /* codes and names */
    int64_t pupils, metres;
    jh_decimal cost; /* of the plan then, yuan */
} jh_plan_merger;

typedef struct jh_plan_relief {
    bool has_sites, is_irreducible, is_cut_short;
    jh_decimal cost; /* with the sites */
    const jh_plan_relief_site *sites;
    size_t site_count;
    const jh_plan_relief_limit *limits;
    size_t limit_count;
    const jh_plan_merger *mergers;
    size_t merger_count, mergers_tried;
} jh_plan_relief;

/* ---- within a budget ---- */

typedef struct jh_plan_budget_school {
    jh_text code, name;
    int64_t pupils;
    jh_decimal cost; /* of what is done for it */
} jh_plan_budget_school;

typedef struct jh_plan_budget {
    bool asked, has_plan, suffices;
    jh_decimal money;
    jh_decimal difference;     /* money less the plan's cost; below 0: lacking */
    jh_decimal short_at_least; /* proved: the bound less the money; 0 = not proved */
    /* Where it does not suffice, if that can be told: the schools that pass first for it, besides
     * those that pass today. */
    bool is_listed;
    const jh_plan_budget_school *schools;
    size_t school_count;
    bool is_best; /* no choice has more pupils */
    const jh_plan_measure *measures; /* what the money goes into */
    size_t measure_count;
    jh_decimal spent;
    int64_t pupils_all, pupils_today, pupils_within, pupils_bound;
} jh_plan_budget;

typedef struct jh_plan_assumption {
    jh_text key, code, name; /* school; empty = all */
    jh_stage stage;          /* JH_WHOLE = all */
    jh_decimal value;
    jh_text certainty;
    jh_text unit[JH_LANG_COUNT], source[JH_LANG_COUNT], about[JH_LANG_COUNT];
    bool is_built_in;
} jh_plan_assumption;

typedef struct jh_plan_limit_view {
    const jh_view_limit *before, *after;
} jh_plan_limit_view;

typedef struct jh_plan_view {
    const jh_view *before, *after; /* after: NULL without a plan */
    bool found, stopped, has_bound;
    jh_decimal cost, bound; /* yuan */
    double gap;             /* percent */
    const jh_plan_measure *measures;
    size_t measure_count;
    const jh_plan_sum *sums; /* by cost, the greatest first */
    size_t sum_count;
    const jh_plan_row_view *rows; /* by stage, then school code */
    size_t row_count;
    size_t school_count, passed_before, passed_after; /* rows that meet the rules */
    const jh_plan_limit_view *limits;
    size_t limit_count, held_before, held_after;
    const jh_plan_price *prices;
    size_t price_count;
    const jh_plan_assumption *assumptions;
    size_t assumption_count;
    jh_plan_relief relief;            /* without a plan */
    jh_plan_budget budget;            /* if one was given */
    const jh_plan_contrast *contrast; /* with an earlier plan; NULL = none */
} jh_plan_view;

/* The page, UTF-8; only memory can fail. */
JH_MUST_CHECK jh_code jh_report_plan_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                          const jh_plan_view *view, jh_error *err);
/* The workbook: summary, measures, money, schools, coefficients, prices, budget, assumptions. */
JH_MUST_CHECK jh_code jh_report_plan_workbook(const char *path, jh_arena *keep, jh_lang lang,
                                              const jh_plan_view *view, jh_error *err);

/* ---- words of a plan ---- */

/* "1,234,567.89": two decimals if there are any, thousands in groups. */
enum { JH_MONEY_SIZE = 40 };
const char *jh_money_write(char out[JH_MONEY_SIZE], jh_decimal yuan);
/* To whole fen, away from what a bound must not pass. */
jh_decimal jh_money_whole_fen(jh_decimal yuan, bool upwards);
/* What lies between two amounts, never narrower than it is: "1,000 – 1,234", the one amount where
 * they are equal, "≤ 6.35" from nothing; and where they are near each other "≈ 309,000", the
 * roundest amount between them, with both beside it. */
enum { JH_MONEY_RANGE_SIZE = 2 * JH_MONEY_SIZE + 8 };
typedef struct jh_money_range {
    char amount[JH_MONEY_RANGE_SIZE];
    char between[JH_MONEY_RANGE_SIZE]; /* "308,993.65 – 309,006.35"; mostly empty */
} jh_money_range;
jh_money_range jh_money_range_of(jh_decimal least, jh_decimal most);
/* The same in one, with its unit. */
enum { JH_MONEY_TOLD_SIZE = 2 * JH_MONEY_RANGE_SIZE + 16 };
const char *jh_money_range_write(char out[JH_MONEY_TOLD_SIZE], jh_lang lang, jh_decimal least,
                                 jh_decimal most);
jh_say_id jh_measure_say(jh_measure_kind kind);
/* "高学历+骨干"; empty without memory. */
jh_text jh_teachers_words(jh_arena *keep, jh_lang lang, unsigned type);

#endif
