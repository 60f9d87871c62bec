/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rational.h"
#include "plan/years_work.h"

#include <stdlib.h>
#include <string.h>

/* What a row may lack at first and still pass, when everybody who leaves has left. */
typedef struct spare {
    int64_t all, bit[JH_PLAN_BITS];
    int64_t type[JH_PLAN_TYPES]; /* persons who are there at the end */
} spare;

typedef struct splitting {
    const jh_years_work *w;
    const jh_plan *plan;
    jh_years_parts *out;
    jh_dated *staff; /* incoming measures of all rows, in no order */
    size_t staff_count;
} splitting;

static int by_way(const void *a, const void *b)
{
    const jh_plan_way *x = a, *y = b;

    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static int64_t way_cost(const jh_problem *p, const jh_plan_move *move)
{
    jh_plan_way key = { move->from < move->to ? move->from : move->to,
                        move->from < move->to ? move->to : move->from, 0 };
    const jh_plan_way *found = bsearch(&key, p->ways, p->way_count, sizeof key, by_way);

    return found ? found->cost : 0;
}

static void put(splitting *x, jh_dated measure, uint32_t row, bool waits)
{
    jh_years_parts *out = x->out;

    if (!measure.count) return;
    measure.year = waits;
    out->row[out->count] = row;
    out->measures[out->count++] = measure;
    if (waits)
        out->late += measure.count * measure.cost;
    else if (measure.kind == JH_DATED_STEPS)
        out->sites[x->w->school_of[row]] += measure.count * measure.cost;
    else
        out->staff[row] += measure.count * measure.cost;
}

/* ---- sites ---- */

static void split_sites(splitting *x, size_t i)
{
    const jh_problem *p = x->w->p;
    size_t k, j;

    for (k = 0; k < p->indicator_count; k++) {
        uint32_t site = p->rows[i].site[k];
        int64_t low = 0, one;
        jh_dated measure = { .kind = JH_DATED_STEPS, .at = site };
        if (site == JH_NO_SITE || (i && p->rows[i - 1].site[k] == site)) continue;
        for (j = i; j < p->row_count && j < i + JH_PLAN_SCHOOL_ROWS; j++) {
            if (p->rows[j].site[k] != site) continue;
            one = x->plan->waived[j] == (int)k ? p->rows[j].least[k] : p->rows[j].need[k];
            if (one > low) low = one;
        }
        measure.cost = p->sites[site].cost;
        measure.count = low;
        put(x, measure, (uint32_t)i, false);
        measure.count = x->plan->steps[site] - low;
        put(x, measure, (uint32_t)i, true);
    }
}

/* ---- staff ---- */

static void gather_staff(splitting *x)
{
    const jh_problem *p = x->w->p;
    const jh_plan *plan = x->plan;
    size_t i;
    uint32_t t;

    for (i = 0; i < plan->move_count; i++)
        x->staff[x->staff_count++] = (jh_dated){ .kind = JH_DATED_MOVE,
                                                 .at = plan->moves[i].to,
                                                 .from = plan->moves[i].from,
                                                 .type = plan->moves[i].type,
                                                 .count = plan->moves[i].count,
                                                 .cost = way_cost(p, &plan->moves[i]) };
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++)
            if (plan->hires[i][t])
                x->staff[x->staff_count++] = (jh_dated){ .kind = JH_DATED_HIRE,
                                                         .at = (uint32_t)i,
                                                         .type = t,
                                                         .count = plan->hires[i][t],
                                                         .cost = p->hire[t] };
    for (i = 0; i < plan->training_count; i++)
        x->staff[x->staff_count++] = (jh_dated){ .kind = JH_DATED_TRAIN,
                                                 .at = plan->trainings[i].row,
                                                 .type = plan->trainings[i].type,
                                                 .bit = plan->trainings[i].bit,
                                                 .count = plan->trainings[i].count,
                                                 .cost = p->train[plan->trainings[i].bit] };
}

/* The dearest first: they wait if they can. */
static int by_row_and_cost(const void *a, const void *b)
{
    const jh_dated *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->cost != y->cost) return x->cost > y->cost ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->type != y->type) return x->type < y->type ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->bit > y->bit) - (x->bit < y->bit);
}

static void find_spare(spare *out, const splitting *x, size_t i)
{
    const jh_problem *p = x->w->p;
    const jh_plan_row *row = &p->rows[i];
    size_t k;
    unsigned t;

    *out = (spare){ .all = -row->staff_least };
    for (t = 0; t < JH_PLAN_TYPES; t++) {
        out->type[t] = x->plan->staff[i][t];
        out->all += out->type[t];
    }
    for (k = 0; k < JH_PLAN_BITS; k++) out->bit[k] = jh_staff_with(x->plan->staff[i], (int)k);
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0)
            out->bit[p->bit[k]] -= x->plan->waived[i] == (int)k ? row->least[k] : row->need[k];
}

