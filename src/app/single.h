/* single.h: documents of which a county has one at most: its costs, its map.
 * Takes   a county and a kind; for keeping also title and text.
 * Gives   what stands, or an empty one of revision 0.
 * Never   keeps two: the first gets a number, every later one is a revision of it.
 * Method  store/documents.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_SINGLE_H
#define JH_APP_SINGLE_H

#include "app/authorship.h"
#include "app/line.h"

JH_MUST_CHECK jh_code jh_single_find(jh_document *out, const jh_desk *desk,
                                     const jh_document *which, jh_error *err);
/* what->revision: what was seen, else JH_CONFLICT; 0 = whatever stands. */
JH_MUST_CHECK jh_code jh_single_keep(const jh_desk *desk, const jh_document *what, jh_error *err);

#endif
