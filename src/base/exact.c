/* SPDX-License-Identifier: Apache-2.0 */
#include "base/exact.h"

#include <math.h>
#include <string.h>

void jh_exact_init(jh_exact *a)
{
    mpq_init(a->lo);
    mpq_init(a->hi);
    a->is_point = true;
}

void jh_exact_clear(jh_exact *a)
{
    mpq_clear(a->lo);
    mpq_clear(a->hi);
}

static mpq_srcptr upper(const jh_exact *a)
{
    return a->is_point ? a->lo : a->hi;
}

/* Notices when the ends have met. */
static void settle(jh_exact *a)
{
    a->is_point = mpq_equal(a->lo, a->hi) != 0;
}

void jh_exact_set(jh_exact *out, const jh_exact *a)
{
    mpq_set(out->lo, a->lo);
    if (!a->is_point) mpq_set(out->hi, a->hi);
    out->is_point = a->is_point;
}

static void set_int64(mpz_t out, int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    mpz_import(out, 1, 1, sizeof size, 0, 0, &size);
    if (value < 0) mpz_neg(out, out);
}

void jh_exact_set_ratio(jh_exact *out, int64_t numerator, int64_t denominator)
{
    set_int64(mpq_numref(out->lo), numerator);
    set_int64(mpq_denref(out->lo), denominator);
    mpq_canonicalize(out->lo);
    out->is_point = true;
}

bool jh_exact_get_ratio(int64_t *numerator, int64_t *denominator, const jh_exact *a)
{
    if (!a->is_point || !mpz_fits_slong_p(mpq_numref(a->lo))
        || !mpz_fits_slong_p(mpq_denref(a->lo)))
        return false;
    *numerator = mpz_get_si(mpq_numref(a->lo));
    *denominator = mpz_get_si(mpq_denref(a->lo));
    return true;
}

void jh_exact_set_decimal(jh_exact *out, jh_decimal value)
{
    jh_exact_set_ratio(out, value.millionths, JH_DECIMAL_ONE);
}

void jh_exact_add(jh_exact *out, const jh_exact *a, const jh_exact *b)
{
    bool is_point = a->is_point && b->is_point;

    if (!is_point) mpq_add(out->hi, upper(a), upper(b));
    mpq_add(out->lo, a->lo, b->lo);
    out->is_point = is_point;
}

void jh_exact_sub(jh_exact *out, const jh_exact *a, const jh_exact *b)
{
    bool is_point = a->is_point && b->is_point;
    mpq_t lo;

    if (is_point) {
        mpq_sub(out->lo, a->lo, b->lo);
        out->is_point = true;
        return;
    }
    mpq_init(lo);
    mpq_sub(lo, a->lo, upper(b));
    mpq_sub(out->hi, upper(a), b->lo);
    mpq_swap(out->lo, lo);
    mpq_clear(lo);
    out->is_point = false;
}

/* The least and the greatest of four. */
static void span(jh_exact *out, mpq_t ends[4])
{
    int least = 0, greatest = 0, i;

    for (i = 1; i < 4; i++) {
        if (mpq_cmp(ends[i], ends[least]) < 0) least = i;
        if (mpq_cmp(ends[i], ends[greatest]) > 0) greatest = i;
    }
    mpq_set(out->lo, ends[least]);
    mpq_set(out->hi, ends[greatest]);
    settle(out);
}

void jh_exact_mul(jh_exact *out, const jh_exact *a, const jh_exact *b)
{
    mpq_t ends[4];
    int i;

    if (a->is_point && b->is_point) {
        mpq_mul(out->lo, a->lo, b->lo);
        out->is_point = true;
        return;
    }
    for (i = 0; i < 4; i++) {
        mpq_init(ends[i]);
        mpq_mul(ends[i], i & 1 ? upper(a) : a->lo, i & 2 ? upper(b) : b->lo);
    }
    span(out, ends);
    for (i = 0; i < 4; i++) mpq_clear(ends[i]);
}

