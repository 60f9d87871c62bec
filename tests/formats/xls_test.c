/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/alloc_sweep.h"
#include "tests/support/books.h"
#include "tests/support/xls_books.h"

#include <string.h>

#define SHEET(text) .sheets = { { "a", (text), 0 } }

typedef struct xls_case {
    const char *label;
    test_xls book;
    const char *told;
} xls_case;

static const xls_case cases[] = {
    { "a number, a packed one, whole and in hundredths",
      { SHEET("203 w0 w0 w0 f3.5\n27E w1 w0 w0 l0x3FF80000\n27E w2 w0 w0 l0x1E\n"
              "27E w3 w0 w0 l0x1F") },
      "A1=3.5 A2=1.5 A3=7 A4=0.07" },
    { "a row of packed numbers", { SHEET("BD w4 w1 w0 l6 w0 l10 w2") }, "B5=1 C5=2" },
    { "Chinese shared strings, an empty one is an empty cell",
      { .globals = "FC l3 l3 s甲小学 s s乙𠮷",
        SHEET("FD w0 w0 w0 l0\nFD w0 w1 w0 l1\nFD w0 w2 w0 l2") },
      "A1=\"甲小学\" C1=\"乙𠮷\"" },
    { "a shared string cut by a continuing record that changes its width",
      { .globals = "FC l1 l1 w5 b1 u甲乙\n3C b0 b65 b66 b67", SHEET("FD w0 w0 w0 l0") },
      "A1=\"甲乙ABC\"" },
    { "runs and guides of a rich text are passed over",
      { .globals = "FC l2 l2 w1 b13 w1 l3 u甲 l9 b1 b2 b3 s乙",
        SHEET("FD w0 w0 w0 l0\nFD w0 w1 w0 l1") },
      "A1=\"甲\" B1=\"乙\"" },
    { "a count of strings that is too small is not believed",
      { .globals = "FC l1 l1 s甲 s乙", SHEET("FD w0 w0 w0 l1") },
      "A1=\"乙\"" },
    { "half of a pair is a sign of its own",
      { .globals = "FC l1 l1 w2 b1 w0xD800 w0x41", SHEET("FD w0 w0 w0 l0") },
      "A1=\"\xEF\xBF\xBD"
      "A\"" },
    { "percent and dates by their formats, built-in and custom",
      { .globals = "41E w164 syyyy年m月\nE0 w0 w0\nE0 w0 w9\nE0 w0 w14\nE0 w0 w164\nE0 w0 w21",
        SHEET("203 w0 w0 w1 f0.85\n203 w0 w1 w2 f45901\n203 w0 w2 w3 f45901\n"
              "203 w0 w3 w4 f0.5") },
      "A1=0.85% B1=2025-09-01 C1=2025-09-01 D1=12:00:00" },
    { "dates that count from 1904",
      { .globals = "22 w1\nE0 w0 w14", SHEET("203 w0 w0 w0 f44439") },
      "A1=2025-09-01" },
    { "truths and errors",
      { SHEET("205 w0 w0 w0 b1 b0\n205 w0 w1 w0 b7 b1\n205 w0 w2 w0 b0x2A b1") },
      "A1=TRUE B1=#DIV/0! C1=#N/A" },
    { "formulas give what they were last calculated to",
      { SHEET("6 w0 w0 w0 f6.5 w0\n6 w0 w1 w0 b1 b0 b1 b0 w0 w0xFFFF\n"
              "6 w0 w2 w0 b2 b0 b15 b0 w0 w0xFFFF\n6 w0 w3 w0 b0 b0 b0 b0 w0 w0xFFFF\n"
              "4BC w0\n207 s合计\n6 w0 w4 w0 b3 b0 b0 b0 w0 w0xFFFF") },
      "A1==6.5 B1==TRUE C1==#VALUE! D1==\"合计\" E1==\"\"" },
    { "a formula that waits to be calculated when the file is opened is told as such",
      { SHEET("6 w0 w0 w0 b3 b0 b0 b0 w0 w0xFFFF w2 l0") },
      "A1==?" },
    { "a formula whose text never comes",
      { SHEET("6 w0 w0 w0 b0 b0 b0 b0 w0 w0xFFFF") },
      "formats.xls_cell_broken @ t.xlsx, a, A1" },
    { "texts in the cell, as other programs write them",
      { SHEET("204 w0 w0 w0 s甲") },
      "A1=\"甲\"" },
    { "cells in any order; of two in one place the later counts",
      { SHEET("203 w1 w1 w0 f4\n203 w1 w0 w0 f3\n203 w0 w0 w0 f1\n203 w1 w1 w0 f5") },
      "A1=1 A2=3 B2=5" },
    { "hidden sheets are told, charts are passed over, on the sheet and beside it",
      { .sheets = { { "a", "809 w0x600 w0x20 l0\n203 w0 w0 w0 f9\nA\n203 w0 w0 w0 f1", 1 },
                    { "c", "203 w0 w0 w0 f2", 0x200 },
                    { "b", "203 w0 w0 w0 f3", 2 } } },
      "a(hidden): A1=1 b(very hidden): A1=3" },
    { "a small file lies in the mini stream",
      { SHEET("203 w0 w0 w0 f3.5"), .is_small = true },
      "A1=3.5" },
    { "the records alone, without a container",
      { SHEET("203 w0 w0 w0 f3.5"), .is_bare = true },
      "A1=3.5" },
    { "BIFF5 texts in GBK",
      { .globals = "42 w936", SHEET("204 w0 w0 w0 w4 b0xD1 b0xA7 b0xD0 b0xA3"), .is_biff5 = true },
      "A1=\"学校\"" },
    { "BIFF5 texts in an encoding that nobody names",
      { SHEET("204 w0 w0 w0 t4\n204 w0 w1 w0 w1 b0xD1"), .is_biff5 = true },
      "formats.xls_cell_broken @ t.xlsx, a, B1" },
    { "BIFF5 texts that are not what the workbook names",
      { .globals = "42 w936", SHEET("204 w0 w0 w0 w2 b0xFF b0xFF"), .is_biff5 = true },
      "formats.xls_cell_broken @ t.xlsx, a, A1" },
    { "a password",
      { .globals = "2F w1 w0 w0", SHEET("203 w0 w0 w0 f1") },
      "formats.is_encrypted @ t.xlsx" },
    { "a shared string that does not exist",
      { .globals = "FC l1 l1 s甲", SHEET("FD w0 w0 w0 l7") },
      "formats.xls_cell_broken @ t.xlsx, a, A1" },
    { "shared strings that end too soon",
      { .globals = "FC l9 l9 w5 b1 u甲", SHEET("203 w0 w0 w0 f1") },
      "formats.xls_broken @ t.xlsx" },
    { "a number that is none",
      { SHEET("203 w0 w0 w0 fnan") },
      "formats.xls_cell_broken @ t.xlsx, a, A1" },
    { "a cell beyond the last column",
      { SHEET("203 w0 w256 w0 f1") },
      "formats.xls_broken @ t.xlsx, a" },
    { "packed numbers beyond the last column",
      { SHEET("BD w0 w255 w0 l6 w0 l10 w256") },
      "formats.xls_broken @ t.xlsx, a" },
    { "a merge that claims more than it has",
      { SHEET("E5 w9 w0 w0 w0 w1") },
      "formats.xls_broken @ t.xlsx, a" },
    { "an error of another age",
      { SHEET("205 w0 w0 w0 b99 b1") },
      "formats.xls_cell_broken @ t.xlsx, a, A1" },
};

