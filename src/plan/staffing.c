/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/staffing_work.h"

#include <math.h>
#include <string.h>

enum { PRICING_ROUNDS = 12 };

/* ---- the programme while it is written ---- */

typedef struct draft {
    jh_staffing *s;
    jh_span_of *columns, *rows;
    double *cost;
    int32_t *start, *index;
    double *value;
    size_t column_count, row_count, entry_count;
    jh_term *terms;
    size_t term_count;
} draft;

static uint32_t add_column(draft *d, double lower, double upper, double cost)
{
    d->columns[d->column_count] = (jh_span_of){ lower, upper };
    d->cost[d->column_count] = cost / d->s->money;
    return (uint32_t)d->column_count++;
}

static void add_entry(draft *d, uint32_t column, double value)
{
    if (column == JH_NO_COLUMN) return;
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

/* Bits that the row is short of, today and without waivers. */
static unsigned missing_at(const jh_problem *p, size_t i)
{
    const jh_plan_row *row = &p->rows[i];
    unsigned missing = 0;
    size_t k;

    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0 && row->need[k] > jh_staff_with(row->today, p->bit[k]))
            missing |= 1U << p->bit[k];
    return missing;
}

/* Hires and trainings that are likely: of types that bring nothing but what is missing; whoever
 * has everything, so that there is a solution. The others come when prices ask for them. */
static void add_changes_of(draft *d, size_t i)
{
    const jh_problem *p = d->s->problem;
    const jh_plan_row *row = &p->rows[i];
    jh_staffing_row *at = &d->s->at[i];
    unsigned missing = missing_at(p, i), t, b;

    for (t = 0; t < d->s->types; t++) {
        if (jh_staffing_may_hire(p, t) && (!(t & ~missing) || t == d->s->types - 1))
            at->hire[t] = add_column(d, 0, (double)row->staff_most, (double)p->hire[t]);
        for (b = 0; b < p->bit_count; b++)
            if (row->today[t] && missing >> b & 1 && jh_staffing_may_train(p, i, t, b))
                at->train[t][b] = add_column(d, 0, (double)row->train_most[b], (double)p->train[b]);
    }
}

static void add_columns_of(draft *d, size_t i)
{
    const jh_problem *p = d->s->problem;
    const jh_plan_row *row = &p->rows[i];
    jh_staffing_row *at = &d->s->at[i];
    size_t k;

    memset(at, 0xff, sizeof *at);
    add_changes_of(d, i);
    for (k = 0; k < p->indicator_count; k++) {
        if (jh_problem_may_waive(p, i, k) && row->need[k] > row->least[k])
            at->waive[k] = add_column(d, 0, 1, 0);
        if (p->bit[k] >= 0)
            at->spare[k] = add_column(d, 0, JH_INFINITE, 0);
        else if (at->waive[k] != JH_NO_COLUMN && i + 1 < p->row_count
                 && p->rows[i + 1].site[k] == row->site[k] && jh_problem_may_waive(p, i + 1, k))
            at->pair[k] = add_column(d, 0, 1, 0);
    }
}

/* Persons with the bit beyond the line: what is done about them, less the line. */
static void add_need_row(draft *d, size_t i, size_t k)
{
    const jh_problem *p = d->s->problem;
    const jh_plan_row *row = &p->rows[i];
    jh_staffing_row *at = &d->s->at[i];
    double missing = (double)(row->need[k] - jh_staff_with(row->today, p->bit[k]));
    unsigned t, bit = (unsigned)p->bit[k];

    for (t = 0; t < d->s->types; t++) {
        if (t >> bit & 1)
            add_entry(d, at->hire[t], 1);
        else
            add_entry(d, at->train[t][bit], 1);
    }
    add_entry(d, at->waive[k], (double)(row->need[k] - row->least[k]));
    add_entry(d, at->spare[k], -1);
    at->need[k] = add_row(d, missing, missing);
}

