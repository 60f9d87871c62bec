/* What clerks write, and what becomes of it: a row a rule. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdio.h>
#include <stdlib.h>

#define STAGES "学校标识码|学校名称|学段|在校生数|专任教师数\n"
#define CAMPUSES                                                                                   \
    "学校标识码|学校名称|办学类型|运动场地面积(㎡)|教学仪器设备资产值(万元)|是否寄宿制学校\n"
#define COUNTY "填报项目|填报值|计量单位|佐证说明\n"

static const struct {
    const char *label, *rows, *merges;
    const char *expect; /* the batch as text, findings and all */
} cases[] = {
    { "a row of a stage gives figures of that stage", STAGES "S1|甲小学|小学|120|9", NULL,
      "unit S1 甲小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "numbers as text, in full width, with separators and blanks are numbers",
      STAGES "S1|甲小学|小学|'１，２００|' 9 ", NULL,
      "unit S1 甲小学\nS1 pupils primary 1200\nS1 teachers primary 9\n" },
    { "a mark of not applicable is not a zero", STAGES "S1|甲小学|小学|—|'*", NULL,
      "unit S1 甲小学\nS1 pupils primary marked_not_applicable\n"
      "S1 teachers primary marked_not_applicable\n" },
    { "a blank is not reported; where required, it is told", STAGES "S1|甲小学|小学||", NULL,
      "unit S1 甲小学\n"
      "warning intake.cell_blank 表!D2 | 在校生数 | S1\n" },
    { "zero is a figure", STAGES "S1|甲小学|小学|0|0", NULL,
      "unit S1 甲小学\nS1 pupils primary 0\nS1 teachers primary 0\n" },
    { "totals are no schools", STAGES "S1|甲小学|小学|120|9\n|合计||120|9\n城关镇小计|||120|9",
      NULL,
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "S1 teachers primary 9\n"
      "remark intake.row_total 表!A3\n"
      "remark intake.row_total 表!A4\n" },
    { "titles, notes, column numbers and repeated headers are no schools",
      "示例县学校情况表\n" STAGES "甲|乙|丙|1|2\nS1|甲小学|小学|120|9\n" STAGES
      "S2|乙小学|小学|80|7\n注:高中只填在校生数\n填表人:某某",
      NULL,
      "unit S1 甲小学\nunit S2 乙小学\nS1 pupils primary 120\nS1 teachers primary 9\n"
      "S2 pupils primary 80\nS2 teachers primary 7\n" },
    { "a heading between the rows says of which stage they are",
      "学校标识码|学校名称|在校生数\n一、小学\nS1|甲小学|120\n（二）初中：\nS2|乙中学|90", NULL,
      "unit S1 甲小学\nunit S2 乙中学\nS1 pupils primary 120\nS2 pupils junior 90\n" },
    { "a name may end in its stage",
      "学校标识码|学校名称|在校生数\nS1|甲学校（小学）|120\nS2|乙学校（ 初中 ）|90", NULL,
      "unit S1 甲学校（小学）\nunit S2 乙学校（ 初中 ）\nS1 pupils primary 120\n"
      "S2 pupils junior 90\n" },
    { "numbered from 1 once for each stage that the title names: in the title's order, and told",
      "小学、初中资源配置（分学校）\n序号|学校标识码|学校名称|在校生数\n1|S1|甲小学|120\n"
      "2|S2|乙学校|60\n1|S2|乙学校|90\n2|S3|丙中学|80",
      NULL,
      "unit S1 甲小学\nunit S2 乙学校\nunit S3 丙中学\nS1 pupils primary 120\n"
      "S2 pupils primary 60\nS2 pupils junior 90\nS3 pupils junior 80\n"
      "remark intake.stage_block 表!A3 | 小学\nremark intake.stage_block 表!A5 | 初中\n" },
    { "… numbered once, the rows could be of either",
      "小学、初中资源配置（分学校）\n序号|学校标识码|学校名称|在校生数\n1|S1|甲小学|120\n"
      "2|S2|乙中学|90",
      NULL,
      "unit S1 甲小学\nunit S2 乙中学\nrefusal intake.row_no_stage 表!A3\n"
      "refusal intake.row_no_stage 表!A4\n" },
    { "a formula that was never calculated is refused, and is not a blank",
      STAGES "S1|甲小学|小学|120|=?", NULL,
      "unit S1 甲小学\nS1 pupils primary 120\n"
      "refusal intake.cell_waits 表!E2 | 专任教师数\n" },
    { "… whose school it is, too; in a row that names none it is of no account",
      STAGES "S1|甲小学|小学|120|9\n=?|乙小学|小学|80|7\n|||=?|=?\nS3|=?|小学|60|5", NULL,
      "unit S1 甲小学\nS1 pupils primary 120\nS1 teachers primary 9\n"
      "refusal intake.cell_waits 表!A3 | 学校标识码\n"
      "refusal intake.unit_no_name 表!A5 | S3\nrefusal intake.cell_waits 表!B5 | 学校名称\n" },
    { "an error cell is refused", STAGES "S1|甲小学|小学|#REF!|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_error 表!D2 | #REF! | 在校生数\n" },
    { "a negative figure is refused", STAGES "S1|甲小学|小学|-3|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_negative 表!D2 | -3 | 在校生数\n" },
    { "half a pupil is refused", STAGES "S1|甲小学|小学|12.5|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_fraction 表!D2 | 12.5 | 在校生数\n" },
    { "words are refused where a number is asked", STAGES "S1|甲小学|小学|约百人|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_not_a_number 表!D2 | 约百人 | 在校生数\n" },
    { "a figure beyond the range is refused", STAGES "S1|甲小学|小学|'99999999999999|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_too_large 表!D2 | 99999999999999 | 在校生数\n" },
    { "a percentage is refused where heads are counted", STAGES "S1|甲小学|小学|%0.5|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_percent 表!D2 | 0.5 | 在校生数\n" },
    { "a date is refused where heads are counted", STAGES "S1|甲小学|小学|@2010-09-01|9", NULL,
      "unit S1 甲小学\n"
      "S1 teachers primary 9\n"
      "refusal intake.cell_date 表!D2 | 2010-09-01 | 在校生数\n" },
    { "a unit behind the number is read if it fits", STAGES "S1|甲小学|小学|120人|9间", NULL,
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "refusal intake.cell_unit 表!E2 | 9间 | 专任教师数\n" },
    { "a row without a code is refused and says whose it is", STAGES "|甲小学|小学|120|9", NULL,
      "refusal intake.row_no_code 表!A2 | 甲小学\n" },
    { "a code stored as a number of more than 15 digits has lost its end",
      STAGES "3499010000010000|甲小学|小学|120|9", NULL,
      "refusal intake.code_number 表!A2 | 3499010000010000\n" },
    { "a short code stored as a number is its digits", STAGES "3499010001|甲小学|小学|120|9", NULL,
      "unit 3499010001 甲小学\n3499010001 pupils primary 120\n3499010001 teachers primary 9\n" },
    { "a code with strange signs is refused", STAGES "S/1|甲小学|小学|120|9", NULL,
      "refusal intake.code_odd 表!A2 | S/1\n" },
    { "an unknown stage is refused with the words there are", STAGES "S1|甲小学|大学|120|9", NULL,
      "unit S1 甲小学\n"
      "refusal intake.cell_unknown_code 表!C2 | 大学 | 学段 | 小学、初中、高中\n" },
    { "a blank stage is refused", STAGES "S1|甲小学||120|9", NULL,
      "unit S1 甲小学\n"
      "refusal intake.stage_blank 表!C2 | 小学、初中、高中\n" },
    { "an unknown kind is refused with the words there are", CAMPUSES "S1|甲小学|大学校|1|2|是",
      NULL,
      "unit S1 甲小学\n"
      "S1 boarding whole 1\n"
      "S1 equipment whole 2\n"
      "S1 ground whole 1\n"
      "refusal intake.cell_unknown_code 表!C2 | 大学校 | 办学类型 | "
      "小学、初级中学、九年一贯制学校\n" },
    { "a code word may be its key", CAMPUSES "S1|甲校|nine_year|1.25|2|有", NULL,
      "unit S1 甲校 kind=nine_year\nS1 boarding whole 1\nS1 equipment whole 2\n"
      "S1 ground whole 1.25\n" },
    { "yes and no have many words, and nothing else",
      CAMPUSES "S1|甲|小学|||否\nS2|乙|小学|||×\nS3|丙|小学|||?1\nS4|丁|小学|||也许\n"
               "S5|戊|小学|||/",
      NULL,
      "unit S1 甲 kind=primary_school\n"
      "unit S2 乙 kind=primary_school\n"
      "unit S3 丙 kind=primary_school\n"
      "unit S4 丁 kind=primary_school\n"
      "unit S5 戊 kind=primary_school\n"
      "S1 boarding whole 0\n"
      "S2 boarding whole 0\n"
      "S3 boarding whole 1\n"
      "S5 boarding whole marked_not_applicable\n"
      "refusal intake.cell_not_yes_no 表!F5 | 也许 | 是否寄宿制学校\n" },
    { "more than six decimals are rounded, and told", CAMPUSES "S1|甲|小学|0.12345678||", NULL,
      "unit S1 甲 kind=primary_school\n"
      "S1 ground whole 0.123457\n"
      "remark intake.cell_rounded 表!D2 | 0.12345678 | 0.123457\n" },
    { "the same school and stage twice with different figures: neither is taken",
      STAGES "S1|甲小学|小学|120|9\nS1|甲小学|小学|121|9", NULL,
      "unit S1 甲小学\n"
      "refusal intake.row_twice 表!A3 | S1 | A2\n" },
    { "the same row twice counts once", STAGES "S1|甲小学|小学|120|9\nS1|甲小学|小学|120|9", NULL,
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "S1 teachers primary 9\n"
      "warning intake.row_repeated 表!A3 | S1 | A2\n" },
    { "two names under one code: whose figures they are is not known",
      STAGES "S1|甲小学|小学|120|9\nS1|乙小学|初中|80|7", NULL,
      "refusal intake.conflict 表!B3 | 乙小学 | 甲小学 | f.xlsx 表!B2 | S1\n" },
    { "a merged school name stands for each of its rows",
      STAGES "S1|甲学校|小学|120|9\n||初中|60|8", "A2:A3 B2:B3",
      "unit S1 甲学校\nS1 pupils primary 120\nS1 pupils junior 60\nS1 teachers primary 9\n"
      "S1 teachers junior 8\n" },
    { "a figure merged over two stages is refused",
      STAGES "S1|甲学校|小学|120|9\nS1|甲学校|初中||8", "D2:D3",
      "unit S1 甲学校\n"
      "S1 teachers primary 9\n"
      "S1 teachers junior 8\n"
      "refusal intake.cell_merged 表!D2 | 在校生数 | D2 | D3\n"
      "refusal intake.cell_merged 表!D3 | 在校生数 | D2 | D3\n" },
    { "a heading across the table is no school", STAGES "一、城关镇\nS1|甲小学|小学|120|9", "A2:E2",
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "S1 teachers primary 9\n"
      "remark intake.row_heading 表!A2 | 一、城关镇\n" },
    { "degrees and dates are read",
      "学校标识码|学校名称|在校生数(小学)|经度|纬度|设立日期\n"
      "S1|甲小学|5|112.5|'33.25|1998年9月1日\nS2|乙小学|6|212|33|去年",
      NULL,
      "unit S1 甲小学 at=112.5,33.25 opened=1998-09-01\n"
      "unit S2 乙小学 at=0,33\n"
      "S1 pupils primary 5\n"
      "S2 pupils primary 6\n"
      "refusal intake.cell_degrees 表!D3 | 212 | 经度 | 180\n"
      "refusal intake.cell_no_date 表!F3 | 去年 | 设立日期\n" },
    { "a campus names its parent by code, and only one that is here",
      "学校标识码|学校名称|所属学校标识码|运动场地面积\nS1|甲小学||10\nS2|甲小学北校区|S1|5\n"
      "S3|乙小学分校|S9|4\nS4|丙|S4|3\nS5|丁|S2|2\nS6|戊|S7|2\nS7|己|S6|2",
      NULL,
      "unit S1 甲小学\n"
      "unit S2 甲小学北校区 parent=S1\n"
      "unit S3 乙小学分校\n"
      "unit S4 丙\n"
      "unit S5 丁 parent=S2\n"
      "unit S6 戊\n"
      "unit S7 己\n"
      "S1 ground whole 10\n"
      "S2 ground whole 5\n"
      "S3 ground whole 4\n"
      "S4 ground whole 3\n"
      "S5 ground whole 2\n"
      "S6 ground whole 2\n"
      "S7 ground whole 2\n"
      "refusal intake.parent_unknown 表!C4 | S9 | 乙小学分校\n"
      "refusal intake.parent_self 表!C5 | S4 | 丙\n"
      "refusal intake.parent_circle 表!C7 | S7 | 戊\n"
      "refusal intake.parent_circle 表!C8 | S6 | 己\n" },
    { "county figures are rows: item, value, evidence",
      COUNTY "交流轮岗教师数|31|人|见文件\n语文校际差异率|%0.12||\n收支差额|-5|万元|\n"
             "规划布局合理|是|是/否|规划第3章",
      NULL,
      "county attest_plan whole 1\ncounty balance whole -50000\ncounty gap whole 0.12\n"
      "county rotated whole 31\n" },
    { "an unknown county figure is refused with the nearest known",
      COUNTY "交流轮岗教师|31|人|\n规划布局合理|是||\n食堂数|5|个|", NULL,
      "county attest_plan whole 1\n"
      "refusal intake.item_unknown_near 表!A2 | 交流轮岗教师 | 交流轮岗教师数\n"
      "refusal intake.item_unknown 表!A4 | 食堂数\n" },
    { "a required county figure left blank is told, an optional one is not",
      COUNTY "交流轮岗教师数||人|\n规划布局合理|||", NULL,
      "warning intake.cell_blank 表!B3 | 规划布局合理 | county\n" },
};

