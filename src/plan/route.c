/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/search.h"

#include "solve/network.h"

#include <string.h>

/* Nodes: people as they are today at (row, type), people as they will be there, and whoever is to
 * be hired. */
typedef struct roads {
    jh_arc *arcs;
    uint32_t *meaning; /* move, or hire, or training behind an arc */
    size_t count, stays, moves, hires;
    int64_t *supply;
    uint32_t rows;
} roads;

static uint32_t before(size_t row, unsigned t)
{
    return (uint32_t)(row * JH_PLAN_TYPES + t);
}

static uint32_t after(const roads *r, size_t row, unsigned t)
{
    return r->rows * JH_PLAN_TYPES + before(row, t);
}

static void add(roads *r, jh_arc arc, uint32_t meaning)
{
    r->arcs[r->count] = arc;
    r->meaning[r->count++] = meaning;
}

static int64_t at_most(int64_t count)
{
    return count < JH_FLOW_MAX ? count : JH_FLOW_MAX;
}

static void add_roads_of_row(roads *r, const jh_problem *p, size_t i, uint32_t office)
{
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        if (p->hire[t] >= 0)
            add(r, (jh_arc){ office, after(r, i, t), 0, at_most(p->rows[i].staff_most), 0 },
                before(i, t));
        for (b = 0; b < p->bit_count; b++)
            if (!(t >> b & 1) && p->train[b] >= 0 && p->rows[i].train_most[b])
                add(r,
                    (jh_arc){ after(r, i, t), after(r, i, t | 1U << b), 0,
                              at_most(p->rows[i].train_most[b]), 0 },
                    before(i, t) << 2 | b);
    }
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
static int64_t unit_of(const jh_model *m)
{
    const jh_problem *p = m->problem;
    int64_t unit = 0;
    size_t i;

    for (i = 0; i < p->bit_count; i++) unit = common(unit, p->train[i]);
    for (i = 0; i < m->types; i++) unit = common(unit, p->hire[i]);
    for (i = 0; i < m->move_count; i++) unit = common(unit, p->ways[m->moves[i].way].cost);
    return unit > 0 ? unit : 1;
}

static void add_roads(roads *r, const jh_model *m)
{
    const jh_problem *p = m->problem;
    uint32_t office = 2 * r->rows * JH_PLAN_TYPES;
    int64_t unit = unit_of(m);
    size_t i, first;
    unsigned t;

    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < m->types; t++)
            if (p->rows[i].today[t])
                add(r, (jh_arc){ before(i, t), after(r, i, t), 0, p->rows[i].today[t], 0 }, 0);
    r->stays = r->count;
    for (i = 0; i < m->move_count; i++) {
        const jh_model_move *move = &m->moves[i];
        add(r,
            (jh_arc){ before(move->from, move->type), after(r, move->to, move->type), 0,
                      p->rows[move->from].today[move->type], p->ways[move->way].cost / unit },
            (uint32_t)i);
    }
    r->moves = r->count;
    for (i = 0; i < p->row_count; i++) {
        first = r->count;
        add_roads_of_row(r, p, i, office);
        for (; first < r->count; first++)
            r->arcs[first].cost =
                (r->arcs[first].from == office ? p->hire[r->meaning[first] % JH_PLAN_TYPES]
                                               : p->train[r->meaning[first] & 3])
                / unit;
    }
}

static jh_code take_room(roads *r, jh_arena *scratch, const jh_model *m, jh_error *err)
{
    size_t rows = m->problem->row_count;
    size_t most = rows * JH_PLAN_TYPES * (2 + JH_PLAN_BITS) + m->move_count;

    *r = (roads){ .rows = (uint32_t)rows };
    r->arcs = JH_NEW_ARRAY(scratch, jh_arc, most);
    r->meaning = JH_NEW_ARRAY(scratch, uint32_t, most);
    r->supply = JH_NEW_ARRAY(scratch, int64_t, 2 * rows * JH_PLAN_TYPES + 1);
    return r->arcs && r->meaning && r->supply ? JH_OK : jh_no_memory(err);
}

/* What flows in must flow out: whoever is missing is hired. */
static int64_t set_supplies(roads *r, const jh_problem *p, const jh_draft_plan *draft)
{
    int64_t hired = 0;
    size_t i;
    unsigned t;

    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++) {
            r->supply[before(i, t)] = p->rows[i].today[t];
            r->supply[after(r, i, t)] = -draft->staff[i][t];
            hired += draft->staff[i][t] - p->rows[i].today[t];
        }
    r->supply[2 * r->rows * JH_PLAN_TYPES] = hired;
    return hired;
}

static void read_measures(jh_draft_plan *draft, const roads *r, const jh_model *m,
                          const int64_t *flow)
{
    const jh_problem *p = m->problem;
    uint32_t office = 2 * r->rows * JH_PLAN_TYPES, what;
    size_t a;

    draft->move_count = draft->training_count = 0;
    memset(draft->hires, 0, p->row_count * sizeof *draft->hires);
    for (a = r->stays; a < r->count; a++) {
        what = r->meaning[a];
        if (!flow[a]) continue;
        if (a < r->moves) {
            const jh_model_move *move = &m->moves[what];
            draft->moves[draft->move_count++] =
                (jh_plan_move){ move->from, move->to, move->type, flow[a] };
            draft->cost += flow[a] * p->ways[move->way].cost;
        } else if (r->arcs[a].from == office) {
            draft->hires[what / JH_PLAN_TYPES][what % JH_PLAN_TYPES] = flow[a];
            draft->cost += flow[a] * p->hire[what % JH_PLAN_TYPES];
        } else {
            draft->trainings[draft->training_count++] =
                (jh_plan_train){ (what >> 2) / JH_PLAN_TYPES, (what >> 2) % JH_PLAN_TYPES, what & 3,
                                 flow[a] };
            draft->cost += flow[a] * p->train[what & 3];
        }
    }
}

jh_code jh_route_staff(bool *holds, jh_draft_plan *draft, const jh_model *m, jh_arena scratch,
                       jh_error *err)
{
    const jh_problem *p = m->problem;
    jh_network network;
    jh_flow flow;
    roads r;
    jh_code rc = take_room(&r, &scratch, m, err);
    jh_arena room;
    size_t i;

    *holds = false;
    if (rc) return rc;
    draft->cost = 0;
    for (i = 0; i < p->site_count; i++) draft->cost += draft->steps[i] * p->sites[i].cost;
    if (set_supplies(&r, p, draft) < 0) return JH_OK;
    add_roads(&r, m);
    network = (jh_network){ .supply = r.supply,
                            .node_count = 2 * r.rows * JH_PLAN_TYPES + 1,
                            .arcs = r.arcs,
                            .arc_count = (uint32_t)r.count };
    rc = jh_arena_reserve(&room, JH_ARENA_DEFAULT)
             ? jh_no_memory(err)
             : jh_network_solve(&flow, &room, scratch, &network, err);
    if (!rc && flow.feasible) {
        *holds = true;
        read_measures(draft, &r, m, flow.flow);
    }
    jh_arena_release(&room);
    return rc;
}
