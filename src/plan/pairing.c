/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/pairing.h"

#include "solve/network.h"

/* Nodes: the beginning, the end, members, leads. Arcs: links, then members from the beginning,
 * leads to the end, and the way back. */
enum { BEGIN = 0, END = 1, FIRST = 2 };

typedef struct making {
    const jh_pairing *p;
    jh_arena *keep, *scratch; /* answers; what they are made of: never the same */
    jh_network network;
    jh_arc *arcs;
} making;

static bool makes_sense(const jh_pairing *p)
{
    uint32_t i;

    for (i = 0; i < p->link_count; i++)
        if (p->links[i].member >= p->member_count || p->links[i].lead >= p->lead_count
            || p->links[i].cost < 0 || p->links[i].cost > JH_PAIRING_COST_MAX)
            return false;
    for (i = 0; i < p->member_count; i++)
        if (p->left_out[i] < 0 || p->left_out[i] > JH_PAIRING_COST_MAX) return false;
    return p->at_least >= 0;
}

/* for_most: nothing costs, and every member led brings 1. */
static jh_code make_network(making *m, bool for_most, int64_t at_least, jh_error *err)
{
    const jh_pairing *p = m->p;
    size_t arcs = (size_t)p->link_count + p->member_count + p->lead_count + 1;
    size_t nodes = FIRST + (size_t)p->member_count + p->lead_count;
    uint32_t at = 0, i;

    m->arcs = JH_NEW_ARRAY(m->scratch, jh_arc, arcs);
    m->network = (jh_network){ .supply = JH_NEW_ARRAY(m->scratch, int64_t, nodes),
                               .node_count = (uint32_t)nodes,
                               .arcs = m->arcs,
                               .arc_count = (uint32_t)arcs,
                               .progress = p->progress };
    if (!m->arcs || !m->network.supply) return jh_no_memory(err);
    for (i = 0; i < p->link_count; i++)
        m->arcs[at++] =
            (jh_arc){ FIRST + p->links[i].member, FIRST + p->member_count + p->links[i].lead, 0, 1,
                      for_most ? 0 : p->links[i].cost };
    for (i = 0; i < p->member_count; i++)
        m->arcs[at++] = (jh_arc){ BEGIN, FIRST + i, 0, 1, for_most ? -1 : -p->left_out[i] };
    for (i = 0; i < p->lead_count; i++)
        m->arcs[at++] = (jh_arc){ FIRST + p->member_count + i, END, 0, p->most[i], 0 };
    m->arcs[at] = (jh_arc){ END, BEGIN, at_least, p->member_count, 0 };
    return JH_OK;
}

/* What room at the leads is worth by the prices. */
static jh_code room_of(const int64_t **out, jh_arena *keep, const jh_pairing *p,
                       const jh_flow *flow, jh_error *err)
{
    int64_t *room = JH_NEW_ARRAY(keep, int64_t, (size_t)p->lead_count + 1), worth;
    uint32_t i;

    if (!room) return jh_no_memory(err);
    for (i = 0; i < p->lead_count; i++) {
        worth = flow->price[END] - flow->price[FIRST + p->member_count + i];
        room[i] = worth > 0 ? worth : 0;
    }
    *out = room;
    return JH_OK;
}

static jh_code solve(jh_flow *flow, making *m, bool for_most, int64_t at_least, jh_error *err)
{
    jh_code rc = make_network(m, for_most, at_least, err);

    if (!rc) rc = jh_network_solve(flow, m->keep, *m->scratch, &m->network, err);
    return rc;
}

static jh_code tell(jh_pairing_answer *out, jh_arena *keep, const making *m, const jh_flow *flow,
                    jh_error *err)
{
    const jh_pairing *p = m->p;
    uint32_t *lead = JH_NEW_ARRAY(keep, uint32_t, (size_t)p->member_count + 1), i;

    if (!lead) return jh_no_memory(err);
    for (i = 0; i < p->member_count; i++) {
        lead[i] = JH_PAIRING_ALONE;
        out->cost += p->left_out[i];
    }
    for (i = 0; i < p->link_count; i++) {
        if (!flow->flow[i]) continue;
        lead[p->links[i].member] = p->links[i].lead;
        out->cost += p->links[i].cost - p->left_out[p->links[i].member];
        out->paired++;
    }
    out->lead = lead;
    out->coverage = flow->price[END] - flow->price[BEGIN];
    if (out->coverage < 0) out->coverage = 0;
    return room_of(&out->room, keep, p, flow, err);
}

