/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/eval.h"

#include "base/interval_inline.h"

/* ---- rows ----------------------------------------------------------------------------- */

jh_span jh_span_above(const jh_source *source, jh_span at, jh_level level)
{
    size_t first, last;

    if (at.rows.count == 0) return (jh_span){ level, { 0, 0 } };
    if (level == JH_COUNTY) return (jh_span){ level, { 0, 1 } };
    first = source->above(source->self, at.level, at.rows.first, level);
    last = source->above(source->self, at.level, at.rows.first + at.rows.count - 1, level);
    return (jh_span){ level, { first, last - first + 1 } };
}

jh_span jh_span_row(jh_span at, size_t row)
{
    return (jh_span){ at.level, { row, 1 } };
}

int32_t jh_word_missing(jh_type type)
{
    return type == JH_TYPE_DATE ? INT32_MIN : -1;
}

bool jh_eval_period(jh_evaluation *out, const jh_evaluation *e, const jh_expr *x)
{
    *out = *e;
    if (x->code == 0) return true;
    out->source = e->source->period ? e->source->period(e->source->self, x->code) : NULL;
    return out->source != NULL;
}

static jh_slice slice_of(const jh_expr *x, jh_span at)
{
    return (jh_slice){ x->symbol.column, x->stage, at.level, at.rows };
}

static bool is_spread(const jh_expr *x, jh_span at)
{
    return x->level < at.level && x->op != JH_OP_LITERAL;
}

/* ---- arithmetic ----------------------------------------------------------------------- */

/* A missing side: the range goes through the same operation, the reason comes along. */
static jh_number joined(jh_number a, jh_number b, jh_interval range)
{
    jh_why why = jh_why_join(a.why, b.why);

    if (jh_why_is_undefined(a.why) || jh_why_is_undefined(b.why)) range = JH_ANYTHING;
    return (jh_number){ range, why };
}

#define ROW_LOOP(operation)                                                                        \
    for (i = 0; i < count; i++) {                                                                  \
        jh_interval range = operation(a[i].range, b[i].range);                                     \
        if (a[i].why || b[i].why)                                                                  \
            a[i] = joined(a[i], b[i], range);                                                      \
        else                                                                                       \
            a[i].range = range;                                                                    \
    }

static void combine_rows(jh_op op, jh_number *a, const jh_number *b, size_t count)
{
    size_t i;

    if (op == JH_OP_ADD)
        ROW_LOOP(jh_fast_add)
    else if (op == JH_OP_SUBTRACT)
        ROW_LOOP(jh_fast_sub)
    else
        ROW_LOOP(jh_fast_mul)
}

/* b.why is JH_PRESENT and 0 lies in its range: is it 0? */
static jh_code divide_near_zero(jh_number *a, jh_number b, const jh_expr *x, const jh_exactly *at,
                                jh_arena scratch)
{
    jh_exact exact;
    jh_why why = JH_PRESENT;
    int sign = 0;
    jh_code rc = JH_OK;

    if (b.range.lo != 0.0 || b.range.hi != 0.0)
        rc = jh_eval_sign(&sign, at->e, x->children[1], at->row, scratch);
    if (rc) return rc;
    if (sign == 0) {
        if (x->op == JH_OP_CALL || a->why == JH_NOT_ASKED) /* ratio() */
            *a = jh_number_undefined(JH_NOT_ASKED);
        else
            *a = jh_number_undefined(JH_BAD_DENOMINATOR);
        return JH_OK;
    }
    jh_exact_init(&exact);
    rc = jh_eval_exact(&exact, &why, x->children[1], at, scratch);
    if (!rc) *a = joined(*a, b, jh_interval_div(a->range, jh_exact_interval(&exact)));
    jh_exact_clear(&exact);
    return rc;
}

/* a / b for all rows of `at`. */
static jh_code divide_rows(jh_number *a, const jh_number *b, const jh_expr *x, const jh_exactly *at,
                           jh_arena scratch)
{
    jh_exactly row = *at;
    jh_interval range;
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; !rc && i < at->row.rows.count; i++) {
        if (!b[i].why && b[i].range.lo <= 0.0 && b[i].range.hi >= 0.0) {
            row.row = jh_span_row(at->row, at->row.rows.first + i);
            rc = divide_near_zero(&a[i], b[i], x, &row, scratch);
            continue;
        }
        range = jh_fast_div(a[i].range, b[i].range);
        /* a gap that may be 0 leaves open whether ratio() applies at all: nothing is decided */
        if (x->op == JH_OP_CALL && b[i].why && b[i].range.lo <= 0.0 && b[i].range.hi >= 0.0)
            range = JH_ANYTHING;
        if (a[i].why || b[i].why)
            a[i] = joined(a[i], b[i], range);
        else
            a[i].range = range;
    }
    return rc;
}

