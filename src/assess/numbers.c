/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/explain_work.h"
#include "expr/functions.h"

/* How tightly an operator holds; what holds less needs parentheses inside what holds more. */
enum {
    HOLDS_OR = 1,
    HOLDS_AND,
    HOLDS_NOT,
    HOLDS_COMPARE,
    HOLDS_ADD,
    HOLDS_MULTIPLY,
    HOLDS_SIGN,
    HOLDS_POWER,
    HOLDS_WHOLE
};

static const struct {
    const char *sign;
    int holds;
} operators[] = {
    [JH_OP_NEGATE] = { "−", HOLDS_SIGN },         [JH_OP_ADD] = { " + ", HOLDS_ADD },
    [JH_OP_SUBTRACT] = { " − ", HOLDS_ADD },      [JH_OP_MULTIPLY] = { " × ", HOLDS_MULTIPLY },
    [JH_OP_DIVIDE] = { " / ", HOLDS_MULTIPLY },   [JH_OP_POWER] = { "^", HOLDS_POWER },
    [JH_OP_CONVERT] = { " × ", HOLDS_MULTIPLY },  [JH_OP_EQUAL] = { " = ", HOLDS_COMPARE },
    [JH_OP_NOT_EQUAL] = { " ≠ ", HOLDS_COMPARE }, [JH_OP_LESS] = { " < ", HOLDS_COMPARE },
    [JH_OP_AT_MOST] = { " ≤ ", HOLDS_COMPARE },   [JH_OP_GREATER] = { " > ", HOLDS_COMPARE },
    [JH_OP_AT_LEAST] = { " ≥ ", HOLDS_COMPARE },  [JH_OP_IN] = { " in ", HOLDS_COMPARE },
    [JH_OP_AND] = { " and ", HOLDS_AND },         [JH_OP_OR] = { " or ", HOLDS_OR },
    [JH_OP_NOT] = { "not ", HOLDS_NOT }
};

/* ---- leaves ---------------------------------------------------------------------------------- */

/* A longer fraction is for machines: people get six places. The step keeps it whole. */
enum { FRACTION_SIZE = 16 };

static jh_text write_fraction(jh_opening *o, const jh_exact *exact)
{
    jh_text text = jh_exact_write(&o->scratch, exact);
    char digits[JH_DECIMAL_SIZE];
    jh_decimal rounded;

    if (!text.at || text.size <= FRACTION_SIZE || !jh_exact_decimal(&rounded, exact, 6))
        return text;
    return jh_text_format(&o->scratch, "≈%s", jh_decimal_write(digits, rounded, 6));
}

static void write_exact(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    char digits[JH_DECIMAL_SIZE];
    jh_decimal rounded;
    jh_why why = JH_PRESENT;
    jh_exact exact;
    jh_text text = { 0 };

    jh_exact_init(&exact);
    o->failed = jh_expr_exact(&exact, &why, expr,
                              &(jh_expr_ask){ .source = &o->frame->source,
                                              .level = place.level,
                                              .rows = { place.row, 1 },
                                              .bits = 64,
                                              .err = o->err },
                              o->scratch);
    if (o->failed || why)
        text = JH_TEXT("?");
    else if (exact.is_point)
        text = write_fraction(o, &exact);
    else if (jh_exact_decimal(&rounded, &exact, 6) || jh_exact_decimal(&rounded, &exact, 2))
        text = jh_text_of(jh_decimal_write(digits, rounded, 6));
    if (!text.at && !o->failed) o->failed = jh_no_memory(o->err);
    jh_buffer_add(to, text);
    jh_exact_clear(&exact);
}

static void write_claim(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    static const char *const signs[] = { "✗", "✓", "?", "—" }; /* in the order of jh_truth */
    jh_claim claim;

    o->failed = jh_expr_claims(&claim, expr,
                               &(jh_expr_ask){ .source = &o->frame->source,
                                               .level = place.level,
                                               .rows = { place.row, 1 },
                                               .err = o->err },
                               o->scratch);
    if (!o->failed) jh_buffer_add_zero(to, signs[claim.truth]);
}

static void write_code(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    const jh_source *source = &o->frame->source;
    const jh_slice of = { expr->symbol.column, JH_WHOLE, place.level, { place.row, 1 } };
    char date[16];
    int32_t code = -1;

    if (expr->op != JH_OP_COLUMN) {
        jh_buffer_add_zero(to, "…");
        return;
    }
    o->failed = source->codes(source->self, &of, &code);
    if (o->failed) return;
    if (expr->type == JH_TYPE_DATE)
        jh_buffer_add_zero(to, code == INT32_MIN ? "?" : jh_date_write(date, (jh_date){ code }));
    else if (code < 0 || !expr->symbol.codes)
        jh_buffer_add_zero(to, "?");
    else
        jh_buffer_add(to, expr->symbol.codes->labels[code]);
}

