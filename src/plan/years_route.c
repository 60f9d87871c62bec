/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"
#include "solve/network.h"

#include <math.h>
#include <string.h>

/* Costs of the network: money, weighted, at most so much. */
static const double DEAREST = 1e12;
/* What a programme says is whole. */
static const double NEAR = 1e-6;

/* Nodes: people as they are today at (row, type), people as they will be there, the office that
 * hires. An arc and the measure that it is. */
typedef struct roads {
    const jh_years_work *w;
    const double *weight; /* [row] of money for its staff */
    jh_arc *arcs;
    jh_dated *measures;
    double *cost;
    size_t count;
    int64_t *supply;
} roads;

static uint32_t before(size_t row, unsigned t)
{
    return (uint32_t)(row * JH_PLAN_TYPES + t);
}

static uint32_t after(const roads *r, size_t row, unsigned t)
{
    return (uint32_t)(r->w->p->row_count * JH_PLAN_TYPES) + before(row, t);
}

static uint32_t office(const roads *r)
{
    return (uint32_t)(2 * r->w->p->row_count * JH_PLAN_TYPES);
}

static void add(roads *r, uint32_t from, uint32_t to, jh_dated measure)
{
    int64_t upper = measure.count < JH_FLOW_MAX ? measure.count : JH_FLOW_MAX;

    if (!upper) return;
    r->arcs[r->count] = (jh_arc){ from, to, 0, upper, 0 };
    r->cost[r->count] = (double)measure.cost * r->weight[measure.at];
    r->measures[r->count++] = measure;
}

static void add_row(roads *r, uint32_t i)
{
    const jh_problem *p = r->w->p;
    const jh_plan_row *row = &p->rows[i];
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        jh_dated stay = {
            .kind = JH_DATED_MOVE, .at = i, .from = i, .type = t, .count = row->today[t]
        };
        jh_dated hire = {
            .kind = JH_DATED_HIRE, .at = i, .type = t, .count = row->staff_most, .cost = p->hire[t]
        };
        add(r, before(i, t), after(r, i, t), stay);
        if (p->hire[t] >= 0) add(r, office(r), after(r, i, t), hire);
        for (b = 0; b < p->bit_count; b++) {
            jh_dated train = { .kind = JH_DATED_TRAIN,
                               .at = i,
                               .type = t,
                               .bit = b,
                               .count = row->train_most[b],
                               .cost = p->train[b] };
            if (!(t >> b & 1) && p->train[b] >= 0)
                add(r, after(r, i, t), after(r, i, t | 1U << b), train);
        }
    }
}

static void add_ways(roads *r)
{
    const jh_problem *p = r->w->p;
    size_t i;
    unsigned t;

    for (i = 0; i < p->way_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++) {
            const jh_plan_way *way = &p->ways[i];
            jh_dated there = { .kind = JH_DATED_MOVE,
                               .at = way->b,
                               .from = way->a,
                               .type = t,
                               .count = p->rows[way->a].today[t],
                               .cost = way->cost };
            jh_dated back = { .kind = JH_DATED_MOVE,
                              .at = way->a,
                              .from = way->b,
                              .type = t,
                              .count = p->rows[way->b].today[t],
                              .cost = way->cost };
            add(r, before(way->a, t), after(r, way->b, t), there);
            add(r, before(way->b, t), after(r, way->a, t), back);
        }
}

static void set_costs(roads *r)
{
    double dearest = 1;
    size_t i;

    for (i = 0; i < r->count; i++) dearest = fmax(dearest, r->cost[i]);
    for (i = 0; i < r->count; i++) r->arcs[i].cost = llround(r->cost[i] / dearest * DEAREST);
}

static jh_code make_roads(roads *r, const jh_plan *plan, jh_arena *room, jh_error *err)
{
    const jh_problem *p = r->w->p;
    size_t most =
        p->row_count * JH_PLAN_TYPES * (2 + JH_PLAN_BITS) + 2 * p->way_count * JH_PLAN_TYPES;
    size_t i;
    unsigned t;

    r->arcs = JH_NEW_ARRAY(room, jh_arc, most);
    r->measures = JH_NEW_ARRAY(room, jh_dated, most);
    r->cost = JH_NEW_ARRAY(room, double, most);
    r->supply = JH_NEW_ARRAY(room, int64_t, 2 * p->row_count * JH_PLAN_TYPES + 1);
    if (!r->arcs || !r->measures || !r->cost || !r->supply) return jh_no_memory(err);
    for (i = 0; i < p->row_count; i++) {
        add_row(r, (uint32_t)i);
        for (t = 0; t < 1U << p->bit_count; t++) {
            r->supply[before(i, t)] = p->rows[i].today[t];
            r->supply[after(r, i, t)] = -plan->staff[i][t];
            r->supply[office(r)] += plan->staff[i][t] - p->rows[i].today[t];
        }
    }
    add_ways(r);
    set_costs(r);
    return JH_OK;
}

