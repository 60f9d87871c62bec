/* plan_lines.h: a plan line by line, for text, JSON and workbook alike.
 * Takes   a planned county.
 * Gives   measures in the order of schools, with amounts in the figures' own measures and money.
 * Never   decides anything.
 * Method  docs/methods/plan.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_LINES_H
#define JH_ADVISE_PLAN_LINES_H

#include "advise/plan.h"
#include "report/plan_view.h"

typedef struct jh_plan_line {
    jh_measure_kind kind;
    size_t row, to;     /* to: of a move */
    size_t indicator;   /* of a purchase: in the problem */
    unsigned type, bit; /* staff: type before; what is trained */
    jh_decimal amount;  /* in the element's measure, or persons */
    jh_decimal cost;    /* yuan */
} jh_plan_line;

typedef struct jh_plan_lines {
    jh_plan_line *items;
    size_t count;
} jh_plan_lines;

JH_MUST_CHECK jh_code jh_plan_lines_make(jh_plan_lines *out, jh_arena *keep,
                                         const jh_planned_county *county, jh_error *err);
/* Values of a row's indicator before and after; the mean of the enclosure. */
double jh_plan_value(const jh_assessment *assessment, const jh_planning *planning, size_t row,
                     size_t k);
/* Is a row's indicator below its line, so that the row leans on the waiver? */
bool jh_plan_leans(const jh_planning *planning, const jh_assessment *after, size_t row, size_t k);
/* Index of the limit of a group's indicator in the standard; SIZE_MAX = none. */
size_t jh_plan_limit(const jh_planning *planning, size_t group, size_t k);
/* (cost − bound) / cost in percent; below 0.00005 it is 0. */
double jh_plan_gap(const jh_plan *plan);

#endif
