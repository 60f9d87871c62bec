/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <stdio.h>
#include <string.h>

/* Keywords, and what their keys share a space with: the same key in the same space replaces. */
static const struct {
    const char *word;
    char space; /* n names of expressions, m measures, c codes, 1 one of a kind, 0 no entry */
} keywords[] = {
    { "measure", 'm' }, { "codes", 'c' },     { "element", 'n' }, { "setting", 'n' },
    { "split", '1' },   { "merge", '1' },     { "scope", 'n' },   { "relaxation", 'n' },
    { "define", 'n' },  { "indicator", 'n' }, { "rule", 'n' },    { "limit", 'n' },
    { "score", 'n' },   { "item", 'n' },      { "veto", 'n' },    { "group", 'n' },
    { "verdict", '1' }, { "check", 'n' },     { "line", 0 },      { "set", 0 },
    { "drop", 0 },
};
enum { KEYWORD_COUNT = sizeof keywords / sizeof *keywords };

static const jh_token *key_of(const jh_statement *s)
{
    return s->count > 1 ? &s->tokens[1] : &s->tokens[0];
}

static int keyword_of(const jh_statement *s)
{
    int i;

    for (i = 0; i < KEYWORD_COUNT; i++)
        if (jh_token_is(&s->tokens[0], keywords[i].word)) return i;
    return -1;
}

static void refuse(jh_compiler *c, const jh_statement *s, const jh_token *token, jh_say_id say,
                   const char *second)
{
    jh_reader r = jh_reader_of(c, s);

    r.is_bad = false;
    jh_reader_refuse(&r, token, say, second, NULL);
}

static void refuse_keyword(jh_compiler *c, const jh_statement *s)
{
    const char *words[KEYWORD_COUNT + 1] = { NULL };
    jh_reader r = jh_reader_of(c, s);
    size_t i;

    for (i = 0; i < KEYWORD_COUNT; i++) words[i] = keywords[i].word;
    r.is_bad = false;
    r.at = 0;
    jh_reader_refuse_word(&r, words);
}

/* ---- one statement in force for each key --------------------------------------------- */

/* Index of the statement in force with that key in that space; SIZE_MAX = none. */
static size_t find_entry(const jh_compiler *c, char space, jh_text keyword, jh_text key)
{
    size_t i;

    for (i = 0; i < c->statement_count; i++) {
        const jh_statement *s = c->statements[i];
        int word = s ? keyword_of(s) : -1;

        if (word < 0 || keywords[word].space != space) continue;
        if (space == '1' ? jh_text_equal(s->tokens[0].text, keyword)
                         : jh_text_equal(key_of(s)->text, key))
            return i;
    }
    return SIZE_MAX;
}

static bool push(jh_compiler *c, const jh_statement ***list, size_t *count, size_t *capacity,
                 const jh_statement *s)
{
    const jh_statement **grown =
        jh_grow(c->scratch, *list, capacity, *count + 1, sizeof(const jh_statement *));

    if (!grown) {
        c->mistakes.no_memory = true;
        return false;
    }
    *list = grown;
    grown[(*count)++] = s;
    return true;
}

static bool is_standard(const jh_page *page)
{
    return page->count && jh_token_is(&page->statements[0].tokens[0], "standard");
}

/* A later page may replace what an earlier one said, in its place in the order of the text. */
static void enter(jh_compiler *c, const jh_statement *s, int word)
{
    size_t at = find_entry(c, keywords[word].space, s->tokens[0].text, key_of(s)->text);
    const jh_statement *before;
    char place[JH_WHERE_SIZE];

    if (at == SIZE_MAX) {
        (void)push(c, &c->statements, &c->statement_count, &c->statement_capacity, s);
        return;
    }
    before = c->statements[at];
    jh_token_where(place, before->page->file, &before->tokens[0]);
    if (before->page == s->page || !is_standard(s->page))
        refuse(c, s, key_of(s), SAY_STANDARD_KEY_TWICE, place);
    else if (!jh_text_equal(before->tokens[0].text, s->tokens[0].text))
        refuse(c, s, key_of(s), SAY_STANDARD_OTHER_KIND, place);
    else
        c->statements[at] = s;
}

static void refuse_unknown_key(jh_compiler *c, const jh_statement *s)
{
    jh_text nearest = { "", 0 }, two[2];
    char near[80];
    size_t i;

    for (i = 0; i < c->statement_count; i++) {
        if (!c->statements[i]) continue;
        two[0] = nearest;
        two[1] = key_of(c->statements[i])->text;
        nearest = nearest.size ? jh_name_nearest(key_of(s)->text, two, 2)
                               : jh_name_nearest(key_of(s)->text, two + 1, 1);
    }
    snprintf(near, sizeof near, "%.*s", JH_TEXT_ARGS(nearest));
    refuse(c, s, key_of(s),
           *near ? SAY_STANDARD_NOTHING_TO_CHANGE_NEAR : SAY_STANDARD_NOTHING_TO_CHANGE, near);
}

