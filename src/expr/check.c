/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/check.h"

#include <stdio.h>
#include <string.h>

enum { NESTING_MAX = 1000 }; /* named expressions included: bounds the evaluator's stack */

void jh_check_say(jh_checker *c, const jh_token *token, jh_say_id say, const char *a, const char *b)
{
    char where[JH_WHERE_SIZE];

    jh_token_where(where, c->text->file, token);
    if (a)
        jh_error_fill(c->err, JH_BAD_INPUT, say, where, a, b, NULL);
    else
        jh_error_fill(c->err, JH_BAD_INPUT, say, where, NULL);
}

const char *jh_check_words(char out[JH_MESSAGE_ARG_SIZE], const jh_checker *c, const jh_syntax *s)
{
    size_t size = s->end - s->at;

    if (size >= JH_MESSAGE_ARG_SIZE) size = JH_MESSAGE_ARG_SIZE - 1;
    while (size && s->at + size < c->text->text.size
           && ((unsigned char)c->text->text.at[s->at + size] & 0xC0) == 0x80)
        size--;
    memcpy(out, c->text->text.at + s->at, size);
    out[size] = '\0';
    return out;
}

static void take(jh_expr *draft, const jh_expr *part, bool for_level)
{
    if (!part) return;
    if (for_level && part->level > draft->level) draft->level = part->level;
    if (part->depth >= draft->depth) draft->depth = (uint16_t)(part->depth + 1);
}

jh_code jh_check_grow(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_expr draft)
{
    size_t count = draft.child_count;
    jh_expr *node = JH_NEW(c->keep, jh_expr);
    const jh_expr **copy = JH_NEW_ARRAY(c->keep, const jh_expr *, count);
    bool own_level = draft.op == JH_OP_SET; /* its children speak at another level */
    size_t i;

    if (!node || !copy) return jh_no_memory(c->err);
    draft.depth = draft.depth ? draft.depth : 1;
    for (i = 0; i < count; i++) {
        copy[i] = draft.children[i];
        take(&draft, copy[i], !own_level);
    }
    take(&draft, draft.weight, false);
    take(&draft, draft.where, false);
    take(&draft, draft.by, false);
    if (draft.depth > NESTING_MAX)
        return jh_check_complain(c, &s->token, SAY_EXPR_TOO_DEEP, NULL, NULL);
    if (draft.measure.scale_up == 0) draft.measure = JH_PURE_NUMBER;
    draft.children = copy;
    draft.at = s->at;
    draft.size = s->end - s->at;
    *node = draft;
    *out = node;
    return JH_OK;
}

jh_code jh_check_pair(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_expr draft,
                      jh_operands operands)
{
    const jh_expr *children[2] = { operands.a, operands.b };

    draft.children = children;
    draft.child_count = operands.b ? 2 : 1;
    return jh_check_grow(out, c, s, draft);
}

jh_code jh_check_as(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_type type)
{
    static const jh_say_id says[] = { [JH_TYPE_NUMBER] = SAY_EXPR_NOT_A_NUMBER,
                                      [JH_TYPE_CLAIM] = SAY_EXPR_NOT_A_CLAIM,
                                      [JH_TYPE_CODE] = SAY_EXPR_NOT_A_CODE,
                                      [JH_TYPE_TEXT] = SAY_EXPR_NOT_A_TEXT,
                                      [JH_TYPE_DATE] = SAY_EXPR_NOT_A_DATE };
    char words[JH_MESSAGE_ARG_SIZE];
    jh_code rc = jh_check(out, c, s);

    if (rc || (*out)->type == type) return rc;
    return jh_check_complain(c, &s->token, says[type], jh_check_words(words, c, s), NULL);
}

jh_code jh_check_number(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    return jh_check_as(out, c, s, JH_TYPE_NUMBER);
}

jh_code jh_check_claim(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    return jh_check_as(out, c, s, JH_TYPE_CLAIM);
}