static jh_text take(jh_arena *keep, jh_arena scratch, const char *rows, const char *merges,
                    bool with_findings)
{
    jh_sheet sheet = test_grid(keep, "表", rows, merges);
    const jh_workbook *workbook = test_workbook(keep, "f.xlsx", &sheet, 1);
    jh_source_file file = { .name = JH_TEXT("f.xlsx"), .bytes = jh_text_of(rows) };
    jh_intake_request request = { .files = &file,
                                  .file_count = 1,
                                  .workbooks = &workbook,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025") };
    jh_batch batch;

    assert_int_equal(jh_intake_read(&batch, keep, scratch, &request, NULL), JH_OK);
    return test_batch_text(keep, &batch, with_findings);
}

static void cells_and_rows_are_taken_or_refused_as_told(void **state)
{
    jh_arena keep, scratch;
    size_t i, wrong = 0;
    jh_text got;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_arena_reset(&keep);
        got = take(&keep, scratch, cases[i].rows, cases[i].merges, true);
        if (jh_text_equal(got, jh_text_of(cases[i].expect))) continue;
        wrong++;
        print_error("%s\n--- expected\n%s--- got\n%.*s\n", cases[i].label, cases[i].expect,
                    JH_TEXT_ARGS(got));
    }
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_and_rows_are_taken_or_refused_as_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
