/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/model.h"

#include <math.h>
#include <string.h>

enum { NEAREST_WAYS = 4, PRICING_ROUNDS = 8 };

/* ---- the programme while it is written ---- */

typedef struct draft {
    jh_model *m;
    jh_span_of *columns, *rows;
    double *cost;
    int32_t *start, *index;
    double *value;
    size_t column_count, row_count, entry_count, entry_room;
    jh_term *terms;
    size_t term_count;
} draft;

static uint32_t add_column(draft *d, double lower, double upper, double cost)
{
    d->columns[d->column_count] = (jh_span_of){ lower, upper };
    d->cost[d->column_count] = cost / d->m->money;
    return (uint32_t)d->column_count++;
}

static void add_entry(draft *d, uint32_t column, double value)
{
    if (column == JH_NO_COLUMN || d->entry_count == d->entry_room) return;
    d->index[d->entry_count] = (int32_t)column;
    d->value[d->entry_count++] = value;
}

/* The entries since the last row. */
static uint32_t add_row(draft *d, double lower, double upper)
{
    d->rows[d->row_count] = (jh_span_of){ lower, upper };
    d->start[++d->row_count] = (int32_t)d->entry_count;
    return (uint32_t)d->row_count - 1;
}

static size_t at_type(size_t row, unsigned type)
{
    return row * JH_PLAN_TYPES + type;
}

static size_t at_indicator(size_t row, size_t k)
{
    return row * JH_PLAN_INDICATORS + k;
}

/* ---- scales ---- */

static double line_of(const jh_problem *p, const jh_plan_row *row, size_t k)
{
    double line = jh_ratio_double(p->groups[row->group].line[k]);

    return line > 0 ? line : 1;
}

static double dearest(const jh_model *m)
{
    const jh_problem *p = m->problem;
    double most = 1, cost;
    size_t i;

    for (i = 0; i < p->site_count; i++) {
        cost = (double)p->sites[i].cost * m->scale[i];
        if (cost > most) most = cost;
    }
    for (i = 0; i < JH_PLAN_TYPES; i++)
        if ((double)p->hire[i] > most) most = (double)p->hire[i];
    return most;
}

static void measure_scales(jh_model *m)
{
    const jh_problem *p = m->problem;
    size_t i, k;

    for (i = 0; i < p->row_count; i++)
        for (k = 0; k < p->indicator_count; k++) {
            const jh_plan_row *row = &p->rows[i];
            double whole = line_of(p, row, k) * (double)row->pupils, steps;
            m->weight[i][k] = 1 / whole;
            if (row->site[k] == JH_NO_SITE) continue;
            steps = whole / jh_ratio_double(row->gain[k]);
            if (m->scale[row->site[k]] < steps) m->scale[row->site[k]] = steps;
        }
    for (i = 0; i < p->site_count; i++)
        if (m->scale[i] < 1) m->scale[i] = 1;
    m->money = dearest(m) / 100;
}

/* ---- columns ---- */

static void add_site_columns(draft *d)
{
    const jh_problem *p = d->m->problem;
    size_t i;

    d->m->first_site = (uint32_t)d->column_count;
    for (i = 0; i < p->site_count; i++)
        (void)add_column(d, (double)p->sites[i].least / d->m->scale[i],
                         (double)p->sites[i].most / d->m->scale[i],
                         (double)p->sites[i].cost * d->m->scale[i]);
}

static void add_row_columns(draft *d, size_t i)
{
    const jh_problem *p = d->m->problem;
    const jh_plan_row *row = &p->rows[i];
    unsigned t, b;
    size_t k;

    for (k = 0; k < p->indicator_count; k++)
        d->m->waive[at_indicator(i, k)] =
            jh_problem_may_waive(p, i, k) && row->need[k] > row->least[k] ? add_column(d, 0, 1, 0)
                                                                          : JH_NO_COLUMN;
    for (t = 0; t < d->m->types; t++) {
        d->m->staff[at_type(i, t)] = add_column(d, (double)jh_problem_staff_least(p, i, t),
                                                (double)jh_problem_staff_most(p, i, t), 0);
        d->m->hire[at_type(i, t)] =
            p->hire[t] < 0 ? JH_NO_COLUMN
                           : add_column(d, 0, (double)row->staff_most, (double)p->hire[t]);
        for (b = 0; b < p->bit_count; b++)
            d->m->train[at_type(i, t) * JH_PLAN_BITS + b] =
                t >> b & 1 || p->train[b] < 0 || !row->train_most[b]
                    ? JH_NO_COLUMN
                    : add_column(d, 0, (double)row->train_most[b], (double)p->train[b]);
    }
}

