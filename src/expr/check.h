/* check.h: from the shape of an expression to its meaning (for the files check*.c only).
 * Takes   a syntax tree, a scope, the level of the rows.
 * Gives   typed nodes, their measures unified, names resolved, indicator functions spelled out.
 * Never   evaluates.
 * Method  docs/language.md §3
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_CHECK_H
#define JH_EXPR_CHECK_H

#include "expr/functions.h"
#include "expr/syntax.h"

typedef struct jh_checker {
    jh_arena *keep;
    const jh_scope *scope;
    const jh_expr_text *text;
    jh_error *err;
    jh_level level; /* of the rows it is checked for; changes inside set functions */
} jh_checker;

/* Fills the error with the place of `token`; a and b may be NULL. */
void jh_check_say(jh_checker *c, const jh_token *token, jh_say_id say, const char *a,
                  const char *b);
/* The same, to end a failing function with. */
static inline jh_code jh_check_complain(jh_checker *c, const jh_token *token, jh_say_id say,
                                        const char *a, const char *b)
{
    jh_check_say(c, token, say, a, b);
    return JH_BAD_INPUT;
}
/* The words of a node as written, cut to fit a message. */
const char *jh_check_words(char out[JH_MESSAGE_ARG_SIZE], const jh_checker *c, const jh_syntax *s);

/* Copies `draft` and its children into the arena; level and depth come from what it holds. */
JH_MUST_CHECK jh_code jh_check_grow(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                    jh_expr draft);
/* The draft with these children, which are borrowed until it is grown. */
static inline jh_expr jh_check_with(jh_expr draft, const jh_expr *const *children, size_t count)
{
    draft.children = children;
    draft.child_count = (uint16_t)count;
    return draft;
}

/* One operand or two. */
typedef struct jh_operands {
    const jh_expr *a, *b; /* b NULL: one */
} jh_operands;

JH_MUST_CHECK jh_code jh_check_pair(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                    jh_expr draft, jh_operands operands);

JH_MUST_CHECK jh_code jh_check(const jh_expr **out, jh_checker *c, const jh_syntax *s);
/* The same, and it must be of this type. */
JH_MUST_CHECK jh_code jh_check_as(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                  jh_type type);
JH_MUST_CHECK jh_code jh_check_number(const jh_expr **out, jh_checker *c, const jh_syntax *s);
JH_MUST_CHECK jh_code jh_check_claim(const jh_expr **out, jh_checker *c, const jh_syntax *s);
/* A number that must be pure (for log, power with any exponent …). */
JH_MUST_CHECK jh_code jh_check_pure(const jh_expr **out, jh_checker *c, const jh_syntax *s);

/* The measure that both can have, into *joined (measure and any_measure). */
JH_MUST_CHECK jh_code jh_check_join(jh_expr *joined, jh_checker *c, const jh_token *at,
                                    const jh_expr *a, const jh_expr *b);
JH_MUST_CHECK jh_code jh_check_symbol(jh_symbol *out, jh_checker *c, const jh_token *name);
JH_MUST_CHECK jh_code jh_check_name(const jh_expr **out, jh_checker *c, const jh_syntax *s);
JH_MUST_CHECK jh_code jh_check_index(const jh_expr **out, jh_checker *c, const jh_syntax *s);
JH_MUST_CHECK jh_code jh_check_convert(const jh_expr **out, jh_checker *c, const jh_syntax *s);
JH_MUST_CHECK jh_code jh_check_compare(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                       jh_op op, jh_operands operands);
JH_MUST_CHECK jh_code jh_check_binary(const jh_expr **out, jh_checker *c, const jh_syntax *s);
JH_MUST_CHECK jh_code jh_check_in(const jh_expr **out, jh_checker *c, const jh_syntax *s);
JH_MUST_CHECK jh_code jh_check_power(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                     const jh_expr *base, int exponent);
JH_MUST_CHECK jh_code jh_check_call(const jh_expr **out, jh_checker *c, const jh_syntax *s);
/* met, every_floor, line, floor of an indicator. */
JH_MUST_CHECK jh_code jh_check_met(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                   jh_function function);
/* The line (or floor) of the indicator that the only argument names; *is_one = false when it names
 * none that has one. */
JH_MUST_CHECK jh_code jh_check_line(const jh_expr **out, bool *is_one, jh_checker *c,
                                    const jh_syntax *s, jh_function function);
JH_MUST_CHECK jh_code jh_check_set(const jh_expr **out, jh_checker *c, const jh_syntax *s,
                                   jh_function function);
/* A whole literal, possibly negative. */
bool jh_check_whole(int *out, const jh_syntax *s);

#endif
