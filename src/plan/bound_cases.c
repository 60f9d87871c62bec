/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/bound.h"

jh_plan_hold *jh_holds_with(const jh_problem *p, const unsigned *refused, jh_arena *keep)
{
    jh_plan_hold *holds = JH_NEW_ARRAY(keep, jh_plan_hold, p->row_count);
    size_t i;
    unsigned t;

    for (i = 0; holds && i < p->row_count; i++) {
        for (t = 0; !p->holds && t < JH_PLAN_TYPES; t++) holds[i].most[t] = JH_PLAN_NUMBER_MAX;
        if (p->holds) holds[i] = p->holds[i];
        holds[i].refused |= refused[i];
    }
    return holds;
}

/* A split on the way to the leaf at hand. */
typedef struct step {
    jh_plan_case split;
    unsigned before;
    bool is_second;
} step;

typedef struct walk {
    const jh_proof_tree *tree;
    unsigned *refused;
    step *steps;
    size_t depth, leaf;
} walk;

static bool go_down(walk *w, const jh_problem *p, const jh_plan_case *split)
{
    if (split->row >= p->row_count || (size_t)split->indicator >= p->indicator_count) return false;
    w->steps[w->depth++] = (step){ *split, w->refused[split->row], false };
    w->refused[split->row] |= ~(1U << split->indicator);
    return true;
}

/* To the next case; false = there is none. */
static bool go_on(walk *w)
{
    while (w->depth) {
        step *s = &w->steps[w->depth - 1];
        w->refused[s->split.row] = s->before | 1U << s->split.indicator;
        if (!s->is_second) {
            s->is_second = true;
            return true;
        }
        w->refused[s->split.row] = s->before;
        w->depth--;
    }
    return false;
}

static bool weigh_leaf(mpq_t out, walk *w, const jh_problem *p, jh_arena scratch)
{
    jh_problem problem = *p;
    mpq_t bound;
    bool valid;

    if (w->leaf == w->tree->leaf_count) return false;
    problem.holds = jh_holds_with(p, w->refused, &scratch);
    if (!problem.holds) return false;
    mpq_init(bound);
    valid = jh_bound_get(bound, &problem, &w->tree->leaves[w->leaf++], NULL, scratch);
    if (w->leaf == 1 || mpq_cmp(bound, out) < 0) mpq_set(out, bound);
    mpq_clear(bound);
    return valid;
}

bool jh_bound_get_tree(mpq_t out, const jh_problem *p, const jh_proof_tree *tree, jh_arena scratch)
{
    walk w = { .tree = tree,
               .refused = JH_NEW_ARRAY(&scratch, unsigned, p->row_count),
               .steps = JH_NEW_ARRAY(&scratch, step, tree->case_count + 1) };
    bool valid = w.refused && w.steps && tree->case_count > 0, more = true;
    size_t i;

    for (i = 0; valid && more && i < tree->case_count; i++) {
        if (tree->cases[i].indicator >= 0) {
            valid = go_down(&w, p, &tree->cases[i]);
            continue;
        }
        valid = weigh_leaf(out, &w, p, scratch);
        more = go_on(&w);
    }
    return valid && !more && i == tree->case_count && w.leaf == tree->leaf_count;
}
