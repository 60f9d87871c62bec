/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/sample.h"

/* Formulas and sources: docs/methods/dispersion.md §3. Values x ≥ 0, mean m > 0. */

enum { WEIGHT = 0, SUM, MEAN, OUT, A, B, C, D };

static jh_outcome none(jh_why why)
{
    return (jh_outcome){ 0, why };
}

static size_t t(const jh_field *f, size_t j)
{
    return jh_field_t(f, j);
}

/* Σ w, Σ w x and m into their places; why there can be no measure. */
static jh_why prepare(jh_field *f)
{
    size_t i;
    int sign;

    for (i = 0; i < f->count; i++) {
        if (jh_field_sign(f, jh_field_x(f, i)) < 0) return JH_OUT_OF_DOMAIN;
        jh_field_set(f, jh_field_s(f, i), jh_field_w(f, i));
    }
    jh_field_sum(f, t(f, WEIGHT));
    for (i = 0; i < f->count; i++)
        jh_field_mul(f, jh_field_s(f, i), jh_field_w(f, i), jh_field_x(f, i));
    jh_field_sum(f, t(f, SUM));
    sign = jh_field_sign(f, t(f, SUM));
    if (sign == 0) return JH_BAD_DENOMINATOR;
    jh_field_div(f, t(f, MEAN), t(f, SUM), t(f, WEIGHT));
    return JH_PRESENT;
}

/* Σ_{i<j} w_i w_j (x_j − x_i) / (Σ w · Σ w x), rows in rising order. Where enclosures overlap, a
 * pair may stand the wrong way round by less than the widest of them, δ: that adds at most
 * δ (Σ w)². */
static jh_outcome gini(jh_field *f, jh_orders o)
{
    size_t i, k, before = t(f, A), below = t(f, B), term = t(f, C), delta = t(f, D);

    jh_field_sort(f, o.order, o.spare, -1);
    jh_field_whole(f, before, 0);
    jh_field_whole(f, below, 0);
    jh_field_whole(f, delta, 0);
    for (k = 0; k < f->count; k++) {
        i = o.order[k];
        jh_field_mul(f, jh_field_s(f, k), jh_field_x(f, i), before);
        jh_field_sub(f, jh_field_s(f, k), jh_field_s(f, k), below);
        jh_field_mul(f, jh_field_s(f, k), jh_field_s(f, k), jh_field_w(f, i));
        jh_field_add(f, before, before, jh_field_w(f, i));
        jh_field_mul(f, term, jh_field_w(f, i), jh_field_x(f, i));
        jh_field_add(f, below, below, term);
        jh_field_width(f, term, jh_field_x(f, i));
        if (jh_field_compare(f, term, delta) > 0) jh_field_set(f, delta, term);
    }
    jh_field_sum(f, t(f, OUT));
    jh_field_mul(f, delta, delta, t(f, WEIGHT));
    jh_field_mul(f, delta, delta, t(f, WEIGHT));
    jh_field_add(f, term, t(f, OUT), delta);
    jh_field_ends(f, t(f, OUT), t(f, OUT), term);
    jh_field_mul(f, term, t(f, WEIGHT), t(f, SUM));
    jh_field_div(f, t(f, OUT), t(f, OUT), term);
    jh_field_not_negative(f, t(f, OUT));
    return (jh_outcome){ t(f, OUT), JH_PRESENT };
}

/* Σ w (x/m) ln(x/m) / Σ w, 0 ln 0 = 0. */
static jh_outcome theil_t(jh_field *f)
{
    size_t i, s;

    for (i = 0; i < f->count; i++) {
        s = jh_field_s(f, i);
        if (jh_field_sign(f, jh_field_x(f, i)) == 0) {
            jh_field_whole(f, s, 0);
            continue;
        }
        jh_field_div(f, t(f, A), jh_field_x(f, i), t(f, MEAN));
        jh_field_log(f, s, t(f, A));
        jh_field_mul(f, s, s, t(f, A));
        jh_field_mul(f, s, s, jh_field_w(f, i));
    }
    jh_field_sum(f, t(f, OUT));
    jh_field_div(f, t(f, OUT), t(f, OUT), t(f, WEIGHT));
    jh_field_not_negative(f, t(f, OUT));
    return (jh_outcome){ t(f, OUT), JH_PRESENT };
}

/* Σ w ln(m/x) / Σ w; a zero has no logarithm. */
static jh_outcome theil_l(jh_field *f)
{
    size_t i, s;

    for (i = 0; i < f->count; i++) {
        s = jh_field_s(f, i);
        if (jh_field_sign(f, jh_field_x(f, i)) == 0) return none(JH_OUT_OF_DOMAIN);
        jh_field_div(f, t(f, A), t(f, MEAN), jh_field_x(f, i));
        jh_field_log(f, s, t(f, A));
        jh_field_mul(f, s, s, jh_field_w(f, i));
    }
    jh_field_sum(f, t(f, OUT));
    jh_field_div(f, t(f, OUT), t(f, OUT), t(f, WEIGHT));
    jh_field_not_negative(f, t(f, OUT));
    return (jh_outcome){ t(f, OUT), JH_PRESENT };
}

