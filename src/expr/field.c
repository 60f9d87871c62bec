/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/field.h"

#include "base/interval_inline.h"
#include "expr/eval.h"

#include <math.h>

/* Rationals that grow beyond reason end the computation; the register keeps what it had. */
static bool fits(jh_field *f, size_t a, size_t b)
{
    if (jh_exact_size(&f->exact[a]) + jh_exact_size(&f->exact[b]) < JH_EXACT_SIZE_MAX) return true;
    f->too_large = true;
    return false;
}

void jh_field_set(jh_field *f, size_t out, size_t a)
{
    if (f->fast)
        f->fast[out] = f->fast[a];
    else if (out != a)
        jh_exact_set(&f->exact[out], &f->exact[a]);
}

void jh_field_whole(jh_field *f, size_t out, int64_t value)
{
    if (f->fast)
        f->fast[out] = jh_interval_exact((double)value);
    else
        jh_exact_set_ratio(&f->exact[out], value, 1);
}

void jh_field_decimal(jh_field *f, size_t out, jh_decimal value)
{
    if (f->fast)
        f->fast[out] = jh_interval_of(value);
    else
        jh_exact_set_decimal(&f->exact[out], value);
}

void jh_field_add(jh_field *f, size_t out, size_t a, size_t b)
{
    if (f->fast)
        f->fast[out] = jh_fast_add(f->fast[a], f->fast[b]);
    else if (fits(f, a, b))
        jh_exact_add(&f->exact[out], &f->exact[a], &f->exact[b]);
}

void jh_field_sub(jh_field *f, size_t out, size_t a, size_t b)
{
    if (f->fast)
        f->fast[out] = jh_fast_sub(f->fast[a], f->fast[b]);
    else if (fits(f, a, b))
        jh_exact_sub(&f->exact[out], &f->exact[a], &f->exact[b]);
}

void jh_field_mul(jh_field *f, size_t out, size_t a, size_t b)
{
    if (f->fast)
        f->fast[out] = jh_fast_mul(f->fast[a], f->fast[b]);
    else if (fits(f, a, b))
        jh_exact_mul(&f->exact[out], &f->exact[a], &f->exact[b]);
}

void jh_field_div(jh_field *f, size_t out, size_t a, size_t b)
{
    if (f->fast)
        f->fast[out] = jh_fast_div(f->fast[a], f->fast[b]);
    else if (fits(f, a, b) && !jh_exact_div(&f->exact[out], &f->exact[a], &f->exact[b]))
        f->undecided = true;
}

void jh_field_abs(jh_field *f, size_t a)
{
    if (f->fast)
        f->fast[a] = jh_interval_abs(f->fast[a]);
    else
        jh_exact_abs(&f->exact[a]);
}

void jh_field_sqrt(jh_field *f, size_t out, size_t a)
{
    if (f->fast)
        f->fast[out] = jh_interval_sqrt(f->fast[a]);
    else
        jh_exact_sqrt(&f->exact[out], &f->exact[a], f->bits);
}

void jh_field_log(jh_field *f, size_t out, size_t a)
{
    jh_interval x;

    if (!f->fast) {
        if (jh_exact_sign(&f->exact[a]) == 1)
            jh_exact_log(&f->exact[out], &f->exact[a], f->bits);
        else
            f->undecided = true;
        return;
    }
    x = f->fast[a];
    if (x.lo <= 0.0)
        f->undecided = true;
    else if (x.lo == 1.0 && x.hi == 1.0)
        f->fast[out] = jh_interval_exact(0.0);
    else
        f->fast[out] = jh_interval_widen((jh_interval){ log(x.lo), log(x.hi) }, 2);
}

void jh_field_exp(jh_field *f, size_t out, size_t a)
{
    jh_interval x;

    if (!f->fast) {
        if (!jh_exact_exp(&f->exact[out], &f->exact[a], f->bits)) f->too_large = true;
        return;
    }
    x = f->fast[a];
    if (x.lo == 0.0 && x.hi == 0.0)
        f->fast[out] = jh_interval_exact(1.0);
    else
        f->fast[out] = jh_interval_widen((jh_interval){ exp(x.lo), exp(x.hi) }, 2);
    if (f->fast[out].lo < 0.0) f->fast[out].lo = 0.0;
}

