/* The circulations: one network a kind, solved again and again at other multipliers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange_work.h"

#include <string.h>

/* ---- Input ---- */

static jh_code refuse(jh_error *err, jh_say_id say, uint64_t number)
{
    char digits[24];

    return jh_fail(err, JH_BAD_INPUT, say, NULL, jh_digits(digits, (long long)number), NULL);
}

static jh_code check_team(const jh_exchange *e, uint32_t at, jh_error *err)
{
    const jh_team *team = &e->teams[at];
    uint32_t i;

    if (team->place >= e->place_count || team->kind >= e->kind_count)
        return refuse(err, SAY_SOLVE_NO_NODE, at);
    if (team->first_offer > e->offer_count
        || team->offer_count > e->offer_count - team->first_offer)
        return refuse(err, SAY_SOLVE_NO_NODE, at);
    for (i = 0; i < team->offer_count; i++) {
        const jh_offer *offer = &e->offers[team->first_offer + i];
        if (offer->place >= e->place_count || offer->place == team->place)
            return refuse(err, SAY_SOLVE_NO_NODE, team->first_offer + i);
        if (offer->cost < 0 || offer->cost > JH_EXCHANGE_COST_MAX)
            return refuse(err, SAY_SOLVE_BOUNDS, team->first_offer + i);
    }
    return JH_OK;
}

static jh_code check(const jh_exchange *e, jh_error *err)
{
    enum { WEIGHT_MAX = 1000000 };
    jh_code code = JH_OK;
    uint32_t i;

    if (e->at_least < 0 || e->marked_gain <= 0 || e->marked_gain > WEIGHT_MAX || e->other_loss < 0
        || e->other_loss > WEIGHT_MAX)
        return refuse(err, SAY_SOLVE_BOUNDS, 0);
    for (i = 0; i < e->team_count && !code; i++) code = check_team(e, i, err);
    return code;
}

int64_t jh_marked_wanted(const jh_exchange *e, int64_t moved)
{
    __int128 left = (__int128)e->other_loss * moved + e->marked_needed;
    int64_t each = e->marked_gain + e->other_loss;

    return left <= 0 ? 0 : (int64_t)((left + each - 1) / each);
}

bool jh_round_keeps_rows(const jh_round *r, const jh_exchange *e)
{
    return r->moved >= e->at_least && r->marked >= jh_marked_wanted(e, r->moved);
}

/* ---- The networks ---- */

static uint32_t arrive_at(uint32_t place)
{
    return 2 * place;
}

static uint32_t leave_from(uint32_t place)
{
    return 2 * place + 1;
}

/* Persons of the kind at each place, capped; who has none can take none. */
static void count_places(int64_t *most, const jh_exchange *e, uint32_t kind)
{
    uint32_t i, cap;

    memset(most, 0, e->place_count * sizeof *most);
    for (i = 0; i < e->team_count; i++)
        if (e->teams[i].kind == kind) most[e->teams[i].place] += e->teams[i].count;
    for (i = 0; i < e->place_count && e->most; i++) {
        cap = e->most[(size_t)kind * e->place_count + i];
        if (most[i] > cap) most[i] = cap;
    }
}

static void market_arc(jh_market *m, jh_arc arc, uint32_t team, uint32_t offer)
{
    uint32_t at = m->network.arc_count++;

    m->arcs[at] = arc;
    m->team[at] = team;
    m->offer[at] = offer;
}

static void market_team(jh_market *m, const jh_exchange *e, uint32_t at, const int64_t *most)
{
    const jh_team *team = &e->teams[at];
    uint32_t node = m->network.node_count++, i;

    market_arc(m, (jh_arc){ leave_from(team->place), node, 0, team->count, 0 }, at, JH_NO_INDEX);
    for (i = team->first_offer; i < team->first_offer + team->offer_count; i++)
        if (most[e->offers[i].place] > 0)
            market_arc(m, (jh_arc){ node, arrive_at(e->offers[i].place), 0, team->count, 0 },
                       JH_NO_INDEX, i);
}

static jh_code market_make(jh_market *m, jh_arena *scratch, const jh_trade *t, uint32_t kind,
                           jh_error *err)
{
    const jh_exchange *e = t->exchange;
    int64_t *most = t->most;
    size_t arcs = (size_t)e->place_count + 1, nodes = 2 * (size_t)e->place_count + 1;
    uint32_t i;

    for (i = 0; i < e->team_count; i++) {
        if (e->teams[i].kind != kind) continue;
        nodes++;
        arcs += 1 + (size_t)e->teams[i].offer_count;
    }
    m->arcs = JH_NEW_ARRAY(scratch, jh_arc, arcs);
    m->costs = JH_NEW_ARRAY(scratch, int64_t, arcs);
    m->team = JH_NEW_ARRAY(scratch, uint32_t, arcs);
    m->offer = JH_NEW_ARRAY(scratch, uint32_t, arcs);
    m->network.supply = JH_NEW_ARRAY(scratch, int64_t, nodes);
    if (!m->arcs || !m->costs || !m->team || !m->offer || !m->network.supply)
        return jh_no_memory(err);
    m->network.arcs = m->arcs;
    m->network.node_count = 2 * e->place_count;
    count_places(most, e, kind);
    for (i = 0; i < e->place_count; i++)
        market_arc(m, (jh_arc){ arrive_at(i), leave_from(i), 0, most[i], 0 }, JH_NO_INDEX,
                   JH_NO_INDEX);
    for (i = 0; i < e->team_count; i++)
        if (e->teams[i].kind == kind && e->teams[i].count > 0 && most[e->teams[i].place] > 0)
            market_team(m, e, i, most);
    return jh_network_begin(&m->series, scratch, &m->network, 4 * t->limit, err);
}

