/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx.h"

#include <string.h>

enum { PAGE_STRINGS = 4096, BLOCK_BYTES = 64 << 10 };

/* ---- The table ------------------------------------------------------------------------------ */

static jh_code make_room(jh_xlsx_strings *strings, jh_arena *keep, size_t size, jh_error *err)
{
    size_t block = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    const char ***pages;

    if (!strings->block || size > (size_t)(strings->block_end - strings->block)) {
        strings->block = jh_alloc(keep, block, 1);
        if (!strings->block) return jh_no_memory(err);
        strings->block_end = strings->block + block;
    }
    if (strings->count % PAGE_STRINGS) return JH_OK;
    pages =
        jh_grow(keep, strings->pages, &strings->page_room, strings->page_count + 1, sizeof *pages);
    if (!pages) return jh_no_memory(err);
    strings->pages = pages;
    pages[strings->page_count] = jh_alloc(keep, PAGE_STRINGS, sizeof **pages);
    if (!pages[strings->page_count]) return jh_no_memory(err);
    strings->page_count++;
    return JH_OK;
}

jh_code jh_xlsx_strings_add(jh_xlsx_strings *strings, jh_arena *keep, jh_text text,
                            const jh_read_limits *limits, jh_error *err)
{
    uint32_t size = (uint32_t)text.size;
    jh_code rc;

    if (strings->count >= limits->strings || strings->bytes + text.size > limits->string_bytes)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLSX_TOO_MANY_STRINGS, NULL, NULL);
    rc = make_room(strings, keep, sizeof size + text.size, err);
    if (rc) return rc;
    strings->pages[strings->count / PAGE_STRINGS][strings->count % PAGE_STRINGS] = strings->block;
    memcpy(strings->block, &size, sizeof size);
    if (size) memcpy(strings->block + sizeof size, text.at, size);
    strings->block += sizeof size + size;
    strings->bytes += size;
    strings->count++;
    return JH_OK;
}

jh_text jh_xlsx_string(const jh_xlsx_strings *strings, uint64_t index)
{
    const char *at;
    uint32_t size;

    if (index >= strings->count) return (jh_text){ 0 };
    at = strings->pages[index / PAGE_STRINGS][index % PAGE_STRINGS];
    memcpy(&size, at, sizeof size);
    return (jh_text){ at + sizeof size, size };
}

jh_code jh_xlsx_strings_read(jh_xlsx_strings *out, jh_arena *keep, jh_xml *xml,
                             const jh_read_limits *limits, jh_error *err)
{
    jh_buffer text = jh_buffer_in(keep);
    bool found;
    jh_code rc = jh_xlsx_root(xml, err);

    if (rc) return rc;
    for (;;) {
        rc = jh_xml_child(&found, xml, 1, err);
        if (rc) return rc;
        if (!found) return jh_xlsx_rest(xml, err);
        if (!jh_text_equal(xml->name, JH_TEXT("si"))) continue;
        text.size = 0;
        rc = jh_xlsx_text(&text, xml, limits->text_bytes, err);
        if (rc) return rc;
        rc = jh_xlsx_strings_add(out, keep, (jh_text){ text.at, text.size }, limits, err);
        if (rc) return rc;
    }
}

/* ---- Texts ---------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without xml:space="preserve" Excel drops the blanks around a text. */
static void trim_from(jh_buffer *out, size_t start)
{
    size_t from = start;

    while (out->size > start && is_blank(out->at[out->size - 1])) out->size--;
    while (from < out->size && is_blank(out->at[from])) from++;
    if (from == start) return;
    memmove(out->at + start, out->at + from, out->size - from);
    out->size -= from - start;
}

/* The UTF-16 unit of _x000D_ at `at`, or -1. */
static int32_t escaped_unit(const char *at, const char *end)
{
    int32_t unit = 0;
    int i;

    if (end - at < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_') return -1;
    for (i = 2; i < 6; i++) {
        char c = at[i];

        if (c >= '0' && c <= '9')
            unit = unit * 16 + (c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            unit = unit * 16 + ((c | 32) - 'a') + 10;
        else
            return -1;
    }
    return unit;
}

static size_t put_unit(char *to, int32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xC0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | c >> 12);
    to[1] = (char)(0x80 | (c >> 6 & 0x3F));
    to[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

/* ST_Xstring: _xHHHH_ stands for what XML cannot hold. NUL and lone surrogates stay as written. */
static void unescape_from(jh_buffer *out, size_t start)
{
    char *from = out->at + start, *end = out->at + out->size, *to;
    int32_t unit;

    if (out->size - start < 7 || !memmem(from, out->size - start, "_x", 2)) return;
    for (to = from; from < end;) {
        unit = *from == '_' ? escaped_unit(from, end) : -1;
        if (unit <= 0 || (unit >= 0xD800 && unit <= 0xDFFF)) {
            *to++ = *from++;
        } else {
            to += put_unit(to, unit);
            from += 7;
        }
    }
    out->size = (size_t)(to - out->at);
}

static jh_code finish_text(jh_buffer *out, size_t start, jh_error *err)
{
    if (out->size == start) return JH_OK;
    unescape_from(out, start);
    if (!jh_text_is_utf8((jh_text){ out->at + start, out->size - start }))
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_TEXT_NOT_UTF8, NULL, NULL);
    return JH_OK;
}

static jh_code read_piece(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err)
{
    size_t start = out->size;
    jh_text space = jh_xml_attribute_of(xml, JH_TEXT("space"), true);
    bool preserve = space.at && jh_text_equal(space, JH_TEXT("preserve"));
    jh_code rc = jh_xml_text(out, xml, limit, err);

    if (!rc && !preserve) trim_from(out, start);
    return rc;
}

jh_code jh_xlsx_plain_text(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err)
{
    size_t start = out->size;
    jh_code rc = read_piece(out, xml, start + limit, err);

    return rc ? rc : finish_text(out, start, err);
}

/* <r><rPr/><t/></r>: one run of rich text. */
static jh_code read_run(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err)
{
    int depth = xml->depth;
    bool found;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, depth, err);
        if (rc || !found) return rc;
        if (jh_text_equal(xml->name, JH_TEXT("t"))) rc = read_piece(out, xml, limit, err);
        if (rc) return rc;
    }
}

jh_code jh_xlsx_text(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err)
{
    size_t start = out->size;
    int depth = xml->depth;
    bool found;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, depth, err);
        if (rc) return rc;
        if (!found) return finish_text(out, start, err);
        if (jh_text_equal(xml->name, JH_TEXT("t")))
            rc = read_piece(out, xml, start + limit, err);
        else if (jh_text_equal(xml->name, JH_TEXT("r")))
            rc = read_run(out, xml, start + limit, err);
        if (rc) return rc;
    }
}
