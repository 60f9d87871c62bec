/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/check.h"

#include <stdio.h>
#include <string.h>

/* ---- R1..R7: a list of indicators ----------------------------------------------------- */

/* Where the digits at the end of a name begin. */
static size_t stem_size(jh_text name)
{
    size_t size = name.size;

    while (size && name.at[size - 1] >= '0' && name.at[size - 1] <= '9') size--;
    return size;
}

static long number_of(jh_text name, size_t stem)
{
    long number = 0;
    size_t i;

    if (name.size - stem > 6) return -1;
    for (i = stem; i < name.size; i++) number = number * 10 + (name.at[i] - '0');
    return name.size > stem ? number : -1;
}

typedef struct name_list {
    jh_token names[JH_CHILDREN_MAX];
    size_t count;
} name_list;

static jh_code add_name(name_list *list, jh_checker *c, const jh_token *name)
{
    if (list->count == JH_CHILDREN_MAX)
        return jh_check_complain(c, name, SAY_EXPR_TOO_MANY, NULL, NULL);
    list->names[list->count++] = *name;
    return JH_OK;
}

static jh_code add_range(name_list *list, jh_checker *c, const jh_syntax *s)
{
    const jh_token *first = &s->children[0]->token, *last = &s->children[1]->token;
    jh_token name = *first;
    size_t stem = stem_size(first->text);
    long from = number_of(first->text, stem), to = number_of(last->text, stem_size(last->text));
    jh_code rc = JH_OK;

    if (s->children[0]->shape != JH_SHAPE_NAME || s->children[1]->shape != JH_SHAPE_NAME || from < 0
        || to < from || stem != stem_size(last->text)
        || memcmp(first->text.at, last->text.at, stem) != 0)
        return jh_check_complain(c, &s->token, SAY_EXPR_NAME_RANGE, NULL, NULL);
    for (; !rc && from <= to; from++) {
        name.text = jh_text_format(c->keep, "%.*s%ld", (int)stem, first->text.at, from);
        if (!name.text.at) return jh_no_memory(c->err);
        rc = add_name(list, c, &name);
    }
    return rc;
}

static jh_code list_names(name_list *list, jh_checker *c, const jh_syntax *s)
{
    size_t i;
    jh_code rc = JH_OK;

    list->count = 0;
    for (i = 0; !rc && i < s->child_count; i++) {
        if (s->children[i]->shape == JH_SHAPE_RANGE)
            rc = add_range(list, c, s->children[i]);
        else if (s->children[i]->shape == JH_SHAPE_NAME)
            rc = add_name(list, c, &s->children[i]->token);
        else
            rc = jh_check_complain(c, &s->children[i]->token, SAY_EXPR_EXPECTED_INDICATOR, NULL,
                                   NULL);
    }
    return rc;
}

/* ---- a line as a node ----------------------------------------------------------------- */

/* What belongs to an indicator, under the name by which it is written: "line(R1)". */
typedef struct belonging {
    const jh_symbol *indicator;
    const jh_expr *expr;
    const char *function; /* "" = the indicator itself */
} belonging;

static jh_code grow_named(const jh_expr **out, jh_checker *c, const jh_syntax *s, belonging named)
{
    const jh_symbol *indicator = named.indicator;
    jh_expr draft = { .op = JH_OP_DEFINED,
                      .type = JH_TYPE_NUMBER,
                      .level = named.expr->level,
                      .measure = indicator->measure,
                      .depth = (uint16_t)(named.expr->depth + 1),
                      .symbol = *indicator };

    if (*named.function)
        draft.symbol.name =
            jh_text_format(c->keep, "%s(%.*s)", named.function, JH_TEXT_ARGS(indicator->name));
    if (!draft.symbol.name.at) return jh_no_memory(c->err);
    draft.symbol.kind = JH_SYMBOL_DEFINED;
    draft.symbol.defined = named.expr;
    return jh_check_grow(out, c, s, draft);
}

