/* The search: a spanning tree of arcs carries the flow, and one arc after the other that is worth
 * its reduced cost takes the place of the first arc of its circle that gives way.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/network_search.h"

#include <string.h>

/* ---- One step ---- */

/* The arc that gains most a unit, of the next block with anything to gain; JH_NO_NODE = none. */
static uint32_t entering_arc(jh_search *s)
{
    uint32_t at = s->next_arc, left = s->arc_count, in_block = s->block, best = JH_NO_NODE;
    int64_t gain, most = 0;

    for (; left > 0; left--) {
        const jh_route *r = &s->routes[at];
        gain = -s->place[at] * (r->cost + s->price[r->from] - s->price[r->to]);
        if (gain > most) {
            most = gain;
            best = at;
        }
        if (++at == s->arc_count) at = 0;
        if (--in_block == 0) {
            if (best != JH_NO_NODE) break;
            in_block = s->block;
        }
    }
    s->next_arc = at;
    return best;
}

/* What the entering arc's circle comes to: how much can go round, and which arc gives way. */
typedef struct circle {
    uint32_t entering;
    uint32_t join;       /* where the two sides of the circle meet */
    uint32_t begin, end; /* of the entering arc in the direction in which it takes flow */
    int64_t amount;
    uint32_t
        leaving; /* the node whose arc to its parent leaves; JH_NO_NODE = the entering arc itself */
    bool on_begin_side;
} circle;

static uint32_t join_of(const jh_search *s, uint32_t a, uint32_t b)
{
    const jh_twig *t = s->twigs;

    while (a != b) {
        if (t[a].depth >= t[b].depth)
            a = t[a].parent;
        else
            b = t[b].parent;
    }
    return a;
}

/* The arc that gives way is the last one met when the circle is gone through from the join in the
 * direction of the flow: the tree stays strongly feasible, so steps of nothing cannot cycle. */
static circle circle_of(const jh_search *s, uint32_t entering)
{
    const jh_route *r = &s->routes[entering];
    bool fills = s->place[entering] == JH_EMPTY;
    circle c = { .entering = entering,
                 .begin = fills ? r->from : r->to,
                 .end = fills ? r->to : r->from,
                 .amount = s->loads[entering].room,
                 .leaving = JH_NO_NODE };
    uint32_t node;

    c.join = join_of(s, c.begin, c.end);
    for (node = c.begin; node != c.join; node = s->twigs[node].parent) {
        const jh_load *on = &s->loads[s->twigs[node].arc];
        int64_t can = s->twigs[node].upwards ? on->flow : on->room - on->flow;
        if (can < c.amount) {
            c.amount = can;
            c.leaving = node;
            c.on_begin_side = true;
        }
    }
    for (node = c.end; node != c.join; node = s->twigs[node].parent) {
        const jh_load *on = &s->loads[s->twigs[node].arc];
        int64_t can = s->twigs[node].upwards ? on->room - on->flow : on->flow;
        if (can <= c.amount) {
            c.amount = can;
            c.leaving = node;
            c.on_begin_side = false;
        }
    }
    return c;
}

static void send_round(jh_search *s, const circle *c)
{
    uint32_t node;

    if (c->amount == 0) return;
    s->loads[c->entering].flow += s->place[c->entering] * c->amount;
    for (node = c->begin; node != c->join; node = s->twigs[node].parent)
        s->loads[s->twigs[node].arc].flow += s->twigs[node].upwards ? -c->amount : c->amount;
    for (node = c->end; node != c->join; node = s->twigs[node].parent)
        s->loads[s->twigs[node].arc].flow += s->twigs[node].upwards ? c->amount : -c->amount;
}

/* Turns the path from `node` up to `top` round, so that `node` hangs from `parent` by `arc`, and
 * what hung above it hangs below. */
static void turn_branch(jh_search *s, const circle *c, uint32_t node, uint32_t parent)
{
    uint32_t arc = c->entering, above, old_arc;
    bool upwards = s->routes[arc].from == node, old_upwards, last;

    do {
        jh_twig *at = &s->twigs[node];
        above = at->parent;
        old_arc = at->arc;
        old_upwards = at->upwards;
        last = node == c->leaving;
        jh_search_unhang(s, node);
        jh_search_hang(s, node, parent);
        at->arc = arc;
        at->upwards = upwards;
        parent = node;
        node = above;
        arc = old_arc;
        upwards = !old_upwards;
    } while (!last);
}