/* ---- rows ---- */

static void add_need_row(draft *d, size_t i, size_t k)
{
    const jh_problem *p = d->m->problem;
    const jh_plan_row *row = &p->rows[i];
    double scale = 1;
    unsigned t;

    d->m->need[at_indicator(i, k)] = JH_NO_COLUMN;
    if (!row->need[k]) return;
    if (p->bit[k] < 0) {
        scale = d->m->scale[row->site[k]];
        add_entry(d, d->m->first_site + row->site[k], 1);
    }
    for (t = 0; p->bit[k] >= 0 && t < d->m->types; t++)
        if (t >> p->bit[k] & 1) add_entry(d, d->m->staff[at_type(i, t)], 1);
    add_entry(d, d->m->waive[at_indicator(i, k)], (double)(row->need[k] - row->least[k]) / scale);
    d->m->need[at_indicator(i, k)] = add_row(d, (double)row->need[k] / scale, JH_INFINITE);
}

static void add_balance_row(draft *d, size_t i, unsigned t)
{
    const jh_problem *p = d->m->problem;
    unsigned b;

    add_entry(d, d->m->staff[at_type(i, t)], -1);
    add_entry(d, d->m->hire[at_type(i, t)], 1);
    for (b = 0; b < p->bit_count; b++) {
        add_entry(d, d->m->train[at_type(i, t) * JH_PLAN_BITS + b], -1);
        if (t >> b & 1) add_entry(d, d->m->train[at_type(i, t & ~(1U << b)) * JH_PLAN_BITS + b], 1);
    }
    d->m->balance[at_type(i, t)] =
        add_row(d, -(double)p->rows[i].today[t], -(double)p->rows[i].today[t]);
}

static void add_rows_of(draft *d, size_t i)
{
    const jh_problem *p = d->m->problem;
    unsigned t;
    size_t k;

    for (k = 0; k < p->indicator_count; k++) add_need_row(d, i, k);
    for (k = 0; p->waivers && k < p->indicator_count; k++)
        add_entry(d, d->m->waive[at_indicator(i, k)], 1);
    (void)add_row(d, -JH_INFINITE, 1);
    for (t = 0; t < d->m->types; t++) add_entry(d, d->m->staff[at_type(i, t)], 1);
    d->m->total[i] = add_row(d, (double)p->rows[i].staff_least, (double)p->rows[i].staff_most);
    for (t = 0; t < d->m->types; t++) {
        add_balance_row(d, i, t);
        d->m->gone[at_type(i, t)] = JH_NO_COLUMN;
        if (jh_problem_movable(p, i, t))
            d->m->gone[at_type(i, t)] =
                add_row(d, -JH_INFINITE, (double)jh_problem_movable(p, i, t));
    }
}

/* ---- cones ---- */

static jh_affine affine_of(draft *d, size_t i, size_t k, double weight)
{
    const jh_problem *p = d->m->problem;
    const jh_plan_row *row = &p->rows[i];
    double gain = jh_ratio_double(row->gain[k]) * d->m->weight[i][k];
    jh_affine out = { jh_ratio_double(row->base[k]) * d->m->weight[i][k], weight,
                      (uint32_t)d->term_count, 0 };
    unsigned t;

    if (p->bit[k] < 0)
        d->terms[d->term_count++] =
            (jh_term){ d->m->first_site + row->site[k], gain * d->m->scale[row->site[k]] };
    for (t = 0; p->bit[k] >= 0 && t < d->m->types; t++)
        if (t >> p->bit[k] & 1)
            d->terms[d->term_count++] = (jh_term){ d->m->staff[at_type(i, t)], gain };
    out.count = (uint32_t)d->term_count - out.first;
    return out;
}

static size_t count_members(jh_model *m, size_t group, double *pupils)
{
    const jh_problem *p = m->problem;
    size_t i, count = 0;

    *pupils = 0;
    for (i = 0; i < p->row_count; i++) {
        if (p->rows[i].group != group) continue;
        m->member[i] = (uint32_t)count++;
        *pupils += (double)p->rows[i].pupils;
    }
    return count;
}

