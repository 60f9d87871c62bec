/* comparison.h: what changed between two assessments, and why, for people and programs.
 * Takes   both views and their comparison.
 * Gives   text for a terminal, JSON, one self-contained HTML page in two languages.
 * Never   computes; the same comparison gives the same bytes.
 * Method  docs/methods/compare.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_COMPARISON_H
#define JH_REPORT_COMPARISON_H

#include "assess/compare.h"
#include "report/terminal.h"

typedef struct jh_comparison_view {
    const jh_view *before, *after;
    const jh_comparison *comparison;
} jh_comparison_view;

JH_MUST_CHECK jh_code jh_report_comparison(jh_buffer *out, const jh_comparison_view *view,
                                           const jh_terminal_options *options, jh_error *err);
/* docs/comparison-json.md */
JH_MUST_CHECK jh_code jh_report_comparison_json(jh_text *out, jh_arena *keep,
                                                const jh_comparison_view *view, jh_error *err);
JH_MUST_CHECK jh_code jh_report_comparison_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                                const jh_comparison_view *view, jh_error *err);

#endif
