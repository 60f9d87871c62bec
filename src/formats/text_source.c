/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/text_source.h"

#include <string.h>

enum {
    RAW = 64 << 10, /* of these JH_TEXT_WINDOW holds what they become */
    MARK_UTF8 = 3,
    MARK_UTF16 = 2,
    MARK_GB18030 = 4,
};

/* ---- which encoding ------------------------------------------------------------------------ */

typedef struct counts {
    size_t pairs;  /* of bytes, as GBK and Big5 have them */
    size_t gb2312; /* … of the signs and the 6,763 characters of GB2312 */
    size_t common; /* … of the signs and the common characters of Big5 */
    bool valid;
} counts;

static bool is_gb2312(const unsigned char *at)
{
    return at[0] >= 0xA1 && at[0] <= 0xF7 && at[1] >= 0xA1;
}

static bool is_common_big5(const unsigned char *at)
{
    return at[0] >= 0xA1 && at[0] <= 0xC6
           && ((at[1] >= 0x40 && at[1] <= 0x7E) || (at[1] >= 0xA1 && at[1] <= 0xFE));
}

/* GB18030: one byte below 80, two bytes 81–FE 40–FE, or four 81–FE 30–39 81–FE 30–39. */
static counts count_pairs(jh_text bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.size;
    counts n = { .valid = true };

    while (at < end && n.valid) {
        if (*at < 0x80) {
            at++;
        } else if (end - at < 2) {
            break; /* cut */
        } else if (at[1] >= 0x30 && at[1] <= 0x39) {
            at += 4;
        } else {
            n.valid = *at != 0x80 && *at != 0xFF && at[1] >= 0x40 && at[1] != 0x7F && at[1] != 0xFF;
            n.pairs++;
            n.gb2312 += is_gb2312(at);
            n.common += is_common_big5(at);
            at += 2;
        }
    }
    return n;
}

/* Bytes in the three-byte characters of UTF-8, in which Chinese stands. */
static size_t utf8_bytes(jh_text bytes)
{
    size_t i = 0, count = 0;

    while (i + 3 <= bytes.size) {
        bool is_one = ((unsigned char)bytes.at[i] & 0xF0) == 0xE0
                      && jh_text_is_utf8((jh_text){ bytes.at + i, 3 });

        count += is_one ? 3 : 0;
        i += is_one ? 3 : 1;
    }
    return count;
}

static size_t high_bytes(jh_text bytes)
{
    size_t i, count = 0;

    for (i = 0; i < bytes.size; i++) count += (unsigned char)bytes.at[i] >= 0x80;
    return count;
}

/* Pairs; in fewer than these chance could have its way. */
enum { ENOUGH_FOR_GB = 4, ENOUGH_FOR_BIG5 = 20 };

/* Not UTF-8. A UTF-8 text with one wrong byte is nearly always valid GB18030, too, and Big5 often:
 * so most of the characters must be common ones, and few of the bytes UTF-8. */
static jh_encoding of_pairs(jh_text bytes)
{
    counts n = count_pairs(bytes);

    if (!n.valid || n.pairs < ENOUGH_FOR_GB || utf8_bytes(bytes) * 4 > high_bytes(bytes))
        return JH_ENCODING_UNTOLD;
    if (n.gb2312 * 10 >= n.pairs * 8) return JH_GB18030;
    return n.pairs >= ENOUGH_FOR_BIG5 && n.common * 10 >= n.pairs * 9
                   && n.gb2312 * 10 <= n.pairs * 7
               ? JH_BIG5
               : JH_ENCODING_UNTOLD;
}

/* How many signs of a table (separators, ends of lines, digits) stand there in this order of the
 * bytes; 0 as well where something stands that is in no text. */
