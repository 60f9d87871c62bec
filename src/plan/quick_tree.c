/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include "plan/estimate.h"

#include <math.h>

enum { CUT_ROUNDS = 8 };
static const double GAP_USED = 0.99; /* a little of it for the exact bound */
static const double SPARE =
    1e-6; /* of the cutoff: prices written as whole numbers lose that much */

/* A split on the way to the node at hand: first the row waives the indicator, then it does not. */
typedef struct fork {
    size_t row;
    unsigned before; /* what was refused there */
    int8_t indicator;
    bool is_second;
} fork;

typedef struct tree {
    jh_quick *q;
    fork *forks;
    size_t depth, fork_room;
    jh_plan_case *cases;
    size_t case_count, case_room;
    jh_certificate *leaves;
    size_t leaf_count, leaf_room;
    size_t nodes;
} tree;

/* A bound above it is good enough. */
static double cutoff(const tree *t)
{
    const jh_known *k = t->q->known;

    if (!k->found) return INFINITY;
    return (double)k->best.cost * (1 - GAP_USED * (double)k->request->gap_ppm * 1e-6);
}

/* ---- the tree as a proof ---- */

static jh_code note_case(tree *t, size_t row, int8_t indicator)
{
    jh_plan_case *all =
        jh_grow(t->q->known->keep, t->cases, &t->case_room, t->case_count + 1, sizeof *all);

    if (!all) return jh_no_memory(t->q->known->err);
    t->cases = all;
    all[t->case_count++] = (jh_plan_case){ (uint32_t)row, indicator };
    return JH_OK;
}

/* *enough: these prices prove the cutoff here. */
static jh_code note_leaf(tree *t, bool *enough, bool anyway)
{
    jh_known *k = t->q->known;
    jh_plan_hold *holds;
    jh_arena scratch = *k->room;
    jh_problem problem = *t->q->p;
    jh_certificate certificate, *all;
    double bound;
    jh_code rc = jh_quick_prices(&certificate, t->q);

    if (rc) return rc;
    scratch = *k->room;
    holds = jh_holds_with(&problem, t->q->refused, &scratch);
    if (!holds) return jh_no_memory(k->err);
    problem.holds = holds;
    *enough = jh_bound_estimate(&bound, &problem, &certificate, t->q->chosen, scratch)
              && bound >= cutoff(t) * (1 - SPARE);
    if (!*enough && !anyway) return JH_OK;
    all = jh_grow(k->keep, t->leaves, &t->leaf_room, t->leaf_count + 1, sizeof *all);
    if (!all) return jh_no_memory(k->err);
    t->leaves = all;
    all[t->leaf_count++] = certificate;
    return note_case(t, 0, -1);
}

/* ---- a node ---- */

/* *solved = false: there is no optimum here, or limits that cannot be kept nor cut off. */
static jh_code solve_node(tree *t, bool *solved)
{
    bool filled, added = true;
    jh_code rc = JH_OK;
    int round;

    for (round = 0; !rc && added && round < CUT_ROUNDS; round++) {
        rc = jh_quick_solve(t->q, solved);
        if (rc || !*solved || t->q->programme_cost >= cutoff(t)) return rc;
        rc = jh_quick_cut(t->q, &filled, &added);
        if (!rc && !filled) rc = jh_quick_cut_between(t->q, &added);
        *solved = filled || added;
    }
    /* Whoever reads shares or prices next reads those of all rows there are. */
    return !rc && added && *solved ? jh_quick_solve(t->q, solved) : rc;
}

/* The share that is nearest to a whole waiver: fewest cases (the least sure one, tried, needs half
 * as many again). false: all are whole. */
static bool find_share(const tree *t, size_t *row, int8_t *indicator)
{
    double share, most = JH_SHARE_WHOLE;
    size_t i, k;

    for (i = 0; i < t->q->p->row_count; i++) {
        if (jh_quick_is_settled(t->q, i)) continue;
        for (k = 0; k < t->q->p->indicator_count; k++) {
            share = jh_quick_share(t->q, i, k);
            if (share <= most || share >= 1 - JH_SHARE_WHOLE) continue;
            most = share;
            *row = i;
            *indicator = (int8_t)k;
        }
    }
    return most > JH_SHARE_WHOLE;
}

static void read_waivers(jh_quick *q)
{
    double most, share;
    size_t i, k;

    for (i = 0; i < q->p->row_count; i++) {
        q->waived[i] = jh_quick_is_settled(q, i) ? jh_quick_settled(q, i) : -1;
        if (jh_quick_is_settled(q, i)) continue;
        for (most = 0.5, k = 0; k < q->p->indicator_count; k++) {
            share = jh_quick_share(q, i, k);
            if (share <= most) continue;
            most = share;
            q->waived[i] = (int8_t)k;
        }
    }
}

static jh_code offer_whole(jh_quick *q)
{
    read_waivers(q);
    jh_fill_require(q->fill, q->waived);
    return jh_fill_sites(&q->site_cost, q->fill) ? jh_quick_whole(q) : JH_OK;
}

static void refuse(tree *t, size_t row, unsigned refused)
{
    t->q->refused[row] = refused;
    jh_quick_allow(t->q, row && t->q->p->rows[row - 1].school == t->q->p->rows[row].school ? row - 1
                                                                                           : row);
}

static jh_code branch(tree *t, size_t row, int8_t indicator)
{
    fork *forks = jh_grow(t->q->known->room, t->forks, &t->fork_room, t->depth + 1, sizeof *forks);
    jh_code rc;

    if (!forks) return jh_no_memory(t->q->known->err);
    t->forks = forks;
    forks[t->depth++] = (fork){ row, t->q->refused[row], indicator, false };
    rc = note_case(t, row, indicator);
    refuse(t, row, ~(1U << indicator));
    return rc;
}

/* On to the second side of the deepest fork that has one; false = the tree is done. */
static bool next_node(tree *t)
{
    while (t->depth) {
        fork *f = &t->forks[t->depth - 1];
        if (!f->is_second) {
            f->is_second = true;
            refuse(t, f->row, f->before | 1U << f->indicator);
            return true;
        }
        refuse(t, f->row, f->before);
        t->depth--;
    }
    return false;
}

/* *closed: nothing is left to do below. */
static jh_code visit(tree *t, bool *solved, bool *closed)
{
    bool enough = false;
    int8_t indicator = -1;
    size_t row = 0;
    jh_code rc = solve_node(t, solved);

    *closed = true;
    if (rc || !*solved) return rc;
    if (t->q->programme_cost >= cutoff(t)) {
        rc = note_leaf(t, &enough, false);
        if (rc || enough) return rc;
    }
    *closed = !find_share(t, &row, &indicator) || indicator < 0;
    if (!*closed) return branch(t, row, indicator);
    /* First what the optimum's prices prove: what is offered asks the programme other things. */
    rc = note_leaf(t, &enough, true);
    if (!rc && t->q->programme_cost < cutoff(t)) rc = offer_whole(t->q);
    return rc;
}

jh_code jh_quick_tree(jh_quick *q)
{
    tree t = { .q = q };
    bool solved = true, more = true, closed;
    jh_code rc = JH_OK;

    while (!rc && more && solved && !jh_known_report(q->known)) {
        if (t.nodes++ >= q->known->request->node_most) {
            q->known->stopped = true;
            break;
        }
        q->known->nodes++;
        rc = visit(&t, &solved, &closed);
        if (closed) more = next_node(&t);
    }
    if (!rc && !more && solved)
        jh_known_weigh_tree(q->known,
                            &(jh_proof_tree){ t.cases, t.case_count, t.leaves, t.leaf_count });
    return rc;
}
