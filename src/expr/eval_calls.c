/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/eval.h"

#include "base/interval_inline.h"

#include <math.h>

/* ---- of one number -------------------------------------------------------------------- */

static const double ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12 };

static jh_interval log_of(jh_interval a)
{
    jh_interval out = { a.lo > 0.0 ? log(a.lo) : -INFINITY, log(fmax(a.hi, 0.0)) };

    if (a.lo == 1.0 && a.hi == 1.0) return jh_interval_exact(0.0);
    return jh_interval_widen(out, 2);
}

static jh_interval exp_of(jh_interval a)
{
    jh_interval out = jh_interval_widen((jh_interval){ exp(a.lo), exp(a.hi) }, 2);

    if (a.lo == 0.0 && a.hi == 0.0) return jh_interval_exact(1.0);
    return (jh_interval){ fmax(0.0, out.lo), out.hi };
}

/* Whole parts: the same for both ends, or exact arithmetic says. */
static bool whole_part(jh_interval *out, jh_interval a, jh_function function)
{
    double lo = function == JH_FUNCTION_CEIL ? ceil(a.lo) : floor(a.lo);
    double hi = function == JH_FUNCTION_CEIL ? ceil(a.hi) : floor(a.hi);

    *out = (jh_interval){ lo, hi };
    return lo == hi;
}

/* Half up away from zero at x->code places. */
static bool rounded(jh_interval *out, jh_interval a, int places)
{
    jh_interval unit = jh_interval_exact(ten[places < 0 ? -places : places]), scaled, half;
    jh_interval slack;

    scaled = places < 0 ? jh_interval_div(a, unit) : jh_interval_mul(a, unit);
    half = jh_interval_add(jh_interval_abs(scaled), jh_interval_exact(0.5));
    if ((a.lo >= 0.0 || a.hi <= 0.0) && half.hi < 0x1p53 && floor(half.lo) == floor(half.hi)) {
        half = jh_interval_exact(floor(half.lo));
        if (a.hi <= 0.0) half = jh_interval_neg(half);
        *out = places < 0 ? jh_interval_mul(half, unit) : jh_interval_div(half, unit);
        return true;
    }
    slack = places < 0 ? jh_interval_mul(unit, jh_interval_exact(0.5))
                       : jh_interval_div(jh_interval_exact(0.5), unit);
    *out = jh_interval_add(a, (jh_interval){ -slack.hi, slack.hi });
    if (a.lo >= 0.0 && out->lo < 0.0) out->lo = 0.0;
    return false;
}

/* Does the function have a value there? 1 yes, 0 no, −1 the sign must be known exactly. */
static int in_domain(jh_function function, jh_interval a)
{
    bool zero_too = function == JH_FUNCTION_SQRT;

    switch (function) {
    case JH_FUNCTION_SQRT:
    case JH_FUNCTION_LOG:
    case JH_FUNCTION_LOG10:
        if (a.lo > 0.0 || (zero_too && a.lo == 0.0)) return 1;
        if (a.hi < 0.0 || (!zero_too && a.hi == 0.0)) return 0;
        return -1;
    case JH_FUNCTION_EXP: return a.lo >= -JH_EXP_MAX && a.hi <= JH_EXP_MAX;
    default: return 1;
    }
}

static bool apply(jh_interval *a, jh_function function, int places)
{
    jh_interval from = *a;

    switch (function) {
    case JH_FUNCTION_ABS: *a = jh_interval_abs(from); return true;
    case JH_FUNCTION_SQRT: *a = jh_interval_sqrt(from); return true;
    case JH_FUNCTION_LOG: *a = log_of(from); return true;
    case JH_FUNCTION_LOG10:
        *a = jh_interval_div(log_of(from), log_of(jh_interval_exact(10.0)));
        return true;
    case JH_FUNCTION_EXP: *a = exp_of(from); return true;
    case JH_FUNCTION_ROUND: return rounded(a, from, places);
    default: return whole_part(a, from, function);
    }
}

