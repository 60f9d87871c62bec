/* plan_budget.h: is the money enough, and what is the best within it?
 * Takes   a planned county and a sum of money.
 * Gives   what is left or lacking; which schools pass first for that money, with their measures, so
 *         that most pupils are in schools that pass, and how many no choice can better.
 * Never   counts a school as passing that was not followed in whole numbers, or leaves any school
 *         with fewer teachers than today, unless it has more than it needs.
 * Method  docs/methods/plan.md, "A budget": a schedule of two steps (years.md), within the money
 *         and afterwards, without the coefficients
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_BUDGET_H
#define JH_ADVISE_PLAN_BUDGET_H

#include "advise/planning.h"
#include "report/plan_view.h"

struct jh_dated_county;
struct jh_plan_lines;

typedef struct jh_budget_answer {
    jh_plan_budget told; /* what papers show */
    /* Where the money does not suffice: its two steps, and lines of the first. NULL: there is no
     * plan in which every school reaches its lines. */
    const struct jh_dated_county *steps;
    const struct jh_plan_lines *lines;
} jh_budget_answer;

typedef struct jh_budget_request {
    const jh_planning *planning;
    const jh_plan *plan; /* of the county; may not be found */
    const char *money;   /* yuan, in a person's words */
    const jh_progress *progress;
} jh_budget_request;

JH_MUST_CHECK jh_code jh_plan_budget_make(jh_budget_answer *out, const jh_desk *desk,
                                          const jh_budget_request *request, jh_error *err);

#endif
