/* Any other table, through a mapping. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "intake/mapping.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdlib.h>
#include <string.h>

#define SHEET "某表\n编码,校,学生,老师,设备(元)\nS1,甲小学,120,9,125000\n"
#define WHO "header 2\ncolumn \"编码\" = 学校标识码\ncolumn \"校\" = 学校名称\n"

static const struct {
    const char *label, *mapping, *expect;
} cases[] = {
    { "columns by name, one stage for all",
      "# 汇总表\nstage 小学\n" WHO "column \"学生\" = 在校生数\n",
      "unit S1 甲小学\nS1 pupils primary 120\n" },
    { "columns by letter, a stage of their own", WHO "column D = 专任教师数 of 小学\n",
      "unit S1 甲小学\nS1 teachers primary 9\n" },
    { "a unit converts", WHO "column \"设备(元)\" = 教学仪器设备资产值 in 元\n",
      "unit S1 甲小学\nS1 equipment whole 12.5\n" },
    { "a column that is not there is refused, the rest is read",
      "stage 小学\n" WHO "column \"学生数\" = 在校生数\ncolumn \"老师\" = 专任教师数\n",
      "unit S1 甲小学\nS1 teachers primary 9\n"
      "refusal intake.map_lacks !A2 | 学生数 | m.txt | 5\n" },
    { "a target that nobody knows names its line and place", WHO "column \"学生\" = 在校生人头\n",
      "intake.map_target_near @ m.txt:4:15" },
    { "an unknown word", WHO "columns \"学生\" = 在校生数\n", "intake.map_word @ m.txt:4:8" },
    { "a row that is no number", "header 二\ncolumn A = 学校名称\n", "intake.map_row @ m.txt:1:9" },
    { "a kind of paper that is none", "paper 报纸\ncolumn A = 学校名称\n",
      "intake.map_paper @ m.txt:1:9" },
    { "no equals sign", "column A 学校名称\n", "intake.map_equals @ m.txt:1:14" },
    { "a mapping without columns", "header 2\n", "intake.map_empty @ m.txt:2:1" },
};

static jh_text told(jh_arena *keep, const jh_error *err)
{
    return jh_text_format(keep, "%s @ %s", jh_say_keys[err->message.say], err->where);
}

static jh_text read_case(jh_arena *keep, jh_arena scratch, size_t i)
{
    jh_source_file file = { .name = JH_TEXT("t.csv"), .bytes = JH_TEXT(SHEET) };
    jh_source_file text = { .name = JH_TEXT("m.txt"), .bytes = jh_text_of(cases[i].mapping) };
    jh_mapping mapping;
    jh_intake_request request = { .files = &file,
                                  .file_count = 1,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .mapping = &mapping };
    jh_findings refused = { 0 };
    jh_error err = { JH_OK };
    jh_batch batch;
    size_t j;

    if (jh_mapping_read(&mapping, keep, &text, &err)) return told(keep, &err);
    if (jh_intake_read(&batch, keep, scratch, &request, &err)) return told(keep, &err);
    for (j = 0; j < batch.findings.count; j++)
        if (batch.findings.items[j].severity == JH_REFUSAL)
            assert_int_equal(jh_finding_add(&refused, keep, &batch.findings.items[j], NULL), JH_OK);
    batch.findings = refused;
    return test_batch_text(keep, &batch, true);
}

static void a_mapping_says_what_the_columns_are(void **state)
{
    jh_arena keep, scratch;
    size_t i, wrong = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_text got = read_case(&keep, scratch, i);

        if (jh_text_equal(got, jh_text_of(cases[i].expect))) continue;
        wrong++;
        print_error("%s\n--- got\n%.*s\n--- expected\n%s\n", cases[i].label, JH_TEXT_ARGS(got),
                    cases[i].expect);
    }
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapping_says_what_the_columns_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