static jh_code apply_row(jh_number *a, const jh_evaluation *e, const jh_expr *x, jh_span row,
                         jh_arena scratch)
{
    jh_function function = (jh_function)x->function;
    int domain, sign = 1;
    jh_code rc;

    if (jh_why_is_undefined(a->why)) return JH_OK;
    domain = in_domain(function, a->range);
    if (domain < 0 && a->why) { /* missing, and may lie outside */
        if (function != JH_FUNCTION_SQRT) a->range.lo = fmax(a->range.lo, 0.0);
        domain = 1;
    }
    if (domain < 0) {
        rc = jh_eval_sign(&sign, e, x->children[0], row, scratch);
        if (rc) return rc;
        domain = sign > 0 || (sign == 0 && function == JH_FUNCTION_SQRT);
    }
    if (!domain) {
        *a = jh_number_undefined(a->why ? a->why : JH_OUT_OF_DOMAIN);
        return JH_OK;
    }
    if (apply(&a->range, function, x->code) || a->why) return JH_OK;
    return jh_eval_through_exact(a, e, x, row, scratch);
}

static jh_code map_rows(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                        jh_arena scratch)
{
    size_t i;
    jh_code rc = jh_eval_numbers(out, e, x->children[0], at, scratch);

    for (i = 0; !rc && i < at.rows.count; i++)
        rc = apply_row(&out[i], e, x, jh_span_row(at, at.rows.first + i), scratch);
    return rc;
}

/* ---- of several numbers --------------------------------------------------------------- */

static jh_code extreme_rows(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    jh_number *next = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    bool greatest = x->function == JH_FUNCTION_GREATEST;
    size_t i, j;
    jh_code rc;

    if (!next) return jh_no_memory(e->err);
    rc = jh_eval_numbers(out, e, x->children[0], at, scratch);
    for (j = 1; !rc && j < x->child_count; j++) {
        rc = jh_eval_numbers(next, e, x->children[j], at, scratch);
        for (i = 0; !rc && i < at.rows.count; i++) {
            if (jh_why_is_undefined(next[i].why) || jh_why_is_undefined(out[i].why))
                out[i].range = JH_ANYTHING;
            else
                out[i].range = greatest ? jh_interval_max(out[i].range, next[i].range)
                                        : jh_interval_min(out[i].range, next[i].range);
            out[i].why = jh_why_join(out[i].why, next[i].why);
        }
    }
    return rc;
}

/* points(x, full): what does not apply costs nothing; what is missing, or cannot be computed at
 * all, may still be anything from 0 to full, so that sums of points keep their bounds. */
static jh_number points_of(jh_number x, jh_number full)
{
    jh_interval none = jh_interval_exact(0.0);
    jh_interval most = jh_interval_max(full.range, none);
    jh_number out = { jh_interval_min(jh_interval_max(x.range, none), most),
                      jh_why_first(x.why, full.why) };

    if (x.why == JH_NOT_ASKED) return full;
    if (jh_why_is_undefined(full.why)) return full;
    if (jh_why_is_undefined(out.why)) out.why = JH_NOT_REPORTED;
    return out;
}

