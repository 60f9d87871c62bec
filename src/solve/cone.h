/* cone.h: linear programmes with cones, solved by lifted cuts.
 * Takes   columns, rows and cones √(Σ ω_i r_i² / N) ≤ s·Σ ω_i r_i / N with r_i affine in columns.
 * Gives   an optimum within a tolerance, the prices of the rows, and of each cone a multiplier λ
 *         and a vector v with Σ ω_i v_i² ≤ N.
 * Never   writes, reads a clock, or shows the library behind it (COIN Clp, EPL-2.0).
 * Method  docs/methods/plan.md; lifted polyhedral relaxation (Vielma, Dunning, Huchette, Lubin,
 *         Mathematical Programming Computation 9, 2017)
 *
 * Lifting: with S = s·Σ ω r / N the cone is Σ q_i ≤ N·S, q_i ≥ ω_i r_i² / S; the second is cut by
 * q_i ≥ ω_i (2ρ r_i − ρ² S) for slopes ρ. Only violated cones are lifted. The cuts' prices add up
 * to one inequality λ·Σ ω_i (s − v_i) r_i ≥ 0, which Cauchy–Schwarz proves for every point of the
 * cone: that is what a certificate needs of it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SOLVE_CONE_H
#define JH_SOLVE_CONE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/progress.h"

#include <stdbool.h>
#include <stdint.h>

#define JH_INFINITE 1e30

/* Bounds; beyond ±JH_INFINITE is no bound. */
typedef struct jh_span_of {
    double lower, upper;
} jh_span_of;

/* Lines of a matrix: entries of line i are [start[i], start[i + 1]). */
typedef struct jh_lines {
    const int32_t *start;
    const int32_t *index;
    const double *value;
    size_t count;
} jh_lines;

/* r = base + Σ value × column. */
typedef struct jh_affine {
    double base, weight;   /* weight: ω, 1 on average */
    uint32_t first, count; /* entries in jh_programme.terms */
} jh_affine;

typedef struct jh_term {
    uint32_t column;
    double value;
} jh_term;

typedef struct jh_cone {
    const jh_affine *rows; /* r_i ≥ 0 within the bounds; no column in two rows of one cone */
    size_t row_count;
    double slope; /* s */
} jh_cone;

typedef struct jh_programme {
    size_t column_count;
    const jh_span_of *columns;
    const double *cost;
    const jh_span_of *rows;
    jh_lines matrix; /* one line a row */
    const jh_term *terms;
    const jh_cone *cones;
    size_t cone_count;
    const jh_progress *progress; /* may be NULL */
} jh_programme;

typedef enum jh_outcome { JH_OPTIMAL = 0, JH_INFEASIBLE, JH_STOPPED } jh_outcome;

typedef struct jh_cone_price {
    double multiplier;   /* λ ≥ 0; 0 = the cone does not bind */
    const double *slope; /* v_i [row_count]; NULL when λ = 0 */
} jh_cone_price;

/* Valid until the next call with the same solver. */
typedef struct jh_optimum {
    jh_outcome outcome;
    double cost; /* a lower bound of the optimum up to the library's tolerance */
    const double *column;
    const double *price; /* of the programme's own rows */
    size_t rounds;
} jh_optimum;

typedef struct jh_cone_solver jh_cone_solver;

/* The solver copies what it needs but the cones and terms, which must outlive it. Close it. */
JH_MUST_CHECK jh_code jh_cone_open(jh_cone_solver **out, jh_arena *keep,
                                   const jh_programme *programme, jh_error *err);
void jh_cone_close(jh_cone_solver *solver);

void jh_cone_bound(jh_cone_solver *solver, size_t column, jh_span_of span);
/* Before the first solving: columns that are in the first basis instead of rows' slacks. */
typedef struct jh_basic {
    uint32_t column, row;
} jh_basic;
JH_MUST_CHECK jh_code jh_cone_begin_with(jh_cone_solver *solver, const jh_basic *basic,
                                         size_t count, jh_error *err);
void jh_cone_cost(jh_cone_solver *solver, size_t column, double cost);
/* Further columns: one line of `matrix` a column, its entries naming rows of the programme. Their
 * numbers follow those there are. */
JH_MUST_CHECK jh_code jh_cone_add_columns(jh_cone_solver *solver, const jh_lines *matrix,
                                          const jh_span_of *spans, const double *cost,
                                          jh_error *err);
typedef struct jh_cone_row {
    const jh_term *terms;
    size_t count;
    double least;
} jh_cone_row;
/* A further row Σ value × column ≥ least; *row: where its price is in the optimum's. */
JH_MUST_CHECK jh_code jh_cone_add_row(size_t *row, jh_cone_solver *solver, const jh_cone_row *added,
                                      jh_error *err);
/* From the last basis. JH_CONFLICT is not an error here: asked to stop, outcome is JH_STOPPED. */
JH_MUST_CHECK jh_code jh_cone_solve(jh_optimum *out, jh_cone_solver *solver, jh_error *err);
/* λ and v of a cone at the last optimum, in `keep`. */
JH_MUST_CHECK jh_code jh_cone_price_of(jh_cone_price *out, jh_arena *keep,
                                       const jh_cone_solver *solver, size_t cone, jh_error *err);

#endif
