/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/syntax.h"

#include <stdio.h>
#include <string.h>

typedef struct parser {
    jh_lexer lexer;
    jh_token now, next; /* two tokens: `in` needs to see what follows it */
    jh_arena *keep;
    jh_error *err;
    int depth;     /* of brackets and prefixes being read */
    uint32_t last; /* where the last accepted token ended */
} parser;

static jh_code parse_whole(const jh_syntax **out, parser *p);
static jh_code parse_sum(const jh_syntax **out, parser *p);

/* ---- tokens --------------------------------------------------------------------------- */

static jh_code accept(parser *p)
{
    p->last = p->now.end;
    p->now = p->next;
    return jh_lexer_next(&p->next, &p->lexer, p->err);
}

static jh_code refuse(parser *p, const jh_token *token, jh_say_id say, const char *expected)
{
    char where[JH_WHERE_SIZE], shown[80];

    snprintf(shown, sizeof shown, "%.*s", (int)(token->text.size < 76 ? token->text.size : 76),
             token->text.at ? token->text.at : "");
    if (token->kind == JH_TOKEN_END) say = SAY_EXPR_ENDS_EARLY;
    jh_error_fill(p->err, JH_BAD_INPUT, say, jh_token_where(where, p->lexer.file, token), shown,
                  expected, NULL);
    return JH_BAD_INPUT;
}

static bool at_sign(const parser *p, jh_sign sign)
{
    return p->now.kind == JH_TOKEN_SIGN && p->now.sign == sign;
}

static jh_code accept_sign(parser *p, jh_sign sign, const char *expected)
{
    if (!at_sign(p, sign)) return refuse(p, &p->now, SAY_EXPR_EXPECTED, expected);
    return accept(p);
}

static bool is_reserved(const jh_token *token)
{
    static const char *const words[] = {
        "and", "or", "not", "in", "where", "weight", "over", "by"
    };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (jh_token_is(token, words[i])) return true;
    return false;
}

/* ---- nodes ---------------------------------------------------------------------------- */

static uint16_t higher(uint16_t height, const jh_syntax *child)
{
    return child && child->height >= height ? (uint16_t)(child->height + 1) : height;
}

/* Copies `draft` with these children into the tree. */
static jh_code grow_node(const jh_syntax **out, parser *p, jh_syntax draft,
                         const jh_syntax *const *children, size_t count)
{
    jh_syntax *node = JH_NEW(p->keep, jh_syntax);
    const jh_syntax **copy = JH_NEW_ARRAY(p->keep, const jh_syntax *, count);
    size_t i;

    if (!node || !copy) return jh_no_memory(p->err);
    draft.height = 1;
    for (i = 0; i < count; i++) {
        copy[i] = children[i];
        draft.height = higher(draft.height, children[i]);
    }
    draft.height = higher(draft.height, draft.weight);
    draft.height = higher(draft.height, draft.where);
    draft.height = higher(draft.height, draft.by);
    if (draft.height > JH_DEPTH_MAX) return refuse(p, &draft.token, SAY_EXPR_TOO_DEEP, NULL);
    draft.children = copy;
    draft.child_count = (uint16_t)count;
    draft.end = p->last;
    *node = draft;
    *out = node;
    return JH_OK;
}

static jh_code grow_pair(const jh_syntax **out, parser *p, jh_syntax draft, const jh_syntax *a,
                         const jh_syntax *b)
{
    const jh_syntax *children[2] = { a, b };

    return grow_node(out, p, draft, children, b ? 2 : 1);
}

/* ---- primaries ------------------------------------------------------------------------ */

/* What follows `over`, which is next. */
static jh_code parse_over(jh_syntax *draft, parser *p)
{
    jh_code rc;

    if (draft->word.kind != JH_TOKEN_END) return refuse(p, &p->now, SAY_EXPR_TWICE, NULL);
    rc = accept(p);
    if (rc) return rc;
    if (p->now.kind != JH_TOKEN_NAME || is_reserved(&p->now))
        return refuse(p, &p->now, SAY_EXPR_EXPECTED_SET, NULL);
    draft->word = p->now;
    return accept(p);
}

