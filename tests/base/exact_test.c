/* exact_test.c — rationals and their roots: is what is exact exact, and what is not enclosed?
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/exact.h"

#include <math.h>
#include <string.h>

typedef struct fixture {
    jh_exact a, b, out;
    jh_arena keep;
} fixture;

static void setup(fixture *f)
{
    jh_exact_init(&f->a);
    jh_exact_init(&f->b);
    jh_exact_init(&f->out);
    assert_int_equal(jh_arena_reserve(&f->keep, (size_t)1 << 24), 0);
}

static void teardown(fixture *f)
{
    jh_exact_clear(&f->a);
    jh_exact_clear(&f->b);
    jh_exact_clear(&f->out);
    jh_arena_release(&f->keep);
}

static void set_text(jh_exact *out, const char *text)
{
    assert_int_equal(mpq_set_str(out->lo, text, 10), 0);
    mpq_canonicalize(out->lo);
    out->is_point = true;
}

static const struct {
    const char *label, *a, *text;
} writings[] = {
    { "a whole number has no point", "120/4", "30" },
    { "a short decimal is written as one", "5/2", "2.5" },
    { "below one", "-1/8", "-0.125" },
    { "twelve places are still a decimal", "1/1000000000000", "0.000000000001" },
    { "thirteen are not", "1/10000000000000", "1/10000000000000" },
    { "a third stays a third", "-2/6", "-1/3" },
    { "zero", "0", "0" },
    { "beyond any double", "123456789012345678901234567890", "123456789012345678901234567890" },
};

static void a_rational_is_written_for_people(void **state)
{
    fixture f;
    size_t i;

    (void)state;
    setup(&f);
    for (i = 0; i < sizeof writings / sizeof *writings; i++) {
        set_text(&f.a, writings[i].a);
        jh_text text = jh_exact_write(&f.keep, &f.a);
        if (strcmp(text.at, writings[i].text) != 0) fail_msg("%s: %s", writings[i].label, text.at);
    }
    set_text(&f.a, "2");
    jh_exact_sqrt(&f.a, &f.a, 128);
    assert_string_equal(jh_exact_write(&f.keep, &f.a).at, "≈1.414213562373");
    teardown(&f);
}

static const struct {
    const char *label, *a;
    int places;
    const char *out;
} roundings[] = {
    { "half up", "1/2", 0, "1" },
    { "half away from zero", "-1/2", 0, "-1" },
    { "just below a half", "4999999/10000000", 0, "0" },
    { "0.5004 prints 0.500", "5004/10000", 3, "1/2" },
    { "4.195 prints 4.20", "4195/1000", 2, "21/5" },
    { "4.194999 prints 4.19", "4194999/1000000", 2, "419/100" },
    { "two thirds", "2/3", 2, "67/100" },
    { "to hundreds", "1250", -2, "1300" },
};

static void rounding_is_half_up_away_from_zero(void **state)
{
    fixture f;
    size_t i;

    (void)state;
    setup(&f);
    for (i = 0; i < sizeof roundings / sizeof *roundings; i++) {
        set_text(&f.a, roundings[i].a);
        set_text(&f.b, roundings[i].out);
        assert_true(jh_exact_round(&f.out, &f.a, roundings[i].places));
        if (jh_exact_compare(&f.out, &f.b) != 0)
            fail_msg("%s: %s", roundings[i].label, jh_exact_write(&f.keep, &f.out).at);
    }
    /* an enclosure around a half cannot be rounded */
    set_text(&f.a, "1/4");
    jh_exact_set_ratio(&f.b, 1, 2);
    mpq_set_str(f.b.hi, "3/2", 10);
    f.b.is_point = false;
    assert_false(jh_exact_round(&f.out, &f.b, 0));
    assert_false(jh_exact_floor(&f.out, &f.b));
    teardown(&f);
}

