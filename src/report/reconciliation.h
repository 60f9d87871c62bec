/* reconciliation.h: the county's figures beside those of the statistics, for people and programs.
 * Takes   a reconciliation with the snapshot and the standard that it speaks of.
 * Gives   text for a terminal, JSON, a workbook of two sheets, one self-contained page.
 * Never   computes; the same reconciliation gives the same bytes.
 * Method  docs/methods/reconcile.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_RECONCILIATION_H
#define JH_REPORT_RECONCILIATION_H

#include "model/reconcile.h"
#include "report/terminal.h"

typedef struct jh_reconciliation_view {
    const jh_view *view; /* snapshot, standard, version, is_made_up; the rest is not looked at */
    const jh_reconciliation *reconciliation;
    bool all; /* on a terminal: also the cells that agree, and every one that stands alone */
} jh_reconciliation_view;

JH_MUST_CHECK jh_code jh_report_reconciliation(jh_buffer *out, const jh_reconciliation_view *view,
                                               const jh_terminal_options *options, jh_error *err);
/* docs/reconciliation-json.md */
JH_MUST_CHECK jh_code jh_report_reconciliation_json(jh_text *out, jh_arena *keep,
                                                    const jh_reconciliation_view *view,
                                                    jh_error *err);
JH_MUST_CHECK jh_code jh_report_reconciliation_sheets(const char *path, jh_arena scratch,
                                                      const jh_reconciliation_view *view,
                                                      jh_error *err);
JH_MUST_CHECK jh_code jh_report_reconciliation_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                                    const jh_reconciliation_view *view,
                                                    jh_error *err);

#endif
