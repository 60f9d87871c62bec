/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_timing.h"

/* Money that is not spent, of the programme's unit: its tolerance. */
static const double SPARE = 1e-6;

static size_t share_row(const jh_timing *x, size_t y)
{
    return x->years + 1 + y;
}

static size_t school_row(const jh_timing *x, size_t school)
{
    return 2 * x->years + 1 + school;
}

/* ---- rows ---- */

/* How many of the type, and of the need, the measure brings to the row. */
static int brings_type(const jh_dated *m, size_t row, unsigned type)
{
    int sum = 0;

    if (m->kind == JH_DATED_TRAIN)
        return m->at != row ? 0 : (type == (m->type | 1U << m->bit)) - (type == m->type);
    if (m->type != type) return 0;
    if (m->kind == JH_DATED_MOVE && m->from == row) sum--;
    return sum + (m->at == row);
}

static int brings(const jh_dated *m, size_t row, size_t need)
{
    if (m->kind == JH_DATED_TRAIN) return m->at == row && need == m->bit + 1;
    return jh_timing_serves(m->type, need) ? brings_type(m, row, m->type) : 0;
}

static uint32_t new_row(jh_timing *x, double least, double most)
{
    x->span[x->rows] = (jh_span_of){ least, most };
    return (uint32_t)x->rows++;
}

/* Every measure of the plan, in some year. */
static void add_measure_rows(jh_timing *x)
{
    size_t m;

    for (m = 0; m < x->measures; m++)
        (void)new_row(x, (double)x->pool[m].count, (double)x->pool[m].count);
}

/* The staff ends as the plan has it, whatever the ways there. */
static void add_kind_rows(jh_timing *x, size_t i)
{
    const jh_problem *p = x->w->p;
    const jh_plan_row *row = &p->rows[i];
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        jh_timing_kind *kind = &x->kind[i][t];
        double come = (double)(x->ask->plan->staff[i][t] - row->today[t]);
        kind->balance = new_row(x, come, come);
        kind->gone = new_row(x, -JH_INFINITE, (double)jh_problem_movable(p, i, t));
        for (b = 0; b < p->bit_count; b++)
            kind->trained[b] = new_row(x, -JH_INFINITE, (double)row->train_most[b]);
    }
}

/* How many of the need are there today, less those that can leave. */
static int64_t staying(const jh_timing *x, size_t i, size_t need)
{
    int64_t sum = 0;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++)
        if (jh_timing_serves(t, need))
            sum += x->w->p->rows[i].today[t] - jh_problem_movable(x->w->p, i, t);
    return sum;
}

static int64_t there_today(const jh_timing *x, size_t i, size_t need)
{
    int64_t sum = 0;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++)
        if (jh_timing_serves(t, need)) sum += x->w->p->rows[i].today[t];
    return sum;
}

/* Is anybody of the type trained? Else nobody can be too few: who leaves is counted. */
static bool is_trained(const jh_timing *x, size_t i, unsigned type)
{
    size_t m;

    for (m = 0; m < x->measures; m++)
        if (x->pool[m].kind == JH_DATED_TRAIN && x->pool[m].at == i && x->pool[m].type == type)
            return true;
    return false;
}

/* What the row asks for in the years: only where it could be too little. */
static void add_staff_rows(jh_timing *x, size_t i)
{
    int64_t lines[JH_YEARS_NEEDS], kept[JH_YEARS_NEEDS], today;
    int bit = jh_years_bit(x->w, x->ask->plan->waived[i]);
    size_t y, e, rows = x->w->p->row_count;
    unsigned t;

    jh_years_asked(lines, x->w, i, bit, true);
    jh_years_asked(kept, x->w, i, bit, false);
    for (y = 0; y + 1 < x->years; y++) {
        for (e = 0; e < JH_YEARS_NEEDS; e++) {
            today = there_today(x, i, e);
            x->need[y * rows + i][e] = staying(x, i, e) >= lines[e]
                                           ? JH_NO_ROW
                                           : new_row(x, (double)(kept[e] - today), JH_INFINITE);
        }
        for (t = 0; t < JH_PLAN_TYPES; t++)
            x->person[y * rows + i][t] =
                is_trained(x, i, t) ? new_row(x, -(double)x->w->p->rows[i].today[t], JH_INFINITE)
                                    : JH_NO_ROW;
    }
}

/* Money of the sites that waits for the end. */
static int64_t late_sites(const jh_timing *x)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < x->parts->count; i++) {
        const jh_dated *m = &x->parts->measures[i];
        if (m->kind == JH_DATED_STEPS && m->year) sum += m->count * m->cost;
    }
    return sum;
}

