/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

/* Made-up figures. School 1 has two parts, the others one. */
static const char schools[] =
    "school stage   #pupils =area money ^kind% ^open? name$ x    y   z   n\n"
    "1      primary 166     450   3.2   a      yes    东    1    0   -   .\n"
    "1      junior  210     600   2.5   a      yes    西    2    2   3   .\n"
    "2      primary 100     420   1     b      no     南    0    -   *   5\n"
    "3      primary 50      -     0     -      -      北    -3   4   0   5\n";

typedef struct example {
    const char *label, *text;
    jh_level level;
    size_t row;
    const char *value;
} example;

static void run(const example *examples, size_t count)
{
    test_table t;
    size_t i;

    test_table_make(&t, schools);
    for (i = 0; i < count; i++) {
        const char *value = test_value(&t, examples[i].text, examples[i].level, examples[i].row);

        if (strcmp(value, examples[i].value) != 0)
            fail_msg("%s: %s gives %s, not %s", examples[i].label, examples[i].text, value,
                     examples[i].value);
    }
    test_table_free(&t);
}

static const example arithmetic[] = {
    { "a product binds tighter than a sum", "1 + 2 * 3", JH_PART, 0, "7" },
    { "differences are taken from the left", "10 - 4 - 3", JH_PART, 0, "3" },
    { "a third is exact", "x / 3", JH_PART, 0, "1/3" },
    { "a decimal is exact", "0.1 + 0.2 - 0.3", JH_PART, 0, "0" },
    { "a percentage is a hundredth", "85% * 4.2", JH_PART, 0, "3.57" },
    { "minus before a power negates the power", "-2 ^ 2", JH_PART, 0, "-4" },
    { "a negative exponent divides", "2 ^ -2", JH_PART, 0, "0.25" },
    { "0 to a negative power is a bad denominator", "y ^ -1", JH_PART, 0,
      "missing: bad_denominator" },
    { "division by zero is missing, not infinite", "x / y", JH_PART, 0,
      "missing: bad_denominator" },
    { "ratio to zero does not apply", "ratio(x, y)", JH_PART, 0, "missing: not_asked" },
    { "a gap passes through arithmetic", "x + z", JH_PART, 0, "missing: not_reported" },
    { "a mark of not applicable passes through", "x + z", JH_PART, 2,
      "missing: marked_not_applicable" },
    { "what does not apply makes the sum not apply", "z + n", JH_PART, 0, "missing: not_asked" },
    { "the root of a square is exact", "sqrt(2.25)", JH_PART, 0, "1.5" },
    { "an irrational root is enclosed", "sqrt(2)", JH_PART, 0, "≈1.414213562373" },
    { "the root of a negative number is out of domain", "sqrt(x)", JH_PART, 3,
      "missing: out_of_domain" },
    { "the logarithm of 0 is out of domain", "log(y)", JH_PART, 0, "missing: out_of_domain" },
    { "halves are rounded away from zero", "round(2.5) + round(-2.5) + round(0.125, 2)", JH_PART, 0,
      "0.13" },
    { "hundreds can be rounded to", "round(1250, -2)", JH_PART, 0, "1300" },
    { "floor goes down", "floor(-1.5)", JH_PART, 0, "-2" },
    { "ceil goes up", "ceil(x / 3)", JH_PART, 0, "1" },
    { "mod has the sign of the divisor", "mod(-7, 3)", JH_PART, 0, "2" },
    { "steps take the first bound reached", "steps(0.85, 100%, 1, 80%, 0.8, 60%, 0.5, 0)", JH_PART,
      0, "0.8" },
    { "steps below every bound take the rest", "steps(0.1, 100%, 1, 80%, 0.8, 0)", JH_PART, 0,
      "0" },
    { "firstPresent passes over gaps", "firstPresent(z, n, y, x)", JH_PART, 0, "0" },
    { "greatest", "greatest(x, 7, y)", JH_PART, 0, "7" },
    { "least", "least(x, 7, y)", JH_PART, 0, "0" },
    { "10^x by logarithms", "round(power(10, 0.5) ^ 2, 6)", JH_PART, 0, "10" },
    { "log10 of a power of ten", "round(log10(1000), 6)", JH_PART, 0, "3" },
    { "万元 into 元", "money in yuan", JH_PART, 0, "32000" },
    { "per hundred pupils", "(area / pupils) in m2 per 100 pupil", JH_PART, 1, "2000/7" },
};

