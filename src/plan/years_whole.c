/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_timing.h"

#include <math.h>
#include <string.h>

/* Programmes in all, before neighbourhoods, in each of them; how deep; of a hundred schools those
 * that are open in a neighbourhood. */
enum {
    PROGRAMMES_MOST = 400,
    PROGRAMMES_FIRST = 100,
    PROGRAMMES_ROUND = 40,
    DEEPEST = 400,
    OPEN_PERCENT = 15
};
/* How far from whole is whole. */
static const double WHOLE = 1e-6;

/* A column that was not whole, and where it is now: first on one side, then on the other. */
typedef struct split {
    uint32_t column;
    jh_span_of before, second;
    bool is_second;
} split;

typedef struct whole {
    jh_timing t;
    split *splits;
    size_t depth, left; /* left: programmes */
    uint32_t *at;       /* [school] year in the best so far */
    int64_t best;       /* pupil-years */
    bool is_seen;       /* every side of every split was seen */
    jh_years_timing *out;
} whole;

static bool is_whole(double value)
{
    return fabs(value - nearbyint(value)) <= WHOLE;
}

/* The school and year that are nearest to being said, else the first measure; 0 = all is whole. */
static uint32_t find_split(const whole *x)
{
    size_t first = jh_timing_measure(&x->t, 0, 0), best = 0, i;

    for (i = 1; i < first; i++)
        if (!is_whole(jh_timing_value(&x->t, i))
            && (!best || jh_timing_value(&x->t, i) > jh_timing_value(&x->t, best)))
            best = i;
    for (i = first; !best && i < 1 + x->t.count; i++)
        if (!is_whole(jh_timing_value(&x->t, i))) best = i;
    return (uint32_t)best;
}

static void bound(whole *x, uint32_t column, jh_span_of span)
{
    x->t.column[column - 1] = span;
    jh_cone_bound(x->t.solver, column, span);
}

/* More of it first: the school in that year, the persons earlier. */
static void go_down(whole *x, uint32_t column)
{
    jh_span_of before = x->t.column[column - 1];
    double value = jh_timing_value(&x->t, column);

    x->splits[x->depth++] = (split){ column, before, { before.lower, floor(value) }, false };
    bound(x, column, (jh_span_of){ ceil(value), before.upper });
}

/* false: every side of every split was seen. */
static bool go_on(whole *x)
{
    while (x->depth) {
        split *last = &x->splits[x->depth - 1];
        if (!last->is_second) {
            last->is_second = true;
            bound(x, last->column, last->second);
            return true;
        }
        bound(x, last->column, last->before);
        x->depth--;
    }
    return false;
}

/* ---- what was found ---- */

static void keep_measure(whole *x, const jh_dated *measure, size_t year, int64_t count)
{
    jh_dated *out = &x->out->measures[x->out->count];

    if (count <= 0) return;
    *out = *measure;
    out->year = (uint32_t)year;
    out->count = count;
    x->out->count++;
}

static void keep(whole *x)
{
    size_t i, y, m;

    for (x->best = 0, i = 0; i < x->t.schools; i++)
        for (y = 0; y < x->t.years; y++)
            if (jh_timing_value(&x->t, jh_timing_school(&x->t, i, y)) > 0.5) {
                x->at[i] = x->out->year[i] = (uint32_t)y;
                x->best += x->t.w->schools[i].pupils * (int64_t)(x->t.years - y);
            }
    for (x->out->count = 0, i = 0; i < x->t.parts->count; i++) {
        const jh_dated *measure = &x->t.parts->measures[i];
        if (measure->kind == JH_DATED_STEPS)
            keep_measure(x, measure,
                         measure->year ? x->t.years - 1
                                       : x->out->year[x->t.w->school_of[x->t.parts->row[i]]],
                         measure->count);
    }
    for (m = 0; m < x->t.measures; m++)
        for (y = 0; y < x->t.years; y++)
            keep_measure(x, &x->t.pool[m], y,
                         llround(jh_timing_value(&x->t, jh_timing_measure(&x->t, m, y))));
    x->out->found = true;
}

