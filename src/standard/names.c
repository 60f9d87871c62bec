/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- memory -------------------------------------------------------------------------- */

void *jh_keep(jh_compiler *c, size_t count, size_t size)
{
    void *at = jh_alloc(c->keep, count, size);

    if (!at) c->mistakes.no_memory = true;
    return at;
}

jh_text jh_keep_text(jh_compiler *c, const char *format, ...)
{
    va_list words;
    jh_text text = { "", 0 };
    char *at;
    int size;

    va_start(words, format);
    size = vsnprintf(NULL, 0, format, words);
    va_end(words);
    if (size < 0) return text;
    at = jh_keep(c, (size_t)size + 1, 1);
    if (!at) return text;
    va_start(words, format);
    vsnprintf(at, (size_t)size + 1, format, words);
    va_end(words);
    return (jh_text){ at, (size_t)size };
}

/* ---- the table ----------------------------------------------------------------------- */

static void put_slot(jh_standard_names *names, size_t index)
{
    size_t at = jh_text_hash(names->items[index].key) & (names->slot_count - 1);

    while (names->slots[at]) at = (at + 1) & (names->slot_count - 1);
    names->slots[at] = (uint32_t)index + 1;
}

static bool make_slots(jh_compiler *c, jh_standard_names *names)
{
    size_t i, wanted = names->slot_count ? names->slot_count * 2 : 1024;
    uint32_t *slots = jh_keep(c, wanted, sizeof *slots);

    if (!slots) return false;
    names->slots = slots;
    names->slot_count = wanted;
    for (i = 0; i < names->count; i++) put_slot(names, i);
    return true;
}

jh_named *jh_name_find(const jh_standard_names *names, jh_text key)
{
    size_t at;

    if (!names->slot_count) return NULL;
    at = jh_text_hash(key) & (names->slot_count - 1);
    for (; names->slots[at]; at = (at + 1) & (names->slot_count - 1))
        if (jh_text_equal(names->items[names->slots[at] - 1].key, key))
            return &names->items[names->slots[at] - 1];
    return NULL;
}

jh_named *jh_name_add(jh_compiler *c, jh_text key, jh_kind_of_name kind, jh_draft *draft)
{
    jh_standard_names *names = c->names;
    jh_named *grown;

    if (jh_name_find(names, key)) return NULL;
    grown =
        jh_grow(c->keep, names->items, &names->capacity, names->count + 1, sizeof *names->items);
    if (!grown) {
        c->mistakes.no_memory = true;
        return NULL;
    }
    names->items = grown;
    names->items[names->count] = (jh_named){ .key = key, .kind = kind, .draft = draft };
    names->count++;
    if (names->count * 2 > names->slot_count) {
        if (!make_slots(c, names)) return NULL;
    } else {
        put_slot(names, names->count - 1);
    }
    return &names->items[names->count - 1];
}

jh_text jh_name_near(const jh_standard_names *names, jh_text key)
{
    jh_text nearest = { "", 0 }, two[2];
    size_t i;

    for (i = 0; i < names->count; i++) {
        if (names->items[i].kind == JH_NAME_SCOPE_CLAIM) continue;
        two[0] = nearest;
        two[1] = names->items[i].key;
        nearest = nearest.size ? jh_name_nearest(key, two, 2) : jh_name_nearest(key, two + 1, 1);
    }
    return nearest;
}

/* ---- compiling what a name stands for ------------------------------------------------ */

static const struct {
    bool (*compile)(jh_compiler *, jh_named *, jh_symbol *);
} compilers[] = {
    [JH_NAME_DEFINE] = { jh_define_compile },     [JH_NAME_SCOPE] = { jh_scope_compile },
    [JH_NAME_SCOPE_CLAIM] = { jh_scope_compile }, [JH_NAME_INDICATOR] = { jh_indicator_compile },
    [JH_NAME_RULE] = { jh_rule_compile },         [JH_NAME_LIMIT] = { jh_limit_compile },
    [JH_NAME_ITEM] = { jh_item_compile },         [JH_NAME_GROUP] = { jh_group_compile },
    [JH_NAME_SCORE] = { jh_score_compile },
};

static bool is_at_once(const jh_named *name)
{
    return name->kind == JH_NAME_COLUMN || name->kind == JH_NAME_SET;
}

