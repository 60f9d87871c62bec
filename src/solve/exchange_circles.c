/* Between two circulations: what they differ by falls apart into circles of one person each, any
 * choice of which may be added; the cheapest choice that keeps both rows is found exactly among
 * the circles whose worth is most in doubt.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange_work.h"

#include <stdlib.h>
#include <string.h>

typedef struct circle {
    int64_t moved, gain, cost; /* what adding it changes */
    int64_t worth;             /* cost less what the multipliers pay for it: below 0 = worth it */
    size_t first_step, step_count;
} circle;

typedef struct step {
    uint32_t arc; /* among all */
    int8_t by;    /* +1, −1 */
} step;

typedef struct circles {
    const jh_trade *trade;
    int64_t person, mark; /* the multipliers by which they are worth something */
    jh_arena *room;
    circle *all;
    step *steps;
    size_t count, capacity, step_count, step_capacity;
} circles;

/* ---- Taking apart ---- */

/* One kind's difference as a graph: arcs that have to gain lead forwards, the others backwards. */
typedef struct difference {
    const jh_market *market;
    int64_t *left;           /* [arc] how much still differs */
    uint32_t *first, *chain; /* arcs by the node at which they begin, in their direction */
    uint32_t *path;          /* arcs of a circle */
    uint32_t *queue, *by;    /* [node] of a search; by which arc a node was reached */
    uint32_t *seen, search;  /* [node] in which search */
} difference;

static uint32_t begin_of(const difference *d, uint32_t arc)
{
    const jh_arc *a = &d->market->arcs[arc];
    return d->left[arc] > 0 ? a->from : a->to;
}

static uint32_t end_of(const difference *d, uint32_t arc)
{
    const jh_arc *a = &d->market->arcs[arc];
    return d->left[arc] > 0 ? a->to : a->from;
}

static jh_code add_circle(circles *c, difference *d, size_t length)
{
    const jh_exchange *e = c->trade->exchange;
    const jh_market *m = d->market;
    circle one = { .first_step = c->step_count, .step_count = length };
    size_t i;

    c->all = jh_grow(c->room, c->all, &c->capacity, c->count + 1, sizeof *c->all);
    c->steps =
        jh_grow(c->room, c->steps, &c->step_capacity, c->step_count + length, sizeof *c->steps);
    if (!c->all || !c->steps) return JH_NO_MEMORY;
    for (i = 0; i < length; i++) {
        uint32_t arc = d->path[i];
        int8_t by = d->left[arc] > 0 ? 1 : -1;
        c->steps[c->step_count++] = (step){ m->first_arc + arc, by };
        d->left[arc] -= by;
        if (m->team[arc] != JH_NO_INDEX) {
            one.moved += by;
            one.gain += by * jh_team_gain(e, &e->teams[m->team[arc]]);
        } else if (m->offer[arc] != JH_NO_INDEX) {
            one.cost += by * e->offers[m->offer[arc]].cost * JH_PARTS;
        }
    }
    one.worth = one.cost - c->person * one.moved - c->mark * one.gain;
    c->all[c->count++] = one;
    return JH_OK;
}

/* The arcs from the node that still differ; used up ones leave the chain for good. */
static uint32_t arcs_from(difference *d, uint32_t node)
{
    while (d->first[node] != JH_NO_INDEX && d->left[d->first[node]] == 0)
        d->first[node] = d->chain[d->first[node]];
    return d->first[node];
}

/* The arcs of the shortest circle through `start`, into d->path: short ones leave more choice. A
 * difference of two circulations has one through every node that an arc leaves. 0 = none left. */
static size_t shortest_circle(difference *d, uint32_t start)
{
    uint32_t at = 0, found = 1, node, arc, end;
    size_t length = 0;

    d->search++;
    d->queue[0] = start;
    while (at < found) {
        for (arc = arcs_from(d, d->queue[at++]); arc != JH_NO_INDEX; arc = d->chain[arc]) {
            end = end_of(d, arc);
            if (d->left[arc] == 0 || d->seen[end] == d->search) continue;
            d->seen[end] = d->search;
            d->by[end] = arc;
            d->queue[found++] = end;
            if (end == start) at = found;
        }
    }
    if (d->seen[start] != d->search) return 0;
    node = start;
    do {
        d->path[length++] = d->by[node];
        node = begin_of(d, d->by[node]);
    } while (node != start);
    return length;
}

