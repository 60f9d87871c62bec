/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/check.h"

#include <stdio.h>

/* The set a function ranges over, by name; `schools` and `parts` mean every row unless the scope
 * says otherwise. */
static jh_code find_set(jh_symbol *out, bool *found, jh_checker *c, const jh_token *name)
{
    jh_code rc = JH_NOT_FOUND;

    *out = (jh_symbol){ .kind = JH_SYMBOL_SET, .level = JH_SCHOOL };
    if (c->scope && c->scope->find) rc = c->scope->find(c->scope->self, name->text, out, c->err);
    if (rc == JH_NOT_FOUND) {
        *found = jh_token_is(name, "schools") || jh_token_is(name, "parts");
        *out = (jh_symbol){ .kind = JH_SYMBOL_SET };
        out->level = jh_token_is(name, "parts") ? JH_PART : JH_SCHOOL;
        rc = JH_OK;
    } else {
        *found = !rc && out->kind == JH_SYMBOL_SET;
    }
    if (rc || !*found) return rc;
    out->name = jh_text_copy(c->keep, name->text);
    return out->name.at ? JH_OK : jh_no_memory(c->err);
}

/* Fills draft->symbol and set_level; *is_rows = the only argument was the set itself. */
static jh_code choose_set(jh_expr *draft, bool *is_rows, jh_checker *c, const jh_syntax *s)
{
    const jh_syntax *first = s->child_count ? s->children[0] : NULL;
    char words[JH_MESSAGE_ARG_SIZE];
    bool found = false;
    jh_code rc = JH_OK;

    *is_rows = false;
    if (s->word.kind == JH_TOKEN_NAME) {
        rc = find_set(&draft->symbol, &found, c, &s->word);
        if (rc) return rc;
        snprintf(words, sizeof words, "%.*s",
                 (int)(s->word.text.size < 100 ? s->word.text.size : 100), s->word.text.at);
        if (!found) return jh_check_complain(c, &s->word, SAY_EXPR_NO_SET, words, NULL);
    } else if (draft->function == JH_FUNCTION_COUNT && first && first->shape == JH_SHAPE_NAME) {
        rc = find_set(&draft->symbol, is_rows, c, &first->token);
        found = *is_rows;
    }
    if (rc) return rc;
    if (!found) {
        draft->symbol = (jh_symbol){ .kind = JH_SYMBOL_SET, .name = JH_TEXT("") };
        draft->symbol.level = c->level == JH_COUNTY ? JH_SCHOOL : JH_PART;
    }
    draft->set_level = draft->symbol.level;
    return JH_OK;
}

/* The second argument of quantile and atkinson: a literal. */
static jh_code check_parameter(jh_expr *draft, jh_checker *c, const jh_syntax *s)
{
    bool is_quantile = draft->function == JH_FUNCTION_QUANTILE;
    bool has = draft->function == JH_FUNCTION_ATKINSON || is_quantile;
    int64_t most = is_quantile ? JH_DECIMAL_ONE : 20 * JH_DECIMAL_ONE;

    if (!has) return JH_OK;
    if (s->child_count != 2 || s->children[1]->shape != JH_SHAPE_NUMBER
        || s->children[1]->token.number.millionths > most
        || (!is_quantile && s->children[1]->token.number.millionths == 0))
        return jh_check_complain(c, &s->token, SAY_EXPR_PARAMETER,
                                 jh_functions[draft->function].name, is_quantile ? "0…1" : "0…20");
    draft->number = s->children[1]->token.number;
    return JH_OK;
}

static jh_code check_weight(jh_expr *draft, jh_checker *c, const jh_syntax *s)
{
    const jh_function_about *about = &jh_functions[draft->function];

    if (!s->weight && about->weighting != JH_WEIGHT_MUST) return JH_OK;
    if (!s->weight)
        return jh_check_complain(c, &s->token, SAY_EXPR_WEIGHT_MISSING, about->name, NULL);
    if (about->weighting == JH_WEIGHT_NO)
        return jh_check_complain(c, &s->token, SAY_EXPR_WEIGHT_UNUSED, about->name, NULL);
    return jh_check_number(&draft->weight, c, s->weight);
}

