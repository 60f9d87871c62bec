/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/sample.h"

#include "base/interval_inline.h"

#include <math.h>

jh_outcome jh_measure_on(jh_field *f, const jh_sample *sample, jh_orders o)
{
    const jh_expr *node = sample->node;

    switch (node->function) {
    case JH_FUNCTION_GINI:
    case JH_FUNCTION_THEIL_T:
    case JH_FUNCTION_THEIL_L:
    case JH_FUNCTION_ATKINSON:
    case JH_FUNCTION_HOOVER: return jh_measure_inequality(f, node, o);
    case JH_FUNCTION_MIN:
    case JH_FUNCTION_MAX:
    case JH_FUNCTION_MEDIAN:
    case JH_FUNCTION_QUANTILE:
    case JH_FUNCTION_MCLOONE:
    case JH_FUNCTION_VERSTEGEN:
    case JH_FUNCTION_RANGE_RATIO: return jh_measure_order(f, node, o);
    case JH_FUNCTION_BETWEEN:
    case JH_FUNCTION_WITHIN: return jh_measure_partition(f, (jh_function)node->function, sample);
    case JH_FUNCTION_INFLUENCE: return jh_measure_moments(f, JH_FUNCTION_WCV);
    default: return jh_measure_moments(f, (jh_function)node->function);
    }
}

/* ---- nothing, or something missing ---------------------------------------------------- */

static jh_interval hull_of(const jh_sample *s)
{
    jh_interval hull = s->x[0].range;
    size_t i;

    for (i = 1; i < s->count; i++) hull = jh_interval_hull(hull, s->x[i].range);
    return hull;
}

/* The least (side −1) or greatest value there can be: every value but those that may not count. */
static jh_interval extreme_of(const jh_sample *s, int side)
{
    jh_interval all = s->x[0].range;
    size_t i;

    if (s->is_open) return hull_of(s);
    for (i = 1; i < s->count; i++)
        all = side < 0 ? jh_interval_min(all, s->x[i].range) : jh_interval_max(all, s->x[i].range);
    return all;
}

static bool has_undefined(const jh_sample *s)
{
    size_t i;

    for (i = 0; i < s->count; i++)
        if (jh_why_is_undefined(s->x[i].why) || (s->w && jh_why_is_undefined(s->w[i].why)))
            return true;
    return false;
}

jh_number jh_sample_bounds(const jh_sample *s, jh_function function)
{
    jh_number out = { JH_NOT_NEGATIVE, s->why }, mean;

    switch (function) {
    case JH_FUNCTION_COUNT:
    case JH_FUNCTION_SUM:
        if (has_undefined(s) || !jh_measure_fast(&mean, s, JH_FUNCTION_SUM))
            out.range = JH_ANYTHING;
        else
            out.range = mean.range;
        break;
    case JH_FUNCTION_SHARE_MEETING:
    case JH_FUNCTION_MEAN:
    case JH_FUNCTION_WMEAN:
        out.range = has_undefined(s) ? JH_ANYTHING : hull_of(s);
        if (!s->is_open && !has_undefined(s) && jh_measure_fast(&mean, s, JH_FUNCTION_WMEAN)) {
            out.range.lo = fmax(out.range.lo, mean.range.lo);
            out.range.hi = fmin(out.range.hi, mean.range.hi);
        }
        break;
    case JH_FUNCTION_MIN: out.range = extreme_of(s, -1); break;
    case JH_FUNCTION_MAX: out.range = extreme_of(s, 1); break;
    case JH_FUNCTION_MEDIAN:
    case JH_FUNCTION_QUANTILE: out.range = has_undefined(s) ? JH_ANYTHING : hull_of(s); break;
    case JH_FUNCTION_GINI:
    case JH_FUNCTION_ATKINSON:
    case JH_FUNCTION_HOOVER:
    case JH_FUNCTION_MCLOONE:
    case JH_FUNCTION_BETWEEN:
    case JH_FUNCTION_WITHIN: out.range = (jh_interval){ 0.0, 1.0 }; break;
    case JH_FUNCTION_VERSTEGEN: out.range = (jh_interval){ 1.0, INFINITY }; break;
    default: break; /* dispersions: 0 or more */
    }
    return out;
}

