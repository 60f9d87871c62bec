/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include "plan/estimate.h"

#include <math.h>

enum { CUT_ROUNDS = 8 };
/* After so many nodes it begins again, if there may be so many times as many. */
enum { TRIAL_NODES = 30, TRIALS = 3 };
static const double GAP_USED = 0.99; /* a little of it for the exact bound */
static const double SPARE =
    1e-6; /* of the cutoff: prices written as whole numbers lose that much */

/* A split on the way to the node at hand: first the row waives the indicator, then it does not. */
typedef struct fork {
    size_t row;
    unsigned before; /* what was refused there */
    int8_t indicator;
    bool is_second;
    double cost, share; /* of the programme, and of the waiver, where it splits */
} fork;

/* What a side of a split has added to the programme's cost, a unit of the share taken away: the
 * sum, and how often. First: the row waives; second: it does not. */
typedef struct gain {
    double sum[2];
    unsigned count[2];
} gain;

typedef struct tree {
    jh_quick *q;
    fork *forks;
    size_t depth, fork_room;
    jh_plan_case *cases;
    size_t case_count, case_room;
    jh_certificate *leaves;
    size_t leaf_count, leaf_room;
    size_t nodes, trial;
    gain *gains; /* [row × indicators], then all of them together */
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

/* Do these prices prove the cutoff here? */
static jh_code weigh_here(tree *t, const jh_certificate *prices, bool *enough)
{
    jh_known *k = t->q->known;
    jh_arena scratch = *k->room;
    jh_problem problem = *t->q->p;
    double bound;

    problem.holds = jh_holds_with(&problem, t->q->refused, &scratch);
    if (!problem.holds) return jh_no_memory(k->err);
    *enough = jh_bound_estimate(&bound, &problem, prices, t->q->chosen, scratch)
              && bound >= cutoff(t) * (1 - SPARE);
    return JH_OK;
}

static jh_code keep_leaf(tree *t, const jh_certificate *prices)
{
    jh_known *k = t->q->known;
    jh_certificate *all =
        jh_grow(k->keep, t->leaves, &t->leaf_room, t->leaf_count + 1, sizeof *all);

    if (!all) return jh_no_memory(k->err);
    t->leaves = all;
    all[t->leaf_count++] = *prices;
    return note_case(t, 0, -1);
}

/* *enough: the programme's prices prove the cutoff here. */
static jh_code note_leaf(tree *t, bool *enough, bool anyway)
{
    jh_certificate prices;
    jh_code rc = jh_quick_prices(&prices, t->q);

    if (!rc) rc = weigh_here(t, &prices, enough);
    return rc || (!*enough && !anyway) ? rc : keep_leaf(t, &prices);
}

/* The same by the prices of the case before: without a programme. */
static jh_code note_like_last(tree *t, bool *enough)
{
    jh_certificate prices;
    jh_code rc;

    *enough = false;
    if (!t->leaf_count) return JH_OK;
    prices = t->leaves[t->leaf_count - 1];
    rc = weigh_here(t, &prices, enough);
    return rc || !*enough ? rc : keep_leaf(t, &prices);
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

/* ---- where to split ---- */

static gain *gain_of(const tree *t, size_t row, size_t k)
{
    return &t->gains[row * t->q->p->indicator_count + k];
}

static gain *all_gains(const tree *t)
{
    return gain_of(t, t->q->p->row_count, 0);
}

static void add_gain(gain *to, int side, double by)
{
    to->sum[side] += by;
    to->count[side]++;
}

/* What the node at hand costs beyond the fork that it is a side of. */
static void learn(tree *t)
{
    const fork *f = t->depth ? &t->forks[t->depth - 1] : NULL;
    double taken, by;

    if (!f) return;
    taken = f->is_second ? f->share : 1 - f->share;
    by = fmax(0, t->q->programme_cost - f->cost) / fmax(taken, JH_SHARE_WHOLE);
    add_gain(gain_of(t, f->row, (size_t)f->indicator), f->is_second, by);
    add_gain(all_gains(t), f->is_second, by);
}

static double expected(const tree *t, size_t row, size_t k, int side, double taken)
{
    const gain *own = gain_of(t, row, k), *all = all_gains(t);

    if (own->count[side]) return own->sum[side] / own->count[side] * taken;
    return all->count[side] ? all->sum[side] / all->count[side] * taken : taken;
}

/* How good it is to split there. At first what is nearest to a whole waiver: fewest cases in a
 * short tree, and plans early. Then the waiver both of whose sides are expected to add most
 * (pseudo-costs: Bénichou and others, Mathematical Programming 1, 1971), what adds nearly nothing
 * counted as a hundredth of what is lacking. */
static double score_of(const tree *t, size_t row, size_t k, double share)
{
    double least = (cutoff(t) - t->q->programme_cost) / 100;

    if (t->nodes <= t->trial) return share;
    if (!(least > 1) || !isfinite(least)) least = 1;
    return fmax(least, expected(t, row, k, 0, 1 - share))
           * fmax(least, expected(t, row, k, 1, share));
}

/* false: all are whole. */
static bool find_share(const tree *t, size_t *row, int8_t *indicator)
{
    double best = 0, share, score;
    size_t i, k;

    for (i = 0; i < t->q->p->row_count; i++) {
        if (jh_quick_is_settled(t->q, i)) continue;
        for (k = 0; k < t->q->p->indicator_count; k++) {
            share = jh_quick_share(t->q, i, k);
            if (share <= JH_SHARE_WHOLE || share >= 1 - JH_SHARE_WHOLE) continue;
            score = score_of(t, i, k, share);
            if (score <= best) continue;
            best = score;
            *row = i;
            *indicator = (int8_t)k;
        }
    }
    return best > 0;
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
    forks[t->depth++] = (fork){ .row = row,
                                .before = t->q->refused[row],
                                .indicator = indicator,
                                .cost = t->q->programme_cost,
                                .share = jh_quick_share(t->q, row, (size_t)indicator) };
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

/* From the root again, with what has been learnt about where to split. */
static void begin_again(tree *t)
{
    while (t->depth--) refuse(t, t->forks[t->depth].row, t->forks[t->depth].before);
    t->depth = t->case_count = t->leaf_count = 0;
}

/* *closed: nothing is left to do below. */
static jh_code visit(tree *t, bool *solved, bool *closed)
{
    bool enough = false;
    int8_t indicator = -1;
    size_t row = 0;
    jh_code rc = note_like_last(t, &enough);

    *closed = true;
    if (rc || enough) return rc;
    rc = solve_node(t, solved);
    if (rc || !*solved) return rc;
    learn(t);
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

    t.trial = q->known->request->node_most < TRIALS * TRIAL_NODES ? SIZE_MAX : TRIAL_NODES;
    t.gains = JH_NEW_ARRAY(q->known->room, gain, q->p->row_count * q->p->indicator_count + 1);
    if (!t.gains) return jh_no_memory(q->known->err);
    while (!rc && more && solved && !jh_known_is_enough(q->known) && !jh_known_report(q->known)) {
        if (t.nodes++ >= q->known->request->node_most) {
            q->known->stopped = true;
            break;
        }
        q->known->nodes++;
        if (t.nodes == t.trial + 1) begin_again(&t);
        rc = visit(&t, &solved, &closed);
        if (closed) more = next_node(&t);
    }
    if (!rc && !more && solved)
        jh_known_weigh_tree(q->known,
                            &(jh_proof_tree){ t.cases, t.case_count, t.leaves, t.leaf_count });
    return rc;
}
