/* evidence.h: files that attest an item of the standard in a period of a county.
 * Takes   an item's key, a file, who attaches it.
 * Gives   what attests what now; the bytes are an original (jh_store_file).
 * Never   forgets a file: taken away, it no longer attests, and stays.
 * Method  schema/tables.sql, evidence; the audit's entry names the file's hash
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_EVIDENCE_H
#define JH_STORE_EVIDENCE_H

#include "store/store.h"

typedef struct jh_evidence {
    jh_text item;
    jh_source_file file; /* when read: without bytes */
    bool is_gone;
    int64_t size, revision; /* when read */
    jh_text author, stamp;  /* when read: of the newest word about it */
} jh_evidence;

typedef struct jh_evidence_list {
    jh_evidence *items; /* by item, then hash; those taken away are not among them */
    size_t count;
} jh_evidence_list;

typedef struct jh_evidence_place {
    jh_text county, period;
} jh_evidence_place;

JH_MUST_CHECK jh_code jh_store_evidence(jh_evidence_list *out, jh_arena *keep, jh_store *store,
                                        const jh_evidence_place *place, jh_error *err);
/* One write with its entry in the audit. The same again writes nothing; is_gone: what is not there
 * is JH_NOT_FOUND. */
JH_MUST_CHECK jh_code jh_store_evidence_put(jh_store *store, const jh_evidence_place *place,
                                            const jh_evidence *evidence, const jh_authorship *by,
                                            jh_error *err);

#endif
