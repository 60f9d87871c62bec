/* fill.h: the cheapest stocks at sites once it is known which lines must be reached.
 * Takes   a finished problem and a waiver for every row.
 * Gives   for each indicator bought at sites the optimum in fractions of steps, and the prices that
 *         prove it: λ of each coefficient and the direction v = r / ν of every row.
 * Never   rounds to whole steps; leaves this room.
 * Method  docs/methods/plan.md, "Sites": water-filling, r = ν(s − c/λ) between its bounds, λ and ν
 *         by Newton's method; stages that share a site in turn (Gauss–Seidel)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_FILL_H
#define JH_PLAN_FILL_H

#include "plan/rational.h"

#include <math.h>

/* What one cone weighs: with r = V / line, mean Σ ω r and norm √(Σ ω r²), Σ ω = 1. */
typedef struct jh_level {
    double slope;  /* s; 0 = no limit */
    double lambda; /* money for a unit of s × mean − norm */
    double norm;   /* ν */
} jh_level;

/* The two sums of a cone while its stocks change in whole steps. */
typedef struct jh_tally {
    double sum, squares, slope; /* Σ ω r, Σ ω r², s; 0 = no limit */
} jh_tally;

/* Above 0 the limit is broken; a little is to spare: what is exact is checked afterwards. */
static inline double jh_tally_excess(const jh_tally *tally)
{
    return sqrt(tally->squares) * (1 + 1e-12) - tally->slope * tally->sum;
}

/* r of a row becomes r + by. */
static inline void jh_tally_shift(jh_tally *tally, double share, double r, double by)
{
    tally->sum += share * by;
    tally->squares += share * by * (2 * r + by);
}

typedef struct jh_fill {
    const jh_problem *problem;
    double *share;                       /* [row] ω */
    double (*unit)[JH_PLAN_INDICATORS];  /* [row] r of a unit of X */
    double (*start)[JH_PLAN_INDICATORS]; /* [row] r without steps */
    double (*gain)[JH_PLAN_INDICATORS];  /* [row] r of a step */
    uint32_t *members;                   /* rows by group */
    size_t first[JH_PLAN_GROUPS + 1];    /* in members */
    double *low;                         /* [site] steps that are asked for */
    double *steps;                       /* [site] the optimum */
    double *slant, *bend;                /* [row] a step's cost beside the cone at hand */
    jh_level level[JH_PLAN_GROUPS][JH_PLAN_INDICATORS];
    double cost[JH_PLAN_INDICATORS]; /* of the steps, by indicator */
} jh_fill;

JH_MUST_CHECK jh_code jh_fill_open(jh_fill *out, jh_arena *room, const jh_problem *problem,
                                   jh_error *err);
/* What these waivers ask of the sites, into low. */
void jh_fill_require(jh_fill *fill, const int8_t *waived);
/* Indicator k for what is asked, from the levels of the last time; false: some limit cannot be
 * kept, or not found to be. */
bool jh_fill_indicator(jh_fill *fill, size_t k);
/* All of them; the sum of costs in *cost. */
bool jh_fill_sites(double *cost, jh_fill *fill);
/* What a step at a site costs beyond its worth, ≥ 0; rows of its school from `first` on. */
double jh_fill_price(const jh_fill *fill, uint32_t site, size_t first, size_t count);
double jh_fill_ratio(const jh_fill *fill, size_t row, size_t k);
/* γ: what a unit of X is worth. */
double jh_fill_worth(const jh_fill *fill, size_t row, size_t k);

#endif
