/* memo.h: columns of named expressions, evaluated once and then remembered.
 * Takes   an arena for the columns; a source whose figures stay as they are.
 * Gives   the column of a name at its level, computed when it is first asked for.
 * Never   changes a result; without room it remembers nothing more and all is evaluated anew.
 * Method  docs/decisions/0008-named-columns-are-remembered.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_MEMO_H
#define JH_EXPR_MEMO_H

#include "expr/expr.h"

typedef struct jh_memo jh_memo;

/* Columns live in `room`, which nobody else may use while the memo does. NULL = no memory. */
jh_memo *jh_memo_make(jh_arena *room);

/* What is known already of an expression: a column for every row of its own level, borrowed. It
 * must be what evaluation would give. */
void jh_memo_put_numbers(jh_memo *memo, const jh_expr *expr, const jh_number *column);
void jh_memo_put_claims(jh_memo *memo, const jh_expr *expr, const jh_claim *column);

#endif