/* One clause of a set function into `draft`; *found = false when none begins here. */
static jh_code parse_clause(bool *found, jh_syntax *draft, parser *p)
{
    const jh_syntax **slot;
    jh_code rc;

    *found = true;
    if (jh_token_is(&p->now, "over")) return parse_over(draft, p);
    if (jh_token_is(&p->now, "weight")) {
        slot = &draft->weight;
    } else if (jh_token_is(&p->now, "where")) {
        slot = &draft->where;
    } else if (jh_token_is(&p->now, "by")) {
        slot = &draft->by;
    } else {
        *found = false;
        return JH_OK;
    }
    if (*slot) return refuse(p, &p->now, SAY_EXPR_TWICE, NULL);
    rc = accept(p);
    return rc ? rc : parse_whole(slot, p);
}

static jh_code parse_clauses(jh_syntax *draft, parser *p)
{
    bool found = true;
    jh_code rc = JH_OK;

    while (!rc && found) rc = parse_clause(&found, draft, p);
    return rc;
}

/* What follows `first ..`, the dots being next. */
static jh_code parse_range(const jh_syntax **out, parser *p, const jh_syntax *first)
{
    jh_syntax draft = { .shape = JH_SHAPE_RANGE, .token = p->now, .at = first->at };
    const jh_syntax *last;
    jh_code rc = accept_sign(p, JH_SIGN_DOTS, "..");

    if (!rc) rc = parse_sum(&last, p);
    if (rc) return rc;
    return grow_pair(out, p, draft, first, last);
}

/* An argument: an expression, or R1..R7. */
static jh_code parse_argument(const jh_syntax **out, parser *p)
{
    jh_code rc = parse_whole(out, p);

    if (rc || !at_sign(p, JH_SIGN_DOTS)) return rc;
    return parse_range(out, p, *out);
}

static jh_code parse_list(const jh_syntax *children[JH_CHILDREN_MAX], size_t *count, parser *p)
{
    jh_code rc;

    for (;;) {
        if (*count == JH_CHILDREN_MAX) return refuse(p, &p->now, SAY_EXPR_TOO_MANY, NULL);
        rc = parse_argument(&children[(*count)++], p);
        if (rc || !at_sign(p, JH_SIGN_COMMA)) return rc;
        rc = accept(p);
        if (rc) return rc;
    }
}

static jh_code parse_call(const jh_syntax **out, parser *p)
{
    const jh_syntax *children[JH_CHILDREN_MAX];
    jh_syntax draft = { .shape = JH_SHAPE_CALL, .token = p->now, .at = p->now.at };
    size_t count = 0;
    jh_code rc = accept(p);

    if (!rc) rc = accept(p); /* the bracket */
    if (!rc && !at_sign(p, JH_SIGN_CLOSE)) {
        rc = parse_list(children, &count, p);
        if (!rc) rc = parse_clauses(&draft, p);
    }
    if (!rc) rc = accept_sign(p, JH_SIGN_CLOSE, ", )");
    if (rc) return rc;
    return grow_node(out, p, draft, children, count);
}

static jh_code parse_index(const jh_syntax **out, parser *p)
{
    jh_syntax draft = { .shape = JH_SHAPE_INDEX, .token = p->now, .at = p->now.at };
    jh_code rc = accept(p);

    if (!rc) rc = accept(p); /* [ */
    if (rc) return rc;
    if (p->now.kind != JH_TOKEN_NAME) return refuse(p, &p->now, SAY_EXPR_EXPECTED_STAGE, NULL);
    draft.word = p->now;
    rc = accept(p);
    if (!rc) rc = accept_sign(p, JH_SIGN_UNINDEX, "]");
    if (rc) return rc;
    return grow_node(out, p, draft, NULL, 0);
}

static bool begins_every(const parser *p)
{
    return (jh_token_is(&p->now, "every") || jh_token_is(&p->now, "any")
            || jh_token_is(&p->now, "none"))
           && p->next.kind == JH_TOKEN_NAME && !is_reserved(&p->next);
}

