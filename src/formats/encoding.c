/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { PIECE = 1024 };

jh_decoder jh_decoder_open(const char *name)
{
    iconv_t handle = name ? iconv_open("UTF-8", name) : (iconv_t)-1;

    return (jh_decoder){ handle == (iconv_t)-1 ? NULL : handle };
}

void jh_decoder_close(jh_decoder *decoder)
{
    if (decoder->handle) iconv_close(decoder->handle);
    decoder->handle = NULL;
}

static jh_decoded decode_ascii(jh_span *out, size_t *used, jh_text bytes)
{
    size_t i, count = bytes.size < out->size ? bytes.size : out->size;

    for (i = 0; i < count && (unsigned char)bytes.at[i] < 0x80; i++) out->at[i] = bytes.at[i];
    *used = out->size = i;
    if (i == bytes.size) return JH_DECODED_ALL;
    return i == count ? JH_DECODED_FULL : JH_DECODED_WRONG;
}

jh_decoded jh_decode(jh_span *out, size_t *used, const jh_decoder *decoder, jh_text bytes)
{
    char *from = (char *)(uintptr_t)bytes.at, *to = out->at; /* iconv only reads it */
    size_t left = bytes.size, room = out->size, status;

    if (!decoder->handle) return decode_ascii(out, used, bytes);
    errno = 0;
    status = left ? iconv(decoder->handle, &from, &left, &to, &room) : 0;
    *used = bytes.size - left;
    out->size -= room;
    if (status != (size_t)-1) return JH_DECODED_ALL;
    if (errno == E2BIG) return JH_DECODED_FULL;
    return errno == EINVAL ? JH_DECODED_CUT : JH_DECODED_WRONG;
}

bool jh_decode_add(jh_buffer *out, const jh_decoder *decoder, jh_text bytes)
{
    char piece[PIECE] = { 0 };
    jh_span room;
    jh_decoded how = JH_DECODED_FULL;
    size_t used;

    while (how == JH_DECODED_FULL && !out->failed) {
        room = (jh_span){ piece, PIECE };
        how = jh_decode(&room, &used, decoder, bytes);
        jh_buffer_add(out, (jh_text){ piece, room.size });
        bytes = (jh_text){ bytes.at + used, bytes.size - used };
    }
    return how == JH_DECODED_ALL;
}

jh_text jh_name_readable(jh_arena *keep, jh_text name, size_t number)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_decoder decoder;
    jh_text readable;
    bool is_whole;

    if (jh_text_is_utf8(name)) return name;
    decoder = jh_decoder_open("GB18030");
    is_whole = jh_decode_add(&out, &decoder, name);
    jh_decoder_close(&decoder);
    if (!is_whole && !out.failed) return jh_text_format(keep, "%zu", number);
    return jh_buffer_finish(&readable, &out, NULL) ? (jh_text){ NULL, 0 } : readable;
}
