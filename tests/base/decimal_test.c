/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/decimal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef jh_decimal_read reader(jh_decimal *out, jh_text text);

typedef struct reading {
    const char *label, *text;
    jh_decimal_read read;
    int64_t millionths;
} reading;

static const reading strict[] = {
    { "a whole number", "2000", JH_READ_EXACT, 2000000000 },
    { "six places are kept", "0.000001", JH_READ_EXACT, 1 },
    { "a sign in front", "-4.2", JH_READ_EXACT, -4200000 },
    { "an exponent moves the point", "1.5e3", JH_READ_EXACT, 1500000000 },
    { "zeros behind the sixth place lose nothing", "1.50000000", JH_READ_EXACT, 1500000 },
    { "the seventh place rounds half up", "0.0000005", JH_READ_ROUNDED, 1 },
    { "and away from zero", "-0.0000005", JH_READ_ROUNDED, -1 },
    { "below the half it rounds down", "0.00000049999", JH_READ_ROUNDED, 0 },
    { "the largest number", "9223372036854.775807", JH_READ_EXACT, INT64_MAX },
    { "one millionth more is too large", "9223372036854.775808", JH_READ_TOO_LARGE, 0 },
    { "an exponent cannot smuggle it in", "1e400", JH_READ_TOO_LARGE, 0 },
    { "zero stays zero under any exponent", "0e999999", JH_READ_EXACT, 0 },
    { "a tiny number rounds to zero", "1e-999999", JH_READ_ROUNDED, 0 },
    { "nothing is not a number", "", JH_READ_NOT_A_NUMBER, 0 },
    { "a point alone is not a number", ".", JH_READ_NOT_A_NUMBER, 0 },
    { "two points are not a number", "1.2.3", JH_READ_NOT_A_NUMBER, 0 },
    { "a separator is not the plain form", "1,000", JH_READ_NOT_A_NUMBER, 0 },
    { "words behind the number are refused", "12人", JH_READ_NOT_A_NUMBER, 0 },
    { "an exponent needs digits", "1e", JH_READ_NOT_A_NUMBER, 0 },
    { "nan is a word", "nan", JH_READ_NOT_A_NUMBER, 0 },
};

static const reading loose[] = {
    { "full-width digits", "\uFF11\uFF12\uFF0E\uFF15", JH_READ_EXACT, 12500000 },
    { "a full-width sign", "\uFF0D3", JH_READ_EXACT, -3000000 },
    { "blanks around, also ideographic ones", " \u30007\u3000", JH_READ_EXACT, 7000000 },
    { "separators before groups of three", "1,234,567.5", JH_READ_EXACT, 1234567500000 },
    { "full-width separators", "12\uFF0C345", JH_READ_EXACT, 12345000000 },
    { "a group of two is not a group", "12,34", JH_READ_NOT_A_NUMBER, 0 },
    { "a separator in front is refused", ",123", JH_READ_NOT_A_NUMBER, 0 },
    { "a separator behind the point is refused", "1.234,567", JH_READ_NOT_A_NUMBER, 0 },
    { "a currency sign is refused", "¥12", JH_READ_NOT_A_NUMBER, 0 },
    { "a star is not a number", "*", JH_READ_NOT_A_NUMBER, 0 },
};

static void check_readings(const reading *cases, size_t count, reader *read)
{
    for (size_t i = 0; i < count; i++) {
        jh_decimal value = { -1 };
        jh_decimal_read got = read(&value, jh_text_of(cases[i].text));
        if (got != cases[i].read
            || (got <= JH_READ_ROUNDED && value.millionths != cases[i].millionths))
            fail_msg("%s: \"%s\" read as %d, %lld millionths", cases[i].label, cases[i].text,
                     (int)got, (long long)value.millionths);
    }
}

static void the_plain_form_is_read_exactly(void **state)
{
    (void)state;
    check_readings(strict, sizeof strict / sizeof *strict, jh_decimal_parse);
}

static void what_clerks_type_is_read(void **state)
{
    (void)state;
    check_readings(loose, sizeof loose / sizeof *loose, jh_decimal_parse_loose);
}

static const struct {
    const char *label;
    int64_t millionths;
    int places;
    const char *written;
} writings[] = {
    { "two places, half up", 1005000, 2, "1.01" },
    { "half away from zero below zero", -1005000, 2, "-1.01" },
    { "below the half", 1004999, 2, "1.00" },
    { "no places, no point", 2500000, 0, "3" },
    { "a negative that rounds to zero has no sign", -1, 2, "0.00" },
    { "the smallest number", INT64_MIN, 6, "-9223372036854.775808" },
    { "the largest does not overflow when rounded up", INT64_MAX, 0, "9223372036854" },
};

static void numbers_are_written_half_up(void **state)
{
    char out[JH_DECIMAL_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof writings / sizeof *writings; i++) {
        jh_decimal value = { writings[i].millionths };
        jh_decimal_write(out, value, writings[i].places);
        if (strcmp(out, writings[i].written) != 0) fail_msg("%s: %s", writings[i].label, out);
    }
}

static void the_shortest_text_drops_what_says_nothing(void **state)
{
    char out[JH_DECIMAL_SIZE];

    (void)state;
    assert_string_equal(jh_decimal_write_short(out, (jh_decimal){ 4200000 }), "4.2");
    assert_string_equal(jh_decimal_write_short(out, (jh_decimal){ 2000000000 }), "2000");
    assert_string_equal(jh_decimal_write_short(out, (jh_decimal){ 0 }), "0");
    assert_string_equal(jh_decimal_write_short(out, (jh_decimal){ -500000 }), "-0.5");
}

/* strtod is correctly rounded in Debian's libc: the oracle. */
static void a_double_is_the_nearest_one(void **state)
{
    uint64_t chance = 1;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        char out[JH_DECIMAL_SIZE];
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        jh_decimal value = { (int64_t)chance >> (i % 40) };
        double nearest = strtod(jh_decimal_write(out, value, 6), NULL);
        if (nearest != jh_decimal_to_double(value)) fail_msg("%s is not the nearest", out);
    }
}

static void a_stored_double_is_the_number_it_shows(void **state)
{
    static const struct {
        double stored;
        jh_decimal_read read;
        int64_t millionths;
    } cases[] = {
        { 0.1, JH_READ_EXACT, 100000 },
        { 0.1 + 0.2, JH_READ_EXACT, 300000 }, /* 0.30000000000000004 shows as 0.3 */
        { 4.5, JH_READ_EXACT, 4500000 },
        { 1.0 / 3.0, JH_READ_ROUNDED, 333333 },
        { 1e300, JH_READ_TOO_LARGE, 0 },
        { (double)INFINITY, JH_READ_NOT_A_NUMBER, 0 },
        { (double)NAN, JH_READ_NOT_A_NUMBER, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_decimal value;
        assert_int_equal(jh_decimal_from_double(&value, cases[i].stored), cases[i].read);
        if (cases[i].read <= JH_READ_ROUNDED)
            assert_int_equal(value.millionths, cases[i].millionths);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_form_is_read_exactly),
        cmocka_unit_test(what_clerks_type_is_read),
        cmocka_unit_test(numbers_are_written_half_up),
        cmocka_unit_test(the_shortest_text_drops_what_says_nothing),
        cmocka_unit_test(a_double_is_the_nearest_one),
        cmocka_unit_test(a_stored_double_is_the_number_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
