/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/xlsx_out.h"
#include "tests/support/books.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void fill_form(jh_xlsx_out *book)
{
    static const jh_look head = { .bold = true,
                                  .wrap = true,
                                  .bordered = true,
                                  .middle = true,
                                  .align = JH_ALIGN_CENTER,
                                  .fill = JH_COLOUR(0xEEEEEE),
                                  .ink = JH_COLOUR(0),
                                  .font = "仿宋_GB2312",
                                  .font_size = 12 };
    static const jh_look share = { .number_format = "0.0%" };
    const jh_text stages[] = { JH_TEXT("小学"), JH_TEXT("初中") };
    jh_sheet_out *form = jh_sheet_out_add(book, JH_TEXT("学校"));
    jh_sheet_out *codes = jh_sheet_out_add(book, JH_TEXT("代码"));

    jh_sheet_set_height(form, 1, 30);
    jh_sheet_put_merged(form, (jh_range){ 1, 1, 2, 3 }, JH_TEXT("教师"), &head);
    jh_sheet_put_merged(form, (jh_range){ 3, 1, 3, 1 }, JH_TEXT("小学"), &head);
    jh_sheet_put_decimal(form, 3, 2, JH_DECIMAL(12), NULL);
    jh_sheet_put_number(form, 3, 3, 0.856, &share);
    jh_sheet_put_blank(form, 3, 4, &share);
    jh_sheet_set_width(form, 1, 3, 20);
    jh_sheet_freeze(form, 2, 1);
    jh_sheet_put_note(form, 3, 2, JH_TEXT("专任教师"));
    jh_sheet_validate(form, &(jh_validation){ .range = { 3, 1, 50, 1 },
                                              .choices = stages,
                                              .choice_count = 2,
                                              .error = JH_TEXT("小学或初中") });
    jh_sheet_validate(form, &(jh_validation){ .range = { 3, 2, 50, 2 }, .most = 1e6 });
    jh_sheet_validate(form, &(jh_validation){ .range = { 3, 3, 50, 3 },
                                              .choices_at = JH_TEXT("=代码!$A$1:$A$9") });
    jh_sheet_print_setup(form, true, 2);
    jh_sheet_put_text(codes, 1, 1, JH_TEXT("<码>&"), NULL);
    jh_sheet_out_hide(codes);
}

/* Writes the form and gives its bytes. */
static jh_text written(jh_arena *arena, const char *path, bool constant_memory)
{
    jh_xlsx_out_options options = { .constant_memory = constant_memory, .title = "样表" };
    jh_xlsx_out *book;
    size_t size;
    char *bytes;
    jh_text kept;

    assert_int_equal(jh_xlsx_out_begin(&book, arena, path, &options, NULL), JH_OK);
    fill_form(book);
    assert_int_equal(jh_xlsx_out_finish(book, NULL), JH_OK);
    bytes = test_file_read(path, &size);
    kept = jh_text_copy(arena, (jh_text){ bytes, size });
    free(bytes);
    return kept;
}

static void what_is_written_is_read_back(void **state)
{
    jh_arena arena, scratch;
    char *folder = test_folder_make(), *path = test_path(folder, "a.xlsx");
    jh_workbook book;
    jh_file file;
    int constant;

    (void)state;
    for (constant = 0; constant < 2; constant++) {
        assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
        file = jh_file_of_bytes("t.xlsx", written(&arena, path, constant));
        assert_string_equal(
            test_told(&arena, &file),
            "学校: A1=\"教师\" A3=\"小学\" B3=12 C3=0.856% 代码(hidden): A1=\"<码>&\"");
        assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, NULL), JH_OK);
        assert_int_equal(book.sheets->merge_count, 1);
        assert_int_equal(book.sheets->frozen_rows, 2);
        assert_int_equal(book.sheets->frozen_columns, 1);
        jh_arena_release(&scratch);
        jh_arena_release(&arena);
    }
    test_folder_remove(folder);
    free(path);
    free(folder);
}

static void the_same_calls_give_the_same_bytes_at_any_time(void **state)
{
    jh_arena arena;
    char *folder = test_folder_make(), *path = test_path(folder, "a.xlsx");
    jh_text first, second;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    first = written(&arena, path, false);
    sleep(2); /* zip keeps time in steps of two seconds */
    second = written(&arena, path, false);
    assert_true(jh_text_equal(first, second));
    jh_arena_release(&arena);
    test_folder_remove(folder);
    free(path);
    free(folder);
}

static void the_first_failure_is_told_at_the_end(void **state)
{
    jh_arena arena;
    char *folder = test_folder_make(), *path = test_path(folder, "a.xlsx");
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    jh_error err = { 0 };

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_xlsx_out_begin(&book, &arena, path, NULL, NULL), JH_OK);
    sheet = jh_sheet_out_add(book, JH_TEXT("a[b]"));
    jh_sheet_put_text(sheet, 1, 1, JH_TEXT("x"), NULL);
    jh_sheet_out_add(book, JH_TEXT("c:d"));
    assert_int_equal(jh_xlsx_out_finish(book, &err), JH_BAD_INPUT);
    assert_string_equal(jh_say_keys[err.message.say], "formats.out_sheet_name");
    assert_string_equal(err.message.arg[0], "a[b]");
    jh_arena_release(&arena);
    test_folder_remove(folder);
    free(path);
    free(folder);
}

/* A workbook where another one stands; with a bad sheet, or with no room for it on the disk. */
static void what_fails_leaves_what_was_there(void **state)
{
    struct rlimit room, none;
    jh_arena arena;
    char *folder = test_folder_make(), *path = test_path(folder, "a.xlsx");
    char *beside = test_path(folder, "a.xlsx.part"), *left;
    jh_xlsx_out *book;
    jh_error err = { 0 };
    int round;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &room), 0);
    none = (struct rlimit){ 100, room.rlim_max };
    (void)signal(SIGXFSZ, SIG_IGN);
    test_file_write_text(path, "what was there");
    for (round = 0; round < 2; round++) {
        assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_xlsx_out_begin(&book, &arena, path, NULL, NULL), JH_OK);
        fill_form(book);
        if (round == 0) jh_sheet_out_add(book, JH_TEXT("a[b]"));
        if (round == 1) assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
        assert_int_not_equal(jh_xlsx_out_finish(book, &err), JH_OK);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &room), 0);
        left = test_file_read(path, NULL);
        assert_string_equal(left, "what was there");
        assert_int_not_equal(access(beside, F_OK), 0);
        free(left);
        jh_arena_release(&arena);
    }
    test_folder_remove(folder);
    free(beside);
    free(path);
    free(folder);
}

static void a_place_that_cannot_be_written_is_told_at_once(void **state)
{
    jh_arena arena;
    jh_xlsx_out *book;
    jh_error err = { 0 };

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_xlsx_out_begin(&book, &arena, "/nowhere/a.xlsx", NULL, &err), JH_IO);
    assert_string_equal(err.message.arg[0], "/nowhere/a.xlsx");
    jh_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(the_same_calls_give_the_same_bytes_at_any_time),
        cmocka_unit_test(the_first_failure_is_told_at_the_end),
        cmocka_unit_test(what_fails_leaves_what_was_there),
        cmocka_unit_test(a_place_that_cannot_be_written_is_told_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