static void a_square_has_an_exact_root(void **state)
{
    fixture f;

    (void)state;
    setup(&f);
    set_text(&f.a, "9/4");
    jh_exact_sqrt(&f.out, &f.a, 32);
    assert_true(f.out.is_point);
    assert_string_equal(jh_exact_write(&f.keep, &f.out).at, "1.5");
    set_text(&f.a, "0");
    jh_exact_sqrt(&f.out, &f.a, 32);
    assert_int_equal(jh_exact_sign(&f.out), 0);
    teardown(&f);
}

/* lo² ≤ a ≤ hi², and the two ends within 2^-bits of each other. */
static void any_other_root_is_enclosed(void **state)
{
    static const char *const numbers[] = { "2", "1/3", "1/1000000007", "999999999999/7", "8/1" };
    fixture f;
    size_t i;
    unsigned bits;

    (void)state;
    setup(&f);
    for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        for (bits = 16; bits <= 1024; bits *= 4) {
            set_text(&f.a, numbers[i]);
            jh_exact_sqrt(&f.out, &f.a, bits);
            mpq_mul(f.b.lo, f.out.lo, f.out.lo);
            assert_true(mpq_cmp(f.b.lo, f.a.lo) <= 0);
            mpq_mul(f.b.lo, f.out.hi, f.out.hi);
            assert_true(mpq_cmp(f.b.lo, f.a.lo) >= 0);
            mpq_sub(f.b.lo, f.out.hi, f.out.lo);
            mpq_mul_2exp(f.b.lo, f.b.lo, bits);
            assert_true(mpq_cmp(f.b.lo, f.out.hi) <= 0);
        }
    }
    teardown(&f);
}

/* First 40 decimals (OEIS A002162, A002392, A001113; the others by Python decimal). */
static const struct {
    const char *label, *a;
    bool is_log;
    const char *digits; /* × 10^40, cut */
} logarithms[] = {
    { "ln 2", "2", true, "6931471805599453094172321214581765680755" },
    { "ln 10", "10", true, "23025850929940456840179914546843642076011" },
    { "ln of one half", "1/2", true, "-6931471805599453094172321214581765680755" },
    { "ln of 5/4", "5/4", true, "2231435513142097557662950903098345033746" },
    { "e", "1", false, "27182818284590452353602874713526624977572" },
    { "e to -2.5", "-5/2", false, "820849986238987951695286744671598078378" },
};

static void logarithms_and_powers_of_e_are_enclosed(void **state)
{
    fixture f;
    mpq_t known, unit;
    size_t i;

    (void)state;
    setup(&f);
    mpq_inits(known, unit, NULL);
    for (i = 0; i < sizeof logarithms / sizeof *logarithms; i++) {
        set_text(&f.a, logarithms[i].a);
        if (logarithms[i].is_log)
            jh_exact_log(&f.out, &f.a, 100);
        else
            assert_true(jh_exact_exp(&f.out, &f.a, 100));
        mpq_set_str(known, logarithms[i].digits, 10);
        mpz_ui_pow_ui(mpq_numref(unit), 10, 40);
        mpq_div(known, known, unit);
        mpq_set_ui(f.b.lo, 1, 1); /* the known digits are cut: one unit either way */
        mpq_div(f.b.lo, f.b.lo, unit);
        mpq_add(f.a.lo, known, f.b.lo);
        mpq_sub(known, known, f.b.lo);
        mpq_sub(f.b.lo, f.out.hi, f.out.lo);
        mpq_mul_2exp(f.b.lo, f.b.lo, 100);
        assert_true(mpq_cmp_ui(f.b.lo, 1, 1) < 0);
        if (mpq_cmp(f.out.lo, f.a.lo) > 0 || mpq_cmp(f.out.hi, known) < 0)
            fail_msg("%s is outside", logarithms[i].label);
    }
    set_text(&f.a, "1");
    jh_exact_log(&f.out, &f.a, 100);
    assert_true(f.out.is_point && jh_exact_sign(&f.out) == 0);
    set_text(&f.a, "701");
    assert_false(jh_exact_exp(&f.out, &f.a, 100));
    mpq_clears(known, unit, NULL);
    teardown(&f);
}

