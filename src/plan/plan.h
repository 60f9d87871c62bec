/* plan.h: the least-cost measures after which every row and every coefficient pass, with a proof.
 * Takes   a finished problem.
 * Gives   measures in whole steps and persons, their cost, a lower bound of any plan's cost, and
 *         prices from which anyone can compute that bound again in rationals.
 * Never   believes the search: rows and cones of what is returned were checked, exactly: in
 *         rationals where doubles with their error cannot tell.
 * Method  docs/methods/plan.md: lifted relaxation, branch and bound on waivers, rounding, exact
 *         check; Lagrangian bound by school (Geoffrion 1974)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_PLAN_H
#define JH_PLAN_PLAN_H

#include "plan/problem.h"

typedef struct jh_plan_train {
    uint32_t row, type; /* before */
    uint32_t bit;
    int64_t count;
} jh_plan_train;

/* Prices, as counts of fractions so that the bound is a rational number anyone can compute again.
 * γ = λ·(s̄ − v) is the worth of a unit of X beyond its line. */
enum { JH_LAMBDA_BITS = 20, JH_SLOPE_BITS = 30 };
typedef struct jh_certificate {
    const int64_t (*lambda)[JH_PLAN_INDICATORS]; /* [group] λ ≥ 0, 2^-20 money a unit of X */
    const int64_t (*root)[JH_PLAN_INDICATORS];   /* [group] s̄ ≥ √(1 + τ²), 2^-30 */
    const int64_t (*slope)[JH_PLAN_INDICATORS]; /* [row] v; Σ P v² ≤ Σ P in each group, 2^-30 */
    const int64_t (*person)[JH_PLAN_TYPES];     /* [row] π: what a person there is worth, money */
    /* [row][waived bit + 1, 0 = none][bit + 1]: μ ≥ 0 of staff rows, money; [0] of staff_least */
    const int64_t (*need)[JH_PLAN_BITS + 1][JH_PLAN_BITS + 1];
} jh_certificate;

/* Cases that between them leave nothing out: a node is split by whether a row waives an indicator;
 * every leaf has prices of its own, and what no plan can cost less than is the least of their
 * bounds. Nodes stand before what is below them, "waives it" before "does not". */
typedef struct jh_plan_case {
    uint32_t row;
    int8_t indicator; /* −1: a leaf */
} jh_plan_case;

typedef struct jh_proof_tree {
    const jh_plan_case *cases;
    size_t case_count; /* 0: no cases, one certificate */
    const jh_certificate *leaves;
    size_t leaf_count;
} jh_proof_tree;

typedef struct jh_plan {
    bool found;
    bool stopped;         /* asked to stop before the gap was reached */
    const int8_t *waived; /* [row] indicator that stays at the floor; −1 = none */
    const int64_t *steps; /* [site] */
    const int64_t (*staff)[JH_PLAN_TYPES]; /* [row] afterwards */
    const int64_t (*hires)[JH_PLAN_TYPES]; /* [row] */
    const jh_plan_move *moves;
    size_t move_count;
    const jh_plan_train *trainings;
    size_t training_count;
    int64_t cost;
    bool has_bound;             /* the certificate proves `bound` */
    int64_t bound;              /* rounded up to a whole: costs are whole */
    jh_text bound_exact;        /* "numerator/denominator" as the certificate gives it */
    jh_certificate certificate; /* without cases */
    jh_proof_tree tree;         /* with cases, where those prove more */
    size_t nodes, programmes;
} jh_plan;

typedef struct jh_plan_request {
    const jh_problem *problem;
    int64_t gap_ppm; /* good enough, in millionths of the cost; 0 = the optimum */
    size_t node_most;
    const jh_progress *progress; /* true stops: the best plan so far is returned */
    /* The plan of a problem with the same rows and sites (costs, limits, decisions may differ), to
     * begin where it ended; NULL = afresh. Any bound and any plan are checked anew. */
    const jh_plan *before;
} jh_plan_request;

/* JH_OK with found = false: there is no plan (stopped = false), or none was found in time. */
JH_MUST_CHECK jh_code jh_plan_make(jh_plan *out, jh_arena *keep, const jh_plan_request *request,
                                   jh_error *err);

/* Exactly: rows, sites, staff, moves, cones and cost. *holds tells; `why` (may be NULL) names the
 * first breach. */
typedef struct jh_plan_breach {
    const char *what; /* "line", "cone", "staff" …, for tests */
    size_t where;
} jh_plan_breach;
#define JH_PLAN_BREACH_MEMORY "memory" /* it could not be told */
bool jh_plan_holds(const jh_problem *problem, const jh_plan *plan, jh_arena scratch,
                   jh_plan_breach *why);
/* What the measures of a plan of another problem (the same rows and sites) cost in this one; false:
 * they do not hold here. */
bool jh_plan_costs(int64_t *cost, const jh_problem *problem, const jh_plan *plan, jh_arena scratch);

#endif
