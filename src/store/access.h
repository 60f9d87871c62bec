/* access.h: accounts of the server, what lets them in, and what was done about them.
 * Takes   an account, a pass, and the deed that tells of the change.
 * Gives   both back by login, number or hash; every deed in order.
 * Never   sees a secret: passwords come as kept texts, tokens as hashes. Never changes an account
 *         or a pass without its deed, in one transaction.
 * Method  schema/queries/access.sql; deeds are chained as the audit of a county
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_ACCESS_H
#define JH_STORE_ACCESS_H

#include "base/hash.h"
#include "store/store.h"

typedef enum jh_account_state {
    JH_ACCOUNT_INVITED = 0, /* has no password yet, or one that waits to be confirmed */
    JH_ACCOUNT_IN_USE,
    JH_ACCOUNT_CLOSED
} jh_account_state;

typedef struct jh_account {
    int32_t number; /* 0 = new: the store gives it one */
    jh_text login, name;
    jh_text role, scope; /* as app/visitor.h reads them */
    jh_text password;    /* as base/secret.h keeps it; empty = not chosen yet */
    jh_text totp;        /* key of one-time codes; empty = not used */
    int64_t totp_step;   /* of the last code that was used */
    int32_t failures;
    int64_t locked_until; /* seconds since 1970-01-01 */
    jh_account_state state;
    jh_text stamp;
} jh_account;

typedef struct jh_account_list {
    jh_account *items; /* by number */
    size_t count;
} jh_account_list;

typedef struct jh_pass {
    jh_hash hash;   /* of the secret */
    int32_t number; /* 0 = new */
    int32_t account;
    jh_text kind; /* "session" "token" "invitation" */
    jh_text name; /* the browser, what the token is for, what the invitation leads to */
    jh_text scope, address;
    int64_t opened, seen, ends; /* seconds since 1970-01-01 */
} jh_pass;

typedef struct jh_pass_list {
    jh_pass *items; /* by number */
    size_t count;
} jh_pass_list;

typedef struct jh_deed {
    int64_t entry;  /* when read */
    jh_text act;    /* "login" "logout" "invite" "role" … */
    jh_text author; /* login of who did it; empty = nobody known */
    jh_text about;  /* login of whom */
    jh_text detail, address, stamp;
    jh_hash chain; /* when read */
} jh_deed;

typedef struct jh_deed_list {
    jh_deed *items; /* oldest first */
    size_t count;
} jh_deed_list;

/* JH_NOT_FOUND where there is none. */
JH_MUST_CHECK jh_code jh_store_account_named(jh_account *out, jh_arena *keep, jh_store *store,
                                             jh_text login, jh_error *err);
JH_MUST_CHECK jh_code jh_store_account(jh_account *out, jh_arena *keep, jh_store *store,
                                       int32_t number, jh_error *err);
JH_MUST_CHECK jh_code jh_store_accounts(jh_account_list *out, jh_arena *keep, jh_store *store,
                                        jh_error *err);
JH_MUST_CHECK jh_code jh_store_pass(jh_pass *out, jh_arena *keep, jh_store *store,
                                    const jh_hash *hash, jh_error *err);
JH_MUST_CHECK jh_code jh_store_passes(jh_pass_list *out, jh_arena *keep, jh_store *store,
                                      int32_t account, jh_error *err);

/* What one act changes, in this order; parts that are NULL or 0 are left out. */
typedef struct jh_access_change {
    jh_account *account;      /* made or changed; a new one gets its number here */
    int32_t end_account;      /* whose passes end: */
    int32_t end_pass;         /*   this one, */
    const char *end_kinds[3]; /*   and all of these kinds */
    jh_pass *pass;            /* made; account 0 = of `account` above */
    const jh_deed *deed;      /* always */
    bool is_first;            /* only while there is no account at all, else JH_CONFLICT */
    const jh_hash *uses;      /* a pass that must still be there, and is gone afterwards;
                               * JH_NOT_FOUND otherwise: it was used by someone else */
} jh_access_change;

/* All of them in one transaction. JH_CONFLICT: a login is taken. */
JH_MUST_CHECK jh_code jh_store_access_change(jh_store *store, const jh_access_change *changes,
                                             size_t count, jh_error *err);
/* When a pass was last used; no deed. */
JH_MUST_CHECK jh_code jh_store_pass_seen(jh_store *store, const jh_hash *hash, int64_t now,
                                         jh_error *err);

JH_MUST_CHECK jh_code jh_store_deeds(jh_deed_list *out, jh_arena *keep, jh_store *store,
                                     jh_error *err);
/* JH_CONFLICT names the first deed that was changed, removed or added behind our back. */
JH_MUST_CHECK jh_code jh_store_deeds_verify(jh_store *store, jh_error *err);

#endif
