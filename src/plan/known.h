/* known.h: the best plan and the best bound found so far.
 * Takes   drafts and certificates from whoever searches.
 * Gives   whether the gap between the two is small enough.
 * Never   takes a plan that was not checked in rationals, or a bound that was not computed in them.
 * Method  docs/methods/plan.md, "The search"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_KNOWN_H
#define JH_PLAN_KNOWN_H

#include "plan/search.h"

typedef struct jh_known {
    const jh_plan_request *request;
    const jh_problem *problem; /* after the moves that are decided */
    int64_t decided;           /* what those cost: on top of the plan's cost and of the bound */
    jh_arena *keep, *room; /* what is found lives in room until the end, certificates in keep */
    jh_error *err;
    bool found, stopped;
    jh_plan best;
    bool has_bound;
    mpq_t bound;
    jh_certificate certificate;
    jh_proof_tree tree; /* if it proves more */
    size_t nodes, programmes;
} jh_known;

/* cost − bound ≤ gap × cost. */
bool jh_known_is_enough(const jh_known *known);
/* Tells the listener the bound and the cost of the best plan; true = asked to stop. */
bool jh_known_report(jh_known *known);
/* Routes the draft's staff, and keeps it if it holds and is cheaper. *holds: it is a plan. */
JH_MUST_CHECK jh_code jh_known_offer(bool *holds, jh_known *known, jh_draft_plan *draft,
                                     const jh_road_list *roads);
/* Keeps the certificate if it proves more. chosen [row], may be NULL: its cheapest waivers. */
void jh_known_weigh(jh_known *known, const jh_certificate *certificate, int8_t *chosen);
/* Keeps the cases if they prove more. */
void jh_known_weigh_tree(jh_known *known, const jh_proof_tree *tree);
/* The bound and what proves it, into the plan. */
JH_MUST_CHECK jh_code jh_known_keep_bound(jh_plan *out, const jh_known *known);

#endif
