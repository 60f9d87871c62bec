/* SPDX-License-Identifier: Apache-2.0 */
#include "base/secret.h"

#include <sodium.h>

static const size_t PASSWORD_MEMORY = (size_t)19 << 20;
static const unsigned long long PASSWORD_PASSES = 2;

_Static_assert(JH_PASSWORD_KEPT >= crypto_pwhash_STRBYTES, "room for what libsodium writes");

jh_code jh_secret_begin(jh_error *err)
{
    return sodium_init() < 0 ? jh_fail(err, JH_BUG, SAY_BASE_NO_SECRETS, NULL, NULL) : JH_OK;
}

const char *jh_secret_token(char out[JH_TOKEN_SIZE])
{
    unsigned char bytes[(JH_TOKEN_SIZE - 1) / 2];

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(out, JH_TOKEN_SIZE, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    return out;
}

jh_code jh_password_keep(char out[JH_PASSWORD_KEPT], jh_text password, jh_error *err)
{
    if (crypto_pwhash_str_alg(out, password.at, password.size, PASSWORD_PASSES, PASSWORD_MEMORY,
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return jh_no_memory(err);
    return JH_OK;
}

bool jh_password_fits(const char *kept, jh_text password)
{
    return crypto_pwhash_str_verify(kept, password.at, password.size) == 0;
}