/* "a → b → a", cut at the front if it is long. */
static void note_cycle(jh_compiler *c, jh_named *name)
{
    char path[JH_MESSAGE_ARG_SIZE * 4] = "";
    size_t i = 0, at = 0;
    const jh_statement *s = name->draft->statement;
    jh_error mistake = { 0 };
    char where[JH_WHERE_SIZE];

    while (i < c->busy_count && c->busy[i] != name) i++;
    for (; i < c->busy_count && at < sizeof path - 1; i++)
        at +=
            (size_t)snprintf(path + at, sizeof path - at, "%.*s → ", JH_TEXT_ARGS(c->busy[i]->key));
    if (at < sizeof path - 1)
        snprintf(path + at, sizeof path - at, "%.*s", JH_TEXT_ARGS(name->key));
    jh_error_fill(&mistake, JH_BAD_INPUT, SAY_STANDARD_CYCLE,
                  jh_token_where(where, s->page->file, &s->tokens[0]), path, NULL);
    jh_mistake_note(&c->mistakes, &mistake);
}

static bool is_judged(const jh_named *name)
{
    return name->kind == JH_NAME_INDICATOR || name->kind == JH_NAME_RULE
           || name->kind == JH_NAME_LIMIT;
}

/* An expression that rests on nothing judged is the same in every reading, and the same to whoever
 * remembers its column (expr/memo.h). */
static bool take_other_reading(jh_named *name, jh_reading reading)
{
    int r;

    if (name->has_readings || is_judged(name)) return false;
    for (r = 0; r < JH_READING_COUNT; r++) {
        if (name->state[r] != JH_NAME_DONE) continue;
        name->state[reading] = JH_NAME_DONE;
        name->symbol[reading] = name->symbol[r];
        return true;
    }
    return false;
}

static void inherit_readings(jh_compiler *c, const jh_named *name)
{
    if (c->busy_count && (name->has_readings || is_judged(name)))
        c->busy[c->busy_count - 1]->has_readings = true;
}

bool jh_name_compile(jh_compiler *c, jh_named *name, jh_reading reading)
{
    jh_reading before = c->reading;
    jh_text it = c->it;
    bool done;

    if (is_at_once(name) || name->state[reading] == JH_NAME_DONE) return true;
    if (name->state[reading] == JH_NAME_FAILED || c->mistakes.no_memory) return false;
    if (take_other_reading(name, reading)) return true;
    if (name->state[reading] == JH_NAME_BUSY || c->busy_count == JH_BUSY_MAX) {
        note_cycle(c, name);
        return false;
    }
    name->state[reading] = JH_NAME_BUSY;
    c->busy[c->busy_count++] = name;
    c->reading = reading;
    c->it = (jh_text){ "", 0 };
    name->symbol[reading] = (jh_symbol){ .name = name->key, .measure = JH_PURE_NUMBER };
    done = !name->draft->is_bad && compilers[name->kind].compile(c, name, &name->symbol[reading]);
    name->state[reading] = done ? JH_NAME_DONE : JH_NAME_FAILED;
    c->busy_count--;
    c->reading = before;
    c->it = it;
    return done;
}

/* ---- the scope that expressions see -------------------------------------------------- */

static jh_code find_name(void *self, jh_text name, jh_symbol *out, jh_error *err)
{
    jh_standard_names *names = self;
    jh_compiler *c = names->compiler;
    jh_reading reading = c ? c->reading : JH_READ_JUDGED;
    jh_named *found;

    if (c && c->it.size && jh_text_equal(name, JH_TEXT("it"))) name = c->it;
    found = jh_name_find(names, name);
    if (!found) return JH_NOT_FOUND;
    if (is_at_once(found)) {
        *out = found->symbol[0];
        return JH_OK;
    }
    if (c && !jh_name_compile(c, found, reading)) {
        if (c->mistakes.no_memory) return jh_no_memory(err);
        if (err) *err = c->mistakes.first; /* told already: it will not be told again */
        return JH_BAD_INPUT;
    }
    if (c) inherit_readings(c, found);
    *out = found->symbol[reading];
    return JH_OK;
}

static jh_text nearest_name(void *self, jh_text name)
{
    return jh_name_near(self, name);
}

static bool find_measure(void *self, jh_text name, jh_measure *out)
{
    const jh_standard_names *names = self;
    size_t i;

    for (i = 0; i < names->measure_count; i++) {
        if (!jh_text_equal(names->measures[i].key, name)) continue;
        *out = names->measures[i].measure;
        return true;
    }
    return false;
}

jh_scope jh_names_scope(jh_standard_names *names)
{
    return (jh_scope){ .self = names,
                       .find = find_name,
                       .nearest = nearest_name,
                       .measure = find_measure,
                       .stages = names->stages,
                       .stage_count = names->stage_count };
}

/* ---- expressions --------------------------------------------------------------------- */

