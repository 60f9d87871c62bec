/* access.h: coming in: the first account, passwords, sessions, invitations.
 * Takes   words as a person typed them, secrets as they were sent, and where they came from.
 * Gives   a visitor; a new secret, once.
 * Never   tells whether a login exists (strangers.h), tries a password of a locked account, or
 *         keeps a secret.
 * Method  docs/api.md, "Beginning"; a session is made anew at every login
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_ACCESS_H
#define JH_OFFICE_ACCESS_H

#include "app/desk.h"
#include "app/line.h"
#include "base/secret.h"

enum {
    JH_FAILURES_MOST = 5, /* wrong passwords, then the account is locked for: */
    JH_LOCK_SECONDS = 15 * 60,
    JH_SESSION_SECONDS = 12 * 3600,
    JH_INVITATION_SECONDS = 7 * 24 * 3600,
    JH_PASSWORD_LEAST = 10,
    JH_PASSWORD_MOST = 200
};

/* Where a request comes from, for the list of sessions and the deeds. */
typedef struct jh_caller {
    jh_text address, agent;
} jh_caller;

/* Who holds this secret (64 hex digits). JH_NOT_FOUND: nobody. Texts live in keep. */
typedef struct jh_secret_shown {
    jh_text secret;
    bool is_token; /* sent as one: a session's secret is none, nor the other way round */
} jh_secret_shown;
JH_MUST_CHECK jh_code jh_access_visitor(jh_visitor *out, jh_arena *keep, jh_line *line,
                                        const jh_secret_shown *shown, jh_error *err);
/* Is there no account yet? */
JH_MUST_CHECK jh_code jh_access_is_new(bool *out, const jh_desk *desk, jh_error *err);

/* ---- logging in: in two steps, since the first is slow and the second writes ---- */

typedef struct jh_login_words {
    jh_text login, password, code;
} jh_login_words;

typedef enum jh_login_outcome {
    JH_LOGIN_RIGHT = 0,
    JH_LOGIN_WRONG,
    JH_LOGIN_NEEDS_CODE, /* the password is right, one-time codes are on and none was given */
    JH_LOGIN_LOCKED,
    JH_LOGIN_WAITS /* the password is right, and waits to be confirmed (accounts.h) */
} jh_login_outcome;

typedef struct jh_login {
    jh_login_outcome outcome;
    int32_t account; /* 0 = there is none of this login */
    int64_t totp_step;
    jh_text login;
    struct jh_strangers *strangers; /* of the writer; NULL: each failure is worth a deed */
} jh_login;

/* `strangers` is not set. */
JH_MUST_CHECK jh_code jh_access_try(jh_login *out, const jh_desk *desk, const jh_login_words *words,
                                    jh_error *err);
/* Writes what came of it. JH_OK: `secret` is that of a new session. Otherwise JH_BAD_INPUT (wrong,
 * code needed) or JH_CONFLICT (locked). */
JH_MUST_CHECK jh_code jh_access_admit(char secret[JH_TOKEN_SIZE], const jh_desk *desk,
                                      const jh_login *login, const jh_caller *caller,
                                      jh_error *err);
/* Ends one of the visitor's own passes; 0 = the one that was used. */
JH_MUST_CHECK jh_code jh_access_leave(const jh_desk *desk, int32_t pass, const jh_caller *caller,
                                      jh_error *err);
/* The visitor as JSON: login, name, role, permissions, scope. */
JH_MUST_CHECK jh_code jh_access_tell(jh_text *out, const jh_desk *desk, jh_error *err);
/* The visitor's sessions or tokens as JSON, the one that was used marked; whether one-time codes
 * are on. */
JH_MUST_CHECK jh_code jh_access_passes(jh_text *out, const jh_desk *desk, jh_text kind,
                                       jh_error *err);

/* ---- passwords ---- */

/* JH_BAD_INPUT: too short, too long, or the login itself. */
JH_MUST_CHECK jh_code jh_access_check_password(jh_text login, jh_text password, jh_error *err);

/* ---- beginning: access_first.c ---- */

typedef struct jh_newcomer {
    jh_text login, name; /* login: chosen by whoever invites, but for the first account */
    jh_text kept;        /* password, as base/secret.h keeps it */
} jh_newcomer;

/* The first account and three invitations to administrators; JSON with their secrets. */
JH_MUST_CHECK jh_code jh_access_first(jh_text *out, const jh_desk *desk, const jh_newcomer *who,
                                      const jh_caller *caller, jh_error *err);
/* Whom an invitation is for, and whether what comes of it waits to be confirmed, as JSON; `login`
 * too, for checking a password. */
JH_MUST_CHECK jh_code jh_access_invitation(jh_text *out, jh_text *login, const jh_desk *desk,
                                           jh_text secret, jh_error *err);
/* Takes it up: the account gets its password. The secret cannot be used again. */
JH_MUST_CHECK jh_code jh_access_accept(const jh_desk *desk, jh_text secret, const jh_newcomer *who,
                                       const jh_caller *caller, jh_error *err);

#endif
