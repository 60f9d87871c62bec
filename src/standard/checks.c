/* Checks: what is looked at before anything is judged.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

static const char *const methods[JH_CHECK_KIND_COUNT] = { "rule",    "change", "slip",
                                                          "outlier", "copy",   "roster" };

const char *jh_check_kind_key(jh_check_kind kind)
{
    return methods[kind];
}

static bool at_end(const jh_reader *r)
{
    return r->is_bad || r->at >= r->statement->count || r->c->mistakes.no_memory;
}

/* ---- what the statement says --------------------------------------------------------- */

static void read_about(jh_reader *r, jh_draft *d)
{
    static const char *const ends[] = {
        "clause", "doubt", "note", "beyond", "least", "among", NULL
    };
    const jh_token *token;
    size_t i;

    d->each = jh_alloc(r->c->scratch, JH_CHECK_ELEMENTS_MAX, sizeof(const jh_token *));
    if (!d->each) {
        r->c->mistakes.no_memory = true;
        return;
    }
    while (!at_end(r) && jh_reader_token(r)->kind == JH_TOKEN_NAME) {
        for (i = 0; ends[i]; i++)
            if (jh_reader_is(r, ends[i])) return;
        if (d->each_count == JH_CHECK_ELEMENTS_MAX || !jh_reader_name(r, &token)) {
            if (!r->is_bad) jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, "=", NULL);
            return;
        }
        d->each[d->each_count++] = token;
    }
}

static void read_method(jh_reader *r, jh_draft *d)
{
    int factor;
    size_t i;

    for (i = JH_CHECK_CHANGE; i < JH_CHECK_KIND_COUNT; i++)
        if (jh_reader_take(r, methods[i])) d->check.kind = (jh_check_kind)i;
    if (d->check.kind != JH_CHECK_SLIP) return;
    while (!at_end(r) && jh_reader_token(r)->kind == JH_TOKEN_NUMBER) {
        if (d->check.factor_count == JH_CHECK_FACTORS_MAX || !jh_reader_whole(r, &factor, 1000000))
            return;
        d->check.factors[d->check.factor_count++] = factor;
    }
}

static void read_clause(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "beyond", "least", "among", "about", "=",
                                         "clause", "doubt", "note",  NULL };

    if (jh_reader_take(r, "beyond"))
        (void)jh_reader_name(r, &d->beyond);
    else if (jh_reader_take(r, "least"))
        (void)jh_reader_name(r, &d->least);
    else if (jh_reader_take(r, "among"))
        (void)jh_reader_name(r, &d->among);
    else if (jh_reader_take(r, "about"))
        read_about(r, d);
    else if (jh_reader_take_sign(r, JH_SIGN_EQUAL))
        (void)jh_reader_span(r, &d->value, false);
    else if (!jh_reader_remark(r, &d->remarks))
        jh_reader_refuse_word(r, words);
}

static void must_have(jh_reader *r, bool has, const char *what)
{
    if (has || r->is_bad) return;
    r->at = r->statement->count;
    jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, what, NULL);
}

void jh_check_read(jh_reader *r, jh_draft *d)
{
    static const char *const weights[] = { "hard", "soft", NULL };
    jh_check_kind kind;

    d->check.is_hard = jh_reader_is(r, "hard");
    if (!jh_reader_take(r, "hard") && !jh_reader_take(r, "soft")) {
        jh_reader_refuse_word(r, weights);
        return;
    }
    if (!jh_reader_word(r, "of") || !jh_reader_name(r, &d->scope)) return;
    read_method(r, d);
    while (!at_end(r)) read_clause(r, d);
    kind = d->check.kind;
    must_have(r, d->value.statement || kind >= JH_CHECK_COPY, "=");
    must_have(r, d->beyond || kind == JH_CHECK_RULE || kind == JH_CHECK_ROSTER, "beyond");
    must_have(r, d->least || (kind != JH_CHECK_CHANGE && !d->among), "least");
    must_have(r, d->among || kind != JH_CHECK_OUTLIER, "among");
    must_have(r, d->check.factor_count || kind != JH_CHECK_SLIP, "10");
    must_have(r, d->each_count || kind != JH_CHECK_COPY, "about");
}

/* ---- names --------------------------------------------------------------------------- */

