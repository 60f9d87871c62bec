/* rule_price.h: what a rule costs: between what and what.
 * Takes   a problem, a plan of it, one rule: an indicator's line with its floor, or a limit.
 * Gives   the problem without that rule, its plan, and an interval in which the difference of the
 *         two least costs lies, whatever gaps the two searches left.
 * Never   tells the difference of two plans found as if it were the difference of two optima.
 * Method  docs/methods/plan.md, "What each rule costs"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_RULE_PRICE_H
#define JH_PLAN_RULE_PRICE_H

#include "plan/plan.h"

typedef struct jh_plan_rule {
    bool is_line; /* the indicator's line and floor; else the limit of its coefficient */
    size_t group, indicator;
} jh_plan_rule;

typedef struct jh_rule_price {
    jh_plan_rule rule;
    /* The plan without the rule, and its proof; not found: the plan with the rule serves. */
    jh_plan without;
    int64_t cost_without, bound_without;
    int64_t least, most; /* of what the rule costs */
    bool is_carried;     /* from an earlier answer, without a search */
} jh_rule_price;

/* Everything but the rule, of a finished problem: finished, too. */
JH_MUST_CHECK jh_code jh_problem_without(jh_problem *out, jh_arena *keep, const jh_problem *problem,
                                         const jh_plan_rule *rule, jh_error *err);

typedef struct jh_rule_question {
    const jh_plan_request *request; /* how hard to search; .before: an earlier answer without it */
    const jh_plan *plan;            /* found */
    jh_plan_rule rule;
} jh_rule_question;
JH_MUST_CHECK jh_code jh_rule_price_find(jh_rule_price *out, jh_arena *keep,
                                         const jh_rule_question *question, jh_error *err);
/* The same from an earlier answer without the rule (request->before, of a problem with the same
 * rows and sites), without a search: what its measures cost now, if they hold, and what its prices
 * prove now. The interval is as true as a fresh one. *enough = false: a search would tell more. */
JH_MUST_CHECK jh_code jh_rule_price_carry(jh_rule_price *out, bool *enough, jh_arena *keep,
                                          const jh_rule_question *question, jh_error *err);

/* Could the rule cost more than the plan's own gap? false: the certificate, or the plan's measures,
 * have no use for it. */
bool jh_rule_may_cost(const jh_problem *problem, const jh_plan *plan, const jh_plan_rule *rule);

#endif
