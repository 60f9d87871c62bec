/* SPDX-License-Identifier: Apache-2.0 */
#include "base/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

enum { PERIOD = 30, DIGITS = 6, MODULUS = 1000000 };

void jh_totp_code(char out[8], jh_text key, int64_t step)
{
    unsigned char counter[8], digest[EVP_MAX_MD_SIZE] = { 0 };
    unsigned size = 0, at, i;
    uint32_t number;

    for (i = 0; i < 8; i++) counter[i] = (unsigned char)((uint64_t)step >> (8 * (7 - i)));
    HMAC(EVP_sha1(), key.at, (int)key.size, counter, sizeof counter, digest, &size);
    at = size ? digest[size - 1] & 15U : 0;
    number = (uint32_t)(digest[at] & 0x7f) << 24 | (uint32_t)digest[at + 1] << 16
             | (uint32_t)digest[at + 2] << 8 | digest[at + 3];
    snprintf(out, 8, "%06u", (unsigned)(number % MODULUS));
}

int64_t jh_totp_step(jh_text key, jh_text code, int64_t seconds)
{
    int64_t now = seconds / PERIOD, step, found = 0;
    char right[8];

    if (code.size != DIGITS) return 0;
    for (step = now - 1; step <= now + 1; step++) {
        jh_totp_code(right, key, step);
        if (sodium_memcmp(right, code.at, DIGITS) == 0) found = step;
    }
    return found;
}

void jh_totp_key(unsigned char out[JH_TOTP_KEY])
{
    randombytes_buf(out, JH_TOTP_KEY);
}

const char *jh_totp_base32(char out[JH_TOTP_BASE32], const unsigned char key[JH_TOTP_KEY])
{
    size_t i, bit;

    for (i = 0; i < JH_TOTP_BASE32 - 1; i++) {
        unsigned value = 0;
        for (bit = i * 5; bit < i * 5 + 5; bit++)
            value = value << 1 | ((unsigned)key[bit / 8] >> (7 - bit % 8) & 1U);
        out[i] = base32[value];
    }
    out[JH_TOTP_BASE32 - 1] = '\0';
    return out;
}

bool jh_totp_read_base32(unsigned char out[JH_TOTP_KEY], jh_text text)
{
    size_t i, bit;

    if (text.size != JH_TOTP_BASE32 - 1) return false;
    memset(out, 0, JH_TOTP_KEY);
    for (i = 0; i < text.size; i++) {
        const char *at = memchr(base32, text.at[i], sizeof base32 - 1);
        unsigned value;
        if (!at) return false;
        value = (unsigned)(at - base32);
        for (bit = 0; bit < 5; bit++)
            if (value >> (4 - bit) & 1U)
                out[(i * 5 + bit) / 8] |= (unsigned char)(0x80U >> (i * 5 + bit) % 8);
    }
    return true;
}
