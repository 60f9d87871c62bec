/* past_test.c: period(x, -1): this year's rows with last year's figures.
 * Takes   a county of two years in a few lines.
 * Gives   what an expression over both says.
 * Never   uses a real school.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/county.h"

#include <string.h>

static const char two_years[] = "before\n"
                                "unit A primary_school location=rural\n"
                                "primary pupils 100, teachers 9\n"
                                "unit B nine_year\n"
                                "primary pupils 200\n"
                                "junior pupils 0\n"
                                "whole teaching_area 900\n"
                                "unit D primary_school\n"
                                "primary pupils 44\n"
                                "unit A2 primary_school counted=no parent=A\n"
                                "primary pupils 10\n"
                                "county population 30\n"
                                "now\n"
                                "unit A primary_school location=town\n"
                                "primary pupils 120, teachers 9\n"
                                "unit B nine_year\n"
                                "primary pupils 210\n"
                                "junior pupils 90\n"
                                "whole teaching_area 1000\n"
                                "unit C primary_school\n"
                                "primary pupils 80\n"
                                "county population 31\n";

static const struct {
    const char *label, *expr;
    jh_level level;
    const char *code;
    jh_stage stage;
    const char *want;
} cases[] = {
    { "a part has last year's figure, campuses of then merged", "period(pupils, -1)", JH_PART, "A",
      JH_PRIMARY, "110" },
    { "… and this year's beside it", "pupils - period(pupils, -1)", JH_PART, "A", JH_PRIMARY,
      "10" },
    { "a school that was not there is not reported", "period(pupils, -1)", JH_PART, "C", JH_PRIMARY,
      "not_reported" },
    { "a stage that was not there is not reported", "period(pupils, -1)", JH_PART, "B", JH_JUNIOR,
      "not_reported" },
    { "a shared figure is split as it was split then", "period(teaching_area, -1)", JH_PART, "B",
      JH_PRIMARY, "900" },
    { "a school has last year's figure too", "period(teaching_area, -1)", JH_SCHOOL, "B", JH_WHOLE,
      "900" },
    { "and the county, with schools that have gone", "period(pupils[primary], -1)", JH_COUNTY, "",
      JH_WHOLE, "354" },
    { "a word of then", "if(period(location = rural, -1), 1, 0)", JH_SCHOOL, "A", JH_WHOLE, "1" },
    { "two years back nobody knows", "period(pupils, -2)", JH_PART, "A", JH_PRIMARY,
      "not_reported" },
};

static size_t row_of(const test_county *c, size_t i)
{
    return cases[i].level == JH_COUNTY   ? 0
           : cases[i].level == JH_SCHOOL ? test_school(c, cases[i].code)
                                         : test_part(c, cases[i].code, cases[i].stage);
}

static void check(test_county *c, size_t i)
{
    const jh_expr_text text = {
        .text = jh_text_of(cases[i].expr), .line = 1, .column = 1, .level = cases[i].level
    };
    jh_scope scope = jh_standard_scope(c->standard);
    char digits[JH_DECIMAL_SIZE];
    jh_decimal rounded = { 0 };
    const jh_expr *expr = NULL;
    const char *got;
    jh_why why = JH_PRESENT;

    assert_int_equal(jh_expr_compile(&expr, &c->keep, &text, &scope, NULL), JH_OK);
    assert_int_equal(jh_expr_rounded(&rounded, &why, expr,
                                     &(jh_expr_ask){ .source = &c->frame.source,
                                                     .level = cases[i].level,
                                                     .rows = { row_of(c, i), 1 },
                                                     .places = 2 },
                                     c->scratch),
                     JH_OK);
    got = why ? jh_why_key(why) : jh_decimal_write_short(digits, rounded);
    if (strcmp(got, cases[i].want) != 0) fail_msg("%s: got %s", cases[i].label, got);
}

static void rows_of_now_have_the_figures_of_then(void **state)
{
    test_county county;
    size_t i;

    (void)state;
    test_county_make(&county, "cn-2017-quality", two_years);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) check(&county, i);
    test_county_free(&county);
}

static void without_a_year_before_all_of_it_is_missing(void **state)
{
    test_county county;

    (void)state;
    test_county_make(&county, "cn-2017-quality", "unit A primary_school\nprimary pupils 9\n");
    assert_null(county.frame.source.period(county.frame.source.self, -1));
    test_county_free(&county);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_now_have_the_figures_of_then),
        cmocka_unit_test(without_a_year_before_all_of_it_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
