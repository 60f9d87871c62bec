/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

/* What a row has afterwards. */
typedef struct state {
    long waived;
    long staff[TYPES], hires[TYPES], balance[TYPES], gone[TYPES], trained[TYPES][BITS];
} state;

/* Of whole numbers: the denominator of a cost is 1. */
static void add_cost(mpq_t cost, long count, long each)
{
    mpz_t product;

    mpz_init_set_si(product, count);
    mpz_mul_si(product, product, each);
    mpz_add(mpq_numref(cost), mpq_numref(cost), product);
    mpz_clear(product);
}

static void four(long *out, const node *from, size_t count)
{
    size_t i;

    list(from, NULL, count);
    for (i = 0; i < count; i++) out[i] = integer(&from->children[i]);
}

static void read_staff(state *s, const problem *p, const node *plan)
{
    const node *staff = list(plan, "staff", p->rows), *hires = list(plan, "hires", p->rows);
    const node *waived = list(plan, "waived", p->rows);
    size_t i, t;

    for (i = 0; i < p->rows; i++) {
        four(s[i].staff, &staff->children[i], TYPES);
        four(s[i].hires, &hires->children[i], TYPES);
        s[i].waived = integer(&waived->children[i]);
        if (s[i].waived < -1 || s[i].waived >= (long)p->indicators
            || (s[i].waived >= 0 && (!p->waivers || p->row[i].refused >> s[i].waived & 1)))
            reject("waived", i);
        for (t = 0; t < TYPES; t++) s[i].balance[t] = p->row[i].today[t] + s[i].hires[t];
    }
}

static void do_moves(state *s, mpq_t cost, const problem *p, const node *plan)
{
    const node *moves = member(plan, "moves", '[');
    long m[4];
    size_t i;

    for (i = 0; i < moves->size; i++) {
        const way *w;
        four(m, &moves->children[i], 4);
        w = m[2] < 0 || m[2] >= TYPES || m[3] < 0 ? NULL : way_between(p, m[0], m[1]);
        if (!w) reject("move", i);
        add_to(&s[m[0]].balance[m[2]], -m[3]);
        add_to(&s[m[0]].gone[m[2]], m[3]);
        add_to(&s[m[1]].balance[m[2]], m[3]);
        add_cost(cost, m[3], w->cost);
    }
}

/* Whoever was to move for certain does. */
static void check_decided(const problem *p, const node *plan)
{
    const node *moves = member(plan, "moves", '[');
    long m[4];
    size_t d, i;

    for (d = 0; d < p->decided; d++) {
        const transfer *must = &p->must[d];
        long left = must->count;
        for (i = 0; i < moves->size; i++) {
            four(m, &moves->children[i], 4);
            if (m[0] == must->from && m[1] == must->to && m[2] == must->type)
                left = plus(left, -m[3]);
        }
        if (left > 0) reject("a decided move", d);
    }
}

static void do_trainings(state *s, mpq_t cost, const problem *p, const node *plan)
{
    const node *all = member(plan, "trainings", '[');
    long m[4];
    size_t i;

    for (i = 0; i < all->size; i++) {
        four(m, &all->children[i], 4);
        if (m[0] < 0 || (size_t)m[0] >= p->rows || m[1] < 0 || m[1] >= TYPES || m[2] < 0
            || (size_t)m[2] >= p->bits || m[1] >> m[2] & 1 || m[3] < 0 || p->train[m[2]] < 0)
            reject("training", i);
        add_to(&s[m[0]].balance[m[1]], -m[3]);
        add_to(&s[m[0]].balance[m[1] | 1L << m[2]], m[3]);
        add_to(&s[m[0]].trained[m[1]][m[2]], m[3]);
        if (s[m[0]].trained[m[1]][m[2]] > p->row[m[0]].train_most[m[2]]) reject("training", i);
        add_cost(cost, m[3], p->train[m[2]]);
    }
}

