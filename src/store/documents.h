/* documents.h: what a county keeps beside its figures, each as one text.
 * Takes   a kind ("scenario"), a title, a text.
 * Gives   the newest revision of each, without those put away.
 * Never   changes a revision; no verdict depends on what lies here.
 * Method  schema/tables.sql, document
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_DOCUMENTS_H
#define JH_STORE_DOCUMENTS_H

#include "store/store.h"

typedef struct jh_document {
    jh_text county, kind;
    int32_t number; /* 0 = a new one */
    int32_t revision;
    jh_text title, author, stamp;
    bool is_gone;
    jh_text body; /* not in lists */
} jh_document;

typedef struct jh_document_list {
    jh_document *items; /* by number */
    size_t count;
} jh_document_list;

/* Keeps one more revision; fills in number and revision. An old one must be at `revision` as
 * given, else JH_CONFLICT: somebody changed it first (0 = whatever stands). JH_NOT_FOUND: none. */
JH_MUST_CHECK jh_code jh_store_document_put(jh_store *store, jh_document *document, jh_error *err);
JH_MUST_CHECK jh_code jh_store_documents(jh_document_list *out, jh_arena *keep, jh_store *store,
                                         const jh_document *which, jh_error *err);
/* which->number; JH_NOT_FOUND: none, or put away. */
JH_MUST_CHECK jh_code jh_store_document(jh_document *out, jh_arena *keep, jh_store *store,
                                        const jh_document *which, jh_error *err);

#endif
