/* exact.h: rational numbers without limit, for what doubles cannot decide.
 * Takes   decimals and results of earlier operations.
 * Gives   an enclosure [lo, hi] of rationals; lo = hi wherever the result is rational.
 * Never   loses exactness except in roots and logarithms, which are refined on request.
 * Method  GMP mpq; square root: exact when numerator and denominator are perfect squares,
 *         else floor/ceil of isqrt at `bits` bits.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_EXACT_H
#define JH_BASE_EXACT_H

#include "base/interval.h"

#include <gmp.h>

typedef struct jh_exact {
    mpq_t lo, hi;
    bool is_point; /* lo = hi; hi is then not kept up to date */
} jh_exact;

void jh_exact_init(jh_exact *a); /* 0; GMP owns memory: pair with jh_exact_clear */
void jh_exact_clear(jh_exact *a);
void jh_exact_set(jh_exact *out, const jh_exact *a);
void jh_exact_set_decimal(jh_exact *out, jh_decimal value);
void jh_exact_set_ratio(jh_exact *out, int64_t numerator, int64_t denominator); /* den > 0 */
/* A point as a fraction in lowest terms, denominator > 0; false = no point, or beyond 63 bits. */
bool jh_exact_get_ratio(int64_t *numerator, int64_t *denominator, const jh_exact *a);
void jh_exact_add(jh_exact *out, const jh_exact *a, const jh_exact *b); /* out may be a or b */
void jh_exact_sub(jh_exact *out, const jh_exact *a, const jh_exact *b);
void jh_exact_mul(jh_exact *out, const jh_exact *a, const jh_exact *b);
void jh_exact_abs(jh_exact *a);
/* out = the greater (side 1) or the lesser (side -1) of out and b. */
void jh_exact_extreme(jh_exact *out, const jh_exact *b, int side);
/* b must not contain 0: gives false and leaves out alone if it does. */
bool jh_exact_div(jh_exact *out, const jh_exact *a, const jh_exact *b);
/* a ≥ 0. A point if the root is rational, else at most 2^-bits wide relative to the root. */
void jh_exact_sqrt(jh_exact *out, const jh_exact *a, unsigned bits);
/* a > 0. Natural logarithm to 2^-bits; a point only for ln 1. */
void jh_exact_log(jh_exact *out, const jh_exact *a, unsigned bits);
/* e^a to 2^-bits relative; false beyond ±JH_EXP_MAX, where nobody needs it. */
enum { JH_EXP_MAX = 700 };
bool jh_exact_exp(jh_exact *out, const jh_exact *a, unsigned bits);
/* −1, 0, 1; 2 = the enclosures overlap and at least one is no point: refine. */
int jh_exact_compare(const jh_exact *a, const jh_exact *b);
int jh_exact_sign(const jh_exact *a); /* −1, 0, 1; 2 = cannot say yet */
/* Half up away from zero at `places` (may be negative); false = the enclosure straddles a rounding
 * point: refine. */
bool jh_exact_round(jh_exact *out, const jh_exact *a, int places);
/* The greatest whole number not above; false = the ends have different ones: refine. */
bool jh_exact_floor(jh_exact *out, const jh_exact *a);
/* Bits of the larger end: what an operation on it will cost. */
size_t jh_exact_size(const jh_exact *a);
/* As a decimal, rounded at `places` ≤ 6; false = straddles, or too large. */
bool jh_exact_decimal(jh_decimal *out, const jh_exact *a, int places);
/* The double enclosure. */
jh_interval jh_exact_interval(const jh_exact *a);
/* "7/3", "2.5" (up to 12 places) or "≈1.414213562373" for people; in the arena, at == NULL without
 * memory. */
jh_text jh_exact_write(jh_arena *keep, const jh_exact *a);

#endif