/* Σ w |x − m| / (2 Σ w x) */
static jh_outcome hoover(jh_field *f)
{
    size_t i, s;

    for (i = 0; i < f->count; i++) {
        s = jh_field_s(f, i);
        jh_field_sub(f, s, jh_field_x(f, i), t(f, MEAN));
        jh_field_abs(f, s);
        jh_field_mul(f, s, s, jh_field_w(f, i));
    }
    jh_field_sum(f, t(f, OUT));
    jh_field_add(f, t(f, A), t(f, SUM), t(f, SUM));
    jh_field_div(f, t(f, OUT), t(f, OUT), t(f, A));
    return (jh_outcome){ t(f, OUT), JH_PRESENT };
}

/* out = a^p for a ≥ 0: by a root where the result may be rational, else by e^(p ln a). */
static void power(jh_field *f, size_t out, size_t a, jh_decimal p)
{
    size_t exponent = t(f, D);

    if (p.millionths == JH_DECIMAL_ONE / 2) {
        jh_field_sqrt(f, out, a);
    } else if (p.millionths == 2 * JH_DECIMAL_ONE) {
        jh_field_mul(f, out, a, a);
    } else if (p.millionths == JH_DECIMAL_ONE) {
        jh_field_set(f, out, a);
    } else {
        jh_field_decimal(f, exponent, p);
        jh_field_log(f, out, a);
        jh_field_mul(f, out, out, exponent);
        jh_field_exp(f, out, out);
    }
}

/* Σ w x^(1−ε) / Σ w into OUT; ε > 1: (1/x)^(ε−1). A zero counts 0 below ε = 1. The mean divides at
 * the end, so that roots of squares stay exact. */
static void mean_power(jh_field *f, jh_decimal epsilon)
{
    jh_decimal p = { JH_DECIMAL_ONE - epsilon.millionths };
    size_t i, s;

    for (i = 0; i < f->count; i++) {
        s = jh_field_s(f, i);
        if (jh_field_sign(f, jh_field_x(f, i)) == 0) {
            jh_field_whole(f, s, 0);
            continue;
        }
        if (p.millionths > 0) {
            power(f, s, jh_field_x(f, i), p);
        } else {
            jh_field_whole(f, t(f, B), 1);
            jh_field_div(f, t(f, A), t(f, B), jh_field_x(f, i));
            power(f, s, t(f, A), (jh_decimal){ -p.millionths });
        }
        jh_field_mul(f, s, s, jh_field_w(f, i));
    }
    jh_field_sum(f, t(f, OUT));
    jh_field_div(f, t(f, OUT), t(f, OUT), t(f, WEIGHT));
}

/* OUT^(1/(1−ε)), the exponent being no decimal in general: through the logarithm. */
static void inverse_power(jh_field *f, jh_decimal epsilon)
{
    size_t out = t(f, OUT);

    if (epsilon.millionths == JH_DECIMAL_ONE / 2) {
        jh_field_mul(f, out, out, out);
        return;
    }
    if (epsilon.millionths == 2 * JH_DECIMAL_ONE) {
        jh_field_whole(f, t(f, A), 1);
        jh_field_div(f, out, t(f, A), out);
        return;
    }
    jh_field_decimal(f, t(f, A), (jh_decimal){ JH_DECIMAL_ONE - epsilon.millionths });
    jh_field_log(f, out, out);
    jh_field_div(f, out, out, t(f, A));
    jh_field_exp(f, out, out);
}

/* 1 − (Σ w x^(1−ε) / Σ w)^(1/(1−ε)) / m; ε = 1: 1 − e^(Σ w ln(x/m) / Σ w). From ε = 1 on a zero
 * makes it 1, the limit. */
static jh_outcome atkinson(jh_field *f, jh_decimal epsilon)
{
    jh_outcome log_mean;
    size_t i, out = t(f, OUT);

    for (i = 0; epsilon.millionths >= JH_DECIMAL_ONE && i < f->count; i++) {
        if (jh_field_sign(f, jh_field_x(f, i)) != 0) continue;
        jh_field_whole(f, out, 1);
        return (jh_outcome){ out, JH_PRESENT };
    }
    if (epsilon.millionths == JH_DECIMAL_ONE) {
        log_mean = theil_l(f);
        jh_field_whole(f, t(f, A), 0);
        jh_field_sub(f, out, t(f, A), log_mean.out);
        jh_field_exp(f, out, out);
    } else {
        mean_power(f, epsilon);
        inverse_power(f, epsilon);
        jh_field_div(f, out, out, t(f, MEAN));
    }
    jh_field_whole(f, t(f, A), 1);
    jh_field_sub(f, out, t(f, A), out);
    jh_field_not_negative(f, out);
    return (jh_outcome){ out, JH_PRESENT };
}

jh_outcome jh_measure_inequality(jh_field *f, const jh_expr *node, jh_orders o)
{
    jh_why why = prepare(f);

    if (why) return none(why);
    switch (node->function) {
    case JH_FUNCTION_GINI: return gini(f, o);
    case JH_FUNCTION_THEIL_T: return theil_t(f);
    case JH_FUNCTION_THEIL_L: return theil_l(f);
    case JH_FUNCTION_ATKINSON: return atkinson(f, node->number);
    default: return hoover(f);
    }
}