static jh_code difference_make(difference *d, jh_arena *scratch, const jh_trade *t)
{
    size_t arcs = 1, nodes = 1;
    uint32_t i;

    for (i = 0; i < t->exchange->kind_count; i++) {
        const jh_network *n = &t->markets[i].network;
        if (n->arc_count >= arcs) arcs = n->arc_count + (size_t)1;
        if (n->node_count >= nodes) nodes = n->node_count + (size_t)1;
    }
    *d = (difference){ .left = JH_NEW_ARRAY(scratch, int64_t, arcs),
                       .chain = JH_NEW_ARRAY(scratch, uint32_t, arcs),
                       .first = JH_NEW_ARRAY(scratch, uint32_t, nodes),
                       .path = JH_NEW_ARRAY(scratch, uint32_t, nodes),
                       .queue = JH_NEW_ARRAY(scratch, uint32_t, nodes),
                       .by = JH_NEW_ARRAY(scratch, uint32_t, nodes),
                       .seen = JH_NEW_ARRAY(scratch, uint32_t, nodes) };
    return d->left && d->chain && d->first && d->path && d->queue && d->by && d->seen
               ? JH_OK
               : JH_NO_MEMORY;
}

static jh_code take_apart(circles *c, difference *d, const jh_round *const ends[2])
{
    const jh_market *m = d->market;
    uint32_t i;
    size_t length;
    jh_code code = JH_OK;

    memset(d->first, 0xff, m->network.node_count * sizeof *d->first);
    for (i = 0; i < m->network.arc_count; i++) {
        d->left[i] = ends[1]->flow[m->first_arc + i] - ends[0]->flow[m->first_arc + i];
        if (d->left[i] == 0) continue;
        d->chain[i] = d->first[begin_of(d, i)];
        d->first[begin_of(d, i)] = i;
    }
    for (i = 0; i < m->network.node_count; i++)
        while (!code && (length = shortest_circle(d, i)) > 0) code = add_circle(c, d, length);
    return code;
}

/* ---- Choosing ---- */

static int by_doubt(const void *a, const void *b)
{
    const circle *x = a, *y = b;
    int64_t p = x->worth < 0 ? -x->worth : x->worth, q = y->worth < 0 ? -y->worth : y->worth;

    if (p != q) return p < q ? -1 : 1;
    return x->first_step < y->first_step ? -1 : x->first_step > y->first_step;
}

/* Sums of some of the circles: cheapest cost for every (moved, gain). */
typedef struct table {
    int64_t least_moved, least_gain; /* of any choice: the table's corner */
    size_t wide, high;               /* moved, gain */
    int64_t *cost;                   /* [wide × high]; INT64_MAX = no choice comes to this */
    uint8_t *taken;                  /* [circle × wide × high / 8] bits */
} table;

static void widen(int64_t *least, int64_t *most, int64_t by)
{
    *(by < 0 ? least : most) += by;
}

/* Beyond so many cells, all circles together, fewer circles are looked at exactly. */
#define JH_CELLS_MAX ((size_t)1 << 28)

/* found = false: too large. */
static jh_code table_make(bool *found, table *out, jh_arena *scratch, const circle *core,
                          size_t count)
{
    int64_t most_moved = 0, most_gain = 0;
    size_t i;

    *out = (table){ 0 };
    for (i = 0; i < count; i++) {
        widen(&out->least_moved, &most_moved, core[i].moved);
        widen(&out->least_gain, &most_gain, core[i].gain);
    }
    out->wide = (size_t)(most_moved - out->least_moved) + 1;
    out->high = (size_t)(most_gain - out->least_gain) + 1;
    *found = out->high < JH_CELLS_MAX / out->wide / (count + 1);
    if (!*found) return JH_OK;
    out->cost = JH_NEW_ARRAY(scratch, int64_t, out->wide * out->high);
    out->taken = JH_NEW_ARRAY(scratch, uint8_t, count * (out->wide * out->high / 8 + 1));
    return out->cost && out->taken ? JH_OK : JH_NO_MEMORY;
}

/* Adds one circle to the choices: cells are gone through against its direction, so that each is
 * read before it is written. */
static void table_add(table *t, const circle *one, uint8_t *taken)
{
    int64_t shift = one->moved * (int64_t)t->high + one->gain;
    size_t cells = t->wide * t->high, i;

    for (i = 0; i < cells; i++) {
        size_t at = shift > 0 ? cells - 1 - i : i;
        int64_t row = (int64_t)(at / t->high) - one->moved;
        int64_t column = (int64_t)(at % t->high) - one->gain;
        if (row < 0 || row >= (int64_t)t->wide || column < 0 || column >= (int64_t)t->high)
            continue;
        int64_t before = t->cost[(size_t)row * t->high + (size_t)column];
        if (before == INT64_MAX || before + one->cost >= t->cost[at]) continue;
        t->cost[at] = before + one->cost;
        taken[at / 8] |= (uint8_t)(1u << at % 8);
    }
}

