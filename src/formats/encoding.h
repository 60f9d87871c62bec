/* encoding.h: text in the encodings of Chinese computers, as UTF-8.
 * Takes   bytes, and the name of their encoding.
 * Gives   UTF-8, and exactly where a byte is wrong.
 * Never   replaces, skips or guesses a character: the first wrong byte ends it.
 * Method  iconv(3) of the C library; GB18030-2005, which contains GBK and GB2312
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_ENCODING_H
#define JH_FORMATS_ENCODING_H

#include "formats/bytes.h"

typedef struct jh_decoder {
    void *handle; /* NULL = ASCII alone */
} jh_decoder;

/* `name` as iconv knows it; NULL or one it does not know leaves ASCII alone. */
jh_decoder jh_decoder_open(const char *name);
void jh_decoder_close(jh_decoder *decoder);

typedef enum jh_decoded {
    JH_DECODED_ALL = 0,
    JH_DECODED_FULL, /* no more room in `out` */
    JH_DECODED_CUT,  /* the bytes end within a character */
    JH_DECODED_WRONG /* the byte at *used begins no character */
} jh_decoded;

/* Decodes from `bytes` into `out`, whose size becomes what was written. *used: bytes decoded. */
jh_decoded jh_decode(jh_span *out, size_t *used, const jh_decoder *decoder, jh_text bytes);

/* The same, added to a buffer; false = wrong or cut (or out->failed). */
bool jh_decode_add(jh_buffer *out, const jh_decoder *decoder, jh_text bytes);

/* A file's name as systems write it, UTF-8 or GB18030, in UTF-8; one that is in neither goes by its
 * number. `at` == NULL = no memory. */
jh_text jh_name_readable(jh_arena *keep, jh_text name, size_t number);

#endif
