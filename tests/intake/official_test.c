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
    { "junior pupils, both editions: 教基3115, 基础基313",
      "初中学生数\n表号：教基3115\n" WHOSE "|编号|招生数|在校生数||\n||合计|合计|一年级|二年级\n"
      "甲|乙|1|2|3|4\n总计|01|30|90|30|30\n其中:女|02|14|44|14|15\n随迁子女|03|2|7|2|3\n\n"
      "初中学生数\n表号：基础基313\n" WHOSE "|编号|招生数|在校生数\n甲|乙|1|2\n"
      "合计|01|30|90\n进城务工人员随迁子女|02|2|7\n",
      "A4:A5 B4:B5 D4:F4",
      "unit S1 甲小学\nS1 migrant_pupils junior 7\nS1 pupils junior 90\n" },
    { "junior teachers, both editions: a college degree is not above the required one",
      "初中专任教师分课程、分学历情况\n表号：教基4156\n" WHOSE
      "|编号|合计|语文|体育与健康|音乐|美术|艺术\n甲|乙|1|2|3|4|5|6\n"
      "总计|01|30|10|2|1|1|1\n博士研究生|02|0|||||\n硕士研究生|03|4|||||\n本科|04|20|||||\n"
      "专科|05|6|||||\n\n"
      "初中专任教师分课程、分学历情况\n表号：基础基424\n" WHOSE
      "|编号|合计|语文|体育|音乐|美术|艺术\n甲|乙|1|2|3|4|5|6\n"
      "总计|01|30|10|2|1|1|1\n研究生毕业|02|4|||||\n本科毕业|03|20|||||\n专科毕业|04|6|||||\n",
      NULL,
      "unit S1 甲小学\nS1 above_degree_teachers junior 24\nS1 pe_art_teachers junior 5\n"
      "S1 teachers junior 30\n" },
    { "backbone teachers by stage, both editions: 教基1102续, 基础基112",
      "中小学基本情况（续）\n表号：教基1102续\n" WHOSE "|编号|县级及以上骨干教师|思政课教师\n"
      "甲|乙|1|2\n小学|01|5|1\n初中|02|3|1\n\n"
      "学校基本情况\n表号：基础基112\n" WHOSE "|编号|县级以上骨干教师\n甲|乙|1\n小学|01|5\n"
      "初中|02|3\n",
      NULL,
      "unit S1 甲小学\nS1 backbone_teachers primary 5\nS1 backbone_teachers junior 3\n" },
    { "buildings of 2021: the indoor sports area is a part of a part",
      "中小学校舍情况\n表号：教基5170\n单位：平方米\n" WHOSE "||编号|校舍建筑面积|\n"
      "|||合计|其中:危房\n"
      "甲||乙|1|2\n总计||01|5000|\n一、教学及辅助用房||02|3000|0\n教室||03|2000|\n"
      "公共教学用房|计|04|600|\n|室内体育用房|05|400|\n|心理辅导室|06|60|\n"
      "二、行政办公用房||07|300|\n",
      "A5:B6 C5:C6 D5:E5 A12:A14",
      "unit S1 甲小学\nS1 indoor_sports_area whole 400\nS1 teaching_area whole 3000\n" },
    { "classes by size, both editions and both stages",
      "小学班额情况\n表号：教基2106\n" WHOSE "|编号|合计|一年级\n甲|乙|1|2\n总计|01|6|1\n"
      "25人及以下|02|1|\n26-30人|03|1|\n31—35人|04|1|\n36～40人|05|1|\n"
      "41-45人|06|2|\n46-50人|07|0|\n"
      "51-55人|08|0|\n56-60人|09|0|\n61-65人|10|0|\n66人及以上|11|0|\n\n"
      "初中班额情况\n表号：基础基213\n" WHOSE "|编号|班数\n甲|乙|1\n合计|01|3\n"
      "25人以下|02|0\n26-30人|03|0\n31-35人|04|0\n36-40人|05|0\n41-45人|06|1\n46-50人|07|2\n"
      "51-55人|08|0\n56-60人|09|0\n61-65人|10|0\n66人以上|11|0\n",
      NULL,
      "unit S1 甲小学\nS1 classes primary 6\nS1 classes junior 3\n"
      "S1 classes_25 primary 1\nS1 classes_25 junior 0\nS1 classes_30 primary 1\n"
      "S1 classes_30 junior 0\nS1 classes_35 primary 1\nS1 classes_35 junior 0\n"
      "S1 classes_40 primary 1\nS1 classes_40 junior 0\nS1 classes_45 primary 2\n"
      "S1 classes_45 junior 1\nS1 classes_50 primary 0\nS1 classes_50 junior 2\n"
      "S1 classes_55 primary 0\nS1 classes_55 junior 0\nS1 classes_60 primary 0\n"
      "S1 classes_60 junior 0\nS1 classes_65 primary 0\nS1 classes_65 junior 0\n"
      "S1 classes_66 primary 0\nS1 classes_66 junior 0\n" },
    { "titles as rows under a title that names the stage, as columns under a number that does not",
      "小学专任教师专业技术职务、年龄结构情况\n表号：基础基422\n" WHOSE
      "|编号|合计|24岁及以下\n甲|乙|1|2\n总计|01|30|2\n正高级|02|1|\n副高级|03|4|\n中级|04|10|\n"
      "助理级|05|12|\n\n"
      "专任教师专业技术职务情况\n表号：教基4153\n" WHOSE "|编号|合计|正高级|副高级|中级|助理级\n"
      "甲|乙|1|2|3|4|5\n小学|01|30|1|4|10|12\n初中|02|20|0|6|8|6\n",
      NULL,
      "unit S1 甲小学\nS1 mid_title_teachers primary 15\nS1 mid_title_teachers junior 14\n" },
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