static size_t arcs_used(const roads *r, const int64_t *flow, int kind)
{
    size_t i, n = 0;

    for (i = 0; i < r->count; i++) n += flow[i] && (int)r->measures[i].kind == kind;
    return n;
}

/* The same end, by these measures. Many routes are tried: what stays of one is no more than it. */
static jh_code read_plan(jh_plan *out, const roads *r, const int64_t *flow, jh_error *err)
{
    const jh_problem *p = r->w->p;
    jh_arena *keep = r->w->keep;
    jh_plan_move *moves = JH_NEW_ARRAY(keep, jh_plan_move, arcs_used(r, flow, JH_DATED_MOVE) + 1);
    jh_plan_train *trainings =
        JH_NEW_ARRAY(keep, jh_plan_train, arcs_used(r, flow, JH_DATED_TRAIN) + 1);
    int64_t(*hires)[JH_PLAN_TYPES] = jh_alloc(keep, p->row_count, sizeof *hires);
    size_t i;

    if (!moves || !trainings || !hires) return jh_no_memory(err);
    out->move_count = out->training_count = 0;
    out->cost = 0;
    for (i = 0; i < p->site_count; i++) out->cost += out->steps[i] * p->sites[i].cost;
    for (i = 0; i < r->count; i++) {
        const jh_dated *m = &r->measures[i];
        if (!flow[i]) continue;
        out->cost += flow[i] * m->cost;
        if (m->kind == JH_DATED_HIRE) hires[m->at][m->type] += flow[i];
        if (m->kind == JH_DATED_MOVE && m->from != m->at)
            moves[out->move_count++] = (jh_plan_move){ m->from, m->at, m->type, flow[i] };
        if (m->kind == JH_DATED_TRAIN)
            trainings[out->training_count++] = (jh_plan_train){ m->at, m->type, m->bit, flow[i] };
    }
    out->moves = moves;
    out->trainings = trainings;
    out->hires = (const void *)hires;
    return JH_OK;
}

/* The cheapest flow through the roads as a plan; *found = false: there is none. */
static jh_code follow(jh_plan *out, bool *found, roads *r, jh_arena *room, jh_error *err)
{
    jh_network network = { .supply = r->supply,
                           .node_count = office(r) + 1,
                           .arcs = r->arcs,
                           .arc_count = (uint32_t)r->count };
    jh_arena scratch;
    jh_flow flow = { 0 };
    jh_code rc;

    *found = false;
    if (r->supply[office(r)] < 0) return JH_OK;
    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_network_solve(&flow, room, scratch, &network, err);
    *found = !rc && flow.feasible;
    if (*found) rc = read_plan(out, r, flow.flow, err);
    jh_arena_release(&scratch);
    return rc;
}

jh_code jh_years_route(jh_plan *out, const jh_years_work *w, const jh_plan *plan,
                       const double *weight, jh_error *err)
{
    roads r = { .w = w, .weight = weight };
    jh_arena room;
    bool found;
    jh_code rc;

    *out = *plan;
    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = make_roads(&r, plan, &room, err);
    if (!rc) rc = follow(out, &found, &r, &room, err);
    jh_arena_release(&room);
    return rc;
}

/* Is it the same measure but for how many? */
static bool is_way(const jh_dated *a, const jh_dated *b)
{
    return a->kind == b->kind && a->at == b->at && a->from == b->from && a->type == b->type
           && a->bit == b->bit;
}

/* Only those ways, as often as they are gone, down or up to a whole. */
static void keep_to(roads *r, const jh_years_ways *ways)
{
    size_t i, j;

    for (i = 0; i < r->count; i++) {
        const jh_dated *m = &r->measures[i];
        if (m->kind == JH_DATED_MOVE && m->from == m->at) continue; /* who stays */
        for (j = 0; j < ways->count && !is_way(m, &ways->measures[j]); j++) {
        }
        r->arcs[i].lower = j < ways->count ? (int64_t)floor(ways->times[j] + NEAR) : 0;
        r->arcs[i].upper = j < ways->count ? (int64_t)ceil(ways->times[j] - NEAR) : 0;
    }
}

jh_code jh_years_whole_ways(jh_plan *out, const jh_years_work *w, const jh_plan *plan,
                            const jh_years_ways *ways, jh_error *err)
{
    double *weight = JH_NEW_ARRAY(w->room, double, w->p->row_count);
    roads r = { .w = w, .weight = weight };
    jh_arena room;
    jh_code rc;
    size_t i;

    *out = *plan;
    out->found = false;
    if (!weight || jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    for (i = 0; i < w->p->row_count; i++) weight[i] = 1;
    rc = make_roads(&r, plan, &room, err);
    if (!rc) keep_to(&r, ways);
    if (!rc) rc = follow(out, &out->found, &r, &room, err);
    jh_arena_release(&room);
    return rc;
}
