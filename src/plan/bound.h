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

/* The same with cases. false also when they do not make a tree. */
bool jh_bound_get_tree(mpq_t out, const jh_problem *problem, const jh_proof_tree *tree,
                       jh_arena scratch);

/* The bound of one certificate in its parts: `common` and, for every school and every choice of
 * waivers that its sites and decisions allow, what at least that choice costs. The bound is
 * `common` + Σ the cheapest choice. */
typedef struct jh_bound_choice {
    size_t first, count; /* rows of the school */
    int waived[JH_PLAN_SCHOOL_ROWS];
} jh_bound_choice;
typedef struct jh_bound_visitor {
    void (*visit)(void *self, const jh_bound_choice *choice, const mpq_t cost);
    void *self;
} jh_bound_visitor;
/* JH_BAD_INPUT: these prices prove nothing; JH_NO_MEMORY. */
JH_MUST_CHECK jh_code jh_bound_visit(mpq_t common, const jh_problem *problem,
                                     const jh_certificate *certificate,
                                     const jh_bound_visitor *visitor, jh_arena scratch);

/* What is decided about the problem's rows, and these refusals [row] besides. NULL: no memory. */
jh_plan_hold *jh_holds_with(const jh_problem *problem, const unsigned *refused, jh_arena *keep);

#endif