/* At least as many of a type as there must be: where there are some today, or that is decided. */
static void add_keep_row(draft *d, size_t i, unsigned t)
{
    const jh_problem *p = d->s->problem;
    jh_staffing_row *at = &d->s->at[i];
    double today = (double)p->rows[i].today[t];
    unsigned b;

    if (!p->rows[i].today[t] && !p->holds) return;
    add_entry(d, at->hire[t], 1);
    for (b = 0; b < p->bit_count; b++) {
        add_entry(d, at->train[t][b], -1);
        if (t >> b & 1) add_entry(d, at->train[t & ~(1U << b)][b], 1);
    }
    at->keep[t] = add_row(d, (double)jh_problem_staff_least(p, i, t) - today,
                          p->holds ? (double)jh_problem_staff_most(p, i, t) - today : JH_INFINITE);
}

static void add_rows_of(draft *d, size_t i)
{
    const jh_problem *p = d->s->problem;
    const jh_plan_row *row = &p->rows[i];
    jh_staffing_row *at = &d->s->at[i];
    double all = 0;
    unsigned t;
    size_t k;

    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0) add_need_row(d, i, k);
    for (t = 0; t < d->s->types; t++) {
        all += (double)row->today[t];
        add_entry(d, at->hire[t], 1);
    }
    at->total = add_row(d, (double)row->staff_least - all, (double)row->staff_most - all);
    for (t = 0; t < d->s->types; t++) add_keep_row(d, i, t);
    if (!p->waivers) return;
    for (k = 0; k < p->indicator_count; k++) {
        add_entry(d, at->waive[k], 1);
        add_entry(d, at->pair[k], 1);
        if (i) add_entry(d, at[-1].pair[k], 1);
    }
    (void)add_row(d, -JH_INFINITE, 1);
}

/* ---- cones ---- */

/* r of a row: its line, less what a waiver takes off it, and what is spare. */
static jh_affine affine_of(draft *d, size_t i, size_t k, double weight)
{
    const jh_plan_row *row = &d->s->problem->rows[i];
    const jh_staffing_row *at = &d->s->at[i];
    double gain = d->s->fill->gain[i][k];
    jh_affine out = { d->s->fill->start[i][k] + gain * (double)row->need[k], weight,
                      (uint32_t)d->term_count, 1 };

    d->terms[d->term_count++] = (jh_term){ at->spare[k], gain };
    if (at->waive[k] == JH_NO_COLUMN) return out;
    d->terms[d->term_count++] =
        (jh_term){ at->waive[k], -gain * (double)(row->need[k] - row->least[k]) };
    out.count = 2;
    return out;
}

static jh_code add_cone(jh_cone *out, draft *d, size_t g, size_t k, jh_error *err)
{
    const jh_fill *f = d->s->fill;
    size_t count = f->first[g + 1] - f->first[g], at;
    jh_affine *rows = JH_NEW_ARRAY(d->s->room, jh_affine, count);

    if (!rows) return jh_no_memory(err);
    for (at = 0; at < count; at++) {
        size_t i = f->members[f->first[g] + at];
        rows[at] = affine_of(d, i, k, f->share[i] * (double)count);
    }
    *out = (jh_cone){ rows, count, f->level[g][k].slope };
    return JH_OK;
}

static jh_code add_cones(jh_programme *out, draft *d, jh_error *err)
{
    const jh_problem *p = d->s->problem;
    jh_cone *cones = JH_NEW_ARRAY(d->s->room, jh_cone, JH_PLAN_GROUPS * JH_PLAN_INDICATORS);
    jh_code rc = JH_OK;
    size_t g, k;

    if (!cones) return jh_no_memory(err);
    memset(d->s->cone, 0xff, sizeof d->s->cone);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++) {
            if (p->bit[k] < 0 || !(d->s->fill->level[g][k].slope > 0)) continue;
            d->s->cone[g][k] = (uint32_t)out->cone_count;
            rc = add_cone(&cones[out->cone_count++], d, g, k, err);
        }
    out->cones = cones;
    out->terms = d->terms;
    return rc;
}

