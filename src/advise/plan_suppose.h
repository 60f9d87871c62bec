/* plan_suppose.h: where pupils go when a school is supposed to close.
 * Takes   the words of an assessment, what is supposed on top.
 * Gives   yes, or JH_NOT_FOUND with the school, its pupils and the merger to write instead.
 * Never   lets a plan be cheap because pupils are left out of it.
 * Method  docs/methods/plan.md, "Supposing"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_SUPPOSE_H
#define JH_ADVISE_PLAN_SUPPOSE_H

#include "app/judge.h"

/* `words` without what is supposed. */
JH_MUST_CHECK jh_code jh_suppose_leaves_nobody(const jh_desk *desk, const jh_judging *words,
                                               const jh_unit_events *supposed, jh_error *err);

#endif
