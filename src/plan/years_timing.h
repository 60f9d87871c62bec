/* years_timing.h: a plan's measures of staff over the years as a linear programme.
 * Takes   a plan in its parts, money, shares and a ceiling.
 * Gives   the programme: how much of each measure in which year, how much of each school.
 * Never   leaves this room; believes that what it says of persons is whole.
 * Method  docs/methods/years.md, "Persons in years of their own"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_YEARS_TIMING_H
#define JH_PLAN_YEARS_TIMING_H

#include "plan/years_work.h"
#include "solve/cone.h"

#define JH_NO_ROW UINT32_MAX
/* Of measures, by year × years: beyond it the programme would take too long. */
enum { JH_TIMING_MOST = 200000 };

/* Rows of the staff of one row and type: what comes of it in all, who may leave, who is trained. */
typedef struct jh_timing_kind {
    uint32_t balance, gone, trained[JH_PLAN_BITS];
} jh_timing_kind;

/* Rows: money by year, money in all, shares by year, schools; of staff by type; then, for every
 * year but the last, what rows ask for and persons of a type. Columns: nothing; schools by year;
 * measures by year. */
typedef struct jh_timing {
    const jh_years_work *w;
    const jh_years_parts *parts;
    const jh_years_timing_ask *ask;
    jh_arena *room;
    jh_cone_solver *solver;
    jh_optimum optimum;
    size_t years, schools, rows;
    bool is_free;   /* the ways may be others; else every measure of the plan comes in some year */
    jh_dated *pool; /* measures of staff */
    size_t measures, pool_room;
    jh_timing_kind (*kind)[JH_PLAN_TYPES]; /* [row] */
    uint32_t (*need)[JH_YEARS_NEEDS];      /* [year × row] */
    uint32_t (*person)[JH_PLAN_TYPES];     /* likewise */
    jh_span_of *span, *column;             /* of rows; of columns, as they are now */
    size_t column_room;
    int32_t *start, *index; /* of the columns that are added now */
    double *value, *cost;
    size_t count, added, entries;
    double heads;
    jh_error *err;
} jh_timing;

/* Close the solver and release the room, also when a call fails. */
jh_timing jh_timing_of(const jh_years_work *work, const jh_years_parts *parts,
                       const jh_years_timing_ask *ask, jh_error *err);
/* The programme of the plan's measures, not solved yet. *fits = false: it would be too large. */
JH_MUST_CHECK jh_code jh_timing_begin(jh_timing *timing, bool *fits);
/* Columns of the measures of the pool from `first` on. */
JH_MUST_CHECK jh_code jh_timing_add(jh_timing *timing, size_t first);

/* ---- where things stand ---- */

static inline size_t jh_timing_total_row(const jh_timing *x)
{
    return x->years;
}

static inline size_t jh_timing_school(const jh_timing *x, size_t school, size_t y)
{
    return 1 + school * x->years + y;
}

static inline size_t jh_timing_measure(const jh_timing *x, size_t m, size_t y)
{
    return jh_timing_school(x, x->schools, 0) + m * x->years + y;
}

static inline double jh_timing_value(const jh_timing *x, size_t column)
{
    return x->optimum.column[column];
}

/* Is a person of the type one of those whom the need counts? 0: all. */
static inline bool jh_timing_serves(unsigned type, size_t need)
{
    return !need || type >> (need - 1) & 1;
}

#endif
