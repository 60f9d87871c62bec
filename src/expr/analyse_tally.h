/* analyse_tally.h: the sums of plain columns by group, exactly and fast (for analyse.c only).
 * Takes   a value and a weight that are columns as they stand, and the groups of the rows.
 * Gives   Σw, mean and weighted CV of every group into the rows of the analysis.
 * Never   is the only way: what does not fit is left to the expressions, with the same result.
 * Method  expr/tally.h; docs/methods/dispersion.md §2
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_ANALYSE_TALLY_H
#define JH_EXPR_ANALYSE_TALLY_H

#include "expr/analyse.h"
#include "expr/table_source.h"

/* The columns behind a value and a weight; weight NULL = every row weighs 1. */
typedef struct jh_plain_pair {
    const jh_table_cells *value, *weight;
} jh_plain_pair;

/* *done = false: the numbers do not fit. */
JH_MUST_CHECK jh_code jh_analyse_plain(bool *done, jh_analysis_row *rows, const jh_table *table,
                                       jh_plain_pair pair, jh_arena scratch);

#endif