static size_t table_signs(jh_text bytes, size_t high)
{
    size_t i, count = 0;
    unsigned unit;

    for (i = 0; i + 2 <= bytes.size; i += 2) {
        unit = (unsigned)(unsigned char)bytes.at[i + high] << 8
               | (unsigned char)bytes.at[i + 1 - high];
        if (unit == 0xFFFF || (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t'))
            return 0;
        count += unit < 0x80 && strchr("\n\r\t,;0123456789", (int)unit) != NULL;
    }
    return count;
}

/* UTF-16 without a mark: in one order there are signs of a table, in the other there are none. */
static jh_encoding utf16_or_utf8(jh_text bytes, bool whole)
{
    size_t little = table_signs(bytes, 1), big = table_signs(bytes, 0);

    if (whole && bytes.size % 2) return JH_UTF8;
    if (little && !big) return JH_UTF16_LITTLE;
    return big && !little ? JH_UTF16_BIG : JH_UTF8;
}

static bool is_utf8_piece(jh_text bytes, bool whole)
{
    size_t cut;

    for (cut = 0; cut <= (whole ? 0 : 3) && cut <= bytes.size; cut++)
        if (jh_text_is_utf8((jh_text){ bytes.at, bytes.size - cut })) return true;
    return false;
}

static bool starts_utf16_mark(jh_text bytes)
{
    return jh_text_starts(bytes, JH_TEXT("\xFF\xFE")) || jh_text_starts(bytes, JH_TEXT("\xFE\xFF"));
}

jh_encoding jh_encoding_of(jh_text bytes, bool whole)
{
    if (jh_text_starts(bytes, JH_TEXT("\xEF\xBB\xBF"))) return JH_UTF8;
    if (jh_text_starts(bytes, JH_TEXT("\xFF\xFE"))) return JH_UTF16_LITTLE;
    if (jh_text_starts(bytes, JH_TEXT("\xFE\xFF"))) return JH_UTF16_BIG;
    if (jh_text_starts(bytes, JH_TEXT("\x84\x31\x95\x33"))) return JH_GB18030;
    if (memchr(bytes.at, 0, bytes.size)) return utf16_or_utf8(bytes, whole);
    return is_utf8_piece(bytes, whole) ? JH_UTF8 : of_pairs(bytes);
}

/* For a message: what people call the encoding that nobody can be sure of. */
static const char *likely_name(jh_text bytes)
{
    counts n = count_pairs(bytes);

    if (!n.valid || !n.pairs || utf8_bytes(bytes) * 2 > high_bytes(bytes)) return "ANSI";
    return n.common > n.gb2312 ? "Big5" : "GBK / GB18030";
}

/* ---- refusing ------------------------------------------------------------------------------- */

static uint64_t count_lines(jh_text bytes)
{
    uint64_t count = 0;
    size_t i;

    for (i = 0; i < bytes.size; i++)
        count += bytes.at[i] == '\n'
                 || (bytes.at[i] == '\r' && (i + 1 == bytes.size || bytes.at[i + 1] != '\n'));
    return count;
}

/* At a byte of the file, behind these characters of the window. */
static jh_code fail_at(const jh_text_source *source, uint64_t byte, jh_text before, jh_say_id say,
                       jh_error *err)
{
    static const char *const names[JH_ENCODING_COUNT] = { "UTF-8",         "UTF-16", "UTF-16",
                                                          "GBK / GB18030", "Big5",   "" };
    char offset[24], line[24];

    return jh_fail(err, JH_BAD_INPUT, say, NULL,
                   jh_digits(line, (long long)(source->lines + count_lines(before) + 1)),
                   jh_digits(offset, (long long)byte), names[source->encoding], NULL);
}

static size_t character_size(unsigned char lead)
{
    if (lead < 0x80) return 1;
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

/* Where UTF-8 first goes wrong. */
static size_t wrong_byte(jh_text bytes)
{
    size_t i, step;

    for (i = 0; i < bytes.size; i += step) {
        step = character_size((unsigned char)bytes.at[i]);
        if (step > bytes.size - i || !jh_text_is_utf8((jh_text){ bytes.at + i, step })) break;
    }
    return i;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* Where the first byte stands that is not ASCII or is NUL; size = there is none. */
static size_t first_telling(jh_text bytes)
{
    size_t i;

    for (i = 0; i < bytes.size; i++)
        if ((unsigned char)bytes.at[i] >= 0x80 || !bytes.at[i]) break;
    return i;
}

/* The first 64 KB from where something else than ASCII stands tell; what is ASCII throughout is
 * UTF-8. */
static jh_code find_encoding(jh_text_source *source, char *room, jh_error *err)
{
    jh_span piece = { room, RAW };
    char line[24], offset[24];
    jh_text bytes;
    uint64_t at = 0, lines = 0;
    size_t ascii, wrong;
    jh_code rc;

    do {
        piece.size = RAW;
        rc = jh_bytes_read(&piece, source->file, at, err);
        if (rc || !piece.size) return rc;
        bytes = (jh_text){ piece.at, piece.size };
        ascii = first_telling(bytes) & ~(size_t)1; /* of UTF-16 whole units */
        lines += count_lines((jh_text){ bytes.at, ascii });
        at += ascii;
    } while (ascii);
    /* Further on, the mark of UTF-16 is just two wrong bytes. */
    source->encoding = at && starts_utf16_mark(bytes)
                           ? JH_ENCODING_UNTOLD
                           : jh_encoding_of(bytes, at + piece.size == source->file->size);
    if (source->encoding != JH_ENCODING_UNTOLD) return JH_OK;
    wrong = wrong_byte(bytes);
    return jh_fail(
        err, JH_BAD_INPUT, SAY_FORMATS_CSV_NOT_UTF8, NULL,
        jh_digits(line, (long long)(lines + 1 + count_lines((jh_text){ bytes.at, wrong }))),
        jh_digits(offset, (long long)(at + wrong)), likely_name(bytes), NULL);
}

/* Bytes of the mark at the beginning, which is no character of the text. */
static size_t mark_size(const jh_text_source *source, jh_text head)
{
    switch (source->encoding) {
    case JH_UTF8: return jh_text_starts(head, JH_TEXT("\xEF\xBB\xBF")) ? MARK_UTF8 : 0;
    case JH_UTF16_LITTLE: return jh_text_starts(head, JH_TEXT("\xFF\xFE")) ? MARK_UTF16 : 0;
    case JH_UTF16_BIG: return jh_text_starts(head, JH_TEXT("\xFE\xFF")) ? MARK_UTF16 : 0;
    default: return jh_text_starts(head, JH_TEXT("\x84\x31\x95\x33")) ? MARK_GB18030 : 0;
    }
}

jh_code jh_text_source_open(jh_text_source *out, jh_arena *keep, const jh_bytes *file,
                            jh_error *err)
{
    static const char *const names[JH_ENCODING_COUNT] = { NULL, "UTF-16LE", "UTF-16BE", "GB18030",
                                                          "CP950" };
    jh_span head;
    jh_code rc;

    *out = (jh_text_source){ .file = file, .raw = jh_alloc(keep, RAW, 1) };
    if (!out->raw) return jh_no_memory(err);
    rc = find_encoding(out, out->raw, err);
    if (rc) return rc;
    head = (jh_span){ out->raw, MARK_GB18030 };
    rc = jh_bytes_read(&head, file, 0, err);
    if (rc) return rc;
    out->offset = mark_size(out, (jh_text){ head.at, head.size });
    if (names[out->encoding]) out->decoder = jh_decoder_open(names[out->encoding]);
    return JH_OK;
}

void jh_text_source_close(jh_text_source *source)
{
    jh_decoder_close(&source->decoder);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Bytes at the end that begin a character which the window cuts. */
static size_t cut_tail(jh_text bytes)
{
    size_t back;

    for (back = 1; back <= 3 && back <= bytes.size; back++) {
        unsigned char c = (unsigned char)bytes.at[bytes.size - back];

        if (c >= 0xC0) return character_size(c) > back ? back : 0;
        if (c < 0x80) return 0;
    }
    return 0;
}

static jh_code read_utf8(jh_span *window, jh_text_source *source, jh_error *err)
{
    size_t wrong;
    jh_text bytes;
    jh_code rc = jh_bytes_read(window, source->file, source->offset, err);

    if (rc) return rc;
    bytes = (jh_text){ window->at, window->size };
    if (source->offset + window->size < source->file->size) bytes.size -= cut_tail(bytes);
    if (!jh_text_is_utf8(bytes)) {
        wrong = wrong_byte(bytes);
        bytes.size = wrong;
        return fail_at(source, source->offset + wrong, bytes, SAY_FORMATS_CSV_WRONG_BYTE, err);
    }
    window->size = bytes.size;
    source->offset += bytes.size;
    return JH_OK;
}

static jh_code read_encoded(jh_span *window, jh_text_source *source, jh_error *err)
{
    jh_span raw = { source->raw, RAW };
    jh_decoded how;
    size_t used;
    jh_code rc = jh_bytes_read(&raw, source->file, source->offset, err);
    bool is_last;

    if (rc) return rc;
    is_last = source->offset + raw.size >= source->file->size;
    how = jh_decode(window, &used, &source->decoder, (jh_text){ raw.at, raw.size });
    source->offset += used;
    if (how == JH_DECODED_WRONG || (how == JH_DECODED_CUT && (is_last || !used)))
        return fail_at(source, source->offset, (jh_text){ window->at, window->size },
                       SAY_FORMATS_CSV_WRONG_BYTE, err);
    return JH_OK;
}

jh_code jh_text_source_read(jh_span *window, jh_text_source *source, jh_error *err)
{
    uint64_t from = source->offset;
    const char *nul;
    size_t before;
    jh_code rc = source->encoding == JH_UTF8 ? read_utf8(window, source, err)
                                             : read_encoded(window, source, err);

    if (rc) return rc;
    nul = memchr(window->at, 0, window->size);
    if (nul) {
        before = (size_t)(nul - window->at);
        return fail_at(source, from + before, (jh_text){ window->at, before }, SAY_FORMATS_CSV_NUL,
                       err);
    }
    source->lines += count_lines((jh_text){ window->at, window->size });
    return JH_OK;
}
