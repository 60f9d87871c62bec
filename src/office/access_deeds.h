/* access_deeds.h: what the files about coming in share.
 * Takes   who, whom, from where.
 * Gives   deeds with their time, new passes.
 * Never   included from outside app/.
 * Method  store/access.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_ACCESS_DEEDS_H
#define JH_OFFICE_ACCESS_DEEDS_H

#include "office/access.h"
#include "store/access.h"

enum { JH_STAMP_SIZE = 32 };

/* The clock, in seconds since 1970-01-01. */
int64_t jh_access_now(void);
jh_hash jh_access_hash(jh_text secret);

/* Reads the clock into `stamp`, which the deed borrows. */
typedef struct jh_deed_words {
    const char *act;
    jh_text author, about, detail;
} jh_deed_words;
jh_deed jh_access_deed(const jh_deed_words *words, const jh_caller *caller,
                       char stamp[JH_STAMP_SIZE]);

/* The second step of a login, or of a change that asks for the password: JH_OK, the account as it
 * then is, not yet written. Otherwise as jh_access_admit, and a failure is written. */
JH_MUST_CHECK jh_code jh_access_settle(jh_account *account, const jh_desk *desk,
                                       const jh_login *login, const jh_caller *caller,
                                       jh_error *err);
/* One more wrong guess of the account's secrets; the fifth locks it. */
JH_MUST_CHECK jh_code jh_access_fail(jh_store *store, jh_account *account, const jh_caller *caller,
                                     jh_error *err);

/* The place of a deed that was done with `junheng user`. */
#define JH_AT_THE_MACHINE "machine"

/* Closes an account, or opens it as it was; whose password was never confirmed is invited anew. */
void jh_account_set_state(jh_account *account, jh_account_state state);

/* A new secret, and the invitation that is known by it. It bears the role and scope that whoever
 * makes it answers for: an account that has another role or scope when the invitation is taken up
 * waits to be confirmed. is_answered false: none is. */
jh_pass jh_access_invite(char secret[JH_TOKEN_SIZE], const jh_account *account, bool is_answered,
                         const jh_caller *caller);
/* {id, login, token, seconds}. */
JH_MUST_CHECK jh_code jh_access_tell_invitation(jh_text *out, jh_arena *keep,
                                                const jh_account *account, const char *secret,
                                                jh_error *err);

/* A new secret, and the pass that is known by it. */
typedef struct jh_pass_words {
    const char *kind;
    jh_text name, scope;
    int64_t seconds;
} jh_pass_words;
jh_pass jh_access_pass(char secret[JH_TOKEN_SIZE], const jh_pass_words *words,
                       const jh_caller *caller);

#endif
