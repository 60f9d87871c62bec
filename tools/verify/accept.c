/* A document from its first byte to its last: its seal, its form, and all that it says.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

/* Where the last `,"seal":"` begins; NULL = nowhere. */
static const char *find_seal(const char *text, size_t size, const char *mark, size_t mark_size)
{
    size_t at;

    for (at = size; at >= mark_size; at--)
        if (memcmp(text + at - mark_size, mark, mark_size) == 0) return text + at - mark_size;
    return NULL;
}

/* The last member is the SHA-256 of everything before it. */
static void check_seal(const char *text, size_t size)
{
    static const char mark[] = ",\"seal\":\"";
    unsigned char hash[SHA256_DIGEST_LENGTH];
    char hex[2 * SHA256_DIGEST_LENGTH + 1];
    const char *at = find_seal(text, size, mark, sizeof mark - 1);
    size_t i;

    if (!at) reject("seal", 0);
    SHA256((const unsigned char *)text, (size_t)(at - text), hash);
    for (i = 0; i < sizeof hash; i++) snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    at += sizeof mark - 1;
    if ((size_t)(text + size - at) < sizeof hex + 1 || memcmp(at, hex, sizeof hex - 1) != 0
        || strncmp(at + sizeof hex - 1, "\"}", 2) != 0
        || strspn(at + sizeof hex + 1, " \r\n") != strlen(at + sizeof hex + 1))
        reject("seal", 1);
}

void document_accept(const char *text, size_t size, bool sealed)
{
    if (strlen(text) != size) reject("a zero byte", 0);
    if (sealed) check_seal(text, size);
    document_verify(document_parse(text, size));
}
