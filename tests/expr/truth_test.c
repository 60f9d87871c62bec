/* truth_test.c — every operator and function on figures, zeros, gaps and what does not apply.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

/* Made up: one row with every state a number and a claim can be in. */
static const char states[] = "school p o g m n yes_? no_? gap_? not_? date@ nodate@ text$ notext$\n"
                             "1      2 0 - * . yes  no  -    .    2017-04-19 - 校 -\n";

enum { STATES = 6 };

/* 2, 0, not reported, marked not applicable, does not apply, bad denominator */
static const char *const numbers[STATES] = { "p", "o", "g", "m", "n", "(p / o)" };

/* One letter a result: a digit is itself, g m n b d the reason of a missing number (d: out of
 * domain), for claims y yes, x no, G M B D unknown because of that, N does not apply. */
static const char *spell(char letter)
{
    static char digit[2];

    switch (letter) {
    case 'g': return "missing: not_reported";
    case 'm': return "missing: marked_not_applicable";
    case 'n': return "missing: not_asked";
    case 'b': return "missing: bad_denominator";
    case 'd': return "missing: out_of_domain";
    case 'y': return "yes";
    case 'x': return "no";
    case 'G': return "unknown: not_reported";
    case 'M': return "unknown: marked_not_applicable";
    case 'B': return "unknown: bad_denominator";
    case 'R': return "unknown: readings_differ";
    case 'N': return "does_not_apply";
    default: digit[0] = letter; return digit;
    }
}

static void expect(test_table *t, const char *label, const char *text, char letter)
{
    const char *value = test_value(t, text, JH_PART, 0);

    if (strcmp(value, spell(letter)) != 0)
        fail_msg("%s: %s is %s, not %s", label, text, value, spell(letter));
}

/* The row is the left side, the column the right one, both in the order 2 0 g m n b. */
static const struct {
    const char *label, *before, *between, *after;
    const char *table[STATES];
} of_two_numbers[] = {
    { "a sum", "", " + ", "", { "42gmnb", "20gmnb", "ggggng", "mmgmnm", "nnnnnn", "bbgmnb" } },
    { "a product", "", " * ", "", { "40gmnb", "00gmnb", "ggggng", "mmgmnm", "nnnnnn", "bbgmnb" } },
    { "a quotient", "", " / ", "", { "1bgmnb", "0bgmnb", "gbggng", "mbgmnm", "nnnnnn", "bbgmnb" } },
    { "a ratio",
      "ratio(",
      ", ",
      ")",
      { "1ngmnb", "0ngmnb", "gnggng", "mngmnm", "nnnnnn", "bngmnb" } },
    { "a remainder",
      "mod(",
      ", ",
      ")",
      { "0bgmnb", "0bgmnb", "ggggng", "mmgmnm", "nnnnnn", "bbgmnb" } },
    { "the greatest",
      "greatest(",
      ", ",
      ")",
      { "22gmnb", "20gmnb", "ggggng", "mmgmnm", "nnnnnn", "bbgmnb" } },
    { "the least",
      "least(",
      ", ",
      ")",
      { "20gmnb", "00gmnb", "ggggng", "mmgmnm", "nnnnnn", "bbgmnb" } },
    { "the first present",
      "firstPresent(",
      ", ",
      ")",
      { "222222", "000000", "20gggg", "20mmmm", "20gmnb", "20bbbb" } },
    { "equal", "", " = ", "", { "yxGMNB", "xyGMNB", "GGGGNG", "MMGMNM", "NNNNNN", "BBGMNB" } },
    { "at least: a count not reported is at least 0",
      "",
      " >= ",
      "",
      { "yyGMNB", "xyGMNB", "GyGGNG", "MyGMNM", "NNNNNN", "BBGMNB" } },
    { "below: nothing is below 0",
      "",
      " < ",
      "",
      { "xxGMNB", "yxGMNB", "GxGGNG", "MxGMNM", "NNNNNN", "BBGMNB" } },
};

