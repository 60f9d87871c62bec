/* expr.h: the expression language: parse, check types and units of measure, evaluate.
 * Takes   text, a scope that knows names, and a source of rows.
 * Gives   a compiled expression; numbers and claims per row; exact values where they must decide.
 * Never   does I/O, calls the host language, or guesses a unit.
 * Method  docs/language.md (grammar, types, units, every function);
 *         fast path: enclosures in doubles; where one cannot decide, exact rationals (exact.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_EXPR_H
#define JH_EXPR_EXPR_H

#include "base/exact.h"
#include "base/time.h"
#include "expr/measure.h"
#include "model/stage.h"
#include "model/value.h"

/* ---- types ---------------------------------------------------------------------------- */

typedef enum jh_type {
    JH_TYPE_NUMBER = 0,
    JH_TYPE_CLAIM, /* yes, no, unknown, does not apply */
    JH_TYPE_CODE,  /* one of a closed list of words: kind, location, stage, a choice setting */
    JH_TYPE_TEXT,  /* free text: name, town; only = and != */
    JH_TYPE_DATE
} jh_type;

/* A closed list of words. Keys are what expressions write; labels are for people. */
typedef struct jh_codes {
    jh_text name;
    const jh_text *keys;
    const jh_text *labels;
    size_t count;
    const jh_text *aliases;       /* other spellings, folded; may be none */
    const int32_t *alias_indices; /* which word each alias stands for */
    size_t alias_count;
} jh_codes;

/* ---- names ---------------------------------------------------------------------------- */

typedef struct jh_expr jh_expr;

typedef enum jh_symbol_kind {
    JH_SYMBOL_COLUMN = 0, /* the source has it */
    JH_SYMBOL_DEFINED,    /* an expression with a name */
    JH_SYMBOL_SET         /* a set of rows: schools, parts, or a scope of the standard */
} jh_symbol_kind;

typedef struct jh_symbol {
    jh_text name;
    const jh_codes *codes;  /* codes */
    const jh_expr *defined; /* DEFINED: the expression; SET: its filter, NULL = every row */
    /* Indicators, for met(), every_floor(), line() and floor(), which become ordinary nodes when
     * they are compiled: all in the indicator's measure, at its level. NULL = it has none. */
    const jh_expr *line;
    const jh_expr *floor;  /* the value of the floor itself: 85% × line, never rounded */
    const jh_expr *judged; /* the value held against the line (as printed); NULL = `defined` */
    jh_measure measure;    /* numbers */
    jh_symbol_kind kind;
    jh_type type;
    jh_level level;    /* COLUMN, DEFINED: finest level at which it has a value. SET: of its rows */
    uint32_t column;   /* COLUMN: number by which the source knows it */
    bool by_stage;     /* COLUMN: `name[primary]` is allowed above its level */
    bool not_negative; /* COLUMN: a missing value is at least 0 */
    /* COLUMN of parts that a school has as a whole too (shared rooms): at school level the bare
     * name is the whole, at part level the part's share. */
    bool shared;
    bool lower_is_better; /* indicators: met is value <= line */
} jh_symbol;

/* Knows the names. `find` may compile what it finds on demand; a name that is being compiled
 * already is a cycle: it then fills err with the path (JH_BAD_INPUT) and gives that code.
 * An unknown name is JH_NOT_FOUND with err untouched. */
typedef struct jh_scope {
    void *self;
    jh_code (*find)(void *self, jh_text name, jh_symbol *out, jh_error *err);
    /* The known name nearest to a wrong one; empty = none near. NULL = offers none. */
    jh_text (*nearest)(void *self, jh_text name);
    /* A declared measure (yuan, wan_yuan, pupil …). NULL = there are none. */
    bool (*measure)(void *self, jh_text name, jh_measure *out);
    /* What `name[compulsory]` adds up: the standard's stages. */
    const jh_stage *stages;
    size_t stage_count;
} jh_scope;

/* The known name nearest to `name` among `count` names (at most a third of its characters wrong,
 * one being allowed, four not); empty = none near. For scopes that hold names in an array. */
jh_text jh_name_nearest(jh_text name, const jh_text *names, size_t count);

/* ---- the compiled form (read-only; explain walks it) ---------------------------------- */

typedef enum jh_op {
    JH_OP_LITERAL = 0,
    JH_OP_COLUMN,
    JH_OP_DEFINED,
    JH_OP_NEGATE,
    JH_OP_ADD,
    JH_OP_SUBTRACT,
    JH_OP_MULTIPLY,
    JH_OP_DIVIDE,
    JH_OP_POWER,   /* one child; `code` is the exponent */
    JH_OP_CONVERT, /* postfix `in MEASURE`: value × factor_up / factor_down */
    JH_OP_EQUAL,
    JH_OP_NOT_EQUAL,
    JH_OP_LESS,
    JH_OP_AT_MOST,
    JH_OP_GREATER,
    JH_OP_AT_LEAST,
    JH_OP_IN,
    JH_OP_AND,
    JH_OP_OR,
    JH_OP_NOT,
    JH_OP_CALL, /* row function: if, isMissing, firstPresent, greatest, least, round, ceil, … */
    JH_OP_SET   /* set function: count, sum, wcv, every, … over rows below the current one */
} jh_op;

