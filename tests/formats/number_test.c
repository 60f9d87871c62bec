/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *label, *text;
    bool is_number;
} shapes[] = {
    { "a whole number", "12", true },
    { "a sign", "-12", true },
    { "a plus sign", "+12", true },
    { "no digit before the point", ".5", true },
    { "no digit behind the point", "5.", true },
    { "an exponent", "1E+3", true },
    { "a small exponent", "1e-300", true },
    { "nothing", "", false },
    { "a point alone", ".", false },
    { "a sign alone", "-", false },
    { "two points", "1.2.3", false },
    { "a blank before", " 1", false },
    { "a letter behind", "1x", false },
    { "an exponent without digits", "1e", false },
    { "hexadecimal", "0x10", false },
    { "infinity by name", "inf", false },
    { "infinity by size", "1e400", false },
    { "not a number", "nan", false },
};

static void only_plain_numbers_are_numbers(void **state)
{
    size_t i;
    double value;

    (void)state;
    for (i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        bool read = jh_number_read(&value, jh_text_of(shapes[i].text));

        if (read != shapes[i].is_number) fail_msg("%s: \"%s\"", shapes[i].label, shapes[i].text);
        if (read) assert_true(value == strtod(shapes[i].text, NULL));
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void insist_nearest(const char *text)
{
    double value, wanted = strtod(text, NULL);

    assert_true(jh_number_read(&value, jh_text_of(text)));
    if (memcmp(&value, &wanted, sizeof value) != 0) fail_msg("%s: %.17g", text, value);
}

/* strtod of glibc rounds correctly: it is the oracle for every short way. */
static void every_number_is_the_nearest_double(void **state)
{
    static const char *const formats[] = { "%.17g", "%.16g", "%.15g", "%.3f", "%.12f", "%.20e" };
    uint64_t seed = 20170419;
    char text[512];
    int i;

    (void)state;
    for (i = 0; i < 400000; i++) {
        double value = ldexp((double)next_random(&seed), (int)(next_random(&seed) % 160) - 110);

        snprintf(text, sizeof text, formats[i % 6], value);
        insist_nearest(text);
        snprintf(text, sizeof text, "%llu.%llue%d", (unsigned long long)next_random(&seed),
                 (unsigned long long)(next_random(&seed) >> (i % 60)), i % 50 - 25);
        insist_nearest(text);
    }
}

/* Halfway between two doubles, and a digit to either side of it. */
static void ties_are_decided_correctly(void **state)
{
    (void)state;
    insist_nearest("9007199254740993");
    insist_nearest("9007199254740993.0000000001");
    insist_nearest("9007199254740992.9999999999");
    insist_nearest("9007199254740995");
    insist_nearest("1.00000000000000011102230246251565");
    insist_nearest("1.00000000000000011102230246251566");
    insist_nearest("2.2250738585072011e-308");
    insist_nearest("4.9406564584124654e-324");
}

static const struct {
    double value;
    const char *shown;
} shown[] = {
    { 0.0, "0" },
    { -0.0, "0" },
    { 1.0, "1" },
    { -12.5, "-12.5" },
    { 0.1 + 0.2, "0.3" },
    { 1234567.125, "1234567.125" },
    { 1e15, "1E+15" },
    { 999999999999999.0, "999999999999999" },
    { 1e-5, "1E-05" },
    { 0.0001, "0.0001" },
    { 4.35, "4.35" },
    { 1.0 / 3.0, "0.333333333333333" },
    { 2.0 / 3.0, "0.666666666666667" },
    { 123456789012345.6, "123456789012346" },
    { 1e300, "1E+300" },
    { 9.9999999999999995, "10" },
};

static void numbers_are_shown_as_excel_shows_them(void **state)
{
    char out[JH_NUMBER_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof shown / sizeof *shown; i++) {
        jh_text text = jh_number_write(out, shown[i].value);

        if (!jh_text_equal(text, jh_text_of(shown[i].shown)))
            fail_msg("%.17g: %.*s", shown[i].value, JH_TEXT_ARGS(text));
    }
}

/* printf's %.15G is exact: the oracle for the digits, wherever it uses no exponent. */
static void every_number_is_shown_with_fifteen_digits(void **state)
{
    uint64_t seed = 2012;
    char out[JH_NUMBER_SIZE], wanted[64];
    int i;

    (void)state;
    for (i = 0; i < 400000; i++) {
        double value =
            ldexp((double)(int64_t)next_random(&seed), (int)(next_random(&seed) % 90) - 85);
        jh_text text;

        if (i % 2) value = nearbyint(value * 1000) / 1000;
        if (value == 0) continue;
        text = jh_number_write(out, value);
        snprintf(wanted, sizeof wanted, "%.15G", value);
        if (!jh_text_equal(text, jh_text_of(wanted)))
            fail_msg("%.17g: %.*s, not %s", value, JH_TEXT_ARGS(text), wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_plain_numbers_are_numbers),
        cmocka_unit_test(every_number_is_the_nearest_double),
        cmocka_unit_test(ties_are_decided_correctly),
        cmocka_unit_test(numbers_are_shown_as_excel_shows_them),
        cmocka_unit_test(every_number_is_shown_with_fifteen_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