static const example claims[] = {
    { "a row that meets its limit exactly has met it", "x / 3 >= 1 / 3", JH_PART, 0, "yes" },
    { "a third is not a decimal", "x / 3 = 0.333333", JH_PART, 0, "no" },
    { "a gap leaves a comparison unknown", "z >= 1", JH_PART, 0, "unknown: not_reported" },
    { "a count that is missing is at least 0", "z >= 0", JH_PART, 0, "yes" },
    { "what is missing may still decide", "x + z < 1", JH_PART, 0, "no" },
    { "a bad denominator is unknown", "x / y > 0", JH_PART, 0, "unknown: bad_denominator" },
    { "what does not apply stays so", "n > 0", JH_PART, 0, "does_not_apply" },
    { "what is decided stays decided", "z >= 1 and 1 > 2", JH_PART, 0, "no" },
    { "or is decided by one", "z >= 1 or 2 > 1", JH_PART, 0, "yes" },
    { "does not apply is neutral", "n > 0 and 2 > 1", JH_PART, 0, "yes" },
    { "membership of codes", "kind in (a, c)", JH_PART, 0, "yes" },
    { "a code of a coarser level", "kind = b", JH_PART, 2, "yes" },
    { "a missing code is unknown", "kind = b", JH_PART, 3, "unknown: not_reported" },
    { "a range includes its ends", "pupils in 50..99", JH_PART, 3, "yes" },
    { "texts compare as texts", "name = \"东\"", JH_PART, 0, "yes" },
    { "a text is joined and searched", "contains(concat(name, \"校\"), \"东校\")", JH_PART, 0,
      "yes" },
    { "dates compare", "date(2017, 4, 19) < 2017-04-20", JH_PART, 0, "yes" },
    { "days between dates", "daysBetween(2024-02-28, 2024-03-01) = 2", JH_PART, 0, "yes" },
    { "agree: two readings that differ leave it open", "agree(1 > 0, 0 > 1)", JH_PART, 0,
      "unknown: readings_differ" },
    { "asked of nobody", "asked(open = no, 1 > 2)", JH_PART, 0, "does_not_apply" },
    { "isMissing of a gap", "isMissing(z)", JH_PART, 0, "yes" },
    { "isMissing of a zero", "isMissing(y)", JH_PART, 0, "no" },
    { "isMissing of what does not apply", "isMissing(n)", JH_PART, 0, "no" },
    { "an unknown condition with equal branches", "if(z > 1, 2, 2) = 2", JH_PART, 0, "yes" },
};

static const example sets[] = {
    { "count the rows of a set", "count(schools)", JH_COUNTY, 0, "3" },
    { "count with a filter", "count(parts where stage = primary)", JH_COUNTY, 0, "3" },
    { "count claims", "count(x > 0 over parts)", JH_COUNTY, 0, "2" },
    { "a sum under each school", "sum(pupils)", JH_SCHOOL, 0, "376" },
    { "by stage and added up", "pupils[compulsory]", JH_SCHOOL, 0, "376" },
    { "the whole of what is shared", "area", JH_SCHOOL, 0, "1050" },
    { "a share of what is shared", "area", JH_PART, 0, "450" },
    { "a part's share of its county", "pupils / sum(pupils over parts)", JH_PART, 2, "50/263" },
    { "a sum by a code", "sum(pupils over parts by stage)", JH_PART, 0, "316" },
    { "a sum with a gap is missing", "sum(area over parts)", JH_COUNTY, 0,
      "missing: not_reported" },
    { "a sum with a gap is at least the rest", "sum(area over parts) >= 1470 in m2", JH_COUNTY, 0,
      "yes" },
    { "weights", "wmean(x weight pupils over parts where x >= 0)", JH_COUNTY, 0, "293/238" },
    { "every over nothing is yes", "every schools where 1 > 2 : 1 > 2", JH_COUNTY, 0, "yes" },
    { "any over nothing is no", "any schools where 1 > 2 : 1 < 2", JH_COUNTY, 0, "no" },
    { "every with a gap is unknown", "every parts : area > 0", JH_COUNTY, 0,
      "unknown: not_reported" },
    { "every is decided by one no", "every parts : area > 500", JH_COUNTY, 0, "no" },
    { "dispersion of one row is 0", "wcv(pupils weight pupils)", JH_SCHOOL, 1, "0" },
    { "dispersion of no row does not apply", "cv(x over parts where 1 > 2)", JH_COUNTY, 0,
      "missing: not_asked" },
    { "dispersion with a mean of 0", "cv(y over parts where x = 1)", JH_COUNTY, 0,
      "missing: bad_denominator" },
    { "dispersion with a gap", "cv(area over parts)", JH_COUNTY, 0, "missing: not_reported" },
    { "the median of an even number", "median(pupils over parts)", JH_COUNTY, 0, "133" },
    { "what does not apply is left out", "mean(n over parts)", JH_COUNTY, 0, "5" },
};

static void arithmetic_is_exact(void **state)
{
    (void)state;
    run(arithmetic, sizeof arithmetic / sizeof *arithmetic);
}

static void claims_are_three_valued(void **state)
{
    (void)state;
    run(claims, sizeof claims / sizeof *claims);
}

static void sets_range_over_rows(void **state)
{
    (void)state;
    run(sets, sizeof sets / sizeof *sets);
}

/* The training sheet of 教督〔2012〕3号: docs/methods/dispersion.md §2. */
static void the_published_example(void **state)
{
    static const char books[] = "school pupils books\n"
                                "1 45 279\n2 37 137\n3 89 935\n4 76 160\n5 55 402\n";
    test_table t;
    char text[64];
    jh_number wcv;

    (void)state;
    test_table_make(&t, books);
    wcv = test_number(&t, "wcv(books / pupils weight pupils over parts)", JH_COUNTY, 0);
    assert_int_equal(wcv.why, JH_PRESENT);
    snprintf(text, sizeof text, "%.6f %.6f", wcv.range.lo, wcv.range.hi);
    assert_string_equal(text, "0.515257 0.515257");
    assert_string_equal(test_value(&t, "round(cv(books / pupils over parts), 6)", JH_COUNTY, 0),
                        "0.488771");
    test_table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(claims_are_three_valued),
        cmocka_unit_test(sets_range_over_rows),
        cmocka_unit_test(the_published_example),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
