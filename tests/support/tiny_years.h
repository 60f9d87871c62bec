/* tiny_years.h: the best schedule of a made-up county so small that everything can be tried.
 * Takes   a finished tiny problem of at most three rows and one kind of staff, and two years.
 * Gives   the least cost, the most pupil-years at a cost, the least money that is lacking; by
 *         trying every fate of every person in every year, and every stock of every site.
 * Never   uses the planner's own search, check or bound.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_TINY_YEARS_H
#define TESTS_SUPPORT_TINY_YEARS_H

#include "plan/years.h"

enum { TINY_YEARS = 2, TINY_YEARS_ROWS = 3, TINY_FRONT = 64 };

/* What staff may have cost in the first year and in all, none beaten in both. */
typedef struct tiny_front {
    int64_t first[TINY_FRONT], all[TINY_FRONT];
    size_t count;
} tiny_front;

typedef struct tiny_years {
    const jh_problem *problem;
    const jh_years *years;
    /* By which rows waive the staff's indicator, and which schools pass in the first year. */
    tiny_front fronts[1 << TINY_YEARS_ROWS][1 << TINY_YEARS_ROWS];
} tiny_years;

void tiny_years_try(tiny_years *out, const jh_problem *problem, const jh_years *years);

/* −1 = there is no schedule within the money. */
int64_t tiny_years_cost(const tiny_years *tried);
int64_t tiny_years_pupils(const tiny_years *tried, int64_t ceiling);
/* −1 = not with any money. */
int64_t tiny_years_lacking(const tiny_years *tried);

#endif
