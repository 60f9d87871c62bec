/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rule_price.h"

#include "plan/known.h"
#include "plan/rational.h"

#include <string.h>

/* Nothing is asked of the indicator: what a row has without any stock is not negative. */
static jh_code drop_line(jh_problem *out, jh_arena *keep, const jh_plan_rule *rule, jh_error *err)
{
    jh_plan_row *rows = JH_NEW_ARRAY(keep, jh_plan_row, out->row_count);
    size_t i;

    if (!rows) return jh_no_memory(err);
    memcpy(rows, out->rows, out->row_count * sizeof *rows);
    for (i = 0; i < out->row_count; i++)
        if (rows[i].group == rule->group)
            rows[i].need[rule->indicator] = rows[i].least[rule->indicator] = 0;
    out->rows = rows;
    return JH_OK;
}

jh_code jh_problem_without(jh_problem *out, jh_arena *keep, const jh_problem *problem,
                           const jh_plan_rule *rule, jh_error *err)
{
    jh_plan_group *groups = JH_NEW_ARRAY(keep, jh_plan_group, problem->group_count);

    if (!groups) return jh_no_memory(err);
    memcpy(groups, problem->groups, problem->group_count * sizeof *groups);
    *out = *problem;
    out->groups = groups;
    if (rule->is_line) {
        groups[rule->group].line[rule->indicator] = groups[rule->group].floor[rule->indicator] =
            (jh_ratio){ 0, 1 };
        return drop_line(out, keep, rule, err);
    }
    groups[rule->group].limit[rule->indicator] = (jh_ratio){ 0, 0 };
    return JH_OK;
}

/* A bound of what costs nothing below nothing: prices and numbers of measures are ≥ 0. */
static int64_t bound_of(const jh_plan *plan)
{
    return plan->has_bound && plan->bound > 0 ? plan->bound : 0;
}

/* With C and C' the least costs with and without the rule, and every plan with it one without:
 * bound ≤ C ≤ cost, bound' ≤ C' ≤ min(cost', cost), C' ≤ C. */
static void enclose(jh_rule_price *out, const jh_plan *plan)
{
    if (out->without.found && out->without.cost > plan->cost) out->without.found = false;
    out->cost_without = out->without.found ? out->without.cost : plan->cost;
    out->bound_without = bound_of(&out->without);
    out->least = bound_of(plan) > out->cost_without ? bound_of(plan) - out->cost_without : 0;
    out->most = plan->cost - out->bound_without;
}

jh_code jh_rule_price_find(jh_rule_price *out, jh_arena *keep, const jh_rule_question *question,
                           jh_error *err)
{
    jh_problem problem;
    jh_plan_request request = *question->request;
    jh_code rc;

    *out = (jh_rule_price){ .rule = question->rule };
    rc = jh_problem_without(&problem, keep, request.problem, &question->rule, err);
    request.problem = &problem;
    if (!rc) rc = jh_plan_make(&out->without, keep, &request, err);
    if (!rc) enclose(out, question->plan);
    return rc;
}

/* What the proof of an earlier plan proves of the request's problem. */
static jh_code weigh_again(jh_plan *out, jh_arena *keep, const jh_plan_request *request,
                           jh_error *err)
{
    const jh_plan *earlier = request->before;
    jh_known known = { .request = request, .keep = keep, .err = err };
    jh_problem moved;
    jh_arena room;
    jh_code rc;

    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    known.room = &room;
    rc = jh_problem_moved(&moved, &known.decided, &room, request->problem, err);
    known.problem = &moved;
    mpq_init(known.bound);
    if (!rc && earlier->tree.case_count)
        jh_known_weigh_tree(&known, &earlier->tree);
    else if (!rc)
        jh_known_weigh(&known, &earlier->certificate, NULL);
    if (!rc) rc = jh_known_keep_bound(out, &known);
    mpq_clear(known.bound);
    jh_arena_release(&room);
    return rc;
}

/* Cost and bound without the rule may be twice as far apart as a search may leave them. */
static bool is_narrow(const jh_rule_price *price, const jh_rule_question *question)
{
    return (__int128)(price->cost_without - price->bound_without) * 1000000
           <= (__int128)2 * question->request->gap_ppm * question->plan->cost;
}

jh_code jh_rule_price_carry(jh_rule_price *out, bool *enough, jh_arena *keep,
                            const jh_rule_question *question, jh_error *err)
{
    const jh_plan *earlier = question->request->before;
    jh_problem problem;
    jh_plan_request request = *question->request;
    jh_code rc;

    *out = (jh_rule_price){ .rule = question->rule, .is_carried = true };
    *enough = false;
    if (!earlier->has_bound) return JH_OK;
    rc = jh_problem_without(&problem, keep, question->request->problem, &question->rule, err);
    if (rc) return rc;
    request.problem = &problem;
    if (earlier->found) {
        out->without = *earlier;
        out->without.found = jh_plan_costs(&out->without.cost, &problem, earlier, *keep);
    }
    out->without.has_bound = false;
    rc = weigh_again(&out->without, keep, &request, err);
    if (rc || !out->without.has_bound) return rc;
    enclose(out, question->plan);
    *enough = is_narrow(out, question);
    return JH_OK;
}

/* ---- which rules to ask about ---- */

static bool is_priced(const jh_certificate *prices, const jh_plan_rule *rule)
{
    return prices->lambda[rule->group][rule->indicator] > 0;
}

/* A limit without a price in any case of the proof is one that the proof never used: the bound
 * holds without it, and it costs no more than the gap. */
static bool limit_has_price(const jh_plan *plan, const jh_plan_rule *rule)
{
    size_t i;

    if (!plan->has_bound) return true;
    if (!plan->tree.case_count) return is_priced(&plan->certificate, rule);
    for (i = 0; i < plan->tree.leaf_count; i++)
        if (is_priced(&plan->tree.leaves[i], rule)) return true;
    return false;
}

/* Something is spent on the row's indicator, or its waiver is. */
static bool line_is_felt(const jh_problem *p, const jh_plan *plan, size_t i, size_t k)
{
    const jh_plan_row *row = &p->rows[i];
    int64_t stock = jh_plan_stock(p, plan, i, k);

    if (stock < row->need[k]) return true;
    return p->bit[k] < 0 ? stock > p->sites[row->site[k]].least
                         : memcmp(plan->staff[i], row->today, sizeof row->today) != 0;
}

bool jh_rule_may_cost(const jh_problem *problem, const jh_plan *plan, const jh_plan_rule *rule)
{
    size_t i;

    if (!rule->is_line)
        return problem->groups[rule->group].limit[rule->indicator].down
               && limit_has_price(plan, rule);
    for (i = 0; i < problem->row_count; i++)
        if (problem->rows[i].group == rule->group
            && line_is_felt(problem, plan, i, rule->indicator))
            return true;
    return false;
}
