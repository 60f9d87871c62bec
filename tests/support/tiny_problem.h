/* tiny_problem.h: made-up planning problems so small that everything can be tried.
 * Takes   a seed.
 * Gives   a finished problem, and its optimum by trying every stock of every site and every staff.
 * Never   uses the planner's own search, check or bound.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_TINY_PROBLEM_H
#define TESTS_SUPPORT_TINY_PROBLEM_H

#include "plan/problem.h"

enum { TINY_ROWS = 4, TINY_SITES = 8, TINY_WAYS = 4 };

typedef struct tiny_problem {
    jh_problem problem;
    jh_plan_group groups[2];
    jh_plan_row rows[TINY_ROWS];
    jh_plan_site sites[TINY_SITES];
    jh_plan_way ways[TINY_WAYS];
    jh_plan_hold holds[TINY_ROWS];
    jh_plan_move move; /* that is decided */
    bool is_nine_year; /* the first school has both stages and shares its sites */
} tiny_problem;

void tiny_problem_make(tiny_problem *out, uint64_t seed);
/* Settles some of it beforehand, at random. */
void tiny_problem_decide(tiny_problem *tiny, uint64_t seed);
/* −1 = there is no plan. */
int64_t tiny_problem_optimum(const tiny_problem *tiny);

#endif