static void write_text(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    const jh_source *source = &o->frame->source;
    const jh_slice of = { expr->symbol.column, JH_WHOLE, place.level, { place.row, 1 } };
    jh_text text = { 0 };

    if (expr->op != JH_OP_COLUMN)
        text = JH_TEXT("…");
    else
        o->failed = source->texts(source->self, &of, &text);
    jh_buffer_add(to, text.at ? text : JH_TEXT("?"));
}

void jh_figure_write(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    jh_arena scratch = o->scratch;

    if (o->failed) return;
    if (expr->type == JH_TYPE_NUMBER)
        write_exact(to, o, expr, place);
    else if (expr->type == JH_TYPE_CLAIM)
        write_claim(to, o, expr, place);
    else if (expr->type == JH_TYPE_TEXT)
        write_text(to, o, expr, place);
    else
        write_code(to, o, expr, place);
    o->scratch = scratch;
}

static void write_literal(jh_buffer *to, const jh_expr *expr)
{
    char digits[JH_DECIMAL_SIZE], date[16];

    switch (expr->type) {
    case JH_TYPE_NUMBER:
        jh_buffer_add_zero(to, jh_decimal_write_short(digits, expr->number));
        break;
    case JH_TYPE_CODE:
        jh_buffer_add(to, expr->codes && expr->code >= 0 ? expr->codes->labels[expr->code]
                                                         : expr->text);
        break;
    case JH_TYPE_DATE: jh_buffer_add_zero(to, jh_date_write(date, expr->date)); break;
    default: jh_buffer_add(to, expr->text); break;
    }
}

/* ---- the tree -------------------------------------------------------------------------------- */

static void write(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place, int around);

static int holds(const jh_expr *expr)
{
    if (expr->op < JH_OP_NEGATE || expr->op > JH_OP_NOT) return HOLDS_WHOLE;
    return operators[expr->op].holds;
}

static void write_children(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    size_t i;

    for (i = 0; i < expr->child_count; i++) {
        if (i) jh_buffer_add_zero(to, ", ");
        write(to, o, expr->children[i], place, 0);
    }
}

static void write_factor(jh_buffer *to, const jh_expr *expr)
{
    if (expr->factor_up != 1) jh_buffer_add_format(to, " × %lld", (long long)expr->factor_up);
    if (expr->factor_down != 1) jh_buffer_add_format(to, " / %lld", (long long)expr->factor_down);
}

static void write_operation(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place)
{
    int own = holds(expr);
    size_t i;

    if (expr->op == JH_OP_NEGATE || expr->op == JH_OP_NOT) {
        jh_buffer_add_zero(to, operators[expr->op].sign);
        write(to, o, expr->children[0], place, own);
    } else if (expr->op == JH_OP_CONVERT) {
        write(to, o, expr->children[0], place, own);
        write_factor(to, expr);
    } else if (expr->op == JH_OP_IN) {
        write(to, o, expr->children[0], place, own);
        jh_buffer_add_zero(to, " in (");
        for (i = 1; i < expr->child_count; i++) {
            if (i > 1) jh_buffer_add_zero(to, ", ");
            write(to, o, expr->children[i], place, 0);
        }
        jh_buffer_add_zero(to, ")");
    } else {
        write(to, o, expr->children[0], place, own);
        jh_buffer_add_zero(to, operators[expr->op].sign);
        write(to, o, expr->children[1], place, own + 1);
    }
}

static void write(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place, int around)
{
    bool brackets = holds(expr) < around;

    if (brackets) jh_buffer_add_zero(to, "(");
    switch (expr->op) {
    case JH_OP_LITERAL: write_literal(to, expr); break;
    case JH_OP_COLUMN:
    case JH_OP_DEFINED:
    case JH_OP_SET: jh_figure_write(to, o, expr, place); break;
    case JH_OP_CALL:
        jh_buffer_add_zero(to, jh_functions[expr->function].name);
        jh_buffer_add_zero(to, "(");
        write_children(to, o, expr, place);
        jh_buffer_add_zero(to, ")");
        break;
    default: write_operation(to, o, expr, place); break;
    }
    if (brackets) jh_buffer_add_zero(to, ")");
}

jh_code jh_numbers_write(jh_text *out, jh_opening *o, const jh_expr *expr, jh_place place)
{
    jh_buffer to = jh_buffer_in(o->keep);

    write(&to, o, expr, place, 0);
    if (o->failed) return o->failed;
    return jh_buffer_finish(out, &to, o->err);
}
