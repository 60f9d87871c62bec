/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/lexer.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *spelling;
    jh_sign sign;
} signs[] = {
    { "<=", JH_SIGN_AT_MOST },
    { ">=", JH_SIGN_AT_LEAST },
    { "!=", JH_SIGN_NOT_EQUAL },
    { "..", JH_SIGN_DOTS },
    { "≤", JH_SIGN_AT_MOST },
    { "≥", JH_SIGN_AT_LEAST },
    { "≠", JH_SIGN_NOT_EQUAL },
    { "×", JH_SIGN_TIMES },
    { "÷", JH_SIGN_OVER },
    { "(", JH_SIGN_OPEN },
    { ")", JH_SIGN_CLOSE },
    { "\xEF\xBC\x88", JH_SIGN_OPEN },  /* full-width ( */
    { "\xEF\xBC\x89", JH_SIGN_CLOSE }, /* full-width ) */
    { "[", JH_SIGN_INDEX },
    { "]", JH_SIGN_UNINDEX },
    { ",", JH_SIGN_COMMA },
    { "\xEF\xBC\x8C", JH_SIGN_COMMA }, /* full-width , */
    { ":", JH_SIGN_COLON },
    { "\xEF\xBC\x9A", JH_SIGN_COLON }, /* full-width : */
    { "+", JH_SIGN_PLUS },
    { "-", JH_SIGN_MINUS },
    { "\xE2\x88\x92", JH_SIGN_MINUS }, /* U+2212 */
    { "*", JH_SIGN_TIMES },
    { "/", JH_SIGN_OVER },
    { "^", JH_SIGN_POWER },
    { "=", JH_SIGN_EQUAL },
    { "<", JH_SIGN_LESS },
    { ">", JH_SIGN_GREATER },
};

jh_lexer jh_lexer_of(const jh_expr_text *text)
{
    return (jh_lexer){ .text = text->text,
                       .file = text->file,
                       .line = text->line ? text->line : 1,
                       .column = text->column ? text->column : 1 };
}

bool jh_token_is(const jh_token *token, const char *word)
{
    return token->kind == JH_TOKEN_NAME && !token->is_quoted
           && jh_text_equal(token->text, jh_text_of(word));
}

const char *jh_token_where(char out[JH_WHERE_SIZE], const char *file, const jh_token *token)
{
    snprintf(out, JH_WHERE_SIZE, "%.200s%s%u:%u", file ? file : "", file && *file ? ":" : "",
             token->line, token->column);
    return out;
}

/* Letters: ASCII, _, Latin, Greek, Cyrillic with their marks, 〇, and the ideographs. Full-width
 * letters are none: two names that look alike must be alike. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (c == 0xD7 || c == 0xF7) return false; /* × ÷ */
    if (c >= 0xC0 && c <= 0x52F) return true;
    if (c == 0x3007 || (c >= 0x3400 && c <= 0x9FFF)) return true;
    return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The code point at `at` and its size in bytes; 0 at the end or where the bytes are no UTF-8. */
static uint32_t peek(const jh_lexer *lexer, size_t at, uint32_t *size)
{
    const char *p = lexer->text.at + at, *end = jh_text_end(lexer->text);
    uint32_t c;

    *size = 0;
    if (at >= lexer->text.size) return 0;
    c = jh_text_next(&p, end);
    *size = (uint32_t)(p - (lexer->text.at + at));
    return c == 0xFFFD && *size == 1 ? 0 : c;
}

static char byte_at(const jh_lexer *lexer, size_t at)
{
    return at < lexer->text.size ? lexer->text.at[at] : '\0';
}

/* Moves on to `end`, counting characters. */
static void advance(jh_lexer *lexer, uint32_t end)
{
    for (; lexer->at < end; lexer->at++)
        if (((unsigned char)lexer->text.at[lexer->at] & 0xC0) != 0x80) lexer->column++;
}

static void skip_blanks(jh_lexer *lexer)
{
    uint32_t c, size;

    while ((c = peek(lexer, lexer->at, &size)) != 0) {
        if (c == '\n') {
            lexer->at++;
            lexer->line++;
            lexer->column = 1;
        } else if (c == '#') {
            while (lexer->at < lexer->text.size && lexer->text.at[lexer->at] != '\n')
                advance(lexer, lexer->at + 1);
        } else if (c == ' ' || c == '\t' || c == '\r' || c == 0x3000 || c == 0xA0 || c == 0xFEFF) {
            advance(lexer, lexer->at + size);
        } else {
            return;
        }
    }
}

static jh_code refuse(const jh_lexer *lexer, const jh_token *token, jh_say_id say, jh_text words,
                      jh_error *err)
{
    char where[JH_WHERE_SIZE], shown[64];

    snprintf(shown, sizeof shown, "%.*s", (int)(words.size < 60 ? words.size : 60), words.at);
    return jh_fail(err, JH_BAD_INPUT, say, jh_token_where(where, lexer->file, token), shown, NULL);
}

static uint32_t name_end(const jh_lexer *lexer, uint32_t at)
{
    uint32_t c, size, after;

    for (;;) {
        c = peek(lexer, at, &size);
        if (is_letter(c) || is_digit(c)) {
            at += size;
            continue;
        }
        if (c != '-' || !lexer->dash_names) return at;
        c = peek(lexer, at + 1, &after);
        if (!is_letter(c) && !is_digit(c)) return at;
        at += size;
    }
}

