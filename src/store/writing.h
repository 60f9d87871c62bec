/* writing.h: one write under way: what is known, what is new.
 * Takes   a batch that was checked, inside a transaction that holds its county.
 * Gives   rows for what the store does not know yet, and the counts.
 * Never   writes a figure or fact that changes another one without a reason.
 * Method  docs/decisions/0010-revisions-and-dated-units.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_WRITING_H
#define JH_STORE_WRITING_H

#include "store/assembly.h"

typedef struct jh_writing {
    jh_store *store;
    const jh_batch *batch;
    const jh_authorship *by;
    jh_arena *keep;
    int64_t revision;
    jh_numbering units;    /* of the county, by code */
    jh_numbering elements; /* of the store, by key */
    bool *has_fact;        /* [units.highest + 1] in this period, this write included */
    int32_t *file_number;  /* [batch->file_count] */
    jh_write_counts counts;
    bool county_changed; /* the fact of the county itself */
} jh_writing;

/* Every promise of batch.h that a store depends on. */
JH_MUST_CHECK jh_code jh_batch_check(const jh_store *store, const jh_batch *batch, jh_error *err);

/* In this order. */
JH_MUST_CHECK jh_code jh_writing_units(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_files(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_figures(jh_writing *on, jh_error *err);

/* JH_CONFLICT unless there is a reason: `what` of the unit goes from `was` to `now`. */
typedef struct jh_change {
    jh_text unit, what, was, now;
} jh_change;
JH_MUST_CHECK jh_code jh_writing_needs_reason(const jh_writing *on, const jh_change *change,
                                              jh_error *err);

#endif
