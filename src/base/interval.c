/* SPDX-License-Identifier: Apache-2.0 */
#include "base/interval_inline.h"

#include <math.h>

static double below(double x)
{
    return jh_double_below(x);
}

static double above(double x)
{
    return jh_double_above(x);
}

static jh_interval make(double lo, double hi)
{
    return (jh_interval){ jh_end_low(lo), jh_end_high(hi) };
}

jh_interval jh_interval_exact(double value)
{
    return (jh_interval){ value, value };
}

bool jh_interval_is_exact(jh_interval a)
{
    return a.lo == a.hi;
}

jh_interval jh_interval_of(jh_decimal value)
{
    double nearest = jh_decimal_to_double(value);

    /* Whole numbers below 2^53 are themselves; anything else is within one step of the nearest. */
    if (value.millionths % JH_DECIMAL_ONE == 0 && fabs(nearest) < 9007199254740992.0)
        return jh_interval_exact(nearest);
    return (jh_interval){ below(nearest), above(nearest) };
}

jh_interval jh_interval_add(jh_interval a, jh_interval b)
{
    return jh_fast_add(a, b);
}

jh_interval jh_interval_neg(jh_interval a)
{
    return (jh_interval){ -a.hi, -a.lo };
}

jh_interval jh_interval_sub(jh_interval a, jh_interval b)
{
    return jh_interval_add(a, jh_interval_neg(b));
}

jh_interval jh_interval_mul(jh_interval a, jh_interval b)
{
    const double x[4] = { a.lo, a.lo, a.hi, a.hi }, y[4] = { b.lo, b.hi, b.lo, b.hi };
    double lo = jh_product_low(x[0], y[0]), hi = jh_product_high(x[0], y[0]);
    int i;

    for (i = 1; i < 4; i++) {
        lo = fmin(lo, jh_product_low(x[i], y[i]));
        hi = fmax(hi, jh_product_high(x[i], y[i]));
    }
    return (jh_interval){ lo, hi };
}

static jh_interval reciprocal_times(jh_interval a, jh_interval b)
{
    double ends[4] = { a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi };
    double lo = ends[0], hi = ends[0];
    int i;

    for (i = 0; i < 4; i++) {
        if (isnan(ends[i])) return JH_ANYTHING; /* ∞ / ∞ */
        lo = fmin(lo, ends[i]);
        hi = fmax(hi, ends[i]);
    }
    return make(below(lo), above(hi));
}

/* a >= 0, b >= 0 with a zero or infinite end somewhere. */
static jh_interval quotient_at_edges(jh_interval a, jh_interval b)
{
    double lo = isinf(b.hi) || b.hi == 0.0 ? 0.0 : fmax(0.0, below(a.lo / b.hi));

    return make(lo, b.lo == 0.0 || isinf(a.hi) ? INFINITY : above(a.hi / b.lo));
}

jh_interval jh_interval_div(jh_interval a, jh_interval b)
{
    if (a.lo >= 0.0 && b.lo > 0.0 && !isinf(a.hi) && !isinf(b.hi)) return jh_fast_div(a, b);
    if (b.hi < 0.0) {
        b = jh_interval_neg(b);
        a = jh_interval_neg(a);
    }
    if (a.lo >= 0.0 && b.lo >= 0.0) return quotient_at_edges(a, b);
    if (b.lo <= 0.0) return JH_ANYTHING;
    if (a.hi <= 0.0) return jh_interval_neg(jh_interval_div(jh_interval_neg(a), b));
    return reciprocal_times(a, b);
}

jh_interval jh_interval_sqrt(jh_interval a)
{
    double lo = sqrt(fmax(0.0, a.lo)), hi = sqrt(fmax(0.0, a.hi));

    if (a.lo == a.hi && lo == nearbyint(lo) && lo * lo == a.lo && lo < 67108864.0)
        return jh_interval_exact(lo);
    return make(lo > 0.0 ? below(lo) : 0.0, above(hi));
}

jh_interval jh_interval_square(jh_interval a)
{
    jh_interval size = jh_interval_abs(a);
    jh_interval square = jh_interval_mul(size, size);

    if (square.lo < 0.0) square.lo = 0.0;
    return square;
}

jh_interval jh_interval_min(jh_interval a, jh_interval b)
{
    return (jh_interval){ fmin(a.lo, b.lo), fmin(a.hi, b.hi) };
}

jh_interval jh_interval_max(jh_interval a, jh_interval b)
{
    return (jh_interval){ fmax(a.lo, b.lo), fmax(a.hi, b.hi) };
}

jh_interval jh_interval_hull(jh_interval a, jh_interval b)
{
    return (jh_interval){ fmin(a.lo, b.lo), fmax(a.hi, b.hi) };
}

jh_interval jh_interval_abs(jh_interval a)
{
    if (a.lo >= 0.0) return a;
    if (a.hi <= 0.0) return jh_interval_neg(a);
    return (jh_interval){ 0.0, fmax(-a.lo, a.hi) };
}

jh_interval jh_interval_widen(jh_interval a, int ulps)
{
    for (; ulps > 0; ulps--) a = (jh_interval){ below(a.lo), above(a.hi) };
    return a;
}

double jh_interval_middle(jh_interval a)
{
    if (isinf(a.lo) && isinf(a.hi)) return 0.0;
    if (isinf(a.lo)) return a.hi;
    if (isinf(a.hi)) return a.lo;
    return a.lo + (a.hi - a.lo) / 2.0;
}
