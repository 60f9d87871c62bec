/* eval.h: evaluation, a column at a time (for the files eval*.c and sets*.c only).
 * Takes   a compiled expression, a source, rows of a level.
 * Gives   one result a row.
 * Never   allocates a row: temporary columns live in the scratch arena of the call.
 * Method  docs/language.md §4 and §5
 *
 * A node is evaluated at its own level and spread over the finer rows it is asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_EVAL_H
#define JH_EXPR_EVAL_H

#include "expr/functions.h"

enum { JH_BITS_FIRST = 128, JH_BITS_MAX = 4096, JH_EXACT_SIZE_MAX = 1 << 21 };

typedef struct jh_evaluation {
    const jh_source *source;
    jh_error *err;
} jh_evaluation;

/* The rows of an evaluation: where the results belong. */
typedef struct jh_span {
    jh_level level;
    jh_rows rows;
} jh_span;

/* In this order of arguments everywhere: where to, with what, which node, for which rows. */
JH_MUST_CHECK jh_code jh_eval_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *x,
                                      jh_span at, jh_arena scratch);
JH_MUST_CHECK jh_code jh_eval_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x,
                                     jh_span at, jh_arena scratch);
/* Codes (−1 = missing) and dates (INT32_MIN = missing). */
JH_MUST_CHECK jh_code jh_eval_words(int32_t *out, const jh_evaluation *e, const jh_expr *x,
                                    jh_span at, jh_arena scratch);
/* Texts (at == NULL = missing); those that are made live in keep. */
JH_MUST_CHECK jh_code jh_eval_texts(jh_text *out, const jh_evaluation *e, const jh_expr *x,
                                    jh_span at, jh_arena *keep);
/* ---- what is done alike to columns of every type -------------------------------------- */

/* A column of results: jh_number, jh_claim, int32_t (codes, dates) or jh_text by its type. */
typedef struct jh_results {
    jh_type type;
    void *at;
} jh_results;

size_t jh_results_width(jh_type type); /* bytes a row */
/* Row i of `out` is what `from` has for the coarser row above row i of `at`. */
void jh_results_spread(jh_results out, const void *from, jh_span coarse, const jh_evaluation *e,
                       jh_span at);
/* Any of the four above; texts that are made live in keep, the rest is gone on return. */
JH_MUST_CHECK jh_code jh_eval_results(jh_results out, const jh_evaluation *e, const jh_expr *x,
                                      jh_span at, jh_arena *keep);
/* At the expression's own, coarser level, then spread over the rows. */
JH_MUST_CHECK jh_code jh_eval_spread(jh_results out, const jh_evaluation *e, const jh_expr *x,
                                     jh_span at, jh_arena *keep);
/* if, firstPresent, period. */
JH_MUST_CHECK jh_code jh_eval_if(jh_results out, const jh_evaluation *e, const jh_expr *x,
                                 jh_span at, jh_arena *keep);
JH_MUST_CHECK jh_code jh_eval_first_present(jh_results out, const jh_evaluation *e,
                                            const jh_expr *x, jh_span at, jh_arena *keep);
JH_MUST_CHECK jh_code jh_eval_period_of(jh_results out, const jh_evaluation *e, const jh_expr *x,
                                        jh_span at, jh_arena *keep);
/* Numbers or claims of an expression that has a name: through the source's memo, if it has one. */
JH_MUST_CHECK jh_code jh_eval_named(jh_results out, const jh_evaluation *e, const jh_expr *named,
                                    jh_span at, jh_arena scratch);

/* ---- exactly -------------------------------------------------------------------------- */

/* One row, exactly: how closely, and of what. */
typedef struct jh_exactly {
    const jh_evaluation *e;
    jh_span row;
    unsigned bits; /* irrational parts to 2^-bits */
} jh_exactly;

/* out is set only if *why is JH_PRESENT. JH_CONFLICT = more bits are needed. */
JH_MUST_CHECK jh_code jh_eval_exact(jh_exact *out, jh_why *why, const jh_expr *x,
                                    const jh_exactly *at, jh_arena scratch);

/* The coarser rows that hold these. */
jh_span jh_span_above(const jh_source *source, jh_span at, jh_level level);
/* One row. */
jh_span jh_span_row(jh_span at, size_t row);
int32_t jh_word_missing(jh_type type);

/* −1, 0, 1: how the two children of a comparison compare, exactly. Both must be present. */
JH_MUST_CHECK jh_code jh_eval_order(int *out, const jh_evaluation *e, const jh_expr *comparison,
                                    jh_span row, jh_arena scratch);
/* The sign of a present number, exactly. */
JH_MUST_CHECK jh_code jh_eval_sign(int *out, const jh_evaluation *e, const jh_expr *x, jh_span row,
                                   jh_arena scratch);
/* The narrow enclosure of one row through exact arithmetic (for round, floor, mod …). */
JH_MUST_CHECK jh_code jh_eval_through_exact(jh_number *out, const jh_evaluation *e,
                                            const jh_expr *x, jh_span row, jh_arena scratch);
JH_MUST_CHECK jh_code jh_eval_undecided(const jh_evaluation *e);

JH_MUST_CHECK jh_code jh_eval_call_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *x,
                                           jh_span at, jh_arena scratch);
JH_MUST_CHECK jh_code jh_eval_call_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x,
                                          jh_span at, jh_arena scratch);
JH_MUST_CHECK jh_code jh_eval_set_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *x,
                                          jh_span at, jh_arena scratch);
JH_MUST_CHECK jh_code jh_eval_set_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *x,
                                         jh_span at, jh_arena scratch);
JH_MUST_CHECK jh_code jh_eval_set_exact(jh_exact *out, jh_why *why, const jh_expr *x,
                                        const jh_exactly *at, jh_arena scratch);

/* The evaluation with the figures of another period; false = there are none. */
bool jh_eval_period(jh_evaluation *out, const jh_evaluation *e, const jh_expr *x);

/* ---- reasons -------------------------------------------------------------------------- */

/* Of an operation on two numbers: what does not apply makes the result not apply. */
static inline jh_why jh_why_join(jh_why a, jh_why b)
{
    if (a == JH_PRESENT && b == JH_PRESENT) return JH_PRESENT;
    if (a == JH_NOT_ASKED || b == JH_NOT_ASKED) return JH_NOT_ASKED;
    return jh_why_first(a, b);
}

/* Has no value whatever the missing inputs are. */
static inline bool jh_why_is_undefined(jh_why why)
{
    return why >= JH_BAD_DENOMINATOR;
}

static inline jh_number jh_number_undefined(jh_why why)
{
    return (jh_number){ JH_ANYTHING, why };
}

#endif
