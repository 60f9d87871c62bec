/* functions.h: the table of the language's functions.
 * Takes   a name.
 * Gives   what it is called, how many arguments it wants, whether it may have a weight.
 * Never   evaluates.
 * Method  expr/functions.def; every function's meaning is in docs/language.md §3
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_FUNCTIONS_H
#define JH_EXPR_FUNCTIONS_H

#include "expr/expr.h"

typedef enum jh_function {
#define ROW(id, name, other, fewest, most) JH_FUNCTION_##id,
#define SET(id, name, weight, result) JH_FUNCTION_##id,
#include "expr/functions.def"
#undef ROW
#undef SET
    JH_FUNCTION_COUNT_ALL
} jh_function;

typedef enum jh_weighting { JH_WEIGHT_NO = 0, JH_WEIGHT_MAY, JH_WEIGHT_MUST } jh_weighting;
typedef enum jh_result { JH_RESULT_SAME = 0, JH_RESULT_PURE, JH_RESULT_SHARE } jh_result;

typedef struct jh_function_about {
    const char *name, *other; /* other: a second spelling, "" = none */
    jh_say_id about;
    bool is_set;
    uint8_t fewest, most;   /* arguments; of set functions: besides the clauses */
    jh_weighting weighting; /* set functions */
    jh_result result;       /* set functions; SHARE: its argument is a claim */
} jh_function_about;

extern const jh_function_about jh_functions[JH_FUNCTION_COUNT_ALL];

/* JH_FUNCTION_COUNT_ALL = there is none of that name. */
jh_function jh_function_find(jh_text name);

#endif
