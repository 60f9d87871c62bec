/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/alloc_sweep.h"
#include "tests/support/books.h"

#include <stdlib.h>
#include <string.h>

#define R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define CELL "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"
#define PLAIN_SHEET "<worksheet>" CELL "</worksheet>"
#define BOOK(sheets) "<workbook xmlns:r=\"" R "\"><sheets>" sheets "</sheets></workbook>"
#define ONE_TAB BOOK("<sheet name=\"a\" r:id=\"rId1\"/>")
#define RELS(inner) "<Relationships>" inner "</Relationships>"
#define REL(id, kind, target)                                                                      \
    "<Relationship Id=\"" id "\" Type=\"" R "/" kind "\" Target=\"" target "\"/>"
#define TOP RELS(REL("rId1", "officeDocument", "xl/workbook.xml"))
#define ONE_SHEET RELS(REL("rId1", "worksheet", "worksheets/sheet1.xml"))
#define P(p, b)                                                                                    \
    {                                                                                              \
        .path = (p), .body = (b)                                                                   \
    }

enum { PARTS_MAX = 8 };

typedef struct package_case {
    const char *label;
    test_part parts[PARTS_MAX];
    const char *told;
} package_case;

static const package_case cases[] = {
    { "the plainest workbook",
      { P("_rels/.rels", TOP), P("xl/workbook.xml", ONE_TAB),
        P("xl/_rels/workbook.xml.rels", ONE_SHEET), P("xl/worksheets/sheet1.xml", PLAIN_SHEET) },
      "A1=1" },
    { "parts that are not packed",
      { { .path = "_rels/.rels", .body = TOP, .stored = true },
        { .path = "xl/workbook.xml", .body = ONE_TAB, .stored = true },
        P("xl/_rels/workbook.xml.rels", ONE_SHEET),
        { .path = "xl/worksheets/sheet1.xml", .body = PLAIN_SHEET, .stored = true } },
      "A1=1" },
    { "absolute targets, other capitals, backslashes and dots in paths",
      { P("_rels/.rels", RELS(REL("rId1", "officeDocument", "/XL\\Workbook.xml"))),
        P("xl/workbook.xml", BOOK("<sheet name=\"a\" r:id=\"a\"/><sheet name=\"b\" r:id=\"b\"/>")),
        P("xl/_rels/workbook.xml.rels", RELS(REL("a", "worksheet", "/xl/Tables/One.XML")
                                                 REL("b", "worksheet", "../odd/./two.xml"))),
        P("xl/tables/one.xml", PLAIN_SHEET), P("odd\\two.xml", PLAIN_SHEET) },
      "formats.xlsx_part_missing @ t.xlsx, b" },
    { "a target that climbs out of its folder and back",
      { P("_rels/.rels", TOP), P("xl/workbook.xml", ONE_TAB),
        P("xl/_rels/workbook.xml.rels", RELS(REL("rId1", "worksheet", "../odd/two.xml"))),
        P("odd\\two.xml", PLAIN_SHEET) },
      "A1=1" },
    { "a package that does not say where its workbook is",
      { P("xl/workbook.xml", ONE_TAB), P("xl/_rels/workbook.xml.rels", ONE_SHEET),
        P("xl/worksheets/sheet1.xml", PLAIN_SHEET) },
      "A1=1" },
    { "prefixes on every element, and the strict namespace",
      { P("_rels/.rels", "<p:Relationships xmlns:p=\"x\"><p:Relationship Id=\"q\" Type=\"" STRICT
                         "/officeDocument\" Target=\"xl/workbook.xml\"/></p:Relationships>"),
        P("xl/workbook.xml", "<x:workbook xmlns:x=\"m\" xmlns:q=\"" STRICT
                             "\"><x:sheets><x:sheet name=\"a\" q:id=\"rId1\"/></x:sheets>"
                             "</x:workbook>"),
        P("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"" STRICT
                                        "/worksheet\" Target=\"s.xml\"/></Relationships>"),
        P("xl/s.xml", "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1"
                      "</x:v></x:c></x:row></x:sheetData></x:worksheet>") },
      "A1=1" },
    { "a byte order mark, a declaration, comments and instructions",
      { P("_rels/.rels", TOP),
        P("xl/workbook.xml", "\xEF\xBB\xBF<?xml version=\"1.0\" "
                             "encoding=\"UTF-8\"?><!-- > -->" ONE_TAB),
        P("xl/_rels/workbook.xml.rels", ONE_SHEET),
        P("xl/worksheets/sheet1.xml", "<?mso x?>" PLAIN_SHEET "\n<!-- end -->\n") },
      "A1=1" },
    { "chart sheets are passed over, hidden sheets are told",
      { P("_rels/.rels", TOP),
        P("xl/workbook.xml",
          BOOK("<sheet name=\"图\" r:id=\"c\"/><sheet name=\"一\" state=\"hidden\" r:id=\"a\"/>"
               "<sheet name=\"二\" state=\"veryHidden\" r:id=\"a\"/>")),
        P("xl/_rels/workbook.xml.rels",
          RELS(REL("c", "chartsheet", "chartsheets/sheet1.xml") REL("a", "worksheet", "s.xml"))),
        P("xl/s.xml", PLAIN_SHEET) },
      "一(hidden): A1=1 二(very hidden): A1=1" },
    { "a sheet without a part",
      { P("_rels/.rels", TOP), P("xl/workbook.xml", ONE_TAB),
        P("xl/_rels/workbook.xml.rels", ONE_SHEET) },
      "formats.xlsx_part_missing @ t.xlsx, a" },
    { "a sheet without a relationship",
      { P("_rels/.rels", TOP), P("xl/workbook.xml", ONE_TAB) },
      "formats.xlsx_part_missing @ t.xlsx" },
    { "a package whose main part is no workbook",
      { P("_rels/.rels", TOP), P("xl/workbook.xml", "<document/>") },
      "formats.zip_no_workbook @ t.xlsx" },
    { "a document type, and with it every entity bomb",
      { P("_rels/.rels", "<!DOCTYPE a [<!ENTITY b \"c\">]>" TOP) },
      "formats.xml_doctype @ t.xlsx" },
    { "another encoding",
      { P("_rels/.rels", "<?xml version=\"1.0\" encoding=\"GBK\"?>" TOP) },
      "formats.xml_encoding @ t.xlsx" },
    { "a NUL byte in a part",
      { { .path = "_rels/.rels", .body = "<Relationships>\0</Relationships>", .size = 32 } },
      "formats.xml_nul @ t.xlsx" },
    { "a part that ends in the middle of a tag",
      { P("_rels/.rels", "<Relationships><Rel") },
      "formats.xml_broken @ t.xlsx" },
    { "a part that ends before its root closes",
      { P("_rels/.rels", "<Relationships>") },
      "formats.xml_broken @ t.xlsx" },
    { "two roots",
      { P("_rels/.rels", TOP "<a/>"), P("xl/workbook.xml", ONE_TAB TOP) },
      "formats.xml_broken @ t.xlsx" },
    { "a password on the zip",
      { { .path = "_rels/.rels", .body = TOP, .encrypted = true } },
      "formats.zip_encrypted @ t.xlsx" },
    { "a packing method of another age",
      { { .path = "_rels/.rels", .body = TOP, .method = 6 } },
      "formats.zip_method @ t.xlsx" },
    { "bytes that do not match their checksum",
      { { .path = "_rels/.rels", .body = TOP, .wrong_crc = 1 } },
      "formats.zip_part_broken @ t.xlsx" },
    { "more bytes than the directory says",
      { { .path = "_rels/.rels", .body = TOP, .claims_unpacked = 9 } },
      "formats.zip_part_broken @ t.xlsx" },
    { "fewer bytes than the directory says",
      { { .path = "_rels/.rels", .body = TOP, .claims_unpacked = 5000 } },
      "formats.zip_part_broken @ t.xlsx" },
    { "a small part that claims to unpack to two gigabytes",
      { { .path = "_rels/.rels", .body = TOP, .claims_unpacked = 0x7FFFFFFF } },
      "formats.zip_bomb @ t.xlsx" },
    { "a part beyond what is read at all",
      { { .path = "_rels/.rels", .body = TOP, .claims_unpacked = 0xF0000000 } },
      "formats.zip_too_large @ t.xlsx" },
};

