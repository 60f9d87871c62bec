/* SPDX-License-Identifier: Apache-2.0 */
/* What people call a figure, an indicator, an item, a stage; and which values a figure can have. */
#include "tests/standard/library.h"

static jh_arena keep;

static const char alike[] =
    "standard t \"t\" effective 2020-01-01 stages primary\n"
    "measure pupil \"人\" en \"pupils\"\n"
    "element a \"在校生数\" en \"Pupils\" pupil by stage aliases \"学生(人)\" \"人数\"\n"
    "element b \"毕业生数\" pupil by stage aliases \"人数\"\n"
    "element c \"同名\" pupil by stage\n"
    "element d \"同名\" pupil by stage\n"
    "element e \"学生（人）\" pupil by stage\n";

static size_t called(const jh_standard *standard, const char *word)
{
    return jh_standard_called_element(standard, jh_text_of(word));
}

static void a_word_calls_one_element_or_none(void **state)
{
    test_library library = { 0 };
    jh_standard standard;

    (void)state;
    test_library_add(&library, "t", alike);
    assert_int_equal(test_compile(&standard, &keep, &library, "t", NULL, NULL), JH_OK);
    assert_int_equal(called(&standard, "a"), 0);
    assert_int_equal(called(&standard, "在校生数"), 0);
    assert_int_equal(called(&standard, " 在校 生数"), 0);
    assert_int_equal(called(&standard, "pupils"), 0);
    assert_int_equal(called(&standard, "毕业生数"), 1);
    assert_int_equal(called(&standard, "学生(人)"), 4); /* a title before another's header */
    assert_int_equal(called(&standard, "人数"), SIZE_MAX);
    assert_int_equal(called(&standard, "同名"), SIZE_MAX);
    assert_int_equal(called(&standard, "c"), 2);
    assert_int_equal(called(&standard, "生数"), SIZE_MAX);
    assert_int_equal(called(&standard, ""), SIZE_MAX);
}

static void the_shipped_standard_goes_by_its_own_titles(void **state)
{
    test_library library = { 0 };
    jh_standard s;
    size_t i;

    (void)state;
    assert_int_equal(test_compile(&s, &keep, &library, "cn-2017-quality", NULL, NULL), JH_OK);
    for (i = 0; i < s.element_count; i++)
        assert_int_equal(jh_standard_called_element(&s, s.elements[i].title), i);
    for (i = 0; i < s.indicator_count; i++) {
        assert_int_equal(jh_standard_called_indicator(&s, s.indicators[i].title), i);
        assert_int_equal(jh_standard_called_indicator(&s, s.indicators[i].short_title), i);
    }
    for (i = 0; i < s.item_count; i++)
        assert_int_equal(jh_standard_called_item(&s, s.items[i].title), i);
    assert_int_equal(jh_standard_called_stage(&s, JH_TEXT("初中")), JH_JUNIOR);
    assert_int_equal(jh_standard_called_stage(&s, JH_TEXT("Junior")), JH_JUNIOR);
    assert_int_equal(jh_standard_called_stage(&s, JH_TEXT("junior")), JH_JUNIOR);
    assert_int_equal(jh_standard_called_stage(&s, JH_TEXT("大学")), JH_STAGE_COUNT);
    assert_true(jh_standard_calls_limit(&s, 0, JH_TEXT("差异系数")));
    assert_false(jh_standard_calls_limit(&s, 0, JH_TEXT("小学")));
}

static void a_figure_has_values_that_can_be(void **state)
{
    const jh_element whole = { .is_whole = true }, any = { .may_be_negative = true },
                     yes_no = { .is_yes_no = true }, plain = { .is_whole = false };
    const jh_decimal half = { JH_DECIMAL_ONE / 2 }, minus = { -JH_DECIMAL_ONE }, zero = { 0 };

    (void)state;
    assert_int_equal(jh_element_misfit(&whole, half), JH_NOT_WHOLE);
    assert_int_equal(jh_element_misfit(&whole, minus), JH_BELOW_ZERO);
    assert_int_equal(jh_element_misfit(&whole, zero), JH_FITS);
    assert_int_equal(jh_element_misfit(&any, minus), JH_FITS);
    assert_int_equal(jh_element_misfit(&yes_no, half), JH_NOT_YES_OR_NO);
    assert_int_equal(jh_element_misfit(&yes_no, zero), JH_FITS);
    assert_int_equal(jh_element_misfit(&plain, half), JH_FITS);
    assert_int_equal(jh_element_misfit(&plain, minus), JH_BELOW_ZERO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_calls_one_element_or_none),
        cmocka_unit_test(the_shipped_standard_goes_by_its_own_titles),
        cmocka_unit_test(a_figure_has_values_that_can_be),
    };
    int failed;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    jh_arena_release(&keep);
    return failed;
}
