/* view_composites.h: coefficients that a standard averages instead of limiting each (2012).
 * Takes   a view whose columns are set.
 * Gives   a composite for each item with a figure that is the mean of weighted coefficients of
 *         variation of one stage, with those coefficients, rounded half up from exact values.
 * Never   goes by a name: what counts is what the figure's formula is. Never judges.
 * Method  docs/methods/composite.md, "On paper"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_VIEW_COMPOSITES_H
#define JH_REPORT_VIEW_COMPOSITES_H

#include "report/view.h"

JH_MUST_CHECK jh_code jh_view_find_composites(jh_view *view, jh_arena *keep, jh_arena scratch,
                                              jh_error *err);

#endif
