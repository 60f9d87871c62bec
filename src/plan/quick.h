/* quick.h: a good plan and a good bound without a search tree.
 * Takes   what is known so far, a finished problem.
 * Gives   plans and certificates to what is known.
 * Never   says that there is no plan: what it does not find is left to the search.
 * Method  docs/methods/plan.md, "The quick way": prices choose waivers, waivers make prices
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_QUICK_H
#define JH_PLAN_QUICK_H

#include "plan/known.h"

JH_MUST_CHECK jh_code jh_quick_search(jh_known *known, jh_fill *fill);

#endif