static void records_are_read_or_refused(void **state)
{
    jh_arena arena;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *told = test_told_bytes(&arena, test_xls_file(&arena, &cases[i].book));

        if (strcmp(told, cases[i].told) != 0)
            fail_msg("%s:\n  told  %s\n  not   %s", cases[i].label, told, cases[i].told);
    }
    jh_arena_release(&arena);
}

static const test_xls rich = {
    .globals = "42 w936\n41E w164 s0.0%\nE0 w0 w164\nFC l2 l2 s学校名称 s甲小学",
    SHEET("7D w5 w6 w0 w0 w1\n208 w7 w0 w1 w0 w0 w0 w0x20 w0\n208 w8 w0 w1 w0 w0 w0 w0x20 w0\n"
          "FD w0 w0 w0 l0\nFD w4 w0 w0 l1\n203 w4 w1 w0 f0.5\n23E w8\n41 w1 w3\n"
          "E5 w2 w1 w2 w2 w3 w0 w0 w0 w1"),
};

static void a_sheet_knows_its_merges_hidden_rows_and_frozen_panes(void **state)
{
    jh_arena arena, scratch;
    const jh_sheet *sheet;
    jh_workbook book;
    jh_file file;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    file = jh_file_of_bytes("t.xls", test_xls_file(&arena, &rich));
    assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, NULL), JH_OK);
    assert_int_equal(book.format, JH_FORMAT_XLS);
    sheet = book.sheets;
    assert_int_equal(sheet->row_count, 5);
    assert_int_equal(sheet->merge_count, 2);
    assert_ptr_equal(jh_sheet_merge(sheet, 1, 2), &sheet->merges[0]);
    assert_ptr_equal(jh_sheet_merge(sheet, 3, 4), &sheet->merges[1]);
    assert_int_equal(sheet->hidden_count, 2); /* columns F:G, rows 8:9 */
    assert_true(jh_sheet_hides(sheet, 1, 7) && jh_sheet_hides(sheet, 9, 1));
    assert_false(jh_sheet_hides(sheet, 7, 5));
    assert_int_equal(sheet->frozen_rows, 3);
    assert_int_equal(sheet->frozen_columns, 1);
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

