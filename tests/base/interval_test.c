/* interval_test.c — does an interval ever exclude the exact result? GMP's rationals know it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/interval.h"

#include <gmp.h>
#include <math.h>

typedef jh_interval operation(jh_interval a, jh_interval b);
typedef void exact_operation(mpq_ptr out, mpq_srcptr a, mpq_srcptr b);

static uint64_t chance = 20250901;

/* Amounts as schools have them: whole, with cents, tiny, huge, negative. */
static jh_decimal some_decimal(void)
{
    static const int64_t scale[] = { 1, 10000, JH_DECIMAL_ONE, 1000 * JH_DECIMAL_ONE };

    chance = chance * 6364136223846793005u + 1442695040888963407u;
    int64_t whole = (int64_t)(chance >> 33) % 20001 - 10000;
    return (jh_decimal){ whole * scale[chance >> 20 & 3] };
}

static void set_exact(mpq_ptr out, jh_decimal value)
{
    mpq_set_si(out, value.millionths, JH_DECIMAL_ONE);
    mpq_canonicalize(out);
}

static bool encloses(jh_interval a, mpq_srcptr exact)
{
    mpq_t end;
    bool holds = !isnan(a.lo) && !isnan(a.hi) && a.lo <= a.hi;

    mpq_init(end);
    if (holds && isfinite(a.lo)) {
        mpq_set_d(end, a.lo);
        holds = mpq_cmp(end, exact) <= 0;
    }
    if (holds && isfinite(a.hi)) {
        mpq_set_d(end, a.hi);
        holds = mpq_cmp(end, exact) >= 0;
    }
    mpq_clear(end);
    return holds;
}

static void check_operation(const char *name, operation *rounded, exact_operation *exact)
{
    mpq_t a, b, result;

    mpq_inits(a, b, result, NULL);
    for (int i = 0; i < 20000; i++) {
        jh_decimal x = some_decimal(), y = some_decimal();
        if (exact == mpq_div && y.millionths == 0) continue;
        set_exact(a, x);
        set_exact(b, y);
        exact(result, a, b);
        jh_interval got = rounded(jh_interval_of(x), jh_interval_of(y));
        if (!encloses(got, result))
            fail_msg("%s of %lld and %lld millionths is outside [%a, %a]", name,
                     (long long)x.millionths, (long long)y.millionths, got.lo, got.hi);
        if (jh_interval_is_exact(got) && got.lo != mpq_get_d(result))
            fail_msg("%s claims to be exact and is not", name);
    }
    mpq_clears(a, b, result, NULL);
}

static void no_operation_excludes_the_exact_result(void **state)
{
    (void)state;
    check_operation("sum", jh_interval_add, mpq_add);
    check_operation("difference", jh_interval_sub, mpq_sub);
    check_operation("product", jh_interval_mul, mpq_mul);
    check_operation("quotient", jh_interval_div, mpq_div);
}

/* Each square of the root's ends lies on its side of the number. */
static void no_root_excludes_the_exact_root(void **state)
{
    mpq_t end, number;

    (void)state;
    mpq_inits(end, number, NULL);
    for (int i = 0; i < 20000; i++) {
        jh_decimal x = some_decimal();
        if (x.millionths < 0) x.millionths = -x.millionths;
        set_exact(number, x);
        jh_interval root = jh_interval_sqrt(jh_interval_of(x));
        mpq_set_d(end, root.lo);
        mpq_mul(end, end, end);
        assert_true(mpq_cmp(end, number) <= 0 && root.lo >= 0.0);
        mpq_set_d(end, root.hi);
        mpq_mul(end, end, end);
        assert_true(mpq_cmp(end, number) >= 0);
    }
    mpq_clears(end, number, NULL);
}

static jh_interval whole(double value)
{
    return jh_interval_exact(value);
}

static void counting_stays_exact(void **state)
{
    (void)state;
    assert_true(jh_interval_is_exact(jh_interval_add(whole(1200), whole(345))));
    assert_true(jh_interval_is_exact(jh_interval_mul(whole(1200), whole(345))));
    assert_true(jh_interval_is_exact(jh_interval_div(whole(1200), whole(40))));
    assert_true(jh_interval_is_exact(jh_interval_sqrt(whole(144))));
    assert_false(jh_interval_is_exact(jh_interval_div(whole(1), whole(3))));
    assert_false(jh_interval_is_exact(jh_interval_sqrt(whole(2))));
    assert_false(jh_interval_is_exact(jh_interval_of((jh_decimal){ 100000 })));
}

static const struct {
    const char *label;
    operation *does;
    jh_interval a, b, is;
} bounds[] = {
    { "nothing known stays nothing known", jh_interval_add, JH_ANYTHING, { 1, 1 }, JH_ANYTHING },
    { "no children times anything is nothing",
      jh_interval_mul,
      { 0, 0 },
      JH_NOT_NEGATIVE,
      { 0, 0 } },
    { "a denominator across zero says nothing", jh_interval_div, { 1, 1 }, { -1, 1 }, JH_ANYTHING },
    { "infinite over infinite says nothing but the sign",
      jh_interval_div,
      JH_NOT_NEGATIVE,
      { 1, (double)INFINITY },
      JH_NOT_NEGATIVE },
    { "the larger of two", jh_interval_max, { 1, 5 }, { 2, 3 }, { 2, 5 } },
    { "the smaller of two", jh_interval_min, { 1, 5 }, { 2, 3 }, { 1, 3 } },
    { "one or the other", jh_interval_hull, { 1, 2 }, { 4, 5 }, { 1, 5 } },
};

static void bounds_of_what_is_not_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        jh_interval got = bounds[i].does(bounds[i].a, bounds[i].b);
        if (got.lo != bounds[i].is.lo || got.hi != bounds[i].is.hi)
            fail_msg("%s: [%g, %g]", bounds[i].label, got.lo, got.hi);
    }
    assert_true(jh_interval_square((jh_interval){ -2, 3 }).lo == 0.0);
    assert_true(jh_interval_abs((jh_interval){ -2, 1 }).hi == 2.0);
    assert_true(jh_interval_middle((jh_interval){ 1, 2 }) == 1.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_operation_excludes_the_exact_result),
        cmocka_unit_test(no_root_excludes_the_exact_root),
        cmocka_unit_test(counting_stays_exact),
        cmocka_unit_test(bounds_of_what_is_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
