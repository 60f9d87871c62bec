/* Whether an answer proves itself; reads nothing of the search.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/network.h"

static bool is_cheapest(const jh_network *network, const jh_flow *answer)
{
    uint32_t i;

    for (i = 0; i < network->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        __int128 reduced = (__int128)arc->cost + answer->price[arc->from] - answer->price[arc->to];
        if (reduced < 0 && answer->flow[i] != arc->upper) return false;
        if (reduced > 0 && answer->flow[i] != arc->lower) return false;
    }
    return true;
}

/* `left`: zeros, one a node. */
static bool is_flow(const jh_network *network, const jh_flow *answer, __int128 *left)
{
    __int128 cost = 0;
    uint32_t i;

    for (i = 0; i < network->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        if (answer->flow[i] < arc->lower || answer->flow[i] > arc->upper) return false;
        cost += (__int128)answer->flow[i] * arc->cost;
        left[arc->from] += answer->flow[i];
        left[arc->to] -= answer->flow[i];
    }
    for (i = 0; i < network->node_count; i++)
        if (left[i] != network->supply[i]) return false;
    return cost == answer->cost;
}

/* More is given in the set, or must enter it, than can leave it. */
static bool is_stuck(const jh_network *network, const bool *stuck)
{
    __int128 must = 0;
    uint32_t i;

    for (i = 0; i < network->node_count; i++)
        if (stuck[i]) must += network->supply[i];
    for (i = 0; i < network->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        if (stuck[arc->from] && !stuck[arc->to]) must -= arc->upper;
        if (!stuck[arc->from] && stuck[arc->to]) must += arc->lower;
    }
    return must > 0;
}

jh_code jh_network_prove(const jh_network *network, const jh_flow *answer, jh_arena scratch,
                         jh_error *err)
{
    __int128 *left = JH_NEW_ARRAY(&scratch, __int128, (size_t)network->node_count + 1);
    bool proved;

    if (!left) return jh_no_memory(err);
    proved = answer->feasible ? is_flow(network, answer, left) && is_cheapest(network, answer)
                              : answer->stuck && is_stuck(network, answer->stuck);
    return proved ? JH_OK : jh_fail(err, JH_BUG, SAY_SOLVE_NOT_PROVED, NULL, NULL);
}
