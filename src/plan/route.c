/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/search.h"

#include "solve/network.h"

#include <string.h>

/* Nodes: people as they are today at (row, type), people as they will be there, the row, whoever
 * is to be hired, and all who have a place. */
typedef struct roads {
    const jh_problem *p;
    const jh_road *road;
    size_t road_count;
    jh_arc *arcs;
    uint32_t *meaning; /* road, or hire, or training, or place behind an arc */
    size_t count, stays, moves, places;
    int64_t *supply, unit;
    uint32_t rows, types;
} roads;

static uint32_t before(const roads *r, size_t row, unsigned t)
{
    return (uint32_t)row * r->types + t;
}

static uint32_t after(const roads *r, size_t row, unsigned t)
{
    return r->rows * r->types + before(r, row, t);
}

static uint32_t row_node(const roads *r, size_t row)
{
    return 2 * r->rows * r->types + (uint32_t)row;
}

static uint32_t office(const roads *r)
{
    return row_node(r, r->rows);
}

static void add(roads *r, jh_arc arc, size_t meaning)
{
    r->arcs[r->count] = arc;
    r->meaning[r->count++] = (uint32_t)meaning;
}

static int64_t at_most(int64_t count)
{
    return count < JH_FLOW_MAX ? count : JH_FLOW_MAX;
}

