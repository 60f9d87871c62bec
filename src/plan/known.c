/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/known.h"

#include <stdlib.h>

/* Costs are whole: a bound above cost − 1 is as good as equal. */
bool jh_known_is_enough(const jh_known *k)
{
    mpq_t gap, allowed;
    bool enough;

    if (!k->found || !k->has_bound) return false;
    mpq_inits(gap, allowed, NULL);
    mpq_set_si(gap, k->best.cost, 1);
    mpq_set_si(allowed, k->request->gap_ppm, 1000000);
    mpq_canonicalize(allowed);
    mpq_mul(allowed, allowed, gap);
    mpq_sub(gap, gap, k->bound);
    enough = mpq_cmp(gap, allowed) <= 0 || mpq_cmp_si(gap, 1, 1) < 0;
    mpq_clears(gap, allowed, NULL);
    return enough;
}

/* In whole yuan; money is in millionths. */
static size_t yuan(double money)
{
    return money > 0 ? (size_t)(money / 1e6) : 0;
}

/* As long as there is a plan, what none can cost less than out of what the best one costs. */
bool jh_known_report(jh_known *k)
{
    const jh_progress *listener = k->request->progress;
    size_t cost = k->found ? yuan((double)(k->best.cost + k->decided)) : 0;
    size_t bound = k->has_bound ? yuan(mpq_get_d(k->bound) + (double)k->decided) : 0;

    if (cost ? jh_progress_report(listener, SAY_PLAN_CLOSING, bound < cost ? bound : cost, cost)
             : jh_progress_report(listener, SAY_PLAN_SEARCHING, k->nodes, 0))
        k->stopped = true;
    return k->stopped;
}

static bool is_news(const jh_known *k, const mpq_t bound)
{
    return !k->has_bound || mpq_cmp(bound, k->bound) > 0;
}

void jh_known_weigh(jh_known *k, const jh_certificate *certificate, int8_t *chosen)
{
    mpq_t bound;

    mpq_init(bound);
    if (jh_bound_get(bound, k->problem, certificate, chosen, *k->room) && is_news(k, bound)) {
        k->has_bound = true;
        k->certificate = *certificate;
        k->tree = (jh_proof_tree){ 0 };
        mpq_set(k->bound, bound);
    }
    mpq_clear(bound);
}

void jh_known_weigh_tree(jh_known *k, const jh_proof_tree *tree)
{
    mpq_t bound;

    mpq_init(bound);
    if (jh_bound_get_tree(bound, k->problem, tree, *k->room) && is_news(k, bound)) {
        k->has_bound = true;
        k->tree = *tree;
        mpq_set(k->bound, bound);
    }
    mpq_clear(bound);
}

jh_code jh_known_offer(bool *holds, jh_known *k, jh_draft_plan *draft, const jh_road_list *roads)
{
    size_t rows = k->problem->row_count;
    jh_plan plan;
    jh_code rc;

    draft->moves = JH_NEW_ARRAY(k->room, jh_plan_move, roads->count + 1);
    draft->trainings = JH_NEW_ARRAY(k->room, jh_plan_train, rows * JH_PLAN_TYPES * JH_PLAN_BITS);
    if (!draft->moves || !draft->trainings) return jh_no_memory(k->err);
    rc = jh_route_staff(holds, draft, &(jh_route_request){ k->problem, roads }, *k->room, k->err);
    if (rc || !*holds) return rc;
    plan = jh_draft_plan_of(draft);
    *holds = jh_plan_holds(k->problem, &plan, *k->room, NULL);
    if (!*holds || (k->found && plan.cost >= k->best.cost)) return JH_OK;
    k->found = true;
    k->best = plan;
    return JH_OK;
}

jh_code jh_known_keep_bound(jh_plan *out, const jh_known *k)
{
    char *text;
    mpq_t bound;

    out->has_bound = k->has_bound;
    if (!k->has_bound) return JH_OK;
    mpq_init(bound);
    mpq_set_si(bound, k->decided, 1);
    mpq_add(bound, bound, k->bound);
    text = mpq_get_str(NULL, 10, bound);
    mpz_cdiv_q(mpq_numref(bound), mpq_numref(bound), mpq_denref(bound));
    out->bound = mpz_get_si(mpq_numref(bound));
    mpq_clear(bound);
    out->bound_exact = jh_text_copy(k->keep, jh_text_of(text));
    free(text);
    if (!out->bound_exact.at) return jh_no_memory(k->err);
    out->certificate = k->certificate;
    out->tree = k->tree;
    return JH_OK;
}
