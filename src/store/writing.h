/* writing.h: one write under way: what is known, what is new.
 * Takes   a batch that was checked. Sorting: inside any transaction. Adding: inside one that holds
 *         the county, which stands as it stood when the batch was sorted.
 * Gives   rows for what the store does not know yet, and the counts.
 * Never   writes a figure or fact that changes another one without a reason.
 * Method  docs/decisions/0010-revisions-and-dated-units.md,
 *         docs/decisions/0040-read-beside-written-alone.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_WRITING_H
#define JH_STORE_WRITING_H

#include "store/assembly.h"

/* A figure of the batch that the store does not have like this. */
typedef struct jh_new_figure {
    const jh_observation *figure;
    int32_t unit, sheet; /* sheet 0 = entered by hand */
} jh_new_figure;

typedef struct jh_sheet {
    int32_t number, file;
    jh_text name;
} jh_sheet;

/* The bytes of a file as they will lie in the store. */
typedef struct jh_packed {
    jh_text bytes; /* at NULL = not packed yet */
    int64_t how;
} jh_packed;

typedef struct jh_writing {
    jh_store *store; /* may be another one when it comes to adding */
    const jh_batch *batch;
    const jh_authorship *by;
    jh_arena *keep;
    int64_t revision;   /* that is made */
    jh_numbering units; /* of the county, by code; above `last_unit`: to be added */
    int32_t last_unit;
    bool *has_fact;       /* [units.highest + 1] in this period, this write included */
    jh_named_unit *facts; /* that are to be written */
    size_t fact_count, fact_capacity;
    int32_t *file_number; /* [batch->file_count]; above `last_file`: to be added */
    int32_t last_file;
    jh_packed *packed; /* [batch->file_count]; NULL = packed when they are added */
    jh_new_figure *figures;
    size_t figure_count, figure_capacity;
    jh_sheet *sheets; /* behind `known_sheets` those to be added */
    size_t sheet_count, sheet_capacity, known_sheets;
    size_t last_sheet; /* figures of one sheet come together */
    jh_write_counts counts;
    bool county_changed; /* the fact of the county itself */
} jh_writing;

/* Every promise of batch.h that a store depends on. */
JH_MUST_CHECK jh_code jh_batch_check(const jh_store *store, const jh_batch *batch, jh_error *err);

/* What is new beside everything below on->revision; writes nothing. */
JH_MUST_CHECK jh_code jh_writing_sort(jh_writing *on, jh_error *err);
/* Writes what was found new. */
JH_MUST_CHECK jh_code jh_writing_add(jh_writing *on, jh_error *err);

/* The parts of both, in this order. */
JH_MUST_CHECK jh_code jh_writing_sort_units(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_sort_files(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_sort_figures(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_add_units(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_add_files(jh_writing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_writing_add_figures(jh_writing *on, jh_error *err);

/* Packs what sorting found new, so that adding need not. */
JH_MUST_CHECK jh_code jh_writing_pack(jh_writing *on, jh_error *err);
/* The bytes of a file, checked against their hash and packed: files.c */
JH_MUST_CHECK jh_code jh_original_pack(jh_packed *out, jh_arena *keep, jh_store *store,
                                       const jh_source_file *file, jh_error *err);
/* Keeps them unless they are kept already. */
JH_MUST_CHECK jh_code jh_original_add(jh_store *store, const jh_source_file *file,
                                      const jh_packed *packed, jh_error *err);
/* Are they? */
JH_MUST_CHECK jh_code jh_original_is_kept(bool *out, jh_store *store, const jh_hash *hash,
                                          jh_error *err);

/* JH_CONFLICT unless there is a reason: `what` of the unit goes from `was` to `now`. */
typedef struct jh_change {
    jh_text unit, what, was, now;
} jh_change;
JH_MUST_CHECK jh_code jh_writing_needs_reason(const jh_writing *on, const jh_change *change,
                                              jh_error *err);

#endif
