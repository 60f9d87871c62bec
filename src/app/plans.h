/* plans.h: plans through the server: searched for by a child process, kept as a list.
 * Takes   words of an assessment, costs, a time limit.
 * Gives   the words of the child's command line; kept results.
 * Never   plans in this process: memory, crashes and cancelling stay in the child.
 * Method  docs/plan-json.md; a document of kind "plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_PLANS_H
#define JH_APP_PLANS_H

#include "app/desk.h"
#include "app/line.h"

typedef struct jh_kept_plan {
    jh_text county, name, json;
} jh_kept_plan;

/* *id: its number. */
JH_MUST_CHECK jh_code jh_plan_keep(int32_t *id, const jh_desk *desk, const jh_kept_plan *what,
                                   jh_error *err);
JH_MUST_CHECK jh_code jh_plan_list(jh_text *out, const jh_desk *desk, jh_text county,
                                   jh_error *err);
/* The plan as `junheng plan --json` printed it, byte for byte. */
JH_MUST_CHECK jh_code jh_plan_get(jh_text *out, const jh_desk *desk, jh_text county, int32_t number,
                                  jh_error *err);

#endif
