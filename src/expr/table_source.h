/* table_source.h: rows and names for expressions out of a table in memory.
 * Takes   columns of exact decimals, claims, codes or texts, for schools and their parts.
 * Gives   a jh_source and a jh_scope over them.
 * Never   copies a cell: the table is borrowed and must outlive both.
 * Method  the two structs of expr.h, filled in the plainest way
 *
 * For `analyse`, specification files, tests and the bench; an assessment has its own (frame.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_TABLE_SOURCE_H
#define JH_EXPR_TABLE_SOURCE_H

#include "expr/expr.h"

/* One array that is not NULL, with a cell for each row of the level. */
typedef struct jh_table_cells {
    const jh_number *numbers;   /* with decimals */
    const jh_decimal *decimals; /* exact, where numbers say present */
    const jh_claim *claims;
    const int32_t *words; /* codes (−1 = missing) and dates (INT32_MIN = missing) */
    const jh_text *texts; /* at == NULL = missing */
} jh_table_cells;

typedef struct jh_table_column {
    jh_symbol symbol; /* a COLUMN; its column number is set by jh_table_link */
    jh_table_cells cells[JH_LEVEL_COUNT][JH_STAGE_COUNT]; /* empty = all missing */
} jh_table_column;

typedef struct jh_table_measure {
    jh_text name;
    jh_measure measure;
} jh_table_measure;

typedef struct jh_table {
    jh_table_column *columns;
    size_t column_count;
    const jh_symbol *symbols; /* other names: named expressions and sets */
    size_t symbol_count;
    const jh_table_measure *measures;
    size_t measure_count;
    size_t school_count, part_count;
    const uint32_t *part_school; /* [part_count] rising; the school of each part */
    size_t *first_part;          /* [school_count + 1], made by jh_table_link */
    const jh_stage *stages;      /* what [compulsory] adds up */
    size_t stage_count;
    const jh_source *before; /* of the previous period, same rows; NULL = none */
} jh_table;

/* Numbers the columns and finds each school's parts. Call once the rows are set. */
JH_MUST_CHECK jh_code jh_table_link(jh_table *table, jh_arena *keep, jh_error *err);

jh_source jh_table_source(const jh_table *table);
jh_scope jh_table_scope(const jh_table *table);

#endif
