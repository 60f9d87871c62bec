/* plan_budget.h: is the money enough, and what is the best within it?
 * Takes   a planned county and a sum of money.
 * Gives   what is left or lacking; the schools that can pass for that money, so that most pupils
 *         are in schools that pass, and how many no choice of schools can better.
 * Never   counts a school as passing without a plan of its own that was found and checked.
 * Method  docs/methods/plan.md, "A budget": a plan a school by its own means, then a knapsack by
 *         branch and bound (Dantzig's bound)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_BUDGET_H
#define JH_ADVISE_PLAN_BUDGET_H

#include "advise/planning.h"
#include "report/plan_view.h"

typedef struct jh_budget_request {
    const jh_planning *planning;
    const jh_plan *plan; /* of the county; may not be found */
    const char *money;   /* yuan, in a person's words */
    const jh_progress *progress;
} jh_budget_request;

JH_MUST_CHECK jh_code jh_plan_budget_make(jh_plan_budget *out, const jh_desk *desk,
                                          const jh_budget_request *request, jh_error *err);

/* ---- for tests ---- */

/* The best choice of things within a sum. */
typedef struct jh_choice {
    int64_t worth, cost;
    bool is_chosen;
} jh_choice;
/* *bound: no choice is worth more; *is_best: what was chosen is that much. Things end up in the
 * order of worth a money, the best first. */
JH_MUST_CHECK jh_code jh_choose_within(jh_choice *things, size_t count, int64_t money,
                                       int64_t *bound, jh_arena scratch);

#endif