jh_code jh_trade_make(jh_trade *out, jh_arena *scratch, const jh_exchange *e, jh_error *err)
{
    int64_t dearest = 1;
    uint32_t i;
    jh_code code = check(e, err);

    *out = (jh_trade){ .exchange = e };
    if (code) return code;
    for (i = 0; i < e->offer_count; i++)
        if (e->offers[i].cost > dearest) dearest = e->offers[i].cost;
    out->limit = dearest * JH_PARTS * 32;
    out->marked_least = jh_marked_wanted(e, e->at_least);
    out->best.bound = INT64_MIN;
    out->markets = JH_NEW_ARRAY(scratch, jh_market, (size_t)e->kind_count + 1);
    out->most = JH_NEW_ARRAY(scratch, int64_t, (size_t)e->place_count + 1);
    if (!out->markets || !out->most) return jh_no_memory(err);
    for (i = 0; i < e->kind_count; i++) {
        jh_market *m = &out->markets[i];
        m->first_arc = out->arc_count;
        m->first_node = out->node_count;
        code = market_make(m, scratch, out, i, err);
        if (code) return code;
        out->arc_count += m->network.arc_count;
        out->node_count += m->network.node_count;
    }
    out->best.price = JH_NEW_ARRAY(scratch, int64_t, (size_t)out->node_count + 1);
    return out->best.price ? JH_OK : jh_no_memory(err);
}

static jh_code touch_market(jh_market *m, jh_arena *scratch)
{
    uint32_t nodes = m->network.node_count, arcs = m->network.arc_count, i;

    m->first_touch = JH_NEW_ARRAY(scratch, uint32_t, (size_t)nodes + 2);
    m->touch = JH_NEW_ARRAY(scratch, uint32_t, 2 * (size_t)arcs + 1);
    if (!m->first_touch || !m->touch) return JH_NO_MEMORY;
    for (i = 0; i < arcs; i++) {
        m->first_touch[m->arcs[i].from + 2]++;
        m->first_touch[m->arcs[i].to + 2]++;
    }
    for (i = 2; i < nodes + 2; i++) m->first_touch[i] += m->first_touch[i - 1];
    for (i = 0; i < arcs; i++) {
        m->touch[m->first_touch[m->arcs[i].from + 1]++] = i;
        m->touch[m->first_touch[m->arcs[i].to + 1]++] = i;
    }
    return JH_OK;
}

jh_code jh_trade_touch(jh_trade *trade, jh_arena *scratch, jh_error *err)
{
    uint32_t i;

    for (i = 0; i < trade->exchange->kind_count; i++)
        if (touch_market(&trade->markets[i], scratch)) return jh_no_memory(err);
    return JH_OK;
}

/* ---- A round ---- */

jh_code jh_round_make(jh_round *out, jh_arena *scratch, const jh_trade *trade, jh_error *err)
{
    *out = (jh_round){ .flow = JH_NEW_ARRAY(scratch, int64_t, (size_t)trade->arc_count + 1),
                       .price = JH_NEW_ARRAY(scratch, int64_t, (size_t)trade->node_count + 1) };
    return out->flow && out->price ? JH_OK : jh_no_memory(err);
}

static void set_costs(const jh_market *m, const jh_exchange *e, const jh_round *round,
                      bool free_of_charge)
{
    uint32_t i;

    for (i = 0; i < m->network.arc_count; i++) {
        if (m->team[i] != JH_NO_INDEX)
            m->costs[i] = -round->person - (e->teams[m->team[i]].is_marked ? round->mark : 0);
        else if (m->offer[i] != JH_NO_INDEX)
            m->costs[i] = free_of_charge ? 0 : e->offers[m->offer[i]].cost * JH_PARTS;
    }
}

static void count_round(jh_round *round, const jh_market *m, const jh_exchange *e)
{
    const int64_t *flow = round->flow + m->first_arc;
    uint32_t i;

    for (i = 0; i < m->network.arc_count; i++) {
        if (flow[i] == 0) continue;
        if (m->team[i] != JH_NO_INDEX) {
            round->moved += flow[i];
            if (e->teams[m->team[i]].is_marked) round->marked += flow[i];
        } else if (m->offer[i] != JH_NO_INDEX) {
            round->cost += flow[i] * e->offers[m->offer[i]].cost * JH_PARTS;
        }
    }
}

jh_code jh_round_solve(jh_round *round, jh_trade *trade, bool free_of_charge, jh_error *err)
{
    const jh_exchange *e = trade->exchange;
    uint32_t i;
    jh_flow flow;

    round->moved = round->marked = round->cost = 0;
    round->bound = round->person * e->at_least + round->mark * trade->marked_least;
    for (i = 0; i < e->kind_count; i++) {
        jh_market *m = &trade->markets[i];
        set_costs(m, e, round, free_of_charge);
        jh_code code = jh_network_next(&flow, m->series, m->costs, err);
        if (code) return code;
        memcpy(round->flow + m->first_arc, flow.flow, m->network.arc_count * sizeof *flow.flow);
        memcpy(round->price + m->first_node, flow.price,
               m->network.node_count * sizeof *flow.price);
        count_round(round, m, e);
        round->bound += flow.cost;
    }
    trade->rounds++;
    if (!free_of_charge && round->bound > trade->best.bound) {
        int64_t *price = trade->best.price;
        memcpy(price, round->price, trade->node_count * sizeof *price);
        trade->best = *round;
        trade->best.price = price;
        trade->best.flow = NULL;
    }
    if (jh_progress_report(e->progress, SAY_SOLVE_EXCHANGING, trade->rounds, 0))
        return jh_fail(err, JH_CONFLICT, SAY_SOLVE_STOPPED, NULL, NULL);
    return JH_OK;
}
