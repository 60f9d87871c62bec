/* 表Ⅱ-2 and 表Ⅲ, written and read back with our own reader.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/workbook.h"
#include "report/report.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/made_up_view.h"

#include <stdlib.h>
#include <string.h>

enum { NAME = 2, OWNERSHIP = 3, GRADES = 5, FIRST_INDICATOR = 7, VERDICT = 14, REMARK = 15 };
enum { FIRST_ROW = 4 };

typedef struct fixture {
    jh_arena keep, scratch;
    jh_view view;
    char *folder, *path_2_2, *path_3;
    jh_workbook book_2_2, book_3;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    const char *out = getenv("JH_FORMS_OUT"); /* to look at them: JH_FORMS_OUT=/tmp/forms */

    assert_non_null(f);
    assert_int_equal(jh_arena_reserve(&f->keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&f->scratch, JH_ARENA_DEFAULT), 0);
    made_up_view(&f->view, &f->keep);
    f->folder = test_folder_make();
    f->path_2_2 = test_path(out ? out : f->folder, "2-2.xlsx");
    f->path_3 = test_path(out ? out : f->folder, "3.xlsx");
    assert_int_equal(jh_report_table_2_2(f->path_2_2, f->scratch, &f->view, NULL), JH_OK);
    assert_int_equal(jh_report_table_3(f->path_3, f->scratch, &f->view, NULL), JH_OK);
    jh_file file = jh_file_of_path(f->path_2_2);
    assert_int_equal(jh_workbook_read(&f->book_2_2, &f->keep, f->scratch, &file, NULL), JH_OK);
    file = jh_file_of_path(f->path_3);
    assert_int_equal(jh_workbook_read(&f->book_3, &f->keep, f->scratch, &file, NULL), JH_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    test_folder_remove(f->folder);
    free(f->folder);
    free(f->path_2_2);
    free(f->path_3);
    jh_arena_release(&f->keep);
    jh_arena_release(&f->scratch);
    free(f);
    return 0;
}

static bool says(const jh_sheet *sheet, uint32_t row, uint32_t column, const char *text)
{
    return jh_text_equal(jh_sheet_cell(sheet, row, column)->text, jh_text_of(text));
}

static void assert_merged(const jh_sheet *sheet, jh_range range)
{
    const jh_range *found = jh_sheet_merge(sheet, range.row, range.column);

    assert_non_null(found);
    assert_memory_equal(found, &range, sizeof range);
}

static void form_2_2_has_the_columns_of_the_official_form(void **state)
{
    fixture *f = *state;
    const jh_sheet *sheet = &f->book_2_2.sheets[0];

    assert_merged(sheet, (jh_range){ 1, 1, 1, REMARK });
    assert_true(says(sheet, 1, 1, "表Ⅱ-2  小学、初中资源配置基本情况（分学校）"));
    assert_true(says(sheet, 2, 1, "序号"));
    assert_true(says(sheet, 2, 3, "举办者类型"));
    assert_true(says(sheet, 2, FIRST_INDICATOR, "每百名学生拥有高于规定学历教师数"));
    assert_true(says(sheet, 2, FIRST_INDICATOR + 3, "生均教学及辅助用房面积（㎡）"));
    assert_true(says(sheet, 2, FIRST_INDICATOR + 5, "生均教学仪器设备值（元）"));
    assert_true(says(sheet, 2, VERDICT, "该校综合评估是否达标"));
    assert_true(says(sheet, 3, VERDICT, "L14"));
    assert_int_equal(jh_sheet_cell(sheet, 3, REMARK)->kind, JH_CELL_EMPTY);
}

static void form_2_2_has_a_row_a_school_primary_before_junior(void **state)
{
    fixture *f = *state;
    const jh_sheet *sheet = &f->book_2_2.sheets[0];

    for (size_t r = 0; r < f->view.row_count; r++) {
        const jh_view_row *row = &f->view.rows[r];
        uint32_t at = (uint32_t)(FIRST_ROW + r);
        size_t number = r - f->view.stage_rows[row->stage].first + 1;
        assert_true(jh_text_equal(jh_sheet_cell(sheet, at, NAME)->text, row->unit->name));
        assert_int_equal((int)jh_sheet_cell(sheet, at, 1)->number, (int)number);
        assert_true(says(sheet, at, OWNERSHIP, "7"));
        assert_int_equal(jh_sheet_cell(sheet, at, GRADES)->kind, JH_CELL_EMPTY);
        for (uint32_t c = 0; c < f->view.column_count; c++) {
            const jh_cell *cell = jh_sheet_cell(sheet, at, FIRST_INDICATOR + c);
            jh_decimal read = { 0 };
            if (row->cells[c].result->value.why != JH_PRESENT) {
                assert_int_equal(cell->kind, JH_CELL_EMPTY);
                continue;
            }
            assert_int_equal(jh_cell_decimal(&read, cell), JH_READ_EXACT);
            assert_int_equal(read.millionths, row->cells[c].result->printed.millionths);
        }
        assert_true(says(sheet, at, VERDICT,
                         row->holds.truth == JH_YES  ? "达标"
                         : row->holds.truth == JH_NO ? "不达标"
                                                     : "无法判定"));
    }
}

