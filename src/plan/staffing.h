/* staffing.h: the cheapest moves, hires and trainings, in fractions.
 * Takes   a finished problem, waivers or the freedom to choose them, and cuts of what sites cost.
 * Gives   staff by row and type, what a person is worth where, and prices of the coefficients.
 * Never   rounds; leaves this room.
 * Method  docs/methods/plan.md, "Staff": a linear programme in what changes, so that doing nothing
 *         is its first basis; further columns and rows come in as they are asked for
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_STAFFING_H
#define JH_PLAN_STAFFING_H

#include "plan/fill.h"
#include "solve/cone.h"

#define JH_NO_COLUMN UINT32_MAX

/* Columns and rows of one row of the problem; JH_NO_COLUMN where there is none, or none yet. */
typedef struct jh_staffing_row {
    uint32_t hire[JH_PLAN_TYPES], train[JH_PLAN_TYPES][JH_PLAN_BITS];
    uint32_t waive[JH_PLAN_INDICATORS], spare[JH_PLAN_INDICATORS];
    uint32_t pair[JH_PLAN_INDICATORS]; /* column: this row and the next, at a site they share */
    uint32_t need[JH_PLAN_INDICATORS], keep[JH_PLAN_TYPES], gone[JH_PLAN_TYPES], total; /* rows */
} jh_staffing_row;

/* A way, in one direction, for staff of one type. */
typedef struct jh_road {
    uint32_t from, to, type, way; /* rows of the problem */
} jh_road;

typedef struct jh_staffing_asking jh_staffing_asking;

typedef struct jh_staffing {
    const jh_problem *problem;
    const jh_fill *fill;
    jh_arena *room;
    unsigned types;
    double money; /* cost of 1 in the programme */
    jh_cone_solver *solver;
    jh_staffing_row *at; /* [row of the problem] */
    uint32_t column_count;
    jh_road *moves;
    uint32_t *move_column;
    size_t move_count, move_room;
    uint8_t *there;             /* [way × 2] types whose move has a column, by direction */
    jh_staffing_asking *asking; /* what comes in as it is asked for */
    uint32_t cone[JH_PLAN_GROUPS][JH_PLAN_INDICATORS];
    uint32_t site_cost[JH_PLAN_INDICATORS]; /* columns: what the sites of an indicator cost */
    jh_optimum optimum;
    size_t programmes;
} jh_staffing;

/* Close it, also when this fails half-way. */
JH_MUST_CHECK jh_code jh_staffing_open(jh_staffing *out, jh_arena *room, const jh_fill *fill,
                                       const jh_progress *progress, jh_error *err);
void jh_staffing_close(jh_staffing *staffing);

/* Which waivers of a row there may be: refused [row], bits of indicators. */
void jh_staffing_allow(jh_staffing *staffing, size_t row, const unsigned *refused);

/* sites of an indicator cost ≥ least − Σ saved × column: a cut of what they cost at some waivers.
 * *row: where its price is among the optimum's. */
typedef struct jh_staffing_cut {
    size_t indicator;
    double least;         /* money, when nothing is waived */
    const jh_term *saved; /* money */
    size_t saved_count;
} jh_staffing_cut;
JH_MUST_CHECK jh_code jh_staffing_cut_sites(size_t *row, jh_staffing *staffing,
                                            const jh_staffing_cut *cut, jh_error *err);
JH_MUST_CHECK jh_code jh_staffing_solve(jh_staffing *staffing, jh_error *err);

/* Of the last optimum: persons afterwards [row][type], for all rows. */
void jh_staffing_read(const jh_staffing *staffing, double (*persons)[JH_PLAN_TYPES]);
/* How much of a column of jh_staffing_row there is. */
double jh_staffing_share(const jh_staffing *staffing, uint32_t column);
/* What one more person there is worth, in money. */
double jh_staffing_worth(const jh_staffing *staffing, size_t row, unsigned type);

#endif