struct jh_expr {
    jh_op op;
    jh_type type;
    jh_level level;     /* coarsest level at which it can be evaluated */
    jh_measure measure; /* numbers */
    bool any_measure;   /* a number of literals only: it takes the measure it meets */
    uint16_t depth;     /* of the tree below, named expressions included */
    uint32_t at, size;  /* where in the text it was compiled from */
    const jh_codes *codes;
    uint16_t function; /* CALL, SET: see expr/functions.h */
    uint16_t child_count;
    const jh_expr *const *children;
    /* LITERAL */
    jh_decimal number;
    int32_t code; /* index into codes; for IN: one child literal per word */
    jh_text text;
    jh_date date;
    /* COLUMN, DEFINED; SET: the set it ranges over */
    jh_symbol symbol;
    jh_stage stage;                 /* COLUMN indexed by a stage; JH_WHOLE = not indexed */
    jh_level set_level;             /* SET: level of the rows it ranges over */
    int64_t factor_up, factor_down; /* CONVERT; `text` is the measure as written */
    const jh_expr *weight;          /* SET: `weight …`, may be NULL */
    const jh_expr *where;           /* SET: `where …`, may be NULL */
    const jh_expr *by;              /* SET: `by …`, may be NULL */
};

/* What is written, where it stands (so that errors name file, line and column), for which rows. */
typedef struct jh_expr_text {
    jh_text text;
    const char *file;
    uint32_t line, column; /* of text.at, from 1; columns count characters */
    jh_level level;        /* the rows it is for */
} jh_expr_text;

/* Errors: JH_BAD_INPUT naming file:line:column, what was expected,
 * and the nearest known name. Deeper than 200 or longer than 64 KiB is refused. */
JH_MUST_CHECK jh_code jh_expr_compile(const jh_expr **out, jh_arena *keep, const jh_expr_text *text,
                                      const jh_scope *scope, jh_error *err);

/* May it stand where a number of this measure is asked for? (Equal, scale included, or a number
 * of literals only.) */
bool jh_expr_fits(const jh_expr *expr, const jh_measure *measure);

/* The text it was compiled from in canonical spelling (spaces, parentheses only where needed). */
JH_MUST_CHECK jh_code jh_expr_write(jh_buffer *out, const jh_expr *expr, jh_error *err);

/* ---- rows ----------------------------------------------------------------------------- */

typedef struct jh_rows {
    size_t first, count;
} jh_rows;

/* Cells of one column. */
typedef struct jh_slice {
    uint32_t column;
    jh_stage stage; /* JH_WHOLE = as the level itself has it */
    jh_level level;
    jh_rows rows;
} jh_slice;

/* Where values come from. Rows of a level are numbered from 0; children of a row lie together. */
typedef struct jh_source {
    const void *self;
    size_t (*count)(const void *self, jh_level level);
    /* Rows of `finer` that lie under `row` of `of`. */
    jh_rows (*under)(const void *self, jh_level of, size_t row, jh_level finer);
    /* The row of the coarser level above. */
    size_t (*above)(const void *self, jh_level of, size_t row, jh_level coarser);
    /* Values of a column. */
    jh_code (*numbers)(const void *self, const jh_slice *of, jh_number *out);
    /* The first row's value exactly. Only called where `numbers` said present. */
    jh_code (*exact)(const void *self, const jh_slice *of, jh_exact *out);
    /* Claims (yes/no columns), codes (index, −1 = missing) and dates (days, INT32_MIN = missing),
     * texts (at == NULL = missing) of a column. A function may be NULL if no column needs it. */
    jh_code (*claims)(const void *self, const jh_slice *of, jh_claim *out);
    jh_code (*codes)(const void *self, const jh_slice *of, int32_t *out);
    jh_code (*texts)(const void *self, const jh_slice *of, jh_text *out);
    /* The same rows with the figures of another period (offset -1 = the one before), a unit that
     * was not there being missing. NULL (function or result) = no such period: all missing. */
    const struct jh_source *(*period)(const void *self, int offset);
    struct jh_memo *memo; /* columns of names already known (expr/memo.h); NULL = none are kept */
} jh_source;

/* ---- evaluation ----------------------------------------------------------------------- */

/* For which rows, out of which source. Their level is that of the expression or a finer one. */
typedef struct jh_expr_ask {
    const jh_source *source;
    jh_level level;
    jh_rows rows;
    unsigned bits; /* jh_expr_exact: irrational parts to 2^-bits at least; 0 = as usual */
    int places;    /* jh_expr_rounded: how many, at most 6 */
    jh_error *err; /* filled when it fails; may be NULL */
} jh_expr_ask;

/* One result a row, in out[rows.count]. Can fail: memory, the source, and a comparison of roots
 * that 4096 bits do not decide (JH_BAD_INPUT, SAY_EXPR_UNDECIDED). */
JH_MUST_CHECK jh_code jh_expr_numbers(jh_number *out, const jh_expr *expr, const jh_expr_ask *ask,
                                      jh_arena scratch);
/* Claims are decided exactly: a comparison whose enclosures overlap is decided in rationals. */
JH_MUST_CHECK jh_code jh_expr_claims(jh_claim *out, const jh_expr *expr, const jh_expr_ask *ask,
                                     jh_arena scratch);
/* The first row exactly. *why as in jh_number; out only if present. */
JH_MUST_CHECK jh_code jh_expr_exact(jh_exact *out, jh_why *why, const jh_expr *expr,
                                    const jh_expr_ask *ask, jh_arena scratch);
/* The first row rounded half up, correctly (exact arithmetic when needed). */
JH_MUST_CHECK jh_code jh_expr_rounded(jh_decimal *out, jh_why *why, const jh_expr *expr,
                                      const jh_expr_ask *ask, jh_arena scratch);

#endif
