/* Forms of one school and of the county: labels with values, sentences with blanks. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "tests/support/grid.h"
#include "tests/support/real_standard.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS "序号|类别|填报项目|单位|填报值|是否必填\n"
#define WHO "1|基本|学校名称||甲学校|是\n2|基本|学校代码||S1|是\n3|基本|学校类型|小学/初中|"

static const struct {
    const char *label, *rows, *merges, *expect;
} cases[] = {
    { "a list of items with values is one school",
      ITEMS WHO "小学|\n4|学生|小学学生人数|人|120|\n5|教师|专任教师总人数|人|9|\n"
                "6|设备|教学仪器设备资产值（账面原值）|万元|12.5|",
      NULL,
      "unit S1 甲学校 kind=primary_school\nS1 equipment_value whole 12.5\nS1 pupils primary 120\n"
      "S1 teachers primary 9\n" },
    { "the unit beside the value converts",
      ITEMS WHO "小学|\n4|设备|教学仪器设备资产值|元|125000|\n5|场地|运动场地面积|公顷|0.3|", NULL,
      "unit S1 甲学校 kind=primary_school\nS1 equipment_value whole 12.5\n"
      "S1 sports_ground_area whole 3000\n" },
    { "pupils say their stage themselves, teachers of a through school do not and are refused",
      ITEMS WHO "九年一贯制|\n4|学生|小学学生人数|人|120|\n5|学生|初中学生人数|人|90|\n"
                "6|教师|专任教师总人数|人|30|",
      NULL,
      "unit S1 甲学校 kind=nine_year\nS1 pupils primary 120\nS1 pupils junior 90\n"
      "refusal intake.form_unparted 表!E7 | 1 | E7 | "
      "专任教师总人数(小学)、专任教师总人数(初中)\n" },
    { "… in a line a stage they are taken, also as parts of a sum",
      ITEMS WHO "九年一贯制|\n4|教师|专任教师总人数（小学）|人|30|\n"
                "5|教师|专任教师总人数（初中）|人|20|\n"
                "6|教师|体育专任教师人数（小学）|人|2|\n7|教师|音乐专任教师人数（小学）|人|1|\n"
                "8|教师|美术专任教师人数（小学）|人|1|\n9|教师|艺术专任教师人数（小学）|人|0|",
      NULL,
      "unit S1 甲学校 kind=nine_year\nS1 pe_art_teachers primary 4\nS1 teachers primary 30\n"
      "S1 teachers junior 20\n" },
    { "a 0 of a through school is one in each of its stages",
      ITEMS WHO "九年一贯制|\n4|班级|每班66人以上班级个数|个|0|", NULL,
      "unit S1 甲学校 kind=nine_year\nS1 classes_66 primary 0\nS1 classes_66 junior 0\n" },
    { "a stage without pupils has no part in what is not parted",
      ITEMS WHO "九年一贯制|\n4|学生|小学学生人数|人|120|\n5|学生|初中学生人数|人|0|\n"
                "6|教师|专任教师总人数|人|30|",
      NULL,
      "unit S1 甲学校 kind=nine_year\nS1 pupils primary 120\nS1 pupils junior 0\n"
      "S1 teachers primary 30\n" },
    { "… a stage whose pupils nobody told has: the form of a complete secondary school",
      ITEMS WHO "完全中学|\n4|学生|小学学生人数|人|0|\n5|学生|初中学生人数|人|90|\n"
                "6|教师|专任教师总人数|人|30|\n7|班级|班级总数|个|12|\n"
                "8|教学|网络多媒体教室间数|间|9|",
      NULL,
      "unit S1 甲学校 kind=complete_secondary\nS1 multimedia_rooms whole 9\n"
      "S1 pupils primary 0\nS1 pupils junior 90\n"
      "refusal intake.form_unparted 表!E7 | 2 | E7、E8 | "
      "专任教师总人数(初中)、专任教师总人数(高中)\n" },
    { "degrees are summed over items",
      ITEMS WHO
      "小学|\n4|教师|专科学历教师人数（小学）|人|3|\n5|教师|本科学历教师人数（小学）|人|5|\n"
      "6|教师|硕士学历教师人数（小学）|人|1|\n7|教师|博士研究生学历教师人数（小学）|人|0|",
      NULL, "unit S1 甲学校 kind=primary_school\nS1 above_degree_teachers primary 9\n" },
    { "labels with their values to the right or below",
      "学校情况登记表\n学校名称|甲小学|学校标识码|S1\n办学类型|小学|在校生数(人)|120\n"
      "运动场地面积(平方米)|专任教师数\n3000|9",
      NULL,
      "unit S1 甲小学 kind=primary_school\nS1 pupils primary 120\n"
      "S1 sports_ground_area whole 3000\nS1 teachers primary 9\n" },
    { "the county's form names the county among its items",
      ITEMS "1|基本|区县代码||990101|是\n2|经费|特殊教育学校经费总额|元|780000|是\n"
            "3|交流|实际交流轮岗教师数|人|79|是",
      NULL, "county rotation_teachers whole 79\ncounty special_funds whole 78\n" },
    { "numbers in the blanks of a sentence, each by the words before it",
      "政府保障程度\n名称|指标值或简要结论\n7.特教|"
      "特殊教育学校公用经费为＿78＿万元，特殊教育学生数为93人，"
      "特殊教育学校生均公用经费为8387元\n14.名额|"
      "全县优质高中招生名额总数958人，分配名额537人，占比56.1%。"
      "其中 分配农村学校的名额251人",
      NULL,
      "county quota_rural whole 251\ncounty quota_shared whole 537\n"
      "county quota_total whole 958\n"
      "county special_funds whole 78\ncounty special_pupils whole 93\n" },
    { "a school's own form: its name over the blank, before the kinds in brackets",
      "学校自评表\n甲小学（东校区）学校 （小学、初中、九年一贯制）  建校于2001年\n"
      "1.学历|学校拥有高于规定学历教师数：小学12人；初中＿＿人",
      NULL,
      "unit n37d0ab7501 甲小学（东校区）\nn37d0ab7501 above_degree_teachers primary 12\n"
      "n37d0ab7501 built_year whole 2001\n" },
    { "… with the form's 学校 behind a name that ends in it already",
      "学校自评表\n＿＿甲学校＿＿学校 （小学、初中、九年一贯制）  建校于＿＿＿＿年\n"
      "1.学历|学校拥有高于规定学历教师数：小学12人；初中9人",
      NULL,
      "unit n65393862dc 甲学校\nn65393862dc above_degree_teachers primary 12\n"
      "n65393862dc above_degree_teachers junior 9\n" },
    { "a blank left blank is nothing",
      "教育质量\n2.残疾|全县残疾儿童少年为＿＿人，入学209人，入学率为97.7%", NULL,
      "county disabled_enrolled whole 209\n" },
    { "levels and gaps of six subjects in one sentence",
      "教育质量\n9.监测|语文3级、校际差异率0.098；数学 3 级、校际差异率____", NULL,
      "county gap_chinese whole 0.098\ncounty level_chinese whole 3\ncounty level_maths whole "
      "3\n" },
    { "the survey is a table of two rows",
      "社会认可度调查情况\n|问卷总数|||满意度(%)\n|计|其中：回收有效问卷数\n||计|其中：满意问卷数\n"
      "计|600|582|533|91.6\n其中：家长|310|301|274|91",
      "B2:D2 C3:D3 B3:B4 E2:E4",
      "county survey_issued whole 600\ncounty survey_parents_issued whole 310\n"
      "county survey_parents_satisfied whole 274\ncounty survey_parents_valid whole 301\n"
      "county survey_satisfied whole 533\ncounty survey_valid whole 582\n" },
};

static jh_text read_case(jh_arena *keep, jh_arena scratch, size_t i)
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
    jh_findings refused = { 0 };
    jh_batch batch;
    size_t j;

    assert_int_equal(jh_intake_read(&batch, keep, scratch, &request, NULL), JH_OK);
    for (j = 0; j < batch.observation_count; j++)
        assert_int_equal(batch.observations[j].provenance, JH_BY_FORM);
    /* Forms hold much that is no figure of ours, and say so; here only refusals matter. */
    for (j = 0; j < batch.findings.count; j++)
        if (batch.findings.items[j].severity == JH_REFUSAL)
            assert_int_equal(jh_finding_add(&refused, keep, &batch.findings.items[j], NULL), JH_OK);
    batch.findings = refused;
    return test_batch_text(keep, &batch, true);
}

static void forms_are_read_by_their_words(void **state)
{
    jh_arena keep, scratch;
    size_t i, wrong = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_arena_reset(&keep);
        jh_text got = read_case(&keep, scratch, i);

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
        cmocka_unit_test(forms_are_read_by_their_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