/* ---- all of it ---- */

static double dearest(const jh_problem *p)
{
    double most = 1;
    size_t i;

    for (i = 0; i < JH_PLAN_TYPES; i++)
        if ((double)p->hire[i] > most) most = (double)p->hire[i];
    for (i = 0; i < p->bit_count; i++)
        if ((double)p->train[i] > most) most = (double)p->train[i];
    return most;
}

static jh_code take_room(draft *d, jh_staffing *s, jh_error *err)
{
    size_t members = s->problem->row_count;
    size_t columns = members * (JH_PLAN_TYPES * (1 + JH_PLAN_BITS) + 3 * JH_PLAN_INDICATORS)
                     + JH_PLAN_INDICATORS;
    size_t rows = members * (JH_PLAN_INDICATORS + 2 + 2 * JH_PLAN_TYPES) + 1;
    size_t entries = members * (JH_PLAN_INDICATORS * (JH_PLAN_TYPES + 6) + 8 * JH_PLAN_TYPES) + 1;

    *d = (draft){ .s = s };
    d->columns = JH_NEW_ARRAY(s->room, jh_span_of, columns);
    d->cost = JH_NEW_ARRAY(s->room, double, columns);
    d->rows = JH_NEW_ARRAY(s->room, jh_span_of, rows);
    d->start = JH_NEW_ARRAY(s->room, int32_t, rows + 1);
    d->index = JH_NEW_ARRAY(s->room, int32_t, entries);
    d->value = JH_NEW_ARRAY(s->room, double, entries);
    d->terms = JH_NEW_ARRAY(s->room, jh_term, 2 * members * JH_PLAN_INDICATORS + 1);
    s->at = JH_NEW_ARRAY(s->room, jh_staffing_row, s->problem->row_count);
    s->there = JH_NEW_ARRAY(s->room, uint8_t, 2 * s->problem->way_count + 1);
    return d->columns && d->cost && d->rows && d->start && d->index && d->value && d->terms && s->at
                   && s->there
               ? JH_OK
               : jh_no_memory(err);
}

/* The first basis: nobody moves, and what is spare today is spare. */
static jh_code begin_with_today(jh_staffing *s, jh_error *err)
{
    size_t count = 0, i, k;
    jh_basic *basic =
        JH_NEW_ARRAY(s->room, jh_basic, s->problem->row_count * JH_PLAN_INDICATORS + 1);

    if (!basic) return jh_no_memory(err);
    for (i = 0; i < s->problem->row_count; i++)
        for (k = 0; k < s->problem->indicator_count; k++)
            if (s->problem->bit[k] >= 0)
                basic[count++] = (jh_basic){ s->at[i].spare[k], s->at[i].need[k] };
    return jh_cone_begin_with(s->solver, basic, count, err);
}

jh_code jh_staffing_open(jh_staffing *s, jh_arena *room, const jh_fill *fill,
                         const jh_progress *progress, jh_error *err)
{
    jh_programme programme = { .progress = progress };
    draft d;
    jh_code rc;
    size_t i;

    *s = (jh_staffing){ .problem = fill->problem, .fill = fill, .room = room };
    s->types = 1U << s->problem->bit_count;
    s->money = dearest(s->problem) / 100;
    rc = take_room(&d, s, err);
    if (rc) return rc;
    for (i = 0; i < s->problem->row_count; i++) add_columns_of(&d, i);
    for (i = 0; i < s->problem->row_count; i++) add_rows_of(&d, i);
    for (i = 0; i < s->problem->indicator_count; i++)
        s->site_cost[i] =
            s->problem->bit[i] < 0 ? add_column(&d, 0, JH_INFINITE, s->money) : JH_NO_COLUMN;
    rc = add_cones(&programme, &d, err);
    if (rc) return rc;
    s->column_count = (uint32_t)d.column_count;
    programme.column_count = d.column_count;
    programme.columns = d.columns;
    programme.cost = d.cost;
    programme.rows = d.rows;
    programme.matrix = (jh_lines){ d.start, d.index, d.value, d.row_count };
    rc = jh_cone_open(&s->solver, room, &programme, err);
    if (!rc) rc = begin_with_today(s, err);
    return rc ? rc : jh_staffing_first_moves(s, err);
}

