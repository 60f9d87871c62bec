/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

static bool is_keyword(const jh_statement *s, const char *word)
{
    return s && jh_token_is(&s->tokens[0], word);
}

static size_t count_statements(const jh_compiler *c, const char *word)
{
    size_t i, count = 0;

    for (i = 0; i < c->statement_count; i++) count += is_keyword(c->statements[i], word);
    return count;
}

/* ---- elements ------------------------------------------------------------------------ */

static void read_extent(jh_reader *r, jh_element *e)
{
    static const char *const words[] = { "by", "shared", "of", NULL };
    static const char *const of[] = { "school", "county", NULL };

    if (jh_reader_take(r, "by")) {
        e->extent = JH_BY_STAGE;
        (void)jh_reader_word(r, "stage");
    } else if (jh_reader_take(r, "shared")) {
        e->extent = JH_SHARED;
    } else if (!jh_reader_take(r, "of")) {
        jh_reader_refuse_word(r, words);
    } else if (jh_reader_take(r, "school")) {
        e->extent = JH_OF_SCHOOL;
    } else if (jh_reader_take(r, "county")) {
        e->extent = JH_OF_COUNTY;
    } else {
        jh_reader_refuse_word(r, of);
    }
}

static void read_merge(jh_reader *r, jh_element *e)
{
    static const char *const words[] = { "sum", "max", "main", "all", NULL };
    int i;

    for (i = 0; words[i]; i++)
        if (jh_reader_take(r, words[i])) {
            e->merge = (jh_merge)i;
            if (e->merge != JH_MERGE_SUM) e->divide = JH_DIVIDE_KEEP;
            return;
        }
    jh_reader_refuse_word(r, words);
}

static void read_divide(jh_reader *r, jh_element *e)
{
    static const char *const words[] = { "share", "keep", "state", NULL };
    /* Half of a largest class, or of a yes, is nothing. */
    size_t i, first = e->merge == JH_MERGE_SUM && !e->is_yes_no ? 0 : 1;

    for (i = first; words[i]; i++)
        if (jh_reader_take(r, words[i])) {
            e->divide = (jh_divide)i;
            return;
        }
    jh_reader_refuse_word(r, words + first);
}

static void read_aliases(jh_reader *r, jh_element *e, size_t *capacity)
{
    if (jh_reader_token(r)->kind != JH_TOKEN_STRING) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_TEXT, NULL, NULL);
        return;
    }
    while (jh_reader_token(r)->kind == JH_TOKEN_STRING) {
        jh_text *grown = jh_grow(r->c->keep, (void *)(uintptr_t)e->aliases, capacity,
                                 e->alias_count + 1, sizeof *grown);

        if (!grown) {
            r->c->mistakes.no_memory = true;
            return;
        }
        e->aliases = grown;
        (void)jh_reader_text(r, &grown[e->alias_count++]);
    }
}

static void read_filled_by(jh_reader *r, jh_element *e)
{
    const jh_token *token;

    if (jh_reader_name(r, &token)) e->filled_by = token->text;
}

static void read_element_clause(jh_reader *r, jh_element *e, size_t *capacity)
{
    static const char *const words[] = { "required", "whole",     "signed", "aliases",
                                         "table",    "filled_by", "merge",  "divide",
                                         "clause",   "doubt",     "note",   NULL };

    if (jh_reader_remark(r, &e->remarks)) return;
    if (jh_reader_take(r, "required"))
        e->is_required = true;
    else if (jh_reader_take(r, "whole"))
        e->is_whole = true;
    else if (jh_reader_take(r, "signed"))
        e->may_be_negative = true;
    else if (jh_reader_take(r, "aliases"))
        read_aliases(r, e, capacity);
    else if (jh_reader_take(r, "table"))
        (void)jh_reader_text(r, &e->table);
    else if (jh_reader_take(r, "filled_by"))
        read_filled_by(r, e);
    else if (jh_reader_take(r, "merge"))
        read_merge(r, e);
    else if (jh_reader_take(r, "divide"))
        read_divide(r, e);
    else
        jh_reader_refuse_word(r, words);
}

static jh_element read_element(jh_compiler *c, const jh_statement *s)
{
    jh_reader r = jh_reader_of(c, s);
    jh_element e = { .key = s->tokens[1].text,
                     .measure = JH_PURE_NUMBER,
                     .remarks = { .standard = s->page->key, .line = s->tokens[0].line } };
    size_t capacity = 0;

    r.at = 2;
    e.measure_title = e.filled_by = e.table = (jh_text){ "", 0 };
    if (!jh_reader_text(&r, &e.title)) return e;
    e.is_yes_no = jh_reader_take(&r, "yesno");
    if (!e.is_yes_no && !jh_reader_measure(&r, &e.measure, &e.measure_title)) return e;
    if (e.is_yes_no) e.merge = JH_MERGE_MAIN;
    if (e.is_yes_no) e.divide = JH_DIVIDE_KEEP;
    read_extent(&r, &e);
    while (!r.is_bad && r.at < s->count) read_element_clause(&r, &e, &capacity);
    return e;
}

