/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/prices.h"

#include <math.h>
#include <string.h>

/* The programme's prices as counts of fractions, pushed to where they prove something. */
typedef struct writing {
    const jh_problem *p;
    int64_t (*lambda)[JH_PLAN_INDICATORS], (*root)[JH_PLAN_INDICATORS];
    int64_t (*slope)[JH_PLAN_INDICATORS], (*person)[JH_PLAN_TYPES];
    int64_t (*need)[JH_PLAN_BITS + 1][JH_PLAN_BITS + 1];
} writing;

static int64_t whole(double value)
{
    if (!(value > -4e18)) return -INT64_C(4000000000000000000);
    return value < 4e18 ? (int64_t)llround(value) : INT64_C(4000000000000000000);
}

/* ---- cones ---- */

/* A hair less than one, for the rounding of each v: Σ P v² must not pass Σ P. */
static const double INWARDS = 1 - 1e-8;

static void write_cone(writing *w, const jh_prices *of, size_t g, size_t k)
{
    const jh_ratio limit = w->p->groups[g].limit[k];
    size_t i;

    if (!limit.down) return;
    w->root[g][k] =
        whole(ceil(sqrt(1 + pow(jh_ratio_double(limit), 2)) * (double)(1 << JH_SLOPE_BITS))) + 1;
    if (!(of->lambda[g][k] > 0)) return;
    for (i = 0; i < w->p->row_count; i++)
        if (w->p->rows[i].group == g)
            w->slope[i][k] =
                (int64_t)(of->direction[i][k] * INWARDS * (double)(1 << JH_SLOPE_BITS));
    w->lambda[g][k] = whole(of->lambda[g][k] * (double)(1 << JH_LAMBDA_BITS));
}

/* ---- staff ---- */

static double gamma_of(const writing *w, size_t i, size_t k)
{
    size_t g = w->p->rows[i].group;

    return (double)w->lambda[g][k] * (double)(w->root[g][k] - w->slope[i][k])
           / ((double)(1 << JH_LAMBDA_BITS) * (double)(1 << JH_SLOPE_BITS));
}

/* No person is worth more than hiring one. */
static void write_persons(writing *w, const jh_prices *of, size_t i)
{
    unsigned t;

    for (t = 0; t < 1U << w->p->bit_count; t++) {
        w->person[i][t] = whole(of->worth[i][t]);
        if (w->p->hire[t] >= 0 && w->person[i][t] > w->p->hire[t]) w->person[i][t] = w->p->hire[t];
    }
}

/* What each row of needs may pay when no person costs less than those who share it: in one order
 * of the rows, each takes all that is left. The best order of all. */
typedef struct paying {
    int64_t wanted[JH_PLAN_BITS + 1];
    int64_t paid[JH_PLAN_BITS + 1], best[JH_PLAN_BITS + 1];
    double worth;
    unsigned bits, types;
} paying;

static bool serves(unsigned type, unsigned row)
{
    return !row || type >> (row - 1) & 1;
}

static int64_t least_left(const paying *p, const int64_t *left, unsigned row)
{
    int64_t least = INT64_MAX;
    unsigned t;

    for (t = row ? 1U << (row - 1) : 0; t < p->types; t++)
        if (serves(t, row) && left[t] < least) least = left[t];
    return least > 0 ? least : 0;
}

/* The rows that have not been asked yet, in every order; no further than they could pay more than
 * the best, were each of them the next. */
static void pay_on(paying *p, unsigned asked, const int64_t *left, double worth)
{
    int64_t least[JH_PLAN_BITS + 1], after[JH_PLAN_TYPES];
    double most = worth;
    unsigned at, t;

    for (at = 0; at <= p->bits; at++) {
        if (asked >> at & 1) continue;
        least[at] = least_left(p, left, at);
        most += (double)least[at] * (double)p->wanted[at];
    }
    if (most <= p->worth) return;
    if (!(~asked & ((2U << p->bits) - 1))) {
        p->worth = worth;
        memcpy(p->best, p->paid, sizeof p->paid);
        return;
    }
    for (at = 0; at <= p->bits; at++) {
        if (asked >> at & 1) continue;
        for (t = 0; t < p->types; t++) after[t] = left[t] - (serves(t, at) ? least[at] : 0);
        p->paid[at] = least[at];
        pay_on(p, asked | 1U << at, after, worth + (double)least[at] * (double)p->wanted[at]);
    }
}

/* Rows that want nobody pay nothing, and are not asked. */
static void pay_in_every_order(paying *p, const int64_t *cost)
{
    unsigned asked = 0, at;

    p->worth = 0;
    memset(p->best, 0, sizeof p->best);
    memset(p->paid, 0, sizeof p->paid);
    for (at = 0; at <= p->bits; at++)
        if (!p->wanted[at]) asked |= 1U << at;
    pay_on(p, asked, cost, 0);
}

