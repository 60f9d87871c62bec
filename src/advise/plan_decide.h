/* plan_decide.h: what has been decided already, before a plan is looked for.
 * Takes   decisions in a person's words, and the plan they stay from.
 * Gives   the problem with those decisions in it.
 * Never   lets a decision pass that contradicts the limits: it is named.
 * Method  docs/methods/plan.md, "Decisions"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_DECIDE_H
#define JH_ADVISE_PLAN_DECIDE_H

#include "advise/plan_document.h"

typedef struct jh_decisions {
    const char *const *keep; /* "staff" "purchases" "waivers" "moves": as in the plan begun from;
                              * "staff:CODE", "moves:CODE", "moves:FROM:TO" */
    size_t keep_count;
    const char *const *no_building; /* "CODE" or "CODE:element": nothing is bought there */
    size_t no_building_count;
    const char *const *no_move; /* "CODE" or "CODE:CODE": nobody moves there, or between them */
    size_t no_move_count;
    const char *const *waivers; /* "CODE=indicator", "CODE:stage=indicator", "CODE=none" */
    size_t waiver_count;
} jh_decisions;

/* `from`: the plan that --keep speaks of; NULL = none that fits. */
JH_MUST_CHECK jh_code jh_plan_decide(jh_planning *planning, const jh_desk *desk,
                                     const jh_decisions *decisions, const jh_plan *from,
                                     jh_error *err);

#endif
