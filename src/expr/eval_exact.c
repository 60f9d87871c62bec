/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/eval.h"

jh_code jh_eval_undecided(const jh_evaluation *e)
{
    return jh_fail(e->err, JH_BAD_INPUT, SAY_EXPR_UNDECIDED, NULL, NULL);
}

/* ---- one node ------------------------------------------------------------------------- */

static jh_code guard(const jh_evaluation *e, const jh_exact *a, const jh_exact *b, size_t times)
{
    size_t size = jh_exact_size(a) + (b ? jh_exact_size(b) : 0);

    return size > JH_EXACT_SIZE_MAX / times ? jh_eval_undecided(e) : JH_OK;
}

static jh_code exact_binary(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                            jh_arena scratch)
{
    bool is_division = x->op == JH_OP_DIVIDE || x->op == JH_OP_CALL; /* ratio() */
    jh_exact b;
    jh_why other = JH_PRESENT;
    jh_code rc;

    jh_exact_init(&b);
    rc = jh_eval_exact(out, why, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_exact(&b, &other, x->children[1], at, scratch);
    if (rc) goto done;
    if (is_division && !other && jh_exact_sign(&b) == 0) {
        *why = x->op == JH_OP_CALL || *why == JH_NOT_ASKED ? JH_NOT_ASKED : JH_BAD_DENOMINATOR;
        goto done;
    }
    *why = jh_why_join(*why, other);
    if (*why) goto done;
    rc = guard(at->e, out, &b, 1);
    if (rc) goto done;
    if (x->op == JH_OP_ADD) {
        jh_exact_add(out, out, &b);
    } else if (x->op == JH_OP_SUBTRACT) {
        jh_exact_sub(out, out, &b);
    } else if (x->op == JH_OP_MULTIPLY) {
        jh_exact_mul(out, out, &b);
    } else if (!jh_exact_div(out, out, &b)) {
        rc = JH_CONFLICT; /* not enough bits: the caller doubles them */
    }
done:
    jh_exact_clear(&b);
    return rc;
}

static jh_code exact_power(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                           jh_arena scratch)
{
    int exponent = x->code < 0 ? -x->code : x->code, sign;
    jh_exact factor;
    jh_code rc = jh_eval_exact(out, why, x->children[0], at, scratch);

    if (rc || *why) return rc;
    rc = guard(at->e, out, NULL, (size_t)(exponent ? exponent : 1));
    if (rc) return rc;
    sign = jh_exact_sign(out);
    if (x->code < 0 && sign == 0) {
        *why = JH_BAD_DENOMINATOR;
        return JH_OK;
    }
    if (sign == 2 && (x->code < 0 || exponent % 2 == 0)) return JH_CONFLICT;
    jh_exact_init(&factor);
    jh_exact_set(&factor, out);
    jh_exact_set_ratio(out, 1, 1);
    for (; exponent > 0; exponent--) jh_exact_mul(out, out, &factor);
    if (x->code < 0) {
        jh_exact_set(&factor, out);
        jh_exact_set_ratio(out, 1, 1);
        if (!jh_exact_div(out, out, &factor)) rc = JH_CONFLICT;
    }
    jh_exact_clear(&factor);
    return rc;
}

static jh_code exact_convert(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                             jh_arena scratch)
{
    jh_exact factor;
    jh_code rc = jh_eval_exact(out, why, x->children[0], at, scratch);

    if (rc || *why) return rc;
    jh_exact_init(&factor);
    jh_exact_set_ratio(&factor, x->factor_up, x->factor_down);
    jh_exact_mul(out, out, &factor);
    jh_exact_clear(&factor);
    return JH_OK;
}

static jh_code exact_negate(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                            jh_arena scratch)
{
    jh_exact zero;
    jh_code rc = jh_eval_exact(out, why, x->children[0], at, scratch);

    if (rc || *why) return rc;
    jh_exact_init(&zero);
    jh_exact_sub(out, &zero, out);
    jh_exact_clear(&zero);
    return JH_OK;
}

/* ---- row functions -------------------------------------------------------------------- */

static jh_code exact_if(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                        jh_arena scratch)
{
    jh_claim condition = { JH_UNKNOWN, JH_NOT_REPORTED };
    jh_code rc = jh_eval_claims(&condition, at->e, x->children[0], at->row, scratch);

    if (rc) return rc;
    if (condition.truth == JH_YES || condition.truth == JH_NO)
        return jh_eval_exact(out, why, x->children[condition.truth == JH_YES ? 1 : 2], at, scratch);
    *why = condition.why ? condition.why : JH_NOT_REPORTED;
    return JH_OK;
}

static jh_code exact_first_present(jh_exact *out, jh_why *why, const jh_expr *x,
                                   const jh_exactly *at, jh_arena scratch)
{
    jh_why next = JH_NOT_ASKED;
    size_t j;
    jh_code rc = JH_OK;

    *why = JH_NOT_ASKED;
    for (j = 0; !rc && *why && j < x->child_count; j++) {
        rc = jh_eval_exact(out, &next, x->children[j], at, scratch);
        if (!next || *why == JH_NOT_ASKED) *why = next;
    }
    return rc;
}

static jh_code exact_extreme(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                             jh_arena scratch)
{
    jh_exact next;
    jh_why other = JH_PRESENT;
    size_t j;
    int wanted = x->function == JH_FUNCTION_GREATEST ? 1 : -1;
    jh_code rc = jh_eval_exact(out, why, x->children[0], at, scratch);

    jh_exact_init(&next);
    for (j = 1; !rc && j < x->child_count; j++) {
        rc = jh_eval_exact(&next, &other, x->children[j], at, scratch);
        if (rc) break;
        *why = jh_why_join(*why, other);
        if (*why) continue;
        jh_exact_extreme(out, &next, wanted);
    }
    jh_exact_clear(&next);
    return rc;
}

/* points(x, full): between 0 and full; full where x does not apply. */
static jh_code exact_points(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                            jh_arena scratch)
{
    jh_exact full, none;
    jh_why other = JH_PRESENT;
    jh_code rc;

    jh_exact_init(&full);
    jh_exact_init(&none);
    rc = jh_eval_exact(out, why, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_exact(&full, &other, x->children[1], at, scratch);
    if (rc) goto done;
    if (*why == JH_NOT_ASKED) {
        *why = other;
        jh_exact_set(out, &full);
        goto done;
    }
    *why = *why >= JH_BAD_DENOMINATOR ? JH_NOT_REPORTED : jh_why_first(*why, other);
    if (*why) goto done;
    jh_exact_set_ratio(&none, 0, 1);
    jh_exact_extreme(&full, &none, 1);
    jh_exact_extreme(out, &none, 1);
    jh_exact_extreme(out, &full, -1);
done:
    jh_exact_clear(&full);
    jh_exact_clear(&none);
    return rc;
}

/* a − b × floor(a / b) */
static jh_code exact_mod(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                         jh_arena scratch)
{
    jh_exact b, quotient;
    jh_why other = JH_PRESENT;
    jh_code rc;

    jh_exact_init(&b);
    jh_exact_init(&quotient);
    rc = jh_eval_exact(out, why, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_exact(&b, &other, x->children[1], at, scratch);
    if (rc) goto done;
    *why = jh_why_join(*why, other);
    if (!*why && jh_exact_sign(&b) == 0) *why = JH_BAD_DENOMINATOR;
    if (*why) goto done;
    rc = guard(at->e, out, &b, 2);
    if (rc) goto done;
    if (!jh_exact_div(&quotient, out, &b) || !jh_exact_floor(&quotient, &quotient)) {
        rc = JH_CONFLICT;
        goto done;
    }
    jh_exact_mul(&quotient, &quotient, &b);
    jh_exact_sub(out, out, &quotient);
done:
    jh_exact_clear(&quotient);
    jh_exact_clear(&b);
    return rc;
}

/* log(x) or log10(x) of a number whose sign is known. */
static void exact_log(jh_exact *a, jh_function function, unsigned bits)
{
    jh_exact base;

    if (function == JH_FUNCTION_LOG) {
        jh_exact_log(a, a, bits);
        return;
    }
    jh_exact_init(&base);
    jh_exact_set_ratio(&base, 10, 1);
    jh_exact_log(&base, &base, bits);
    jh_exact_log(a, a, bits);
    (void)jh_exact_div(a, a, &base); /* ln 10 is not 0 */
    jh_exact_clear(&base);
}

/* x^y = e^(y ln x), x > 0. */
static jh_code exact_any_power(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                               jh_arena scratch)
{
    jh_exact y;
    jh_why other = JH_PRESENT;
    int sign;
    jh_code rc;

    jh_exact_init(&y);
    rc = jh_eval_exact(out, why, x->children[0], at, scratch);
    if (!rc) rc = jh_eval_exact(&y, &other, x->children[1], at, scratch);
    if (rc) goto done;
    *why = jh_why_join(*why, other);
    if (*why) goto done;
    sign = jh_exact_sign(out);
    if (sign == 2) {
        rc = JH_CONFLICT;
    } else if (sign <= 0) {
        *why = JH_OUT_OF_DOMAIN;
    } else {
        jh_exact_log(out, out, at->bits);
        jh_exact_mul(out, out, &y);
        if (!jh_exact_exp(out, out, at->bits)) *why = JH_OUT_OF_DOMAIN;
    }
done:
    jh_exact_clear(&y);
    return rc;
}

static jh_code exact_negative_floor(jh_exact *a)
{
    jh_exact zero;
    bool done;

    jh_exact_init(&zero);
    jh_exact_sub(a, &zero, a);
    done = jh_exact_floor(a, a);
    jh_exact_sub(a, &zero, a);
    jh_exact_clear(&zero);
    return done ? JH_OK : JH_CONFLICT;
}

static jh_code exact_map(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                         jh_arena scratch)
{
    jh_code rc = jh_eval_exact(out, why, x->children[0], at, scratch);
    int sign;

    if (rc || *why) return rc;
    sign = jh_exact_sign(out);
    switch (x->function) {
    case JH_FUNCTION_ABS: jh_exact_abs(out); return JH_OK;
    case JH_FUNCTION_ROUND: return jh_exact_round(out, out, x->code) ? JH_OK : JH_CONFLICT;
    case JH_FUNCTION_FLOOR: return jh_exact_floor(out, out) ? JH_OK : JH_CONFLICT;
    case JH_FUNCTION_CEIL: return exact_negative_floor(out);
    case JH_FUNCTION_EXP:
        if (!jh_exact_exp(out, out, at->bits)) *why = JH_OUT_OF_DOMAIN;
        return JH_OK;
    default: break;
    }
    if (sign == 2) return JH_CONFLICT;
    if (sign < 0 || (sign == 0 && x->function != JH_FUNCTION_SQRT))
        *why = JH_OUT_OF_DOMAIN;
    else if (x->function == JH_FUNCTION_SQRT)
        jh_exact_sqrt(out, out, at->bits);
    else
        exact_log(out, (jh_function)x->function, at->bits);
    return JH_OK;
}

/* What is counted or measured in whole numbers is exact in doubles already. */
static jh_code exact_whole(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                           jh_arena scratch)
{
    jh_number number = { JH_ANYTHING, JH_PRESENT };
    jh_code rc = jh_eval_call_numbers(&number, at->e, x, at->row, scratch);

    if (rc) return rc;
    *why = number.why;
    if (!number.why) jh_exact_set_ratio(out, (int64_t)number.range.lo, 1);
    return JH_OK;
}

static jh_code exact_call(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                          jh_arena scratch)
{
    jh_evaluation other;
    jh_exactly there = *at;

    switch (x->function) {
    case JH_FUNCTION_IF: return exact_if(out, why, x, at, scratch);
    case JH_FUNCTION_FIRST_PRESENT: return exact_first_present(out, why, x, at, scratch);
    case JH_FUNCTION_GREATEST:
    case JH_FUNCTION_LEAST: return exact_extreme(out, why, x, at, scratch);
    case JH_FUNCTION_POINTS: return exact_points(out, why, x, at, scratch);
    case JH_FUNCTION_RATIO: return exact_binary(out, why, x, at, scratch);
    case JH_FUNCTION_MOD: return exact_mod(out, why, x, at, scratch);
    case JH_FUNCTION_POWER: return exact_any_power(out, why, x, at, scratch);
    case JH_FUNCTION_COUNT_OF:
    case JH_FUNCTION_LENGTH:
    case JH_FUNCTION_YEAR:
    case JH_FUNCTION_DAYS_BETWEEN: return exact_whole(out, why, x, at, scratch);
    case JH_FUNCTION_PERIOD:
        there.e = &other;
        if (jh_eval_period(&other, at->e, x))
            return jh_eval_exact(out, why, x->children[0], &there, scratch);
        *why = JH_NOT_REPORTED;
        return JH_OK;
    default: return exact_map(out, why, x, at, scratch);
    }
}

/* ---- any node ------------------------------------------------------------------------- */

static jh_code exact_column(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at)
{
    const jh_source *s = at->e->source;
    const jh_slice of = { x->symbol.column, x->stage, at->row.level, at->row.rows };
    jh_number number;
    jh_code rc = s->numbers(s->self, &of, &number);

    if (rc) return rc;
    *why = number.why;
    if (number.why) return JH_OK;
    return s->exact(s->self, &of, out);
}

static jh_code exact_node(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                          jh_arena scratch)
{
    switch (x->op) {
    case JH_OP_LITERAL: jh_exact_set_decimal(out, x->number); return JH_OK;
    case JH_OP_COLUMN: return exact_column(out, why, x, at);
    case JH_OP_DEFINED: return jh_eval_exact(out, why, x->symbol.defined, at, scratch);
    case JH_OP_NEGATE: return exact_negate(out, why, x, at, scratch);
    case JH_OP_ADD:
    case JH_OP_SUBTRACT:
    case JH_OP_MULTIPLY:
    case JH_OP_DIVIDE: return exact_binary(out, why, x, at, scratch);
    case JH_OP_POWER: return exact_power(out, why, x, at, scratch);
    case JH_OP_CONVERT: return exact_convert(out, why, x, at, scratch);
    case JH_OP_CALL: return exact_call(out, why, x, at, scratch);
    case JH_OP_SET: return jh_eval_set_exact(out, why, x, at, scratch);
    default: return jh_fail(at->e->err, JH_BUG, SAY_EXPR_BUG, NULL, NULL);
    }
}

jh_code jh_eval_exact(jh_exact *out, jh_why *why, const jh_expr *x, const jh_exactly *at,
                      jh_arena scratch)
{
    jh_exactly above = *at;

    *why = JH_PRESENT;
    if (x->level >= at->row.level || x->op == JH_OP_LITERAL)
        return exact_node(out, why, x, at, scratch);
    above.row = jh_span_above(at->e->source, at->row, x->level);
    return exact_node(out, why, x, &above, scratch);
}

/* ---- refinement ----------------------------------------------------------------------- */

/* Doubles the bits as long as a step asks for it (JH_CONFLICT). */
typedef struct refinement {
    const jh_expr *a, *b; /* b NULL: one number */
    jh_exact x, y;
    jh_why why;
    int places; /* for rounding */
    jh_decimal rounded;
    int order;
} refinement;

typedef jh_code refine_step(refinement *r);

static jh_code refine(refinement *r, refine_step *step, const jh_evaluation *e, jh_span row,
                      jh_arena scratch)
{
    jh_exactly at = { e, row, JH_BITS_FIRST };
    jh_why other = JH_PRESENT;
    jh_code rc = JH_CONFLICT;

    jh_exact_init(&r->x);
    jh_exact_init(&r->y);
    for (; rc == JH_CONFLICT && at.bits <= JH_BITS_MAX; at.bits *= 2) {
        rc = jh_eval_exact(&r->x, &r->why, r->a, &at, scratch);
        if (!rc && r->b) rc = jh_eval_exact(&r->y, &other, r->b, &at, scratch);
        if (rc) continue;
        r->why = jh_why_join(r->why, other);
        if (!r->why) rc = step(r);
    }
    if (rc == JH_CONFLICT) rc = jh_eval_undecided(e);
    jh_exact_clear(&r->x);
    jh_exact_clear(&r->y);
    return rc;
}

static jh_code step_order(refinement *r)
{
    r->order = jh_exact_compare(&r->x, &r->y);
    return r->order == 2 ? JH_CONFLICT : JH_OK;
}

jh_code jh_eval_order(int *out, const jh_evaluation *e, const jh_expr *comparison, jh_span row,
                      jh_arena scratch)
{
    refinement r = { .a = comparison->children[0], .b = comparison->children[1] };
    jh_code rc = refine(&r, step_order, e, row, scratch);

    *out = r.order;
    if (!rc && r.why) rc = jh_fail(e->err, JH_BUG, SAY_EXPR_BUG, NULL, NULL);
    return rc;
}

static jh_code step_sign(refinement *r)
{
    r->order = jh_exact_sign(&r->x);
    return r->order == 2 ? JH_CONFLICT : JH_OK;
}

jh_code jh_eval_sign(int *out, const jh_evaluation *e, const jh_expr *x, jh_span row,
                     jh_arena scratch)
{
    refinement r = { .a = x };
    jh_code rc = refine(&r, step_sign, e, row, scratch);

    *out = r.order;
    if (!rc && r.why) rc = jh_fail(e->err, JH_BUG, SAY_EXPR_BUG, NULL, NULL);
    return rc;
}

/* As precise as need be, from the bits of `at` on. */
static jh_code eval_exact_enough(jh_exact *out, jh_why *why, const jh_expr *x, jh_exactly at,
                                 jh_arena scratch)
{
    jh_code rc = JH_CONFLICT;

    for (; rc == JH_CONFLICT && at.bits <= JH_BITS_MAX; at.bits *= 2)
        rc = jh_eval_exact(out, why, x, &at, scratch);
    return rc == JH_CONFLICT ? jh_eval_undecided(at.e) : rc;
}

jh_code jh_eval_through_exact(jh_number *out, const jh_evaluation *e, const jh_expr *x, jh_span row,
                              jh_arena scratch)
{
    jh_exact exact;
    jh_code rc;

    jh_exact_init(&exact);
    rc = eval_exact_enough(&exact, &out->why, x, (jh_exactly){ e, row, JH_BITS_FIRST }, scratch);
    if (!rc) out->range = out->why ? JH_ANYTHING : jh_exact_interval(&exact);
    jh_exact_clear(&exact);
    return rc;
}

static jh_code step_round(refinement *r)
{
    return jh_exact_decimal(&r->rounded, &r->x, r->places) ? JH_OK : JH_CONFLICT;
}

/* ---- the doors of the room ------------------------------------------------------------ */

static jh_span rows_of(const jh_expr_ask *ask)
{
    return (jh_span){ ask->level, ask->rows };
}

static jh_span first_row_of(const jh_expr_ask *ask)
{
    return (jh_span){ ask->level, { ask->rows.first, 1 } };
}

jh_code jh_expr_numbers(jh_number *out, const jh_expr *expr, const jh_expr_ask *ask,
                        jh_arena scratch)
{
    const jh_evaluation e = { ask->source, ask->err };

    return jh_eval_numbers(out, &e, expr, rows_of(ask), scratch);
}

jh_code jh_expr_claims(jh_claim *out, const jh_expr *expr, const jh_expr_ask *ask, jh_arena scratch)
{
    const jh_evaluation e = { ask->source, ask->err };

    return jh_eval_claims(out, &e, expr, rows_of(ask), scratch);
}

jh_code jh_expr_exact(jh_exact *out, jh_why *why, const jh_expr *expr, const jh_expr_ask *ask,
                      jh_arena scratch)
{
    const jh_evaluation e = { ask->source, ask->err };
    const jh_exactly at = { &e, first_row_of(ask), ask->bits ? ask->bits : JH_BITS_FIRST };

    return eval_exact_enough(out, why, expr, at, scratch);
}

jh_code jh_expr_rounded(jh_decimal *out, jh_why *why, const jh_expr *expr, const jh_expr_ask *ask,
                        jh_arena scratch)
{
    const jh_evaluation e = { ask->source, ask->err };
    refinement r = { .a = expr, .places = ask->places };
    jh_code rc = refine(&r, step_round, &e, first_row_of(ask), scratch);

    *out = r.rounded;
    *why = r.why;
    return rc;
}
