/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/books.h"

#include <string.h>

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

typedef struct refusal {
    const char *label;
    jh_text bytes;
    jh_format format;
    const char *told;
} refusal;

static const refusal refusals[] = {
    { "nothing at all", { "", 0 }, JH_FORMAT_EMPTY, "formats.is_empty @ t.xlsx" },
    { "only blanks", { " \r\n\t", 4 }, JH_FORMAT_EMPTY, "formats.is_empty @ t.xlsx" },
    { "a pdf", { "%PDF-1.7\n", 9 }, JH_FORMAT_PDF, "formats.is_pdf @ t.xlsx" },
    { "a web page saved as a spreadsheet",
      { "\n<HTML><table>", 14 },
      JH_FORMAT_HTML,
      "formats.is_html @ t.xlsx" },
    { "a web page that begins as XML",
      { "<?xml version=\"1.0\"?><html>", 27 },
      JH_FORMAT_HTML,
      "formats.is_html @ t.xlsx" },
    { "XML Spreadsheet 2003",
      { "<?xml version=\"1.0\"?><Workbook/>", 32 },
      JH_FORMAT_XML,
      "formats.is_xml @ t.xlsx" },
    { "a bare BIFF stream",
      { "\x09\x08\x10\0\0\x06\x05\0", 8 },
      JH_FORMAT_XLS,
      "formats.xls_broken @ t.xlsx" },
    { "a sheet of Excel 4.0",
      { "\x09\x04\x06\0\0\0\x10\0\0\0\x0A\0\0\0", 14 },
      JH_FORMAT_XLS,
      "formats.xls_old @ t.xlsx" },
    { "a zip without a workbook",
      { "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22 },
      JH_FORMAT_OTHER_ZIP,
      "formats.zip_no_workbook @ t.xlsx" },
    { "the beginning of a zip",
      { "PK\3\4\x14\0", 6 },
      JH_FORMAT_BROKEN_ZIP,
      "formats.zip_truncated @ t.xlsx" },
    { "UTF-16 is read",
      { "\xFF\xFE"
        "a\0,\0",
        6 },
      JH_FORMAT_CSV,
      "A1=\"a\"" },
    { "too little text to tell its encoding",
      { "\xC3\xFB\xB3\xC6,1\n", 7 },
      JH_FORMAT_OTHER_ENCODING,
      "formats.csv_not_utf8 @ t.xlsx" },
    { "one line of plain text",
      { "Attachment not found!", 21 },
      JH_FORMAT_TEXT,
      "formats.is_text @ t.xlsx" },
    { "rich text", { "{\\rtf1, a}", 10 }, JH_FORMAT_UNKNOWN, "formats.is_unknown @ t.xlsx" },
    { "bytes of no known kind",
      { "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16 },
      JH_FORMAT_UNKNOWN,
      "formats.is_unknown @ t.xlsx" },
};

static jh_format format_of(jh_arena *arena, jh_text bytes)
{
    jh_file file = jh_file_of_bytes("t.xlsx", bytes);
    jh_format format;

    assert_int_equal(jh_file_format(&format, &file, *arena, NULL), JH_OK);
    return format;
}

static void what_is_no_workbook_is_refused_by_its_name(void **state)
{
    jh_arena arena;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const char *told = test_told_bytes(&arena, refusals[i].bytes);

        if (strcmp(told, refusals[i].told) != 0)
            fail_msg("%s:\n  told  %s\n  not   %s", refusals[i].label, told, refusals[i].told);
        if (format_of(&arena, refusals[i].bytes) != refusals[i].format)
            fail_msg("%s: taken for format %d", refusals[i].label,
                     (int)format_of(&arena, refusals[i].bytes));
    }
    jh_arena_release(&arena);
}

typedef struct container {
    const char *label, *entry; /* a directory entry of an OLE2 file */
    const char *told;
} container;

static const container containers[] = {
    { "a workbook of Excel 97", "Workbook", "formats.ole_broken @ t.xlsx" },
    { "a workbook of Excel 5", "Book", "formats.ole_broken @ t.xlsx" },
    { "a workbook with a password", "EncryptedPackage", "formats.is_encrypted @ t.xlsx" },
    { "a Word document", "WordDocument", "formats.is_ole @ t.xlsx" },
};

static void ole_containers_are_told_by_what_is_in_them(void **state)
{
    jh_arena arena;
    size_t i, k;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof containers / sizeof *containers; i++) {
        char bytes[1024] = OLE, *entry = bytes + 512 + 128;

        for (k = 0; containers[i].entry[k]; k++) entry[2 * k] = containers[i].entry[k];
        entry[64] = (char)(2 * k + 2);
        assert_string_equal(test_told_bytes(&arena, (jh_text){ bytes, sizeof bytes }),
                            containers[i].told);
    }
    jh_arena_release(&arena);
}

typedef struct archive {
    const char *label, *path, *second, *told;
} archive;

static const archive archives[] = {
    { "a binary workbook", "xl/workbook.bin", NULL, "formats.is_xlsb @ t.xlsx" },
    { "an OpenDocument spreadsheet", "mimetype", "content.xml", "formats.is_ods @ t.xlsx" },
    { "a Word document", "word/document.xml", NULL, "formats.zip_no_workbook @ t.xlsx" },
    { "a folder of workbooks", "a.xlsx", "b.xlsx", "formats.zip_no_workbook @ t.xlsx" },
};

static void zips_are_told_by_their_parts(void **state)
{
    jh_arena arena;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof archives / sizeof *archives; i++) {
        test_part parts[] = { { .path = archives[i].path, .body = "x" },
                              { .path = archives[i].second, .body = "y" } };
        const char *told = test_told_bytes(&arena, test_zip(&arena, parts, 2));

        assert_string_equal(told, archives[i].told);
    }
    jh_arena_release(&arena);
}

static void a_file_that_is_not_there_is_not_found(void **state)
{
    jh_arena arena;
    jh_file file = jh_file_of_path("/nowhere/没有.xlsx"), folder = jh_file_of_path("/");

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_string_equal(test_told(&arena, &file), "formats.file_absent @ 没有.xlsx");
    assert_string_equal(test_told(&arena, &folder), "formats.file_not_plain @ ");
    jh_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_workbook_is_refused_by_its_name),
        cmocka_unit_test(ole_containers_are_told_by_what_is_in_them),
        cmocka_unit_test(zips_are_told_by_their_parts),
        cmocka_unit_test(a_file_that_is_not_there_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
