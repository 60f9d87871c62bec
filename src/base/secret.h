/* secret.h: what nobody may guess: random tokens, and passwords kept so that they cannot be read.
 * Takes   a password as typed; room for a token.
 * Gives   a text to keep instead of the password; 256 random bits in hex.
 * Never   keeps a password, or compares secrets in a time that tells something of them.
 * Method  argon2id (RFC 9106), 19 MiB, two passes, by libsodium; tokens from the system's source
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_SECRET_H
#define JH_BASE_SECRET_H

#include "base/hash.h"

enum {
    JH_TOKEN_SIZE = 65,    /* 64 hex digits and a zero */
    JH_PASSWORD_KEPT = 128 /* "$argon2id$…" with its zero */
};

/* Once, before the others and before threads: JH_BUG when the library refuses. */
JH_MUST_CHECK jh_code jh_secret_begin(jh_error *err);

const char *jh_secret_token(char out[JH_TOKEN_SIZE]);

/* Takes some 30 ms and 19 MiB, given back afterwards; JH_NO_MEMORY where they are not to be had. */
JH_MUST_CHECK jh_code jh_password_keep(char out[JH_PASSWORD_KEPT], jh_text password, jh_error *err);
/* As slow; false also for a text that is no kept password. */
bool jh_password_fits(const char *kept, jh_text password);

#endif