static jh_code points_rows(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                           jh_arena scratch)
{
    jh_number *full = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    size_t i;
    jh_code rc;

    if (!full) return jh_no_memory(e->err);
    rc = jh_eval_numbers(out, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_numbers(full, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) out[i] = points_of(out[i], full[i]);
    return rc;
}

/* mod and power(x, y) are rare: one row after the other, exactly. */
static jh_code exact_rows(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                          jh_arena scratch)
{
    jh_number *b = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    size_t i;
    jh_why why;
    jh_code rc;

    if (!b) return jh_no_memory(e->err);
    rc = jh_eval_numbers(out, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_numbers(b, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) {
        why = jh_why_join(out[i].why, b[i].why);
        if (why)
            out[i] = jh_number_undefined(why);
        else
            rc = jh_eval_through_exact(&out[i], e, x, jh_span_row(at, at.rows.first + i), scratch);
    }
    return rc;
}

/* ---- numbers of claims, texts, dates -------------------------------------------------- */

/* How many are yes; unknown ones leave a range; what does not apply is not counted. */
static jh_code count_claims(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    jh_claim *claims = JH_NEW_ARRAY(&scratch, jh_claim, at.rows.count);
    size_t i, j;
    jh_code rc = JH_OK;

    if (!claims) return jh_no_memory(e->err);
    for (i = 0; i < at.rows.count; i++) out[i] = jh_number_present((jh_decimal){ 0 });
    for (j = 0; !rc && j < x->child_count; j++) {
        rc = jh_eval_claims(claims, e, x->children[j], at, scratch);
        for (i = 0; !rc && i < at.rows.count; i++) {
            if (claims[i].truth == JH_YES) out[i].range.lo += 1.0;
            if (claims[i].truth == JH_YES || claims[i].truth == JH_UNKNOWN) out[i].range.hi += 1.0;
            if (claims[i].truth == JH_UNKNOWN) out[i].why = jh_why_first(out[i].why, claims[i].why);
        }
    }
    return rc;
}

static jh_code text_lengths(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    jh_text *texts = JH_NEW_ARRAY(&scratch, jh_text, at.rows.count);
    const char *p;
    size_t i;
    int64_t length;
    jh_code rc;

    if (!texts) return jh_no_memory(e->err);
    rc = jh_eval_texts(texts, e, x->children[0], at, &scratch);
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (!texts[i].at) {
            out[i] = jh_number_missing(JH_NOT_REPORTED, JH_NOT_NEGATIVE);
            continue;
        }
        for (p = texts[i].at, length = 0; p < texts[i].at + texts[i].size; length++)
            jh_text_next(&p, texts[i].at + texts[i].size);
        out[i] = jh_number_present(JH_DECIMAL(length));
    }
    return rc;
}

static jh_code date_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    int32_t *a = JH_NEW_ARRAY(&scratch, int32_t, at.rows.count);
    int32_t *b = JH_NEW_ARRAY(&scratch, int32_t, at.rows.count);
    bool is_year = x->function == JH_FUNCTION_YEAR;
    size_t i;
    jh_code rc;

    if (!a || !b) return jh_no_memory(e->err);
    rc = jh_eval_words(a, e, x->children[0], at, scratch);
    if (!rc && !is_year) rc = jh_eval_words(b, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (a[i] == INT32_MIN || b[i] == INT32_MIN)
            out[i] = jh_number_missing(JH_NOT_REPORTED, JH_ANYTHING);
        else if (is_year)
            out[i] = jh_number_present(JH_DECIMAL(jh_date_year((jh_date){ a[i] })));
        else
            out[i] = jh_number_present(JH_DECIMAL((int64_t)b[i] - a[i]));
    }
    return rc;
}

jh_code jh_eval_call_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                             jh_arena scratch)
{
    const jh_results results = { JH_TYPE_NUMBER, out };

    switch (x->function) {
    case JH_FUNCTION_IF: return jh_eval_if(results, e, x, at, &scratch);
    case JH_FUNCTION_FIRST_PRESENT: return jh_eval_first_present(results, e, x, at, &scratch);
    case JH_FUNCTION_GREATEST:
    case JH_FUNCTION_LEAST: return extreme_rows(out, e, x, at, scratch);
    case JH_FUNCTION_POINTS: return points_rows(out, e, x, at, scratch);
    case JH_FUNCTION_MOD:
    case JH_FUNCTION_POWER: return exact_rows(out, e, x, at, scratch);
    case JH_FUNCTION_COUNT_OF: return count_claims(out, e, x, at, scratch);
    case JH_FUNCTION_LENGTH: return text_lengths(out, e, x, at, scratch);
    case JH_FUNCTION_YEAR:
    case JH_FUNCTION_DAYS_BETWEEN: return date_numbers(out, e, x, at, scratch);
    case JH_FUNCTION_PERIOD: return jh_eval_period_of(results, e, x, at, &scratch);
    default: return map_rows(out, e, x, at, scratch);
    }
}
