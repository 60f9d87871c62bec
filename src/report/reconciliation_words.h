/* reconciliation_words.h: what the papers of a reconciliation say alike.
 * Takes   sums, cells and statements.
 * Gives   titles, digits, signs and the names of cells.
 * Never   is seen outside report/.
 * Method  docs/methods/reconcile.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_RECONCILIATION_WORDS_H
#define JH_REPORT_RECONCILIATION_WORDS_H

#include "report/reconciliation.h"
#include "report/words.h"

const char *jh_accord_sign(jh_accord accord); /* = ≠ ◁ ▷ */
jh_say_id jh_accord_say(jh_accord accord);

/* Title of a sum's element and its measure, in the standard's own language; the key where the
 * standard has no such element. */
jh_text jh_sum_title(const jh_reconciliation_view *view, const jh_reconciled_sum *sum);
jh_text jh_sum_measure(const jh_reconciliation_view *view, const jh_reconciled_sum *sum);
/* Digits with their sign: "+4", "-12.5", "0". */
const char *jh_difference_write(char out[JH_DECIMAL_SIZE], jh_decimal value);
/* The cell a statement was read from, "东河镇.xlsx 学段 D5"; empty = by hand. Without memory no
 * `at`. */
jh_text jh_statement_cell(jh_arena *keep, const jh_snapshot *in, const jh_statement *statement);

#endif