static void make_rows(jh_timing *x)
{
    const jh_years *years = x->w->years;
    double late = (double)late_sites(x) * (double)years->price[x->years - 1] / JH_PRICE_UNIT;
    double budget = 0, after;
    size_t y, i;

    for (y = 0; y < x->years; y++) {
        budget += (double)years->budget[y];
        after = y + 1 == x->years ? late : 0;
        x->span[y] = (jh_span_of){ -JH_INFINITE, (budget - after) / x->w->unit - SPARE };
        x->span[share_row(x, y)] = (jh_span_of){ (double)years->wanted[y], JH_INFINITE };
    }
    x->span[jh_timing_total_row(x)] =
        (jh_span_of){ -JH_INFINITE, ((double)x->ask->ceiling - late) / x->w->unit - SPARE };
    for (i = 0; i < x->schools; i++) x->span[school_row(x, i)] = (jh_span_of){ 1, 1 };
    x->rows = school_row(x, x->schools);
    if (!x->is_free) add_measure_rows(x);
    for (i = 0; x->is_free && i < x->w->p->row_count; i++) add_kind_rows(x, i);
    for (i = 0; i < x->w->p->row_count; i++) add_staff_rows(x, i);
}

/* ---- columns ---- */

static jh_code begin_columns(jh_timing *x, size_t count)
{
    /* Of a school: of two rows; of a measure: of two rows and their types. */
    size_t of_one = 2 * x->years + 5 + 2 * x->years * (JH_YEARS_NEEDS + 2), all = x->count + count;

    x->added = x->entries = 0;
    x->start = JH_NEW_ARRAY(x->room, int32_t, count + 1);
    x->index = JH_NEW_ARRAY(x->room, int32_t, count * of_one + 1);
    x->value = JH_NEW_ARRAY(x->room, double, count *of_one + 1);
    x->cost = JH_NEW_ARRAY(x->room, double, count + 1);
    x->column = jh_grow(x->room, x->column, &x->column_room, all + 1, sizeof *x->column);
    return x->start && x->index && x->value && x->cost && x->column ? JH_OK : jh_no_memory(x->err);
}

static jh_code send(jh_timing *x)
{
    const jh_lines matrix = { x->start, x->index, x->value, x->added };

    return jh_cone_add_columns(x->solver, &matrix, x->column + x->count - x->added, x->cost,
                               x->err);
}

static void put(jh_timing *x, size_t row, double value)
{
    if (value == 0) return;
    x->index[x->entries] = (int32_t)row;
    x->value[x->entries++] = value;
}

static void end(jh_timing *x, double most, double cost)
{
    x->column[x->count++] = (jh_span_of){ 0, most };
    x->cost[x->added++] = cost;
    x->start[x->added] = (int32_t)x->entries;
}

static void put_money(jh_timing *x, size_t year, int64_t cost)
{
    double money = (double)cost / x->w->unit * (double)x->w->years->price[year] / JH_PRICE_UNIT;
    size_t y;

    for (y = year; y < x->years; y++) put(x, y, money);
    put(x, jh_timing_total_row(x), money);
}

/* What the measure changes in the row from the year on. */
static void put_staff(jh_timing *x, const jh_dated *m, size_t year, size_t row)
{
    size_t y, e, t;

    for (y = year; y + 1 < x->years; y++) {
        size_t at = y * x->w->p->row_count + row;
        for (e = 0; e < JH_YEARS_NEEDS; e++)
            if (x->need[at][e] != JH_NO_ROW) put(x, x->need[at][e], brings(m, row, e));
        for (t = 0; t < JH_PLAN_TYPES; t++)
            if (x->person[at][t] != JH_NO_ROW)
                put(x, x->person[at][t], brings_type(m, row, (unsigned)t));
    }
}

static void put_kinds(jh_timing *x, const jh_dated *m)
{
    const jh_timing_kind *kind = &x->kind[m->at][m->type];

    if (m->kind == JH_DATED_TRAIN) {
        put(x, kind->balance, -1);
        put(x, x->kind[m->at][m->type | 1U << m->bit].balance, 1);
        put(x, kind->trained[m->bit], 1);
        return;
    }
    put(x, kind->balance, 1);
    if (m->kind == JH_DATED_HIRE) return;
    put(x, x->kind[m->from][m->type].balance, -1);
    put(x, x->kind[m->from][m->type].gone, 1);
}

static void add_measure(jh_timing *x, size_t at, size_t year)
{
    const jh_dated *m = &x->pool[at];

    put_money(x, year, m->cost);
    if (x->is_free)
        put_kinds(x, m);
    else
        put(x, school_row(x, x->schools) + at, 1);
    put_staff(x, m, year, m->at);
    if (m->kind == JH_DATED_MOVE) put_staff(x, m, year, m->from);
    end(x, JH_INFINITE, 0);
}

/* From measure `first` of the pool on. */
jh_code jh_timing_add(jh_timing *x, size_t first)
{
    jh_code rc = begin_columns(x, (x->measures - first) * x->years);
    size_t m, y;

    for (m = first; !rc && m < x->measures; m++)
        for (y = 0; y < x->years; y++) add_measure(x, m, y);
    return rc ? rc : send(x);
}

