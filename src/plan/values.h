/* values.h: what rows and groups come to, today and under a plan, as exact numbers rounded once.
 * Takes   a problem, a plan of it.
 * Gives   values of indicators and coefficients of variation in millionths, halves up.
 * Never   rounds twice, nor in floating point: whoever has the problem gets the same digits.
 * Method  docs/methods/plan.md, "The model"; GMP
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_VALUES_H
#define JH_PLAN_VALUES_H

#include "plan/plan.h"

/* plan NULL: today. Beyond all numbers: INT64_MAX. */
int64_t jh_row_value(const jh_problem *problem, const jh_plan *plan, size_t row, size_t k);
/* false: the group has nothing of it, so that there is no coefficient. */
bool jh_group_dispersion(int64_t *out, const jh_problem *problem, const jh_plan *plan, size_t group,
                         size_t k);
/* 100 × (whole − part) / whole in millionths; 0 where there is no gap or nothing whole. */
int64_t jh_gap_percent(int64_t whole, int64_t part);

#endif
