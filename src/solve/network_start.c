/* Where the search begins: the input checked, and a first tree in which as little as possible has
 * to change.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/network_search.h"

#include <string.h>

/* ---- Input ---- */

static jh_code refuse(jh_error *err, jh_say_id say, uint64_t number)
{
    char digits[24];

    return jh_fail(err, JH_BAD_INPUT, say, NULL, jh_digits(digits, (long long)number), NULL);
}

/* *dearest: 0, or what costs may come to later; then the highest there is. */
static jh_code check_input(int64_t *dearest, const jh_network *network, jh_error *err)
{
    __int128 cost = 0;
    int64_t balance = 0, supply, amount, later = *dearest;
    uint32_t i;

    if (later < 0 || later > JH_FLOW_MAX) return refuse(err, SAY_SOLVE_TOO_LARGE, 0);
    if (*dearest == 0) *dearest = 1;
    if (network->node_count >= JH_NO_NODE - 1) return refuse(err, SAY_SOLVE_TOO_LARGE, 0);
    for (i = 0; i < network->node_count; i++) {
        supply = network->supply[i];
        if (supply > JH_FLOW_MAX || supply < -JH_FLOW_MAX)
            return refuse(err, SAY_SOLVE_TOO_LARGE, i);
        balance += supply;
    }
    if (balance != 0) return refuse(err, SAY_SOLVE_SUPPLIES, 0);
    if (network->arc_count >= JH_NO_NODE - network->node_count)
        return refuse(err, SAY_SOLVE_TOO_LARGE, network->arc_count);
    for (i = 0; i < network->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        if (arc->from >= network->node_count || arc->to >= network->node_count)
            return refuse(err, SAY_SOLVE_NO_NODE, i);
        if (arc->lower < 0 || arc->lower > arc->upper || arc->upper > JH_FLOW_MAX)
            return refuse(err, SAY_SOLVE_BOUNDS, i);
        if (arc->cost > JH_FLOW_MAX || arc->cost < -JH_FLOW_MAX)
            return refuse(err, SAY_SOLVE_TOO_LARGE, i);
        if (*dearest < (arc->cost < 0 ? -arc->cost : arc->cost))
            *dearest = arc->cost < 0 ? -arc->cost : arc->cost;
        amount = later ? later : arc->cost < 0 ? -arc->cost : arc->cost;
        cost += (__int128)amount * arc->upper;
        if (cost > INT64_MAX / 4) return refuse(err, SAY_SOLVE_TOO_LARGE, i);
    }
    /* A price sums costs along a path, and the dearest path ends in an arc of last resort. */
    if ((__int128)*dearest * (network->node_count + 2) > INT64_MAX / 8)
        return refuse(err, SAY_SOLVE_TOO_LARGE, network->node_count);
    return JH_OK;
}

/* ---- The first tree: every node hangs from the root by an arc of last resort ---- */

static jh_code make_room(jh_search *s, jh_arena *scratch, const jh_network *network, jh_error *err)
{
    size_t all = (size_t)network->arc_count + network->node_count;

    s->network = network;
    s->arc_count = network->arc_count;
    s->node_count = network->node_count;
    s->root = network->node_count;
    s->routes = JH_NEW_ARRAY(scratch, jh_route, all + 1);
    s->loads = JH_NEW_ARRAY(scratch, jh_load, all + 1);
    s->place = JH_NEW_ARRAY(scratch, int8_t, all + 1);
    s->twigs = JH_NEW_ARRAY(scratch, jh_twig, (size_t)s->node_count + 1);
    s->price = JH_NEW_ARRAY(scratch, int64_t, (size_t)s->node_count + 1);
    if (!s->routes || !s->loads || !s->place || !s->twigs || !s->price) return jh_no_memory(err);
    return JH_OK;
}

void jh_search_hang(jh_search *s, uint32_t node, uint32_t parent)
{
    jh_twig *at = &s->twigs[node];

    at->parent = parent;
    at->before = JH_NO_NODE;
    at->next = s->twigs[parent].child;
    if (at->next != JH_NO_NODE) s->twigs[at->next].before = node;
    s->twigs[parent].child = node;
}

void jh_search_unhang(jh_search *s, uint32_t node)
{
    const jh_twig *at = &s->twigs[node];

    if (at->before == JH_NO_NODE)
        s->twigs[at->parent].child = at->next;
    else
        s->twigs[at->before].next = at->next;
    if (at->next != JH_NO_NODE) s->twigs[at->next].before = at->before;
}

/* ---- A tree of cheapest ways to a node that wants something (Dijkstra 1959, backwards) ----
 * Only a beginning: costs below 0 count as 0. It saves most of the steps, because without it every
 * node first has to find its place through steps that move nothing. */

typedef struct way {
    int64_t cost;
    uint32_t node, arc; /* arc by which the node goes on; JH_NO_NODE = wants something itself */
} way;

typedef struct ways {
    way *heap; /* cheapest first */
    size_t count;
    uint32_t *first, *chain; /* arcs into a node */
    int64_t *cost;           /* [node]; of the best way seen */
    way *settled;            /* in the order of cost; each goes on to one before it */
    uint32_t settled_count;
} ways;

static void push(ways *w, way one)
{
    size_t at = w->count++, above;

    for (; at > 0; at = above) {
        above = (at - 1) / 2;
        if (w->heap[above].cost <= one.cost) break;
        w->heap[at] = w->heap[above];
    }
    w->heap[at] = one;
}

static way pop(ways *w)
{
    way best = w->heap[0], last = w->heap[--w->count];
    size_t at = 0, below;

    while ((below = 2 * at + 1) < w->count) {
        if (below + 1 < w->count && w->heap[below + 1].cost < w->heap[below].cost) below++;
        if (w->heap[below].cost >= last.cost) break;
        w->heap[at] = w->heap[below];
        at = below;
    }
    w->heap[at] = last;
    return best;
}