static bool digits_at(const jh_lexer *lexer, size_t at, int count)
{
    int i;

    for (i = 0; i < count; i++)
        if (!is_digit((unsigned char)byte_at(lexer, at + (size_t)i))) return false;
    return true;
}

/* yyyy-mm-dd with nothing numeric behind it. */
static bool looks_like_date(const jh_lexer *lexer)
{
    size_t at = lexer->at;

    return digits_at(lexer, at, 4) && byte_at(lexer, at + 4) == '-' && digits_at(lexer, at + 5, 2)
           && byte_at(lexer, at + 7) == '-' && digits_at(lexer, at + 8, 2)
           && !digits_at(lexer, at + 10, 1);
}

static jh_code take_date(jh_token *out, jh_lexer *lexer, jh_error *err)
{
    out->kind = JH_TOKEN_DATE;
    out->end = out->at + 10;
    out->text = (jh_text){ lexer->text.at + out->at, 10 };
    out->date = jh_date_parse(out->text);
    if (!jh_date_is_set(out->date))
        return refuse(lexer, out, SAY_EXPR_NO_SUCH_DATE, out->text, err);
    advance(lexer, out->end);
    return JH_OK;
}

static jh_code take_number(jh_token *out, jh_lexer *lexer, jh_error *err)
{
    uint32_t at = out->at;
    int64_t percent;

    while (is_digit((unsigned char)byte_at(lexer, at))) at++;
    if (byte_at(lexer, at) == '.' && is_digit((unsigned char)byte_at(lexer, at + 1)))
        for (at++; is_digit((unsigned char)byte_at(lexer, at));) at++;
    out->kind = JH_TOKEN_NUMBER;
    out->text = (jh_text){ lexer->text.at + out->at, at - out->at };
    if (jh_decimal_parse(&out->number, out->text) != JH_READ_EXACT)
        return refuse(lexer, out, SAY_EXPR_NUMBER_TOO_FINE, out->text, err);
    if (byte_at(lexer, at) == '%') {
        percent = out->number.millionths;
        out->is_percent = true;
        out->number.millionths = percent / 100;
        out->text.size++;
        at++;
        if (percent % 100) return refuse(lexer, out, SAY_EXPR_NUMBER_TOO_FINE, out->text, err);
    }
    out->end = at;
    advance(lexer, at);
    return JH_OK;
}

static jh_code take_quoted(jh_token *out, jh_lexer *lexer, char quote, jh_error *err)
{
    uint32_t at = out->at + 1;

    while (at < lexer->text.size && lexer->text.at[at] != quote && lexer->text.at[at] != '\n') at++;
    out->text = (jh_text){ lexer->text.at + out->at + 1, at - out->at - 1 };
    if (byte_at(lexer, at) != quote) return refuse(lexer, out, SAY_EXPR_OPEN_QUOTE, out->text, err);
    if (!jh_text_is_utf8(out->text) || memchr(out->text.at, 0, out->text.size))
        return refuse(lexer, out, SAY_EXPR_NOT_UTF8, JH_TEXT(""), err);
    if (quote == '`' && out->text.size == 0)
        return refuse(lexer, out, SAY_EXPR_STRAY, JH_TEXT("``"), err);
    out->kind = quote == '"' ? JH_TOKEN_STRING : JH_TOKEN_NAME;
    out->is_quoted = quote == '`';
    out->end = at + 1;
    advance(lexer, out->end);
    return JH_OK;
}

static bool take_sign(jh_token *out, jh_lexer *lexer)
{
    jh_text rest = { lexer->text.at + out->at, lexer->text.size - out->at }, spelling;
    size_t i;

    for (i = 0; i < sizeof signs / sizeof *signs; i++) {
        spelling = jh_text_of(signs[i].spelling);
        if (!jh_text_starts(rest, spelling)) continue;
        out->kind = JH_TOKEN_SIGN;
        out->sign = signs[i].sign;
        out->text = (jh_text){ rest.at, spelling.size };
        out->end = out->at + (uint32_t)spelling.size;
        advance(lexer, out->end);
        return true;
    }
    return false;
}

jh_code jh_lexer_next(jh_token *out, jh_lexer *lexer, jh_error *err)
{
    uint32_t c, size;

    skip_blanks(lexer);
    *out = (jh_token){ .at = lexer->at,
                       .end = lexer->at,
                       .line = lexer->line,
                       .column = lexer->column,
                       .date = JH_NO_DATE };
    if (lexer->at >= lexer->text.size) return JH_OK;
    c = peek(lexer, lexer->at, &size);
    if (c == 0) return refuse(lexer, out, SAY_EXPR_NOT_UTF8, JH_TEXT(""), err);
    if (is_letter(c)) {
        out->kind = JH_TOKEN_NAME;
        out->end = name_end(lexer, lexer->at);
        out->text = (jh_text){ lexer->text.at + out->at, out->end - out->at };
        advance(lexer, out->end);
        return JH_OK;
    }
    if (looks_like_date(lexer)) return take_date(out, lexer, err);
    if (is_digit(c)) return take_number(out, lexer, err);
    if (c == '"' || c == '`') return take_quoted(out, lexer, (char)c, err);
    if (take_sign(out, lexer)) return JH_OK;
    return refuse(lexer, out, SAY_EXPR_STRAY, (jh_text){ lexer->text.at + lexer->at, size }, err);
}