jh_code jh_pairing_make(jh_pairing_answer *out, jh_arena *keep, jh_arena scratch,
                        const jh_pairing *pairing, jh_error *err)
{
    making m = { .p = pairing, .keep = keep, .scratch = &scratch };
    int64_t at_least = pairing->at_least, most = 0;
    jh_flow flow;
    uint32_t i;
    jh_code rc = JH_OK;

    *out = (jh_pairing_answer){ 0 };
    if (!makes_sense(pairing)) return jh_fail(err, JH_BAD_INPUT, SAY_SOLVE_BOUNDS, NULL, "0", NULL);
    rc = solve(&flow, &m, true, 0, err);
    if (rc) return rc;
    for (i = 0; i < pairing->link_count; i++) most += flow.flow[i];
    if (most < at_least) {
        at_least = most;
        out->most_is_reached = true;
        rc = room_of(&out->most_room, keep, pairing, &flow, err);
    }
    out->at_least = at_least;
    if (!rc) rc = solve(&flow, &m, false, at_least, err);
    return rc ? rc : tell(out, keep, &m, &flow, err);
}

/* ---- the proof ---- */

/* Σ over members of the least that they bring; `costs` false: 1 for each who is led. */
static __int128 least_of(const jh_pairing *p, const int64_t *room, int64_t coverage, bool costs,
                         int64_t *best)
{
    __int128 sum = 0;
    uint32_t i;

    for (i = 0; i < p->member_count; i++) best[i] = 0;
    for (i = 0; i < p->link_count; i++) {
        const jh_link *l = &p->links[i];
        int64_t value = (costs ? l->cost - p->left_out[l->member] : 0) - coverage + room[l->lead];
        if (value < best[l->member]) best[l->member] = value;
    }
    for (i = 0; i < p->member_count; i++) sum += best[i];
    for (i = 0; i < p->lead_count; i++) sum -= (__int128)room[i] * p->most[i];
    return sum;
}

/* Counts what is paired; false: a rule is broken, or the cost is another. */
static bool keeps_rules(const jh_pairing *p, const jh_pairing_answer *a, int64_t *taken)
{
    int64_t cost = 0, paired = 0, linked = 0;
    uint32_t i;

    for (i = 0; i < p->member_count; i++) {
        if (a->lead[i] == JH_PAIRING_ALONE) {
            cost += p->left_out[i];
            continue;
        }
        if (a->lead[i] >= p->lead_count || ++taken[a->lead[i]] > p->most[a->lead[i]]) return false;
        paired++;
    }
    for (i = 0; i < p->link_count; i++) {
        if (a->lead[p->links[i].member] != p->links[i].lead) continue;
        cost += p->links[i].cost;
        linked++;
    }
    return linked == paired && paired == a->paired && cost == a->cost && paired >= a->at_least;
}

jh_code jh_pairing_prove(const jh_pairing *p, const jh_pairing_answer *a, jh_arena scratch,
                         jh_error *err)
{
    int64_t *best = JH_NEW_ARRAY(&scratch, int64_t, (size_t)p->member_count + 1);
    int64_t *taken = JH_NEW_ARRAY(&scratch, int64_t, (size_t)p->lead_count + 1);
    __int128 bound = 0;
    bool holds = a->coverage >= 0;
    uint32_t i;

    if (!best || !taken) return jh_no_memory(err);
    for (i = 0; i < p->member_count; i++) bound += p->left_out[i];
    bound += (__int128)a->coverage * a->at_least + least_of(p, a->room, a->coverage, true, best);
    for (i = 0; i < p->lead_count; i++) holds = holds && a->room[i] >= 0;
    holds = holds && bound == a->cost && keeps_rules(p, a, taken);
    if (a->most_is_reached)
        holds = holds && -least_of(p, a->most_room, 1, false, best) <= a->at_least;
    else
        holds = holds && a->at_least >= p->at_least;
    return holds ? JH_OK : jh_fail(err, JH_BUG, SAY_SOLVE_NOT_PROVED, NULL, NULL);
}
