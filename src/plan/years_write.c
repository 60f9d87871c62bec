/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"

#include <stdlib.h>
#include <string.h>

typedef struct writing {
    const jh_years_work *w;
    jh_dated *measures;
    size_t count, room;
    jh_arena *keep;
} writing;

static int64_t spent_in(const writing *x, uint32_t year)
{
    int64_t base = 0;
    size_t i;

    for (i = 0; i < x->count; i++)
        if (x->measures[i].year == year) base += x->measures[i].count * x->measures[i].cost;
    return jh_years_money(base, x->w->years->price[year]);
}

/* ---- ahead of time ---- */

/* What is left over in every year from `from` to before `to`. */
static int64_t left_over(const writing *x, uint32_t from, uint32_t to)
{
    const jh_years *years = x->w->years;
    int64_t left = 0, least = INT64_MAX;
    uint32_t y;

    for (y = 0; y < to; y++) {
        left += years->budget[y] - spent_in(x, y);
        if (y >= from && left < least) least = left;
    }
    return least - 1; /* for the rounding up of a year's sum */
}

/* Things and new staff can be had before a school passes; who moves or is trained, may not be there
 * yet. */
static bool can_be_ahead(const writing *x, const jh_dated *measure, uint32_t year)
{
    return measure->year > year && measure->cost > 0
           && (measure->kind == JH_DATED_STEPS || measure->kind == JH_DATED_HIRE)
           && x->w->years->price[year] < x->w->years->price[measure->year];
}

static jh_code bring_ahead(writing *x, uint32_t year, jh_error *err)
{
    size_t i, count = x->count;

    for (i = 0; i < count; i++) {
        jh_dated *measure = &x->measures[i], *more;
        int64_t most;
        if (!can_be_ahead(x, measure, year)) continue;
        most = left_over(x, year, measure->year);
        if (most <= 0) continue;
        most = (int64_t)((__int128)most * JH_PRICE_UNIT
                         / ((__int128)measure->cost * x->w->years->price[year]));
        if (most > measure->count) most = measure->count;
        if (!most) continue;
        more = jh_grow(x->keep, x->measures, &x->room, x->count + 1, sizeof *more);
        if (!more) return jh_no_memory(err);
        x->measures = more;
        more[x->count] = more[i];
        more[x->count].count = most;
        more[x->count++].year = year;
        more[i].count -= most;
    }
    return JH_OK;
}

/* ---- sums ---- */

static int by_year(const void *a, const void *b)
{
    const jh_dated *x = a, *y = b;

    if (x->year != y->year) return x->year < y->year ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->type != y->type) return x->type < y->type ? -1 : 1;
    return (x->bit > y->bit) - (x->bit < y->bit);
}

static bool is_same(const jh_dated *a, const jh_dated *b)
{
    return by_year(a, b) == 0;
}

static void tidy(writing *x)
{
    size_t kept = 0, i;

    if (x->count) qsort(x->measures, x->count, sizeof *x->measures, by_year);
    for (i = 0; i < x->count; i++) {
        if (!x->measures[i].count) continue;
        if (kept && is_same(&x->measures[kept - 1], &x->measures[i]))
            x->measures[kept - 1].count += x->measures[i].count;
        else
            x->measures[kept++] = x->measures[i];
    }
    x->count = kept;
}

static void add_up(jh_years_plan *out, const writing *x, const uint32_t *year)
{
    const jh_years *years = x->w->years;
    int64_t left = 0;
    size_t i;
    uint32_t y;

    out->cost = out->pupil_years = 0;
    memset(out->passing, 0, sizeof out->passing);
    memset(out->extra, 0, sizeof out->extra);
    for (y = 0; y < years->count; y++) {
        out->spent[y] = spent_in(x, y);
        out->cost += out->spent[y];
        left += years->budget[y] - out->spent[y];
        if (left < 0) out->extra[y] = -left;
        if (left < 0) left = 0;
        for (i = 0; i < x->w->school_count; i++) {
            if (year[i] > y) continue;
            out->passing[y]++;
            out->pupil_years += x->w->schools[i].pupils;
        }
    }
}

static jh_code finish(jh_years_plan *out, writing *x, const uint32_t *year, bool fits,
                      jh_error *err)
{
    size_t schools = x->w->school_count;
    uint32_t *kept = JH_NEW_ARRAY(x->keep, uint32_t, schools);
    jh_code rc = kept ? JH_OK : jh_no_memory(err);
    uint32_t y;

    for (y = 0; !rc && fits && y + 1 < x->w->years->count; y++) rc = bring_ahead(x, y, err);
    if (rc) return rc;
    memcpy(kept, year, schools * sizeof *kept);
    tidy(x);
    add_up(out, x, kept);
    out->year = kept;
    out->measures = x->measures;
    out->measure_count = x->count;
    return JH_OK;
}

jh_code jh_years_write(jh_years_plan *out, const jh_years_work *w, const jh_years_parts *parts,
                       const jh_years_fit *fit, jh_error *err)
{
    writing x = { .w = w, .keep = w->keep, .room = parts->count + 1 };
    size_t i;

    x.measures = JH_NEW_ARRAY(w->keep, jh_dated, x.room);
    if (!x.measures) return jh_no_memory(err);
    for (i = 0; i < parts->count; i++) {
        const jh_dated *measure = &parts->measures[i];
        bool is_site = measure->kind == JH_DATED_STEPS;
        x.measures[x.count] = *measure;
        x.measures[x.count++].year = measure->year ? (uint32_t)w->years->count - 1
                                     : is_site     ? fit->year[w->school_of[parts->row[i]]]
                                                   : fit->staff[parts->row[i]];
    }
    return finish(out, &x, fit->year, !fit->lacking, err);
}

jh_code jh_years_write_timed(jh_years_plan *out, const jh_years_work *w,
                             const jh_years_timing *timing, jh_error *err)
{
    writing x = { .w = w, .keep = w->keep, .room = timing->count + 1, .count = timing->count };

    x.measures = JH_NEW_ARRAY(w->keep, jh_dated, x.room);
    if (!x.measures) return jh_no_memory(err);
    memcpy(x.measures, timing->measures, timing->count * sizeof *x.measures);
    return finish(out, &x, timing->year, true, err);
}
