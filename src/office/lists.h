/* lists.h: what there is: counties with their years, originals, the audit.
 * Takes   a line to the store, a visitor's scope.
 * Gives   JSON lists; the bytes of an original; the part of a sheet around a cell.
 * Never   names a county that the visitor may not know of.
 * Method  docs/api.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_LISTS_H
#define JH_OFFICE_LISTS_H

#include "app/desk.h"
#include "app/line.h"

/* items[]: code, name, revision, periods[]. */
JH_MUST_CHECK jh_code jh_list_counties(jh_text *out, const jh_desk *desk, jh_error *err);
JH_MUST_CHECK jh_code jh_list_county(jh_text *out, const jh_desk *desk, jh_text county,
                                     jh_error *err);
/* items[], newest first: entry, revision, act, author, reason, approver, stamp, counts, content,
 * chain. `before`: entries below it only; 0 = from the newest. */
typedef struct jh_audit_wanted {
    jh_text county;
    int64_t before;
    size_t limit;
} jh_audit_wanted;
JH_MUST_CHECK jh_code jh_list_audit(jh_text *out, const jh_desk *desk,
                                    const jh_audit_wanted *wanted, jh_error *err);
/* The chain recomputed: holds, and where it does not. */
JH_MUST_CHECK jh_code jh_list_audit_proof(jh_text *out, const jh_desk *desk, jh_text county,
                                          jh_error *err);

/* ---- originals: lists_files.c ---- */

typedef struct jh_original_wanted {
    jh_text county, period; /* period empty = the newest */
    jh_text hash;           /* 64 hex digits; only of a file that was read for the county */
} jh_original_wanted;

JH_MUST_CHECK jh_code jh_list_originals(jh_text *out, const jh_desk *desk,
                                        const jh_original_wanted *wanted, jh_error *err);
JH_MUST_CHECK jh_code jh_original_bytes(jh_text *out, jh_text *name, const jh_desk *desk,
                                        const jh_original_wanted *wanted, jh_error *err);
/* A part of a sheet for drawing: the rows and columns around a cell, from 1; with the header rows
 * above. sheet empty = the first. */
typedef struct jh_cells_wanted {
    jh_original_wanted original;
    const char *sheet;
    uint32_t row, column, reach;
} jh_cells_wanted;
JH_MUST_CHECK jh_code jh_original_cells(jh_text *out, const jh_desk *desk,
                                        const jh_cells_wanted *wanted, jh_error *err);

#endif
