/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/page.h"

#include <stdio.h>
#include <string.h>

typedef struct token_list {
    jh_token *items;
    size_t count, capacity;
} token_list;

/* ---- mistakes ------------------------------------------------------------------------ */

static bool is_same(const jh_finding *finding, const jh_error *error)
{
    return finding->message.say == error->message.say
           && jh_text_equal(finding->file, jh_text_of(error->where))
           && !strcmp(finding->message.arg[0], error->message.arg[0]);
}

void jh_mistake_note(jh_mistakes *mistakes, const jh_error *error)
{
    jh_finding finding = { .severity = JH_REFUSAL, .message = error->message, .whole_file = true };
    size_t i;

    if (error->code == JH_NO_MEMORY) mistakes->no_memory = true;
    if (mistakes->no_memory || mistakes->count >= JH_MISTAKES_MAX) return;
    for (i = mistakes->list->count - mistakes->count; i < mistakes->list->count; i++)
        if (is_same(&mistakes->list->items[i], error)) return;
    finding.file = jh_text_copy(mistakes->keep, jh_text_of(error->where));
    finding.origin.file = JH_NO_FILE;
    if (!finding.file.at || jh_finding_add(mistakes->list, mistakes->keep, &finding, NULL)) {
        mistakes->no_memory = true;
        return;
    }
    if (!mistakes->count) mistakes->first = *error;
    mistakes->count++;
}

static void note_at(jh_mistakes *mistakes, const jh_page *page, const jh_token *token,
                    jh_say_id say, const char *word)
{
    jh_error error = { 0 };
    char where[JH_WHERE_SIZE];

    jh_error_fill(&error, JH_BAD_INPUT, say, jh_token_where(where, page->file, token), word, NULL);
    jh_mistake_note(mistakes, &error);
}

/* ---- the bytes ----------------------------------------------------------------------- */

/* Text that is text: UTF-8 without NUL, of a size a person could have written. */
static bool check_bytes(const jh_page *page, jh_mistakes *mistakes)
{
    const char *at = page->text.at, *end = at + page->text.size, *before;
    jh_token place = { .line = 1, .column = 1 };
    uint32_t c;

    if (page->text.size > JH_PAGE_SIZE_MAX) {
        note_at(mistakes, page, &place, SAY_STANDARD_TOO_LONG, page->file);
        return false;
    }
    while (at < end) {
        before = at;
        c = jh_text_next(&at, end);
        if (c == 0 || (c == 0xFFFD && at - before == 1)) {
            note_at(mistakes, page, &place, c ? SAY_STANDARD_NOT_UTF8 : SAY_STANDARD_NUL_BYTE,
                    page->file);
            return false;
        }
        place.column++;
        if (c != '\n') continue;
        place.line++;
        place.column = 1;
    }
    return true;
}

/* ---- tokens -------------------------------------------------------------------------- */

static bool names_with_dashes(const jh_token *keyword)
{
    return jh_token_is(keyword, "standard") || jh_token_is(keyword, "dictionary");
}

/* Moves to the next line that begins with something else than a blank or a comment. */
static void skip_to_statement(jh_lexer *lexer)
{
    const char *text = lexer->text.at;

    for (;;) {
        while (lexer->at < lexer->text.size && text[lexer->at] != '\n') lexer->at++;
        if (lexer->at >= lexer->text.size) return;
        lexer->at++;
        lexer->line++;
        lexer->column = 1;
        if (lexer->at < lexer->text.size && !strchr(" \t\r\n#", text[lexer->at])) return;
    }
}

static jh_code push(token_list *list, jh_arena *keep, const jh_token *token, jh_error *err)
{
    jh_token *grown =
        jh_grow(keep, list->items, &list->capacity, list->count + 1, sizeof *list->items);

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    list->items[list->count++] = *token;
    return JH_OK;
}

/* Stands where tokens could not be read: an END, marked as no real one ever is. */
static bool is_tear(const jh_token *token)
{
    return token->kind == JH_TOKEN_END && token->is_quoted;
}

/* All tokens; behind a tear reading goes on at the next statement. The list ends with an END. */
static jh_code read_tokens(token_list *list, jh_arena *keep, const jh_page *page,
                           jh_mistakes *mistakes, jh_error *err)
{
    jh_expr_text whole = { .text = page->text, .file = page->file, .line = 1, .column = 1 };
    jh_lexer lexer = jh_lexer_of(&whole);
    jh_token token;
    jh_error mistake;
    jh_code rc = JH_OK;

    for (;;) {
        mistake = (jh_error){ 0 };
        rc = jh_lexer_next(&token, &lexer, &mistake);
        if (rc == JH_BAD_INPUT) {
            jh_mistake_note(mistakes, &mistake);
            token = (jh_token){ .kind = JH_TOKEN_END, .is_quoted = true, .line = lexer.line };
            skip_to_statement(&lexer);
        } else if (rc) {
            return jh_no_memory(err);
        }
        if (token.column == 1) lexer.dash_names = names_with_dashes(&token);
        rc = push(list, keep, &token, err);
        if (rc || (token.kind == JH_TOKEN_END && !is_tear(&token))) return rc;
    }
}

/* ---- statements ---------------------------------------------------------------------- */

static bool begins(const jh_token *token)
{
    return token->column == 1 && token->kind != JH_TOKEN_END;
}

static size_t statement_end(const token_list *list, size_t first)
{
    size_t i = first + 1;

    while (i < list->count && list->items[i].kind != JH_TOKEN_END && !begins(&list->items[i])) i++;
    return i;
}

static void note_no_keyword(jh_mistakes *mistakes, const jh_page *page, const jh_token *token)
{
    char word[80];

    snprintf(word, sizeof word, "%.*s", (int)(token->text.size < 76 ? token->text.size : 76),
             token->text.at ? token->text.at : "");
    note_at(mistakes, page, token, SAY_STANDARD_NO_KEYWORD, word);
}

static jh_code cut_statements(jh_page *page, jh_arena *keep, const token_list *list,
                              jh_mistakes *mistakes, jh_error *err)
{
    size_t capacity = 0, i = 0, end;

    while (i < list->count) {
        if (list->items[i].kind == JH_TOKEN_END) {
            i++;
            continue;
        }
        end = statement_end(list, i);
        if (!begins(&list->items[i]) || list->items[i].kind != JH_TOKEN_NAME) {
            note_no_keyword(mistakes, page, &list->items[i]);
        } else {
            jh_statement *grown = jh_grow(keep, page->statements, &capacity, page->count + 1,
                                          sizeof *page->statements);

            if (!grown) return jh_no_memory(err);
            page->statements = grown;
            page->statements[page->count++] =
                (jh_statement){ .page = page,
                                .tokens = list->items + i,
                                .count = end - i,
                                .is_torn = end < list->count && is_tear(&list->items[end]) };
        }
        i = end;
    }
    return JH_OK;
}

jh_code jh_page_read(jh_page *page, jh_arena *keep, jh_mistakes *mistakes, jh_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    token_list list = { 0 };
    jh_code rc;

    if (jh_text_starts(page->text, (jh_text){ mark, 3 }))
        page->text = (jh_text){ page->text.at + 3, page->text.size - 3 };
    page->file = jh_text_format(keep, "%.*s.std", JH_TEXT_ARGS(page->key)).at;
    if (!page->file) return jh_no_memory(err);
    if (!check_bytes(page, mistakes)) return JH_OK;
    rc = read_tokens(&list, keep, page, mistakes, err);
    if (!rc) rc = cut_statements(page, keep, &list, mistakes, err);
    return rc;
}