static int64_t least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* How many of the measure can wait; they are taken off what is to spare. */
static int64_t waiting(spare *s, const jh_dated *measure, unsigned bits)
{
    bool trains = measure->kind == JH_DATED_TRAIN;
    unsigned type = trains ? measure->type | 1U << measure->bit : measure->type, b;
    unsigned counts = trains ? 1U << measure->bit : type;
    int64_t most = least_of(measure->count, s->type[type]);

    if (!trains) most = least_of(most, s->all);
    for (b = 0; b < bits; b++)
        if (counts >> b & 1) most = least_of(most, s->bit[b]);
    if (most <= 0) return 0;
    s->type[type] -= most;
    if (!trains) s->all -= most;
    for (b = 0; b < bits; b++)
        if (counts >> b & 1) s->bit[b] -= most;
    return most;
}

static void split_staff(splitting *x)
{
    spare s = { 0 };
    size_t i;

    if (x->staff_count) qsort(x->staff, x->staff_count, sizeof *x->staff, by_row_and_cost);
    for (i = 0; i < x->staff_count; i++) {
        jh_dated measure = x->staff[i];
        int64_t later;
        if (!i || measure.at != x->staff[i - 1].at) find_spare(&s, x, measure.at);
        later = waiting(&s, &measure, (unsigned)x->w->p->bit_count);
        measure.count -= later;
        put(x, measure, measure.at, false);
        measure.count = later;
        put(x, measure, measure.at, true);
    }
}

/* ---- rows that must not give before they get ---- */

/* Would the row have too few if all that leave with others' first measures had left? */
static bool must_get_first(const splitting *x, size_t i)
{
    const jh_years_parts *parts = x->out;
    int bit = jh_years_bit(x->w, x->plan->waived[i]);
    int64_t least[JH_YEARS_NEEDS], left[JH_YEARS_NEEDS] = { 0 };
    size_t m, e;
    unsigned t;

    jh_years_asked(least, x->w, i, bit, false);
    for (t = 0; t < JH_PLAN_TYPES; t++) {
        left[0] += x->w->p->rows[i].today[t];
        for (e = 1; e < JH_YEARS_NEEDS; e++)
            if (t >> (e - 1) & 1) left[e] += x->w->p->rows[i].today[t];
    }
    for (m = 0; m < parts->count; m++) {
        const jh_dated *measure = &parts->measures[m];
        if (measure->kind != JH_DATED_MOVE || measure->from != i || measure->year) continue;
        left[0] -= measure->count;
        for (e = 1; e < JH_YEARS_NEEDS; e++)
            if (measure->type >> (e - 1) & 1) left[e] -= measure->count;
    }
    for (e = 0; e < JH_YEARS_NEEDS; e++)
        if (left[e] < least[e]) return true;
    return false;
}

static jh_code find_takers(splitting *x, jh_error *err)
{
    jh_years_parts *out = x->out;
    size_t rows = x->w->p->row_count, count = 0, i, m;

    out->taker = JH_NEW_ARRAY(x->w->room, size_t, rows + 1);
    out->takers = JH_NEW_ARRAY(x->w->room, uint32_t, out->count + 1);
    if (!out->taker || !out->takers) return jh_no_memory(err);
    for (i = 0; i < rows; i++) {
        out->taker[i] = count;
        if (!must_get_first(x, i)) continue;
        for (m = 0; m < out->count; m++)
            if (out->measures[m].kind == JH_DATED_MOVE && out->measures[m].from == i
                && !out->measures[m].year)
                out->takers[count++] = out->measures[m].at;
    }
    out->taker[rows] = count;
    return JH_OK;
}

jh_code jh_years_split(jh_years_parts *out, const jh_years_work *w, const jh_plan *plan,
                       jh_error *err)
{
    const jh_problem *p = w->p;
    splitting x = { .w = w, .plan = plan, .out = out };
    size_t most =
        plan->move_count + plan->training_count + p->row_count * JH_PLAN_TYPES + p->site_count;
    size_t i;

    *out = (jh_years_parts){ .measures = JH_NEW_ARRAY(w->room, jh_dated, 2 * most + 1),
                             .row = JH_NEW_ARRAY(w->room, uint32_t, 2 * most + 1),
                             .sites = JH_NEW_ARRAY(w->room, int64_t, w->school_count),
                             .staff = JH_NEW_ARRAY(w->room, int64_t, p->row_count) };
    x.staff = JH_NEW_ARRAY(w->room, jh_dated, most + 1);
    if (!out->measures || !out->row || !out->sites || !out->staff || !x.staff)
        return jh_no_memory(err);
    for (i = 0; i < p->row_count; i++) split_sites(&x, i);
    gather_staff(&x);
    split_staff(&x);
    return find_takers(&x, err);
}
