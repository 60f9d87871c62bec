/* base64.h: bytes as text, where only text can be kept.
 * Takes   bytes of any content; text that may be anything.
 * Gives   RFC 4648 with padding, without line breaks; the bytes again.
 * Never   takes text that is not exactly what the writer wrote.
 * Method  libsodium
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_BASE64_H
#define JH_BASE_BASE64_H

#include "base/text.h"

/* at == NULL: no memory. */
jh_text jh_base64_write(jh_arena *keep, jh_text bytes);
/* JH_NO_MEMORY, or JH_BAD_INPUT without a sentence: the caller knows what it should have been. */
JH_MUST_CHECK jh_code jh_base64_read(jh_text *out, jh_arena *keep, jh_text text);

#endif
