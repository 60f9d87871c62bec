/* plan_decide.h: what has been decided already, before a plan is looked for.
 * Takes   decisions in a person's words, and the plan they stay from.
 * Gives   the problem with those decisions in it.
 * Never   lets a decision pass that contradicts the limits: it is named.
 * Method  docs/methods/plan.md, "Decisions"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_DECIDE_H
#define JH_ADVISE_PLAN_DECIDE_H

#include "advise/plan_document.h"

/* Schools, figures, stages and indicators as app/called.h knows them: by code, key or name. */
typedef struct jh_decisions {
    const char *const *keep; /* "staff" "purchases" "waivers" "moves": as in the plan begun from;
                              * "staff:SCHOOL", "moves:SCHOOL", "moves:FROM:TO" */
    size_t keep_count;
    const char *const *no_building; /* "SCHOOL" or "SCHOOL:FIGURE": nothing is bought there */
    size_t no_building_count;
    const char *const *no_move; /* "SCHOOL" or "SCHOOL:SCHOOL": nobody moves there, or between */
    size_t no_move_count;
    const char *const *waivers; /* "SCHOOL=INDICATOR", "SCHOOL:STAGE=INDICATOR", "SCHOOL=none" */
    size_t waiver_count;
} jh_decisions;

/* `from`: the plan that --keep speaks of; NULL = none that fits. */
JH_MUST_CHECK jh_code jh_plan_decide(jh_planning *planning, const jh_desk *desk,
                                     const jh_decisions *decisions, const jh_plan *from,
                                     jh_error *err);

#endif
