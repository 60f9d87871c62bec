/* SPDX-License-Identifier: Apache-2.0 */
#include "base/interval_inline.h"
#include "expr/sample.h"

/* Formulas and sources: docs/methods/dispersion.md §2. With weights w (1 where unweighted):
 *   mean m = Σ w x / Σ w      sd = sqrt(Σ w (x − m)² / Σ w)      cv = sd / m */

static jh_outcome found(size_t out)
{
    return (jh_outcome){ out, JH_PRESENT };
}

static jh_outcome none(jh_why why)
{
    return (jh_outcome){ 0, why };
}

static void sum_weights(jh_field *f, size_t out)
{
    size_t i;

    for (i = 0; i < f->count; i++) jh_field_set(f, jh_field_s(f, i), jh_field_w(f, i));
    jh_field_sum(f, out);
}

static void sum_products(jh_field *f, size_t out)
{
    size_t i;

    for (i = 0; i < f->count; i++)
        jh_field_mul(f, jh_field_s(f, i), jh_field_w(f, i), jh_field_x(f, i));
    jh_field_sum(f, out);
}

/* Σ w (x − m)² / Σ w with t0 = Σ w and t2 = m in place. Doubles take the deviations (no
 * cancellation); rationals Σ w x² / Σ w − m², which keeps denominators small. */
static void variance(jh_field *f, size_t out)
{
    size_t weight = jh_field_t(f, 0), mean = jh_field_t(f, 2), square = jh_field_t(f, 3), i, s;

    for (i = 0; i < f->count; i++) {
        s = jh_field_s(f, i);
        if (f->fast) {
            jh_field_sub(f, s, jh_field_x(f, i), mean);
            jh_field_abs(f, s);
            jh_field_mul(f, s, s, s);
        } else {
            jh_field_mul(f, s, jh_field_x(f, i), jh_field_x(f, i));
        }
        jh_field_mul(f, s, s, jh_field_w(f, i));
    }
    jh_field_sum(f, out);
    jh_field_div(f, out, out, weight);
    if (!f->fast) {
        jh_field_mul(f, square, mean, mean);
        jh_field_sub(f, out, out, square);
    }
    jh_field_not_negative(f, out);
}

jh_outcome jh_measure_moments(jh_field *f, jh_function function)
{
    size_t weight = jh_field_t(f, 0), sum = jh_field_t(f, 1), mean = jh_field_t(f, 2);
    size_t out = jh_field_t(f, 4);
    int sign;

    sum_products(f, sum);
    if (function == JH_FUNCTION_SUM || function == JH_FUNCTION_COUNT) return found(sum);
    sum_weights(f, weight);
    jh_field_div(f, mean, sum, weight);
    if (function == JH_FUNCTION_MEAN || function == JH_FUNCTION_WMEAN
        || function == JH_FUNCTION_SHARE_MEETING)
        return found(mean);
    if (function != JH_FUNCTION_SD) {
        sign = jh_field_sign(f, mean);
        if (sign <= 0) return none(sign ? JH_OUT_OF_DOMAIN : JH_BAD_DENOMINATOR);
    }
    variance(f, out);
    jh_field_sqrt(f, out, out);
    if (function != JH_FUNCTION_SD) jh_field_div(f, out, out, mean);
    return found(out);
}

/* ---- the same in doubles, in one pass each -------------------------------------------- */

typedef struct sums {
    jh_interval weight, product;
} sums;

static sums add_up(const jh_sample *s)
{
    sums all = { jh_interval_exact(0.0), jh_interval_exact(0.0) };
    size_t i;

    if (!s->w) {
        for (i = 0; i < s->count; i++) all.product = jh_fast_add(all.product, s->x[i].range);
        all.weight = jh_interval_exact((double)s->count);
        return all;
    }
    for (i = 0; i < s->count; i++) {
        all.product = jh_fast_add(all.product, jh_fast_mul(s->w[i].range, s->x[i].range));
        all.weight = jh_fast_add(all.weight, s->w[i].range);
    }
    return all;
}

static jh_interval deviations(const jh_sample *s, jh_interval mean)
{
    jh_interval all = jh_interval_exact(0.0), d;
    size_t i;

    for (i = 0; i < s->count; i++) {
        d = jh_fast_sub(s->x[i].range, mean);
        if (d.lo < 0.0) d = jh_interval_abs(d);
        d = jh_fast_mul(d, d);
        if (s->w) d = jh_fast_mul(d, s->w[i].range);
        all = jh_fast_add(all, d);
    }
    return all;
}

bool jh_measure_fast(jh_number *out, const jh_sample *sample, jh_function function)
{
    bool is_cv = function == JH_FUNCTION_CV || function == JH_FUNCTION_WCV;
    jh_interval mean, value;
    sums all;

    if (function < JH_FUNCTION_COUNT || function > JH_FUNCTION_WCV
        || (function > JH_FUNCTION_WMEAN && function < JH_FUNCTION_SD))
        return false;
    all = add_up(sample);
    if (function == JH_FUNCTION_SUM || function == JH_FUNCTION_COUNT) {
        *out = (jh_number){ all.product, JH_PRESENT };
        return true;
    }
    if (all.weight.lo <= 0.0) return false;
    mean = jh_fast_div(all.product, all.weight);
    value = mean;
    if (function >= JH_FUNCTION_SD) {
        if (is_cv && mean.lo <= 0.0) return false; /* 0 or less: the field says which */
        value = jh_interval_sqrt(jh_fast_div(deviations(sample, mean), all.weight));
        if (is_cv) value = jh_fast_div(value, mean);
    }
    *out = (jh_number){ value, JH_PRESENT };
    return true;
}
