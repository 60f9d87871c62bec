/* Headers as they come: merged, shuffled, in other units, under titles. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdlib.h>
#include <string.h>

static const char *const same = "unit S1 甲小学\nS1 above primary 8\nS1 equipment whole 12.5\n"
                                "S1 ground whole 2000\nS1 pupils primary 120\n"
                                "S1 teachers primary 9\n";

#define FLAT_ROW "S1|甲小学|示例县|120|9|1|5|2|2000|12.5"

/* One school's row under headers of every make: the same figures come out. */
static const struct {
    const char *label, *rows, *merges;
} alike[] = {
    { "three rows of merged headers under a title that names the stage",
      "示例县2025学年小学情况\n"
      "学校标识码|学校名称|统计三级|在校生数|专任教师||||运动场地面积|教学仪器设备资产值(万元)\n"
      "|||合计|合计|#按学历分\n"
      "|||||研究生|本科|专科\n" FLAT_ROW,
      "A1:J1 A2:A4 B2:B4 C2:C4 D3:D4 E2:H2 E3:E4 F3:H3 I2:I4 J2:J4" },
    { "the same with its merges lost, as in a csv",
      "示例县2025学年小学情况\n"
      "学校标识码|学校名称|统计三级|在校生数|专任教师||||运动场地面积|教学仪器设备资产值(万元)\n"
      "|||合计|合计|#按学历分\n"
      "|||||研究生|本科|专科\n" FLAT_ROW,
      NULL },
    { "a header in one row, its path written out, with a column for the stage",
      "学校标识码|学校名称|学段|在校生数/合计|专任教师/合计|专任教师/#按学历分/研究生|"
      "专任教师/#按学历分/本科|专任教师/#按学历分/专科|运动场地面积(平方米)|"
      "教学仪器设备资产值\nS1|甲小学|小学|120|9|1|5|2|2000|12.5",
      NULL },
    { "another order of columns, and columns that nobody asked for",
      "专任教师数|备注|食堂面积|运动场地面积|学段|学校名称|高于规定学历教师数|在校生数|学校标识码|"
      "教学仪器设备值\n9|好|55|2000|小学|甲小学|8|120|S1|12.5",
      NULL },
    { "money in yuan, area in hectares",
      "学校标识码|学校名称|学段|在校生数(人)|专任教师数(名)|高于规定学历教师数|"
      "运动场地面积(公顷)|教学仪器设备资产值(元)\nS1|甲小学|小学|120|9|8|0.2|125000",
      NULL },
    { "units in a row of their own below the header",
      "学校标识码|学校名称|学段|在校生数|专任教师数|高于规定学历教师数|运动场地面积|"
      "教学仪器设备资产值\n|||人|人|人|万平方米|元\nS1|甲小学|小学|120|9|8|0.2|125000",
      NULL },
    { "units in full-width brackets, blanks and line breaks in headers",
      "学校 标识码|学校名称|学段|在 校 生 数（人）|专任教师数|高于规定学历教师数|"
      "运动场地面积（㎡）|教学仪器设备资产值（单位：千元）\n"
      "S1|甲小学|小学|120|9|8|2000|125",
      NULL },
    { "titles, labels and blank rows above the header",
      "示例县义务教育学校数据\n学年|2025|县代码|990101\n填报单位:某镇中心校\n\n"
      "学校标识码|学校名称|学段|在校生数|专任教师数|高于规定学历教师数|运动场地面积|"
      "教学仪器设备资产值\nS1|甲小学|小学|120|9|8|2000|12.5",
      "A1:H1" },
    { "headings that only number the groups",
      "一、基本信息|||二、填报数据\n"
      "学校标识码|学校名称|学段|在校生数|专任教师数|高于规定学历教师数|运动场地面积|"
      "教学仪器设备资产值\nS1|甲小学|小学|120|9|8|2000|12.5",
      "A1:C1 D1:H1" },
    { "the stage in the header's path",
      "学校标识码|学校名称|小学|||运动场地面积|教学仪器设备资产值\n"
      "||在校生数|专任教师数|高于规定学历教师数\nS1|甲小学|120|9|8|2000|12.5",
      "A1:A2 B1:B2 C1:E1 F1:F2 G1:G2" },
    { "the stage in brackets",
      "学校标识码|学校名称|在校生数(小学)|专任教师数(小学)(人)|"
      "高于规定学历教师数(小学)|运动场地面积|教学仪器设备资产值\n"
      "S1|甲小学|120|9|8|2000|12.5",
      NULL },
};

