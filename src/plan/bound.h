/* bound.h: what no plan can cost less than, from prices.
 * Takes   a certificate.
 * Gives   the bound as a rational number.
 * Never   trusts the prices: for any prices at all the bound holds.
 * Method  docs/methods/plan.md, "The certificate"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_BOUND_H
#define JH_PLAN_BOUND_H

#include "plan/model.h"

/* chosen [row]: the cheapest waivers at these prices; may be NULL. false: λ, μ < 0 or
 * Σ P v² > Σ P somewhere: these prices prove nothing. */
bool jh_bound_get(mpq_t out, const jh_problem *problem, const jh_certificate *certificate,
                  int8_t *chosen, jh_arena scratch);

#endif
