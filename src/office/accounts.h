/* accounts.h: accounts looked after, and one's own secrets.
 * Takes   a visitor with the permission to see accounts; words of a change.
 * Gives   lists, and secrets of invitations and tokens, once.
 * Never   lets one administrator do what is another's: who makes accounts gives no roles, who gives
 *         roles makes no accounts, and nobody changes one's own role. Never changes an account of
 *         one of the three administrators for somebody else: that is done at the machine (user.h).
 * Method  docs/decisions/0039-three-administrators.md; docs/api.md, "Roles"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_ACCOUNTS_H
#define JH_OFFICE_ACCOUNTS_H

#include "office/access.h"

/* Those the visitor may do something about: all for administrators, else clerks in scope. */
JH_MUST_CHECK jh_code jh_accounts_list(jh_text *out, const jh_desk *desk, jh_error *err);

typedef struct jh_account_words {
    int32_t number; /* 0 = a new one */
    jh_text login, name, role, scope;
    jh_text state; /* "in_use", "closed" */
    bool has_role, has_scope, has_state;
    bool unlock;
    bool confirm; /* whoever took the invitation up is the one it was meant for */
} jh_account_words;

/* {id, login, token, seconds}: an invitation. */
JH_MUST_CHECK jh_code jh_account_invite(jh_text *out, const jh_desk *desk,
                                        const jh_account_words *words, const jh_caller *caller,
                                        jh_error *err);
/* Ends every session and token of the account where role, scope or state changed. */
JH_MUST_CHECK jh_code jh_account_change(jh_text *out, const jh_desk *desk,
                                        const jh_account_words *words, const jh_caller *caller,
                                        jh_error *err);

/* ---- shared with user.h ---- */

struct jh_json;
struct jh_account;
/* An object of the list. */
void jh_account_put(struct jh_json *json, const struct jh_account *account);
/* JH_BAD_INPUT: no such role, no scope; no login. */
JH_MUST_CHECK jh_code jh_account_check_words(const jh_account_words *words, jh_error *err);
JH_MUST_CHECK jh_code jh_account_check_login(jh_text login, jh_error *err);

/* ---- one's own: accounts_own.c ---- */

typedef struct jh_token_words {
    jh_text name, scope;
    int64_t days; /* 1 … 366 */
} jh_token_words;
JH_MUST_CHECK jh_code jh_token_make(jh_text *out, const jh_desk *desk, const jh_token_words *words,
                                    const jh_caller *caller, jh_error *err);
/* A new password, kept already; ends every session of the account. `login`: what came of trying the
 * old one; a wrong one counts as at the door, and is told alike (jh_access_admit). */
JH_MUST_CHECK jh_code jh_password_change(const jh_desk *desk, const jh_login *login, jh_text kept,
                                         const jh_caller *caller, jh_error *err);
/* {key, address}: for the phone; nothing is kept yet. */
JH_MUST_CHECK jh_code jh_totp_offer(jh_text *out, const jh_desk *desk, jh_error *err);
/* Keeps the key if the code is one of it; key empty: switches codes off if it is one of the old,
 * and a wrong one counts as at the door. JH_CONFLICT: they are on already, or it is locked. */
JH_MUST_CHECK jh_code jh_totp_switch(const jh_desk *desk, jh_text key, jh_text code,
                                     const jh_caller *caller, jh_error *err);

/* The deeds about accounts that the visitor may see, newest first; whether the chain holds. */
JH_MUST_CHECK jh_code jh_deeds_list(jh_text *out, const jh_desk *desk, size_t limit, jh_error *err);

#endif