static const jh_expr *compile_at(jh_compiler *c, const jh_expr_text *text)
{
    jh_scope scope = jh_names_scope(c->names);
    jh_error mistake = { 0 };
    const jh_expr *expr = NULL;

    if (c->mistakes.no_memory) return NULL;
    if (!jh_expr_compile(&expr, c->keep, text, &scope, &mistake)) return expr;
    jh_mistake_note(&c->mistakes, &mistake);
    return NULL;
}

const jh_expr *jh_compile_span(jh_compiler *c, const jh_span *span, jh_level level)
{
    jh_expr_text text = jh_span_text(span);

    text.level = level;
    return compile_at(c, &text);
}

const jh_expr *jh_compile_text(jh_compiler *c, jh_text text, const jh_draft *draft, jh_level level)
{
    const jh_token *token = &draft->statement->tokens[0];
    jh_expr_text whole = { .text = text,
                           .file = draft->statement->page->file,
                           .line = token->line,
                           .column = token->column,
                           .level = level };

    return compile_at(c, &whole);
}

void jh_draft_refuse(jh_compiler *c, const jh_draft *draft, const jh_token *token, jh_say_id say,
                     const char *second)
{
    jh_reader r = jh_reader_of(c, draft->statement);

    r.is_bad = false;
    jh_reader_refuse(&r, token ? token : &draft->statement->tokens[0], say, second, NULL);
}

static void span_refuse(jh_compiler *c, const jh_span *span, jh_say_id say, const char *second)
{
    jh_reader r = jh_reader_of(c, span->statement);

    jh_reader_refuse(&r, jh_span_token(span), say, second, NULL);
}

bool jh_must_be_claim(jh_compiler *c, const jh_expr *expr, const jh_span *span)
{
    if (!expr) return false;
    if (expr->type == JH_TYPE_CLAIM) return true;
    span_refuse(c, span, SAY_STANDARD_NOT_A_CLAIM, NULL);
    return false;
}

bool jh_must_fit(jh_compiler *c, const jh_expr *expr, const jh_span *span,
                 const jh_measure *measure, jh_text title)
{
    char words[80];

    if (!expr) return false;
    if (expr->type == JH_TYPE_NUMBER && jh_expr_fits(expr, measure)) return true;
    snprintf(words, sizeof words, "%.*s", JH_TEXT_ARGS(title));
    span_refuse(c, span,
                expr->type != JH_TYPE_NUMBER ? SAY_STANDARD_NOT_A_NUMBER
                : *words                     ? SAY_STANDARD_OTHER_MEASURE
                                             : SAY_STANDARD_NOT_PURE,
                words);
    return false;
}

size_t jh_count_drafts(const jh_compiler *c, const char *keyword)
{
    size_t i, count = 0;

    for (i = 0; i < c->draft_count; i++)
        count += jh_text_equal(c->drafts[i].keyword, jh_text_of(keyword));
    return count;
}

static const struct {
    const char *keyword;
    jh_say_id say, near;
} missing[] = {
    { "scope", SAY_STANDARD_NO_SUCH_SCOPE, SAY_STANDARD_NO_SUCH_SCOPE_NEAR },
    { "indicator", SAY_STANDARD_NO_SUCH_INDICATOR, SAY_STANDARD_NO_SUCH_INDICATOR_NEAR },
    { "score", SAY_STANDARD_NO_SUCH_SCORE, SAY_STANDARD_NO_SUCH_SCORE_NEAR },
    { "group", SAY_STANDARD_NO_SUCH_GROUP, SAY_STANDARD_NO_SUCH_GROUP_NEAR },
};

jh_draft *jh_draft_named(jh_compiler *c, const jh_draft *by, const jh_token *token,
                         const char *keyword)
{
    jh_text nearest = { "", 0 }, two[2];
    char near[80];
    size_t i, k = 0;

    for (i = 0; i < c->draft_count; i++) {
        if (!jh_text_equal(c->drafts[i].keyword, jh_text_of(keyword))) continue;
        if (jh_text_equal(c->drafts[i].key, token->text)) return &c->drafts[i];
        two[0] = nearest;
        two[1] = c->drafts[i].key;
        nearest = nearest.size ? jh_name_nearest(token->text, two, 2)
                               : jh_name_nearest(token->text, two + 1, 1);
    }
    while (strcmp(missing[k].keyword, keyword) != 0) k++;
    snprintf(near, sizeof near, "%.*s", JH_TEXT_ARGS(nearest));
    jh_draft_refuse(c, by, token, *near ? missing[k].near : missing[k].say, near);
    return NULL;
}
