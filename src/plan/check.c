/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rational.h"

#include <float.h>
#include <string.h>

static bool breach(jh_plan_breach *why, const char *what, size_t where)
{
    if (why) *why = (jh_plan_breach){ what, where };
    return false;
}

/* ---- lines and sites ---- */

static bool rows_hold(const jh_problem *p, const jh_plan *plan, jh_plan_breach *why)
{
    size_t i, k;

    for (i = 0; i < p->site_count; i++)
        if (plan->steps[i] < p->sites[i].least || plan->steps[i] > p->sites[i].most)
            return breach(why, "site", i);
    for (i = 0; i < p->row_count; i++) {
        if (plan->waived[i] >= 0
            && (plan->waived[i] >= (int)p->indicator_count
                || !jh_problem_may_waive(p, i, (size_t)plan->waived[i])))
            return breach(why, "waiver", i);
        for (k = 0; k < p->indicator_count; k++)
            if (jh_plan_stock(p, plan, i, k)
                < (plan->waived[i] == (int)k ? p->rows[i].least[k] : p->rows[i].need[k]))
                return breach(why, "line", i);
    }
    return true;
}

/* ---- staff ---- */

/* What moves, hires and trainings leave at a row: flow is conserved when it is `staff`. */
typedef struct ledger {
    int64_t left[JH_PLAN_TYPES];
    int64_t gone[JH_PLAN_TYPES];
    int64_t trained[JH_PLAN_TYPES][JH_PLAN_BITS];
} ledger;

static bool enter_moves(ledger *at, const jh_problem *p, const jh_plan *plan, __int128 *cost)
{
    int64_t each;
    size_t i;

    for (i = 0; i < plan->move_count; i++) {
        const jh_plan_move *move = &plan->moves[i];
        if (move->from >= p->row_count || move->to >= p->row_count || move->type >= JH_PLAN_TYPES
            || move->count < 0)
            return false;
        each = jh_problem_way_cost(p, move->from, move->to);
        if (each < 0) return false;
        at[move->from].left[move->type] -= move->count;
        at[move->from].gone[move->type] += move->count;
        at[move->to].left[move->type] += move->count;
        *cost += (__int128)move->count * each;
    }
    return true;
}

static bool enter_trainings(ledger *at, const jh_problem *p, const jh_plan *plan, __int128 *cost)
{
    size_t i;

    for (i = 0; i < plan->training_count; i++) {
        const jh_plan_train *t = &plan->trainings[i];
        if (t->row >= p->row_count || t->type >= JH_PLAN_TYPES || t->bit >= p->bit_count
            || t->type >> t->bit & 1 || t->count < 0 || p->train[t->bit] < 0)
            return false;
        at[t->row].left[t->type] -= t->count;
        at[t->row].left[t->type | 1U << t->bit] += t->count;
        at[t->row].trained[t->type][t->bit] += t->count;
        *cost += (__int128)t->count * p->train[t->bit];
    }
    return true;
}

static bool row_of_staff_holds(const jh_problem *p, const jh_plan *plan, const ledger *at, size_t i,
                               __int128 *cost)
{
    int64_t all = 0;
    unsigned t, b;

    for (t = 0; t < JH_PLAN_TYPES; t++) {
        int64_t hired = plan->hires[i][t];
        if (plan->staff[i][t] < jh_problem_staff_least(p, i, t)
            || plan->staff[i][t] > jh_problem_staff_most(p, i, t))
            return false;
        if (hired < 0 || (hired && p->hire[t] < 0)) return false;
        if (at->gone[t] > jh_problem_movable(p, i, t)) return false;
        if (p->rows[i].today[t] + at->left[t] + hired != plan->staff[i][t]) return false;
        for (b = 0; b < p->bit_count; b++)
            if (at->trained[t][b] > p->rows[i].train_most[b]) return false;
        all += plan->staff[i][t];
        if (hired) *cost += (__int128)hired * p->hire[t];
    }
    return all >= p->rows[i].staff_least && all <= p->rows[i].staff_most;
}

/* Whoever was to move for certain does. */
static bool decided_hold(const jh_problem *p, const jh_plan *plan)
{
    size_t d, i;

    for (d = 0; d < p->decided_count; d++) {
        const jh_plan_move *must = &p->decided[d];
        int64_t left = must->count;
        for (i = 0; i < plan->move_count; i++)
            if (plan->moves[i].from == must->from && plan->moves[i].to == must->to
                && plan->moves[i].type == must->type)
                left -= plan->moves[i].count;
        if (left > 0) return false;
    }
    return true;
}

