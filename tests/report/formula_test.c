/* formula_test.c — a step in a person's words: titles for names, words for functions, a veto that
 * is absent stands well, and running out of memory is told.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/formula.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/county.h"

#include <string.h>

static const struct {
    const char *says, *formula, *zh, *en;
} formulas[] = {
    { "an indicator has its short name, an element its title", "R4 / pupils", "教学用房 / 在校生数",
      "Teaching space / Pupils enrolled" },
    { "signs are those of print", "1 - 0.5 * pupils <= 2 != 3", "1 − 0.5 × 在校生数 ≤ 2 ≠ 3",
      "1 − 0.5 × Pupils enrolled ≤ 2 ≠ 3" },
    { "a date keeps its strokes", "asOf >= 2025-03-01", "评估基准日 ≥ 2025-03-01",
      "day of assessment ≥ 2025-03-01" },
    { "a stage in brackets is a code", "pupils[primary]", "在校生数[小学]",
      "Pupils enrolled[primary]" },
    { "codes stand behind an equal sign and in lists", "kind in (special, vocational)",
      "办学类型 属于 (特殊教育学校, 职业学校)",
      "kind of school in (special school, vocational school)" },
    { "the attribute town is not the code town", "town = town", "乡镇 = 镇区", "town = town" },
    { "a conversion stands in brackets", "equipment_value in yuan / pupils",
      "教学仪器设备资产值(元) / 在校生数",
      "Value of teaching instruments and equipment(yuan) / Pupils enrolled" },
    { "clauses take their comma to the word before",
      "wcv(R1 weight pupils over resource_schools where stage = junior)",
      "差异系数(高学历教师，权重 在校生数，范围 资源配置评估的学校，限 学段 = 初中)",
      "coefficient of variation(High-degree teachers, weighted by Pupils enrolled, over Schools "
      "evaluated for resources, where stage = junior)" },
    { "items keep their numbers", "G1 and not V1", "G1 且 非 V1", "G1 and not V1" },
    { "text in quotes is left alone", "contains(name, \"pupils\")", "contains(name, \"pupils\")",
      "contains(name, \"pupils\")" },
    { "backquotes are for the machine", "`R4`", "教学用房", "Teaching space" },
    { "an open quote ends with the text", "\"pupils", "\"pupils", "\"pupils" },
    { "nothing reads as nothing", "", "", "" },
    { "a choice put in for its name may hold any sign", "(毕业-转入+转出)÷(入学-死亡) = 1",
      "(毕业-转入+转出)÷(入学-死亡) = 1", "(graduates - in + out) / (entrants - died) = 1" },
};

static void check_read(const jh_reader *reader, const char *formula, const char *wanted)
{
    jh_text read = jh_formula_read(reader, jh_text_of(formula));

    assert_non_null(read.at);
    if (!jh_text_equal(read, jh_text_of(wanted)))
        print_error("%s reads %.*s\n", formula, JH_TEXT_ARGS(read));
    assert_true(jh_text_equal(read, jh_text_of(wanted)));
}

static void a_formula_reads_in_titles(void **state)
{
    jh_arena keep = { 0 };
    jh_reader zh = { &keep, test_standard("cn-2017-quality"), JH_ZH };
    jh_reader en = { &keep, zh.standard, JH_EN };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        print_message("%s\n", formulas[i].says);
        check_read(&zh, formulas[i].formula, formulas[i].zh);
        check_read(&en, formulas[i].formula, formulas[i].en);
    }
    jh_arena_release(&keep);
}

static const struct {
    const char *says, *key, *label, *formula, *zh, *en;
} labels[] = {
    { "a title is a title", "R4", "生均教学及辅助用房面积", "teaching_area / pupils",
      "生均教学及辅助用房面积", "Teaching and auxiliary floor space per pupil" },
    { "stage and title are each said", "R4", "小学 · 生均教学及辅助用房面积", "x",
      "小学 · 生均教学及辅助用房面积", "primary · Teaching and auxiliary floor space per pupil" },
    { "the line of an indicator says so", "line(R4)", "生均教学及辅助用房面积", "4.5",
      "生均教学及辅助用房面积的要求值", "line of Teaching and auxiliary floor space per pupil" },
    { "without a label the formula serves", "", "", "sum(pupils)", "合计(在校生数)",
      "sum(Pupils enrolled)" },
    { "a bound is called by its kind", "floor", "", "0.85 * 4.5", "底线", "Floor" },
};

static void a_step_is_called_by_its_title(void **state)
{
    jh_arena keep = { 0 };
    jh_reader zh = { &keep, test_standard("cn-2017-quality"), JH_ZH };
    jh_reader en = { &keep, zh.standard, JH_EN };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        jh_step step = { .key = jh_text_of(labels[i].key),
                         .label = jh_text_of(labels[i].label),
                         .formula = jh_text_of(labels[i].formula) };
        print_message("%s\n", labels[i].says);
        assert_true(jh_text_equal(jh_step_label(&zh, &step), jh_text_of(labels[i].zh)));
        assert_true(jh_text_equal(jh_step_label(&en, &step), jh_text_of(labels[i].en)));
    }
    jh_arena_release(&keep);
}

static const struct {
    const char *says, *key;
    jh_truth truth, stands;
    const char *zh;
} claims[] = {
    { "an item that holds is met", "G1", JH_YES, JH_YES, "达标" },
    { "a veto that is absent stands well", "V2", JH_NO, JH_YES, "没有出现" },
    { "a veto that is present does not", "V2", JH_YES, JH_NO, "出现" },
    { "a veto nobody spoke of is open", "V2", JH_UNKNOWN, JH_UNKNOWN, "未填报" },
    { "a fact is so or not", "attest_G1", JH_NO, JH_NO, "否" },
    { "a grade is so or not", "pass", JH_YES, JH_YES, "是" },
    { "a school meets its rules", "9901010001", JH_NO, JH_NO, "不达标" },
};

static void a_claim_is_said_as_what_it_is_about(void **state)
{
    const jh_standard *standard = test_standard("cn-2017-quality");

    (void)state;
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        jh_step step = { .key = jh_text_of(claims[i].key),
                         .type = JH_TYPE_CLAIM,
                         .claim = { claims[i].truth, JH_NOT_REPORTED } };
        print_message("%s\n", claims[i].says);
        assert_int_equal(jh_step_stands(standard, &step).truth, claims[i].stands);
        assert_string_equal(jh_say(JH_ZH, jh_step_claim_say(standard, &step)), claims[i].zh);
    }
}

static void a_share_is_a_percentage_only_where_it_says_so(void **state)
{
    jh_arena keep = { 0 };
    jh_step step = { .type = JH_TYPE_NUMBER, .printed = { 916000 }, .decimals = 3 };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_true(jh_text_equal(jh_view_value(&keep, &step), JH_TEXT("0.916")));
    step.is_percent = true;
    assert_true(jh_text_equal(jh_view_value(&keep, &step), JH_TEXT("91.6%")));
    jh_arena_release(&keep);
}

static jh_code read_scarce(void *context, jh_error *err)
{
    const jh_standard *standard = context;
    jh_arena keep = { 0 };
    jh_reader reader = { &keep, standard, JH_EN };
    jh_step step = { .key = JH_TEXT("line(R4)"),
                     .label = JH_TEXT("生均教学及辅助用房面积"),
                     .formula = JH_TEXT("if(stage = primary, 4.5, 5.8)") };
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    if (!jh_step_label(&reader, &step).at || !jh_step_formula(&reader, &step).at)
        rc = jh_no_memory(err);
    jh_arena_release(&keep);
    return rc;
}

static void without_memory_there_is_no_text(void **state)
{
    jh_standard *standard = (jh_standard *)(uintptr_t)test_standard("cn-2017-quality");

    (void)state;
    assert_true(test_alloc_sweep(read_scarce, standard, 1000) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_formula_reads_in_titles),
        cmocka_unit_test(a_step_is_called_by_its_title),
        cmocka_unit_test(a_claim_is_said_as_what_it_is_about),
        cmocka_unit_test(a_share_is_a_percentage_only_where_it_says_so),
        cmocka_unit_test(without_memory_there_is_no_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
