/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <openssl/evp.h>
#include <string.h>

/* The hasher is OpenSSL's own context under our name, so that no header outside base/ sees it. */

jh_hasher *jh_hasher_begin(void)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        context = NULL;
    }
    return (jh_hasher *)context;
}

void jh_hasher_add(jh_hasher *hasher, const void *bytes, size_t size)
{
    EVP_DigestUpdate((EVP_MD_CTX *)hasher, bytes, size);
}

void jh_hasher_add_number(jh_hasher *hasher, int64_t number)
{
    unsigned char bytes[8];
    int i;

    for (i = 0; i < 8; i++) bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    jh_hasher_add(hasher, bytes, sizeof bytes);
}

void jh_hasher_add_piece(jh_hasher *hasher, jh_text piece)
{
    jh_hasher_add_number(hasher, (int64_t)piece.size);
    jh_hasher_add(hasher, piece.at, piece.size);
}

jh_hash jh_hasher_finish(jh_hasher *hasher)
{
    jh_hash hash;

    EVP_DigestFinal_ex((EVP_MD_CTX *)hasher, hash.bytes, NULL);
    EVP_MD_CTX_free((EVP_MD_CTX *)hasher);
    return hash;
}

jh_hash jh_hash_of(const void *bytes, size_t size)
{
    jh_hash hash = { { 0 } };

    EVP_Digest(bytes, size, hash.bytes, NULL, EVP_sha256(), NULL);
    return hash;
}

const char *jh_hash_hex(char out[JH_HASH_HEX], const jh_hash *hash)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    for (i = 0; i < sizeof hash->bytes; i++) {
        out[2 * i] = digits[hash->bytes[i] >> 4];
        out[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
    out[2 * i] = '\0';
    return out;
}

bool jh_hash_equal(const jh_hash *a, const jh_hash *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}