static jh_code add_cone(jh_cone *out, draft *d, size_t group, size_t k, jh_error *err)
{
    const jh_problem *p = d->m->problem;
    double limit = jh_ratio_double(p->groups[group].limit[k]), pupils;
    size_t count = count_members(d->m, group, &pupils), i, n = 0;
    jh_affine *rows = JH_NEW_ARRAY(d->m->room, jh_affine, count);

    if (!rows) return jh_no_memory(err);
    for (i = 0; i < p->row_count; i++)
        if (p->rows[i].group == group)
            rows[n++] = affine_of(d, i, k, (double)p->rows[i].pupils * (double)count / pupils);
    *out = (jh_cone){ rows, count, sqrt(1 + limit * limit) };
    return JH_OK;
}

static jh_code add_cones(jh_programme *out, draft *d, jh_error *err)
{
    const jh_problem *p = d->m->problem;
    jh_cone *cones = JH_NEW_ARRAY(d->m->room, jh_cone, p->group_count * JH_PLAN_INDICATORS + 1);
    jh_code rc = JH_OK;
    double pupils;
    size_t g, k;

    if (!cones) return jh_no_memory(err);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < JH_PLAN_INDICATORS; k++) {
            d->m->cone[at_indicator(g, k)] = JH_NO_COLUMN;
            if (k >= p->indicator_count || !p->groups[g].limit[k].down
                || !count_members(d->m, g, &pupils))
                continue;
            d->m->cone[at_indicator(g, k)] = (uint32_t)out->cone_count;
            rc = add_cone(&cones[out->cone_count++], d, g, k, err);
        }
    out->cones = cones;
    out->terms = d->terms;
    return rc;
}

/* ---- all of it ---- */

static jh_code take_room(draft *d, jh_model *m, jh_error *err)
{
    size_t rows = m->problem->row_count, sites = m->problem->site_count;
    size_t columns = sites + rows * (JH_PLAN_INDICATORS + JH_PLAN_TYPES * (2 + JH_PLAN_BITS));
    size_t lines = rows * (JH_PLAN_INDICATORS + 2 + 2 * JH_PLAN_TYPES);
    jh_arena *room = m->room;

    *d = (draft){ .m = m, .entry_room = rows * 200 };
    d->columns = JH_NEW_ARRAY(room, jh_span_of, columns);
    d->cost = JH_NEW_ARRAY(room, double, columns);
    d->rows = JH_NEW_ARRAY(room, jh_span_of, lines);
    d->start = JH_NEW_ARRAY(room, int32_t, lines + 1);
    d->index = JH_NEW_ARRAY(room, int32_t, d->entry_room);
    d->value = JH_NEW_ARRAY(room, double, d->entry_room);
    d->terms = JH_NEW_ARRAY(room, jh_term, rows * JH_PLAN_INDICATORS * JH_PLAN_TYPES);
    m->scale = JH_NEW_ARRAY(room, double, sites + 1);
    m->weight = jh_alloc(room, rows, sizeof *m->weight);
    m->waive = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_INDICATORS);
    m->need = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_INDICATORS);
    m->staff = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_TYPES);
    m->hire = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_TYPES);
    m->gone = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_TYPES);
    m->balance = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_TYPES);
    m->train = JH_NEW_ARRAY(room, uint32_t, rows * JH_PLAN_TYPES * JH_PLAN_BITS);
    m->total = JH_NEW_ARRAY(room, uint32_t, rows);
    m->member = JH_NEW_ARRAY(room, uint32_t, rows);
    m->cone = JH_NEW_ARRAY(room, uint32_t, JH_PLAN_GROUPS * JH_PLAN_INDICATORS);
    return d->columns && d->cost && d->rows && d->start && d->index && d->value && d->terms
                   && m->scale && m->weight && m->waive && m->need && m->staff && m->hire && m->gone
                   && m->balance && m->train && m->total && m->member && m->cone
               ? JH_OK
               : jh_no_memory(err);
}

static jh_code add_first_moves(jh_model *m, jh_error *err);

