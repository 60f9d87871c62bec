/* SPDX-License-Identifier: Apache-2.0 */
#include "base/interval.h"

#include <math.h>

static double below(double x)
{
    return nextafter(x, -INFINITY);
}

static double above(double x)
{
    return nextafter(x, INFINITY);
}

/* A NaN end comes from 0 × ∞ or ∞ − ∞: nothing is known there. */
static jh_interval make(double lo, double hi)
{
    return (jh_interval){ isnan(lo) ? -INFINITY : lo, isnan(hi) ? INFINITY : hi };
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

/* TwoSum: the error term is 0 exactly when a + b needed no rounding. */
static bool sum_is_exact(double a, double b, double sum)
{
    double b_part = sum - a;
    double error = (a - (sum - b_part)) + (b - b_part);

    return error == 0.0;
}

static double add_down(double a, double b)
{
    double sum = a + b;

    return sum_is_exact(a, b, sum) ? sum : below(sum);
}

static double add_up(double a, double b)
{
    double sum = a + b;

    return sum_is_exact(a, b, sum) ? sum : above(sum);
}

jh_interval jh_interval_add(jh_interval a, jh_interval b)
{
    return make(add_down(a.lo, b.lo), add_up(a.hi, b.hi));
}

jh_interval jh_interval_neg(jh_interval a)
{
    return (jh_interval){ -a.hi, -a.lo };
}

jh_interval jh_interval_sub(jh_interval a, jh_interval b)
{
    return jh_interval_add(a, jh_interval_neg(b));
}

/* Products of whole numbers below 2^53 whose product is below 2^53 need no rounding. */
static bool product_is_exact(double a, double b, double product)
{
    return a == 0.0 || b == 0.0 || a == 1.0 || b == 1.0
           || (fabs(product) < 9007199254740992.0 && a == nearbyint(a) && b == nearbyint(b));
}

static double mul_near(double a, double b)
{
    /* 0 × ∞ = 0 here: an end at infinity is a bound that is never reached. */
    return a == 0.0 || b == 0.0 ? 0.0 : a * b;
}

jh_interval jh_interval_mul(jh_interval a, jh_interval b)
{
    double ends[4] = { mul_near(a.lo, b.lo), mul_near(a.lo, b.hi), mul_near(a.hi, b.lo),
                       mul_near(a.hi, b.hi) };
    double lo = ends[0], hi = ends[0];
    bool exact = product_is_exact(a.lo, b.lo, ends[0]) && product_is_exact(a.lo, b.hi, ends[1])
                 && product_is_exact(a.hi, b.lo, ends[2]) && product_is_exact(a.hi, b.hi, ends[3]);
    int i;

    for (i = 1; i < 4; i++) {
        lo = fmin(lo, ends[i]);
        hi = fmax(hi, ends[i]);
    }
    return exact ? make(lo, hi) : make(below(lo), above(hi));
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

jh_interval jh_interval_div(jh_interval a, jh_interval b)
{
    double quotient;

    if (b.lo > 0.0 || b.hi < 0.0) {
        quotient = a.lo / b.lo;
        if (a.lo == a.hi && b.lo == b.hi && quotient == nearbyint(quotient)
            && product_is_exact(quotient, b.lo, quotient * b.lo) && quotient * b.lo == a.lo)
            return jh_interval_exact(quotient);
        if (a.lo >= 0.0 && b.lo > 0.0) /* the usual case also holds at infinite ends */
            return make(isinf(b.hi) ? 0.0 : fmax(0.0, below(a.lo / b.hi)),
                        isinf(a.hi) ? INFINITY : above(a.hi / b.lo));
        return reciprocal_times(a, b);
    }
    if (a.lo >= 0.0 && b.lo >= 0.0)
        return make(isinf(b.hi) || b.hi == 0.0 ? 0.0 : fmax(0.0, below(a.lo / b.hi)), INFINITY);
    return JH_ANYTHING;
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
