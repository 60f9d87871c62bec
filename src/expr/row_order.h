/* row_order.h: rows of a table brought together by the texts of some columns.
 * Takes   named columns of cells, names of some of them.
 * Gives   the rows' numbers in the byte order of those columns; rows alike keep their order.
 * Never   changes a cell, or reads one as a number.
 * Method  merge sort from the bottom up
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_ROW_ORDER_H
#define JH_EXPR_ROW_ORDER_H

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

typedef struct jh_analysis_column {
    jh_text name;
    const jh_text *cells; /* [row_count]; empty = missing */
} jh_analysis_column;

typedef struct jh_analysis_table {
    const jh_analysis_column *columns;
    size_t column_count, row_count;
} jh_analysis_table;

/* The cells of the column of this name. Errors: JH_BAD_INPUT, there is none. */
JH_MUST_CHECK jh_code jh_column_cells(const jh_text **out, const jh_analysis_table *table,
                                      jh_text name, jh_error *err);

typedef struct jh_row_keys {
    const jh_text *const *columns; /* [count] cells */
    size_t count, row_count;
} jh_row_keys;

/* −1, 0, 1 */
int jh_row_compare(const jh_row_keys *keys, size_t row, size_t other);
/* NULL = no memory. */
const size_t *jh_row_order(const jh_row_keys *keys, jh_arena *keep);

#endif
