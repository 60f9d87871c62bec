/* evidence.h: files that attest items of a standard: what a bureau holds against a question.
 * Takes   an opened assessment (its county, year and items), files as they came.
 * Gives   lists, bytes; one write a file, with its hash in the audit.
 * Never   keeps a file whose content is not what its name says, or of another kind than papers and
 *         pictures; gives one out that attests nothing here.
 * Method  docs/methods/items.md, "Evidence"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_EVIDENCE_H
#define JH_OFFICE_EVIDENCE_H

#include "app/line.h"
#include "app/telling.h"

/* Which item, and which file of it. */
typedef struct jh_evidence_asked {
    const jh_telling *told;
    jh_text item; /* key; empty = every item */
    jh_text hash; /* 64 hex digits */
} jh_evidence_asked;

/* items[]: item, name, hash, size, revision, author, stamp; by item. */
JH_MUST_CHECK jh_code jh_evidence_tell(jh_text *out, const jh_desk *desk,
                                       const jh_evidence_asked *asked, jh_error *err);
JH_MUST_CHECK jh_code jh_evidence_bytes(jh_text *out, jh_text *name, const jh_desk *desk,
                                        const jh_evidence_asked *asked, jh_error *err);

/* JH_BAD_INPUT: not of a kind that is kept; JH_NOT_FOUND: no such item. Writes nothing. */
JH_MUST_CHECK jh_code jh_evidence_check(const jh_desk *desk, const jh_evidence_asked *asked,
                                        const jh_source_file *file, jh_error *err);
/* Of a file that was checked; its hash is made here. */
JH_MUST_CHECK jh_code jh_evidence_attach(const jh_desk *desk, const jh_evidence_asked *asked,
                                         const jh_source_file *file, jh_error *err);
/* It no longer attests; it stays among the originals. */
JH_MUST_CHECK jh_code jh_evidence_remove(const jh_desk *desk, const jh_evidence_asked *asked,
                                         jh_error *err);

#endif
