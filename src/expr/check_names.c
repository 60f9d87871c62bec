/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/check.h"

#include <stdio.h>
#include <string.h>

enum { NEAR_MAX = 3 };

static size_t characters(jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);
    size_t count = 0;

    for (; at < end; count++) jh_text_next(&at, end);
    return count;
}

jh_text jh_name_nearest(jh_text name, const jh_text *names, size_t count)
{
    size_t i, distance, length = characters(name), best = length / 3 > 1 ? length / 3 : 1;
    jh_text nearest = { "", 0 };

    if (best > NEAR_MAX) best = NEAR_MAX;
    for (i = 0; i < count && length; i++) {
        distance = jh_text_distance(name, names[i], best);
        if (distance > best || (distance == best && nearest.size)) continue;
        if (distance >= length || distance >= characters(names[i])) continue; /* all different */
        nearest = names[i];
        best = distance;
    }
    return nearest;
}

static void cut(char out[JH_MESSAGE_ARG_SIZE], jh_text text)
{
    snprintf(out, JH_MESSAGE_ARG_SIZE, "%.*s",
             (int)(text.size < JH_MESSAGE_ARG_SIZE ? text.size : JH_MESSAGE_ARG_SIZE - 1), text.at);
}

static jh_code unknown_name(jh_checker *c, const jh_token *name)
{
    char words[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE];
    jh_text nearest = c->scope && c->scope->nearest ? c->scope->nearest(c->scope->self, name->text)
                                                    : (jh_text){ "", 0 };

    cut(words, name->text);
    cut(near, nearest);
    return jh_check_complain(
        c, name, nearest.size ? SAY_EXPR_UNKNOWN_NAME_NEAR : SAY_EXPR_UNKNOWN_NAME, words, near);
}

jh_code jh_check_symbol(jh_symbol *out, jh_checker *c, const jh_token *name)
{
    char where[JH_WHERE_SIZE];
    jh_code rc = JH_NOT_FOUND;

    *out = (jh_symbol){ .measure = JH_PURE_NUMBER };
    if (c->scope && c->scope->find) rc = c->scope->find(c->scope->self, name->text, out, c->err);
    if (rc == JH_NOT_FOUND) return unknown_name(c, name);
    if (rc && c->err && !c->err->where[0])
        jh_error_within(c->err, jh_token_where(where, c->text->file, name));
    if (!rc && out->measure.scale_up == 0) out->measure = JH_PURE_NUMBER;
    return rc;
}

static jh_code too_fine(jh_checker *c, const jh_syntax *s, const jh_symbol *symbol)
{
    char name[JH_MESSAGE_ARG_SIZE], where[JH_WHERE_SIZE];

    cut(name, symbol->name.size ? symbol->name : s->token.text);
    return jh_fail(c->err, JH_BAD_INPUT,
                   symbol->by_stage ? SAY_EXPR_NEEDS_INDEX : SAY_EXPR_NEEDS_SET,
                   jh_token_where(where, c->text->file, &s->token), name,
                   jh_level_key(symbol->level), jh_level_key(c->level), NULL);
}

static jh_code grow_symbol(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                           const jh_symbol *symbol)
{
    jh_expr draft = { .op = symbol->kind == JH_SYMBOL_COLUMN ? JH_OP_COLUMN : JH_OP_DEFINED,
                      .type = symbol->type,
                      .level = symbol->level,
                      .measure = symbol->measure,
                      .codes = symbol->codes,
                      .symbol = *symbol };

    if (symbol->kind == JH_SYMBOL_COLUMN) {
        if (draft.level > c->level) draft.level = c->level; /* shared, seen as a whole */
    } else {
        draft.level = symbol->defined->level;
        draft.any_measure = symbol->defined->any_measure;
        draft.depth = (uint16_t)(symbol->defined->depth + 1);
    }
    return jh_check_grow(out, c, s, draft);
}

jh_code jh_check_name(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_symbol symbol;
    char name[JH_MESSAGE_ARG_SIZE];
    jh_code rc = jh_check_symbol(&symbol, c, &s->token);
    bool is_whole;

    if (rc) return rc;
    cut(name, s->token.text);
    if (symbol.kind == JH_SYMBOL_SET)
        return jh_check_complain(c, &s->token, SAY_EXPR_SET_AS_VALUE, name, NULL);
    is_whole = symbol.kind == JH_SYMBOL_COLUMN && symbol.shared && c->level == JH_SCHOOL;
    if (symbol.level > c->level && !is_whole) return too_fine(c, s, &symbol);
    if (!symbol.name.size) symbol.name = s->token.text;
    symbol.name = jh_text_copy(c->keep, symbol.name);
    if (!symbol.name.at) return jh_no_memory(c->err);
    return grow_symbol(out, c, s, &symbol);
}

/* ---- name[stage] ---------------------------------------------------------------------- */

static jh_code grow_stage(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                          const jh_symbol *symbol, jh_stage stage)
{
    jh_expr draft = { .op = JH_OP_COLUMN,
                      .type = symbol->type,
                      .level = c->level < JH_SCHOOL ? c->level : JH_SCHOOL,
                      .measure = symbol->measure,
                      .codes = symbol->codes,
                      .symbol = *symbol,
                      .stage = stage };

    return jh_check_grow(out, c, s, draft);
}