static jh_code ways_make(ways *w, jh_arena *scratch, const jh_search *s, jh_error *err)
{
    size_t nodes = (size_t)s->node_count + 1, arcs = (size_t)s->arc_count + 1;
    uint32_t i;

    *w = (ways){ .heap = JH_NEW_ARRAY(scratch, way, nodes + arcs),
                 .first = JH_NEW_ARRAY(scratch, uint32_t, nodes),
                 .chain = JH_NEW_ARRAY(scratch, uint32_t, arcs),
                 .cost = JH_NEW_ARRAY(scratch, int64_t, nodes),
                 .settled = JH_NEW_ARRAY(scratch, way, nodes) };
    if (!w->heap || !w->first || !w->chain || !w->cost || !w->settled) return jh_no_memory(err);
    memset(w->first, 0xff, nodes * sizeof *w->first);
    for (i = 0; i < s->arc_count; i++) {
        if (s->loads[i].room == 0) continue;
        w->chain[i] = w->first[s->routes[i].to];
        w->first[s->routes[i].to] = i;
    }
    return JH_OK;
}

static void find_ways(ways *w, const jh_search *s, const int64_t *excess)
{
    uint32_t i;
    way at;

    for (i = 0; i < s->node_count; i++) {
        w->cost[i] = excess[i] < 0 ? 0 : INT64_MAX;
        if (excess[i] < 0) push(w, (way){ 0, i, JH_NO_NODE });
    }
    while (w->count > 0) {
        at = pop(w);
        if (at.cost > w->cost[at.node]) continue;
        w->settled[w->settled_count++] = at;
        for (i = w->first[at.node]; i != JH_NO_NODE; i = w->chain[i]) {
            const jh_route *r = &s->routes[i];
            int64_t cost = at.cost + (r->cost > 0 ? r->cost : 0);
            if (cost >= w->cost[r->from]) continue;
            w->cost[r->from] = cost;
            push(w, (way){ cost, r->from, i });
        }
    }
}

/* ---- The first tree ---- */

/* Every node from the root by its arc of last resort. */
static void hang_all(jh_search *s, const int64_t *excess, int64_t last_resort)
{
    uint32_t i, arc;

    s->twigs[s->root] = (jh_twig){ .parent = JH_NO_NODE,
                                   .child = JH_NO_NODE,
                                   .next = JH_NO_NODE,
                                   .before = JH_NO_NODE,
                                   .arc = JH_NO_NODE };
    for (i = 0; i < s->node_count; i++) {
        bool gives = excess[i] >= 0;
        arc = s->arc_count + i;
        s->routes[arc] = (jh_route){ gives ? i : s->root, gives ? s->root : i, last_resort };
        s->loads[arc] = (jh_load){ JH_UNBOUNDED, gives ? excess[i] : -excess[i] };
        s->place[arc] = JH_IN_TREE;
        s->twigs[i] = (jh_twig){ .child = JH_NO_NODE, .arc = arc, .depth = 1, .upwards = gives };
        jh_search_hang(s, i, s->root);
        s->price[i] = gives ? -last_resort : last_resort;
    }
}

/* Nodes that neither give nor want go on along their way instead: arcs that carry nothing and lead
 * towards the root, as a strongly feasible tree asks. */
static void hang_along(jh_search *s, const ways *w, const int64_t *excess)
{
    uint32_t i, node, arc, on;

    for (i = 0; i < w->settled_count; i++) {
        node = w->settled[i].node;
        arc = w->settled[i].arc;
        if (excess[node] != 0 || arc == JH_NO_NODE) continue;
        on = s->routes[arc].to;
        s->place[s->twigs[node].arc] = JH_EMPTY;
        s->place[arc] = JH_IN_TREE;
        jh_search_unhang(s, node);
        jh_search_hang(s, node, on);
        s->twigs[node].arc = arc;
        s->twigs[node].depth = s->twigs[on].depth + 1;
        s->price[node] = s->price[on] - s->routes[arc].cost;
    }
}

static jh_code grow_first_tree(jh_search *s, jh_arena scratch, const int64_t *excess,
                               int64_t last_resort, jh_error *err)
{
    ways w;
    jh_code code = ways_make(&w, &scratch, s, err);

    if (code) return code;
    find_ways(&w, s, excess);
    hang_all(s, excess, last_resort);
    hang_along(s, &w, excess);
    return JH_OK;
}

jh_code jh_search_begin(jh_search *s, jh_arena *scratch, const jh_network *network, int64_t dearest,
                        jh_error *err)
{
    int64_t *excess;
    uint32_t i;
    jh_code code = check_input(&dearest, network, err);

    if (code) return code;
    code = make_room(s, scratch, network, err);
    if (code) return code;
    excess = JH_NEW_ARRAY(scratch, int64_t, (size_t)s->node_count + 1);
    if (!excess) return jh_no_memory(err);
    memcpy(excess, network->supply, s->node_count * sizeof *excess);
    for (i = 0; i < s->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        s->routes[i] = (jh_route){ arc->from, arc->to, arc->cost };
        s->loads[i] = (jh_load){ arc->upper - arc->lower, 0 };
        s->place[i] = JH_EMPTY;
        excess[arc->from] -= arc->lower;
        excess[arc->to] += arc->lower;
    }
    /* About the root of the arcs: a round is then neither short-sighted nor a look at all. */
    for (s->block = 32; (uint64_t)s->block * s->block < s->arc_count; s->block++) {
    }
    return grow_first_tree(s, *scratch, excess, dearest * (s->node_count + 1), err);
}