/* Headers that must not be taken for what they look like. */
static const struct {
    const char *label, *rows, *merges, *expect;
} apart[] = {
    { "a known name under a strange heading is another figure",
      "学校标识码|学校名称|学段|在校生数|附属幼儿园\n||||在校生数\nS1|甲小学|小学|120|33",
      "A1:A2 B1:B2 C1:C2 D1:D2",
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "remark intake.column_unknown 表!E2 | 附属幼儿园/在校生数\n" },
    { "an unknown column is told with the nearest known header",
      "学校标识码|学校名称|学段|在校生数|专任教师人数\nS1|甲小学|小学|120|33", NULL,
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "remark intake.column_unknown_near 表!E1 | 专任教师人数 | 专任教师数\n" },
    { "a unit that does not fit refuses its column",
      "学校标识码|学校名称|在校生数(小学)|运动场地面积(万元)\nS1|甲小学|120|33", NULL,
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "refusal intake.column_measure 表!D1 | 运动场地面积(万元) | 万元 | ㎡\n" },
    { "money without a unit is taken in the dictionary's, and told",
      "学校标识码|学校名称|在校生数(小学)|教学仪器设备资产值\nS1|甲小学|120|33", NULL,
      "unit S1 甲小学\n"
      "S1 equipment whole 33\n"
      "S1 pupils primary 120\n"
      "remark intake.column_no_measure 表!D1 | 教学仪器设备资产值 | 万元\n" },
    { "without codes and names there is no telling whose figures these are",
      "乡镇|在校生数(小学)|运动场地面积\n城关镇|120|33", NULL,
      "refusal intake.column_lacks 表!A1 | 学校标识码 | 学校名称 | "
      "乡镇、在校生数(小学)、运动场地面积\n" },
    { "without a code column a code is made of county and name",
      "学校名称|在校生数(小学)|运动场地面积\n甲 小学|120|33", NULL,
      "unit nb2f3ce2ed7 甲 小学\n"
      "nb2f3ce2ed7 ground whole 33\n"
      "nb2f3ce2ed7 pupils primary 120\n"
      "remark intake.codes_made 表!A1 | 学校标识码\n" },
    { "a sum with a column missing is not made",
      "学校标识码|学校名称|学段|在校生数|专任教师/#按学历分/研究生|专任教师/#按学历分/专科\n"
      "S1|甲小学|小学|120|3|4",
      NULL,
      "unit S1 甲小学\n"
      "S1 pupils primary 120\n"
      "warning intake.sum_lacks 表!A1 | 高于规定学历教师数 | 专任教师/#按学历分/本科\n"
      "warning intake.sum_lacks 表!A1 | 高于规定学历教师数 | 专任教师/#按学历分/本科\n" },
    { "junior teachers need more than 专科: the dictionary says which columns, by stage",
      "学校标识码|学校名称|学段|专任教师/#按学历分/研究生|专任教师/#按学历分/本科|"
      "专任教师/#按学历分/专科\nS1|甲学校|小学|1|5|2\nS1|甲学校|初中|3|6|4",
      NULL, "unit S1 甲学校\nS1 above primary 8\nS1 above junior 9\n" },
    { "a sum with a blank among its columns is not reported",
      "学校标识码|学校名称|学段|专任教师/#按学历分/研究生|专任教师/#按学历分/本科|"
      "专任教师/#按学历分/专科\nS1|甲学校|小学||5|2",
      NULL,
      "unit S1 甲学校\n"
      "warning intake.cell_blank 表!D2 | 高于规定学历教师数 | S1\n" },
    { "the only stage of a kind is the stage of its row",
      "学校标识码|学校名称|办学类型|在校生数\nS1|甲|小学|120\nS2|乙|初级中学|90\n"
      "S3|丙|九年一贯制学校|200",
      NULL,
      "unit S1 甲 kind=primary_school\n"
      "unit S2 乙 kind=junior_school\n"
      "unit S3 丙 kind=nine_year\n"
      "S1 pupils primary 120\n"
      "S2 pupils junior 90\n"
      "refusal intake.row_no_stage 表!A4\n" },
    { "another county's row is refused",
      "学校标识码|学校名称|统计三级|在校生数(小学)\nS1|甲|示例县|120\nS2|乙|邻县|120", NULL,
      "unit S1 甲\n"
      "S1 pupils primary 120\n"
      "refusal intake.row_other_county 表!C3 | 邻县 | 示例县\n" },
    { "another year's workbook is refused as a whole",
      "学年:2024-2025\n学校标识码|学校名称|在校生数(小学)\nS1|甲|120", NULL,
      "refusal intake.other_period 表!A1 | 2024 | 2025\n" },
    { "another county's workbook is refused as a whole",
      "县代码|990102\n学校标识码|学校名称|在校生数(小学)\nS1|甲|120", NULL,
      "refusal intake.other_county 表!B1 | 990102 | 990101\n" },
    { "a column that stands twice is refused the second time",
      "学校标识码|学校名称|学校名称|在校生数(小学)\nS1|甲|乙|120", NULL,
      "unit S1 甲\n"
      "S1 pupils primary 120\n"
      "refusal intake.column_twice 表!C1 | 学校名称 | B1\n" },
    { "a list of names without codes or known figures is no table of schools",
      "学校名称|办学类型|生均占地\n甲小学|小学|20", NULL,
      "refusal intake.file_unknown !-\n"
      "remark intake.sheet_unknown 表!A1\n" },
    { "a sheet without known headers is left out, a file of such is refused",
      "菜单|价格\n面|8\n饭|6", NULL,
      "refusal intake.file_unknown !-\n"
      "remark intake.sheet_unknown 表!A1\n" },
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

static int differs(const char *label, const char *expect, jh_text got)
{
    if (jh_text_equal(got, jh_text_of(expect))) return 0;
    print_error("%s\n--- expected\n%s--- got\n%.*s\n", label, expect, JH_TEXT_ARGS(got));
    return 1;
}

static void the_same_figures_come_out_of_every_make_of_header(void **state)
{
    jh_arena keep, scratch;
    size_t i;
    int wrong = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof alike / sizeof *alike; i++)
        wrong += differs(alike[i].label, same,
                         take(&keep, scratch, alike[i].rows, alike[i].merges, false));
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    assert_int_equal(wrong, 0);
}

static void what_is_not_understood_is_told_and_not_guessed(void **state)
{
    jh_arena keep, scratch;
    size_t i;
    int wrong = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof apart / sizeof *apart; i++)
        wrong += differs(apart[i].label, apart[i].expect,
                         take(&keep, scratch, apart[i].rows, apart[i].merges, true));
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_figures_come_out_of_every_make_of_header),
        cmocka_unit_test(what_is_not_understood_is_told_and_not_guessed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
