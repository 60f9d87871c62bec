/* view_reasons.h: what keeps a county from passing.
 * Takes   a view whose assessment and standard are set.
 * Gives   its reasons, those that fail before those that cannot be said.
 * Never   lists what the passing grade does not rest on, nor a rule that another one sums up.
 * Method  docs/report.md, "Reasons"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_VIEW_REASONS_H
#define JH_REPORT_VIEW_REASONS_H

#include "report/view.h"

JH_MUST_CHECK jh_code jh_view_find_reasons(jh_view *view, jh_arena *keep, jh_error *err);

#endif