jh_code jh_model_open(jh_model *m, jh_arena *room, const jh_problem *problem,
                      const jh_progress *progress, jh_error *err)
{
    jh_programme programme = { .progress = progress };
    draft d;
    jh_code rc;
    size_t i;

    *m = (jh_model){ .problem = problem, .room = room, .types = 1U << problem->bit_count };
    rc = take_room(&d, m, err);
    if (rc) return rc;
    measure_scales(m);
    add_site_columns(&d);
    for (i = 0; i < problem->row_count; i++) add_row_columns(&d, i);
    for (i = 0; i < problem->row_count; i++) add_rows_of(&d, i);
    rc = add_cones(&programme, &d, err);
    if (rc) return rc;
    m->column_count = d.column_count;
    m->first_move = (uint32_t)d.column_count;
    m->span = d.columns;
    programme.column_count = d.column_count;
    programme.columns = d.columns;
    programme.cost = d.cost;
    programme.rows = d.rows;
    programme.matrix = (jh_lines){ d.start, d.index, d.value, d.row_count };
    rc = jh_cone_open(&m->solver, room, &programme, err);
    return rc ? rc : add_first_moves(m, err);
}

void jh_model_close(jh_model *model)
{
    jh_cone_close(model->solver);
}

void jh_model_bound(jh_model *m, uint32_t column, double lower, double upper)
{
    m->span[column] = (jh_span_of){ lower, upper };
    jh_cone_bound(m->solver, column, m->span[column]);
}

/* ---- moves: few at first, more where prices ask for them ---- */

typedef struct batch {
    int32_t *start, *index;
    double *value, *cost;
    jh_span_of *span;
    size_t count, room;
} batch;

static jh_code batch_room(batch *b, jh_arena *scratch, size_t room, jh_error *err)
{
    *b = (batch){ .room = room };
    b->start = JH_NEW_ARRAY(scratch, int32_t, room + 1);
    b->index = JH_NEW_ARRAY(scratch, int32_t, room * 3);
    b->value = JH_NEW_ARRAY(scratch, double, room * 3);
    b->cost = JH_NEW_ARRAY(scratch, double, room);
    b->span = JH_NEW_ARRAY(scratch, jh_span_of, room);
    return b->start && b->index && b->value && b->cost && b->span ? JH_OK : jh_no_memory(err);
}

static void batch_add(batch *b, const jh_model *m, jh_road move)
{
    size_t at = b->count * 3;

    b->index[at] = (int32_t)m->gone[at_type(move.from, move.type)];
    b->index[at + 1] = (int32_t)m->balance[at_type(move.from, move.type)];
    b->index[at + 2] = (int32_t)m->balance[at_type(move.to, move.type)];
    b->value[at] = 1;
    b->value[at + 1] = -1;
    b->value[at + 2] = 1;
    b->cost[b->count] = (double)m->problem->ways[move.way].cost / m->money;
    b->span[b->count] = (jh_span_of){ 0, JH_INFINITE };
    b->start[++b->count] = (int32_t)at + 3;
}

static jh_code add_moves(jh_model *m, const jh_road *moves, size_t count, jh_error *err)
{
    jh_arena scratch = *m->room;
    jh_road *all =
        jh_grow(m->room, m->moves, &m->move_room, m->move_count + count + 1, sizeof *all);
    batch b;
    jh_code rc;
    size_t i;

    if (!all) return jh_no_memory(err);
    m->moves = all;
    scratch = *m->room;
    rc = batch_room(&b, &scratch, count + 1, err);
    if (rc) return rc;
    for (i = 0; i < count; i++) {
        batch_add(&b, m, moves[i]);
        m->moves[m->move_count++] = moves[i];
    }
    /* The solver takes its own memory from the same arena: behind the batch. */
    *m->room = scratch;
    return jh_cone_add_columns(m->solver, &(jh_lines){ b.start, b.index, b.value, count }, b.span,
                               b.cost, err);
}

/* Every row's nearest ways, for every type it has. */
static jh_code add_first_moves(jh_model *m, jh_error *err)
{
    const jh_problem *p = m->problem;
    size_t wanted = 0, i;
    uint8_t *used;
    jh_road *moves;
    unsigned t, end;

    m->move_room = 0;
    used = JH_NEW_ARRAY(m->room, uint8_t, p->row_count);
    moves = JH_NEW_ARRAY(m->room, jh_road, (p->row_count * NEAREST_WAYS + 1) * JH_PLAN_TYPES * 2);
    if (!used || !moves) return jh_no_memory(err);
    for (i = 0; i < p->way_count; i++) {
        const jh_plan_way *way = &p->ways[i];
        uint32_t ends[2] = { way->a, way->b };
        if (used[way->a] >= NEAREST_WAYS || used[way->b] >= NEAREST_WAYS) continue;
        used[way->a]++;
        used[way->b]++;
        for (end = 0; end < 2; end++)
            for (t = 0; t < m->types; t++)
                if (jh_problem_movable(p, ends[end], t))
                    moves[wanted++] = (jh_road){ ends[end], ends[1 - end], t, (uint32_t)i };
    }
    return add_moves(m, moves, wanted, err);
}

