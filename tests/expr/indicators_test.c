/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

/* Made-up schools; lines and floors as 教督〔2017〕6号 第六条 asks of primary schools. */
static const char schools[] = "school pupils above key pe\n"
                              "1 1000 42   10 9\n"     /* all at their lines exactly */
                              "2 1000 35.7 10 9\n"     /* one exactly at its floor */
                              "3 1000 35.6 10 9\n"     /* one below its floor */
                              "4 1000 -    10 9\n"     /* one not reported */
                              "5 1000 -    8.5 8.9\n"; /* not reported, two below their lines */

static const struct {
    const char *label, *text;
    size_t row;
    const char *value;
} examples[] = {
    { "a line reached exactly is met", "met(R1..R3)", 0, "3" },
    { "85 % is enough for the floor", "every_floor(R1..R3)", 1, "yes" },
    { "a hair below the floor is not", "every_floor(R1, R2, R3)", 2, "no" },
    { "a gap leaves a count open", "met(R1..R3)", 3, "missing: not_reported" },
    { "but what it can still be may decide", "met(R1..R3) >= 2", 3, "yes" },
    { "two below the line fail whatever the third is", "met(R1..R3) >= 2", 4, "no" },
    { "a gap leaves the floor open", "every_floor(R1..R3)", 3, "unknown: not_reported" },
    { "a line is a number", "line(R1) * 10", 0, "42" },
    { "a floor is a number", "floor(R1)", 0, "3.57" },
    { "floor of anything else rounds down", "floor(3.7)", 0, "3" },
    { "floor of a named expression without one rounds down", "floor(bare)", 0, "3" },
    { "the school rule: two of three met, the rest at the floor",
      "met(R1..R3) >= 2 and every_floor(R1..R3)", 1, "yes" },
    { "an indicator without a line cannot be met", "met(bare)", 0, "expr.no_line" },
    { "a range needs the same letters", "met(R1..S3)", 0, "expr.name_range" },
    { "a range does not run backwards", "met(R3..R1)", 0, "expr.name_range" },
    { "every name of a range must be known", "met(R1..R4)", 0, "expr.unknown_name_near" },
    { "an expression is no indicator", "met(1 + 1)", 0, "expr.expected_indicator" },
};

static void lines_and_floors_become_comparisons(void **state)
{
    test_table t;
    size_t i;

    (void)state;
    test_table_make(&t, schools);
    test_table_define(&t, "R1", "above * 100 / (pupils / (1 in pupil))", JH_PART, "4.2",
                      "85% * 4.2");
    test_table_define(&t, "R2", "key * 100 / (pupils / (1 in pupil))", JH_PART, "1", "85% * 1");
    test_table_define(&t, "R3", "pe * 100 / (pupils / (1 in pupil))", JH_PART, "0.9", "85% * 0.9");
    test_table_define(&t, "bare", "7 / 2", JH_PART, NULL, NULL);
    for (i = 0; i < sizeof examples / sizeof *examples; i++) {
        const char *value = test_value(&t, examples[i].text, JH_PART, examples[i].row);

        if (strcmp(value, examples[i].value) != 0)
            fail_msg("%s: %s gives %s, not %s", examples[i].label, examples[i].text, value,
                     examples[i].value);
    }
    test_table_free(&t);
}

/* "As printed": the rounded value is held against the line, the exact one against the floor. */
static void the_judged_value_is_held_against_the_line(void **state)
{
    test_table t;
    jh_symbol symbol;

    (void)state;
    test_table_make(&t, "school pupils above\n1 1000 41.96\n2 1000 35.69\n");
    test_table_define(&t, "R1", "above * 100 / (pupils / (1 in pupil))", JH_PART, "4.2",
                      "85% * 4.2");
    assert_string_equal(test_value(&t, "met(R1)", JH_PART, 0), "0");
    symbol = t.table.symbols[0];
    symbol.judged = test_compile(&t, "round(R1, 2)", JH_PART);
    t.table.symbols = &symbol;
    assert_string_equal(test_value(&t, "met(R1)", JH_PART, 0), "1");
    assert_string_equal(test_value(&t, "round(R1, 2) >= floor(R1)", JH_PART, 1), "yes");
    assert_string_equal(test_value(&t, "every_floor(R1)", JH_PART, 1), "no");
    symbol.lower_is_better = true;
    assert_string_equal(test_value(&t, "met(R1)", JH_PART, 1), "1");
    test_table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_floors_become_comparisons),
        cmocka_unit_test(the_judged_value_is_held_against_the_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
