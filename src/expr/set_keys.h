/* set_keys.h: `by` — which rows share a group.
 * Takes   a code, text, date or claim a row.
 * Gives   a small number a group, in order of first appearance.
 * Never   compares by hash alone.
 * Method  open addressing, at most half full.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SET_KEYS_H
#define JH_EXPR_SET_KEYS_H

#include "expr/sample.h"

typedef struct jh_key_table jh_key_table;

/* For groups of `by`, of at most `rows` rows in all. */
JH_MUST_CHECK jh_code jh_keys_make(jh_key_table **out, const jh_evaluation *e, const jh_expr *by,
                                   size_t rows, jh_arena *keep);
/* Numbers of the groups of these rows; JH_KEY_MISSING where the key is missing. */
JH_MUST_CHECK jh_code jh_keys_number(uint32_t *out, jh_key_table *table, jh_span at,
                                     jh_arena *keep);
size_t jh_keys_count(const jh_key_table *table);

#endif