static void name_element(jh_compiler *c, const jh_element *e, size_t index)
{
    jh_named *name = jh_name_add(c, e->key, JH_NAME_COLUMN, NULL);

    if (!name) return;
    name->symbol[0] = (jh_symbol){
        .kind = JH_SYMBOL_COLUMN,
        .name = e->key,
        .type = e->is_yes_no ? JH_TYPE_CLAIM : JH_TYPE_NUMBER,
        .level = e->extent <= JH_SHARED      ? JH_PART
                 : e->extent == JH_OF_SCHOOL ? JH_SCHOOL
                                             : JH_COUNTY,
        .measure = e->measure,
        .by_stage = e->extent <= JH_SHARED,
        .shared = e->extent == JH_SHARED,
        .not_negative = !e->may_be_negative,
        .column = JH_COLUMN_ID(JH_COLUMN_ELEMENT, index),
    };
}

/* An attested item or a veto asks the county one yes/no figure. */
static jh_element attestation_of(jh_compiler *c, const jh_statement *s)
{
    jh_text title = s->count > 2 && s->tokens[2].kind == JH_TOKEN_STRING ? s->tokens[2].text
                                                                         : s->tokens[1].text;

    return (jh_element){ .key = jh_keep_text(c, "attest_%.*s", JH_TEXT_ARGS(s->tokens[1].text)),
                         .title = title,
                         .measure_title = { "", 0 },
                         .measure = JH_PURE_NUMBER,
                         .extent = JH_OF_COUNTY,
                         .merge = JH_MERGE_MAIN,
                         .divide = JH_DIVIDE_KEEP,
                         .is_yes_no = true,
                         .is_attestation = true,
                         .table = { "", 0 },
                         .filled_by = JH_TEXT("county"),
                         .remarks = { .standard = s->page->key, .line = s->tokens[0].line } };
}

static bool is_attested(const jh_statement *s)
{
    size_t i;

    if (is_keyword(s, "veto")) return true;
    if (!is_keyword(s, "item")) return false;
    for (i = 2; i < s->count; i++)
        if (jh_token_is(&s->tokens[i], "attested")) return true;
    return false;
}

static void read_elements(jh_compiler *c)
{
    size_t i, most = c->statement_count;
    jh_element *list = jh_keep(c, most + 1, sizeof *list);
    jh_standard *out = c->out;

    if (!list) return;
    for (i = 0; i < most; i++)
        if (is_keyword(c->statements[i], "element"))
            list[out->element_count++] = read_element(c, c->statements[i]);
    for (i = 0; i < most; i++)
        if (c->statements[i] && is_attested(c->statements[i]))
            list[out->element_count++] = attestation_of(c, c->statements[i]);
    out->elements = list;
    for (i = 0; i < out->element_count; i++) name_element(c, &list[i], i);
}

/* ---- settings ------------------------------------------------------------------------ */

enum { CHOICES_MAX = 40 };

/* exact "按精确值" as_printed "按公布位数": labels may be left out. */
static void read_choices(jh_reader *r, jh_setting *setting)
{
    jh_text keys[CHOICES_MAX], labels[CHOICES_MAX];
    const jh_token *token;
    size_t count = 0;

    do {
        if (!jh_reader_name(r, &token)) return;
        if (count == CHOICES_MAX) {
            jh_reader_refuse(r, token, SAY_STANDARD_TOO_MANY, NULL, NULL);
            return;
        }
        keys[count] = labels[count] = token->text;
        if (jh_reader_token(r)->kind == JH_TOKEN_STRING) (void)jh_reader_text(r, &labels[count]);
        count++;
    } while (jh_reader_token(r)->kind == JH_TOKEN_NAME);
    setting->choices = jh_codes_make(r->c, setting->key, keys, labels, count);
}

static void read_choice(jh_reader *r, jh_setting *setting)
{
    const char *words[CHOICES_MAX + 1] = { NULL };
    const jh_token *token = jh_reader_token(r);
    size_t i;

    if (!setting->choices) return;
    for (i = 0; i < setting->choices->count; i++) {
        words[i] = jh_text_zero(r->c->scratch, setting->choices->keys[i]);
        if (!words[i]) r->c->mistakes.no_memory = true;
        if (!jh_text_equal(setting->choices->keys[i], token->text)) continue;
        setting->choice = (int32_t)i;
        r->at++;
        return;
    }
    if (!r->c->mistakes.no_memory) jh_reader_refuse_word(r, words);
}

/* The value behind `=`. */
static void read_value(jh_reader *r, jh_setting *setting)
{
    if (!jh_reader_take_sign(r, JH_SIGN_EQUAL)) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, "=", NULL);
        return;
    }
    if (setting->type == JH_TYPE_CODE)
        read_choice(r, setting);
    else if (setting->type == JH_TYPE_DATE)
        (void)jh_reader_date(r, &setting->date);
    else if (jh_reader_number(r, &setting->number))
        setting->is_share = r->statement->tokens[r->at - 1].is_percent;
}

