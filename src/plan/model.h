/* model.h: a problem as a linear programme with cones, and back.
 * Takes   a finished problem.
 * Gives   the relaxation, its columns by meaning, and prices in money.
 * Never   leaves this room.
 * Method  docs/methods/plan.md, "The relaxation"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_MODEL_H
#define JH_PLAN_MODEL_H

#include "plan/prices.h"
#include "plan/staffing.h"

typedef struct jh_model {
    const jh_problem *problem;
    jh_arena *room;
    jh_cone_solver *solver;
    double money;                         /* cost of 1 in the programme, in the problem's money */
    unsigned types;                       /* staff types in use */
    double *scale;                        /* [site] steps that are 1 in the programme */
    double (*weight)[JH_PLAN_INDICATORS]; /* [row] r = X × weight */
    uint32_t *waive;     /* [row × JH_PLAN_INDICATORS] column; JH_NO_COLUMN: nothing to gain */
    uint32_t first_site; /* columns */
    uint32_t *staff;     /* [row × JH_PLAN_TYPES] */
    uint32_t *hire;      /* likewise */
    uint32_t *train;     /* [row × JH_PLAN_TYPES × JH_PLAN_BITS] */
    uint32_t first_move;
    jh_road *moves;
    size_t move_count, move_room;
    uint32_t *need, *gone, *balance, *total; /* rows; need [row × indicators], [row × types] */
    uint32_t *cone;                          /* [group × indicators] */
    uint32_t *member;                        /* [row] position among the rows of its group */
    size_t column_count;                     /* without moves */
    jh_span_of *span;                        /* [column_count] as they are now */
    jh_optimum optimum;
} jh_model;

typedef struct jh_model_options {
    const jh_progress *progress;
    bool sites_open; /* sites have no limit: to see which limits are in the way */
} jh_model_options;

/* Close it, also when this fails half-way. */
JH_MUST_CHECK jh_code jh_model_open(jh_model *out, jh_arena *room, const jh_problem *problem,
                                    const jh_progress *progress, jh_error *err);
void jh_model_close(jh_model *model);

void jh_model_bound(jh_model *model, uint32_t column, double lower, double upper);
/* Solves, and brings in ways for staff as long as one is worth it. */
JH_MUST_CHECK jh_code jh_model_solve(jh_model *model, jh_error *err);

/* The prices of the last optimum. */
JH_MUST_CHECK jh_code jh_model_prices(jh_prices *out, jh_arena *keep, const jh_model *model,
                                      jh_error *err);

#endif
