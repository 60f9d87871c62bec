/* beside.h: several assessments side by side, for people and programs.
 * Takes   the views of the assessments and their rows.
 * Gives   a table for a terminal, JSON, one self-contained page in two languages.
 * Never   computes; the same views give the same bytes.
 * Method  docs/methods/compare.md, "Side by side"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_BESIDE_H
#define JH_REPORT_BESIDE_H

#include "assess/beside.h"
#include "report/terminal.h"

typedef struct jh_beside_view {
    const jh_view *views; /* [beside->count] */
    const jh_beside *beside;
} jh_beside_view;

JH_MUST_CHECK jh_code jh_report_beside(jh_buffer *out, const jh_beside_view *view,
                                       const jh_terminal_options *options, jh_error *err);
/* docs/beside-json.md */
JH_MUST_CHECK jh_code jh_report_beside_json(jh_text *out, jh_arena *keep,
                                            const jh_beside_view *view, jh_error *err);
JH_MUST_CHECK jh_code jh_report_beside_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                            const jh_beside_view *view, jh_error *err);

#endif