/* ---- doubles -------------------------------------------------------------------------- */

static jh_code measure_in_doubles(jh_number *out, bool *done, const jh_evaluation *e,
                                  const jh_sample *s, jh_arena scratch)
{
    jh_field f = { .count = s->count };
    jh_orders o = { JH_NEW_ARRAY(&scratch, size_t, s->count),
                    JH_NEW_ARRAY(&scratch, size_t, s->count) };
    jh_outcome outcome;
    size_t i;

    f.fast = JH_NEW_ARRAY(&scratch, jh_interval, 3 * s->count + FIELD_TEMPS);
    if (!f.fast || !o.order || !o.spare) return jh_no_memory(e->err);
    for (i = 0; i < s->count; i++) {
        f.fast[jh_field_x(&f, i)] = s->x[i].range;
        f.fast[jh_field_w(&f, i)] = s->w ? s->w[i].range : jh_interval_exact(1.0);
    }
    outcome = jh_measure_on(&f, s, o);
    *done = !f.undecided;
    *out = outcome.why ? jh_number_undefined(outcome.why)
                       : (jh_number){ f.fast[outcome.out], JH_PRESENT };
    return JH_OK;
}

/* ---- exactly -------------------------------------------------------------------------- */

/* The value of row i. A claim's is 1 or 0, which its enclosure already says. */
static jh_code exact_value(jh_exact *out, const jh_sample *s, size_t i, const jh_exactly *row,
                           jh_arena scratch)
{
    const jh_expr *node = s->node;
    jh_why why;

    if (node->child_count == 0 || node->children[0]->type != JH_TYPE_NUMBER) {
        jh_exact_set_ratio(out, s->x[i].range.lo > 0.0, 1);
        return JH_OK;
    }
    return jh_eval_exact(out, &why, node->children[0], row, scratch);
}

static jh_code fill_exact(jh_field *f, const jh_sample *s, const jh_exactly *at, jh_arena scratch)
{
    jh_exactly row = *at;
    jh_why why;
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; !rc && i < s->count; i++) {
        row.row = (jh_span){ s->node->set_level, { s->rows[i], 1 } };
        rc = exact_value(&f->exact[jh_field_x(f, i)], s, i, &row, scratch);
        if (rc) break;
        if (s->w)
            rc = jh_eval_exact(&f->exact[jh_field_w(f, i)], &why, s->node->weight, &row, scratch);
        else
            jh_exact_set_ratio(&f->exact[jh_field_w(f, i)], 1, 1);
    }
    return rc;
}

jh_code jh_sample_exact(jh_exact *out, jh_why *why, const jh_sample *s, const jh_exactly *at,
                        jh_arena scratch)
{
    jh_field f = { .count = s->count, .bits = at->bits };
    size_t i, made = 3 * s->count + FIELD_TEMPS;
    jh_orders o = { JH_NEW_ARRAY(&scratch, size_t, s->count),
                    JH_NEW_ARRAY(&scratch, size_t, s->count) };
    jh_outcome outcome;
    jh_code rc;

    f.exact = JH_NEW_ARRAY(&scratch, jh_exact, made);
    if (!f.exact || !o.order || !o.spare) return jh_no_memory(at->e->err);
    for (i = 0; i < made; i++) jh_exact_init(&f.exact[i]);
    rc = fill_exact(&f, s, at, scratch);
    if (rc) goto done;
    outcome = jh_measure_on(&f, s, o);
    if (f.too_large)
        rc = jh_eval_undecided(at->e);
    else if (f.undecided)
        rc = JH_CONFLICT;
    if (rc) goto done;
    *why = outcome.why;
    if (!outcome.why) jh_exact_set(out, &f.exact[outcome.out]);
done:
    for (i = 0; i < made; i++) jh_exact_clear(&f.exact[i]);
    return rc;
}

