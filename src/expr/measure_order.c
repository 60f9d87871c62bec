/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/sample.h"

/* Formulas and sources: docs/methods/dispersion.md §4–5. */

enum { WEIGHT = 0, OUT, A, B, C, LOW, HIGH, MIDDLE };

static jh_outcome found(size_t out)
{
    return (jh_outcome){ out, JH_PRESENT };
}

static size_t t(const jh_field *f, size_t j)
{
    return jh_field_t(f, j);
}

static void sum_weights(jh_field *f)
{
    size_t i;

    for (i = 0; i < f->count; i++) jh_field_set(f, jh_field_s(f, i), jh_field_w(f, i));
    jh_field_sum(f, t(f, WEIGHT));
}

/* The quantile of the rows in `order`: the first value at which the weight so far passes q Σ w; if
 * it meets q Σ w exactly, the middle between this value and the next (Hyndman & Fan, type 2). */
static void walk(jh_field *f, size_t out, int64_t millionths, const size_t *order)
{
    size_t k, so_far = t(f, A), goal = t(f, B), unit = t(f, C), i = order[0];
    int side;

    jh_field_whole(f, so_far, 0);
    jh_field_whole(f, unit, JH_DECIMAL_ONE);
    jh_field_whole(f, goal, millionths);
    jh_field_mul(f, goal, goal, t(f, WEIGHT));
    for (k = 0; k < f->count; k++) {
        i = order[k];
        jh_field_mul(f, out, jh_field_w(f, i), unit);
        jh_field_add(f, so_far, so_far, out);
        side = jh_field_compare(f, so_far, goal);
        if (side < 0) continue;
        if (side > 0 || k + 1 == f->count) break;
        jh_field_add(f, out, jh_field_x(f, i), jh_field_x(f, order[k + 1]));
        jh_field_whole(f, unit, 2);
        jh_field_div(f, out, out, unit);
        return;
    }
    jh_field_set(f, out, jh_field_x(f, i));
}

/* A quantile rises with every value, so the lower ends give its lower end. */
static void quantile(jh_field *f, size_t out, int64_t millionths, jh_orders o)
{
    jh_field_sort(f, o.order, o.spare, -1);
    walk(f, out, millionths, o.order);
    jh_field_sort(f, o.order, o.spare, 1);
    walk(f, t(f, MIDDLE), millionths, o.order);
    jh_field_ends(f, out, out, t(f, MIDDLE));
}

static jh_outcome extreme(jh_field *f, int side, jh_orders o)
{
    size_t low, high;

    jh_field_sort(f, o.order, o.spare, -1);
    low = o.order[side < 0 ? 0 : f->count - 1];
    jh_field_sort(f, o.order, o.spare, 1);
    high = o.order[side < 0 ? 0 : f->count - 1];
    jh_field_ends(f, t(f, OUT), jh_field_x(f, low), jh_field_x(f, high));
    return found(t(f, OUT));
}

/* Σ w x over rows on one side of the median, the median included, over median × Σ w of these. */
static jh_outcome half(jh_field *f, int side, jh_orders o)
{
    size_t i, median = t(f, LOW), sum = t(f, OUT), weight = t(f, HIGH), term = t(f, A);
    int sign;

    for (i = 0; i < f->count; i++)
        if (jh_field_sign(f, jh_field_x(f, i)) < 0) return (jh_outcome){ 0, JH_OUT_OF_DOMAIN };
    quantile(f, median, JH_DECIMAL_ONE / 2, o);
    sign = jh_field_sign(f, median);
    if (sign == 0) return (jh_outcome){ 0, JH_BAD_DENOMINATOR };
    jh_field_whole(f, sum, 0);
    jh_field_whole(f, weight, 0);
    for (i = 0; i < f->count; i++) {
        if (jh_field_compare(f, jh_field_x(f, i), median) * side < 0) continue;
        jh_field_mul(f, term, jh_field_w(f, i), jh_field_x(f, i));
        jh_field_add(f, sum, sum, term);
        jh_field_add(f, weight, weight, jh_field_w(f, i));
    }
    jh_field_mul(f, weight, weight, median);
    if (f->undecided) return found(sum);
    jh_field_div(f, sum, sum, weight);
    return found(sum);
}

