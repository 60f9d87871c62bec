/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/functions.h"
#include "expr/lexer.h"

/* How tightly a node binds; docs/language.md §3, loosest first. */
enum { LOOSE = 0, OR, AND, NOT, COMPARE, SUM, PRODUCT, UNARY, POWER, POSTFIX, PRIMARY };

static const struct {
    int binds;
    const char *sign;
} operators[] = {
    [JH_OP_NEGATE] = { UNARY, "-" },       [JH_OP_ADD] = { SUM, " + " },
    [JH_OP_SUBTRACT] = { SUM, " - " },     [JH_OP_MULTIPLY] = { PRODUCT, " * " },
    [JH_OP_DIVIDE] = { PRODUCT, " / " },   [JH_OP_POWER] = { POWER, " ^ " },
    [JH_OP_EQUAL] = { COMPARE, " = " },    [JH_OP_NOT_EQUAL] = { COMPARE, " != " },
    [JH_OP_LESS] = { COMPARE, " < " },     [JH_OP_AT_MOST] = { COMPARE, " <= " },
    [JH_OP_GREATER] = { COMPARE, " > " },  [JH_OP_AT_LEAST] = { COMPARE, " >= " },
    [JH_OP_AND] = { AND, " and " },        [JH_OP_OR] = { OR, " or " },
    [JH_OP_NOT] = { NOT, "not " },         [JH_OP_IN] = { COMPARE, " in " },
    [JH_OP_CONVERT] = { POSTFIX, " in " }, [JH_OP_SET] = { PRIMARY, "" },
};

static void write_node(jh_buffer *out, const jh_expr *x, int around);

/* Plain where the lexer reads it back as one name, else between backquotes. */
static void write_name(jh_buffer *out, jh_text name)
{
    const jh_expr_text text = { .text = name };
    jh_lexer lexer = jh_lexer_of(&text);
    jh_token token;
    bool plain = !jh_lexer_next(&token, &lexer, NULL) && token.kind == JH_TOKEN_NAME
                 && token.text.size == name.size && !token.is_quoted;
    bool made = jh_text_ends(name, JH_TEXT(")")) && jh_text_contains(name, JH_TEXT("("));

    if (!plain && !made) jh_buffer_add_zero(out, "`");
    jh_buffer_add(out, name);
    if (!plain && !made) jh_buffer_add_zero(out, "`");
}

static void write_literal(jh_buffer *out, const jh_expr *x)
{
    char digits[JH_DECIMAL_SIZE], date[16];

    switch (x->type) {
    case JH_TYPE_NUMBER: jh_buffer_add_zero(out, jh_decimal_write_short(digits, x->number)); break;
    case JH_TYPE_CLAIM: jh_buffer_add_zero(out, x->code == JH_YES ? "yes" : "no"); break;
    case JH_TYPE_CODE: jh_buffer_add(out, x->text); break;
    case JH_TYPE_TEXT:
        jh_buffer_add_zero(out, "\"");
        jh_buffer_add(out, x->text);
        jh_buffer_add_zero(out, "\"");
        break;
    case JH_TYPE_DATE: jh_buffer_add_zero(out, jh_date_write(date, x->date)); break;
    }
}

static void write_list(jh_buffer *out, const jh_expr *x, size_t first)
{
    size_t i;

    for (i = first; i < x->child_count; i++) {
        if (i > first) jh_buffer_add_zero(out, ", ");
        write_node(out, x->children[i], LOOSE);
    }
}

static void write_clause(jh_buffer *out, const char *word, const jh_expr *x)
{
    if (!x) return;
    jh_buffer_add_zero(out, word);
    write_node(out, x, LOOSE);
}

static void write_set(jh_buffer *out, const jh_expr *x)
{
    char digits[JH_DECIMAL_SIZE];

    jh_buffer_add_zero(out, jh_functions[x->function].name);
    jh_buffer_add_zero(out, "(");
    if (x->child_count)
        write_list(out, x, 0);
    else
        jh_buffer_add(out, x->symbol.name);
    if (jh_functions[x->function].most == 2) {
        jh_buffer_add_zero(out, ", ");
        jh_buffer_add_zero(out, jh_decimal_write_short(digits, x->number));
    }
    write_clause(out, " weight ", x->weight);
    if (x->child_count && x->symbol.name.size) {
        jh_buffer_add_zero(out, " over ");
        write_name(out, x->symbol.name);
    }
    write_clause(out, " where ", x->where);
    write_clause(out, " by ", x->by);
    jh_buffer_add_zero(out, ")");
}

static void write_call(jh_buffer *out, const jh_expr *x)
{
    bool has_whole =
        x->function == JH_FUNCTION_PERIOD || (x->function == JH_FUNCTION_ROUND && x->code != 0);

    jh_buffer_add_zero(out, jh_functions[x->function].name);
    jh_buffer_add_zero(out, "(");
    write_list(out, x, 0);
    if (has_whole) jh_buffer_add_format(out, ", %d", x->code);
    jh_buffer_add_zero(out, ")");
}

static void write_operator(jh_buffer *out, const jh_expr *x)
{
    int binds = operators[x->op].binds;
    bool flat = binds == COMPARE; /* comparisons do not chain */

    if (x->op == JH_OP_NEGATE || x->op == JH_OP_NOT) {
        jh_buffer_add_zero(out, operators[x->op].sign);
        write_node(out, x->children[0], binds);
        return;
    }
    write_node(out, x->children[0], binds + (flat || x->op == JH_OP_POWER));
    jh_buffer_add_zero(out, operators[x->op].sign);
    if (x->op == JH_OP_CONVERT) {
        jh_buffer_add(out, x->text);
    } else if (x->op == JH_OP_POWER) {
        jh_buffer_add_format(out, "%d", x->code);
    } else if (x->op == JH_OP_IN) {
        jh_buffer_add_zero(out, "(");
        write_list(out, x, 1);
        jh_buffer_add_zero(out, ")");
    } else {
        write_node(out, x->children[1], binds + 1);
    }
}

static void write_node(jh_buffer *out, const jh_expr *x, int around)
{
    bool bracket = operators[x->op].binds && operators[x->op].binds < around;

    if (bracket) jh_buffer_add_zero(out, "(");
    switch (x->op) {
    case JH_OP_LITERAL: write_literal(out, x); break;
    case JH_OP_COLUMN:
    case JH_OP_DEFINED:
        write_name(out, x->symbol.name);
        if (x->stage) jh_buffer_add_format(out, "[%s]", jh_stage_key(x->stage));
        break;
    case JH_OP_CALL: write_call(out, x); break;
    case JH_OP_SET: write_set(out, x); break;
    default: write_operator(out, x); break;
    }
    if (bracket) jh_buffer_add_zero(out, ")");
}

jh_code jh_expr_write(jh_buffer *out, const jh_expr *expr, jh_error *err)
{
    write_node(out, expr, LOOSE);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
