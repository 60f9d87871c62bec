/* sample.h: the rows that a set function is about, and its measures.
 * Takes   values, weights and memberships of rows (for the files set_*.c and measure_*.c only).
 * Gives   the measure, or missing with its reason and what it can still be.
 * Never   changes the order of rows: sums are the same on every machine.
 * Method  docs/methods/dispersion.md: every formula with its source
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SAMPLE_H
#define JH_EXPR_SAMPLE_H

#include "expr/eval.h"
#include "expr/field.h"

/* Rows that count, in row order. Rows outside the set, of weight 0, or to which the value does not
 * apply are not among them. */
typedef struct jh_sample {
    const jh_expr *node; /* the set function it is for */
    size_t count;
    size_t *rows;    /* row numbers at the set's level */
    jh_number *x;    /* claims as 1 and 0, unknown ones missing in [0, 1] */
    jh_number *w;    /* NULL = every row weighs 1 */
    uint32_t *group; /* between, within: number of the row's group; else NULL */
    size_t group_count;
    bool is_open; /* a row's membership is unknown (its x counts as missing) */
    jh_why why;   /* JH_PRESENT: nothing is missing */
} jh_sample;

/* What a measure gives on a field: its value in `out`, or why there is none. */
typedef struct jh_outcome {
    size_t out;
    jh_why why;
} jh_outcome;

/* Space for sorting: two arrays of count. */
typedef struct jh_orders {
    size_t *order, *spare;
} jh_orders;

/* The measure of a sample on a field whose x and w are filled (count ≥ 1). */
jh_outcome jh_measure_on(jh_field *f, const jh_sample *sample, jh_orders o);
/* count sum mean wmean share_meeting sd cv wcv */
jh_outcome jh_measure_moments(jh_field *f, jh_function function);
/* gini theil_t theil_l atkinson hoover */
jh_outcome jh_measure_inequality(jh_field *f, const jh_expr *node, jh_orders o);
/* min max median quantile mcloone verstegen range_ratio */
jh_outcome jh_measure_order(jh_field *f, const jh_expr *node, jh_orders o);
/* between within: shares of the variance */
jh_outcome jh_measure_partition(jh_field *f, jh_function function, const jh_sample *sample);

/* sum, mean, wmean, sd, cv, wcv in doubles without a field: the same formulas, for speed. false =
 * the enclosures do not decide, or another function. */
bool jh_measure_fast(jh_number *out, const jh_sample *sample, jh_function function);
/* All of a sample in doubles, else exactly. */
JH_MUST_CHECK jh_code jh_sample_measure(jh_number *out, const jh_evaluation *e,
                                        const jh_sample *sample, jh_arena scratch);
/* Exactly; JH_CONFLICT = more bits are needed. Of `at` the row does not matter. */
JH_MUST_CHECK jh_code jh_sample_exact(jh_exact *out, jh_why *why, const jh_sample *sample,
                                      const jh_exactly *at, jh_arena scratch);
/* What the measure can be when something is missing. */
jh_number jh_sample_bounds(const jh_sample *sample, jh_function function);

/* ---- gathering ------------------------------------------------------------------------ */

/* Columns of the set's rows; `at` says which. */
typedef struct jh_set_columns {
    const jh_evaluation *e;
    const jh_expr *node; /* the set function */
    jh_span result;      /* rows whose results are wanted */
    jh_span at;
    jh_number *x, *w; /* w NULL = unweighted */
    jh_claim *in;     /* NULL = every row is in */
    uint32_t *key;    /* by: number of the row's group; NULL = no by */
    uint32_t *here;   /* by: group of each row of the result */
    size_t key_count;
} jh_set_columns;

#define JH_KEY_MISSING UINT32_MAX

/* Evaluates x, w, where, filter and keys. */
JH_MUST_CHECK jh_code jh_set_gather(jh_set_columns *out, const jh_evaluation *e,
                                    const jh_expr *node, jh_span result, jh_arena *keep);
/* Takes the rows from `from` (all of them, or those of one key when key != NULL) into sample, whose
 * arrays hold at least rows.count. */
JH_MUST_CHECK jh_code jh_set_sample(jh_sample *out, const jh_set_columns *from, jh_rows rows,
                                    const uint32_t *key, jh_arena scratch);
/* Arrays for as many rows as the columns have. */
JH_MUST_CHECK jh_code jh_sample_make(jh_sample *out, jh_arena *keep, const jh_set_columns *from);
/* The difference of the dispersion with and without each row of the sample. */
JH_MUST_CHECK jh_code jh_sample_influence(jh_number *out, const jh_evaluation *e,
                                          const jh_sample *sample, size_t row, jh_arena scratch);

#endif