/* (Q95 − Q05) / Q05: the federal range ratio. */
static jh_outcome range_ratio(jh_field *f, jh_orders o)
{
    int sign;

    quantile(f, t(f, LOW), 5 * JH_DECIMAL_ONE / 100, o);
    quantile(f, t(f, HIGH), 95 * JH_DECIMAL_ONE / 100, o);
    sign = jh_field_sign(f, t(f, LOW));
    if (sign <= 0) return (jh_outcome){ 0, sign ? JH_OUT_OF_DOMAIN : JH_BAD_DENOMINATOR };
    jh_field_sub(f, t(f, OUT), t(f, HIGH), t(f, LOW));
    jh_field_div(f, t(f, OUT), t(f, OUT), t(f, LOW));
    jh_field_not_negative(f, t(f, OUT));
    return found(t(f, OUT));
}

jh_outcome jh_measure_order(jh_field *f, const jh_expr *node, jh_orders o)
{
    sum_weights(f);
    switch (node->function) {
    case JH_FUNCTION_MIN: return extreme(f, -1, o);
    case JH_FUNCTION_MAX: return extreme(f, 1, o);
    case JH_FUNCTION_MEDIAN: quantile(f, t(f, OUT), JH_DECIMAL_ONE / 2, o); return found(t(f, OUT));
    case JH_FUNCTION_QUANTILE:
        quantile(f, t(f, OUT), node->number.millionths, o);
        return found(t(f, OUT));
    case JH_FUNCTION_MCLOONE: return half(f, -1, o);
    case JH_FUNCTION_VERSTEGEN: return half(f, 1, o);
    default: return range_ratio(f, o);
    }
}

/* ---- between and within --------------------------------------------------------------- */

/* Σ over groups W_g (m_g − m)², of all Σ w (x − m)²: in rationals and doubles alike through
 * deviations from m. */
jh_outcome jh_measure_partition(jh_field *f, jh_function function, const jh_sample *sample)
{
    size_t i, g, mean = t(f, A), all = t(f, B), between = t(f, C), weight = t(f, LOW);
    size_t sum = t(f, HIGH), part = t(f, MIDDLE);

    sum_weights(f);
    for (i = 0; i < f->count; i++)
        jh_field_mul(f, jh_field_s(f, i), jh_field_w(f, i), jh_field_x(f, i));
    jh_field_sum(f, mean);
    jh_field_div(f, mean, mean, t(f, WEIGHT));
    for (i = 0; i < f->count; i++) jh_field_sub(f, jh_field_x(f, i), jh_field_x(f, i), mean);
    for (i = 0; i < f->count; i++) {
        jh_field_set(f, part, jh_field_x(f, i));
        jh_field_abs(f, part);
        jh_field_mul(f, part, part, part);
        jh_field_mul(f, jh_field_s(f, i), part, jh_field_w(f, i));
    }
    jh_field_sum(f, all);
    if (jh_field_sign(f, all) == 0) return (jh_outcome){ 0, JH_BAD_DENOMINATOR };
    jh_field_whole(f, between, 0);
    for (g = 0; g < sample->group_count; g++) {
        jh_field_whole(f, weight, 0);
        jh_field_whole(f, sum, 0);
        for (i = 0; i < f->count; i++) {
            if (sample->group[i] != g) continue;
            jh_field_add(f, weight, weight, jh_field_w(f, i));
            jh_field_mul(f, part, jh_field_w(f, i), jh_field_x(f, i));
            jh_field_add(f, sum, sum, part);
        }
        if (jh_field_sign(f, weight) <= 0) continue;
        jh_field_abs(f, sum);
        jh_field_mul(f, sum, sum, sum);
        jh_field_div(f, sum, sum, weight);
        jh_field_add(f, between, between, sum);
    }
    jh_field_div(f, between, between, all);
    if (function == JH_FUNCTION_WITHIN) {
        jh_field_whole(f, all, 1);
        jh_field_sub(f, between, all, between);
    }
    jh_field_not_negative(f, between);
    return found(between);
}