/* Can there be one with more pupil-years below? They are whole. */
static bool is_hopeful(const whole *x)
{
    return x->t.optimum.outcome == JH_OPTIMAL
           && -x->t.optimum.cost * x->t.heads >= (double)x->best + 1 - WHOLE;
}

/* Depth first, so many programmes of those that are left. */
static jh_code search(whole *x, size_t most)
{
    uint32_t column;
    bool more = true;
    jh_code rc = JH_OK;

    for (x->depth = 0; more && most && x->left; most--, x->left--) {
        rc = jh_cone_solve(&x->t.optimum, x->t.solver, x->t.err);
        if (rc || x->t.optimum.outcome == JH_STOPPED) break;
        column = is_hopeful(x) ? find_split(x) : 0;
        if (is_hopeful(x) && !column) keep(x);
        if (column && x->depth < DEEPEST)
            go_down(x, column);
        else
            more = go_on(x);
    }
    x->is_seen = !more;
    while (x->depth) {
        const split *last = &x->splits[--x->depth];
        bound(x, last->column, last->before);
    }
    return rc;
}

/* Some of the schools, others in every round: a hash. */
static bool is_open(size_t school, size_t round)
{
    uint64_t z = (school + 1) * UINT64_C(0x9E3779B97F4A7C15) + round * UINT64_C(0xBF58476D1CE4E5B9);

    z = (z ^ (z >> 31)) * UINT64_C(0x94D049BB133111EB);
    return (z >> 33) % 100 < OPEN_PERCENT;
}

/* The schools that are not open stay where they are in the best so far. */
static void hold(whole *x, size_t round)
{
    size_t i, y;

    for (i = 0; i < x->t.schools; i++)
        for (y = 0; y < x->t.years; y++) {
            double is = x->at[i] == y;
            bound(x, (uint32_t)jh_timing_school(&x->t, i, y),
                  is_open(i, round) ? (jh_span_of){ 0, 1 } : (jh_span_of){ is, is });
        }
}

/* What the programme says as it is, then neighbourhoods of the best so far. */
static jh_code improve(whole *x)
{
    size_t round;
    jh_code rc = search(x, PROGRAMMES_FIRST);

    if (x->is_seen) return rc;
    for (round = 0; !rc && x->left && x->t.optimum.outcome != JH_STOPPED; round++) {
        hold(x, round);
        rc = search(x, PROGRAMMES_ROUND);
    }
    return rc;
}

/* ---- all of it ---- */

static jh_code take_room(whole *x, jh_arena *room, jh_error *err)
{
    const jh_years_work *w = x->t.w;
    size_t most = x->t.parts->count * (x->t.years + 1) + 1;

    x->t.room = room;
    x->splits = JH_NEW_ARRAY(room, split, DEEPEST);
    x->at = JH_NEW_ARRAY(room, uint32_t, x->t.schools);
    *x->out = (jh_years_timing){ .year = JH_NEW_ARRAY(w->room, uint32_t, x->t.schools),
                                 .measures = JH_NEW_ARRAY(w->room, jh_dated, most) };
    if (!x->splits || !x->at || !x->out->year || !x->out->measures) return jh_no_memory(err);
    memcpy(x->at, x->t.ask->year, x->t.schools * sizeof *x->at);
    return JH_OK;
}

jh_code jh_years_time(jh_years_timing *out, const jh_years_work *w, const jh_years_parts *parts,
                      const jh_years_timing_ask *ask, jh_error *err)
{
    whole x = { .t = jh_timing_of(w, parts, ask, err),
                .left = PROGRAMMES_MOST,
                .best = ask->above,
                .out = out };
    jh_arena room;
    bool fits = false;
    jh_code rc;

    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = take_room(&x, &room, err);
    if (!rc) rc = jh_timing_begin(&x.t, &fits);
    if (!rc && fits) rc = improve(&x);
    out->stopped = x.t.optimum.outcome == JH_STOPPED;
    jh_cone_close(x.t.solver);
    jh_arena_release(&room);
    return rc;
}
