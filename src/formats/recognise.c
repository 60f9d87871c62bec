/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/recognise.h"
#include "formats/text_source.h"
#include "formats/zip.h"

#include <string.h>

enum {
    HEAD = 4096,
    OLE_PIECE = 64 << 10,
    OLE_ENTRY = 128,          /* one directory entry: name in UTF-16, its length at byte 64 */
    OLE_SEARCH_MAX = 64 << 20 /* beyond this a container is just "OLE2" */
};

/* ---- Zip containers ------------------------------------------------------------------------- */

static bool has_part(const jh_zip *zip, const char *path)
{
    return jh_zip_find(zip, jh_text_of(path)) != NULL;
}

static jh_code zip_format(jh_format *out, const jh_bytes *file, jh_arena scratch, jh_error *err)
{
    jh_error why = { 0 };
    jh_zip zip;
    jh_code rc = jh_zip_open(&zip, &scratch, file, &why);

    if (rc == JH_BAD_INPUT) {
        *out = JH_FORMAT_BROKEN_ZIP;
        return JH_OK;
    }
    if (rc) {
        if (err) *err = why;
        return rc;
    }
    if (has_part(&zip, "xl/workbook.bin"))
        *out = JH_FORMAT_XLSB;
    else if (has_part(&zip, "mimetype") && has_part(&zip, "content.xml"))
        *out = JH_FORMAT_ODS;
    else if (has_part(&zip, "word/document.xml") || has_part(&zip, "ppt/presentation.xml"))
        *out = JH_FORMAT_OTHER_ZIP;
    else if (has_part(&zip, "xl/workbook.xml") || has_part(&zip, "_rels/.rels"))
        *out = JH_FORMAT_XLSX;
    else
        *out = JH_FORMAT_OTHER_ZIP;
    return JH_OK;
}

/* ---- OLE2 containers ------------------------------------------------------------------------ */

/* Capitals do not matter in this directory. */
static bool ole_entry_named(const char *entry, const char *name)
{
    size_t size = strlen(name), i;

    if ((unsigned char)entry[64] != 2 * size + 2 || entry[65] != 0) return false;
    for (i = 0; i < size; i++)
        if ((entry[2 * i] | 32) != (name[i] | 32) || entry[2 * i + 1] != 0) return false;
    return true;
}

static jh_format ole_entry_format(const char *entry)
{
    if (ole_entry_named(entry, "EncryptedPackage")) return JH_FORMAT_ENCRYPTED;
    if (ole_entry_named(entry, "Workbook") || ole_entry_named(entry, "Book")) return JH_FORMAT_XLS;
    return JH_FORMAT_OLE;
}

/* Directory entries stand at multiples of 128 bytes: looking at each such place finds them without
 * following a chain of sectors that may be broken or circular. */
static jh_code ole_format(jh_format *out, const jh_bytes *file, jh_arena scratch, jh_error *err)
{
    jh_span piece = { jh_alloc(&scratch, OLE_PIECE, 1), OLE_PIECE };
    uint64_t offset;
    size_t i;
    jh_code rc;

    *out = JH_FORMAT_OLE;
    if (!piece.at) return jh_no_memory(err);
    for (offset = 0; offset < file->size && offset < OLE_SEARCH_MAX; offset += OLE_PIECE) {
        piece.size = OLE_PIECE;
        rc = jh_bytes_read(&piece, file, offset, err);
        if (rc) return rc;
        for (i = 0; i + OLE_ENTRY <= piece.size; i += OLE_ENTRY) {
            *out = ole_entry_format(piece.at + i);
            if (*out != JH_FORMAT_OLE) return JH_OK;
        }
    }
    return JH_OK;
}

/* ---- Text ----------------------------------------------------------------------------------- */

static jh_text without_blanks(jh_text text)
{
    if (jh_text_starts(text, JH_TEXT("\xEF\xBB\xBF")))
        text = (jh_text){ text.at + 3, text.size - 3 };
    while (text.size && strchr(" \t\r\n", *text.at)) text = (jh_text){ text.at + 1, text.size - 1 };
    return text;
}

static bool starts_tag(jh_text text, const char *name)
{
    size_t size = strlen(name);

    return text.size > size && *text.at == '<' && strncasecmp(text.at + 1, name, size) == 0;
}

static bool contains_tag(jh_text text, const char *name)
{
    for (; text.size; text = (jh_text){ text.at + 1, text.size - 1 })
        if (starts_tag(text, name)) return true;
    return false;
}

static bool is_html(jh_text text)
{
    static const char *const tags[] = { "html", "!doctype html", "head", "table", "meta", "body" };
    size_t i;

    for (i = 0; i < sizeof tags / sizeof *tags; i++)
        if (starts_tag(text, tags[i])) return true;
    return (starts_tag(text, "?xml") || starts_tag(text, "!--")) && contains_tag(text, "html");
}