static jh_code eval_binary(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                           jh_arena scratch)
{
    jh_number *right = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    jh_code rc;

    if (!right) return jh_no_memory(e->err);
    rc = jh_eval_numbers(out, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_numbers(right, e, x->children[1], at, scratch);
    if (rc) return rc;
    if (x->op == JH_OP_DIVIDE || x->op == JH_OP_CALL)
        return divide_rows(out, right, x, &(jh_exactly){ e, at, JH_BITS_FIRST }, scratch);
    combine_rows(x->op, out, right, at.rows.count);
    return JH_OK;
}

static jh_interval interval_power(jh_interval a, int exponent)
{
    jh_interval out = jh_interval_exact(1.0), factor;

    if (exponent % 2 == 0 && a.lo < 0.0) a = jh_interval_abs(a);
    for (factor = a; exponent; exponent /= 2) {
        if (exponent % 2) out = jh_interval_mul(out, factor);
        if (exponent > 1) factor = jh_interval_mul(factor, factor);
    }
    return out;
}

/* x^n; x^-n = 1/x^n, so 0 to a negative power is a bad denominator. */
static jh_code eval_power(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                          jh_arena scratch)
{
    int exponent = x->code < 0 ? -x->code : x->code, sign = 1;
    size_t i;
    jh_code rc = jh_eval_numbers(out, e, x->children[0], at, scratch);

    for (i = 0; !rc && i < at.rows.count; i++) {
        jh_number *a = &out[i];

        if (x->code < 0 && !a->why && a->range.lo <= 0.0 && a->range.hi >= 0.0) {
            rc =
                jh_eval_sign(&sign, e, x->children[0], jh_span_row(at, at.rows.first + i), scratch);
            if (!rc && sign == 0) {
                *a = jh_number_undefined(JH_BAD_DENOMINATOR);
                continue;
            }
        }
        a->range = interval_power(a->range, exponent);
        if (x->code < 0) a->range = jh_interval_div(jh_interval_exact(1.0), a->range);
    }
    return rc;
}

static jh_code eval_convert(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    jh_interval up, down;
    size_t i;
    jh_code rc = jh_eval_numbers(out, e, x->children[0], at, scratch);

    up = jh_interval_widen(jh_interval_exact((double)x->factor_up), x->factor_up > 1L << 53);
    down = jh_interval_widen(jh_interval_exact((double)x->factor_down), x->factor_down > 1L << 53);
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (jh_why_is_undefined(out[i].why)) continue;
        if (x->factor_up != 1) out[i].range = jh_fast_mul(out[i].range, up);
        if (x->factor_down != 1) out[i].range = jh_fast_div(out[i].range, down);
    }
    return rc;
}

/* ---- numbers -------------------------------------------------------------------------- */

static void fill_numbers(jh_number *out, size_t count, jh_number value)
{
    size_t i;

    for (i = 0; i < count; i++) out[i] = value;
}

static jh_code eval_negate(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                           jh_arena scratch)
{
    size_t i;
    jh_code rc = jh_eval_numbers(out, e, x->children[0], at, scratch);

    for (i = 0; !rc && i < at.rows.count; i++) out[i].range = jh_interval_neg(out[i].range);
    return rc;
}