void jh_staffing_close(jh_staffing *staffing)
{
    jh_cone_close(staffing->solver);
}

jh_code jh_staffing_solve(jh_staffing *s, jh_error *err)
{
    bool added = true;
    jh_code rc = JH_OK;
    int round;

    for (round = 0; !rc && added && round < PRICING_ROUNDS; round++) {
        rc = jh_cone_solve(&s->optimum, s->solver, err);
        s->programmes++;
        if (rc || s->optimum.outcome == JH_STOPPED) return rc;
        rc = s->optimum.outcome == JH_OPTIMAL ? jh_staffing_ask(&added, s, err)
                                              : jh_staffing_ask_all(&added, s, err);
    }
    return rc;
}

/* ---- waivers ---- */

static void bound_column(jh_staffing *s, uint32_t column, double lower, double upper)
{
    if (column != JH_NO_COLUMN) jh_cone_bound(s->solver, column, (jh_span_of){ lower, upper });
}

void jh_staffing_allow(jh_staffing *s, size_t i, const unsigned *refused)
{
    size_t k;

    for (k = 0; k < s->problem->indicator_count; k++) {
        bool alone = !(refused[i] >> k & 1);
        bound_column(s, s->at[i].waive[k], 0, alone);
        if (s->at[i].pair[k] != JH_NO_COLUMN)
            bound_column(s, s->at[i].pair[k], 0, alone && !(refused[i + 1] >> k & 1));
    }
}

jh_code jh_staffing_cut_sites(size_t *row, jh_staffing *s, const jh_staffing_cut *cut,
                              jh_error *err)
{
    jh_term *terms = JH_NEW_ARRAY(s->room, jh_term, cut->saved_count + 1);
    size_t i;

    if (!terms) return jh_no_memory(err);
    for (i = 0; i < cut->saved_count; i++)
        terms[i] = (jh_term){ cut->saved[i].column, cut->saved[i].value / s->money };
    terms[i] = (jh_term){ s->site_cost[cut->indicator], 1 };
    return jh_cone_add_row(row, s->solver, &(jh_cone_row){ terms, i + 1, cut->least / s->money },
                           err);
}

/* ---- the optimum ---- */

static double column(const jh_staffing *s, uint32_t at)
{
    return at == JH_NO_COLUMN ? 0 : s->optimum.column[at];
}

double jh_staffing_share(const jh_staffing *s, uint32_t at)
{
    return column(s, at);
}

void jh_staffing_read(const jh_staffing *s, double (*persons)[JH_PLAN_TYPES])
{
    const jh_problem *p = s->problem;
    size_t i;
    unsigned t, b;

    for (i = 0; i < p->row_count; i++) {
        for (t = 0; t < JH_PLAN_TYPES; t++) persons[i][t] = (double)p->rows[i].today[t];
        for (t = 0; t < s->types; t++) {
            persons[i][t] += column(s, s->at[i].hire[t]);
            for (b = 0; b < p->bit_count; b++) {
                persons[i][t] -= column(s, s->at[i].train[t][b]);
                persons[i][t | 1U << b] += column(s, s->at[i].train[t][b]);
            }
        }
    }
    for (i = 0; i < s->move_count; i++) {
        double count = s->optimum.column[s->move_column[i]];
        persons[s->moves[i].from][s->moves[i].type] -= count;
        persons[s->moves[i].to][s->moves[i].type] += count;
    }
}
