/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/check.h"

#include <stdio.h>

bool jh_check_whole(int *out, const jh_syntax *s)
{
    int sign = 1;

    if (s->shape == JH_SHAPE_NEGATE) {
        sign = -1;
        s = s->children[0];
    }
    if (s->shape != JH_SHAPE_NUMBER || s->token.is_percent) return false;
    if (s->token.number.millionths % JH_DECIMAL_ONE) return false;
    if (s->token.number.millionths > 1000000 * JH_DECIMAL_ONE) return false;
    *out = sign * (int)(s->token.number.millionths / JH_DECIMAL_ONE);
    return true;
}

static jh_expr call_of(jh_function function, jh_type type)
{
    return (jh_expr){ .op = JH_OP_CALL, .type = type, .function = (uint16_t)function };
}

/* ---- arguments of one type that share a measure --------------------------------------- */

/* if's branches, firstPresent, greatest …: all arguments of one type, numbers of one measure. */
static jh_code check_alike(jh_expr *draft, const jh_expr *children[JH_CHILDREN_MAX], jh_checker *c,
                           const jh_syntax *s, size_t first)
{
    const jh_expr *measured; /* the first that is no mere literal: the others are held against it */
    size_t i;
    jh_code rc = jh_check(&children[first], c, s->children[first]);

    if (rc) return rc;
    measured = children[first];
    draft->type = measured->type;
    draft->codes = measured->codes;
    for (i = first + 1; i < s->child_count; i++) {
        rc = jh_check_as(&children[i], c, s->children[i], draft->type);
        if (!rc && draft->type == JH_TYPE_NUMBER)
            rc = jh_check_join(draft, c, &s->children[i]->token, measured, children[i]);
        if (rc) return rc;
        if (measured->any_measure) measured = children[i];
        if (draft->type == JH_TYPE_CODE && children[i]->codes != draft->codes)
            return jh_check_complain(c, &s->children[i]->token, SAY_EXPR_OTHER_CODES, NULL, NULL);
    }
    draft->measure = measured->measure;
    draft->any_measure = measured->any_measure;
    return JH_OK;
}

static jh_code check_if(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *children[JH_CHILDREN_MAX];
    jh_expr draft = call_of(JH_FUNCTION_IF, JH_TYPE_NUMBER);
    jh_code rc = jh_check_claim(&children[0], c, s->children[0]);

    if (!rc) rc = check_alike(&draft, children, c, s, 1);
    if (rc) return rc;
    return jh_check_grow(out, c, s, jh_check_with(draft, children, s->child_count));
}

static jh_code check_first_present(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *children[JH_CHILDREN_MAX];
    jh_expr draft = call_of(JH_FUNCTION_FIRST_PRESENT, JH_TYPE_NUMBER);
    jh_code rc = check_alike(&draft, children, c, s, 0);

    if (rc) return rc;
    return jh_check_grow(out, c, s, jh_check_with(draft, children, s->child_count));
}

/* greatest, least, abs, ceil, floor, mod: numbers of one measure, which the result has too. */
static jh_code check_same(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                          jh_function function)
{
    const jh_expr *children[JH_CHILDREN_MAX];
    jh_expr draft = call_of(function, JH_TYPE_NUMBER);
    jh_code rc = jh_check_number(&children[0], c, s->children[0]);

    if (!rc) rc = check_alike(&draft, children, c, s, 0);
    if (rc) return rc;
    return jh_check_grow(out, c, s, jh_check_with(draft, children, s->child_count));
}

static jh_code check_round(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = call_of(JH_FUNCTION_ROUND, JH_TYPE_NUMBER);
    const jh_expr *x;
    int places = 0;
    jh_code rc = jh_check_number(&x, c, s->children[0]);

    if (rc) return rc;
    if (s->child_count == 2
        && (!jh_check_whole(&places, s->children[1]) || places < -12 || places > 12))
        return jh_check_complain(c, &s->children[1]->token, SAY_EXPR_PLACES, NULL, NULL);
    draft.code = places;
    draft.measure = x->measure;
    draft.any_measure = x->any_measure;
    return jh_check_pair(out, c, s, draft, (jh_operands){ x, NULL });
}

/* ---- numbers of other measures -------------------------------------------------------- */

/* The root of a measure: half of every power, and a scale that is a square. */
static bool root_of_measure(jh_measure *out, const jh_measure *a)
{
    int64_t up = 1, down = 1;
    int i;

    *out = *a;
    for (i = 0; i < JH_MEASURE_BASES; i++) {
        if (a->power[i] % 2) return false;
        out->power[i] = (int8_t)(a->power[i] / 2);
    }
    while (up < INT32_MAX && up * up < a->scale_up) up++;
    while (down < INT32_MAX && down * down < a->scale_down) down++;
    out->scale_up = up;
    out->scale_down = down;
    return up * up == a->scale_up && down * down == a->scale_down;
}