/* The next node of the branch that hangs from `top`, children before siblings; `top` = no more. */
static uint32_t next_of(const jh_search *s, uint32_t node, uint32_t top)
{
    if (s->twigs[node].child != JH_NO_NODE) return s->twigs[node].child;
    while (node != top && s->twigs[node].next == JH_NO_NODE) node = s->twigs[node].parent;
    return node == top ? top : s->twigs[node].next;
}

/* What the arc to its parent makes the node's price. */
static int64_t price_of(const jh_search *s, uint32_t node)
{
    const jh_route *r = &s->routes[s->twigs[node].arc];

    return s->twigs[node].upwards ? s->price[r->to] - r->cost : s->price[r->from] + r->cost;
}

/* Every price of the branch, when costs have changed. */
static void reprice_all(jh_search *s, uint32_t top)
{
    uint32_t node = top;

    do s->price[node] = price_of(s, node);
    while ((node = next_of(s, node, top)) != top);
}

/* Prices and depths of the branch, when its arc has changed. */
static void reprice(jh_search *s, uint32_t top)
{
    int64_t wanted = price_of(s, top), by = wanted - s->price[top];
    uint32_t node;

    s->price[top] = wanted;
    s->twigs[top].depth = s->twigs[s->twigs[top].parent].depth + 1;
    for (node = top; (node = next_of(s, node, top)) != top;) {
        s->price[node] += by;
        s->twigs[node].depth = s->twigs[s->twigs[node].parent].depth + 1;
    }
}

static void step(jh_search *s, uint32_t entering)
{
    circle c = circle_of(s, entering);
    uint32_t gone;

    send_round(s, &c);
    if (c.leaving == JH_NO_NODE) {
        s->place[entering] = (int8_t)-s->place[entering];
        return;
    }
    gone = s->twigs[c.leaving].arc;
    s->place[entering] = JH_IN_TREE;
    s->place[gone] = s->loads[gone].flow == 0 ? JH_EMPTY : JH_FULL;
    if (c.on_begin_side) {
        turn_branch(s, &c, c.begin, c.end);
        reprice(s, c.begin);
    } else {
        turn_branch(s, &c, c.end, c.begin);
        reprice(s, c.end);
    }
}

/* ---- The answer ---- */

static jh_code answer_make(jh_flow *out, jh_arena *keep, const jh_search *s, jh_error *err)
{
    out->flow = JH_NEW_ARRAY(keep, int64_t, (size_t)s->arc_count + 1);
    out->price = JH_NEW_ARRAY(keep, int64_t, (size_t)s->node_count + 1);
    out->stuck = JH_NEW_ARRAY(keep, bool, (size_t)s->node_count + 1);
    return out->flow && out->price && out->stuck ? JH_OK : jh_no_memory(err);
}

/* Into the room of an answer made before. */
static void tell(jh_flow *out, const jh_search *s)
{
    int64_t *flow = (int64_t *)out->flow, *price = (int64_t *)out->price;
    uint32_t i;

    out->feasible = true;
    out->cost = 0;
    for (i = 0; i < s->node_count; i++)
        if (s->loads[s->arc_count + i].flow != 0) out->feasible = false;
    for (i = 0; i < s->arc_count; i++) {
        flow[i] = s->network->arcs[i].lower + s->loads[i].flow;
        out->cost += flow[i] * s->routes[i].cost;
    }
    for (i = 0; i < s->node_count; i++) price[i] = s->price[i];
    if (!out->feasible) out->cost = 0;
}

/* Who still has something to give, and everybody it could be sent to or taken back from: what they
 * give and get cannot all leave. */
