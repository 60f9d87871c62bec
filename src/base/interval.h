/* interval.h: doubles that know how far off they can be.
 * Takes   enclosures [lo, hi] of exact numbers.
 * Gives   enclosures of the exact result of an operation on them.
 * Never   excludes the exact result; lo = hi only when the value is exact.
 * Method  Moore, Kearfott, Cloud, "Introduction to Interval Analysis" (SIAM 2009) ch. 2–3;
 *         exactness of a sum by TwoSum (Knuth, TAOCP 2, 4.2.2 Theorem B).
 *
 * Two readings of the same pair: rounding error (narrow; exact arithmetic can decide), and what a
 * missing input may be (wide; nothing but the input can decide). jh_number carries the difference.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_INTERVAL_H
#define JH_BASE_INTERVAL_H

#include "base/decimal.h"

#include <stdbool.h>

typedef struct jh_interval {
    double lo, hi; /* lo <= hi; may be ±infinity; never NaN */
} jh_interval;

#define JH_ANYTHING ((jh_interval){ -__builtin_inf(), __builtin_inf() })
#define JH_NOT_NEGATIVE ((jh_interval){ 0.0, __builtin_inf() })

jh_interval jh_interval_of(jh_decimal value);
jh_interval jh_interval_exact(double value); /* value is exactly meant */
bool jh_interval_is_exact(jh_interval a);    /* lo == hi */
jh_interval jh_interval_add(jh_interval a, jh_interval b);
jh_interval jh_interval_sub(jh_interval a, jh_interval b);
jh_interval jh_interval_mul(jh_interval a, jh_interval b);
/* b containing 0 gives JH_ANYTHING unless the signs allow better: the caller decides what a zero
 * denominator means before dividing. */
jh_interval jh_interval_div(jh_interval a, jh_interval b);
jh_interval jh_interval_sqrt(jh_interval a);   /* negative parts count as 0 */
jh_interval jh_interval_square(jh_interval a); /* tighter than mul(a, a) across 0 */
jh_interval jh_interval_min(jh_interval a, jh_interval b);
jh_interval jh_interval_max(jh_interval a, jh_interval b);
jh_interval jh_interval_hull(jh_interval a, jh_interval b);
jh_interval jh_interval_neg(jh_interval a);
jh_interval jh_interval_abs(jh_interval a);
/* Widens both ends by `ulps` units in the last place (for log, exp, pow of libm: 2 is safe). */
jh_interval jh_interval_widen(jh_interval a, int ulps);
double jh_interval_middle(jh_interval a);

#endif
