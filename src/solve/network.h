/* network.h: flows of least cost through a network.
 * Takes   nodes with supplies, arcs with bounds and costs; whole numbers.
 * Gives   the cheapest flow with a price at every node that proves it, or the nodes in its way.
 * Never   rounds: every number is a 64-bit integer, and what does not fit is refused.
 * Method  docs/methods/network-flow.md; primal simplex on strongly feasible trees (Cunningham 1976)
 *
 * Flow f is feasible when lower ≤ f ≤ upper on every arc and, at every node, what leaves minus what
 * enters is its supply. With prices π, an arc's reduced cost is cost + π(from) − π(to); f is
 * cheapest when an arc with a negative one is full and an arc with a positive one carries its
 * lower bound. jh_network_prove checks just that, and shares nothing with the search.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SOLVE_NETWORK_H
#define JH_SOLVE_NETWORK_H

#include "base/error.h"
#include "base/memory.h"
#include "base/progress.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct jh_arc {
    uint32_t from, to;
    int64_t lower, upper; /* 0 ≤ lower ≤ upper ≤ JH_FLOW_MAX */
    int64_t cost;         /* of one unit; may be negative */
} jh_arc;

#define JH_FLOW_MAX ((int64_t)1 << 40)

typedef struct jh_network {
    const int64_t *supply; /* [node_count] what the node gives; negative: what it wants; Σ = 0 */
    uint32_t node_count;
    const jh_arc *arcs;
    uint32_t arc_count;
    const jh_progress *progress; /* may be NULL */
} jh_network;

typedef struct jh_flow {
    bool feasible;
    int64_t cost;         /* Σ cost × flow */
    const int64_t *flow;  /* [arc_count]; NULL when there is none */
    const int64_t *price; /* [node_count]; the proof */
    /* When there is no flow: nodes whose supplies and entering lower bounds cannot all leave. */
    const bool *stuck; /* [node_count] */
    size_t pivots;
} jh_flow;

/* JH_BAD_INPUT: an arc to nowhere, bounds the wrong way round, supplies that do not add up to 0,
 * costs so large that a sum would not fit. JH_CONFLICT: the listener asked to stop. */
JH_MUST_CHECK jh_code jh_network_solve(jh_flow *out, jh_arena *keep, jh_arena scratch,
                                       const jh_network *network, jh_error *err);

/* The same network again and again at other costs, each search beginning where the last ended. */
typedef struct jh_network_series jh_network_series;

/* As jh_network_solve; no cost of any round will be above `dearest` in amount. Everything lives in
 * keep; the network and its arcs must stay. */
JH_MUST_CHECK jh_code jh_network_begin(jh_network_series **out, jh_arena *keep,
                                       const jh_network *network, int64_t dearest, jh_error *err);
/* The cheapest flow at `costs`, [arc_count]. flow and price stay until the next call; `pivots` are
 * of this call. Where there is no flow, `stuck` is not told: jh_network_solve tells it.
 * JH_BAD_INPUT: a cost above `dearest`. */
JH_MUST_CHECK jh_code jh_network_next(jh_flow *out, jh_network_series *series, const int64_t *costs,
                                      jh_error *err);

/* Whether the answer proves itself: a feasible flow with prices that make it cheapest, or a set of
 * nodes from which too much must leave. JH_BUG: it does not. */
JH_MUST_CHECK jh_code jh_network_prove(const jh_network *network, const jh_flow *answer,
                                       jh_arena scratch, jh_error *err);

#endif
