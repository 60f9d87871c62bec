/* listing.h: the documents of one kind that a county has, newest first.
 * Takes   county and kind, how one of them is told.
 * Gives   {"items": […]}.
 * Never   shows a county that whoever asks may not see.
 * Method  docs/api.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_LISTING_H
#define JH_OFFICE_LISTING_H

#include "app/desk.h"
#include "formats/json.h"
#include "store/documents.h"

/* Writes the document `which` as one value, or nothing. JH_NOT_FOUND: it was put away meanwhile. */
typedef jh_code jh_document_put(jh_json *json, const jh_desk *desk, jh_store *store,
                                const jh_document *which, jh_error *err);

JH_MUST_CHECK jh_code jh_documents_tell(jh_text *out, const jh_desk *desk, const jh_document *kind,
                                        jh_document_put *put, jh_error *err);

#endif
