/* interval_inline.h: interval.h's arithmetic for loops over many rows.
 * Takes   as interval.h.
 * Gives   the same results as the functions of interval.h, which are made of these.
 * Never   calls a function in the usual case (non-negative values).
 * Method  the neighbour of a double is the double whose bits, as a whole number, are one more or
 *         one less (IEEE 754, 5.3.1); whole numbers below 2^53 multiply exactly.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_INTERVAL_INLINE_H
#define JH_BASE_INTERVAL_INLINE_H

#include "base/interval.h"

#include <string.h>

static inline double jh_double_step(double x, int64_t up)
{
    int64_t bits;

    memcpy(&bits, &x, sizeof bits);
    bits += x < 0.0 ? -up : up;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The next double below: 0 gives the least negative one, infinity the greatest finite one. */
static inline double jh_double_below(double x)
{
    if (x == 0.0) return -0x1p-1074;
    return x == -__builtin_inf() ? x : jh_double_step(x, -1);
}

static inline double jh_double_above(double x)
{
    if (x == 0.0) return 0x1p-1074;
    return x == __builtin_inf() ? x : jh_double_step(x, 1);
}

/* A whole number below 2^53 in size? */
static inline bool jh_double_is_whole(double x)
{
    return x < 0x1p53 && x > -0x1p53 && (double)(int64_t)x == x;
}

static inline double jh_end_low(double x) /* NaN: ∞ − ∞, nothing is known */
{
    return x != x ? -__builtin_inf() : x;
}

static inline double jh_end_high(double x)
{
    return x != x ? __builtin_inf() : x;
}

/* TwoSum: the error term is 0 exactly when a + b needed no rounding. */
static inline bool jh_sum_is_exact(double a, double b, double sum)
{
    double b_part = sum - a;

    return (a - (sum - b_part)) + (b - b_part) == 0.0;
}

static inline jh_interval jh_fast_add(jh_interval a, jh_interval b)
{
    double lo = a.lo + b.lo, hi = a.hi + b.hi;

    if (!jh_sum_is_exact(a.lo, b.lo, lo)) lo = jh_double_below(jh_end_low(lo));
    if (!jh_sum_is_exact(a.hi, b.hi, hi)) hi = jh_double_above(jh_end_high(hi));
    return (jh_interval){ lo, hi };
}

static inline jh_interval jh_fast_sub(jh_interval a, jh_interval b)
{
    return jh_fast_add(a, (jh_interval){ -b.hi, -b.lo });
}

static inline bool jh_product_is_exact(double a, double b, double product)
{
    return a == 0.0 || b == 0.0 || a == 1.0 || b == 1.0
           || (product < 0x1p53 && product > -0x1p53 && jh_double_is_whole(a)
               && jh_double_is_whole(b));
}

/* 0 × ∞ = 0 here: an end at infinity is a bound that is never reached. */
static inline double jh_product_low(double a, double b)
{
    double product = a == 0.0 || b == 0.0 ? 0.0 : a * b;

    return jh_product_is_exact(a, b, product) ? product : jh_double_below(product);
}

static inline double jh_product_high(double a, double b)
{
    double product = a == 0.0 || b == 0.0 ? 0.0 : a * b;

    return jh_product_is_exact(a, b, product) ? product : jh_double_above(product);
}

static inline jh_interval jh_fast_mul(jh_interval a, jh_interval b)
{
    if (a.lo >= 0.0 && b.lo >= 0.0)
        return (jh_interval){ jh_product_low(a.lo, b.lo), jh_product_high(a.hi, b.hi) };
    return jh_interval_mul(a, b);
}

static inline bool jh_quotient_is_exact(double a, double b, double quotient)
{
    return jh_double_is_whole(quotient) && jh_double_is_whole(b) && quotient * b == a && a < 0x1p53
           && a > -0x1p53;
}

/* Finite a >= 0, finite b > 0; anything else through jh_interval_div. */
static inline jh_interval jh_fast_div(jh_interval a, jh_interval b)
{
    double lo, hi;

    if (!(a.lo >= 0.0 && b.lo > 0.0 && a.hi < __builtin_inf() && b.hi < __builtin_inf()))
        return jh_interval_div(a, b);
    lo = a.lo / b.hi;
    hi = a.hi / b.lo;
    if (!jh_quotient_is_exact(a.lo, b.hi, lo)) lo = lo > 0.0 ? jh_double_below(lo) : 0.0;
    if (!jh_quotient_is_exact(a.hi, b.lo, hi)) hi = jh_double_above(hi);
    return (jh_interval){ lo, hi };
}

#endif