jh_code jh_eval_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                        jh_arena scratch)
{
    const jh_results results = { JH_TYPE_NUMBER, out };
    const jh_source *s = e->source;
    jh_slice of;

    if (at.rows.count == 0) return JH_OK;
    if (x->op == JH_OP_DEFINED) return jh_eval_named(results, e, x->symbol.defined, at, scratch);
    if (is_spread(x, at)) return jh_eval_spread(results, e, x, at, &scratch);
    of = slice_of(x, at);
    switch (x->op) {
    case JH_OP_LITERAL:
        fill_numbers(out, at.rows.count, jh_number_present(x->number));
        return JH_OK;
    case JH_OP_COLUMN: return s->numbers(s->self, &of, out);
    case JH_OP_NEGATE: return eval_negate(out, e, x, at, scratch);
    case JH_OP_ADD:
    case JH_OP_SUBTRACT:
    case JH_OP_MULTIPLY:
    case JH_OP_DIVIDE: return eval_binary(out, e, x, at, scratch);
    case JH_OP_POWER: return eval_power(out, e, x, at, scratch);
    case JH_OP_CONVERT: return eval_convert(out, e, x, at, scratch);
    case JH_OP_CALL:
        if (x->function == JH_FUNCTION_RATIO) return eval_binary(out, e, x, at, scratch);
        return jh_eval_call_numbers(out, e, x, at, scratch);
    case JH_OP_SET: return jh_eval_set_numbers(out, e, x, at, scratch);
    default: break; /* claims: the checker keeps them out */
    }
    return jh_fail(e->err, JH_BUG, SAY_EXPR_BUG, NULL, NULL);
}

/* ---- claims --------------------------------------------------------------------------- */

/* What the order of two numbers makes of a comparison. */
static bool holds(jh_op op, int order)
{
    switch (op) {
    case JH_OP_EQUAL: return order == 0;
    case JH_OP_NOT_EQUAL: return order != 0;
    case JH_OP_LESS: return order < 0;
    case JH_OP_AT_MOST: return order <= 0;
    case JH_OP_GREATER: return order > 0;
    default: return order >= 0;
    }
}

/* 1 yes, 0 no, −1 the enclosures do not decide. */
static inline int decided(jh_op op, jh_interval a, jh_interval b)
{
    bool below = a.hi<b.lo, above = a.lo> b.hi;
    bool same = a.lo == a.hi && b.lo == b.hi && a.lo == b.lo;

    if (below || above || same) return holds(op, below ? -1 : above);
    if (op == JH_OP_AT_MOST || op == JH_OP_GREATER) {
        if (a.hi <= b.lo) return op == JH_OP_AT_MOST;
        return -1;
    }
    if (op == JH_OP_AT_LEAST || op == JH_OP_LESS) {
        if (a.lo >= b.hi) return op == JH_OP_AT_LEAST;
        return -1;
    }
    return -1;
}

typedef struct pair {
    jh_number a, b;
} pair;

