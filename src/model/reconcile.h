/* reconcile.h: a county's figures beside those of the statistics.
 * Takes   a snapshot with every paper's statement of every cell (jh_load.with_statements).
 * Gives   cell by cell whether both say the same, by how much they differ, or who alone speaks;
 *         sums of every element and stage of which the statistics say anything.
 * Never   decides which of them is right: that is a correction (docs/decisions/0013).
 * Method  docs/methods/reconcile.md
 *
 * The statistics speak through an official table, or where there is none through their flat export;
 * the county through whatever else counts first: a correction, the collection workbook, a form, a
 * summary. A blank says nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_RECONCILE_H
#define JH_MODEL_RECONCILE_H

#include "base/memory.h"
#include "model/snapshot.h"

typedef enum jh_accord {
    JH_AGREED = 0,
    JH_DISAGREED,
    JH_ONLY_COUNTY,
    JH_ONLY_STATISTICS,
    JH_ACCORD_COUNT
} jh_accord;

const char *jh_accord_key(jh_accord accord); /* "agreed" "disagreed" "only_county" … */

typedef struct jh_reconciled {
    uint32_t unit;                           /* index into the snapshot's units */
    const jh_statement *county, *statistics; /* NULL = says nothing; not both */
    jh_accord accord;
    bool has_difference;   /* both are numbers, and the difference can be held */
    jh_decimal difference; /* county − statistics */
} jh_reconciled;

typedef struct jh_reconciled_sum {
    jh_text element;
    jh_stage stage;
    jh_decimal county, statistics, difference; /* sums of the numbers that are there */
    bool is_too_large;                         /* a sum cannot be held */
    size_t counts[JH_ACCORD_COUNT];
    const jh_reconciled *cells; /* by unit */
    size_t cell_count;
} jh_reconciled_sum;

typedef struct jh_reconciliation {
    jh_reconciled_sum *sums; /* in the order of `elements`, then by stage */
    size_t sum_count;
    size_t counts[JH_ACCORD_COUNT];
} jh_reconciliation;

/* Elements by key in the order wished for; those not among them follow in byte order. */
typedef struct jh_element_order {
    const jh_text *keys;
    size_t count;
} jh_element_order;

JH_MUST_CHECK jh_code jh_reconcile(jh_reconciliation *out, jh_arena *keep,
                                   const jh_snapshot *snapshot, const jh_element_order *elements,
                                   jh_error *err);

#endif
