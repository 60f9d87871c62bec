/* Official tables of the edition of 2013–2020 and what clerks make of them. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/grid.h"
#include "tests/support/real_standard.h"

#include <stdlib.h>
#include <string.h>

#define WHOSE "学校(机构)名称：甲小学||学校(机构)标识码：S1\n"
#define PUPILS                                                                                     \
    "小学学生数\n表号：基础基312||单位：人\n" WHOSE "|编号|毕业生数|在校生数||\n"        \
    "||合计|合计|一年级|二年级\n甲|乙|1|2|3|4\n"
#define PUPILS_MERGES "A4:A5 B4:B5 D4:F4"

static const struct {
    const char *label, *rows, *merges, *expect;
} cases[] = {
    { "a figure is told by its row and column, not by its address",
      PUPILS "总计|01|20|120|60|60\n其中:女|02|9|50||\n", PUPILS_MERGES,
      "unit S1 甲小学\nS1 pupils primary 120\n"
      "remark intake.spot_lacks 表!A7 | 进城务工人员随迁子女在校生数 | "
      "进城务工人员随迁子女|随迁子女 | "
      "在校生数/合计|在校生数/计|在校生数|合计|小计\n" },
    { "rows in another order, and a row between, say the same",
      PUPILS "其中:女|02|9|50||\n（本行以下为全校）\n总计|01|20|120|60|60\n", PUPILS_MERGES,
      "unit S1 甲小学\nS1 pupils primary 120\n"
      "remark intake.spot_lacks 表!A7 | 进城务工人员随迁子女在校生数 | "
      "进城务工人员随迁子女|随迁子女 | "
      "在校生数/合计|在校生数/计|在校生数|合计|小计\n" },
    { "a label that stands twice is refused", PUPILS "总计|01|20|120|60|60\n总计|02|9|50||\n",
      PUPILS_MERGES,
      "unit S1 甲小学\n"
      "remark intake.spot_lacks 表!A7 | 进城务工人员随迁子女在校生数 | "
      "进城务工人员随迁子女|随迁子女 | "
      "在校生数/合计|在校生数/计|在校生数|合计|小计\n"
      "refusal intake.spot_twice 表!A7 | 在校生数 | 总计|合计|在校生数 | "
      "在校生数/合计|在校生数/计|在校生数|合计|小计\n" },
    { "buildings: the hall of the older edition is the indoor sports area",
      "中小学校舍情况\n表号：基础基512||单位：平方米\n" WHOSE "|编号|合计|框架结构\n甲|乙|1|2\n"
      "总计|01|5000|\n一、教学及辅助用房|04|3000|\n教室|05|2000|\n体育馆|10|400|\n"
      "二、行政办公用房|11|300|\n",
      NULL, "unit S1 甲小学\nS1 indoor_sports_area whole 400\nS1 teaching_area whole 3000\n" },
    { "the unit above the table counts: 公顷 for 平方米",
      "占地面积和其他办学条件\n表号：教基5176||单位：公顷\n" WHOSE "指标名称|代码|合计\n甲|乙|1\n"
      "运动场地面积|01|0.5\n",
      NULL,
      "unit S1 甲小学\nS1 sports_ground_area whole 5000\n"
      "warning intake.spot_lacks 表!A6 | 教学仪器设备资产值 | 教学仪器设备资产值 | "
      "合计|数量|指标值|数值\n"
      "warning intake.spot_lacks 表!A6 | 网络多媒体教室数 | 网络多媒体教室 | "
      "合计|数量|指标值|数值\n"
      "remark intake.spot_lacks 表!A6 | 图书册数 | 图书 | 合计|数量|指标值|数值\n" },
    { "one row of figures under many columns",
      "占地面积及其他办学条件\n表号：基础基522\n" WHOSE
      "|编号|占地面积(平方米)||教室(间)||固定资产总值(万元)|\n"
      "||计|运动场地面积|计|网络多媒体教室|计|教学仪器设备资产值\n甲|乙|1|2|3|4|5|6\n"
      "总计|01|9000|3000|30|20|800|123.45\n",
      "A4:A5 B4:B5 C4:D4 E4:F4 G4:H4",
      "unit S1 甲小学\nS1 equipment_value whole 123.45\nS1 multimedia_rooms whole 20\n"
      "S1 sports_ground_area whole 3000\n"
      "remark intake.spot_lacks 表!A7 | 图书册数 | * | 图书|图书册数\n" },
    { "teachers: degrees are rows, courses columns, both are summed",
      "小学专任教师分课程、分学历情况\n表号：基础基423\n" WHOSE
      "|编号|合计|语文|体育|音乐|美术|艺术\n甲|乙|1|2|3|4|5|6\n"
      "总计|01|30|10|2|1|1|0\n其中:女|02|20|||||\n研究生毕业|03|1|||||\n本科毕业|04|12|||||\n"
      "专科毕业|05|14|||||\n高中阶段毕业|06|3|||||\n",
      NULL,
      "unit S1 甲小学\nS1 above_degree_teachers primary 27\nS1 pe_art_teachers primary 4\n"
      "S1 teachers primary 30\n" },
    { "a blank among the degrees is the sum's reason, never a zero",
      "小学专任教师分课程、分学历情况\n表号：基础基423\n" WHOSE
      "|编号|合计|语文|体育|音乐|美术|艺术\n甲|乙|1|2|3|4|5|6\n"
      "总计|01|30|10|2|1|1|0\n研究生毕业|03||||||\n本科毕业|04|12|||||\n专科毕业|05|14|||||\n",
      NULL,
      "unit S1 甲小学\nS1 pe_art_teachers primary 4\nS1 teachers primary 30\n"
      "warning intake.cell_blank 表!C7 | 高于规定学历教师数 | S1\n" },
    { "two tables below each other in one sheet",
      "小学学生数\n" WHOSE "|编号|在校生数\n甲|乙|1\n总计|01|120\n其中:随迁子女|02|10\n\n"
      "初中学生数\n" WHOSE "|编号|在校生数\n甲|乙|1\n总计|01|90\n其中:随迁子女|02|9\n",
      NULL,
      "unit S1 甲小学\nS1 migrant_pupils primary 10\nS1 migrant_pupils junior 9\n"
      "S1 pupils primary 120\nS1 pupils junior 90\n" },
    { "a table that does not say whose it is is refused",
      "小学学生数\n|编号|在校生数\n甲|乙|1\n总计|01|120\n", NULL,
      "refusal intake.table_no_school 表!A4\n" },
    { "a list of schools under the table's title is no official table",
      "小学学生数\n学校标识码|学校名称|学段|在校生数\nS1|甲小学|小学|120\n", NULL,
      "unit S1 甲小学\nS1 pupils primary 120\n" },
};

static jh_code read_case(jh_batch *batch, jh_arena *keep, jh_arena scratch, size_t i, jh_error *err)
{
    jh_sheet sheet = test_grid(keep, "表", cases[i].rows, cases[i].merges);
    const jh_workbook *workbook = test_workbook(keep, "made-up.xlsx", &sheet, 1);
    jh_source_file file = { .name = JH_TEXT("made-up.xlsx"), .bytes = JH_TEXT("x") };
    jh_intake_request request = { .files = &file,
                                  .file_count = 1,
                                  .workbooks = &workbook,
                                  .standard = test_real_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025") };

    return jh_intake_read(batch, keep, scratch, &request, err);
}

/* Without what no table of ours could say: figures that other papers bring. */
static jh_text told(jh_arena *keep, const jh_batch *batch)
{
    return test_batch_text(keep, batch, true);
}

static void official_tables_are_read_by_their_words(void **state)
{
    jh_arena keep, scratch;
    jh_batch batch;
    size_t i, wrong = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_arena_reset(&keep);
        assert_int_equal(read_case(&batch, &keep, scratch, i, NULL), JH_OK);
        jh_text got = told(&keep, &batch);

        if (jh_text_equal(got, jh_text_of(cases[i].expect))) continue;
        wrong++;
        print_error("%s\n--- got\n%.*s--- expected\n%s", cases[i].label, JH_TEXT_ARGS(got),
                    cases[i].expect);
    }
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(official_tables_are_read_by_their_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
