/* staffing_work.h: what the files of the programme of staff share.
 * Takes   a programme with the columns and rows that are likely to matter.
 * Gives   the others, as prices ask for them or as what they forbid is done.
 * Never   leaves this room.
 * Method  docs/methods/plan.md, "Staff": column and row generation
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_STAFFING_WORK_H
#define JH_PLAN_STAFFING_WORK_H

#include "plan/staffing.h"

/* Room for what is asked, and the cheapest ways as the first moves. */
JH_MUST_CHECK jh_code jh_staffing_first_moves(jh_staffing *staffing, jh_error *err);
/* Columns whose prices ask for them at the last optimum, and rows that it breaks; *added = false:
 * it is the optimum of all columns and rows there could be. */
JH_MUST_CHECK jh_code jh_staffing_ask(bool *added, jh_staffing *staffing, jh_error *err);
/* All hires and trainings that have no column yet: where there is no optimum without them. */
JH_MUST_CHECK jh_code jh_staffing_ask_all(bool *added, jh_staffing *staffing, jh_error *err);

/* Can a person of the type be had there by hiring; by training those of another type? */
static inline bool jh_staffing_may_hire(const jh_problem *p, unsigned type)
{
    return p->hire[type] >= 0;
}

static inline bool jh_staffing_may_train(const jh_problem *p, size_t row, unsigned type, unsigned b)
{
    return !(type >> b & 1) && p->train[b] >= 0 && p->rows[row].train_most[b];
}

#endif