static jh_code measure_exactly(jh_number *out, const jh_evaluation *e, const jh_sample *s,
                               jh_arena scratch)
{
    jh_exactly at = { .e = e, .bits = JH_BITS_FIRST };
    jh_exact exact;
    jh_code rc = JH_CONFLICT;

    jh_exact_init(&exact);
    for (; rc == JH_CONFLICT && at.bits <= JH_BITS_MAX; at.bits *= 2)
        rc = jh_sample_exact(&exact, &out->why, s, &at, scratch);
    if (rc == JH_CONFLICT) rc = jh_eval_undecided(e);
    if (!rc) out->range = out->why ? JH_ANYTHING : jh_exact_interval(&exact);
    jh_exact_clear(&exact);
    return rc;
}

jh_code jh_sample_measure(jh_number *out, const jh_evaluation *e, const jh_sample *s,
                          jh_arena scratch)
{
    jh_function function = (jh_function)s->node->function;
    bool done = false;
    jh_code rc;

    if (s->count == 0) {
        *out = function == JH_FUNCTION_SUM || function == JH_FUNCTION_COUNT
                   ? jh_number_present((jh_decimal){ 0 })
                   : jh_number_undefined(JH_NOT_ASKED);
        return JH_OK;
    }
    if (s->why) {
        *out = jh_sample_bounds(s, function);
        return JH_OK;
    }
    if (jh_measure_fast(out, s, function)) return JH_OK;
    rc = measure_in_doubles(out, &done, e, s, scratch);
    if (rc || done) return rc;
    return measure_exactly(out, e, s, scratch);
}

/* ---- influence ------------------------------------------------------------------------ */

/* The same sample without its row k, in scratch. */
static jh_code leave_one_out(jh_sample *out, const jh_evaluation *e, const jh_sample *s, size_t k,
                             jh_arena *scratch)
{
    const jh_set_columns shape = {
        .e = e, .node = s->node, .at.rows.count = s->count, .w = s->w, .key = s->group
    };
    size_t i;
    jh_code rc = jh_sample_make(out, scratch, &shape);

    for (i = 0; !rc && i < s->count; i++) {
        if (i == k) continue;
        out->rows[out->count] = s->rows[i];
        out->x[out->count] = s->x[i];
        if (s->w) out->w[out->count] = s->w[i];
        out->count++;
    }
    return rc;
}

/* wcv of all minus wcv without row k. */
jh_code jh_sample_influence(jh_number *out, const jh_evaluation *e, const jh_sample *s, size_t row,
                            jh_arena scratch)
{
    jh_expr wcv = *s->node;
    jh_sample every = *s, rest;
    jh_number all, without;
    size_t k = 0;
    jh_code rc;

    while (k < s->count && s->rows[k] != row) k++;
    if (k == s->count) {
        *out = jh_number_undefined(JH_NOT_ASKED);
        return JH_OK;
    }
    if (s->why) {
        *out = (jh_number){ JH_ANYTHING, s->why };
        return JH_OK;
    }
    if (s->count == 1) {
        *out = jh_number_undefined(JH_TOO_FEW);
        return JH_OK;
    }
    wcv.function = JH_FUNCTION_WCV;
    every.node = &wcv;
    rc = leave_one_out(&rest, e, &every, k, &scratch);
    if (!rc) rc = jh_sample_measure(&all, e, &every, scratch);
    if (!rc) rc = jh_sample_measure(&without, e, &rest, scratch);
    if (rc) return rc;
    out->why = jh_why_join(all.why, without.why);
    out->range = out->why ? JH_ANYTHING : jh_interval_sub(all.range, without.range);
    return JH_OK;
}
