/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/books.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

/* ---- Zips ---------------------------------------------------------------------------------- */

typedef struct packed_part {
    jh_text bytes;
    uint32_t offset, crc, unpacked;
    uint16_t method, flags;
} packed_part;

static void put16(jh_buffer *out, unsigned value)
{
    char bytes[2] = { (char)value, (char)(value >> 8) };

    jh_buffer_add(out, (jh_text){ bytes, 2 });
}

static void put32(jh_buffer *out, uint32_t value)
{
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

static jh_text deflated(jh_arena *keep, jh_text body)
{
    z_stream z = { 0 };
    char *room = jh_alloc(keep, body.size + body.size / 100 + 64, 1);

    assert(room && deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    z.next_in = (Bytef *)body.at;
    z.avail_in = (uInt)body.size;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)(body.size + body.size / 100 + 64);
    assert(deflate(&z, Z_FINISH) == Z_STREAM_END);
    deflateEnd(&z);
    return (jh_text){ room, z.total_out };
}

static packed_part pack(jh_arena *keep, const test_part *part, uint32_t offset)
{
    jh_text body = { part->body, part->size ? part->size : strlen(part->body) };
    packed_part packed = { .bytes = part->stored ? body : deflated(keep, body), .offset = offset };

    packed.crc = (uint32_t)crc32(0, (const Bytef *)body.at, (uInt)body.size) + part->wrong_crc;
    packed.unpacked = part->claims_unpacked ? part->claims_unpacked : (uint32_t)body.size;
    packed.method = part->method ? part->method : part->stored ? 0 : 8;
    packed.flags = part->encrypted;
    return packed;
}

/* The fields that the local header and the directory share. */
static void put_common(jh_buffer *out, const packed_part *packed, const char *path)
{
    put16(out, packed->flags);
    put16(out, packed->method);
    put32(out, 0x00210000); /* 1980-01-01 */
    put32(out, packed->crc);
    put32(out, (uint32_t)packed->bytes.size);
    put32(out, packed->unpacked);
    put16(out, (unsigned)strlen(path));
    put16(out, 0);
}

static void put_directory(jh_buffer *out, const test_part *parts, const packed_part *packed,
                          size_t count)
{
    uint32_t start = (uint32_t)out->size;
    unsigned present = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (!parts[i].path) continue;
        present++;
        put32(out, 0x02014b50);
        put16(out, 20);
        put16(out, 20);
        put_common(out, &packed[i], parts[i].path);
        put16(out, 0);
        put16(out, 0);
        put16(out, 0);
        put32(out, 0);
        put32(out, packed[i].offset);
        jh_buffer_add_zero(out, parts[i].path);
    }
    put32(out, 0x06054b50);
    put32(out, 0);
    put16(out, present);
    put16(out, present);
    put32(out, (uint32_t)out->size - 12 - start);
    put32(out, start);
    put16(out, 0);
}

jh_text test_zip(jh_arena *keep, const test_part *parts, size_t count)
{
    jh_buffer out = jh_buffer_in(keep);
    packed_part *packed = JH_NEW_ARRAY(keep, packed_part, count);
    size_t i;

    assert(packed);
    for (i = 0; i < count; i++) {
        if (!parts[i].path) continue;
        packed[i] = pack(keep, &parts[i], (uint32_t)out.size);
        put32(&out, 0x04034b50);
        put16(&out, 20);
        put_common(&out, &packed[i], parts[i].path);
        jh_buffer_add_zero(&out, parts[i].path);
        jh_buffer_add(&out, packed[i].bytes);
    }
    put_directory(&out, parts, packed, count);
    assert(!out.failed);
    return (jh_text){ out.at, out.size };
}

/* ---- Workbooks ----------------------------------------------------------------------------- */

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char usual_workbook[] =
    "<workbook xmlns:r=\"" REL "\"><sheets><sheet name=\"表1\" sheetId=\"1\" r:id=\"rId1\"/>"
    "</sheets></workbook>";
static const char package_relations[] =
    "<Relationships><Relationship Id=\"rId1\" Type=\"" REL
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char usual_relations[] =
    "<Relationships><Relationship Id=\"rId1\" Type=\"" REL
    "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" REL
    "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" REL
    "/styles\" Target=\"styles.xml\"/></Relationships>";

jh_text test_xlsx(jh_arena *keep, const test_book *book)
{
    const char *rows = book->rows ? book->rows : "";
    jh_text sheet = jh_text_format(
        keep, "<worksheet><dimension ref=\"A1:ZZ9999\"/><sheetData>%s</sheetData></worksheet>",
        rows);
    test_part parts[] = {
        { .path = "_rels/.rels", .body = package_relations },
        { .path = "xl/workbook.xml", .body = book->workbook ? book->workbook : usual_workbook },
        { .path = "xl/_rels/workbook.xml.rels",
          .body = book->relations ? book->relations : usual_relations },
        { .path = "xl/worksheets/sheet1.xml", .body = book->sheet ? book->sheet : sheet.at },
        { .path = book->strings ? "xl/sharedStrings.xml" : NULL, .body = book->strings },
        { .path = book->styles ? "xl/styles.xml" : NULL, .body = book->styles },
    };

    return test_zip(keep, parts, sizeof parts / sizeof *parts);
}

/* ---- What a reader says -------------------------------------------------------------------- */

static void tell_cell(jh_buffer *out, const jh_cell *cell)
{
    char address[JH_ADDRESS_SIZE], text[JH_CELL_TEXT_SIZE];
    const char *mark = cell->kind == JH_CELL_TEXT ? "\"" : "";
    jh_text value = jh_cell_text(text, cell);

    if (out->size) jh_buffer_add_zero(out, " ");
    jh_buffer_add_format(out, "%s=%s%s%.*s%s%s", jh_address_write(address, cell->row, cell->column),
                         cell->from_formula ? "=" : "", mark, JH_TEXT_ARGS(value), mark,
                         cell->kind == JH_CELL_EMPTY          ? "?"
                         : cell->shown_as == JH_SHOWN_PERCENT ? "%"
                                                              : "");
}

static void tell_sheet(jh_buffer *out, const jh_sheet *sheet, bool named)
{
    static const char *const marks[] = { "", "(hidden)", "(very hidden)" };
    size_t i;

    if (named)
        jh_buffer_add_format(out, "%s%.*s%s:", out->size ? " " : "", JH_TEXT_ARGS(sheet->name),
                             marks[sheet->visibility]);
    for (i = 0; i < sheet->cell_count; i++) tell_cell(out, &sheet->cells[i]);
}

const char *test_told(jh_arena *keep, const jh_file *file)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_error err = { 0 };
    jh_workbook book;
    jh_arena scratch;
    size_t i;

    assert(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT) == 0);
    if (jh_workbook_read(&book, keep, scratch, file, &err))
        jh_buffer_add_format(&out, "%s @ %s", jh_say_keys[err.message.say], err.where);
    else
        for (i = 0; i < book.sheet_count; i++)
            tell_sheet(&out, &book.sheets[i], book.sheet_count > 1);
    jh_arena_release(&scratch);
    return out.at ? out.at : "";
}

const char *test_told_bytes(jh_arena *keep, jh_text bytes)
{
    jh_file file = jh_file_of_bytes("t.xlsx", bytes);

    return test_told(keep, &file);
}
