/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *label, *text;
    jh_level level;
    const char *key, *where;
} mistakes[] = {
    { "万元 and 元 do not add up", "money + (money in yuan)", JH_PART, "expr.other_scale",
      "test:1:7" },
    { "pupils and square metres do not add up", "pupils + area", JH_PART, "expr.other_measure",
      "test:1:8" },
    { "a comparison wants one measure", "area >= pupils", JH_PART, "expr.other_measure",
      "test:1:6" },
    { "square metres are no yuan", "area in yuan", JH_PART, "expr.other_kind", "test:1:6" },
    { "an unknown measure", "area in mu", JH_PART, "expr.unknown_measure", "test:1:9" },
    { "an unknown name, and the one that was meant", "pupil_s", JH_PART, "expr.unknown_name_near",
      "test:1:1" },
    { "an unknown name far from any", "夏天", JH_PART, "expr.unknown_name", "test:1:1" },
    { "the column counts characters", "1 + 学校 + 夏天", JH_PART, "expr.unknown_name",
      "test:1:10" },
    { "the line counts lines", "1 +\n  夏天", JH_PART, "expr.unknown_name", "test:2:3" },
    { "an unknown function, and the one that was meant", "summ(x)", JH_PART,
      "expr.unknown_function_near", "test:1:1" },
    { "an unknown code", "kind = e", JH_PART, "expr.unknown_code", "test:1:8" },
    { "an unknown code in a list", "kind in (a, zoo)", JH_PART, "expr.unknown_code", "test:1:13" },
    { "a finer name needs a set function", "x", JH_COUNTY, "expr.needs_set", "test:1:1" },
    { "a name by stage needs its stage", "heads + 1", JH_SCHOOL, "expr.needs_index", "test:1:1" },
    { "not by stage", "x[primary]", JH_SCHOOL, "expr.not_by_stage", "test:1:1" },
    { "no such stage", "heads[primry]", JH_SCHOOL, "expr.expected_stage", "test:1:7" },
    { "a claim is no number", "open + 1", JH_PART, "expr.not_a_number", "test:1:1" },
    { "a number is no claim", "x and open", JH_PART, "expr.not_a_claim", "test:1:1" },
    { "texts have no order", "name < \"a\"", JH_PART, "expr.not_comparable", "test:1:6" },
    { "comparisons do not chain", "1 < x < 3", JH_PART, "expr.chained", "test:1:7" },
    { "nothing after an operator", "1 +", JH_PART, "expr.ends_early", "test:1:4" },
    { "nothing at all", "  # only a remark", JH_PART, "expr.ends_early", "test:1:18" },
    { "an operator too many", "1 + * 2", JH_PART, "expr.expected_value", "test:1:5" },
    { "an open bracket", "(1 + 2", JH_PART, "expr.ends_early", "test:1:7" },
    { "a bracket too many", "1)", JH_PART, "expr.unexpected", "test:1:2" },
    { "an open quote", "name = \"a", JH_PART, "expr.open_quote", "test:1:8" },
    { "a sign that means nothing", "x ! 3", JH_PART, "expr.stray", "test:1:3" },
    { "bytes that are no text", "x + \xff", JH_PART, "expr.not_utf8", "test:1:5" },
    { "seven decimals", "x + 0.1234567", JH_PART, "expr.number_too_fine", "test:1:5" },
    { "no such day", "2017-02-30 > 2017-01-01", JH_PART, "expr.no_such_date", "test:1:1" },
    { "wcv without its weight", "wcv(x over parts)", JH_COUNTY, "expr.weight_missing", "test:1:1" },
    { "cv with a weight is a misunderstanding", "cv(x weight pupils over parts)", JH_COUNTY,
      "expr.weight_unused", "test:1:1" },
    { "a row function takes no set", "abs(x over parts)", JH_PART, "expr.no_clauses", "test:1:1" },
    { "too few arguments", "if(open, 1)", JH_PART, "expr.arguments", "test:1:1" },
    { "between wants groups", "between(x over parts)", JH_COUNTY, "expr.by_missing", "test:1:1" },
    { "a number makes no groups", "sum(x over parts by x)", JH_PART, "expr.by_number",
      "test:1:21" },
    { "a clause twice", "sum(x over parts over parts)", JH_COUNTY, "expr.twice", "test:1:18" },
    { "a set is no value", "ends + 1", JH_COUNTY, "expr.set_as_value", "test:1:1" },
    { "not a set", "sum(x over x)", JH_COUNTY, "expr.no_set", "test:1:12" },
    { "places must be whole", "round(x, 1.5)", JH_PART, "expr.places", "test:1:10" },
    { "half a step", "steps(x, 1, 2, 3, 4, 5, 6)", JH_PART, "expr.steps", "test:1:1" },
    { "a quantile beyond 1", "quantile(x, 1.5 over parts)", JH_COUNTY, "expr.parameter",
      "test:1:1" },
    { "no root of square metres", "sqrt(area)", JH_PART, "expr.no_root", "test:1:1" },
    { "no logarithm of pupils", "log(pupils)", JH_PART, "expr.not_pure", "test:1:5" },
    { "an exponent that is no whole number", "x ^ 0.5", JH_PART, "expr.expected_exponent",
      "test:1:5" },
    { "a claim where a measure must agree", "if(open, area, money)", JH_PART, "expr.other_measure",
      "test:1:16" },
};

