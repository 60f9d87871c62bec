/* plan_view.h: a planned county laid out for the papers of src/report.
 * Takes   a planned county.
 * Gives   a view; everything lives in the desk's memory or is borrowed from the county.
 * Never   decides anything.
 * Method  docs/report.md, "A plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_VIEW_H
#define JH_ADVISE_PLAN_VIEW_H

#include "advise/plan.h"
#include "report/plan_view.h"

JH_MUST_CHECK jh_code jh_plan_view_make(jh_plan_view *out, const jh_desk *desk,
                                        const jh_planned_county *county, jh_error *err);

#endif