bool jh_exact_div(jh_exact *out, const jh_exact *a, const jh_exact *b)
{
    mpq_t ends[4];
    int i;

    if (mpq_sgn(b->lo) == 0 || mpq_sgn(b->lo) != mpq_sgn(upper(b))) return false;
    if (a->is_point && b->is_point) {
        mpq_div(out->lo, a->lo, b->lo);
        out->is_point = true;
        return true;
    }
    for (i = 0; i < 4; i++) {
        mpq_init(ends[i]);
        mpq_div(ends[i], i & 1 ? upper(a) : a->lo, i & 2 ? upper(b) : b->lo);
    }
    span(out, ends);
    for (i = 0; i < 4; i++) mpq_clear(ends[i]);
    return true;
}

void jh_exact_abs(jh_exact *a)
{
    int sign = jh_exact_sign(a);

    if (a->is_point) {
        mpq_abs(a->lo, a->lo);
    } else if (sign < 0) {
        mpq_swap(a->lo, a->hi);
        mpq_neg(a->lo, a->lo);
        mpq_neg(a->hi, a->hi);
    } else if (sign == 2) {
        mpq_neg(a->lo, a->lo);
        if (mpq_cmp(a->lo, a->hi) > 0) mpq_set(a->hi, a->lo);
        mpq_set_ui(a->lo, 0, 1);
        settle(a);
    }
}

void jh_exact_extreme(jh_exact *out, const jh_exact *b, int side)
{
    mpq_srcptr hi = upper(b);
    bool low_moves = mpq_cmp(b->lo, out->lo) * side > 0;

    if (out->is_point) mpq_set(out->hi, out->lo);
    if (mpq_cmp(hi, out->hi) * side > 0) mpq_set(out->hi, hi);
    if (low_moves) mpq_set(out->lo, b->lo);
    settle(out);
}

/* root = floor(sqrt(q) × 2^shift) / 2^shift, and one unit more into above. */
static void enclose_root(mpq_t below, mpq_t above, mpq_srcptr q, unsigned bits)
{
    size_t top = mpz_sizeinbase(mpq_numref(q), 2), bottom = mpz_sizeinbase(mpq_denref(q), 2);
    mp_bitcnt_t shift = bits + 4 + (bottom > top ? (bottom - top) / 2 + 1 : 0);
    mpz_t root;

    mpz_init(root);
    mpz_mul_2exp(root, mpq_numref(q), 2 * shift);
    mpz_fdiv_q(root, root, mpq_denref(q));
    mpz_sqrt(root, root);
    mpq_set_z(below, root);
    mpz_add_ui(root, root, 1);
    mpq_set_z(above, root);
    mpq_div_2exp(below, below, shift);
    mpq_div_2exp(above, above, shift);
    mpz_clear(root);
}

static bool is_square(mpq_srcptr q)
{
    return mpz_perfect_square_p(mpq_numref(q)) && mpz_perfect_square_p(mpq_denref(q));
}

static void rational_root(mpq_t out, mpq_srcptr q)
{
    mpz_sqrt(mpq_numref(out), mpq_numref(q));
    mpz_sqrt(mpq_denref(out), mpq_denref(q));
}

void jh_exact_sqrt(jh_exact *out, const jh_exact *a, unsigned bits)
{
    mpq_t lo, hi, unused;

    if (a->is_point && mpq_sgn(a->lo) >= 0 && is_square(a->lo)) {
        rational_root(out->lo, a->lo);
        out->is_point = true;
        return;
    }
    mpq_inits(lo, hi, unused, NULL);
    if (mpq_sgn(a->lo) > 0) enclose_root(lo, unused, a->lo, bits);
    if (mpq_sgn(upper(a)) > 0) enclose_root(unused, hi, upper(a), bits);
    mpq_swap(out->lo, lo);
    mpq_swap(out->hi, hi);
    mpq_clears(lo, hi, unused, NULL);
    settle(out);
}

int jh_exact_compare(const jh_exact *a, const jh_exact *b)
{
    int order;

    if (a->is_point && b->is_point) {
        order = mpq_cmp(a->lo, b->lo);
        return (order > 0) - (order < 0);
    }
    if (mpq_cmp(upper(a), b->lo) < 0) return -1;
    if (mpq_cmp(a->lo, upper(b)) > 0) return 1;
    return 2;
}