static void drop(jh_compiler *c, const jh_statement *s)
{
    size_t at = find_entry(c, 'n', s->tokens[0].text, key_of(s)->text);

    if (s->count > 2)
        refuse(c, s, &s->tokens[2], SAY_STANDARD_NOTHING_MORE, NULL);
    else if (at == SIZE_MAX)
        refuse_unknown_key(c, s);
    else
        c->statements[at] = NULL;
}

static void change(jh_compiler *c, const jh_statement *s)
{
    if (find_entry(c, 'n', s->tokens[0].text, key_of(s)->text) == SIZE_MAX)
        refuse_unknown_key(c, s);
    else
        (void)push(c, &c->changes, &c->change_count, &c->change_capacity, s);
}

static bool key_is_good(jh_compiler *c, const jh_statement *s, int word)
{
    bool has_key = keywords[word].space != '1';
    const jh_token *key = key_of(s);

    if (!has_key) return true;
    if (s->count < 2 || key->kind != JH_TOKEN_NAME) {
        if (s->is_torn) return false; /* told already */
        refuse(c, s, s->count < 2 ? NULL : key, SAY_STANDARD_EXPECTED_NAME, NULL);
        return false;
    }
    if (keywords[word].space != 'n' || !jh_word_is_reserved(key->text)) return true;
    refuse(c, s, key, SAY_STANDARD_RESERVED, NULL);
    return false;
}

static void take_statements(jh_compiler *c, const jh_page *page)
{
    size_t i;
    int word;

    for (i = 1; i < page->count && !c->mistakes.no_memory; i++) {
        const jh_statement *s = &page->statements[i];

        word = keyword_of(s);
        if (word < 0)
            refuse_keyword(c, s);
        else if (!key_is_good(c, s, word))
            continue;
        else if (jh_token_is(&s->tokens[0], "drop"))
            drop(c, s);
        else if (!keywords[word].space)
            change(c, s);
        else
            enter(c, s, word);
    }
}

/* ---- the files ----------------------------------------------------------------------- */

static jh_code load(jh_compiler *c, jh_text key, const jh_statement *by, const jh_token *token,
                    bool as_standard);

static jh_page *find_page(const jh_compiler *c, jh_text key)
{
    size_t i;

    for (i = 0; i < c->page_count; i++)
        if (jh_text_equal(c->pages[i]->key, key)) return c->pages[i];
    return NULL;
}

