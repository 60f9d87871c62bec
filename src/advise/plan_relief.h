/* plan_relief.h: what would have to give way where there is no plan, by name.
 * Takes   a county whose problem has no plan.
 * Gives   sites that must go beyond their limits, and how far; the least hundredth to which one
 *         limit would have to be raised; two schools that could be brought together.
 * Never   says that something helps without a plan that was found, checked exactly and, where
 *         schools merge, judged again.
 * Method  docs/methods/plan.md, "When there is no plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_RELIEF_H
#define JH_ADVISE_PLAN_RELIEF_H

#include "advise/planning.h"
#include "report/plan_view.h"

/* Raising this one limit to so many hundredths makes a plan possible. */
typedef struct jh_raised_limit {
    size_t group, indicator; /* of the problem */
    int64_t hundredths;
} jh_raised_limit;

typedef struct jh_relief {
    bool found;          /* sites may grow: there is a plan */
    bool is_irreducible; /* and none of these sites can do without */
    int64_t *beyond;     /* [site] steps beyond the limit */
    int64_t cost;        /* of that plan */
    jh_raised_limit *limits;
    size_t limit_count;
    jh_plan_merger *mergers; /* the cheapest first */
    size_t merger_count, mergers_tried;
    bool is_cut_short; /* asked to stop before everything was tried */
} jh_relief;

typedef struct jh_relief_request {
    const jh_planning *planning; /* of the county as it is */
    const jh_judging *judging;
    const jh_progress *progress;
} jh_relief_request;

JH_MUST_CHECK jh_code jh_relief_find(jh_relief *out, const jh_desk *desk,
                                     const jh_relief_request *request, jh_error *err);

/* ---- between the files of it ---- */

typedef struct jh_relieving {
    jh_relief *out;
    const jh_desk *desk;
    const jh_relief_request *request;
    jh_error *err;
} jh_relieving;

/* A plan of the problem; *found. Without a gap to close any plan will do. */
jh_code jh_relief_solve(jh_plan *out, const jh_relieving *r, const jh_problem *problem,
                        int64_t gap_ppm);
/* Pairs of schools, the small ones first (plan_mergers.c). */
jh_code jh_relief_mergers(jh_relieving *r);

#endif
