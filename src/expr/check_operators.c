/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/check.h"

#include <stdio.h>

static const jh_text no_text = { "", 0 };

/* "10000" or "1/100": what one side's measure is of the other's. */
static const char *factor_words(char out[64], const jh_measure *a, const jh_measure *b)
{
    jh_measure factor;

    if (!jh_measure_divide(&factor, a, b)) return "?";
    if (factor.scale_down == 1)
        snprintf(out, 64, "%lld", (long long)factor.scale_up);
    else
        snprintf(out, 64, "%lld/%lld", (long long)factor.scale_up, (long long)factor.scale_down);
    return out;
}

static void words_of(char out[JH_MESSAGE_ARG_SIZE], const jh_checker *c, const jh_expr *x)
{
    const jh_syntax place = { .at = x->at, .end = x->at + x->size };

    jh_check_words(out, c, &place);
}

jh_code jh_check_join(jh_expr *joined, jh_checker *c, const jh_token *at, const jh_expr *a,
                      const jh_expr *b)
{
    char left[JH_MESSAGE_ARG_SIZE], right[JH_MESSAGE_ARG_SIZE], where[JH_WHERE_SIZE], factor[64];

    joined->measure = a->any_measure ? b->measure : a->measure;
    joined->any_measure = a->any_measure && b->any_measure;
    if (a->any_measure || b->any_measure || jh_measure_equal(&a->measure, &b->measure))
        return JH_OK;
    words_of(left, c, a);
    words_of(right, c, b);
    jh_token_where(where, c->text->file, at);
    if (!jh_measure_same_kind(&a->measure, &b->measure))
        return jh_fail(c->err, JH_BAD_INPUT, SAY_EXPR_OTHER_MEASURE, where, left, right, NULL);
    return jh_fail(c->err, JH_BAD_INPUT, SAY_EXPR_OTHER_SCALE, where, left, right,
                   factor_words(factor, &a->measure, &b->measure), NULL);
}

static jh_code wrong_pair(jh_checker *c, const jh_syntax *s, const jh_expr *a, const jh_expr *b)
{
    char left[JH_MESSAGE_ARG_SIZE], right[JH_MESSAGE_ARG_SIZE];

    words_of(left, c, a);
    words_of(right, c, b);
    return jh_check_complain(c, &s->token, SAY_EXPR_NOT_COMPARABLE, left, right);
}

jh_code jh_check_compare(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_op op,
                         jh_operands operands)
{
    jh_expr draft = { .op = op, .type = JH_TYPE_CLAIM }, joined;
    const jh_expr *a = operands.a, *b = operands.b;
    bool only_equal = op == JH_OP_EQUAL || op == JH_OP_NOT_EQUAL;
    bool ordered = a->type == JH_TYPE_NUMBER || a->type == JH_TYPE_DATE;
    jh_code rc = JH_OK;

    if (a->type != b->type || (!ordered && !only_equal)) return wrong_pair(c, s, a, b);
    if (a->type == JH_TYPE_CODE && a->codes != b->codes) return wrong_pair(c, s, a, b);
    if (a->type == JH_TYPE_NUMBER) rc = jh_check_join(&joined, c, &s->token, a, b);
    if (rc) return rc;
    return jh_check_pair(out, c, s, draft, operands);
}

/* A word in a place where one of these codes is meant; *out = NULL when it is none of them. */
static jh_code check_code_word(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                               const jh_codes *codes)
{
    jh_expr draft = { .op = JH_OP_LITERAL, .type = JH_TYPE_CODE, .codes = codes };
    size_t i;

    *out = NULL;
    if (s->shape != JH_SHAPE_NAME && s->shape != JH_SHAPE_TRUTH) return JH_OK;
    for (i = 0; i < codes->count; i++) {
        if (!jh_text_equal(codes->keys[i], s->token.text)) continue;
        draft.code = (int32_t)i;
        draft.text = codes->keys[i];
        return jh_check_grow(out, c, s, draft);
    }
    return JH_OK;
}

static jh_code unknown_code(jh_checker *c, const jh_syntax *s, const jh_codes *codes)
{
    char words[JH_MESSAGE_ARG_SIZE], name[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE],
        where[JH_WHERE_SIZE];
    jh_text nearest = s->shape == JH_SHAPE_NAME
                          ? jh_name_nearest(s->token.text, codes->keys, codes->count)
                          : no_text;

    if (!nearest.size && codes->count) nearest = codes->keys[0];
    snprintf(name, sizeof name, "%.*s", (int)(codes->name.size < 100 ? codes->name.size : 100),
             codes->name.at ? codes->name.at : "");
    snprintf(near, sizeof near, "%.*s", (int)(nearest.size < 100 ? nearest.size : 100), nearest.at);
    return jh_fail(c->err, JH_BAD_INPUT, SAY_EXPR_UNKNOWN_CODE,
                   jh_token_where(where, c->text->file, &s->token), jh_check_words(words, c, s),
                   name, near, NULL);
}

/* The right side of a comparison: words of the left side's codes come before names. */
static jh_code check_beside(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                            const jh_expr *left)
{
    jh_symbol symbol;
    jh_code rc;

    if (left->type != JH_TYPE_CODE) return jh_check(out, c, s);
    rc = check_code_word(out, c, s, left->codes);
    if (rc || *out) return rc;
    if (s->shape == JH_SHAPE_NAME && c->scope && c->scope->find) {
        rc = c->scope->find(c->scope->self, s->token.text, &symbol, c->err);
        if (rc == JH_NOT_FOUND) return unknown_code(c, s, left->codes);
        if (rc) return rc;
    }
    return jh_check(out, c, s);
}

