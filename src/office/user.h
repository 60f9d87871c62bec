/* user.h: accounts looked after at the machine itself, where the page may not.
 * Takes   who is meant, what is done, and two people with their reason.
 * Gives   all accounts; or what was done, with the secret of an invitation, once.
 * Never   is reached from the network; changes anything without a deed that names both people;
 *         leaves a store without one of its three administrators.
 * Method  docs/decisions/0039-three-administrators.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_USER_H
#define JH_OFFICE_USER_H

#include "app/desk.h"

typedef struct jh_user_words {
    const char *address;
    const char *act; /* "list", "invite", "role", "close", "open" */
    const char *login;
    const char *name, *role, *scope; /* NULL = as it is */
    const char *author, *approver, *reason;
} jh_user_words;

/* invite: an account of this login is made if there is none, with role and scope; the invitation
 * opens it at once. JH_CONFLICT: the last administrator of its kind would be gone. */
JH_MUST_CHECK jh_code jh_user_manage(jh_text *out, const jh_desk *desk, const jh_user_words *words,
                                     jh_error *err);

#endif