/* The cheapest cell that brings what is wanted; SIZE_MAX = none. */
static size_t table_best(const table *t, int64_t moved_wanted, int64_t gain_wanted)
{
    size_t i, best = SIZE_MAX;

    for (i = 0; i < t->wide * t->high; i++) {
        if (t->cost[i] == INT64_MAX) continue;
        if ((int64_t)(i / t->high) + t->least_moved < moved_wanted) continue;
        if ((int64_t)(i % t->high) + t->least_gain < gain_wanted) continue;
        if (best == SIZE_MAX || t->cost[i] < t->cost[best]) best = i;
    }
    return best;
}

static void apply(jh_round *out, const circles *c, const circle *one)
{
    size_t i;

    for (i = one->first_step; i < one->first_step + one->step_count; i++)
        out->flow[c->steps[i].arc] += c->steps[i].by;
    out->moved += one->moved;
    out->gain += one->gain;
    out->cost += one->cost;
}

/* Where no choice can break the second row it is left out of the sums. */
static void forget_gain(circle *core, size_t count, int64_t wanted)
{
    int64_t least = 0;
    size_t i;

    for (i = 0; i < count; i++)
        if (core[i].gain < 0) least += core[i].gain;
    if (least < wanted) return;
    for (i = 0; i < count; i++) core[i].gain = 0;
}

/* Those not in doubt by their worth, the core exactly. *found = a choice that keeps the rows. */
static jh_code choose(bool *found, jh_round *out, const circles *c, size_t core, jh_arena scratch)
{
    const jh_exchange *e = c->trade->exchange;
    circle *doubted = JH_NEW_ARRAY(&scratch, circle, core + 1);
    size_t i, at, bytes;
    table sums;
    jh_code code;

    if (!doubted) return JH_NO_MEMORY;
    for (i = core; i < c->count; i++)
        if (c->all[i].worth < 0) apply(out, c, &c->all[i]);
    for (i = 0; i < core; i++) doubted[i] = c->all[i];
    forget_gain(doubted, core, e->marked_needed - out->gain);
    code = table_make(found, &sums, &scratch, doubted, core);
    if (code || !*found) return code;
    for (i = 0; i < sums.wide * sums.high; i++) sums.cost[i] = INT64_MAX;
    sums.cost[(size_t)-sums.least_moved * sums.high + (size_t)-sums.least_gain] = 0;
    bytes = sums.wide * sums.high / 8 + 1;
    for (i = 0; i < core; i++) table_add(&sums, &doubted[i], sums.taken + i * bytes);
    at = table_best(&sums, e->at_least - out->moved, e->marked_needed - out->gain);
    *found = at != SIZE_MAX;
    for (i = core; *found && i-- > 0;) {
        if (!(sums.taken[i * bytes + at / 8] >> at % 8 & 1)) continue;
        apply(out, c, &c->all[i]);
        at = (size_t)((int64_t)at - doubted[i].moved * (int64_t)sums.high - doubted[i].gain);
    }
    return JH_OK;
}

static void begin_at(jh_round *out, const jh_round *from, const jh_trade *t)
{
    memcpy(out->flow, from->flow, t->arc_count * sizeof *out->flow);
    out->moved = from->moved;
    out->gain = from->gain;
    out->cost = from->cost;
}

jh_code jh_round_between(jh_round *out, const jh_trade *trade, const jh_round *const ends[2],
                         jh_arena scratch, jh_error *err)
{
    enum { CORE = 40 };
    circles c = { .trade = trade, .person = out->person, .mark = out->mark, .room = &scratch };
    difference d;
    size_t core = CORE;
    bool found = false;
    uint32_t i;
    jh_code code = difference_make(&d, &scratch, trade);

    for (i = 0; i < trade->exchange->kind_count && !code; i++) {
        d.market = &trade->markets[i];
        code = take_apart(&c, &d, ends);
    }
    if (c.count > 1) qsort(c.all, c.count, sizeof *c.all, by_doubt);
    for (; !code && !found && core < 2 * c.count + 2; core *= 2) {
        begin_at(out, ends[0], trade);
        code = choose(&found, out, &c, core < c.count ? core : c.count, scratch);
    }
    if (!code && !found) begin_at(out, ends[1], trade);
    return code ? jh_no_memory(err) : JH_OK;
}