static void check_staff(const state *s, mpq_t cost, const problem *p)
{
    size_t i, t;
    long all;

    for (i = 0; i < p->rows; i++) {
        all = 0;
        for (t = 0; t < TYPES; t++) {
            if (s[i].staff[t] < p->row[i].kept[t] || s[i].staff[t] > p->row[i].room[t]
                || s[i].hires[t] < 0 || s[i].balance[t] != s[i].staff[t]
                || s[i].gone[t] > p->row[i].today[t] || (s[i].hires[t] && p->hire[t] < 0)
                || (t >> p->bits && s[i].staff[t]))
                reject("staff of row", i);
            if (s[i].hires[t]) add_cost(cost, s[i].hires[t], p->hire[t]);
            all += s[i].staff[t];
        }
        if (all < p->row[i].least_staff || all > p->row[i].most_staff) reject("size of staff", i);
    }
}

static long stock_of(const problem *p, const state *s, const long *steps, size_t i, size_t k)
{
    long count = 0;
    size_t t;

    if (p->bit[k] < 0) return steps[p->row[i].site[k]];
    for (t = 0; t < TYPES; t++)
        if (t >> p->bit[k] & 1) count += s[i].staff[t];
    return count;
}

/* Σ (P_i/P)·(value/mean − 1)² ≤ τ², by mean and variance. */
static void check_limit(const problem *p, const state *s, const long *steps, size_t g, size_t k)
{
    mpq_t x, pupils, sum, squares, all;
    size_t i;

    mpq_inits(x, pupils, sum, squares, all, NULL);
    for (i = 0; i < p->rows; i++) {
        const row *r = &p->row[i];
        if ((size_t)r->group != g) continue;
        mpq_set_si(x, stock_of(p, s, steps, i, k), 1);
        mpq_mul(x, x, r->gain[k]);
        mpq_add(x, x, r->base[k]);
        mpq_set_si(pupils, r->pupils, 1);
        mpq_add(all, all, pupils);
        mpq_add(sum, sum, x);
        mpq_mul(x, x, x);
        mpq_div(x, x, pupils);
        mpq_add(squares, squares, x);
    }
    if (mpq_sgn(all) > 0) {
        if (mpq_sgn(sum) <= 0) reject("an empty indicator", g * INDICATORS + k);
        mpq_mul(squares, squares, all);
        mpq_mul(sum, sum, sum);
        mpq_sub(squares, squares, sum); /* P²·variance */
        mpq_mul(x, p->group[g].limit[k], p->group[g].limit[k]);
        mpq_mul(sum, sum, x);
        if (mpq_cmp(squares, sum) > 0) reject("coefficient of variation", g * INDICATORS + k);
    }
    mpq_clears(x, pupils, sum, squares, all, NULL);
}

void plan_check(mpq_t cost, const problem *p, const node *plan)
{
    const node *listed = list(plan, "steps", p->sites);
    state *s = take(p->rows, sizeof *s);
    long *steps = take(p->sites, sizeof *steps);
    size_t i, k;

    mpq_set_si(cost, 0, 1);
    for (i = 0; i < p->sites; i++) {
        steps[i] = integer(&listed->children[i]);
        if (steps[i] < p->site[i].least || steps[i] > p->site[i].most) reject("site", i);
        add_cost(cost, steps[i], p->site[i].cost);
    }
    read_staff(s, p, plan);
    do_moves(s, cost, p, plan);
    check_decided(p, plan);
    do_trainings(s, cost, p, plan);
    check_staff(s, cost, p);
    for (i = 0; i < p->rows; i++)
        for (k = 0; k < p->indicators; k++)
            if (stock_of(p, s, steps, i, k)
                < (s[i].waived == (long)k ? p->row[i].floor[k] : p->row[i].line[k]))
                reject("line of row", i);
    for (i = 0; i < p->groups; i++)
        for (k = 0; k < p->indicators; k++)
            if (p->group[i].limited[k]) check_limit(p, s, steps, i, k);
}