static jh_code check_sqrt(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = call_of(JH_FUNCTION_SQRT, JH_TYPE_NUMBER);
    char words[JH_MESSAGE_ARG_SIZE];
    const jh_expr *x;
    jh_code rc = jh_check_number(&x, c, s->children[0]);

    if (rc) return rc;
    draft.any_measure = x->any_measure;
    if (!x->any_measure && !root_of_measure(&draft.measure, &x->measure))
        return jh_check_complain(c, &s->token, SAY_EXPR_NO_ROOT,
                                 jh_check_words(words, c, s->children[0]), NULL);
    return jh_check_pair(out, c, s, draft, (jh_operands){ x, NULL });
}

/* log, log10, exp, power: pure numbers. */
static jh_code check_pure_call(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                               jh_function function)
{
    jh_expr draft = call_of(function, JH_TYPE_NUMBER);
    const jh_expr *children[2];
    size_t i;
    jh_code rc;
    int exponent;

    if (function == JH_FUNCTION_POWER && jh_check_whole(&exponent, s->children[1])
        && exponent >= -64 && exponent <= 64) {
        rc = jh_check_number(&children[0], c, s->children[0]);
        if (rc) return rc;
        return jh_check_power(out, c, s, children[0], exponent);
    }
    for (i = 0; i < s->child_count; i++) {
        rc = jh_check_pure(&children[i], c, s->children[i]);
        if (rc) return rc;
    }
    draft.any_measure = true;
    for (i = 0; i < s->child_count; i++) draft.any_measure &= children[i]->any_measure;
    return jh_check_grow(out, c, s, jh_check_with(draft, children, s->child_count));
}

static jh_code check_ratio(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = call_of(JH_FUNCTION_RATIO, JH_TYPE_NUMBER);
    const jh_expr *a, *b;
    jh_code rc = jh_check_number(&a, c, s->children[0]);

    if (!rc) rc = jh_check_number(&b, c, s->children[1]);
    if (rc) return rc;
    if (!jh_measure_divide(&draft.measure, &a->measure, &b->measure))
        return jh_check_complain(c, &s->token, SAY_EXPR_MEASURE_RANGE, NULL, NULL);
    draft.any_measure = a->any_measure && b->any_measure;
    return jh_check_pair(out, c, s, draft, (jh_operands){ a, b });
}

/* steps(x, b1, v1, b2, v2, otherwise) = if(x >= b1, v1, if(x >= b2, v2, otherwise)). */
static jh_code check_steps(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = call_of(JH_FUNCTION_IF, JH_TYPE_NUMBER), joined;
    const jh_expr *x, *bound, *children[3];
    size_t i;
    jh_code rc;

    if (s->child_count % 2) return jh_check_complain(c, &s->token, SAY_EXPR_STEPS, NULL, NULL);
    rc = jh_check_number(&x, c, s->children[0]);
    if (!rc) rc = jh_check_number(out, c, s->children[s->child_count - 1]);
    for (i = s->child_count - 1; !rc && i > 1; i -= 2) {
        rc = jh_check_number(&bound, c, s->children[i - 2]);
        if (!rc)
            rc = jh_check_compare(&children[0], c, s, JH_OP_AT_LEAST, (jh_operands){ x, bound });
        if (!rc) rc = jh_check_number(&children[1], c, s->children[i - 1]);
        children[2] = *out;
        if (!rc) rc = jh_check_join(&joined, c, &s->children[i - 1]->token, children[1], *out);
        if (rc) break;
        draft.measure = joined.measure;
        draft.any_measure = joined.any_measure;
        rc = jh_check_grow(out, c, s, jh_check_with(draft, children, 3));
    }
    return rc;
}

/* ---- claims, texts, dates ------------------------------------------------------------- */

/* A call whose arguments have these types ('n' pure number, 'c' claim, 't' text, 'd' date; the
 * last letter repeats). */
static jh_code check_typed(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_expr draft,
                           const char *types)
{
    const jh_expr *children[JH_CHILDREN_MAX];
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; !rc && i < s->child_count; i++) {
        switch (*types) {
        case 'n': rc = jh_check_pure(&children[i], c, s->children[i]); break;
        case 'c': rc = jh_check_claim(&children[i], c, s->children[i]); break;
        case 't': rc = jh_check_as(&children[i], c, s->children[i], JH_TYPE_TEXT); break;
        default: rc = jh_check_as(&children[i], c, s->children[i], JH_TYPE_DATE); break;
        }
        if (types[1]) types++;
    }
    if (rc) return rc;
    return jh_check_grow(out, c, s, jh_check_with(draft, children, s->child_count));
}

static jh_code check_is_missing(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *x;
    jh_code rc = jh_check(&x, c, s->children[0]);

    if (rc) return rc;
    return jh_check_pair(out, c, s, call_of(JH_FUNCTION_IS_MISSING, JH_TYPE_CLAIM),
                         (jh_operands){ x, NULL });
}

/* asOf() is the scope's own date of that name. */
static jh_code check_as_of(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_syntax name = *s;

    name.shape = JH_SHAPE_NAME;
    return jh_check_as(out, c, &name, JH_TYPE_DATE);
}

