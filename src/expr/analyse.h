/* analyse.h: dispersion by group of any table, the core of `junheng analyse`.
 * Takes   columns of cells as text, value expressions over them, a weight, group columns.
 * Gives   a row per value and group: how many rows, how many could not count, every measure.
 * Never   reads files; never guesses a value for a cell that is not a number.
 * Method  docs/methods/dispersion.md; mean is Σwx/Σw, cv alone is unweighted
 *
 * A column is of numbers if more than half of its filled cells are numbers as clerks write them
 * (the rest is then missing), else of text. A name with blanks or signs goes between backquotes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_ANALYSE_H
#define JH_EXPR_ANALYSE_H

#include "expr/expr.h"
#include "expr/row_order.h"

/* Measures of one row of the result, in the order in which they are shown. */
typedef enum jh_analysis_measure {
    JH_ANALYSIS_WEIGHT = 0, /* Σw */
    JH_ANALYSIS_MEAN,
    JH_ANALYSIS_CV, /* unweighted: for comparison */
    JH_ANALYSIS_WCV,
    JH_ANALYSIS_GINI,
    JH_ANALYSIS_THEIL_T,
    JH_ANALYSIS_THEIL_L,
    JH_ANALYSIS_ATKINSON, /* ε = 0.5 */
    JH_ANALYSIS_HOOVER,
    JH_ANALYSIS_MCLOONE,
    JH_ANALYSIS_VERSTEGEN,
    JH_ANALYSIS_MIN,
    JH_ANALYSIS_MAX,
    JH_ANALYSIS_COUNT
} jh_analysis_measure;

const char *jh_analysis_key(jh_analysis_measure measure); /* "wcv" … */

typedef struct jh_analysis_ask {
    jh_analysis_table table;
    const jh_text *values; /* expressions of type number */
    size_t value_count;
    jh_text weight;    /* expression; empty = every row weighs 1 */
    const jh_text *by; /* names of columns, plain; none = one group */
    size_t by_count;
} jh_analysis_ask;

typedef struct jh_analysis_row {
    size_t value;        /* which of the values */
    const jh_text *keys; /* [by_count] */
    size_t rows;         /* that count */
    size_t left_out;     /* value or weight missing, or weight 0 */
    jh_number measures[JH_ANALYSIS_COUNT];
} jh_analysis_row;

typedef struct jh_analysis {
    const jh_analysis_row *rows; /* by value, then by key in byte order */
    size_t row_count;
} jh_analysis;

/* Errors: JH_BAD_INPUT for an expression that does not compile or a column that is not there. */
JH_MUST_CHECK jh_code jh_analyse(jh_analysis *out, jh_arena *keep, jh_arena scratch,
                                 const jh_analysis_ask *ask, jh_error *err);

#endif