static bool find_rows(jh_compiler *c, const jh_draft *d, jh_check *out)
{
    static const char *const levels[JH_LEVEL_COUNT] = { "county", "schools", "parts" };
    const jh_draft *scope;
    unsigned i;

    out->scope = SIZE_MAX;
    for (i = 0; i < JH_LEVEL_COUNT; i++) {
        if (!jh_token_is(d->scope, levels[i])) continue;
        out->level = (jh_level)i;
        return true;
    }
    scope = jh_draft_named(c, d, d->scope, "scope");
    if (!scope) return false;
    out->scope = scope->index;
    out->level = scope->level;
    return true;
}

static bool find_setting(jh_compiler *c, const jh_draft *d, const jh_token *token, size_t *out)
{
    size_t i;

    *out = SIZE_MAX;
    if (!token) return true;
    for (i = 0; i < c->out->setting_count; i++)
        if (jh_text_equal(c->out->settings[i].key, token->text)
            && c->out->settings[i].type == JH_TYPE_NUMBER)
            *out = i;
    if (*out == SIZE_MAX) jh_draft_refuse(c, d, token, SAY_STANDARD_EXPECTED, "setting number");
    return *out != SIZE_MAX;
}

static void add_element(size_t *list, size_t *count, size_t element)
{
    size_t i;

    for (i = 0; i < *count; i++)
        if (list[i] == element) return;
    if (*count < JH_CHECK_ELEMENTS_MAX) list[(*count)++] = element;
}

static void walk(const jh_expr *e, size_t *list, size_t *count)
{
    size_t i;

    if (!e) return;
    if (e->op == JH_OP_COLUMN && JH_COLUMN_KIND(e->symbol.column) == JH_COLUMN_ELEMENT)
        add_element(list, count, JH_COLUMN_INDEX(e->symbol.column));
    if (e->op == JH_OP_DEFINED) walk(e->symbol.defined, list, count);
    for (i = 0; i < e->child_count; i++) walk(e->children[i], list, count);
}

static bool find_elements(jh_compiler *c, const jh_draft *d, jh_check *out)
{
    size_t *list = jh_keep(c, JH_CHECK_ELEMENTS_MAX, sizeof *list);
    size_t i, element;

    if (!list) return false;
    for (i = 0; i < d->each_count; i++) {
        element = jh_standard_element(c->out, d->each[i]->text);
        if (element == SIZE_MAX) {
            jh_draft_refuse(c, d, d->each[i], SAY_STANDARD_EXPECTED, "element");
            return false;
        }
        add_element(list, &out->element_count, element);
    }
    walk(out->value, list, &out->element_count);
    out->elements = list;
    return true;
}

static bool compile_value(jh_compiler *c, const jh_draft *d, jh_check *out)
{
    bool is_claim = out->kind == JH_CHECK_RULE;

    if (out->kind >= JH_CHECK_COPY) return true;
    c->reading = JH_READ_JUDGED;
    out->value = jh_compile_span(c, &d->value, out->level);
    if (!out->value) return false;
    if (is_claim) return jh_must_be_claim(c, out->value, &d->value);
    if (out->value->type == JH_TYPE_NUMBER) return true;
    jh_draft_refuse(c, d, jh_span_token(&d->value), SAY_STANDARD_EXPECTED_NUMBER, NULL);
    return false;
}

void jh_checks_finish(jh_compiler *c)
{
    jh_check *list = jh_keep(c, jh_count_drafts(c, "check") + 1, sizeof *list);
    size_t i;

    if (!list) return;
    c->out->checks = list;
    for (i = 0; i < c->draft_count && !c->mistakes.no_memory; i++) {
        const jh_draft *d = &c->drafts[i];
        jh_check *out = &list[c->out->check_count];
        if (!jh_text_equal(d->keyword, JH_TEXT("check")) || d->is_bad) continue;
        *out = d->check;
        out->key = d->key;
        out->title = d->title;
        out->remarks = d->remarks;
        if (find_rows(c, d, out) && find_setting(c, d, d->beyond, &out->beyond)
            && find_setting(c, d, d->least, &out->least)
            && find_setting(c, d, d->among, &out->among) && compile_value(c, d, out)
            && find_elements(c, d, out))
            c->out->check_count++;
    }
}