static bool is_one_line_without_columns(jh_text text)
{
    size_t i;

    for (i = 0; i < text.size; i++)
        if (strchr(",;\t\n\r", text.at[i])) return i + 1 == text.size && text.at[i] == '\n';
    return true;
}

static jh_format text_format(jh_text head, bool whole)
{
    jh_text start = without_blanks(head);
    jh_encoding encoding;

    if (start.size == 0 && whole) return JH_FORMAT_EMPTY;
    if (is_html(start)) return JH_FORMAT_HTML;
    if (starts_tag(start, "?xml")) return JH_FORMAT_XML;
    if (jh_text_starts(start, JH_TEXT("{\\rtf"))) return JH_FORMAT_UNKNOWN;
    encoding = jh_encoding_of(head, whole);
    if (encoding == JH_ENCODING_UNTOLD)
        return memchr(head.at, 0, head.size) ? JH_FORMAT_UNKNOWN : JH_FORMAT_OTHER_ENCODING;
    if (encoding != JH_UTF8) return JH_FORMAT_CSV;
    /* A csv with a byte that is wrong is for its reader, which can say where. */
    if (memchr(head.at, 0, head.size) && !jh_text_is_utf8(head)) return JH_FORMAT_UNKNOWN;
    return whole && is_one_line_without_columns(start) ? JH_FORMAT_TEXT : JH_FORMAT_CSV;
}

/* A bare BIFF stream begins with a BOF record: 0009, 0209, 0409 or 0809 and a small length. */
static bool is_biff(jh_text head)
{
    return head.size >= 8 && head.at[0] == 9 && (head.at[1] & ~0x0E) == 0 && head.at[1] != 6
           && head.at[2] >= 4 && head.at[2] <= 16 && head.at[3] == 0;
}

static jh_format plain_format(jh_text head, bool whole)
{
    if (head.size == 0) return JH_FORMAT_EMPTY;
    if (is_biff(head)) return JH_FORMAT_XLS;
    if (memmem(head.at, head.size < 1024 ? head.size : 1024, "%PDF-", 5)) return JH_FORMAT_PDF;
    return text_format(head, whole);
}

jh_code jh_bytes_format(jh_format *out, const jh_bytes *file, jh_arena scratch, jh_error *err)
{
    jh_span head = { jh_alloc(&scratch, HEAD, 1), HEAD };
    jh_text text;
    jh_code rc;

    *out = JH_FORMAT_UNKNOWN;
    if (!head.at) return jh_no_memory(err);
    rc = jh_bytes_read(&head, file, 0, err);
    if (rc) return rc;
    text = (jh_text){ head.at, head.size };
    if (jh_text_starts(text, JH_TEXT("PK\3\4")) || jh_text_starts(text, JH_TEXT("PK\5\6")))
        return zip_format(out, file, scratch, err);
    if (jh_text_starts(text, JH_TEXT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return ole_format(out, file, scratch, err);
    *out = plain_format(text, file->size == head.size);
    return JH_OK;
}

jh_code jh_file_format(jh_format *out, const jh_file *source, jh_arena scratch, jh_error *err)
{
    jh_bytes file;
    jh_code rc = jh_bytes_open(&file, source, err);

    if (!rc) rc = jh_bytes_format(out, &file, scratch, err);
    jh_bytes_close(&file);
    if (rc) jh_error_within(err, source->name);
    return rc;
}

/* ---- Refusals ------------------------------------------------------------------------------- */

jh_code jh_format_check(jh_format format, jh_error *err)
{
    static const jh_say_id refusals[JH_FORMAT_COUNT] = {
        [JH_FORMAT_EMPTY] = SAY_FORMATS_IS_EMPTY,
        [JH_FORMAT_XLSB] = SAY_FORMATS_IS_XLSB,
        [JH_FORMAT_ODS] = SAY_FORMATS_IS_ODS,
        [JH_FORMAT_ENCRYPTED] = SAY_FORMATS_IS_ENCRYPTED,
        [JH_FORMAT_OLE] = SAY_FORMATS_IS_OLE,
        [JH_FORMAT_OTHER_ZIP] = SAY_FORMATS_ZIP_NO_WORKBOOK,
        [JH_FORMAT_PDF] = SAY_FORMATS_IS_PDF,
        [JH_FORMAT_HTML] = SAY_FORMATS_IS_HTML,
        [JH_FORMAT_XML] = SAY_FORMATS_IS_XML,
        [JH_FORMAT_TEXT] = SAY_FORMATS_IS_TEXT,
        [JH_FORMAT_UNKNOWN] = SAY_FORMATS_IS_UNKNOWN,
    };

    if (!refusals[format]) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, refusals[format], NULL, NULL);
}
