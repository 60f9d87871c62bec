/* grid.h: sheets written as text, so that a test shows what a clerk would see.
 * Takes   rows of cells between bars, one row a line: "学校名称 | 在校生数\n甲小学 | 120".
 * Gives   jh_sheet and jh_workbook in memory, and a batch as text to compare.
 * Never   returns an error: a test that cannot build its input fails there and then.
 *
 * A cell: 120 or 4.5 = number, '120 = text, %0.85 = number shown as percent, @2010-09-01 = date,
 * #REF! = error, ?1 = truth, =? = a formula that was never calculated, anything else = text,
 * nothing = empty.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_GRID_H
#define TESTS_SUPPORT_GRID_H

#include "formats/workbook.h"
#include "model/batch.h"

/* `merges`: "A1:C1 A2:A3", NULL = none. */
jh_sheet test_grid(jh_arena *keep, const char *name, const char *rows, const char *merges);
jh_workbook *test_workbook(jh_arena *keep, const char *name, const jh_sheet *sheets, size_t count);

/* One line a unit, an observation, a finding:
 *   unit S1 甲小学 kind=primary_school location=rural
 *   S1 pupils primary 120
 *   S1 teachers primary (not_applicable reason's key)
 *   refusal intake.cell_error 校区!C3 | the words filled in | …
 * Findings only when asked for, and only those that stand in a cell or file. */
jh_text test_batch_text(jh_arena *keep, const jh_batch *batch, bool with_findings);

#endif