static void packages_are_read_or_refused(void **state)
{
    jh_arena arena;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_text bytes = test_zip(&arena, cases[i].parts, PARTS_MAX);
        const char *told = test_told_bytes(&arena, bytes);

        if (strcmp(told, cases[i].told) != 0)
            fail_msg("%s:\n  told  %s\n  not   %s", cases[i].label, told, cases[i].told);
    }
    jh_arena_release(&arena);
}

static const test_book rich_book = {
    .sheet = "<worksheet><sheetViews><sheetView><pane xSplit=\"2\" ySplit=\"3\" "
             "state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"6\" max=\"7\" "
             "hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" "
             "t=\"s\"><v>0</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>丁</t></is></c></row><row "
             "r=\"4\"><c r=\"B4\"><v>4.5</v></c></row><row r=\"6\" hidden=\"1\"/><row r=\"7\" "
             "hidden=\"true\"/></sheetData><mergeCells><mergeCell "
             "ref=\"C2:D3\"/><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>",
    .strings = "<sst><si><t>甲</t></si></sst>",
};

static void a_sheet_knows_its_size_merges_and_frozen_panes(void **state)
{
    jh_arena arena, scratch;
    jh_workbook book;
    jh_file file;
    size_t count;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    file = jh_file_of_bytes("t.xlsx", test_xlsx(&arena, &rich_book));
    assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, NULL), JH_OK);
    assert_int_equal(book.sheet_count, 1);
    assert_int_equal(book.sheets->row_count, 4);
    assert_int_equal(book.sheets->column_count, 4);
    assert_int_equal(book.sheets->frozen_rows, 3);
    assert_int_equal(book.sheets->frozen_columns, 2);
    assert_int_equal(book.sheets->merge_count, 2);
    assert_int_equal(book.sheets->merges[0].last_column, 2);
    assert_ptr_equal(jh_sheet_merge(book.sheets, 3, 4), &book.sheets->merges[1]);
    assert_null(jh_sheet_merge(book.sheets, 4, 4));
    assert_int_equal(book.sheets->hidden_count, 2); /* columns F:G, rows 6:7 */
    assert_true(jh_sheet_hides(book.sheets, 1, 6) && jh_sheet_hides(book.sheets, 7, 1));
    assert_false(jh_sheet_hides(book.sheets, 5, 5) || jh_sheet_hides(book.sheets, 8, 8));
    assert_int_equal(jh_sheet_cell(book.sheets, 4, 2)->kind, JH_CELL_NUMBER);
    assert_int_equal(jh_sheet_cell(book.sheets, 2, 2)->kind, JH_CELL_EMPTY);
    assert_ptr_equal(jh_sheet_row(&count, book.sheets, 1), book.sheets->cells);
    assert_int_equal(count, 2);
    assert_ptr_equal(jh_workbook_sheet(&book, JH_TEXT("表1")), book.sheets);
    assert_ptr_equal(jh_workbook_sheet(&book, JH_TEXT("1")), book.sheets);
    assert_null(jh_workbook_sheet(&book, JH_TEXT("2")));
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