void jh_field_not_negative(jh_field *f, size_t a)
{
    if (f->fast) {
        if (f->fast[a].lo < 0.0) f->fast[a].lo = 0.0;
        if (f->fast[a].hi < 0.0) f->fast[a].hi = 0.0;
    } else if (jh_exact_sign(&f->exact[a]) == 2 && mpq_sgn(f->exact[a].lo) < 0) {
        mpq_set_ui(f->exact[a].lo, 0, 1);
    }
}

void jh_field_sum(jh_field *f, size_t out)
{
    size_t step, i;

    for (step = 1; step < f->count; step *= 2)
        for (i = 0; i + step < f->count; i += 2 * step)
            jh_field_add(f, jh_field_s(f, i), jh_field_s(f, i), jh_field_s(f, i + step));
    if (f->count)
        jh_field_set(f, out, jh_field_s(f, 0));
    else
        jh_field_whole(f, out, 0);
}

int jh_field_sign(jh_field *f, size_t a)
{
    int sign;

    if (f->fast) {
        if (f->fast[a].lo > 0.0) return 1;
        if (f->fast[a].hi < 0.0) return -1;
        sign = f->fast[a].lo == 0.0 && f->fast[a].hi == 0.0 ? 0 : 2;
    } else {
        sign = jh_exact_sign(&f->exact[a]);
    }
    if (sign != 2) return sign;
    f->undecided = true;
    return 0;
}

int jh_field_compare(jh_field *f, size_t a, size_t b)
{
    jh_interval x, y;
    int order;

    if (a == b) return 0;
    if (f->fast) {
        x = f->fast[a];
        y = f->fast[b];
        if (x.hi < y.lo) return -1;
        if (x.lo > y.hi) return 1;
        order = x.lo == x.hi && y.lo == y.hi ? 0 : 2;
    } else {
        order = jh_exact_compare(&f->exact[a], &f->exact[b]);
    }
    if (order != 2) return order;
    f->undecided = true;
    return 0;
}

/* Does row a come behind row b? */
static bool is_behind(const jh_field *f, size_t a, size_t b, int side)
{
    mpq_srcptr x, y;
    int order;

    if (f->fast) {
        double u = side < 0 ? f->fast[a].lo : f->fast[a].hi;
        double v = side < 0 ? f->fast[b].lo : f->fast[b].hi;

        return u > v || (u == v && a > b);
    }
    x = side < 0 || f->exact[a].is_point ? f->exact[a].lo : f->exact[a].hi;
    y = side < 0 || f->exact[b].is_point ? f->exact[b].lo : f->exact[b].hi;
    order = mpq_cmp(x, y);
    return order > 0 || (order == 0 && a > b);
}

/* Merge sort from the bottom up: no recursion, no worst case. */
void jh_field_sort(const jh_field *f, size_t *order, size_t *spare, int side)
{
    size_t run, start, i, j, k, middle, end, n = f->count;

    for (i = 0; i < n; i++) order[i] = i;
    for (run = 1; run < n; run *= 2) {
        for (start = 0; start < n; start = end) {
            middle = start + run < n ? start + run : n;
            end = start + 2 * run < n ? start + 2 * run : n;
            for (i = start, j = middle, k = start; k < end; k++)
                spare[k] = j == end || (i < middle && !is_behind(f, order[i], order[j], side))
                               ? order[i++]
                               : order[j++];
        }
        for (k = 0; k < n; k++) order[k] = spare[k];
    }
}

void jh_field_ends(jh_field *f, size_t out, size_t a, size_t b)
{
    if (f->fast) {
        f->fast[out] = (jh_interval){ f->fast[a].lo, f->fast[b].hi };
        return;
    }
    mpq_set(f->exact[out].hi, f->exact[b].is_point ? f->exact[b].lo : f->exact[b].hi);
    mpq_set(f->exact[out].lo, f->exact[a].lo);
    f->exact[out].is_point = mpq_equal(f->exact[out].lo, f->exact[out].hi) != 0;
}

void jh_field_width(jh_field *f, size_t out, size_t a)
{
    double width;

    if (f->fast) {
        width = f->fast[a].hi - f->fast[a].lo;
        f->fast[out] = jh_interval_exact(width > 0.0 ? jh_double_above(width) : 0.0);
    } else if (f->exact[a].is_point) {
        jh_exact_set_ratio(&f->exact[out], 0, 1);
    } else {
        mpq_sub(f->exact[out].lo, f->exact[a].hi, f->exact[a].lo);
        f->exact[out].is_point = true;
    }
}
