/* search.h: what the files of the search share.
 * Takes   a model and where the search stands.
 * Gives   plans in whole numbers, the cheapest first.
 * Never   leaves this room.
 * Method  docs/methods/plan.md, "The search"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_SEARCH_H
#define JH_PLAN_SEARCH_H

#include "plan/bound.h"

/* A plan being made: like jh_plan, but to be changed. */
typedef struct jh_draft_plan {
    int8_t *waived;
    int64_t *steps;
    int64_t (*staff)[JH_PLAN_TYPES];
    bool is_exact; /* staff is what there shall be, not the least of it */
    int64_t (*hires)[JH_PLAN_TYPES];
    jh_plan_move *moves;
    size_t move_count;
    jh_plan_train *trainings;
    size_t training_count;
    int64_t cost;
} jh_draft_plan;

JH_MUST_CHECK jh_code jh_draft_make(jh_draft_plan *out, jh_arena *room, const jh_problem *problem,
                                    jh_error *err);
jh_plan jh_draft_plan_of(const jh_draft_plan *draft);
/* A plan copied to where it stays. */
JH_MUST_CHECK jh_code jh_draft_keep(jh_plan *out, jh_arena *keep, const jh_problem *problem,
                                    const jh_plan *plan, jh_error *err);

typedef struct jh_sites_wanted {
    const jh_fill *fill;
    const double *steps; /* [site] */
} jh_sites_wanted;

/* Sites in whole steps near those wanted that keep every line and cone (waivers as in the
 * draft); *holds = false: some cone could not be kept. */
JH_MUST_CHECK jh_code jh_round_sites(bool *holds, jh_draft_plan *draft,
                                     const jh_sites_wanted *wanted, jh_arena scratch,
                                     jh_error *err);

typedef struct jh_road_list {
    const jh_road *at;
    size_t count;
} jh_road_list;

typedef struct jh_route_request {
    const jh_problem *problem;
    const jh_road_list *roads;
} jh_route_request;

/* The cheapest moves on these roads, hires and trainings after which nowhere are fewer than
 * draft->staff, or as many; that becomes the staff there is then. *holds = false: there are none.
 * Fills in the cost, of sites and all. draft->moves has room for every road. */
JH_MUST_CHECK jh_code jh_route_staff(bool *holds, jh_draft_plan *draft,
                                     const jh_route_request *request, jh_arena scratch,
                                     jh_error *err);

#endif