static const char table[] = "school stage #heads pupils area money ^kind% open? name$ x\n"
                            "1 primary 3 3 1 1 a yes n 1\n";

static void make(test_table *t)
{
    test_table_make(t, table);
    test_table_define(t, "学校", "1", JH_COUNTY, NULL, NULL);
    test_table_set(t, "ends", JH_PART, "x > 0");
}

static void a_mistake_is_named_where_it_is(void **state)
{
    test_table t;
    char said[400];
    size_t i;

    (void)state;
    make(&t);
    for (i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        if (test_compile(&t, mistakes[i].text, mistakes[i].level))
            fail_msg("%s: %s compiles", mistakes[i].label, mistakes[i].text);
        if (strcmp(jh_say_keys[t.err.message.say], mistakes[i].key) != 0
            || strcmp(t.err.where, mistakes[i].where) != 0)
            fail_msg("%s: %s says %s at %s", mistakes[i].label, mistakes[i].text,
                     jh_say_keys[t.err.message.say], t.err.where);
        assert_int_equal(t.err.code, JH_BAD_INPUT);
        jh_message_write(said, sizeof said, JH_EN, &t.err.message, 1);
        assert_true(strlen(said) > 0);
    }
    test_table_free(&t);
}

static void the_sentence_names_what_was_meant(void **state)
{
    test_table t;
    char said[400];

    (void)state;
    make(&t);
    assert_null(test_compile(&t, "pupil_s", JH_PART));
    jh_message_write(said, sizeof said, JH_EN, &t.err.message, 1);
    assert_string_equal(said, "did you mean \"pupils\"?");
    assert_null(test_compile(&t, "money + (money in yuan)", JH_PART));
    jh_message_write(said, sizeof said, JH_EN, &t.err.message, 0);
    assert_non_null(strstr(said, "factor of 10000"));
    test_table_free(&t);
}

static void what_is_too_deep_or_too_long_is_refused(void **state)
{
    static char text[80000];
    test_table t;
    size_t n;

    (void)state;
    make(&t);
    for (n = 0; n < 300; n++) text[n] = '(';
    text[n++] = '1';
    for (; n < 601; n++) text[n] = ')';
    assert_null(test_compile(&t, text, JH_PART));
    assert_int_equal(t.err.message.say, SAY_EXPR_TOO_DEEP);
    memset(text, 0, sizeof text);
    for (n = 0; n < 600; n += 2) memcpy(text + n, "1+", 2);
    text[n] = '1';
    assert_null(test_compile(&t, text, JH_PART));
    assert_int_equal(t.err.message.say, SAY_EXPR_TOO_DEEP);
    memset(text, 0, sizeof text);
    memset(text, ' ', 70000);
    assert_null(test_compile(&t, text, JH_PART));
    assert_int_equal(t.err.message.say, SAY_EXPR_TOO_LONG);
    memset(text, 0, sizeof text);
    for (n = 0; n < 199; n++) text[n] = '-';
    text[n] = '1';
    assert_non_null(test_compile(&t, text, JH_PART));
    assert_string_equal(test_value(&t, text, JH_PART, 0), "-1");
    test_table_free(&t);
}

/* sqrt(2)·sqrt(2) is 2, but no number of bits shows it. */
static void roots_that_cannot_be_told_apart_are_an_error(void **state)
{
    test_table t;

    (void)state;
    make(&t);
    assert_string_equal(test_value(&t, "sqrt(2) * sqrt(2) = 2", JH_PART, 0), "expr.undecided");
    assert_string_equal(test_value(&t, "sqrt(2) > 1.414213 and sqrt(2) < 1.414214", JH_PART, 0),
                        "yes");
    assert_string_equal(test_value(&t, "((x + 2) ^ 64) ^ 64 ^ 64 > 1", JH_PART, 0),
                        "expr.unexpected");
    assert_string_equal(
        test_value(&t, "((((x / 3) ^ 64) ^ 64) ^ 64) ^ 64 = ((((x / 3) ^ 64) ^ 64) ^ 64) ^ 64",
                   JH_PART, 0),
        "expr.undecided");
    test_table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_is_named_where_it_is),
        cmocka_unit_test(the_sentence_names_what_was_meant),
        cmocka_unit_test(what_is_too_deep_or_too_long_is_refused),
        cmocka_unit_test(roots_that_cannot_be_told_apart_are_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