static jh_code find_stuck(jh_flow *out, jh_arena scratch, const jh_search *s, jh_error *err)
{
    bool *stuck = (bool *)out->stuck;
    uint32_t i, *heads = JH_NEW_ARRAY(&scratch, uint32_t, (size_t)s->node_count + 1);
    uint32_t *chain = JH_NEW_ARRAY(&scratch, uint32_t, 2 * (size_t)s->arc_count + 1);
    uint32_t *list = JH_NEW_ARRAY(&scratch, uint32_t, (size_t)s->node_count + 1);
    uint32_t done = 0, found = 0, end;

    if (!heads || !chain || !list) return jh_no_memory(err);
    memset(heads, 0xff, s->node_count * sizeof *heads);
    for (i = 0; i < s->arc_count; i++) { /* slot 2i leaves `from`, slot 2i + 1 leaves `to` */
        const jh_route *r = &s->routes[i];
        if (s->loads[i].flow < s->loads[i].room) {
            chain[2 * i] = heads[r->from];
            heads[r->from] = 2 * i;
        }
        if (s->loads[i].flow > 0) {
            chain[2 * i + 1] = heads[r->to];
            heads[r->to] = 2 * i + 1;
        }
    }
    for (i = 0; i < s->node_count; i++)
        if (s->routes[s->arc_count + i].from == i && s->loads[s->arc_count + i].flow > 0) {
            stuck[i] = true;
            list[found++] = i;
        }
    while (done < found) {
        for (i = heads[list[done++]]; i != JH_NO_NODE; i = chain[i]) {
            end = i % 2 == 0 ? s->routes[i / 2].to : s->routes[i / 2].from;
            if (stuck[end]) continue;
            stuck[end] = true;
            list[found++] = end;
        }
    }
    return JH_OK;
}

static jh_code search(jh_search *s, size_t *pivots, jh_error *err)
{
    uint32_t entering;

    while ((entering = entering_arc(s)) != JH_NO_NODE) {
        step(s, entering);
        if (++*pivots % 4096 == 0
            && jh_progress_report(s->network->progress, SAY_SOLVE_FLOWING, *pivots, 0))
            return jh_fail(err, JH_CONFLICT, SAY_SOLVE_STOPPED, NULL, NULL);
    }
    return JH_OK;
}

jh_code jh_network_solve(jh_flow *out, jh_arena *keep, jh_arena scratch, const jh_network *network,
                         jh_error *err)
{
    jh_search s = { 0 };
    jh_code code;

    *out = (jh_flow){ 0 };
    code = jh_search_begin(&s, &scratch, network, 0, err);
    if (!code) code = search(&s, &out->pivots, err);
    if (!code) code = answer_make(out, keep, &s, err);
    if (code) return code;
    tell(out, &s);
    if (out->feasible) return JH_OK;
    out->flow = NULL;
    return find_stuck(out, scratch, &s, err);
}

/* ---- The same network at other costs: the tree stays, its prices change ---- */

struct jh_network_series {
    jh_search search;
    jh_flow answer;
    int64_t dearest;
};

jh_code jh_network_begin(jh_network_series **out, jh_arena *keep, const jh_network *network,
                         int64_t dearest, jh_error *err)
{
    jh_network_series *series = JH_NEW(keep, jh_network_series);
    jh_code code;

    *out = NULL;
    if (!series) return jh_no_memory(err);
    series->dearest = dearest;
    code = jh_search_begin(&series->search, keep, network, dearest, err);
    if (!code) code = answer_make(&series->answer, keep, &series->search, err);
    if (code) return code;
    *out = series;
    return JH_OK;
}

jh_code jh_network_next(jh_flow *out, jh_network_series *series, const int64_t *costs,
                        jh_error *err)
{
    jh_search *s = &series->search;
    uint32_t i, node;
    jh_code code;

    for (i = 0; i < s->arc_count; i++) {
        if (costs[i] > series->dearest || costs[i] < -series->dearest)
            return jh_fail(err, JH_BAD_INPUT, SAY_SOLVE_TOO_LARGE, NULL, NULL);
        s->routes[i].cost = costs[i];
    }
    for (node = s->twigs[s->root].child; node != JH_NO_NODE; node = s->twigs[node].next)
        reprice_all(s, node);
    series->answer.pivots = 0;
    code = search(s, &series->answer.pivots, err);
    if (code) return code;
    tell(&series->answer, s);
    *out = series->answer;
    if (!out->feasible) out->flow = NULL;
    return JH_OK;
}
