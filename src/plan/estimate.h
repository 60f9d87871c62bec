/* estimate.h: what a certificate proves, about, and quickly.
 * Takes   a certificate.
 * Gives   its bound in floating point and the waivers it finds cheapest.
 * Never   proves anything: jh_bound_get does.
 * Method  docs/methods/plan.md, "The certificate"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_ESTIMATE_H
#define JH_PLAN_ESTIMATE_H

#include "plan/plan.h"

/* chosen [row]: filled in. false: no memory, or a school without any choice. */
bool jh_bound_estimate(double *out, const jh_problem *problem, const jh_certificate *certificate,
                       int8_t *chosen, jh_arena scratch);

#endif
