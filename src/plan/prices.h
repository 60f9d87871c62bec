/* prices.h: prices as a search finds them, made into a certificate.
 * Takes   λ and directions of coefficients, the worth of persons, in floating point.
 * Gives   counts of fractions that prove a bound, whatever they are.
 * Never   leaves this room.
 * Method  docs/methods/plan.md, "The certificate"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_PRICES_H
#define JH_PLAN_PRICES_H

#include "plan/rational.h"

typedef struct jh_prices {
    double lambda[JH_PLAN_GROUPS][JH_PLAN_INDICATORS]; /* money a unit of X */
    double (*direction)[JH_PLAN_INDICATORS];           /* [row] v */
    double (*worth)[JH_PLAN_TYPES];                    /* [row] of a person, money */
} jh_prices;

JH_MUST_CHECK jh_code jh_prices_make(jh_prices *out, jh_arena *room, const jh_problem *problem,
                                     jh_error *err);
JH_MUST_CHECK jh_code jh_prices_write(jh_certificate *out, jh_arena *keep,
                                      const jh_problem *problem, const jh_prices *prices,
                                      jh_error *err);

/* Prices between two: share 0 is a, 1 is b. The bound is concave in the prices, so that what lies
 * between two good ones is often better than both (Wentges, Int. Trans. Oper. Res. 4, 1997). */
typedef struct jh_prices_pair {
    const jh_certificate *a, *b;
    double share;
} jh_prices_pair;
JH_MUST_CHECK jh_code jh_prices_mix(jh_certificate *out, jh_arena *keep, const jh_problem *problem,
                                    const jh_prices_pair *of, jh_error *err);

#endif