static jh_code parse_every(const jh_syntax **out, parser *p)
{
    jh_syntax draft = { .shape = JH_SHAPE_EVERY, .token = p->now, .at = p->now.at };
    const jh_syntax *claim;
    jh_code rc = accept(p);

    draft.word = p->now;
    if (!rc) rc = accept(p);
    if (!rc) rc = parse_clauses(&draft, p);
    if (!rc) rc = accept_sign(p, JH_SIGN_COLON, ": where by");
    if (!rc) rc = parse_whole(&claim, p);
    if (rc) return rc;
    return grow_pair(out, p, draft, claim, NULL);
}

static jh_code parse_leaf(const jh_syntax **out, parser *p, jh_shape shape)
{
    jh_syntax draft = { .shape = shape, .token = p->now, .at = p->now.at };
    jh_code rc = accept(p);

    if (rc) return rc;
    return grow_node(out, p, draft, NULL, 0);
}

static jh_code parse_bracket(const jh_syntax **out, parser *p)
{
    jh_code rc = accept(p);

    if (!rc) rc = parse_whole(out, p);
    if (!rc) rc = accept_sign(p, JH_SIGN_CLOSE, ")");
    return rc;
}

static jh_code parse_primary(const jh_syntax **out, parser *p)
{
    switch (p->now.kind) {
    case JH_TOKEN_NUMBER: return parse_leaf(out, p, JH_SHAPE_NUMBER);
    case JH_TOKEN_STRING: return parse_leaf(out, p, JH_SHAPE_STRING);
    case JH_TOKEN_DATE: return parse_leaf(out, p, JH_SHAPE_DATE);
    case JH_TOKEN_NAME:
        if (is_reserved(&p->now)) return refuse(p, &p->now, SAY_EXPR_EXPECTED_VALUE, NULL);
        if (p->next.kind == JH_TOKEN_SIGN && p->next.sign == JH_SIGN_OPEN && !p->now.is_quoted)
            return parse_call(out, p);
        if (p->next.kind == JH_TOKEN_SIGN && p->next.sign == JH_SIGN_INDEX)
            return parse_index(out, p);
        if (begins_every(p)) return parse_every(out, p);
        if (jh_token_is(&p->now, "yes") || jh_token_is(&p->now, "no"))
            return parse_leaf(out, p, JH_SHAPE_TRUTH);
        return parse_leaf(out, p, JH_SHAPE_NAME);
    case JH_TOKEN_SIGN:
        if (p->now.sign == JH_SIGN_OPEN) return parse_bracket(out, p);
        break;
    case JH_TOKEN_END: break;
    }
    return refuse(p, &p->now, SAY_EXPR_EXPECTED_VALUE, NULL);
}

/* ---- operators, tightest first -------------------------------------------------------- */

static jh_code parse_measure(jh_syntax *draft, parser *p)
{
    jh_code rc;

    draft->word = p->now;
    draft->per_count = 1;
    rc = accept(p);
    if (rc || !jh_token_is(&p->now, "per")) return rc;
    rc = accept(p);
    if (!rc && p->now.kind == JH_TOKEN_NUMBER) {
        draft->per_count = p->now.number.millionths / JH_DECIMAL_ONE;
        if (p->now.is_percent || p->now.number.millionths % JH_DECIMAL_ONE || !draft->per_count)
            return refuse(p, &p->now, SAY_EXPR_EXPECTED_WHOLE, NULL);
        rc = accept(p);
    }
    if (rc) return rc;
    if (p->now.kind != JH_TOKEN_NAME) return refuse(p, &p->now, SAY_EXPR_EXPECTED_MEASURE, NULL);
    draft->per = p->now;
    return accept(p);
}

/* `in` before a name converts; before a bracket or a number it asks for membership. */
static jh_code parse_postfix(const jh_syntax **out, parser *p)
{
    jh_code rc = parse_primary(out, p);

    while (!rc && jh_token_is(&p->now, "in") && p->next.kind == JH_TOKEN_NAME) {
        jh_syntax draft = { .shape = JH_SHAPE_CONVERT, .token = p->now, .at = (*out)->at };

        rc = accept(p);
        if (!rc) rc = parse_measure(&draft, p);
        if (!rc) rc = grow_pair(out, p, draft, *out, NULL);
    }
    return rc;
}