static void operations_on_two_numbers(void **state)
{
    test_table t;
    char text[96];
    size_t i, a, b;

    (void)state;
    test_table_make(&t, states);
    for (i = 0; i < sizeof of_two_numbers / sizeof *of_two_numbers; i++)
        for (a = 0; a < STATES; a++)
            for (b = 0; b < STATES; b++) {
                snprintf(text, sizeof text, "%s%s%s%s%s", of_two_numbers[i].before, numbers[a],
                         of_two_numbers[i].between, numbers[b], of_two_numbers[i].after);
                expect(&t, of_two_numbers[i].label, text, of_two_numbers[i].table[a][b]);
            }
    test_table_free(&t);
}

static const struct {
    const char *label, *before, *after;
    const char *table;
} of_one_number[] = {
    { "minus", "0 - -", "", "20gmnb" },
    { "a square", "", " ^ 2", "40gmnb" },
    { "a reciprocal", "2 * ", " ^ -1", "1bgmnb" },
    { "an absolute value", "abs(", ")", "20gmnb" },
    { "a root", "sqrt(2 * ", ")", "20gmnb" },
    { "a root of a negative number", "sqrt(-1 - ", ")", "ddgmnb" },
    { "a logarithm", "floor(log(", "))", "0dgmnb" },
    { "a common logarithm", "floor(log10(", "))", "0dgmnb" },
    { "an exponential", "floor(exp(", "))", "71gmnb" },
    { "a power", "floor(power(", ", 0.5))", "1dgmnb" },
    { "a rounded number", "round(", ", 2)", "20gmnb" },
    { "a floor", "floor(", ")", "20gmnb" },
    { "a ceiling", "ceil(", ")", "20gmnb" },
    { "steps", "steps(", ", 2, 9, 1, 8, 7)", "97gmnb" },
    { "points", "points(", ", 9)", "20gm9g" },
    { "points at most full", "points(1 + ", ", 1)", "11gm1g" },
    { "points at least none", "points(0 - ", ", 1)", "00gm1g" },
    { "isMissing", "isMissing(", ")", "xxyyxy" },
    { "in a range", "", " in 1..3", "yxGMNB" },
};

static void operations_on_one_number(void **state)
{
    test_table t;
    char text[96];
    size_t i, a;

    (void)state;
    test_table_make(&t, states);
    for (i = 0; i < sizeof of_one_number / sizeof *of_one_number; i++)
        for (a = 0; a < STATES; a++) {
            snprintf(text, sizeof text, "%s%s%s", of_one_number[i].before, numbers[a],
                     of_one_number[i].after);
            expect(&t, of_one_number[i].label, text, of_one_number[i].table[a]);
        }
    test_table_free(&t);
}

enum { TRUTHS = 4 };

static const char *const truths[TRUTHS] = { "yes_", "no_", "gap_", "not_" };

static const struct {
    const char *label, *before, *between, *after;
    const char *table[TRUTHS];
} of_two_claims[] = {
    { "and", "", " and ", "", { "yxGy", "xxxx", "GxGG", "yxGN" } },
    { "or", "", " or ", "", { "yyyy", "yxGx", "yGGG", "yxGN" } },
    { "equal", "", " = ", "", { "yxGN", "xyGN", "GGGN", "NNNN" } },
    { "not equal", "", " != ", "", { "xyGN", "yxGN", "GGGN", "NNNN" } },
    { "agree", "agree(", ", ", ")", { "yRGy", "RxGx", "GGGG", "yxGN" } },
    { "asked", "asked(", ", ", ")", { "yxGN", "NNNN", "GGGG", "NNNN" } },
    { "the first present", "firstPresent(", ", ", ")", { "yyyy", "xxxx", "yxGG", "yxGN" } },
    { "how many", "count_of(", ", ", ")", { "21g1", "10g0", "gggg", "10g0" } },
    { "if yes then the left else the right",
      "if(yes_, ",
      ", ",
      ")",
      { "yyyy", "xxxx", "GGGG", "NNNN" } },
    { "if no", "if(no_, ", ", ", ")", { "yxGN", "yxGN", "yxGN", "yxGN" } },
    { "if nobody knows", "if(gap_, ", ", ", ")", { "yGGG", "GxGG", "GGGG", "GGGN" } },
    { "if it does not apply", "if(not_, ", ", ", ")", { "NNNN", "NNNN", "NNNN", "NNNN" } },
};

