/* authorship.h: who changes a store, why and when.
 * Takes   a name and a reason as given; NULL = the login name, no reason.
 * Gives   what the store writes into its audit.
 * Never   invents a reason.
 * Method  store/store.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_AUTHORSHIP_H
#define JH_APP_AUTHORSHIP_H

#include "app/desk.h"
#include "store/documents.h"
#include "store/store.h"

/* Reads the clock into `stamp`, which the result borrows; so do the others. */
jh_authorship jh_authorship_of(const char *author, const char *reason, char stamp[32]);

/* The same of whoever asks at this desk. */
jh_authorship jh_authorship_at(const jh_desk *desk, const char *reason, char stamp[32]);

/* A document's author and stamp, likewise. */
void jh_document_sign(jh_document *document, const jh_desk *desk, char stamp[32]);

#endif
