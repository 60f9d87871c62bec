/* authorship.h: who changes a store, why and when.
 * Takes   a name and a reason as given; NULL = the login name, no reason.
 * Gives   what the store writes into its audit.
 * Never   invents a reason.
 * Method  store/store.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_AUTHORSHIP_H
#define JH_APP_AUTHORSHIP_H

#include "store/store.h"

/* Reads the clock into `stamp`, which the result borrows. */
jh_authorship jh_authorship_of(const char *author, const char *reason, char stamp[32]);

#endif
