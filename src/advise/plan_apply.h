/* plan_apply.h: the figures after a plan, as a store of their own, judged like any other.
 * Takes   a county with a plan, and where the copy is to be.
 * Gives   a copy of the store, a file or on PostgreSQL, in which every figure that the plan changes
 *         is corrected: one revision, one entry of its audit.
 * Never   touches the store itself; leaves half a plan in the copy, nor a file without the plan.
 * Method  docs/methods/plan.md, "After the plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_APPLY_H
#define JH_ADVISE_PLAN_APPLY_H

#include "advise/plan.h"

/* JH_BAD_INPUT without a plan, or when schools are only supposed to have merged. */
JH_MUST_CHECK jh_code jh_plan_apply_to_copy(const jh_desk *desk, const jh_planned_county *county,
                                            const char *to, jh_error *err);

#endif