static void its_remark_says_what_is_met_and_what_is_not(void **state)
{
    fixture *f = *state;
    const jh_sheet *sheet = &f->book_2_2.sheets[0];
    size_t unknown = 0;

    for (size_t r = 0; r < f->view.row_count; r++) {
        const jh_view_row *row = &f->view.rows[r];
        jh_text remark = jh_sheet_cell(sheet, (uint32_t)(FIRST_ROW + r), REMARK)->text;
        if (row->marks[JH_MARK_MET] == f->view.column_count)
            assert_true(jh_text_equal(remark, JH_TEXT("7项均达标")));
        assert_int_equal(jh_text_contains(remark, JH_TEXT("达到85%：")),
                         row->marks[JH_MARK_FLOOR] > 0);
        assert_int_equal(jh_text_contains(remark, JH_TEXT("低于85%：")),
                         row->marks[JH_MARK_BELOW] > 0);
        assert_int_equal(jh_text_contains(remark, JH_TEXT("（未填报）")),
                         row->marks[JH_MARK_UNKNOWN] > 0);
        unknown += row->marks[JH_MARK_UNKNOWN];
    }
    assert_true(unknown > 0);
}

static void form_3_is_merged_as_printed_and_keeps_its_decimals(void **state)
{
    fixture *f = *state;
    const jh_sheet *sheet = &f->book_3.sheets[0];

    assert_merged(sheet, (jh_range){ 2, 1, 3, 2 });
    assert_merged(sheet, (jh_range){ 4, 1, 5, 1 });
    assert_merged(sheet, (jh_range){ 6, 1, 7, 1 });
    assert_true(says(sheet, 4, 2, "全县平均值"));
    assert_true(says(sheet, 5, 2, "差异系数"));
    assert_true(says(sheet, 4, 10, "——"));
    assert_int_equal(jh_sheet_cell(sheet, 5, 10)->kind, JH_CELL_EMPTY);
    for (size_t l = 0; l < f->view.limit_count; l++) {
        const jh_view_limit *limit = &f->view.limits[l];
        uint32_t row = limit->def->stage == JH_PRIMARY ? 4 : 6;
        uint32_t column = (uint32_t)(3 + limit->def->indicator);
        jh_decimal read = { 0 };
        assert_int_equal(jh_cell_decimal(&read, jh_sheet_cell(sheet, row, column)), JH_READ_EXACT);
        assert_int_equal(read.millionths, limit->result->mean_printed.millionths);
        if (limit->result->value.why != JH_PRESENT) {
            assert_int_equal(jh_sheet_cell(sheet, row + 1, column)->kind, JH_CELL_EMPTY);
            continue;
        }
        assert_int_equal(jh_cell_decimal(&read, jh_sheet_cell(sheet, row + 1, column)),
                         JH_READ_EXACT);
        assert_int_equal(read.millionths, limit->result->value_printed.millionths);
    }
}

static bool column_has(const jh_sheet *sheet, uint32_t column, const char *text)
{
    for (size_t i = 0; i < sheet->cell_count; i++)
        if (sheet->cells[i].column == column
            && jh_text_equal(sheet->cells[i].text, jh_text_of(text)))
            return true;
    return false;
}

static void the_second_sheet_tells_what_the_form_rests_on(void **state)
{
    fixture *f = *state;
    const jh_workbook *books[] = { &f->book_2_2, &f->book_3 };

    for (size_t b = 0; b < 2; b++) {
        const jh_sheet *sheet = jh_workbook_sheet(books[b], JH_TEXT("依据"));
        assert_non_null(sheet);
        assert_true(column_has(sheet, 2, "虚构〔2025〕1号"));
        assert_true(column_has(sheet, 2, f->view.standard_hash));
        assert_true(column_has(sheet, 2, f->view.content_hash));
        assert_true(column_has(sheet, 2, "2025-10-01"));
        assert_true(column_has(sheet, 2, "虚构数据，仅供演示"));
        assert_true(column_has(sheet, 2, "0.1.0"));
    }
}

static void the_same_view_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    char *again = test_path(f->folder, "again.xlsx");
    size_t one_size, two_size;

    assert_int_equal(jh_report_table_2_2(again, f->scratch, &f->view, NULL), JH_OK);
    char *one = test_file_read(f->path_2_2, &one_size);
    char *two = test_file_read(again, &two_size);
    assert_int_equal(one_size, two_size);
    assert_memory_equal(one, two, one_size);
    free(one);
    free(two);
    free(again);
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
    fixture *f = *state;
    jh_error err = { 0 };

    assert_int_equal(jh_report_table_3("/nowhere/at/all.xlsx", f->scratch, &f->view, &err), JH_IO);
    assert_int_equal(err.code, JH_IO);
}

static jh_code make_forms(void *context, jh_error *err)
{
    fixture *f = context;
    jh_view view = f->view;
    jh_arena scratch = { 0 };
    char *path = test_path(f->folder, "sweep.xlsx");
    jh_code rc = JH_OK;

    view.row_count = 3;
    view.stage_rows[JH_PRIMARY].count = 3;
    view.stage_rows[JH_JUNIOR].count = 0;
    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) rc = jh_no_memory(err);
    if (!rc) rc = jh_report_table_2_2(path, scratch, &view, err);
    if (!rc) rc = jh_report_table_3(path, scratch, &view, err);
    jh_arena_release(&scratch);
    free(path);
    return rc;
}

static void whichever_allocation_fails_the_forms_say_so(void **state)
{
    test_alloc_sweep(make_forms, *state, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(form_2_2_has_the_columns_of_the_official_form),
        cmocka_unit_test(form_2_2_has_a_row_a_school_primary_before_junior),
        cmocka_unit_test(its_remark_says_what_is_met_and_what_is_not),
        cmocka_unit_test(form_3_is_merged_as_printed_and_keeps_its_decimals),
        cmocka_unit_test(the_second_sheet_tells_what_the_form_rests_on),
        cmocka_unit_test(the_same_view_gives_the_same_bytes),
        cmocka_unit_test(whichever_allocation_fails_the_forms_say_so),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