/* Every prefix of a good file: read whole, or refused; never anything else. */
static void a_file_cut_anywhere_is_refused(void **state)
{
    jh_arena arena;
    jh_text bytes;
    size_t size, used;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    bytes = test_xlsx(&arena, &rich_book);
    used = jh_arena_used(&arena);
    for (size = 4; size < bytes.size; size += 7) {
        const char *told = test_told_bytes(&arena, (jh_text){ bytes.at, size });

        assert_string_equal(told, "formats.zip_truncated @ t.xlsx");
        arena.at = arena.start + used;
    }
    jh_arena_release(&arena);
}

typedef struct limit_case {
    const char *label;
    jh_read_limits limits;
    const char *told;
} limit_case;

/* Each limit lowered alone, against the same good workbook. */
static void every_limit_has_its_own_refusal(void **state)
{
    jh_arena arena;
    limit_case cases_of[10];
    size_t i, count = 0;
    jh_text bytes;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    bytes = test_xlsx(&arena, &rich_book);
#define LOWER(field, value, key)                                                                   \
    cases_of[count] = (limit_case){ #field, jh_read_limits_usual, "formats." key };                \
    cases_of[count++].limits.field = value
    LOWER(file_bytes, 100, "file_too_large @ t.xlsx");
    LOWER(part_bytes, 100, "zip_too_large @ t.xlsx");
    LOWER(total_bytes, 400, "zip_too_large @ t.xlsx");
    LOWER(entries, 2, "zip_too_many_parts @ t.xlsx");
    LOWER(strings, 0, "xlsx_too_many_strings @ t.xlsx");
    LOWER(string_bytes, 2, "xlsx_too_many_strings @ t.xlsx");
    LOWER(text_bytes, 2, "text_too_long @ t.xlsx");
    LOWER(sheets, 0, "xlsx_too_many_sheets @ t.xlsx");
    LOWER(cells, 2, "too_many_cells @ t.xlsx, 表1");
#undef LOWER
    for (i = 0; i < count; i++) {
        jh_file file = jh_file_of_bytes("t.xlsx", bytes);
        const char *told;

        file.limits = &cases_of[i].limits;
        told = test_told(&arena, &file);
        if (strcmp(told, cases_of[i].told) != 0)
            fail_msg("%s:\n  told  %s\n  not   %s", cases_of[i].label, told, cases_of[i].told);
    }
    jh_arena_release(&arena);
}

/* A million equal cells pack a thousandfold: refused by its own claim, before it is unpacked. */
static void a_bomb_is_refused_by_its_ratio(void **state)
{
    enum { SIZE = 40 << 20 };
    jh_arena arena;
    char *body;
    test_part parts[4] = { P("_rels/.rels", TOP),
                           P("xl/workbook.xml", ONE_TAB),
                           P("xl/_rels/workbook.xml.rels", ONE_SHEET),
                           { .path = "xl/worksheets/sheet1.xml", .size = SIZE } };

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    body = jh_alloc(&arena, SIZE, 1);
    assert_non_null(body);
    memset(body, ' ', SIZE);
    parts[3].body = body;
    assert_string_equal(test_told_bytes(&arena, test_zip(&arena, parts, 4)),
                        "formats.zip_bomb @ t.xlsx, a");
    jh_arena_release(&arena);
}

static void nesting_and_long_tags_end(void **state)
{
    jh_arena arena;
    jh_buffer deep, wide;
    int i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    deep = jh_buffer_in(&arena);
    for (i = 0; i < 1000; i++) jh_buffer_add_zero(&deep, "<a>");
    assert_string_equal(
        test_told_bytes(&arena, test_xlsx(&arena, &(test_book){ .sheet = deep.at })),
        "formats.xml_broken @ t.xlsx, 表1");
    wide = jh_buffer_in(&arena);
    jh_buffer_add_zero(&wide, "<worksheet a=\"");
    for (i = 0; i < 300 << 10; i++) jh_buffer_add_zero(&wide, "x");
    jh_buffer_add_zero(&wide, "\"/>");
    assert_string_equal(
        test_told_bytes(&arena, test_xlsx(&arena, &(test_book){ .sheet = wide.at })),
        "formats.xml_too_long @ t.xlsx, 表1");
    jh_arena_release(&arena);
}

static jh_code read_rich_book(void *context, jh_error *err)
{
    jh_arena arena = { 0 }, scratch = { 0 };
    jh_workbook book;
    jh_code rc;

    if (jh_arena_reserve(&arena, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        rc = jh_no_memory(err);
    else
        rc = jh_workbook_read(&book, &arena, scratch, context, err);
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
    return rc;
}

static void running_out_of_memory_is_told_wherever_it_happens(void **state)
{
    jh_arena arena;
    jh_file file;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    file = jh_file_of_bytes("t.xlsx", test_xlsx(&arena, &rich_book));
    assert_true(test_alloc_sweep(read_rich_book, &file, 1000) > 20);
    jh_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_are_read_or_refused),
        cmocka_unit_test(a_sheet_knows_its_size_merges_and_frozen_panes),
        cmocka_unit_test(a_file_cut_anywhere_is_refused),
        cmocka_unit_test(every_limit_has_its_own_refusal),
        cmocka_unit_test(a_bomb_is_refused_by_its_ratio),
        cmocka_unit_test(nesting_and_long_tags_end),
        cmocka_unit_test(running_out_of_memory_is_told_wherever_it_happens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
