/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/eval.h"

#include <math.h>

/* ---- claims of row functions ---------------------------------------------------------- */

/* All yes: yes. All no: no. What does not apply has no voice. */
static jh_claim agree(jh_claim a, jh_claim b)
{
    if (a.truth == JH_DOES_NOT_APPLY) return b;
    if (b.truth == JH_DOES_NOT_APPLY || (a.truth == b.truth && a.truth != JH_UNKNOWN)) return a;
    if (a.truth == JH_UNKNOWN || b.truth == JH_UNKNOWN)
        return (jh_claim){ JH_UNKNOWN, jh_why_first(a.why, b.why) };
    return (jh_claim){ JH_UNKNOWN, JH_READINGS_DIFFER };
}

static jh_claim asked(jh_claim condition, jh_claim claim)
{
    if (condition.truth == JH_YES) return claim;
    if (condition.truth == JH_UNKNOWN) return condition;
    return (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
}

/* agree, asked: from left to right. */
static jh_code fold_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                           jh_arena scratch)
{
    jh_claim *b = JH_NEW_ARRAY(&scratch, jh_claim, at.rows.count);
    size_t i, j;
    jh_code rc;

    if (!b) return jh_no_memory(e->err);
    rc = jh_eval_claims(out, e, x->children[0], at, scratch);
    for (j = 1; !rc && j < x->child_count; j++) {
        rc = jh_eval_claims(b, e, x->children[j], at, scratch);
        for (i = 0; !rc && i < at.rows.count; i++)
            out[i] = x->function == JH_FUNCTION_AGREE ? agree(out[i], b[i]) : asked(out[i], b[i]);
    }
    return rc;
}

static jh_code missing_numbers(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                               jh_arena scratch)
{
    jh_number *a = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    size_t i;
    jh_code rc;

    if (!a) return jh_no_memory(e->err);
    rc = jh_eval_numbers(a, e, x, at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++)
        out[i] = jh_claim_of(a[i].why != JH_PRESENT && a[i].why != JH_NOT_ASKED);
    return rc;
}

static jh_code missing_words(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                             jh_arena scratch)
{
    int32_t *a = JH_NEW_ARRAY(&scratch, int32_t, at.rows.count);
    jh_text *t = JH_NEW_ARRAY(&scratch, jh_text, at.rows.count);
    bool is_text = x->type == JH_TYPE_TEXT;
    size_t i;
    jh_code rc;

    if (!a || !t) return jh_no_memory(e->err);
    rc = is_text ? jh_eval_texts(t, e, x, at, &scratch) : jh_eval_words(a, e, x, at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++)
        out[i] = jh_claim_of(is_text ? !t[i].at : a[i] == jh_word_missing(x->type));
    return rc;
}

/* isMissing: is there a gap? What does not apply is none. */
static jh_code is_missing(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                          jh_arena scratch)
{
    const jh_expr *of = x->children[0];
    size_t i;
    jh_code rc;

    if (of->type == JH_TYPE_NUMBER) return missing_numbers(out, e, of, at, scratch);
    if (of->type != JH_TYPE_CLAIM) return missing_words(out, e, of, at, scratch);
    rc = jh_eval_claims(out, e, of, at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) out[i] = jh_claim_of(out[i].truth == JH_UNKNOWN);
    return rc;
}

static bool text_test(uint16_t function, jh_text a, jh_text b)
{
    if (function == JH_FUNCTION_CONTAINS) return jh_text_contains(a, b);
    return function == JH_FUNCTION_STARTS_WITH ? jh_text_starts(a, b) : jh_text_ends(a, b);
}

static jh_code text_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                           jh_arena scratch)
{
    jh_text *a = JH_NEW_ARRAY(&scratch, jh_text, at.rows.count);
    jh_text *b = JH_NEW_ARRAY(&scratch, jh_text, at.rows.count);
    size_t i;
    jh_code rc;

    if (!a || !b) return jh_no_memory(e->err);
    rc = jh_eval_texts(a, e, x->children[0], at, &scratch);
    if (!rc) rc = jh_eval_texts(b, e, x->children[1], at, &scratch);
    for (i = 0; !rc && i < at.rows.count; i++)
        out[i] = a[i].at && b[i].at ? jh_claim_of(text_test(x->function, a[i], b[i]))
                                    : (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
    return rc;
}

jh_code jh_eval_call_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    const jh_results results = { JH_TYPE_CLAIM, out };

    switch (x->function) {
    case JH_FUNCTION_IF: return jh_eval_if(results, e, x, at, &scratch);
    case JH_FUNCTION_FIRST_PRESENT: return jh_eval_first_present(results, e, x, at, &scratch);
    case JH_FUNCTION_IS_MISSING: return is_missing(out, e, x, at, scratch);
    case JH_FUNCTION_PERIOD: return jh_eval_period_of(results, e, x, at, &scratch);
    case JH_FUNCTION_CONTAINS:
    case JH_FUNCTION_STARTS_WITH:
    case JH_FUNCTION_ENDS_WITH: return text_claims(out, e, x, at, scratch);
    default: return fold_claims(out, e, x, at, scratch);
    }
}