/* In the order of reading: one that is extended comes before what it extends itself. */
static jh_code note_extended(jh_compiler *c, jh_text key)
{
    size_t i, count = c->out->extends_count;
    jh_text *grown;

    for (i = 0; i < count; i++)
        if (jh_text_equal(c->extended[i], key)) return JH_OK;
    grown = jh_grow(c->keep, c->extended, &c->extended_capacity, count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(c->err);
    c->extended = grown;
    c->extended[c->out->extends_count++] = key;
    c->out->extends = grown;
    return JH_OK;
}

/* Keys behind `uses` or `extends` in a heading. */
static jh_code load_named(jh_compiler *c, const jh_statement *heading, const char *word)
{
    jh_code rc = JH_OK;
    size_t i = 1;

    while (i < heading->count && !jh_token_is(&heading->tokens[i], word)) i++;
    if (i == heading->count) return JH_OK;
    for (i++; !rc && i < heading->count && heading->tokens[i].kind == JH_TOKEN_NAME; i++) {
        const jh_token *token = &heading->tokens[i];

        if (jh_token_is(token, "uses") || jh_token_is(token, "extends")
            || jh_token_is(token, "note") || jh_token_is(token, "doubt")
            || jh_token_is(token, "source") || jh_token_is(token, "effective")
            || jh_token_is(token, "stages") || jh_token_is(token, "until"))
            break;
        if (!strcmp(word, "extends")) rc = note_extended(c, token->text);
        if (!rc) rc = load(c, token->text, heading, token, !strcmp(word, "extends"));
    }
    return rc;
}

static void note_page_cycle(jh_compiler *c, jh_text key, const jh_statement *by,
                            const jh_token *token)
{
    char path[JH_MESSAGE_ARG_SIZE * 2] = "";
    size_t i = 0, at = 0;

    while (i < c->busy_page_count && !jh_text_equal(c->busy_pages[i], key)) i++;
    for (; i < c->busy_page_count && at < sizeof path - 1; i++)
        at += (size_t)snprintf(path + at, sizeof path - at, "%.*s → ",
                               JH_TEXT_ARGS(c->busy_pages[i]));
    if (at < sizeof path - 1) snprintf(path + at, sizeof path - at, "%.*s", JH_TEXT_ARGS(key));
    refuse(c, by, token, SAY_STANDARD_FILE_CYCLE, path);
}

static bool is_busy(const jh_compiler *c, jh_text key)
{
    size_t i;

    for (i = 0; i < c->busy_page_count; i++)
        if (jh_text_equal(c->busy_pages[i], key)) return true;
    return c->busy_page_count == sizeof c->busy_pages / sizeof *c->busy_pages;
}

/* The text of a file as a page, and into the hash. */
static jh_code read_page(jh_compiler *c, jh_text key, jh_page **out, jh_error *err)
{
    jh_text text = { NULL, 0 };
    jh_page *page = jh_alloc(c->scratch, 1, sizeof *page), **grown;
    jh_code rc = c->library->find(c->library->self, key, &text, err);

    if (rc) return rc;
    text = jh_text_copy(c->keep, text);
    key = jh_text_copy(c->keep, key);
    grown = jh_grow(c->scratch, c->pages, &c->page_capacity, c->page_count + 1, sizeof(jh_page *));
    if (!page || !grown || !text.at || !key.at) return jh_no_memory(err);
    *page = (jh_page){ .key = key, .text = text };
    rc = jh_page_read(page, c->keep, &c->mistakes, err);
    if (rc) return rc;
    jh_hasher_add_piece(c->hasher, key);
    jh_hasher_add_piece(c->hasher, text);
    c->pages = grown;
    c->pages[c->page_count++] = page;
    *out = page;
    return JH_OK;
}

/* A heading, and the key that the file is named by. */
static bool check_heading(jh_compiler *c, const jh_page *page)
{
    const jh_statement *heading = page->statements;
    jh_error mistake = { 0 };
    char where[JH_WHERE_SIZE], key[80];
    jh_token top = { .line = 1, .column = 1 };

    if (page->count && (is_standard(page) || jh_token_is(&heading->tokens[0], "dictionary"))) {
        if (heading->count > 1 && jh_text_equal(heading->tokens[1].text, page->key)) return true;
        snprintf(key, sizeof key, "%.*s", (int)(page->key.size < 76 ? page->key.size : 76),
                 page->key.at);
        refuse(c, heading, heading->count > 1 ? &heading->tokens[1] : NULL, SAY_STANDARD_OTHER_FILE,
               key);
        return false;
    }
    if (page->count) top = heading->tokens[0];
    jh_error_fill(&mistake, JH_BAD_INPUT, SAY_STANDARD_NO_HEADING,
                  jh_token_where(where, page->file, &top), NULL);
    jh_mistake_note(&c->mistakes, &mistake);
    return false;
}

static jh_code load_page(jh_compiler *c, jh_page *page)
{
    jh_code rc = JH_OK;

    page->has_heading = check_heading(c, page);
    if (!page->has_heading) return JH_OK;
    c->busy_pages[c->busy_page_count++] = page->key;
    if (is_standard(page)) rc = load_named(c, page->statements, "extends");
    if (!rc) rc = load_named(c, page->statements, "uses");
    c->busy_page_count--;
    if (!rc) take_statements(c, page);
    return rc;
}

static jh_code load(jh_compiler *c, jh_text key, const jh_statement *by, const jh_token *token,
                    bool as_standard)
{
    jh_page *page = find_page(c, key);
    jh_error failure = { 0 };
    jh_code rc = JH_OK;

    if (is_busy(c, key)) {
        note_page_cycle(c, key, by, token);
        return JH_OK;
    }
    if (!page) {
        rc = read_page(c, key, &page, &failure);
        if (rc == JH_NOT_FOUND && by) {
            refuse(c, by, token, SAY_STANDARD_NO_SUCH_FILE, NULL);
            return JH_OK;
        }
        if (rc) {
            if (c->err && !c->err->code) *c->err = failure;
            return rc;
        }
        if (page) rc = load_page(c, page);
    }
    if (!rc && by && page && page->count && is_standard(page) != as_standard)
        refuse(c, by, token,
               as_standard ? SAY_STANDARD_EXTENDS_DICTIONARY : SAY_STANDARD_USES_STANDARD, NULL);
    return rc;
}

jh_code jh_inherit(jh_compiler *c, jh_text key)
{
    return load(c, key, NULL, NULL, true);
}