static jh_code check_logic(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *a, *b;
    jh_code rc = jh_check_claim(&a, c, s->children[0]);

    if (!rc) rc = jh_check_claim(&b, c, s->children[1]);
    if (rc) return rc;
    return jh_check_pair(out, c, s, (jh_expr){ .op = s->op, .type = JH_TYPE_CLAIM },
                         (jh_operands){ a, b });
}

static jh_code check_arithmetic(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = { .op = s->op, .type = JH_TYPE_NUMBER };
    const jh_expr *a, *b;
    bool in_range = true;
    jh_code rc = jh_check_number(&a, c, s->children[0]);

    if (!rc) rc = jh_check_number(&b, c, s->children[1]);
    if (rc) return rc;
    if (s->op == JH_OP_ADD || s->op == JH_OP_SUBTRACT)
        rc = jh_check_join(&draft, c, &s->token, a, b);
    else if (s->op == JH_OP_MULTIPLY)
        in_range = jh_measure_multiply(&draft.measure, &a->measure, &b->measure);
    else
        in_range = jh_measure_divide(&draft.measure, &a->measure, &b->measure);
    if (rc) return rc;
    if (!in_range) return jh_check_complain(c, &s->token, SAY_EXPR_MEASURE_RANGE, NULL, NULL);
    draft.any_measure = a->any_measure && b->any_measure;
    return jh_check_pair(out, c, s, draft, (jh_operands){ a, b });
}

jh_code jh_check_binary(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *a, *b;
    jh_code rc;

    if (s->op == JH_OP_AND || s->op == JH_OP_OR) return check_logic(out, c, s);
    if (s->op < JH_OP_EQUAL) return check_arithmetic(out, c, s);
    rc = jh_check(&a, c, s->children[0]);
    if (!rc) rc = check_beside(&b, c, s->children[1], a);
    if (rc) return rc;
    return jh_check_compare(out, c, s, s->op, (jh_operands){ a, b });
}

jh_code jh_check_power(const jh_expr **out, jh_checker *c, const jh_syntax *s, const jh_expr *base,
                       int exponent)
{
    jh_expr draft = { .op = JH_OP_POWER,
                      .type = JH_TYPE_NUMBER,
                      .any_measure = base->any_measure,
                      .code = exponent };

    if (!jh_measure_power(&draft.measure, &base->measure, exponent))
        return jh_check_complain(c, &s->token, SAY_EXPR_MEASURE_RANGE, NULL, NULL);
    return jh_check_pair(out, c, s, draft, (jh_operands){ base, NULL });
}

/* ---- x in (a, b, 50..99) -------------------------------------------------------------- */

static jh_code check_between(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                             const jh_expr *x)
{
    const jh_expr *ends[2], *claims[2];
    jh_code rc = jh_check(&ends[0], c, s->children[0]);

    if (!rc) rc = jh_check(&ends[1], c, s->children[1]);
    if (!rc) rc = jh_check_compare(&claims[0], c, s, JH_OP_AT_LEAST, (jh_operands){ x, ends[0] });
    if (!rc) rc = jh_check_compare(&claims[1], c, s, JH_OP_AT_MOST, (jh_operands){ x, ends[1] });
    if (rc) return rc;
    return jh_check_grow(
        out, c, s, jh_check_with((jh_expr){ .op = JH_OP_AND, .type = JH_TYPE_CLAIM }, claims, 2));
}

/* Lists of codes stay lists; anything else becomes comparisons joined by `or`. */
static jh_code check_codes_in(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                              const jh_expr *x)
{
    const jh_expr *children[JH_CHILDREN_MAX + 1];
    size_t i;
    jh_code rc;

    children[0] = x;
    for (i = 1; i < s->child_count; i++) {
        rc = check_code_word(&children[i], c, s->children[i], x->codes);
        if (rc) return rc;
        if (!children[i]) return unknown_code(c, s->children[i], x->codes);
    }
    return jh_check_grow(out, c, s,
                         jh_check_with((jh_expr){ .op = JH_OP_IN, .type = JH_TYPE_CLAIM }, children,
                                       s->child_count));
}

jh_code jh_check_in(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *x, *item, *any = NULL;
    size_t i;
    jh_code rc = jh_check(&x, c, s->children[0]);

    if (rc) return rc;
    if (x->type == JH_TYPE_CODE) return check_codes_in(out, c, s, x);
    for (i = 1; i < s->child_count; i++) {
        if (s->children[i]->shape == JH_SHAPE_RANGE) {
            rc = check_between(&item, c, s->children[i], x);
        } else {
            rc = jh_check(&item, c, s->children[i]);
            if (!rc)
                rc = jh_check_compare(&item, c, s->children[i], JH_OP_EQUAL,
                                      (jh_operands){ x, item });
        }
        if (!rc && any)
            rc = jh_check_pair(&item, c, s, (jh_expr){ .op = JH_OP_OR, .type = JH_TYPE_CLAIM },
                               (jh_operands){ any, item });
        if (rc) return rc;
        any = item;
    }
    *out = any;
    return JH_OK;
}