jh_code jh_check_pure(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    char words[JH_MESSAGE_ARG_SIZE];
    jh_code rc = jh_check_number(out, c, s);

    if (rc || (*out)->any_measure || jh_measure_is_pure(&(*out)->measure)) return rc;
    return jh_check_complain(c, &s->token, SAY_EXPR_NOT_PURE, jh_check_words(words, c, s), NULL);
}

static jh_code check_literal(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = { .op = JH_OP_LITERAL };

    switch (s->shape) {
    case JH_SHAPE_NUMBER:
        draft.type = JH_TYPE_NUMBER;
        draft.number = s->token.number;
        draft.any_measure = true;
        break;
    case JH_SHAPE_STRING:
        draft.type = JH_TYPE_TEXT;
        draft.text = jh_text_copy(c->keep, s->token.text);
        if (!draft.text.at) return jh_no_memory(c->err);
        break;
    case JH_SHAPE_DATE:
        draft.type = JH_TYPE_DATE;
        draft.date = s->token.date;
        break;
    default: /* yes, no */
        draft.type = JH_TYPE_CLAIM;
        draft.code = jh_token_is(&s->token, "yes") ? JH_YES : JH_NO;
        break;
    }
    return jh_check_grow(out, c, s, draft);
}

static jh_code check_negate(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *x;
    jh_expr draft = { .op = JH_OP_NEGATE, .type = JH_TYPE_NUMBER };
    jh_code rc = jh_check_number(&x, c, s->children[0]);

    if (rc) return rc;
    draft.measure = x->measure;
    draft.any_measure = x->any_measure;
    return jh_check_pair(out, c, s, draft, (jh_operands){ x, NULL });
}

static jh_code check_not(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *x;
    jh_code rc = jh_check_claim(&x, c, s->children[0]);

    if (rc) return rc;
    return jh_check_pair(out, c, s, (jh_expr){ .op = JH_OP_NOT, .type = JH_TYPE_CLAIM },
                         (jh_operands){ x, NULL });
}

static jh_code check_exponent(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    const jh_expr *base;
    jh_code rc = jh_check_number(&base, c, s->children[0]);

    if (rc) return rc;
    return jh_check_power(out, c, s, base, s->exponent);
}

static jh_code check_every(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    return jh_check_set(out, c, s, jh_function_find(s->token.text));
}

jh_code jh_check(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    switch (s->shape) {
    case JH_SHAPE_NUMBER:
    case JH_SHAPE_STRING:
    case JH_SHAPE_DATE:
    case JH_SHAPE_TRUTH: return check_literal(out, c, s);
    case JH_SHAPE_NAME: return jh_check_name(out, c, s);
    case JH_SHAPE_INDEX: return jh_check_index(out, c, s);
    case JH_SHAPE_NEGATE: return check_negate(out, c, s);
    case JH_SHAPE_NOT: return check_not(out, c, s);
    case JH_SHAPE_BINARY: return jh_check_binary(out, c, s);
    case JH_SHAPE_POWER: return check_exponent(out, c, s);
    case JH_SHAPE_IN: return jh_check_in(out, c, s);
    case JH_SHAPE_CONVERT: return jh_check_convert(out, c, s);
    case JH_SHAPE_CALL: return jh_check_call(out, c, s);
    case JH_SHAPE_EVERY: return check_every(out, c, s);
    case JH_SHAPE_RANGE: break;
    }
    return jh_check_complain(c, &s->token, SAY_EXPR_STRAY, "..", NULL);
}

bool jh_expr_fits(const jh_expr *expr, const jh_measure *measure)
{
    return expr->type == JH_TYPE_NUMBER
           && (expr->any_measure || jh_measure_equal(&expr->measure, measure));
}

jh_code jh_expr_compile(const jh_expr **out, jh_arena *keep, const jh_expr_text *text,
                        const jh_scope *scope, jh_error *err)
{
    jh_checker c = { .keep = keep, .scope = scope, .text = text, .err = err, .level = text->level };
    const jh_syntax *syntax;
    jh_code rc = jh_syntax_parse(&syntax, keep, text, err);

    if (rc) return rc;
    return jh_check(out, &c, syntax);
}
