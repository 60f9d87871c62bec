/* lexer.h: text → tokens, for expressions and for the statements of a standard alike.
 * Takes   UTF-8 text and where it stands in its file.
 * Gives   one token at a time, each with its line and column (from 1, in characters).
 * Never   copies: a token's text points into the text it was given.
 * Method  docs/language.md §1 and §3; letters as listed at is_letter() in lexer.c.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_LEXER_H
#define JH_EXPR_LEXER_H

#include "expr/expr.h"

typedef enum jh_token_kind {
    JH_TOKEN_END = 0,
    JH_TOKEN_NAME,   /* letters, digits, _; or anything between backquotes (text without them) */
    JH_TOKEN_NUMBER, /* plain decimal; a % directly behind it divides by 100: see is_percent */
    JH_TOKEN_STRING, /* "…", text without the quotes; it holds no quote and no line break */
    JH_TOKEN_DATE,   /* 2017-04-19 */
    JH_TOKEN_SIGN    /* an operator or bracket; sign says which */
} jh_token_kind;

typedef enum jh_sign {
    JH_SIGN_NONE = 0,
    JH_SIGN_OPEN,    /* ( */
    JH_SIGN_CLOSE,   /* ) */
    JH_SIGN_INDEX,   /* [ */
    JH_SIGN_UNINDEX, /* ] */
    JH_SIGN_COMMA,
    JH_SIGN_COLON,
    JH_SIGN_DOTS, /* .. */
    JH_SIGN_PLUS,
    JH_SIGN_MINUS,
    JH_SIGN_TIMES, /* * and × */
    JH_SIGN_OVER,  /* / and ÷ */
    JH_SIGN_POWER,
    JH_SIGN_EQUAL,
    JH_SIGN_NOT_EQUAL, /* != and ≠ */
    JH_SIGN_LESS,
    JH_SIGN_AT_MOST, /* <= and ≤ */
    JH_SIGN_GREATER,
    JH_SIGN_AT_LEAST /* >= and ≥ */
} jh_sign;

typedef struct jh_token {
    jh_token_kind kind;
    jh_sign sign;
    jh_text text;
    bool is_quoted;  /* NAME between backquotes: never a keyword */
    bool is_percent; /* NUMBER followed by %; `number` is already divided */
    jh_decimal number;
    jh_date date;
    uint32_t at, end;      /* bytes into the whole text */
    uint32_t line, column; /* of its first character */
} jh_token;

typedef struct jh_lexer {
    jh_text text;
    const char *file;
    uint32_t at, line, column;
    bool dash_names; /* `-` between letters or digits belongs to a name: keys of statements */
} jh_lexer;

jh_lexer jh_lexer_of(const jh_expr_text *text);

/* Blanks, line breaks and # comments are skipped. Behind the last token: JH_TOKEN_END, again and
 * again. JH_BAD_INPUT names the place of a character that begins nothing, an open quote, a
 * number with more than six places or out of range, or bytes that are no UTF-8. */
JH_MUST_CHECK jh_code jh_lexer_next(jh_token *out, jh_lexer *lexer, jh_error *err);

/* An unquoted name with these letters? Keywords are ordinary names that stand in their place. */
bool jh_token_is(const jh_token *token, const char *word);

/* "file:line:column" for the where of an error. */
const char *jh_token_where(char out[JH_WHERE_SIZE], const char *file, const jh_token *token);

#endif
