/* hash.h: SHA-256, the name of whatever must come out the same.
 * Takes   bytes, in pieces.
 * Gives   32 bytes, or 64 hex digits.
 * Never   allocates for the caller.
 * Method  FIPS 180-4, by OpenSSL 3.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_HASH_H
#define JH_BASE_HASH_H

#include "base/text.h"

typedef struct jh_hash {
    unsigned char bytes[32];
} jh_hash;

enum { JH_HASH_HEX = 65 };

/* One go. */
jh_hash jh_hash_of(const void *bytes, size_t size);

/* In pieces. jh_hasher_finish frees it whatever happened; begin gives NULL without memory. */
typedef struct jh_hasher jh_hasher;
jh_hasher *jh_hasher_begin(void);
void jh_hasher_add(jh_hasher *hasher, const void *bytes, size_t size);
/* A piece with its length in front: two lists of pieces never hash alike by joining. */
void jh_hasher_add_piece(jh_hasher *hasher, jh_text piece);
/* Eight bytes, lowest first. */
void jh_hasher_add_number(jh_hasher *hasher, int64_t number);
jh_hash jh_hasher_finish(jh_hasher *hasher);

const char *jh_hash_hex(char out[JH_HASH_HEX], const jh_hash *hash);
bool jh_hash_equal(const jh_hash *a, const jh_hash *b);

#endif
