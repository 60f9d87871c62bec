/* rational.h: the numbers of a problem in GMP's hands.
 * Takes   jh_ratio.
 * Gives   mpq_t.
 * Never   leaves this room.
 * Method  GMP
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_RATIONAL_H
#define JH_PLAN_RATIONAL_H

#include "plan/plan.h"

#include <gmp.h>

static inline void jh_ratio_get(mpq_t out, jh_ratio ratio)
{
    mpq_set_si(out, ratio.up, (unsigned long)ratio.down);
    mpq_canonicalize(out);
}

static inline double jh_ratio_double(jh_ratio ratio)
{
    return (double)ratio.up / (double)ratio.down;
}

/* out += a × b, with room for the product. */
static inline void jh_rational_add_product(mpq_t out, const mpq_t a, const mpq_t b, mpq_t room)
{
    mpq_mul(room, a, b);
    mpq_add(out, out, room);
}

/* The amount X of a row in an indicator at a stock. */
static inline void jh_amount(mpq_t out, const jh_plan_row *row, size_t k, int64_t stock, mpq_t room)
{
    jh_ratio_get(out, row->gain[k]);
    mpq_set_si(room, stock, 1);
    mpq_mul(out, out, room);
    jh_ratio_get(room, row->base[k]);
    mpq_add(out, out, room);
}

static inline int64_t jh_staff_with(const int64_t staff[JH_PLAN_TYPES], int bit)
{
    int64_t count = 0;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++)
        if (t >> bit & 1) count += staff[t];
    return count;
}

/* What a row has of an indicator under a plan. */
static inline int64_t jh_plan_stock(const jh_problem *p, const jh_plan *plan, size_t row, size_t k)
{
    return p->bit[k] >= 0 ? jh_staff_with(plan->staff[row], p->bit[k])
                          : plan->steps[p->rows[row].site[k]];
}

#endif
