/* syntax.h: the shape of an expression as written, before names and types are known.
 * Takes   tokens.
 * Gives   a tree of them, at most JH_DEPTH_MAX high.
 * Never   looks a name up.
 * Method  recursive descent over the grammar of docs/language.md §3, one function a level.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SYNTAX_H
#define JH_EXPR_SYNTAX_H

#include "expr/lexer.h"

enum { JH_DEPTH_MAX = 200, JH_EXPR_SIZE_MAX = 64 << 10, JH_CHILDREN_MAX = 200 };

typedef enum jh_shape {
    JH_SHAPE_NUMBER = 0,
    JH_SHAPE_STRING,
    JH_SHAPE_DATE,
    JH_SHAPE_NAME,
    JH_SHAPE_TRUTH,   /* yes, no */
    JH_SHAPE_INDEX,   /* name[word] */
    JH_SHAPE_NEGATE,  /* -x */
    JH_SHAPE_NOT,     /* not x */
    JH_SHAPE_BINARY,  /* x op y */
    JH_SHAPE_POWER,   /* x ^ whole */
    JH_SHAPE_IN,      /* x in (a, b, 50..99): children x, then the list */
    JH_SHAPE_RANGE,   /* a .. b: of numbers in a list, of names as an argument */
    JH_SHAPE_CONVERT, /* x in MEASURE */
    JH_SHAPE_CALL,    /* name(arguments, clauses) */
    JH_SHAPE_EVERY    /* every|any|none SET clauses : claim; `over` is the set */
} jh_shape;

typedef struct jh_syntax jh_syntax;
struct jh_syntax {
    jh_shape shape;
    jh_op op;
    jh_token token; /* what it is about: the operator, the name, the literal */
    jh_token word;  /* INDEX: the stage; CONVERT: the measure; CALL, EVERY: the set after `over` */
    jh_token per;   /* CONVERT: the measure after `per`; END = none */
    int64_t per_count; /* CONVERT: per 100 pupil */
    int exponent;      /* POWER */
    uint32_t at, end;  /* bytes */
    uint16_t height;
    uint16_t child_count;
    const jh_syntax *const *children;
    const jh_syntax *weight, *where, *by;
};

/* The tree lives in keep. Errors as jh_expr_compile. */
JH_MUST_CHECK jh_code jh_syntax_parse(const jh_syntax **out, jh_arena *keep,
                                      const jh_expr_text *text, jh_error *err);

#endif
