/* score_rows.h: scores and groups out of a table of texts.
 * Takes   the name of a column of scores, and of one or two columns of groups, widest first.
 * Gives   the scores of the rows that can count, together by group; how many cannot.
 * Never   guesses a score: what is not a number, or has no group, is left out and counted.
 * Method  docs/methods/variance-shares.md §1
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SCORE_ROWS_H
#define JH_EXPR_SCORE_ROWS_H

#include "expr/row_order.h"
#include "expr/shares.h"

typedef struct jh_score_ask {
    jh_analysis_table table;
    jh_text score;
    const jh_text *groups; /* [group_count] names of columns, widest first */
    size_t group_count;    /* 1 or 2 */
} jh_score_ask;

/* Errors: JH_BAD_INPUT for a column that is not there. */
JH_MUST_CHECK jh_code jh_scores_read(jh_scores *out, size_t *left_out, jh_arena *keep,
                                     const jh_score_ask *ask, jh_error *err);

#endif