/* Everything that speaks of the rows of the set. */
static jh_code check_inside(jh_expr *draft, const jh_expr **x, jh_checker *c, const jh_syntax *s)
{
    const jh_function_about *about = &jh_functions[draft->function];
    bool of_claims = about->result == JH_RESULT_SHARE || draft->function == JH_FUNCTION_COUNT;
    jh_code rc = JH_OK;

    if (x)
        rc = of_claims ? jh_check_claim(x, c, s->children[0])
                       : jh_check_number(x, c, s->children[0]);
    if (!rc) rc = check_weight(draft, c, s);
    if (!rc && s->where) rc = jh_check_claim(&draft->where, c, s->where);
    return rc;
}

/* What the result is measured in. */
static jh_code check_result(jh_expr *draft, const jh_expr *x, jh_checker *c, const jh_syntax *s)
{
    draft->measure = JH_PURE_NUMBER;
    draft->type = draft->function <= JH_FUNCTION_NONE ? JH_TYPE_CLAIM : JH_TYPE_NUMBER;
    if (!x || jh_functions[draft->function].result != JH_RESULT_SAME) return JH_OK;
    draft->measure = x->measure;
    draft->any_measure = x->any_measure;
    if (draft->function != JH_FUNCTION_SUM || !draft->weight) return JH_OK;
    draft->any_measure = x->any_measure && draft->weight->any_measure;
    if (!jh_measure_multiply(&draft->measure, &x->measure, &draft->weight->measure))
        return jh_check_complain(c, &s->token, SAY_EXPR_MEASURE_RANGE, NULL, NULL);
    return JH_OK;
}

/* Which rows share a result: `by` → the rows of a group; rows below the current row → that row;
 * otherwise one for the county. influence has one a row of its set. */
static jh_code check_extent(jh_expr *draft, jh_checker *c, const jh_syntax *s)
{
    jh_function function = (jh_function)draft->function;
    bool inner = function == JH_FUNCTION_BETWEEN || function == JH_FUNCTION_WITHIN;
    jh_level here = c->level;
    jh_code rc;

    if (inner && !s->by)
        return jh_check_complain(c, &s->token, SAY_EXPR_BY_MISSING, jh_functions[function].name,
                                 NULL);
    if (function == JH_FUNCTION_INFLUENCE && draft->set_level > here)
        return jh_check_complain(c, &s->token, SAY_EXPR_INFLUENCE, NULL, NULL);
    draft->level = draft->set_level > here ? here : JH_COUNTY;
    if (s->by) {
        if (inner || draft->set_level < here) c->level = draft->set_level;
        rc = jh_check(&draft->by, c, s->by);
        c->level = here;
        if (rc) return rc;
        if (draft->by->type == JH_TYPE_NUMBER)
            return jh_check_complain(c, &s->by->token, SAY_EXPR_BY_NUMBER, NULL, NULL);
        if (!inner) draft->level = draft->by->level;
    }
    if (function == JH_FUNCTION_INFLUENCE) draft->level = draft->set_level;
    return JH_OK;
}

jh_code jh_check_set(const jh_expr **out, jh_checker *c, const jh_syntax *s, jh_function function)
{
    jh_expr draft = { .op = JH_OP_SET, .function = (uint16_t)function };
    jh_level here = c->level;
    const jh_expr *x = NULL;
    bool is_rows;
    jh_code rc = choose_set(&draft, &is_rows, c, s);

    if (!rc) rc = check_extent(&draft, c, s);
    if (!rc) rc = check_parameter(&draft, c, s);
    if (rc) return rc;
    c->level = draft.set_level;
    rc = check_inside(&draft, is_rows ? NULL : &x, c, s);
    c->level = here;
    if (!rc) rc = check_result(&draft, x, c, s);
    if (rc) return rc;
    if (draft.symbol.defined) draft.depth = (uint16_t)(draft.symbol.defined->depth + 1);
    return jh_check_grow(out, c, s, jh_check_with(draft, &x, x ? 1 : 0));
}