/* ---- codes and dates ------------------------------------------------------------------ */

static int small_whole(jh_number a)
{
    bool is_one = !a.why && a.range.lo == a.range.hi && fabs(a.range.lo) < 10000.0
                  && floor(a.range.lo) == a.range.lo;

    return is_one ? (int)a.range.lo : -1;
}

/* date(y, m, d): no such day = missing. */
static jh_code make_dates(int32_t *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                          jh_arena scratch)
{
    jh_number *parts = JH_NEW_ARRAY(&scratch, jh_number, 3 * at.rows.count);
    size_t i, n = at.rows.count;
    jh_code rc = JH_OK;

    if (!parts) return jh_no_memory(e->err);
    for (i = 0; !rc && i < 3; i++)
        rc = jh_eval_numbers(parts + i * n, e, x->children[i], at, scratch);
    for (i = 0; !rc && i < n; i++)
        out[i] = jh_date_make(small_whole(parts[i]), small_whole(parts[n + i]),
                              small_whole(parts[2 * n + i]))
                     .days;
    return rc;
}

jh_code jh_eval_words(int32_t *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                      jh_arena scratch)
{
    const jh_results results = { x->type, out };
    const jh_slice of = { x->symbol.column, x->stage, at.level, at.rows };
    size_t i;

    if (at.rows.count == 0) return JH_OK;
    if (x->level < at.level && x->op != JH_OP_LITERAL)
        return jh_eval_spread(results, e, x, at, &scratch);
    if (x->op == JH_OP_COLUMN) return e->source->codes(e->source->self, &of, out);
    if (x->op == JH_OP_DEFINED) return jh_eval_words(out, e, x->symbol.defined, at, scratch);
    if (x->op == JH_OP_LITERAL) {
        for (i = 0; i < at.rows.count; i++)
            out[i] = x->type == JH_TYPE_DATE ? x->date.days : x->code;
        return JH_OK;
    }
    switch (x->function) {
    case JH_FUNCTION_IF: return jh_eval_if(results, e, x, at, &scratch);
    case JH_FUNCTION_DATE: return make_dates(out, e, x, at, scratch);
    case JH_FUNCTION_PERIOD: return jh_eval_period_of(results, e, x, at, &scratch);
    default: return jh_eval_first_present(results, e, x, at, &scratch);
    }
}

/* ---- texts ---------------------------------------------------------------------------- */

static jh_code append_texts(jh_text *out, const jh_text *more, size_t count, jh_arena *keep,
                            jh_error *err)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (out[i].at && more[i].at) {
            out[i] = jh_text_format(keep, "%.*s%.*s", JH_TEXT_ARGS(out[i]), JH_TEXT_ARGS(more[i]));
            if (!out[i].at) return jh_no_memory(err);
        } else {
            out[i] = (jh_text){ NULL, 0 };
        }
    }
    return JH_OK;
}

/* concat: from left to right. */
static jh_code concat_texts(jh_text *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena *keep)
{
    jh_text *next = JH_NEW_ARRAY(keep, jh_text, at.rows.count);
    size_t j;
    jh_code rc;

    if (!next) return jh_no_memory(e->err);
    rc = jh_eval_texts(out, e, x->children[0], at, keep);
    for (j = 1; !rc && j < x->child_count; j++) {
        rc = jh_eval_texts(next, e, x->children[j], at, keep);
        if (!rc) rc = append_texts(out, next, at.rows.count, keep, e->err);
    }
    return rc;
}

jh_code jh_eval_texts(jh_text *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                      jh_arena *keep)
{
    const jh_results results = { JH_TYPE_TEXT, out };
    const jh_slice of = { x->symbol.column, x->stage, at.level, at.rows };
    size_t i;

    if (at.rows.count == 0) return JH_OK;
    if (x->level < at.level && x->op != JH_OP_LITERAL)
        return jh_eval_spread(results, e, x, at, keep);
    if (x->op == JH_OP_COLUMN) return e->source->texts(e->source->self, &of, out);
    if (x->op == JH_OP_DEFINED) return jh_eval_texts(out, e, x->symbol.defined, at, keep);
    if (x->op == JH_OP_LITERAL) {
        for (i = 0; i < at.rows.count; i++) out[i] = x->text;
        return JH_OK;
    }
    switch (x->function) {
    case JH_FUNCTION_IF: return jh_eval_if(results, e, x, at, keep);
    case JH_FUNCTION_PERIOD: return jh_eval_period_of(results, e, x, at, keep);
    case JH_FUNCTION_FIRST_PRESENT: return jh_eval_first_present(results, e, x, at, keep);
    default: return concat_texts(out, e, x, at, keep);
    }
}
