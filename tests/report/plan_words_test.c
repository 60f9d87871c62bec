/* SPDX-License-Identifier: Apache-2.0 */
/* What lies between two amounts, as people are told it: never narrower than it is. */
#include "report/plan_view.h"
#include "tests/support/test.h"

#include <string.h>

static jh_decimal yuan(const char *digits)
{
    jh_decimal value;

    assert_int_equal(jh_decimal_parse(&value, jh_text_of(digits)), JH_READ_EXACT);
    return value;
}

static void a_range_is_told_as_people_say_it(void **state)
{
    static const char *const told[][3] = {
        { "1234567", "1234567", "1,234,567 yuan" },
        { "0", "0", "0 yuan" },
        { "0", "6.342", "≤ 6.35 yuan" },
        { "308993.651", "309006.342", "≈ 309,000 yuan (308,993.65 – 309,006.35)" },
        { "2591845.65", "2591852", "≈ 2,591,850 yuan (2,591,845.65 – 2,591,852)" },
        { "0.995", "0.996", "≈ 1 yuan (0.99 – 1)" },
        { "1000", "1234", "1,000 – 1,234 yuan" },
        { "-5", "7", "-5 – 7 yuan" },
        { "-9000.001", "-9000", "-9,000.01 – -9,000 yuan" },
        { "9000000000000", "9000000000001",
          "≈ 9,000,000,000,000 yuan"
          " (9,000,000,000,000 – 9,000,000,000,001)" },
    };
    char out[JH_MONEY_TOLD_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof told / sizeof *told; i++)
        assert_string_equal(jh_money_range_write(out, JH_EN, yuan(told[i][0]), yuan(told[i][1])),
                            told[i][2]);
}

/* Whatever the two amounts are, what is said to lie between them does. */
static void the_roundest_lies_between(void **state)
{
    uint64_t chance = 20261130;
    int i;

    (void)state;
    for (i = 0; i < 20000; i++) {
        jh_decimal least, most, about;
        char digits[JH_MONEY_RANGE_SIZE];
        jh_money_range range;
        size_t k, n = 0;

        chance = chance * 6364136223846793005U + 1442695040888963407U;
        least.millionths = (int64_t)(chance >> (16 + chance % 40)) + 1;
        most.millionths = least.millionths + (int64_t)(chance >> 40) % (least.millionths / 300 + 1);
        range = jh_money_range_of(least, most);
        if (!range.between[0]) continue;
        for (k = strlen("≈ "); range.amount[k]; k++)
            if (range.amount[k] != ',') digits[n++] = range.amount[k];
        digits[n] = '\0';
        about = yuan(digits);
        assert_true(about.millionths >= jh_money_whole_fen(least, false).millionths);
        assert_true(about.millionths <= jh_money_whole_fen(most, true).millionths);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_is_told_as_people_say_it),
        cmocka_unit_test(the_roundest_lies_between),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