/* Every prefix, and every byte of the container's header and tables changed: read or refused. */
static void a_damaged_container_is_refused_or_read(void **state)
{
    jh_arena arena;
    jh_text bytes;
    char *changed;
    size_t at, used, refused = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    bytes = test_xls_file(&arena, &rich);
    changed = jh_alloc(&arena, bytes.size, 1);
    assert_non_null(changed);
    used = jh_arena_used(&arena);
    for (at = 9; at < bytes.size; at += 37) {
        const char *told = test_told_bytes(&arena, (jh_text){ bytes.at, at });

        refused += strncmp(told, "formats.", 8) == 0;
        arena.at = arena.start + used;
    }
    assert_true(refused > 40);
    for (at = 24; at < bytes.size; at += at < 1300 ? 1 : 11) {
        memcpy(changed, bytes.at, bytes.size);
        changed[at] = (char)(changed[at] ^ 0x83);
        assert_non_null(test_told_bytes(&arena, (jh_text){ changed, bytes.size }));
        arena.at = arena.start + used;
    }
    jh_arena_release(&arena);
}

static void chains_that_run_in_a_circle_are_refused(void **state)
{
    enum { FAT = 512, ROOT_CHILD = 1024 + 76, ENTRY2_LEFT = 1024 + 256 + 68 };
    /* The directory's chain, the stream's, and a sibling that is its own. */
    static const struct {
        size_t at[2];
        char to[2];
    } changes[] = {
        { { FAT + 4, FAT + 4 }, { 1, 1 } },
        { { FAT + 12, FAT + 12 }, { 3, 3 } },
        { { ROOT_CHILD, ENTRY2_LEFT }, { 2, 2 } },
    };
    jh_arena arena;
    jh_text bytes;
    char *changed;
    size_t i, k;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof changes / sizeof *changes; i++) {
        bytes = test_xls_file(&arena, &rich);
        changed = (char *)(uintptr_t)bytes.at;
        for (k = 0; k < 2; k++) {
            memset(changed + changes[i].at[k], 0, 4);
            changed[changes[i].at[k]] = changes[i].to[k];
        }
        assert_string_equal(test_told_bytes(&arena, bytes), "formats.ole_broken @ t.xlsx");
    }
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
    file = jh_file_of_bytes("t.xls", test_xls_file(&arena, &rich));
    assert_true(test_alloc_sweep(read_rich_book, &file, 1000) > 15);
    jh_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_or_refused),
        cmocka_unit_test(a_sheet_knows_its_merges_hidden_rows_and_frozen_panes),
        cmocka_unit_test(a_damaged_container_is_refused_or_read),
        cmocka_unit_test(chains_that_run_in_a_circle_are_refused),
        cmocka_unit_test(running_out_of_memory_is_told_wherever_it_happens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
