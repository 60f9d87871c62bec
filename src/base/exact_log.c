/* SPDX-License-Identifier: Apache-2.0 */
#include "base/exact.h"

/* Logarithm and exponential in fixed point: whole numbers of 2^-p, every step cut downwards, so
 * that a value is known to a counted number of units.
 * Source  ln m = 2 artanh((m − 1)/(m + 1)) and its series; e^r by its series after halving
 *         (Brent & Zimmermann, Modern Computer Arithmetic, 4.2 and 4.4). */

/* 2 artanh(top/bottom) in units of 2^-p, for 0 <= top/bottom <= 1/3; off by fewer than 2 × terms
 * + 2 units, below 8 × p. */
static void twice_artanh(mpz_t out, const mpz_t top, const mpz_t bottom, mp_bitcnt_t p)
{
    mpz_t z, square, power, term;
    unsigned long k = 1;

    mpz_inits(z, square, power, term, NULL);
    mpz_mul_2exp(z, top, p);
    mpz_fdiv_q(z, z, bottom);
    mpz_mul(square, z, z);
    mpz_fdiv_q_2exp(square, square, p);
    mpz_set(power, z);
    mpz_set_ui(out, 0);
    while (mpz_sgn(power) != 0) {
        mpz_fdiv_q_ui(term, power, k);
        mpz_add(out, out, term);
        mpz_mul(power, power, square);
        mpz_fdiv_q_2exp(power, power, p);
        k += 2;
    }
    mpz_mul_2exp(out, out, 1);
    mpz_clears(z, square, power, term, NULL);
}

static void log_of_two(mpz_t out, mp_bitcnt_t p)
{
    mpz_t one, three;

    mpz_init_set_ui(one, 1);
    mpz_init_set_ui(three, 3);
    twice_artanh(out, one, three, p);
    mpz_clears(one, three, NULL);
}

/* ln q in units of 2^-p, and how many units it may be off. */
static void log_units(mpz_t out, mpz_t off, mpq_srcptr q, mp_bitcnt_t p)
{
    long k = (long)mpz_sizeinbase(mpq_numref(q), 2) - (long)mpz_sizeinbase(mpq_denref(q), 2);
    mpz_t top, bottom, sum, two;

    mpz_inits(top, bottom, sum, two, NULL);
    mpz_set(top, mpq_numref(q));
    mpz_set(bottom, mpq_denref(q));
    if (k >= 0)
        mpz_mul_2exp(bottom, bottom, (mp_bitcnt_t)k);
    else
        mpz_mul_2exp(top, top, (mp_bitcnt_t)-k);
    if (mpz_cmp(top, bottom) < 0) { /* q / 2^k in (1/2, 2): into [1, 2) */
        mpz_mul_2exp(top, top, 1);
        k--;
    }
    mpz_add(sum, top, bottom);
    mpz_sub(top, top, bottom);
    twice_artanh(out, top, sum, p);
    log_of_two(two, p);
    mpz_mul_si(two, two, k);
    mpz_add(out, out, two);
    mpz_set_si(off, k < 0 ? -k : k);
    mpz_add_ui(off, off, 1);
    mpz_mul_ui(off, off, 8 * p);
    mpz_clears(top, bottom, sum, two, NULL);
}

static void set_units(mpq_t out, const mpz_t units, mp_bitcnt_t p)
{
    mpq_set_z(out, units);
    mpq_div_2exp(out, out, p);
}

void jh_exact_log(jh_exact *out, const jh_exact *a, unsigned bits)
{
    mp_bitcnt_t p = bits + 64;
    mpz_t units, off, hi;

    if (a->is_point && mpq_cmp_ui(a->lo, 1, 1) == 0) {
        jh_exact_set_ratio(out, 0, 1);
        return;
    }
    mpz_inits(units, off, hi, NULL);
    log_units(hi, off, a->is_point ? a->lo : a->hi, p);
    mpz_add(hi, hi, off);
    log_units(units, off, a->lo, p);
    mpz_sub(units, units, off);
    set_units(out->lo, units, p);
    set_units(out->hi, hi, p);
    out->is_point = false;
    mpz_clears(units, off, hi, NULL);
}

enum { HALVINGS = 16 };

/* e^x by series and squaring, x and result in units of 2^-p; off by fewer than
 * 2^(HALVINGS+8) × p units: each squaring doubles that, the series has fewer than p terms. */
static void exp_units(mpz_t out, const mpz_t x, mp_bitcnt_t p)
{
    mpz_t r, term;
    unsigned long k = 1;
    int i;

    mpz_inits(r, term, NULL);
    mpz_fdiv_q_2exp(r, x, HALVINGS);
    mpz_set_ui(term, 1);
    mpz_mul_2exp(term, term, p);
    mpz_set_ui(out, 0);
    while (mpz_sgn(term) != 0) {
        mpz_add(out, out, term);
        mpz_mul(term, term, r);
        mpz_fdiv_q_2exp(term, term, p);
        mpz_fdiv_q_ui(term, term, k++);
    }
    for (i = 0; i < HALVINGS; i++) {
        mpz_mul(out, out, out);
        mpz_fdiv_q_2exp(out, out, p);
    }
    mpz_clears(r, term, NULL);
}

/* One end: e^q cut down by (or raised by) all that may be off. */
static void exp_end(mpq_t out, mpq_srcptr q, mp_bitcnt_t p, int side)
{
    mpz_t x, two, k, value, off;
    long powers;

    mpz_inits(x, two, k, value, off, NULL);
    mpz_mul_2exp(x, mpq_numref(q), p);
    mpz_fdiv_q(x, x, mpq_denref(q));
    log_of_two(two, p);
    mpz_fdiv_q(k, x, two);
    powers = mpz_get_si(k);
    mpz_submul(x, k, two);
    exp_units(value, x, p);
    mpz_set_ui(off, p + 4096); /* |k| × what ln 2 is off adds at most 8 p |k| units to x */
    mpz_mul_2exp(off, off, HALVINGS + 16);
    if (side < 0)
        mpz_sub(value, value, off);
    else
        mpz_add(value, value, off);
    if (mpz_sgn(value) < 0) mpz_set_ui(value, 0);
    set_units(out, value, p);
    if (powers >= 0)
        mpq_mul_2exp(out, out, (mp_bitcnt_t)powers);
    else
        mpq_div_2exp(out, out, (mp_bitcnt_t)-powers);
    mpz_clears(x, two, k, value, off, NULL);
}

bool jh_exact_exp(jh_exact *out, const jh_exact *a, unsigned bits)
{
    mp_bitcnt_t p = bits + 128;
    mpq_srcptr hi = a->is_point ? a->lo : a->hi;
    mpq_t low;

    if (mpq_cmp_si(a->lo, -JH_EXP_MAX, 1) < 0 || mpq_cmp_si(hi, JH_EXP_MAX, 1) > 0) return false;
    if (a->is_point && mpq_sgn(a->lo) == 0) {
        jh_exact_set_ratio(out, 1, 1);
        return true;
    }
    mpq_init(low);
    exp_end(low, a->lo, p, -1);
    exp_end(out->hi, hi, p, 1);
    mpq_swap(out->lo, low);
    mpq_clear(low);
    out->is_point = false;
    return true;
}