int jh_exact_sign(const jh_exact *a)
{
    int lo = mpq_sgn(a->lo), hi = mpq_sgn(upper(a));

    if (a->is_point || (lo == hi && lo != 0)) return lo;
    return 2;
}

/* Half up away from zero, as a whole number of 10^-places. */
static void round_scaled(mpz_t out, mpq_srcptr q, int places)
{
    mpz_t unit, bottom;
    int sign = mpq_sgn(q);

    mpz_inits(unit, bottom, NULL);
    mpz_ui_pow_ui(unit, 10, (unsigned long)(places < 0 ? -places : places));
    mpz_abs(out, mpq_numref(q));
    mpz_set(bottom, mpq_denref(q));
    if (places < 0)
        mpz_mul(bottom, bottom, unit);
    else
        mpz_mul(out, out, unit);
    mpz_mul_2exp(out, out, 1); /* floor((2n + d) / 2d) */
    mpz_add(out, out, bottom);
    mpz_mul_2exp(bottom, bottom, 1);
    mpz_fdiv_q(out, out, bottom);
    if (sign < 0) mpz_neg(out, out);
    mpz_clears(unit, bottom, NULL);
}

/* The rounded number as a count of units; false = the two ends round apart. */
static bool round_both(mpz_t out, const jh_exact *a, int places)
{
    mpz_t other;
    bool same = true;

    round_scaled(out, a->lo, places);
    if (a->is_point) return true;
    mpz_init(other);
    round_scaled(other, a->hi, places);
    same = mpz_cmp(out, other) == 0;
    mpz_clear(other);
    return same;
}

bool jh_exact_round(jh_exact *out, const jh_exact *a, int places)
{
    mpz_t count, unit;
    bool same;

    mpz_inits(count, unit, NULL);
    same = round_both(count, a, places);
    if (same) {
        mpz_ui_pow_ui(unit, 10, (unsigned long)(places < 0 ? -places : places));
        if (places < 0) mpz_mul(count, count, unit);
        mpq_set_z(out->lo, count);
        if (places > 0) {
            mpz_set(mpq_denref(out->lo), unit);
            mpq_canonicalize(out->lo);
        }
        out->is_point = true;
    }
    mpz_clears(count, unit, NULL);
    return same;
}

bool jh_exact_floor(jh_exact *out, const jh_exact *a)
{
    mpz_t lo, hi;
    bool same;

    mpz_inits(lo, hi, NULL);
    mpz_fdiv_q(lo, mpq_numref(a->lo), mpq_denref(a->lo));
    mpz_fdiv_q(hi, mpq_numref(upper(a)), mpq_denref(upper(a)));
    same = mpz_cmp(lo, hi) == 0;
    if (same) {
        mpq_set_z(out->lo, lo);
        out->is_point = true;
    }
    mpz_clears(lo, hi, NULL);
    return same;
}

bool jh_exact_decimal(jh_decimal *out, const jh_exact *a, int places)
{
    mpz_t count;
    uint64_t size = 0;
    bool fits;
    int i;

    mpz_init(count);
    fits = round_both(count, a, places);
    for (i = places; i < 6; i++) mpz_mul_ui(count, count, 10);
    if (mpz_sizeinbase(count, 2) > 63) fits = false;
    if (fits) {
        mpz_export(&size, NULL, 1, sizeof size, 0, 0, count);
        out->millionths = mpz_sgn(count) < 0 ? -(int64_t)size : (int64_t)size;
    }
    mpz_clear(count);
    return fits;
}

/* Near the ends of the range of doubles numbers are only bounded: so small that digits are lost, or
 * so large that the next double may be none. */
static const double tiny = 0x1p-1019, huge = 0x1p1022;

static bool is_tiny(mpq_srcptr q)
{
    /* |q| < 2^(top − bottom + 1) */
    return mpz_sizeinbase(mpq_denref(q), 2) > mpz_sizeinbase(mpq_numref(q), 2) + 1020;
}

static bool is_huge(mpq_srcptr q)
{
    /* |q| > 2^(top − bottom − 1) */
    return mpz_sizeinbase(mpq_numref(q), 2) > mpz_sizeinbase(mpq_denref(q), 2) + 1022;
}