static void an_enclosure_calculates_with_both_ends(void **state)
{
    fixture f;

    (void)state;
    setup(&f);
    set_text(&f.a, "2");
    jh_exact_sqrt(&f.a, &f.a, 64);
    jh_exact_mul(&f.out, &f.a, &f.a); /* around 2 */
    set_text(&f.b, "2");
    assert_int_equal(jh_exact_compare(&f.out, &f.b), 2);
    set_text(&f.b, "3");
    assert_int_equal(jh_exact_compare(&f.out, &f.b), -1);
    jh_exact_sub(&f.out, &f.a, &f.a); /* around 0, although it is 0 */
    assert_int_equal(jh_exact_sign(&f.out), 2);
    assert_false(jh_exact_div(&f.out, &f.b, &f.out));
    jh_exact_abs(&f.out);
    assert_true(mpq_sgn(f.out.lo) == 0 && mpq_sgn(f.out.hi) > 0);
    set_text(&f.b, "1");
    jh_exact_extreme(&f.b, &f.a, 1);
    assert_int_equal(jh_exact_compare(&f.b, &f.out), 1);
    jh_exact_sub(&f.out, &f.b, &f.a);
    assert_true(jh_exact_div(&f.out, &f.b, &f.a)); /* around 1 */
    set_text(&f.b, "1");
    assert_int_equal(jh_exact_compare(&f.out, &f.b), 2);
    teardown(&f);
}

static void the_double_enclosure_is_as_narrow_as_can_be(void **state)
{
    static const char *const numbers[] = {
        "1/3", "-1/3", "1/10", "123456789123456789", "0", "-7/2"
    };
    fixture f;
    jh_interval got;
    size_t i;

    (void)state;
    setup(&f);
    for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        set_text(&f.a, numbers[i]);
        got = jh_exact_interval(&f.a);
        assert_true(got.lo == got.hi || nextafter(got.lo, INFINITY) == got.hi);
        mpq_set_d(f.b.lo, got.lo);
        assert_true(mpq_cmp(f.b.lo, f.a.lo) <= 0);
        mpq_set_d(f.b.lo, got.hi);
        assert_true(mpq_cmp(f.b.lo, f.a.lo) >= 0);
    }
    jh_exact_set_ratio(&f.a, 1, 1);
    mpq_div_2exp(f.a.lo, f.a.lo, 1030); /* doubles have lost digits there */
    got = jh_exact_interval(&f.a);
    assert_true(got.lo <= 0x1p-1030 && got.hi >= 0x1p-1030);
    jh_exact_set_ratio(&f.a, 1, 1);
    mpq_mul_2exp(f.a.lo, f.a.lo, 2000);
    got = jh_exact_interval(&f.a);
    assert_true(isfinite(got.lo) && isinf(got.hi));
    teardown(&f);
}

static void a_decimal_comes_back(void **state)
{
    fixture f;
    jh_decimal out;

    (void)state;
    setup(&f);
    jh_exact_set_decimal(&f.a, (jh_decimal){ INT64_MIN + 1 });
    assert_true(jh_exact_decimal(&out, &f.a, 6));
    assert_true(out.millionths == INT64_MIN + 1);
    jh_exact_mul(&f.a, &f.a, &f.a);
    assert_false(jh_exact_decimal(&out, &f.a, 6));
    set_text(&f.a, "2/3");
    assert_true(jh_exact_decimal(&out, &f.a, 3));
    assert_int_equal(out.millionths, 667000);
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rational_is_written_for_people),
        cmocka_unit_test(rounding_is_half_up_away_from_zero),
        cmocka_unit_test(a_square_has_an_exact_root),
        cmocka_unit_test(any_other_root_is_enclosed),
        cmocka_unit_test(logarithms_and_powers_of_e_are_enclosed),
        cmocka_unit_test(an_enclosure_calculates_with_both_ends),
        cmocka_unit_test(the_double_enclosure_is_as_narrow_as_can_be),
        cmocka_unit_test(a_decimal_comes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