static jh_code find_indicator(jh_symbol *out, jh_checker *c, const jh_token *name)
{
    char words[JH_MESSAGE_ARG_SIZE], where[JH_WHERE_SIZE];
    jh_code rc = jh_check_symbol(out, c, name);

    if (rc) return rc;
    snprintf(words, sizeof words, "%.*s", (int)(name->text.size < 100 ? name->text.size : 100),
             name->text.at);
    if (out->level > c->level) {
        jh_error_fill(c->err, JH_BAD_INPUT, SAY_EXPR_NEEDS_SET,
                      jh_token_where(where, c->text->file, name), words, jh_level_key(out->level),
                      jh_level_key(c->level), NULL);
        return JH_BAD_INPUT;
    }
    out->name = jh_text_copy(c->keep, name->text);
    if (!out->name.at) return jh_no_memory(c->err);
    if (out->kind != JH_SYMBOL_DEFINED || !out->line)
        return jh_check_complain(c, name, SAY_EXPR_NO_LINE, words, NULL);
    return JH_OK;
}

/* value >= line (or <=): met against the line by the judged value, the floor by the exact one. */
static jh_code grow_reaches(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                            const jh_symbol *indicator, jh_function function)
{
    bool is_floor = function == JH_FUNCTION_EVERY_FLOOR;
    const jh_expr *bound = is_floor ? indicator->floor : indicator->line, *a, *b;
    jh_op op = indicator->lower_is_better ? JH_OP_AT_MOST : JH_OP_AT_LEAST;
    const jh_expr *value = !is_floor && indicator->judged ? indicator->judged : indicator->defined;
    bool is_judged = value != indicator->defined;
    jh_code rc;

    if (!bound) return jh_check_complain(c, &s->token, SAY_EXPR_NO_FLOOR, NULL, NULL);
    rc = grow_named(&a, c, s, (belonging){ indicator, value, is_judged ? "judged" : "" });
    if (!rc)
        rc = grow_named(&b, c, s, (belonging){ indicator, bound, is_floor ? "floor" : "line" });
    if (rc) return rc;
    return jh_check_pair(out, c, s, (jh_expr){ .op = op, .type = JH_TYPE_CLAIM },
                         (jh_operands){ a, b });
}

jh_code jh_check_met(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_function function)
{
    const jh_expr *claims[JH_CHILDREN_MAX];
    jh_expr all = { .op = JH_OP_AND, .type = JH_TYPE_CLAIM };
    jh_expr count = { .op = JH_OP_CALL, .type = JH_TYPE_NUMBER, .function = JH_FUNCTION_COUNT_OF };
    name_list *list = JH_NEW(c->keep, name_list);
    jh_symbol indicator;
    size_t i;
    jh_code rc;

    if (!list) return jh_no_memory(c->err);
    rc = list_names(list, c, s);
    for (i = 0; !rc && i < list->count; i++) {
        rc = find_indicator(&indicator, c, &list->names[i]);
        if (!rc) rc = grow_reaches(&claims[i], c, s, &indicator, function);
    }
    if (rc) return rc;
    if (list->count == 0)
        return jh_check_complain(c, &s->token, SAY_EXPR_EXPECTED_INDICATOR, NULL, NULL);
    if (function == JH_FUNCTION_MET)
        return jh_check_grow(out, c, s, jh_check_with(count, claims, list->count));
    *out = claims[0];
    for (i = 1; !rc && i < list->count; i++)
        rc = jh_check_pair(out, c, s, all, (jh_operands){ *out, claims[i] });
    return rc;
}

jh_code jh_check_line(const jh_expr **out, bool *is_one, jh_checker *c, const jh_syntax *s,
                      jh_function function)
{
    const jh_syntax *argument = s->children[0];
    bool is_line = function == JH_FUNCTION_LINE;
    jh_symbol indicator = { 0 };
    const jh_expr *bound;
    jh_code rc = JH_OK;

    *is_one = is_line;
    if (argument->shape != JH_SHAPE_NAME) {
        if (!is_line) return JH_OK;
        return jh_check_complain(c, &argument->token, SAY_EXPR_EXPECTED_INDICATOR, NULL, NULL);
    }
    rc = jh_check_symbol(&indicator, c, &argument->token);
    if (rc) return rc;
    if (!is_line && (indicator.kind != JH_SYMBOL_DEFINED || !indicator.floor)) return JH_OK;
    *is_one = true;
    rc = find_indicator(&indicator, c, &argument->token);
    if (rc) return rc;
    bound = is_line ? indicator.line : indicator.floor;
    return grow_named(out, c, s, (belonging){ &indicator, bound, is_line ? "line" : "floor" });
}
