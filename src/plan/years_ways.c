/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_timing.h"

#include <math.h>
#include <stdlib.h>

/* Rounds of further ways and how many a round brings. */
enum { ROUNDS_MOST = 8, NEWS_MOST = 300 };
/* A way is worth its columns; a measure that is made. */
static const double WORTH = 1e-7, MADE = 1e-6;

/* ---- further ways ---- */

/* What a person at a row is worth by the programme's prices: from the year on, and in the end. */
static double worth(const jh_timing *x, size_t row, unsigned type, size_t year)
{
    const double *price = x->optimum.price;
    double sum = price[x->kind[row][type].balance];
    size_t y, e;

    for (y = year; y + 1 < x->years; y++) {
        size_t at = y * x->w->p->row_count + row;
        for (e = 0; e < JH_YEARS_NEEDS; e++)
            if (x->need[at][e] != JH_NO_ROW && jh_timing_serves(type, e))
                sum += price[x->need[at][e]];
        if (x->person[at][type] != JH_NO_ROW) sum += price[x->person[at][type]];
    }
    return sum;
}

/* What a unit of money of the year costs: ≤ 0. */
static double money_price(const jh_timing *x, size_t year)
{
    double sum = x->optimum.price[jh_timing_total_row(x)];
    size_t y;

    for (y = year; y < x->years; y++) sum += x->optimum.price[y];
    return sum * (double)x->w->years->price[year] / JH_PRICE_UNIT / x->w->unit;
}

typedef struct news {
    jh_dated move;
    double gain;
} news;

typedef struct looking {
    jh_timing *x;
    double money[JH_YEARS_MOST];
    double *worth; /* [(year × row) × types] */
    news *found;
    size_t count;
} looking;

static double worth_at(const looking *l, size_t y, size_t row, unsigned type)
{
    return l->worth[(y * l->x->w->p->row_count + row) * JH_PLAN_TYPES + type];
}

/* What one more person who goes this way in the best year wins. */
static void look_at(looking *l, const jh_dated *move)
{
    const jh_timing *x = l->x;
    double best = -INFINITY, gain;
    size_t y;

    for (y = 0; y < x->years; y++) {
        gain = l->money[y] * (double)move->cost + worth_at(l, y, move->at, move->type)
               - worth_at(l, y, move->from, move->type);
        if (gain > best) best = gain;
    }
    best += x->optimum.price[x->kind[move->from][move->type].gone];
    if (best > WORTH) l->found[l->count++] = (news){ *move, best };
}

static int by_gain(const void *a, const void *b)
{
    const news *one = a, *other = b;

    if (one->gain != other->gain) return one->gain > other->gain ? -1 : 1;
    if (one->move.at != other->move.at) return one->move.at < other->move.at ? -1 : 1;
    if (one->move.from != other->move.from) return one->move.from < other->move.from ? -1 : 1;
    return (one->move.type > other->move.type) - (one->move.type < other->move.type);
}

static jh_code open_looking(looking *l)
{
    const jh_timing *x = l->x;
    const jh_problem *p = x->w->p;

    l->worth = JH_NEW_ARRAY(x->room, double, x->years * p->row_count * JH_PLAN_TYPES);
    l->found = JH_NEW_ARRAY(x->room, news, 2 * p->way_count * JH_PLAN_TYPES + 1);
    return l->worth && l->found ? JH_OK : jh_no_memory(x->err);
}

/* The prices of the last optimum. */
static void read_prices(looking *l)
{
    const jh_problem *p = l->x->w->p;
    size_t y, i;
    unsigned t;

    l->count = 0;
    for (y = 0; y < l->x->years; y++) {
        l->money[y] = money_price(l->x, y);
        for (i = 0; i < p->row_count; i++)
            for (t = 0; t < 1U << p->bit_count; t++)
                l->worth[(y * p->row_count + i) * JH_PLAN_TYPES + t] = worth(l->x, i, t, y);
    }
}

/* Ways that the prices like, the best first; *added: how many. */
static jh_code add_ways(looking *l, size_t *added)
{
    jh_timing *x = l->x;
    const jh_problem *p = x->w->p;
    size_t first = x->measures, i;
    unsigned t, back;

    read_prices(l);
    for (i = 0; i < p->way_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++)
            for (back = 0; back < 2; back++) {
                jh_dated move = { .kind = JH_DATED_MOVE,
                                  .at = back ? p->ways[i].a : p->ways[i].b,
                                  .from = back ? p->ways[i].b : p->ways[i].a,
                                  .type = t,
                                  .cost = p->ways[i].cost };
                if (jh_problem_movable(p, move.from, t) > 0) look_at(l, &move);
            }
    *added = l->count < NEWS_MOST ? l->count : NEWS_MOST;
    if (!*added) return JH_OK;
    qsort(l->found, l->count, sizeof *l->found, by_gain);
    x->pool = jh_grow(x->room, x->pool, &x->pool_room, x->measures + *added, sizeof *x->pool);
    if (!x->pool) return jh_no_memory(x->err);
    for (i = 0; i < *added; i++) x->pool[x->measures++] = l->found[i].move;
    return jh_timing_add(x, first);
}

static jh_code bring_ways(jh_timing *x)
{
    looking l = { .x = x };
    jh_code rc = open_looking(&l);
    size_t round, added = 1;

    for (round = 0; !rc && added && round < ROUNDS_MOST; round++) {
        if (x->measures * x->years * x->years > JH_TIMING_MOST) break;
        rc = jh_cone_solve(&x->optimum, x->solver, x->err);
        if (rc || x->optimum.outcome != JH_OPTIMAL || round + 1 == ROUNDS_MOST) break;
        rc = add_ways(&l, &added);
    }
    return rc;
}

/* How often the optimum makes each measure, in all years. */
static jh_code read_ways(jh_years_ways *out, const jh_timing *x)
{
    size_t m, y;

    out->measures = JH_NEW_ARRAY(x->w->room, jh_dated, x->measures + 1);
    out->times = JH_NEW_ARRAY(x->w->room, double, x->measures + 1);
    if (!out->measures || !out->times) return jh_no_memory(x->err);
    for (m = 0; m < x->measures; m++) {
        double sum = 0;
        for (y = 0; y < x->years; y++) sum += jh_timing_value(x, jh_timing_measure(x, m, y));
        if (sum <= MADE) continue;
        out->measures[out->count] = x->pool[m];
        out->times[out->count++] = sum;
    }
    return JH_OK;
}

jh_code jh_years_find_ways(jh_years_ways *out, const jh_years_work *w, const jh_years_parts *parts,
                           const jh_years_timing_ask *ask, jh_error *err)
{
    jh_timing x = jh_timing_of(w, parts, ask, err);
    jh_arena room;
    bool fits;
    jh_code rc;

    *out = (jh_years_ways){ .count = 0 };
    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    x.room = &room;
    x.is_free = true;
    rc = jh_timing_begin(&x, &fits);
    if (!rc && fits) rc = bring_ways(&x);
    if (!rc && fits && x.optimum.outcome == JH_OPTIMAL) rc = read_ways(out, &x);
    jh_cone_close(x.solver);
    jh_arena_release(&room);
    return rc;
}