static jh_code parse_power(const jh_syntax **out, parser *p)
{
    jh_syntax draft = { .shape = JH_SHAPE_POWER, .op = JH_OP_POWER };
    int sign = 1;
    jh_code rc = parse_postfix(out, p);

    if (rc || !at_sign(p, JH_SIGN_POWER)) return rc;
    draft.token = p->now;
    draft.at = (*out)->at;
    rc = accept(p);
    if (!rc && at_sign(p, JH_SIGN_MINUS)) {
        sign = -1;
        rc = accept(p);
    }
    if (rc) return rc;
    if (p->now.kind != JH_TOKEN_NUMBER || p->now.is_percent
        || p->now.number.millionths % JH_DECIMAL_ONE
        || p->now.number.millionths > 64 * JH_DECIMAL_ONE)
        return refuse(p, &p->now, SAY_EXPR_EXPECTED_EXPONENT, NULL);
    draft.exponent = sign * (int)(p->now.number.millionths / JH_DECIMAL_ONE);
    rc = accept(p);
    if (rc) return rc;
    return grow_pair(out, p, draft, *out, NULL);
}

/* -x and not x share their shape: a prefix before its own kind. */
static jh_code parse_prefix(const jh_syntax **out, parser *p, jh_shape shape,
                            jh_code (*rest)(const jh_syntax **, parser *))
{
    jh_syntax draft = { .shape = shape, .token = p->now, .at = p->now.at };
    jh_code rc;

    if (++p->depth > JH_DEPTH_MAX) {
        (void)refuse(p, &p->now, SAY_EXPR_TOO_DEEP, NULL);
        return JH_BAD_INPUT;
    }
    rc = accept(p);
    if (!rc) rc = rest(out, p);
    p->depth--;
    if (rc) return rc;
    return grow_pair(out, p, draft, *out, NULL);
}

static jh_code parse_unary(const jh_syntax **out, parser *p)
{
    return at_sign(p, JH_SIGN_MINUS) ? parse_prefix(out, p, JH_SHAPE_NEGATE, parse_unary)
                                     : parse_power(out, p);
}

static jh_op operator_of(const jh_token *token, int level)
{
    static const struct {
        jh_sign sign;
        int level;
        jh_op op;
    } operators[] = {
        { JH_SIGN_TIMES, 1, JH_OP_MULTIPLY },  { JH_SIGN_OVER, 1, JH_OP_DIVIDE },
        { JH_SIGN_PLUS, 2, JH_OP_ADD },        { JH_SIGN_MINUS, 2, JH_OP_SUBTRACT },
        { JH_SIGN_EQUAL, 3, JH_OP_EQUAL },     { JH_SIGN_NOT_EQUAL, 3, JH_OP_NOT_EQUAL },
        { JH_SIGN_LESS, 3, JH_OP_LESS },       { JH_SIGN_AT_MOST, 3, JH_OP_AT_MOST },
        { JH_SIGN_GREATER, 3, JH_OP_GREATER }, { JH_SIGN_AT_LEAST, 3, JH_OP_AT_LEAST },
    };
    size_t i;

    if (level == 4) return jh_token_is(token, "and") ? JH_OP_AND : JH_OP_LITERAL;
    if (level == 5) return jh_token_is(token, "or") ? JH_OP_OR : JH_OP_LITERAL;
    for (i = 0; token->kind == JH_TOKEN_SIGN && i < sizeof operators / sizeof *operators; i++)
        if (operators[i].sign == token->sign && operators[i].level == level) return operators[i].op;
    return JH_OP_LITERAL; /* none */
}

