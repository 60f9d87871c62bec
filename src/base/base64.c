/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base64.h"

#include <sodium.h>

jh_text jh_base64_write(jh_arena *keep, jh_text bytes)
{
    size_t room = sodium_base64_ENCODED_LEN(bytes.size, sodium_base64_VARIANT_ORIGINAL);
    char *out = jh_alloc(keep, room, 1);

    if (!out) return (jh_text){ 0 };
    sodium_bin2base64(out, room, (const unsigned char *)bytes.at, bytes.size,
                      sodium_base64_VARIANT_ORIGINAL);
    return (jh_text){ out, room - 1 };
}

jh_code jh_base64_read(jh_text *out, jh_arena *keep, jh_text text)
{
    size_t room = text.size / 4 * 3 + 3, size = 0;
    unsigned char *bytes = jh_alloc(keep, room, 1);

    *out = (jh_text){ 0 };
    if (!bytes) return JH_NO_MEMORY;
    if (sodium_base642bin(bytes, room, text.at, text.size, NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL)
        != 0)
        return JH_BAD_INPUT;
    *out = (jh_text){ (const char *)bytes, size };
    return JH_OK;
}
