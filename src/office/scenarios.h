/* scenarios.h: sandboxes kept under a name, for oneself or shared with the county.
 * Takes   a name and the changed figures as JSON.
 * Gives   lists and single ones as JSON.
 * Never   shows another's that is not shared; a shared one is changed by its author only.
 * Method  store/documents.h; the text is {"is_shared": …, "changes": […]}
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_SCENARIOS_H
#define JH_OFFICE_SCENARIOS_H

#include "app/desk.h"
#include "app/line.h"

typedef struct jh_scenario {
    jh_text county;
    int32_t number;   /* 0 = a new one */
    int32_t revision; /* that was looked at; 0 = whatever stands */
    jh_text name;
    bool is_shared;
    jh_text changes; /* a JSON array, well formed */
} jh_scenario;

JH_MUST_CHECK jh_code jh_scenario_list(jh_text *out, const jh_desk *desk, jh_text county,
                                       jh_error *err);
JH_MUST_CHECK jh_code jh_scenario_get(jh_text *out, const jh_desk *desk, const jh_scenario *which,
                                      jh_error *err);
/* {id, revision} */
JH_MUST_CHECK jh_code jh_scenario_put(jh_text *out, const jh_desk *desk,
                                      const jh_scenario *scenario, jh_error *err);
JH_MUST_CHECK jh_code jh_scenario_remove(const jh_desk *desk, const jh_scenario *which,
                                         jh_error *err);

#endif