typedef struct stage_list {
    const jh_stage *stages;
    size_t count;
} stage_list;

static jh_code sum_stages(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                          const jh_symbol *symbol, stage_list list)
{
    jh_expr sum = { .op = JH_OP_ADD, .type = JH_TYPE_NUMBER, .measure = symbol->measure };
    const jh_expr *term;
    size_t i;
    jh_code rc;

    if (symbol->type != JH_TYPE_NUMBER || list.count == 0)
        return jh_check_complain(c, &s->word, SAY_EXPR_EXPECTED_STAGE, NULL, NULL);
    rc = grow_stage(out, c, s, symbol, list.stages[0]);
    for (i = 1; !rc && i < list.count; i++) {
        rc = grow_stage(&term, c, s, symbol, list.stages[i]);
        if (!rc) rc = jh_check_pair(out, c, s, sum, (jh_operands){ *out, term });
    }
    return rc;
}

jh_code jh_check_index(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    static const jh_stage every[] = { JH_PREPRIMARY, JH_PRIMARY, JH_JUNIOR, JH_SENIOR };
    char name[JH_MESSAGE_ARG_SIZE];
    jh_symbol symbol;
    int stage;
    jh_code rc = jh_check_symbol(&symbol, c, &s->token);

    if (rc) return rc;
    cut(name, s->token.text);
    if (symbol.kind != JH_SYMBOL_COLUMN || !symbol.by_stage)
        return jh_check_complain(c, &s->token, SAY_EXPR_NOT_BY_STAGE, name, NULL);
    if (!symbol.name.size) symbol.name = s->token.text;
    symbol.name = jh_text_copy(c->keep, symbol.name);
    if (!symbol.name.at) return jh_no_memory(c->err);
    if (jh_token_is(&s->word, "compulsory") && c->scope->stage_count)
        return sum_stages(out, c, s, &symbol,
                          (stage_list){ c->scope->stages, c->scope->stage_count });
    if (jh_token_is(&s->word, "all"))
        return sum_stages(out, c, s, &symbol, (stage_list){ every, 4 });
    for (stage = JH_PREPRIMARY; stage < JH_STAGE_COUNT; stage++)
        if (jh_token_is(&s->word, jh_stage_key((jh_stage)stage)))
            return grow_stage(out, c, s, &symbol, (jh_stage)stage);
    return jh_check_complain(c, &s->word, SAY_EXPR_EXPECTED_STAGE, NULL, NULL);
}

/* ---- x in MEASURE --------------------------------------------------------------------- */

static jh_code find_measure(jh_measure *out, jh_checker *c, const jh_token *name)
{
    char words[JH_MESSAGE_ARG_SIZE];

    if (c->scope && c->scope->measure && c->scope->measure(c->scope->self, name->text, out))
        return JH_OK;
    cut(words, name->text);
    return jh_check_complain(c, name, SAY_EXPR_UNKNOWN_MEASURE, words, NULL);
}

static jh_code read_measure(jh_measure *out, jh_checker *c, const jh_syntax *s)
{
    jh_measure per, times = JH_PURE_NUMBER;
    jh_code rc = find_measure(out, c, &s->word);

    if (rc || s->per.kind == JH_TOKEN_END) return rc;
    rc = find_measure(&per, c, &s->per);
    if (rc) return rc;
    times.scale_up = s->per_count;
    if (!jh_measure_multiply(&per, &per, &times) || !jh_measure_divide(out, out, &per))
        return jh_check_complain(c, &s->per, SAY_EXPR_MEASURE_RANGE, NULL, NULL);
    return JH_OK;
}

jh_code jh_check_convert(const jh_expr **out, jh_checker *c, const jh_syntax *s)
{
    jh_expr draft = { .op = JH_OP_CONVERT, .type = JH_TYPE_NUMBER };
    jh_text whole = c->text->text;
    char words[JH_MESSAGE_ARG_SIZE];
    const jh_expr *x;
    jh_measure factor;
    jh_code rc = jh_check_number(&x, c, s->children[0]);

    if (!rc) rc = read_measure(&draft.measure, c, s);
    if (rc) return rc;
    draft.text = jh_text_copy(c->keep, (jh_text){ whole.at + s->word.at, s->end - s->word.at });
    if (!draft.text.at) return jh_no_memory(c->err);
    draft.factor_up = draft.factor_down = 1;
    if (!x->any_measure) { /* a literal number is simply given its measure: 6000 in yuan */
        if (!jh_measure_same_kind(&x->measure, &draft.measure))
            return jh_check_complain(c, &s->token, SAY_EXPR_OTHER_KIND,
                                     jh_check_words(words, c, s->children[0]), NULL);
        if (!jh_measure_divide(&factor, &x->measure, &draft.measure))
            return jh_check_complain(c, &s->token, SAY_EXPR_MEASURE_RANGE, NULL, NULL);
        draft.factor_up = factor.scale_up;
        draft.factor_down = factor.scale_down;
    }
    return jh_check_pair(out, c, s, draft, (jh_operands){ x, NULL });
}