static jh_code parse_level(const jh_syntax **out, parser *p, int level,
                           jh_code (*operand)(const jh_syntax **, parser *))
{
    const jh_syntax *right;
    jh_code rc = operand(out, p);

    while (!rc && operator_of(&p->now, level) != JH_OP_LITERAL) {
        jh_syntax draft = { .shape = JH_SHAPE_BINARY,
                            .op = operator_of(&p->now, level),
                            .token = p->now,
                            .at = (*out)->at };

        rc = accept(p);
        if (!rc) rc = operand(&right, p);
        if (!rc) rc = grow_pair(out, p, draft, *out, right);
        /* a < b < c reads like mathematics and would mean something else */
        if (!rc && level == 3 && operator_of(&p->now, level) != JH_OP_LITERAL)
            rc = refuse(p, &p->now, SAY_EXPR_CHAINED, NULL);
    }
    return rc;
}

static jh_code parse_product(const jh_syntax **out, parser *p)
{
    return parse_level(out, p, 1, parse_unary);
}

static jh_code parse_sum(const jh_syntax **out, parser *p)
{
    return parse_level(out, p, 2, parse_product);
}

static jh_code parse_bare_range(const jh_syntax **out, parser *p)
{
    jh_code rc = parse_sum(out, p);

    if (rc) return rc;
    return parse_range(out, p, *out);
}

/* x in (a, b, 50..99) and x in 50..99 */
static jh_code parse_membership(const jh_syntax **out, parser *p)
{
    const jh_syntax *children[JH_CHILDREN_MAX];
    jh_syntax draft = { .shape = JH_SHAPE_IN, .op = JH_OP_IN, .token = p->now, .at = (*out)->at };
    size_t count = 1;
    bool bracket;
    jh_code rc = accept(p);

    children[0] = *out;
    bracket = at_sign(p, JH_SIGN_OPEN);
    if (!rc && bracket) rc = accept(p);
    if (!rc) rc = bracket ? parse_list(children, &count, p) : parse_bare_range(&children[1], p);
    if (!rc && !bracket) count = 2;
    if (!rc && bracket) rc = accept_sign(p, JH_SIGN_CLOSE, ", )");
    if (rc) return rc;
    return grow_node(out, p, draft, children, count);
}

static jh_code parse_operand_of_comparison(const jh_syntax **out, parser *p)
{
    jh_code rc = parse_sum(out, p);

    if (rc || !jh_token_is(&p->now, "in")) return rc;
    return parse_membership(out, p);
}

static jh_code parse_comparison(const jh_syntax **out, parser *p)
{
    return parse_level(out, p, 3, parse_operand_of_comparison);
}

static jh_code parse_not(const jh_syntax **out, parser *p)
{
    return jh_token_is(&p->now, "not") ? parse_prefix(out, p, JH_SHAPE_NOT, parse_not)
                                       : parse_comparison(out, p);
}

static jh_code parse_and(const jh_syntax **out, parser *p)
{
    return parse_level(out, p, 4, parse_not);
}

static jh_code parse_whole(const jh_syntax **out, parser *p)
{
    jh_code rc;

    if (++p->depth > JH_DEPTH_MAX) {
        (void)refuse(p, &p->now, SAY_EXPR_TOO_DEEP, NULL);
        return JH_BAD_INPUT;
    }
    rc = parse_level(out, p, 5, parse_and);
    p->depth--;
    return rc;
}

jh_code jh_syntax_parse(const jh_syntax **out, jh_arena *keep, const jh_expr_text *text,
                        jh_error *err)
{
    parser p = { .lexer = jh_lexer_of(text), .keep = keep, .err = err };
    jh_token start = { .kind = JH_TOKEN_SIGN, .line = p.lexer.line, .column = p.lexer.column };
    jh_code rc;

    if (text->text.size > JH_EXPR_SIZE_MAX) return refuse(&p, &start, SAY_EXPR_TOO_LONG, NULL);
    rc = accept(&p);
    if (!rc) rc = accept(&p);
    if (!rc) rc = parse_whole(out, &p);
    if (!rc && p.now.kind != JH_TOKEN_END) rc = refuse(&p, &p.now, SAY_EXPR_UNEXPECTED, NULL);
    return rc;
}