static void operations_on_two_claims(void **state)
{
    test_table t;
    char text[96];
    size_t i, a, b;

    (void)state;
    test_table_make(&t, states);
    for (i = 0; i < sizeof of_two_claims / sizeof *of_two_claims; i++)
        for (a = 0; a < TRUTHS; a++)
            for (b = 0; b < TRUTHS; b++) {
                snprintf(text, sizeof text, "%s%s%s%s%s", of_two_claims[i].before, truths[a],
                         of_two_claims[i].between, truths[b], of_two_claims[i].after);
                expect(&t, of_two_claims[i].label, text, of_two_claims[i].table[a][b]);
            }
    test_table_free(&t);
}

static const struct {
    const char *label, *text;
    char value;
} others[] = {
    { "not yes", "not yes_", 'x' },
    { "not unknown", "not gap_", 'G' },
    { "not applicable stays so", "not not_", 'N' },
    { "isMissing of an unknown claim", "isMissing(gap_)", 'y' },
    { "isMissing of a claim that does not apply", "isMissing(not_)", 'x' },
    { "if nobody knows, with equal numbers", "if(gap_, p, 2)", 'g' },
    { "what both branches decide", "if(gap_, p, 3) >= 2", 'y' },
    { "a year", "year(date) - 2010", '7' },
    { "a year of no date", "year(nodate)", 'g' },
    { "days from a date to itself", "daysBetween(date, date)", '0' },
    { "days to no date", "daysBetween(date, nodate)", 'g' },
    { "no date is before none", "nodate < date", 'G' },
    { "the first date", "firstPresent(nodate, date) = 2017-04-19", 'y' },
    { "a day that does not exist is missing", "isMissing(date(2023, 2, 29))", 'y' },
    { "isMissing of a text", "isMissing(notext)", 'y' },
    { "no text is equal to none", "notext = text", 'G' },
    { "joined with nothing known", "isMissing(concat(text, notext))", 'y' },
    { "the first text", "firstPresent(notext, text) = \"校\"", 'y' },
    { "a length in characters", "length(text)", '1' },
    { "a length of nothing known", "length(notext)", 'g' },
    { "which is at least 0", "length(notext) >= 0", 'y' },
    { "the beginning of a text", "startsWith(text, \"校\")", 'y' },
    { "the end of no text", "endsWith(notext, \"校\")", 'G' },
    { "a text chosen", "if(no_, \"a\", text) = \"校\"", 'y' },
    { "the year before there was none", "period(p, -1)", 'g' },
    { "this period", "period(p, 0)", '2' },
    { "a claim of the year before", "period(yes_, -1)", 'G' },
};

static void texts_dates_and_the_rest(void **state)
{
    test_table t;
    size_t i;

    (void)state;
    test_table_make(&t, states);
    for (i = 0; i < sizeof others / sizeof *others; i++)
        expect(&t, others[i].label, others[i].text, others[i].value);
    test_table_free(&t);
}

/* The same rows a year earlier. */
static void the_period_before_has_its_own_figures(void **state)
{
    test_table now, before;

    (void)state;
    test_table_make(&now, "school x\n1 5\n2 9\n");
    test_table_make(&before, "school x\n1 4\n2 -\n");
    now.table.before = &before.source;
    assert_string_equal(test_value(&now, "x - period(x, -1)", JH_PART, 0), "1");
    assert_string_equal(test_value(&now, "x - period(x, -1)", JH_PART, 1), "missing: not_reported");
    assert_string_equal(test_value(&now, "period(sum(x over parts), -1) >= 4", JH_COUNTY, 0),
                        "yes");
    test_table_free(&now);
    test_table_free(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_on_two_numbers),
        cmocka_unit_test(operations_on_one_number),
        cmocka_unit_test(operations_on_two_claims),
        cmocka_unit_test(texts_dates_and_the_rest),
        cmocka_unit_test(the_period_before_has_its_own_figures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