/* Whether a way for a type is wanted: all are where there is no optimum to price them by. */
static bool is_wanted(const jh_model *m, size_t way, uint32_t from, uint32_t to, unsigned t)
{
    const double *price = m->optimum.price;
    uint32_t gone = m->gone[at_type(from, t)];

    if (gone == JH_NO_COLUMN) return false;
    if (m->optimum.outcome != JH_OPTIMAL) return true;
    return (double)m->problem->ways[way].cost / m->money - price[gone]
               + price[m->balance[at_type(from, t)]] - price[m->balance[at_type(to, t)]]
           < -1e-7;
}

/* Ways that the programme does not have yet and wants. */
static jh_code price_moves(bool *added, jh_model *m, jh_error *err)
{
    const jh_problem *p = m->problem;
    jh_road *found = NULL;
    size_t count = 0, room = 0, i;
    uint8_t *there = JH_NEW_ARRAY(m->room, uint8_t, p->way_count * 2 + 1);
    unsigned end, t;

    *added = false;
    if (!there) return jh_no_memory(err);
    for (i = 0; i < m->move_count; i++)
        there[m->moves[i].way * 2 + (m->moves[i].from > m->moves[i].to)] |=
            (uint8_t)(1U << m->moves[i].type);
    for (i = 0; i < p->way_count; i++) {
        uint32_t ends[2] = { p->ways[i].a, p->ways[i].b };
        for (end = 0; end < 2; end++)
            for (t = 0; t < m->types; t++) {
                uint32_t from = ends[end], to = ends[1 - end];
                if (there[i * 2 + end] >> t & 1 || !is_wanted(m, i, from, to, t)) continue;
                found = jh_grow(m->room, found, &room, count + 1, sizeof *found);
                if (!found) return jh_no_memory(err);
                found[count++] = (jh_road){ from, to, t, (uint32_t)i };
            }
    }
    *added = count > 0;
    return count ? add_moves(m, found, count, err) : JH_OK;
}

jh_code jh_model_solve(jh_model *m, jh_error *err)
{
    bool added = true;
    jh_code rc = JH_OK;
    int round;

    for (round = 0; !rc && added && round < PRICING_ROUNDS; round++) {
        rc = jh_cone_solve(&m->optimum, m->solver, err);
        if (rc || m->optimum.outcome == JH_STOPPED) return rc;
        rc = price_moves(&added, m, err);
    }
    return rc;
}

/* ---- prices ---- */

static jh_code price_cone(jh_prices *out, const jh_model *m, size_t g, size_t k, jh_error *err)
{
    const jh_problem *p = m->problem;
    uint32_t cone = m->cone[at_indicator(g, k)];
    jh_arena scratch = *m->room;
    double pupils = 0, count = 0, line = 1;
    jh_cone_price price;
    jh_code rc;
    size_t i;

    if (cone == JH_NO_COLUMN) return JH_OK;
    rc = jh_cone_price_of(&price, &scratch, m->solver, cone, err);
    if (rc || !price.slope) return rc;
    for (i = 0; i < p->row_count; i++) {
        if (p->rows[i].group != g) continue;
        pupils += (double)p->rows[i].pupils;
        count++;
        line = 1 / (m->weight[i][k] * (double)p->rows[i].pupils);
        out->direction[i][k] = price.slope[m->member[i]];
    }
    out->lambda[g][k] = price.multiplier * m->money * count / (pupils * line);
    return JH_OK;
}

jh_code jh_model_prices(jh_prices *out, jh_arena *keep, const jh_model *m, jh_error *err)
{
    const jh_problem *p = m->problem;
    jh_code rc = jh_prices_make(out, keep, p, err);
    size_t i, g, k;
    unsigned t;

    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++) rc = price_cone(out, m, g, k, err);
    for (i = 0; !rc && i < p->row_count; i++)
        for (t = 0; t < m->types; t++)
            out->worth[i][t] = m->optimum.price[m->balance[at_type(i, t)]] * m->money;
    return rc;
}
