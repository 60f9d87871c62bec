/* network_search.h: the state of the simplex search, between its beginning and its steps.
 * Takes   a network that was checked.
 * Gives   a spanning tree that carries a flow; arcs of last resort stand in where none would do.
 * Never   leaves this room.
 * Method  docs/methods/network-flow.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SOLVE_NETWORK_SEARCH_H
#define JH_SOLVE_NETWORK_SEARCH_H

#include "solve/network.h"

#define JH_NO_NODE UINT32_MAX
/* Above what any cycle can carry. */
#define JH_UNBOUNDED (INT64_MAX / 4)

/* Where an arc is: in the tree, or outside with nothing more than its lower bound, or full. The
 * numbers are the sign that its reduced cost has when it is worth entering, turned round. */
enum { JH_FULL = -1, JH_IN_TREE = 0, JH_EMPTY = 1 };

/* An arc of the search, as pricing sees it: little, because pricing looks at most of them. */
typedef struct jh_route {
    uint32_t from, to;
    int64_t cost;
} jh_route;

/* What it carries; bounds moved so that the lower one is 0. */
typedef struct jh_load {
    int64_t room, flow;
} jh_load;

/* A node of the tree; children of one parent are chained both ways. */
typedef struct jh_twig {
    uint32_t parent, child, next, before;
    uint32_t arc;   /* to the parent */
    uint32_t depth; /* of the root: 0 */
    bool upwards;   /* the arc leads from here to the parent */
} jh_twig;

typedef struct jh_search {
    const jh_network *network;
    jh_route *routes; /* arcs, then one for every node to or from the root */
    jh_load *loads;
    int8_t *place;
    uint32_t arc_count, node_count, root;
    jh_twig *twigs;
    int64_t *price;
    uint32_t next_arc, block; /* where the next round of pricing begins, how many it looks at */
} jh_search;

/* Checks the input and grows the first tree; `dearest` 0 = the costs are those of the arcs. */
JH_MUST_CHECK jh_code jh_search_begin(jh_search *out, jh_arena *scratch, const jh_network *network,
                                      int64_t dearest, jh_error *err);

void jh_search_hang(jh_search *s, uint32_t node, uint32_t parent);
void jh_search_unhang(jh_search *s, uint32_t node);

#endif
