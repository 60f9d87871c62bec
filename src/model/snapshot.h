/* snapshot.h: everything known of one county and period at one revision; immutable.
 * Takes   what the store loads (or a test makes).
 * Gives   units and columns of exact decimals, each cell with its reason and its origin.
 * Never   changes after it is made; the same store content gives the same bytes.
 * Method  DESIGN §6; docs/ARCHITECTURE.md
 *
 * units[0] is the county itself; the rest is sorted by code in byte order. A column is one
 * (element, stage); a cell without an observation is JH_NOT_REPORTED. Where several papers speak
 * of a cell, it holds the statement that counts by precedence.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_SNAPSHOT_H
#define JH_MODEL_SNAPSHOT_H

#include "model/batch.h"
#include "model/precedence.h"

typedef struct jh_column {
    jh_text element;
    jh_stage stage;
    const int64_t *millionths; /* [unit_count]; 0 where missing */
    const uint8_t *why;        /* [unit_count] jh_why */
    const uint32_t *origin;    /* [unit_count] index into origins; 0 = none; NULL = not loaded */
} jh_column;

/* A cell of which more than one paper says something. */
typedef struct jh_conflict {
    uint32_t unit; /* index */
    jh_text element;
    jh_stage stage;
    const jh_statement *statements; /* ≥ 2, the one that counts first, then by precedence */
    size_t statement_count;
    bool differs; /* false: they agree, which is worth knowing too */
    bool settled; /* differs, but a correction that is newer than all others decided it */
} jh_conflict;

typedef struct jh_snapshot {
    jh_text county, county_name, period;
    int64_t revision; /* of the store, for this county: grows with every write */
    jh_hash content;  /* of units and columns; the same data, the same hash, on any engine */
    const jh_unit *units;
    size_t unit_count;        /* ≥ 1 */
    const jh_column *columns; /* sorted by element, then stage */
    size_t column_count;
    const jh_origin *origins; /* origins[0] is "none" */
    const jh_text *notes;     /* [origin_count] beside the figure: evidence; NULL = not loaded */
    size_t origin_count;
    const jh_source_file *files; /* bytes not loaded */
    size_t file_count;
    const jh_conflict *conflicts; /* by unit, element, stage; NULL = none, or not loaded; where all
                                   * statements are asked for, cells of one paper are here, too */
    size_t conflict_count;
} jh_snapshot;

/* Index of the column, or SIZE_MAX. Binary search. */
size_t jh_snapshot_column(const jh_snapshot *snapshot, jh_text element, jh_stage stage);
/* Index of the unit, or SIZE_MAX. */
size_t jh_snapshot_unit(const jh_snapshot *snapshot, jh_text code);
/* The same for a person's word: a code, or the whole name (folded) that only one unit has. */
size_t jh_snapshot_called(const jh_snapshot *snapshot, jh_text word);
jh_number jh_snapshot_number(const jh_snapshot *snapshot, size_t column, size_t unit,
                             jh_interval possible);

/* Builds a snapshot from rows in any order (tests, the what-if sandbox, small counties).
 * Everything but `content` is borrowed from the batch or lives in keep. The county's own figures
 * are observations of the unit JH_COUNTY_CODE. Several statements of a cell: by the default
 * precedence, the last one of each provenance. */
JH_MUST_CHECK jh_code jh_snapshot_make(jh_snapshot *out, jh_arena *keep, const jh_batch *batch,
                                       jh_error *err);

/* Hash of what `content` promises, over units and cells in their order; origins are left out, so
 * the same figures from another file hash alike. */
JH_MUST_CHECK jh_code jh_snapshot_hash(jh_hash *out, const jh_snapshot *snapshot, jh_error *err);

/* What papers say of a cell; NULL = nobody does, or statements were not loaded. */
typedef struct jh_snapshot_cell {
    jh_text unit, element;
    jh_stage stage;
} jh_snapshot_cell;
const jh_conflict *jh_snapshot_said(const jh_snapshot *in, const jh_snapshot_cell *cell);

#endif