/* From its year on the school's rows ask for their lines, not only for what they keep. */
static void add_school(jh_timing *x, size_t school, size_t year)
{
    const jh_years_school *s = &x->w->schools[school];
    int64_t lines[JH_YEARS_NEEDS], kept[JH_YEARS_NEEDS];
    size_t y, i, e;

    put_money(x, year, x->parts->sites[school]);
    for (y = year; y < x->years; y++) put(x, share_row(x, y), 1);
    put(x, school_row(x, school), 1);
    for (i = s->first; i < s->first + s->rows; i++) {
        int bit = jh_years_bit(x->w, x->ask->plan->waived[i]);
        jh_years_asked(lines, x->w, i, bit, true);
        jh_years_asked(kept, x->w, i, bit, false);
        for (y = year; y + 1 < x->years; y++)
            for (e = 0; e < JH_YEARS_NEEDS; e++) {
                uint32_t row = x->need[y * x->w->p->row_count + i][e];
                if (row != JH_NO_ROW) put(x, row, (double)(kept[e] - lines[e]));
            }
    }
    end(x, 1, -(double)s->pupils * (double)(x->years - year) / x->heads);
}

static jh_code open_programme(jh_timing *x)
{
    const jh_span_of nothing = { 0, 0 };
    double free = 0;
    jh_programme programme = {
        .column_count = 1, .columns = &nothing, .cost = &free, .progress = x->ask->progress
    };
    int32_t *start = JH_NEW_ARRAY(x->room, int32_t, x->rows + 1);
    size_t i, y;
    jh_code rc;

    if (!start) return jh_no_memory(x->err);
    programme.rows = x->span;
    programme.matrix = (jh_lines){ start, NULL, NULL, x->rows };
    rc = jh_cone_open(&x->solver, x->room, &programme, x->err);
    if (!rc) rc = begin_columns(x, x->schools * x->years);
    if (rc) return rc;
    for (i = 0; i < x->schools; i++)
        for (y = 0; y < x->years; y++) add_school(x, i, y);
    rc = send(x);
    return rc ? rc : jh_timing_add(x, 0);
}

/* ---- all of it ---- */

/* The staff's measures of the plan; what comes at first and what waits are one. */
static jh_code fill_pool(jh_timing *x)
{
    const jh_years_parts *parts = x->parts;
    size_t i, m;

    x->pool = JH_NEW_ARRAY(x->room, jh_dated, parts->count + 1);
    x->pool_room = parts->count + 1;
    if (!x->pool) return jh_no_memory(x->err);
    for (i = 0; i < parts->count; i++) {
        const jh_dated *one = &parts->measures[i];
        if (one->kind == JH_DATED_STEPS) continue;
        for (m = 0; m < x->measures; m++) {
            const jh_dated *other = &x->pool[m];
            if (other->kind == one->kind && other->at == one->at && other->from == one->from
                && other->type == one->type && other->bit == one->bit)
                break;
        }
        if (m < x->measures)
            x->pool[m].count += one->count;
        else
            x->pool[x->measures++] = *one;
    }
    return JH_OK;
}

static jh_code take_room(jh_timing *x)
{
    size_t rows = x->w->p->row_count, years = x->years;
    size_t spans = 2 * years + 1 + x->schools + rows * JH_PLAN_TYPES * (2 + JH_PLAN_BITS)
                   + years * rows * (JH_YEARS_NEEDS + JH_PLAN_TYPES);

    x->kind = jh_alloc(x->room, rows, sizeof *x->kind);
    x->need = jh_alloc(x->room, years * rows, sizeof *x->need);
    x->person = jh_alloc(x->room, years * rows, sizeof *x->person);
    x->span = JH_NEW_ARRAY(x->room, jh_span_of, spans);
    if (!x->kind || !x->need || !x->person || !x->span) return jh_no_memory(x->err);
    return JH_OK;
}

/* Room, and a programme of the plan's measures that is not solved yet; false: it would be too large
 * for what it wins. */
jh_code jh_timing_begin(jh_timing *x, bool *fits)
{
    jh_code rc = take_room(x);

    if (!rc) rc = fill_pool(x);
    *fits = !rc && x->measures * x->years * x->years <= JH_TIMING_MOST;
    if (rc || !*fits) return rc;
    make_rows(x);
    return open_programme(x);
}

jh_timing jh_timing_of(const jh_years_work *w, const jh_years_parts *parts,
                       const jh_years_timing_ask *ask, jh_error *err)
{
    jh_timing x = { .w = w,
                    .parts = parts,
                    .ask = ask,
                    .years = w->years->count,
                    .schools = w->school_count,
                    .err = err };
    size_t i;

    for (i = 0; i < x.schools; i++) x.heads += (double)w->schools[i].pupils;
    x.heads = x.heads * (double)x.years / 100;
    return x;
}