static bool staff_holds(const jh_problem *p, const jh_plan *plan, jh_plan_breach *why,
                        jh_arena scratch, __int128 *cost)
{
    ledger *at = JH_NEW_ARRAY(&scratch, ledger, p->row_count);
    size_t i;

    if (!at) return breach(why, JH_PLAN_BREACH_MEMORY, 0);
    if (!enter_moves(at, p, plan, cost) || !decided_hold(p, plan)) return breach(why, "move", 0);
    if (!enter_trainings(at, p, plan, cost)) return breach(why, "training", 0);
    for (i = 0; i < p->row_count; i++)
        if (!row_of_staff_holds(p, plan, &at[i], i, cost)) return breach(why, "staff", i);
    return true;
}

/* ---- cones ---- */

/* Whether P·Σ X²/P_p ≤ (1 + τ²)·(ΣX)² as far as doubles can tell: 1 it holds, −1 it does not, 0
 * they cannot. Nothing is subtracted, so that either side is off by at most (1 + u)^operations. */
static int cone_tells(const jh_problem *p, const jh_plan *plan, size_t group, size_t k)
{
    double x, sum = 0, squares = 0, pupils = 0, slack = 16, left, right;
    double limit = jh_ratio_double(p->groups[group].limit[k]);
    size_t i;

    for (i = 0; i < p->row_count; i++) {
        const jh_plan_row *row = &p->rows[i];
        if (row->group != group) continue;
        x = jh_ratio_double(row->base[k])
            + jh_ratio_double(row->gain[k]) * (double)jh_plan_stock(p, plan, i, k);
        sum += x;
        squares += x * x / (double)row->pupils;
        pupils += (double)row->pupils;
        slack += 2;
    }
    slack *= DBL_EPSILON;
    left = pupils * squares;
    right = (1 + limit * limit) * sum * sum;
    if (left * (1 + slack) < right * (1 - slack)) return 1;
    return left * (1 - slack) > right * (1 + slack) ? -1 : 0;
}

/* P·Σ X²/P_p ≤ (1 + τ²)·(ΣX)², and ΣX > 0. */
static bool cone_holds(const jh_problem *p, const jh_plan *plan, size_t group, size_t k)
{
    mpq_t amount, room, sum, squares;
    int64_t pupils = 0;
    bool holds;
    size_t i;
    int told = cone_tells(p, plan, group, k);

    if (told) return told > 0;
    mpq_inits(amount, room, sum, squares, NULL);
    for (i = 0; i < p->row_count; i++) {
        const jh_plan_row *row = &p->rows[i];
        if (row->group != group) continue;
        jh_amount(amount, row, k, jh_plan_stock(p, plan, i, k), room);
        mpq_add(sum, sum, amount);
        mpq_mul(amount, amount, amount);
        mpq_set_si(room, 1, (unsigned long)row->pupils);
        mpq_mul(amount, amount, room);
        mpq_add(squares, squares, amount);
        pupils += row->pupils;
    }
    mpq_set_si(room, pupils, 1);
    mpq_mul(squares, squares, room);
    jh_ratio_get(amount, p->groups[group].limit[k]);
    mpq_mul(amount, amount, amount);
    mpq_set_si(room, 1, 1);
    mpq_add(amount, amount, room);
    holds = mpq_sgn(sum) > 0;
    mpq_mul(sum, sum, sum);
    mpq_mul(sum, sum, amount);
    holds = holds && mpq_cmp(squares, sum) <= 0;
    mpq_clears(amount, room, sum, squares, NULL);
    return holds;
}

static bool has_rows(const jh_problem *p, size_t group)
{
    size_t i;

    for (i = 0; i < p->row_count; i++)
        if (p->rows[i].group == group) return true;
    return false;
}

/* Everything but the cost, which is told. */
static bool measures_hold(const jh_problem *p, const jh_plan *plan, jh_arena scratch,
                          jh_plan_breach *why, __int128 *cost)
{
    size_t i, k;

    *cost = 0;
    if (!rows_hold(p, plan, why) || !staff_holds(p, plan, why, scratch, cost)) return false;
    for (i = 0; i < p->group_count; i++)
        for (k = 0; has_rows(p, i) && k < p->indicator_count; k++)
            if (p->groups[i].limit[k].down && !cone_holds(p, plan, i, k))
                return breach(why, "cone", i * JH_PLAN_INDICATORS + k);
    for (i = 0; i < p->site_count; i++) *cost += (__int128)plan->steps[i] * p->sites[i].cost;
    return true;
}

bool jh_plan_holds(const jh_problem *p, const jh_plan *plan, jh_arena scratch, jh_plan_breach *why)
{
    __int128 cost;

    return measures_hold(p, plan, scratch, why, &cost)
           && (cost == plan->cost || breach(why, "cost", 0));
}

bool jh_plan_costs(int64_t *cost, const jh_problem *p, const jh_plan *plan, jh_arena scratch)
{
    __int128 sum;

    if (!measures_hold(p, plan, scratch, NULL, &sum) || sum > JH_PLAN_MONEY_MAX) return false;
    *cost = (int64_t)sum;
    return true;
}