/* What staff costs beyond what its coefficients are worth, by type. */
static void weigh_types(int64_t *cost, const writing *w, size_t i)
{
    const jh_problem *p = w->p;
    double own;
    unsigned t;
    size_t k;

    for (t = 0; t < 1U << p->bit_count; t++) {
        own = (double)w->person[i][t];
        for (k = 0; k < p->indicator_count; k++)
            if (p->bit[k] >= 0 && t >> p->bit[k] & 1)
                own -= gamma_of(w, i, k) * jh_ratio_double(p->rows[i].gain[k]);
        cost[t] = whole(floor(own));
    }
}

/* Without a waiver, and with that of each bit where that makes a difference. */
static void write_needs(writing *w, size_t i)
{
    const jh_problem *p = w->p;
    const jh_plan_row *row = &p->rows[i];
    paying pay = { .bits = p->bit_count, .types = 1U << p->bit_count };
    int64_t cost[JH_PLAN_TYPES];
    size_t k;

    weigh_types(cost, w, i);
    pay.wanted[0] = row->staff_least;
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0) pay.wanted[p->bit[k] + 1] = row->need[k];
    pay_in_every_order(&pay, cost);
    memcpy(w->need[i][0], pay.best, sizeof pay.best);
    for (k = 0; k < p->indicator_count; k++) {
        if (p->bit[k] < 0) continue;
        if (row->least[k] < row->need[k]) {
            pay.wanted[p->bit[k] + 1] = row->least[k];
            pay_in_every_order(&pay, cost);
            pay.wanted[p->bit[k] + 1] = row->need[k];
            memcpy(w->need[i][p->bit[k] + 1], pay.best, sizeof pay.best);
        } else {
            memcpy(w->need[i][p->bit[k] + 1], w->need[i][0], sizeof pay.best);
        }
    }
}

static jh_code take_room(writing *w, jh_arena *keep, jh_error *err)
{
    const jh_problem *p = w->p;

    w->lambda = jh_alloc(keep, p->group_count, sizeof *w->lambda);
    w->root = jh_alloc(keep, p->group_count, sizeof *w->root);
    w->slope = jh_alloc(keep, p->row_count, sizeof *w->slope);
    w->person = jh_alloc(keep, p->row_count, sizeof *w->person);
    w->need = jh_alloc(keep, p->row_count, sizeof *w->need);
    return w->lambda && w->root && w->slope && w->person && w->need ? JH_OK : jh_no_memory(err);
}

static jh_certificate certificate_of(const writing *w)
{
    return (jh_certificate){ (const void *)w->lambda, (const void *)w->root, (const void *)w->slope,
                             (const void *)w->person, (const void *)w->need };
}

jh_code jh_prices_make(jh_prices *out, jh_arena *room, const jh_problem *p, jh_error *err)
{
    *out = (jh_prices){ .direction = jh_alloc(room, p->row_count, sizeof *out->direction),
                        .worth = jh_alloc(room, p->row_count, sizeof *out->worth) };
    return out->direction && out->worth ? JH_OK : jh_no_memory(err);
}

jh_code jh_prices_write(jh_certificate *out, jh_arena *keep, const jh_problem *p,
                        const jh_prices *of, jh_error *err)
{
    writing w = { .p = p };
    jh_code rc = take_room(&w, keep, err);
    size_t i, g, k;

    if (rc) return rc;
    for (g = 0; g < p->group_count; g++)
        for (k = 0; k < p->indicator_count; k++) write_cone(&w, of, g, k);
    for (i = 0; i < p->row_count; i++) {
        write_persons(&w, of, i);
        write_needs(&w, i);
    }
    *out = certificate_of(&w);
    return JH_OK;
}

/* ---- between two certificates ---- */

static int64_t between(int64_t a, int64_t b, double share)
{
    return a + whole(floor((double)(b - a) * share));
}

/* λv is mixed, not v: γ is then between the two, and Σ P v² ≤ Σ P stays true, being convex. */
static void mix_row(writing *w, const jh_prices_pair *of, size_t i)
{
    const jh_certificate *a = of->a, *b = of->b;
    size_t g = w->p->rows[i].group, k;
    unsigned t;

    for (k = 0; k < w->p->indicator_count; k++) {
        double first = (1 - of->share) * (double)a->lambda[g][k];
        double second = of->share * (double)b->lambda[g][k];
        if (!(first + second > 0)) continue;
        w->slope[i][k] =
            (int64_t)((first * (double)a->slope[i][k] + second * (double)b->slope[i][k])
                      / (first + second) * INWARDS);
    }
    for (t = 0; t < JH_PLAN_TYPES; t++)
        w->person[i][t] = between(a->person[i][t], b->person[i][t], of->share);
    write_needs(w, i);
}

jh_code jh_prices_mix(jh_certificate *out, jh_arena *keep, const jh_problem *p,
                      const jh_prices_pair *of, jh_error *err)
{
    writing w = { .p = p };
    jh_code rc = take_room(&w, keep, err);
    size_t i, g, k;

    if (rc) return rc;
    for (g = 0; g < p->group_count; g++)
        for (k = 0; k < p->indicator_count; k++) {
            w.root[g][k] = of->a->root[g][k];
            w.lambda[g][k] = between(of->a->lambda[g][k], of->b->lambda[g][k], of->share);
        }
    for (i = 0; i < p->row_count; i++) mix_row(&w, of, i);
    *out = certificate_of(&w);
    return JH_OK;
}
