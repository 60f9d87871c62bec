/* tally.h: sums by group over columns, in parts that add up to the same bits in any order.
 * Takes   columns of whole numbers (decimals by their scale), a weight, a group number a row.
 * Gives   n, Σw, Σwx, Σwx² a column and group, exactly; from these mean and weighted CV.
 * Never   rounds a sum: parts may be made by as many threads as one likes, and merged in any order.
 * Method  docs/methods/dispersion.md §2; docs/decisions/0016-sums-that-merge.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_TALLY_H
#define JH_EXPR_TALLY_H

#include "base/memory.h"
#include "model/value.h"

/* A column: its numbers are counts × scale, in 32 bits where they fit (half the memory to read,
 * which is what ten million rows wait for), else in 64. Where `present` has no bit the number is
 * missing. */
typedef struct jh_tally_column {
    const int32_t *narrow;
    const int64_t *wide;     /* where narrow is NULL */
    const uint64_t *present; /* a bit a row, from bit 0 of word 0; NULL = all are there */
    double scale;            /* of one count: 0.01 for hundredths; does not change the CV */
    int64_t largest;         /* no |count| is greater */
} jh_tally_column;

typedef struct jh_tally_ask {
    const jh_tally_column *columns;
    size_t column_count;
    const uint32_t *group; /* a row's group, below group_count */
    size_t group_count;
    jh_tally_column weight; /* >= 0; a missing one and one of 0 leave the row out */
    /* Only rows whose `where` is present and from low to high; without counts every row. */
    jh_tally_column where;
    int64_t low, high;
} jh_tally_ask;

typedef struct jh_tally_sums {
    __int128 wx, wxx;
    int64_t w;
    uint64_t n;
} jh_tally_sums;

typedef struct jh_tally {
    const jh_tally_ask *ask;
    jh_tally_sums *sums; /* [column_count][group_count] */
} jh_tally;

/* All sums 0. Errors: memory; JH_BAD_INPUT: `rows` such numbers may not fit in 127 bits. */
JH_MUST_CHECK jh_code jh_tally_make(jh_tally *out, jh_arena *keep, const jh_tally_ask *ask,
                                    size_t rows, jh_error *err);
/* Adds rows first … first + count − 1. first is a multiple of 64. */
JH_MUST_CHECK jh_code jh_tally_add(jh_tally *to, size_t first, size_t count, jh_arena scratch,
                                   jh_error *err);
void jh_tally_merge(jh_tally *into, const jh_tally *from);

const jh_tally_sums *jh_tally_at(const jh_tally *tally, size_t column, size_t group);
/* Nothing counted: does not apply. A mean of 0: no CV, bad denominator. */
jh_number jh_tally_mean(const jh_tally *tally, size_t column, size_t group);
jh_number jh_tally_wcv(const jh_tally *tally, size_t column, size_t group);

#endif