static jh_code compare_row(jh_claim *out, pair p, const jh_expr *x, const jh_exactly *at,
                           jh_arena scratch)
{
    jh_number a = p.a, b = p.b;
    jh_why why = jh_why_join(a.why, b.why);
    int answer = decided(x->op, a.range, b.range), order;
    jh_code rc;

    if (why == JH_NOT_ASKED) {
        *out = (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    } else if (jh_why_is_undefined(a.why) || jh_why_is_undefined(b.why)) {
        *out = (jh_claim){ JH_UNKNOWN, why };
    } else if (answer >= 0) {
        *out = jh_claim_of(answer);
    } else if (why) {
        *out = (jh_claim){ JH_UNKNOWN, why };
    } else {
        rc = jh_eval_order(&order, at->e, x, at->row, scratch);
        if (rc) return rc;
        *out = jh_claim_of(holds(x->op, order));
    }
    return JH_OK;
}

static jh_code compare_numbers(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                               jh_arena scratch)
{
    jh_number *a = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    jh_number *b = JH_NEW_ARRAY(&scratch, jh_number, at.rows.count);
    jh_exactly row = { .e = e };
    size_t i;
    int answer;
    jh_code rc;

    if (!a || !b) return jh_no_memory(e->err);
    rc = jh_eval_numbers(a, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_numbers(b, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) {
        answer = a[i].why || b[i].why ? -1 : decided(x->op, a[i].range, b[i].range);
        if (answer >= 0) {
            out[i] = jh_claim_of(answer);
            continue;
        }
        row.row = jh_span_row(at, at.rows.first + i);
        rc = compare_row(&out[i], (pair){ a[i], b[i] }, x, &row, scratch);
    }
    return rc;
}

static jh_code compare_words(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                             jh_arena scratch)
{
    int32_t *a = JH_NEW_ARRAY(&scratch, int32_t, at.rows.count);
    int32_t *b = JH_NEW_ARRAY(&scratch, int32_t, at.rows.count);
    int32_t missing = jh_word_missing(x->children[0]->type);
    size_t i;
    jh_code rc;

    if (!a || !b) return jh_no_memory(e->err);
    rc = jh_eval_words(a, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_words(b, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++)
        out[i] = a[i] == missing || b[i] == missing
                     ? (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED }
                     : jh_claim_of(holds(x->op, (a[i] > b[i]) - (a[i] < b[i])));
    return rc;
}

static jh_code compare_texts(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
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
        out[i] = !a[i].at || !b[i].at ? (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED }
                                      : jh_claim_of(holds(x->op, jh_text_compare(a[i], b[i])));
    return rc;
}

/* yes = yes, no = no; what is unknown or does not apply stays so. */
static jh_code compare_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                              jh_arena scratch)
{
    jh_claim *b = JH_NEW_ARRAY(&scratch, jh_claim, at.rows.count);
    size_t i;
    jh_code rc;

    if (!b) return jh_no_memory(e->err);
    rc = jh_eval_claims(out, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_claims(b, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (out[i].truth == JH_DOES_NOT_APPLY || b[i].truth == JH_DOES_NOT_APPLY)
            out[i] = (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
        else if (out[i].truth == JH_UNKNOWN || b[i].truth == JH_UNKNOWN)
            out[i] = (jh_claim){ JH_UNKNOWN, jh_why_first(out[i].why, b[i].why) };
        else
            out[i] = jh_claim_of((out[i].truth == b[i].truth) == (x->op == JH_OP_EQUAL));
    }
    return rc;
}

static jh_code eval_compare(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                            jh_arena scratch)
{
    switch (x->children[0]->type) {
    case JH_TYPE_NUMBER: return compare_numbers(out, e, x, at, scratch);
    case JH_TYPE_CLAIM: return compare_claims(out, e, x, at, scratch);
    case JH_TYPE_TEXT: return compare_texts(out, e, x, at, scratch);
    default: return compare_words(out, e, x, at, scratch);
    }
}

static jh_code eval_in(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                       jh_arena scratch)
{
    int32_t *a = JH_NEW_ARRAY(&scratch, int32_t, at.rows.count);
    size_t i, j;
    bool found;
    jh_code rc;

    if (!a) return jh_no_memory(e->err);
    rc = jh_eval_words(a, e, x->children[0], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) {
        for (found = false, j = 1; j < x->child_count; j++)
            found = found || x->children[j]->code == a[i];
        out[i] = a[i] < 0 ? (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED } : jh_claim_of(found);
    }
    return rc;
}

static jh_code eval_logic(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                          jh_arena scratch)
{
    jh_claim *b = JH_NEW_ARRAY(&scratch, jh_claim, at.rows.count);
    size_t i;
    jh_code rc;

    if (!b) return jh_no_memory(e->err);
    rc = jh_eval_claims(out, e, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_claims(b, e, x->children[1], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++)
        out[i] = x->op == JH_OP_AND ? jh_claim_and(out[i], b[i]) : jh_claim_or(out[i], b[i]);
    return rc;
}

static jh_code eval_not(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                        jh_arena scratch)
{
    size_t i;
    jh_code rc = jh_eval_claims(out, e, x->children[0], at, scratch);

    for (i = 0; !rc && i < at.rows.count; i++) out[i] = jh_claim_not(out[i]);
    return rc;
}

jh_code jh_eval_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                       jh_arena scratch)
{
    const jh_results results = { JH_TYPE_CLAIM, out };
    const jh_source *s = e->source;
    jh_slice of;
    size_t i;

    if (at.rows.count == 0) return JH_OK;
    if (x->op == JH_OP_DEFINED) return jh_eval_named(results, e, x->symbol.defined, at, scratch);
    if (is_spread(x, at)) return jh_eval_spread(results, e, x, at, &scratch);
    of = slice_of(x, at);
    switch (x->op) {
    case JH_OP_LITERAL:
        for (i = 0; i < at.rows.count; i++) out[i] = jh_claim_of(x->code == JH_YES);
        return JH_OK;
    case JH_OP_COLUMN: return s->claims(s->self, &of, out);
    case JH_OP_IN: return eval_in(out, e, x, at, scratch);
    case JH_OP_AND:
    case JH_OP_OR: return eval_logic(out, e, x, at, scratch);
    case JH_OP_NOT: return eval_not(out, e, x, at, scratch);
    case JH_OP_CALL: return jh_eval_call_claims(out, e, x, at, scratch);
    case JH_OP_SET: return jh_eval_set_claims(out, e, x, at, scratch);
    default: return eval_compare(out, e, x, at, scratch);
    }
}
