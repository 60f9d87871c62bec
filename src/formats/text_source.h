/* text_source.h: a text file as UTF-8, whatever encoding it was written in.
 * Takes   UTF-8, UTF-16 of either order, GBK and GB18030, or Big5, with a byte order mark or
 *         without.
 * Gives   its characters in UTF-8, window by window, without the mark.
 * Never   guesses: what could be read in two ways, or in none, is refused with its line and byte.
 * Method  docs/decisions/0024-encodings-of-texts.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_TEXT_SOURCE_H
#define JH_FORMATS_TEXT_SOURCE_H

#include "formats/encoding.h"

typedef enum jh_encoding {
    JH_UTF8 = 0,
    JH_UTF16_LITTLE,
    JH_UTF16_BIG,
    JH_GB18030, /* GBK and GB2312 are parts of it */
    JH_BIG5,
    JH_ENCODING_UNTOLD, /* another one, or uncertain */
    JH_ENCODING_COUNT
} jh_encoding;

/* Of a piece of text. `whole`: it is all there is, else a character may be cut at its end. */
jh_encoding jh_encoding_of(jh_text bytes, bool whole);

typedef struct jh_text_source {
    const jh_bytes *file;
    jh_encoding encoding;
    jh_decoder decoder;
    char *raw;       /* bytes still encoded; NULL = UTF-8 */
    uint64_t offset; /* of the next byte */
    uint64_t lines;  /* that ended before it */
} jh_text_source;

/* Windows are to have at least this many bytes. */
enum { JH_TEXT_WINDOW = 256 << 10 };

/* Looks for the first bytes that tell the encoding. Whatever it says, jh_text_source_close. */
JH_MUST_CHECK jh_code jh_text_source_open(jh_text_source *out, jh_arena *keep, const jh_bytes *file,
                                          jh_error *err);
void jh_text_source_close(jh_text_source *source);

/* Whole characters into `window`, whose size becomes what was written; 0 = the end. */
JH_MUST_CHECK jh_code jh_text_source_read(jh_span *window, jh_text_source *source, jh_error *err);

#endif