static int64_t common(int64_t a, int64_t b)
{
    int64_t rest;

    while (b > 0) {
        rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The largest amount that all costs are whole numbers of: keeps sums of costs within 62 bits. */
static int64_t unit_of(const roads *r)
{
    int64_t unit = 0;
    size_t i;

    for (i = 0; i < r->p->bit_count; i++) unit = common(unit, r->p->train[i]);
    for (i = 0; i < r->types; i++) unit = common(unit, r->p->hire[i]);
    for (i = 0; i < r->road_count; i++) unit = common(unit, r->p->ways[r->road[i].way].cost);
    return unit > 0 ? unit : 1;
}

/* ---- arcs: who stays, who moves, who is hired or trained, who has a place ---- */

static void add_movers(roads *r)
{
    const jh_problem *p = r->p;
    size_t i;
    unsigned t;

    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < r->types; t++)
            if (p->rows[i].today[t])
                add(r,
                    (jh_arc){ before(r, i, t), after(r, i, t), p->rows[i].rooted[t],
                              p->rows[i].today[t], 0 },
                    0);
    r->stays = r->count;
    for (i = 0; i < r->road_count; i++) {
        const jh_road *road = &r->road[i];
        add(r,
            (jh_arc){ before(r, road->from, road->type), after(r, road->to, road->type), 0,
                      jh_problem_movable(p, road->from, road->type),
                      p->ways[road->way].cost / r->unit },
            i);
    }
    r->moves = r->count;
}

static void add_helpers(roads *r, size_t i)
{
    const jh_problem *p = r->p;
    unsigned t, b;

    for (t = 0; t < r->types; t++) {
        if (p->hire[t] >= 0)
            add(r,
                (jh_arc){ office(r), after(r, i, t), 0, at_most(p->rows[i].staff_most),
                          p->hire[t] / r->unit },
                i * JH_PLAN_TYPES + t);
        for (b = 0; b < p->bit_count; b++)
            if (!(t >> b & 1) && p->train[b] >= 0 && p->rows[i].train_most[b])
                add(r,
                    (jh_arc){ after(r, i, t), after(r, i, t | 1U << b), 0,
                              at_most(p->rows[i].train_most[b]), p->train[b] / r->unit },
                    (i * JH_PLAN_TYPES + t) << 2 | b);
    }
}

static void add_places(roads *r, const jh_draft_plan *draft)
{
    const jh_problem *p = r->p;
    uint32_t all = office(r) + 1;
    size_t i;
    unsigned t;

    r->places = r->count;
    for (i = 0; i < p->row_count; i++) {
        for (t = 0; t < r->types; t++)
            add(r,
                (jh_arc){ after(r, i, t), row_node(r, i), draft->staff[i][t],
                          draft->is_exact ? draft->staff[i][t]
                                          : at_most(jh_problem_staff_most(p, i, t)),
                          0 },
                i * JH_PLAN_TYPES + t);
        add(r,
            (jh_arc){ row_node(r, i), all, p->rows[i].staff_least, at_most(p->rows[i].staff_most),
                      0 },
            0);
    }
}

static jh_code take_room(roads *r, jh_arena *scratch, jh_error *err)
{
    size_t rows = r->rows, most = rows * r->types * (3 + JH_PLAN_BITS) + rows + r->road_count + 1;

    r->arcs = JH_NEW_ARRAY(scratch, jh_arc, most);
    r->meaning = JH_NEW_ARRAY(scratch, uint32_t, most);
    r->supply = JH_NEW_ARRAY(scratch, int64_t, office(r) + 2);
    return r->arcs && r->meaning && r->supply ? JH_OK : jh_no_memory(err);
}

/* Everybody of today has a place afterwards; as many may be hired as there are places to fill. */
static void set_supplies(roads *r, const jh_draft_plan *draft)
{
    const jh_problem *p = r->p;
    int64_t people = 0, hired = 0;
    size_t i;
    unsigned t;

    for (i = 0; i < p->row_count; i++) {
        hired += p->rows[i].staff_least;
        for (t = 0; t < r->types; t++) {
            r->supply[before(r, i, t)] = p->rows[i].today[t];
            people += p->rows[i].today[t];
            hired += draft->staff[i][t];
        }
    }
    hired = at_most(hired);
    r->supply[office(r)] = hired;
    r->supply[office(r) + 1] = -(people + hired);
    add(r, (jh_arc){ office(r), office(r) + 1, 0, hired, 0 }, 0);
}

static bool places_are_possible(const roads *r)
{
    size_t a;

    for (a = r->places; a < r->count; a++)
        if (r->arcs[a].lower > r->arcs[a].upper) return false;
    return true;
}

/* ---- the flow as measures ---- */

static void read_help(jh_draft_plan *draft, const roads *r, size_t a, int64_t flow)
{
    const jh_problem *p = r->p;
    uint32_t what = r->meaning[a];

    if (r->arcs[a].from == office(r)) {
        draft->hires[what / JH_PLAN_TYPES][what % JH_PLAN_TYPES] = flow;
        draft->cost += flow * p->hire[what % JH_PLAN_TYPES];
    } else {
        draft->trainings[draft->training_count++] =
            (jh_plan_train){ (what >> 2) / JH_PLAN_TYPES, (what >> 2) % JH_PLAN_TYPES, what & 3,
                             flow };
        draft->cost += flow * p->train[what & 3];
    }
}

static void read_measures(jh_draft_plan *draft, const roads *r, const int64_t *flow)
{
    size_t a;

    draft->move_count = draft->training_count = 0;
    memset(draft->hires, 0, r->p->row_count * sizeof *draft->hires);
    for (a = r->stays; a < r->moves; a++) {
        const jh_road *road = &r->road[r->meaning[a]];
        if (!flow[a]) continue;
        draft->moves[draft->move_count++] =
            (jh_plan_move){ road->from, road->to, road->type, flow[a] };
        draft->cost += flow[a] * r->p->ways[road->way].cost;
    }
    for (a = r->moves; a < r->places; a++)
        if (flow[a]) read_help(draft, r, a, flow[a]);
    for (a = r->places; a < r->count; a++)
        if (r->arcs[a].to != office(r) + 1)
            draft->staff[r->meaning[a] / JH_PLAN_TYPES][r->meaning[a] % JH_PLAN_TYPES] = flow[a];
}

jh_code jh_route_staff(bool *holds, jh_draft_plan *draft, const jh_route_request *request,
                       jh_arena scratch, jh_error *err)
{
    const jh_problem *p = request->problem;
    roads r = { .p = p,
                .road = request->roads->at,
                .road_count = request->roads->count,
                .rows = (uint32_t)p->row_count,
                .types = 1U << p->bit_count };
    jh_network network;
    jh_flow flow;
    jh_code rc = take_room(&r, &scratch, err);
    jh_arena room;
    size_t i;

    *holds = false;
    if (rc) return rc;
    draft->cost = 0;
    for (i = 0; i < p->site_count; i++) draft->cost += draft->steps[i] * p->sites[i].cost;
    r.unit = unit_of(&r);
    add_movers(&r);
    for (i = 0; i < p->row_count; i++) add_helpers(&r, i);
    add_places(&r, draft);
    set_supplies(&r, draft);
    if (!places_are_possible(&r)) return JH_OK;
    network = (jh_network){ .supply = r.supply,
                            .node_count = office(&r) + 2,
                            .arcs = r.arcs,
                            .arc_count = (uint32_t)r.count };
    rc = jh_arena_reserve(&room, JH_ARENA_DEFAULT)
             ? jh_no_memory(err)
             : jh_network_solve(&flow, &room, scratch, &network, err);
    if (!rc && flow.feasible) {
        *holds = true;
        read_measures(draft, &r, flow.flow);
    }
    jh_arena_release(&room);
    return rc;
}
