/* Several files of one county: what they say together. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 3 };

typedef struct input {
    const char *name, *text; /* csv */
} input;

/* Reads csv files in the order given, or backwards. */
static jh_code read_files(jh_batch *batch, jh_arena *keep, jh_arena scratch, const input *inputs,
                          bool backwards, const jh_intake_request *like, jh_error *err)
{
    jh_source_file files[FILES_MAX];
    jh_intake_request request = *like;
    size_t count = 0, i;

    while (count < FILES_MAX && inputs[count].name) count++;
    for (i = 0; i < count; i++) {
        const input *in = &inputs[backwards ? count - 1 - i : i];

        files[i] = (jh_source_file){ .name = jh_text_of(in->name), .bytes = jh_text_of(in->text) };
    }
    request.files = files;
    request.file_count = count;
    request.standard = test_made_up_standard();
    return jh_intake_read(batch, keep, scratch, &request, err);
}

#define HEAD "学校标识码,学校名称,学段,在校生数,专任教师数\n"
#define OURS .county = { "990101", 6 }, .period = { "2025", 4 }

static const struct {
    const char *label;
    input files[FILES_MAX + 1];
    jh_intake_request like;
    const char *expect;
} cases[] = {
    { "two files may say the same",
      { { "a.csv", HEAD "S1,甲小学,小学,120,9\n" }, { "b.csv", HEAD "S1,甲小学,小学,120,\n" } },
      { OURS },
      "unit S1 甲小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "two files that differ are both refused, and each cell is named",
      { { "a.csv", HEAD "S1,甲小学,小学,120,9\n" }, { "b.csv", HEAD "S1,甲小学,小学,121,9\n" } },
      { OURS },
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.conflict !D2 | 121 | 120 | a.csv D2 | S1 在校生数\n" },
    { "a blank in one file is filled by another, without a warning",
      { { "a.csv", HEAD "S1,甲小学,小学,,9\n" }, { "b.csv", HEAD "S1,甲小学,小学,120,\n" } },
      { OURS },
      "unit S1 甲小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "a mark of not applicable against a figure is a conflict",
      { { "a.csv", HEAD "S1,甲小学,小学,—,9\n" }, { "b.csv", HEAD "S1,甲小学,小学,120,9\n" } },
      { OURS },
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.conflict !D2 | 120 | — | a.csv D2 | S1 在校生数\n" },
    { "the name may stand in another file",
      { { "a.csv", "学校标识码,学段,在校生数\nS1,小学,120\n" },
        { "b.csv", "学校标识码,学校名称,办学类型\nS1,甲小学,小学\n" } },
      { OURS },
      "unit S1 甲小学 kind=primary_school\nS1 pupils primary 120\n" },
    { "a code that nobody names is refused with its figures",
      { { "a.csv", "学校标识码,学段,在校生数\nS1,小学,120\n" } },
      { OURS },
      "refusal intake.unit_no_name !A2 | S1\n" },
    { "any refusal leaves nothing when all or nothing was asked",
      { { "a.csv", HEAD "S1,甲小学,小学,120,-9\nS2,乙小学,小学,80,7\n" } },
      { OURS, .all_or_nothing = true },
      "refusal intake.cell_negative !E2 | -9 | 专任教师数\n" },
    { "a file that is no workbook is refused by its format, the rest is read",
      { { "a.csv", HEAD "S1,甲小学,小学,120,9\n" }, { "b.xlsx", "%PDF-1.4 made up" } },
      { OURS },
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "S1 teachers primary 9\n"
      "refusal formats.is_pdf !-\n" },
    { "county and year may be told by the file",
      { { "a.csv", "学年,2025-2026,县代码,990101,县名称,示例县\n" HEAD "S1,甲小学,小学,120,9\n" } },
      { .all_or_nothing = false },
      "unit S1 甲小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "two files of different years: the second by name is refused",
      { { "a.csv", "学年,2025\n" HEAD "S1,甲小学,小学,120,9\n" },
        { "b.csv", "学年,2024\n" HEAD "S1,甲小学,小学,110,9\n" } },
      { .county = { "990101", 6 } },
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "S1 teachers primary 9\n"
      "refusal intake.other_period !B1 | 2024 | 2025\n" },
    { "an empty county is a batch without schools", { { "a.csv", HEAD } }, { OURS }, "" },
};

static void files_come_together_in_any_order(void **state)
{
    jh_arena keep, scratch;
    jh_batch batch;
    int backwards, wrong = 0;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        for (backwards = 0; backwards < 2; backwards++) {
            jh_arena_reset(&keep);
            assert_int_equal(
                read_files(&batch, &keep, scratch, cases[i].files, backwards, &cases[i].like, NULL),
                JH_OK);
            jh_text got = test_batch_text(&keep, &batch, true);

            if (jh_text_equal(got, jh_text_of(cases[i].expect))) continue;
            wrong++;
            print_error("%s%s\n--- expected\n%s--- got\n%.*s\n", cases[i].label,
                        backwards ? " (files the other way round)" : "", cases[i].expect,
                        JH_TEXT_ARGS(got));
        }
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    assert_int_equal(wrong, 0);
}

static void what_nobody_says_is_asked_for(void **state)
{
    static const input files[] = { { "a.csv", HEAD "S1,甲小学,小学,120,9\n" }, { NULL, NULL } };
    static const jh_intake_request no_year = { .county = { "990101", 6 } };
    static const jh_intake_request no_county = { .period = { "2025", 4 } };
    jh_arena keep, scratch;
    jh_error err = { 0 };
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(read_files(&batch, &keep, scratch, files, false, &no_year, &err),
                     JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_INTAKE_NO_PERIOD);
    err = (jh_error){ 0 };
    assert_int_equal(read_files(&batch, &keep, scratch, files, false, &no_county, &err),
                     JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_INTAKE_NO_COUNTY);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static void a_file_that_cannot_be_read_is_told_before_what_it_might_have_said(void **state)
{
    static const input files[] = { { "a.xlsx", "%PDF-1.4 made up" }, { NULL, NULL } };
    static const jh_intake_request nothing_known = { 0 };
    jh_arena keep, scratch;
    jh_error err = { 0 };
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(read_files(&batch, &keep, scratch, files, false, &nothing_known, &err),
                     JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_FORMATS_IS_PDF);
    assert_string_equal(err.where, "a.xlsx");
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static void a_required_figure_without_a_column_is_told(void **state)
{
    static const input files[] = { { "a.csv", "学校标识码,学校名称,运动场地面积\nS1,甲,5\n" },
                                   { NULL, NULL } };
    static const jh_intake_request ours = { OURS };
    jh_arena keep, scratch;
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(read_files(&batch, &keep, scratch, files, false, &ours, NULL), JH_OK);
    assert_int_equal(batch.findings.count, 1);
    assert_int_equal(batch.findings.items[0].message.say, SAY_INTAKE_ELEMENT_ABSENT);
    assert_true(jh_text_equal(batch.findings.items[0].element, JH_TEXT("pupils")));
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static void every_figure_knows_its_cell_and_the_same_bytes_count_once(void **state)
{
    static const input files[] = { { "b.csv", HEAD "S1,甲小学,小学,120,9\n" },
                                   { "a.csv", HEAD "S1,甲小学,小学,120,9\n" },
                                   { NULL, NULL } };
    static const jh_intake_request ours = { OURS };
    const jh_observation *o;
    jh_arena keep, scratch;
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(read_files(&batch, &keep, scratch, files, false, &ours, NULL), JH_OK);
    assert_int_equal(batch.file_count, 1);
    assert_true(jh_text_equal(batch.files[0].name, JH_TEXT("a.csv")));
    assert_int_equal(batch.observation_count, 2);
    o = &batch.observations[1];
    assert_true(jh_text_equal(o->element, JH_TEXT("teachers")));
    assert_int_equal(o->origin.file, 0);
    assert_int_equal(o->origin.row, 1);
    assert_int_equal(o->origin.column, 4);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static void a_hidden_sheet_is_read_and_told(void **state)
{
    static const char *const rows = "学校标识码|学校名称|学段|在校生数\nS1|甲小学|小学|120";
    jh_source_file file = { .name = JH_TEXT("f.xlsx"), .bytes = jh_text_of(rows) };
    jh_intake_request request = {
        .files = &file, .file_count = 1, .standard = test_made_up_standard(), OURS
    };
    jh_arena keep, scratch;
    const jh_workbook *workbook;
    jh_sheet sheet;
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    sheet = test_grid(&keep, "表", rows, NULL);
    sheet.visibility = JH_HIDDEN;
    workbook = test_workbook(&keep, "f.xlsx", &sheet, 1);
    request.workbooks = &workbook;
    assert_int_equal(jh_intake_read(&batch, &keep, scratch, &request, NULL), JH_OK);
    assert_int_equal(batch.observation_count, 1);
    assert_int_equal(batch.findings.count, 1);
    assert_int_equal(batch.findings.items[0].message.say, SAY_INTAKE_SHEET_HIDDEN);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static bool stop(void *listener, jh_say_id what, size_t done, size_t total)
{
    (void)listener;
    (void)what;
    (void)done;
    (void)total;
    return true;
}

static void an_import_stops_when_asked(void **state)
{
    static const jh_progress progress = { stop, NULL };
    static const input files[] = { { "a.csv", HEAD "S1,甲小学,小学,120,9\n" }, { NULL, NULL } };
    static const jh_intake_request ours = { OURS, .progress = &progress };
    jh_arena keep, scratch;
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(read_files(&batch, &keep, scratch, files, false, &ours, NULL), JH_CONFLICT);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static jh_code import_once(void *context, jh_error *err)
{
    static const jh_intake_request ours = { OURS };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_batch batch;
    jh_code rc = JH_NO_MEMORY;

    if (jh_arena_reserve(&keep, (size_t)64 << 20) || jh_arena_reserve(&scratch, (size_t)64 << 20))
        rc = jh_no_memory(err);
    else
        rc = read_files(&batch, &keep, scratch, context, false, &ours, err);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return rc;
}

static void memory_may_run_out_anywhere(void **state)
{
    input files[] = {
        { "a.csv", "示例县小学\n学校标识码,学校名称,办学类型,经度,纬度,设立日期,在校生数,"
                   "专任教师/#按学历分/研究生,专任教师/#按学历分/本科,专任教师/#按学历分/专科,"
                   "教学仪器设备资产值(元),没有的列\n"
                   "S1,甲小学,小学,112.5,33,2010-9-1,120,1,5,2,125000.1234567,x\n合计,,,,,,120\n"
                   "S2,乙小学,大学,1,1,x,-3,,,,abc,\n,丙,,,,,5\n" },
        { "b.csv", "填报项目,填报值,计量单位,佐证说明\n交流轮岗教师数,31,人,见文件\n"
                   "规划布局合理,,,\n无此项目,5,,\n" },
        { NULL, NULL },
    };

    (void)state;
    assert_true(test_alloc_sweep(import_once, files, 3000) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_together_in_any_order),
        cmocka_unit_test(what_nobody_says_is_asked_for),
        cmocka_unit_test(a_file_that_cannot_be_read_is_told_before_what_it_might_have_said),
        cmocka_unit_test(a_required_figure_without_a_column_is_told),
        cmocka_unit_test(every_figure_knows_its_cell_and_the_same_bytes_count_once),
        cmocka_unit_test(a_hidden_sheet_is_read_and_told),
        cmocka_unit_test(an_import_stops_when_asked),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