static void read_setting_remarks(jh_reader *r, jh_remarks *remarks)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };

    while (!r->is_bad && r->at < r->statement->count)
        if (!jh_reader_remark(r, remarks)) jh_reader_refuse_word(r, words);
}

static jh_setting read_setting(jh_compiler *c, const jh_statement *s)
{
    static const char *const types[] = { "choice", "number", "date", NULL };
    jh_reader r = jh_reader_of(c, s);
    jh_setting setting = { .key = s->tokens[1].text,
                           .type = JH_TYPE_NUMBER,
                           .measure = JH_PURE_NUMBER,
                           .date = JH_NO_DATE,
                           .remarks = { .standard = s->page->key, .line = s->tokens[0].line } };
    jh_text ignored;

    r.at = 2;
    if (!jh_reader_text(&r, &setting.title)) return setting;
    if (jh_reader_take(&r, "choice")) {
        setting.type = JH_TYPE_CODE;
        read_choices(&r, &setting);
    } else if (jh_reader_take(&r, "date")) {
        setting.type = JH_TYPE_DATE;
    } else if (!jh_reader_take(&r, "number")) {
        jh_reader_refuse_word(&r, types);
    } else if (jh_reader_token(&r)->kind == JH_TOKEN_NAME) {
        (void)jh_reader_measure(&r, &setting.measure, &ignored);
    }
    read_value(&r, &setting);
    read_setting_remarks(&r, &setting.remarks);
    return setting;
}

/* set KEY = VALUE, from a standard further down. */
static void change_setting(jh_compiler *c, const jh_statement *s, jh_setting *list, size_t count)
{
    jh_reader r = jh_reader_of(c, s);
    jh_remarks remarks = { .standard = s->page->key, .line = s->tokens[0].line };
    size_t i;

    r.at = 2;
    for (i = 0; i < count; i++) {
        if (!jh_text_equal(list[i].key, s->tokens[1].text)) continue;
        read_value(&r, &list[i]);
        remarks.doubt = list[i].remarks.doubt;
        remarks.note = list[i].remarks.note;
        read_setting_remarks(&r, &remarks);
        list[i].remarks = remarks;
        return;
    }
    r.is_bad = false;
    jh_reader_refuse(&r, &s->tokens[1], SAY_STANDARD_NOT_A_SETTING, NULL, NULL);
}

static void name_setting(jh_compiler *c, const jh_setting *setting, size_t index)
{
    jh_named *name = jh_name_add(c, setting->key, JH_NAME_COLUMN, NULL);

    if (!name) return;
    name->symbol[0] = (jh_symbol){ .kind = JH_SYMBOL_COLUMN,
                                   .name = setting->key,
                                   .type = setting->type,
                                   .level = JH_COUNTY,
                                   .measure = setting->measure,
                                   .codes = setting->choices,
                                   .column = JH_COLUMN_ID(JH_COLUMN_SETTING, index) };
}

static void read_settings(jh_compiler *c)
{
    jh_setting *list = jh_keep(c, count_statements(c, "setting") + 1, sizeof *list);
    size_t i, count = 0;

    if (!list) return;
    for (i = 0; i < c->statement_count; i++)
        if (is_keyword(c->statements[i], "setting"))
            list[count++] = read_setting(c, c->statements[i]);
    for (i = 0; i < c->change_count; i++)
        if (is_keyword(c->changes[i], "set")) change_setting(c, c->changes[i], list, count);
    c->out->settings = list;
    c->out->setting_count = count;
    c->out->judge = SIZE_MAX;
    for (i = 0; i < count; i++) {
        name_setting(c, &list[i], i);
        if (jh_text_equal(list[i].key, JH_TEXT("judge")) && list[i].choices
            && jh_codes_find(list[i].choices, JH_TEXT("as_printed")) >= 0)
            c->out->judge = i;
    }
}

/* ---- relaxations: their names only, so that anything may ask for them ---------------- */

static void name_relaxations(jh_compiler *c)
{
    jh_named *name;
    size_t i, index = 0;

    for (i = 0; i < c->statement_count; i++) {
        if (!is_keyword(c->statements[i], "relaxation")) continue;
        name = jh_name_add(c, c->statements[i]->tokens[1].text, JH_NAME_COLUMN, NULL);
        if (!name) return;
        name->symbol[0] = (jh_symbol){ .kind = JH_SYMBOL_COLUMN,
                                       .name = name->key,
                                       .type = JH_TYPE_CLAIM,
                                       .level = JH_SCHOOL,
                                       .measure = JH_PURE_NUMBER,
                                       .column = JH_COLUMN_ID(JH_COLUMN_RELAXATION, index++) };
    }
}

void jh_figures_read(jh_compiler *c)
{
    read_elements(c);
    read_settings(c);
    name_relaxations(c);
}