static jh_code check_period(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = call_of(JH_FUNCTION_PERIOD, JH_TYPE_NUMBER);
    const jh_expr *x;
    int offset;
    jh_code rc = jh_check(&x, c, s->children[0]);

    if (rc) return rc;
    if (!jh_check_whole(&offset, s->children[1]))
        return jh_check_complain(c, &s->children[1]->token, SAY_EXPR_EXPECTED_WHOLE, NULL, NULL);
    draft.type = x->type;
    draft.codes = x->codes;
    draft.measure = x->measure;
    draft.any_measure = x->any_measure;
    draft.code = offset;
    return jh_check_pair(out, c, s, draft, (jh_operands){ x, NULL });
}

/* ---- the table ------------------------------------------------------------------------ */

static jh_code check_row(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                         jh_function function)
{
    bool is_one;
    jh_code rc;

    switch (function) {
    case JH_FUNCTION_IF: return check_if(out, c, s);
    case JH_FUNCTION_IS_MISSING: return check_is_missing(out, c, s);
    case JH_FUNCTION_FIRST_PRESENT: return check_first_present(out, c, s);
    case JH_FUNCTION_ROUND: return check_round(out, c, s);
    case JH_FUNCTION_SQRT: return check_sqrt(out, c, s);
    case JH_FUNCTION_LOG:
    case JH_FUNCTION_LOG10:
    case JH_FUNCTION_EXP:
    case JH_FUNCTION_POWER: return check_pure_call(out, c, s, function);
    case JH_FUNCTION_STEPS: return check_steps(out, c, s);
    case JH_FUNCTION_RATIO: return check_ratio(out, c, s);
    case JH_FUNCTION_AGREE:
    case JH_FUNCTION_ASKED: return check_typed(out, c, s, call_of(function, JH_TYPE_CLAIM), "c");
    case JH_FUNCTION_COUNT_OF:
        return check_typed(out, c, s, call_of(function, JH_TYPE_NUMBER), "c");
    case JH_FUNCTION_MET:
    case JH_FUNCTION_EVERY_FLOOR: return jh_check_met(out, c, s, function);
    case JH_FUNCTION_LINE:
    case JH_FUNCTION_FLOOR:
        rc = jh_check_line(out, &is_one, c, s, function);
        if (rc || is_one) return rc;
        return check_same(out, c, s, function);
    case JH_FUNCTION_CONCAT: return check_typed(out, c, s, call_of(function, JH_TYPE_TEXT), "t");
    case JH_FUNCTION_LENGTH: return check_typed(out, c, s, call_of(function, JH_TYPE_NUMBER), "t");
    case JH_FUNCTION_CONTAINS:
    case JH_FUNCTION_STARTS_WITH:
    case JH_FUNCTION_ENDS_WITH:
        return check_typed(out, c, s, call_of(function, JH_TYPE_CLAIM), "t");
    case JH_FUNCTION_DATE: return check_typed(out, c, s, call_of(function, JH_TYPE_DATE), "n");
    case JH_FUNCTION_YEAR:
    case JH_FUNCTION_DAYS_BETWEEN:
        return check_typed(out, c, s, call_of(function, JH_TYPE_NUMBER), "d");
    case JH_FUNCTION_AS_OF: return check_as_of(out, c, s);
    case JH_FUNCTION_PERIOD: return check_period(out, c, s);
    default: return check_same(out, c, s, function); /* greatest least points abs ceil mod */
    }
}

static jh_code unknown_function(jh_checker *c, const jh_syntax *s)
{
    jh_text names[JH_FUNCTION_COUNT_ALL], nearest;
    char words[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE];
    size_t i;

    for (i = 0; i < JH_FUNCTION_COUNT_ALL; i++) names[i] = jh_text_of(jh_functions[i].name);
    nearest = jh_name_nearest(s->token.text, names, JH_FUNCTION_COUNT_ALL);
    snprintf(near, sizeof near, "%.*s", JH_TEXT_ARGS(nearest));
    snprintf(words, sizeof words, "%.*s",
             (int)(s->token.text.size < 100 ? s->token.text.size : 100), s->token.text.at);
    return jh_check_complain(
        c, &s->token, nearest.size ? SAY_EXPR_UNKNOWN_FUNCTION_NEAR : SAY_EXPR_UNKNOWN_FUNCTION,
        words, near);
}

jh_code jh_check_call(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_function function = jh_function_find(s->token.text);
    const jh_function_about *about;
    char fewest[24], most[24], where[JH_WHERE_SIZE];

    if (function == JH_FUNCTION_COUNT_ALL) return unknown_function(c, s);
    about = &jh_functions[function];
    if (s->child_count < about->fewest || s->child_count > about->most)
        return jh_fail(c->err, JH_BAD_INPUT, SAY_EXPR_ARGUMENTS,
                       jh_token_where(where, c->text->file, &s->token), about->name,
                       jh_digits(fewest, about->fewest), jh_digits(most, about->most), NULL);
    if (about->is_set) return jh_check_set(out, c, s, function);
    if (s->weight || s->where || s->by || s->word.kind != JH_TOKEN_END)
        return jh_check_complain(c, &s->token, SAY_EXPR_NO_CLAUSES, about->name, NULL);
    return check_row(out, c, s, function);
}
