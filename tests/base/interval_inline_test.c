/* interval_inline_test.c — the arithmetic for long loops against libm and against wide intervals.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/interval_inline.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

static uint64_t chance = 20170419;

static uint64_t next_chance(void)
{
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return chance;
}

static void a_neighbour_is_the_next_double(void **state)
{
    static const double edges[] = { 0.0,    -0.0,   1.0,      -1.0,     0x1p-1074, -0x1p-1074,
                                    0x1p52, 0x1p53, 0x1p1023, 1e308,    -1e308,    0x1p-1022,
                                    4.2,    -0.85,  INFINITY, -INFINITY };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof edges / sizeof *edges; i++) {
        assert_true(jh_double_below(edges[i]) == nextafter(edges[i], -INFINITY));
        assert_true(jh_double_above(edges[i]) == nextafter(edges[i], INFINITY));
    }
    for (i = 0; i < 100000; i++) {
        uint64_t bits = next_chance();
        double x;

        memcpy(&x, &bits, sizeof x);
        if (isnan(x)) continue;
        assert_true(jh_double_below(x) == nextafter(x, -INFINITY));
        assert_true(jh_double_above(x) == nextafter(x, INFINITY));
    }
}

/* Whole and fractional numbers of every size and sign, and zero. */
static double some_double(void)
{
    uint64_t bits = next_chance();
    double size = ldexp((double)(bits & 0xFFFFF), (int)(bits >> 24 & 63) - 40);

    if ((bits >> 32) % 8 == 0) return 0.0;
    if ((bits >> 36) % 2) size = floor(size);
    return (bits >> 40) % 2 ? -size : size;
}

static jh_interval some_interval(void)
{
    double a = some_double(), b = next_chance() % 3 ? some_double() : a;

    return (jh_interval){ fmin(a, b), fmax(a, b) };
}

static bool holds(jh_interval a, mpq_srcptr x)
{
    mpq_t end;
    bool inside = a.lo <= a.hi;

    mpq_init(end);
    if (inside && isfinite(a.lo)) {
        mpq_set_d(end, a.lo);
        inside = mpq_cmp(end, x) <= 0;
    }
    if (inside && isfinite(a.hi)) {
        mpq_set_d(end, a.hi);
        inside = mpq_cmp(end, x) >= 0;
    }
    mpq_clear(end);
    return inside;
}

typedef jh_interval operation(jh_interval a, jh_interval b);
typedef void exact_operation(mpq_ptr out, mpq_srcptr a, mpq_srcptr b);

/* Whatever two points are taken from wide intervals, the result holds what they make. */
static void check(const char *name, operation *does, exact_operation *exact)
{
    const double at[3] = { 0.0, 0.5, 1.0 };
    mpq_t x, y, result;
    int i, j, k;

    mpq_inits(x, y, result, NULL);
    for (i = 0; i < 20000; i++) {
        jh_interval a = some_interval(), b = some_interval(), out = does(a, b);

        for (j = 0; j < 3; j++) {
            for (k = 0; k < 3; k++) {
                mpq_set_d(x, fmin(a.hi, a.lo + at[j] * (a.hi - a.lo)));
                mpq_set_d(y, fmin(b.hi, b.lo + at[k] * (b.hi - b.lo)));
                if (exact == mpq_div && mpq_sgn(y) == 0) continue;
                exact(result, x, y);
                if (!holds(out, result))
                    fail_msg("%s of [%a, %a] and [%a, %a] is no [%a, %a]", name, a.lo, a.hi, b.lo,
                             b.hi, out.lo, out.hi);
            }
        }
    }
    mpq_clears(x, y, result, NULL);
}

static void a_wide_interval_holds_what_its_points_make(void **state)
{
    (void)state;
    check("sum", jh_fast_add, mpq_add);
    check("difference", jh_fast_sub, mpq_sub);
    check("product", jh_fast_mul, mpq_mul);
    check("quotient", jh_fast_div, mpq_div);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_neighbour_is_the_next_double),
        cmocka_unit_test(a_wide_interval_holds_what_its_points_make),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