static bool is_that(double d, mpq_srcptr q)
{
    mpq_t exactly;
    bool same;

    if (!isfinite(d)) return false;
    mpq_init(exactly);
    mpq_set_d(exactly, d);
    same = mpq_equal(exactly, q) != 0;
    mpq_clear(exactly);
    return same;
}

/* The end of |q| towards zero (side −1) or away from it. */
static double end_of(mpq_srcptr q, int side)
{
    double cut;

    if (is_huge(q)) return side < 0 ? huge : HUGE_VAL;
    if (is_tiny(q)) return side < 0 || mpq_sgn(q) == 0 ? 0.0 : tiny;
    cut = fabs(mpq_get_d(q)); /* cuts towards zero */
    if (side < 0 || is_that(mpq_sgn(q) < 0 ? -cut : cut, q)) return cut;
    return nextafter(cut, HUGE_VAL);
}

jh_interval jh_exact_interval(const jh_exact *a)
{
    mpq_srcptr lo = a->lo, hi = upper(a);

    return (jh_interval){ mpq_sgn(lo) < 0 ? -end_of(lo, 1) : end_of(lo, -1),
                          mpq_sgn(hi) < 0 ? -end_of(hi, -1) : end_of(hi, 1) };
}

size_t jh_exact_size(const jh_exact *a)
{
    size_t size = mpz_sizeinbase(mpq_numref(a->lo), 2) + mpz_sizeinbase(mpq_denref(a->lo), 2);
    size_t other;

    if (a->is_point) return size;
    other = mpz_sizeinbase(mpq_numref(a->hi), 2) + mpz_sizeinbase(mpq_denref(a->hi), 2);
    return size > other ? size : other;
}

/* ---- for people ----------------------------------------------------------------------- */

enum { PLACES_SHOWN = 12 };

static jh_text write_whole(jh_arena *keep, const mpz_t z)
{
    char *at = jh_alloc(keep, mpz_sizeinbase(z, 10) + 2, 1);

    if (!at) return (jh_text){ NULL, 0 };
    mpz_get_str(at, 10, z);
    return (jh_text){ at, strlen(at) };
}

/* count × 10^-12 as a plain decimal without idle zeros. */
static jh_text write_decimal(jh_arena *keep, const mpz_t count, const char *before)
{
    jh_text digits, padded, shown;
    size_t point, end;
    mpz_t size;

    mpz_init(size);
    mpz_abs(size, count);
    digits = write_whole(keep, size);
    mpz_clear(size);
    if (!digits.at) return digits;
    padded = jh_text_format(keep, "%0*d%s", PLACES_SHOWN, 0, digits.at);
    if (!padded.at) return padded;
    point = padded.size - PLACES_SHOWN;
    while (point > 1 && padded.at[0] == '0') {
        padded = (jh_text){ padded.at + 1, padded.size - 1 };
        point--;
    }
    for (end = padded.size; end > point && padded.at[end - 1] == '0';) end--;
    shown =
        jh_text_format(keep, "%s%s%.*s%s%.*s", before, mpz_sgn(count) < 0 ? "-" : "", (int)point,
                       padded.at, end > point ? "." : "", (int)(end - point), padded.at + point);
    return shown;
}

jh_text jh_exact_write(jh_arena *keep, const jh_exact *a)
{
    jh_text top, bottom, out;
    jh_exact rounded;
    mpz_t count;

    if (a->is_point && mpz_cmp_ui(mpq_denref(a->lo), 1) == 0)
        return write_whole(keep, mpq_numref(a->lo));
    mpz_init(count);
    jh_exact_init(&rounded);
    round_scaled(count, a->lo, PLACES_SHOWN);
    if (!a->is_point) {
        out = write_decimal(keep, count, "≈");
    } else if (jh_exact_round(&rounded, a, PLACES_SHOWN) && mpq_equal(rounded.lo, a->lo)) {
        out = write_decimal(keep, count, "");
    } else {
        top = write_whole(keep, mpq_numref(a->lo));
        bottom = write_whole(keep, mpq_denref(a->lo));
        out = top.at && bottom.at ? jh_text_format(keep, "%s/%s", top.at, bottom.at)
                                  : (jh_text){ NULL, 0 };
    }
    jh_exact_clear(&rounded);
    mpz_clear(count);
    return out;
}
