/* shares_model.h: the likelihood of nested groups (for the files shares*.c only).
 * Takes   means and sizes of the narrowest groups, each in one of the wider ones.
 * Gives   the deviance and its slopes for given ratios of variances.
 * Never   allocates.
 * Method  docs/methods/variance-shares.md §2; ratio = variance of a level / residual variance
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SHARES_MODEL_H
#define JH_EXPR_SHARES_MODEL_H

#include "expr/shares.h"

enum { WIDE = 0, NARROW = 1 }; /* with one level, all rows are in one wide group of ratio 0 */

typedef struct jh_cell {
    double size, mean;
} jh_cell;

/* A wide group, with what the current ratios make of it. */
typedef struct jh_wide {
    size_t first, end; /* its cells */
    double weight, weight2, mean;
} jh_wide;

typedef struct jh_share_model {
    const jh_cell *cells;
    jh_wide *wides;
    size_t cell_count, wide_count, level_count;
    double rows;    /* N */
    double squares; /* within the cells */
    bool restricted;
} jh_share_model;

typedef struct jh_deviance {
    double
        value; /* −2 log likelihood but for a constant, the residual variance being at its best */
    double slope[JH_SHARE_LEVELS];
    double residual; /* that best variance */
} jh_deviance;

jh_deviance jh_share_deviance(const jh_share_model *m, const double ratio[JH_SHARE_LEVELS]);
/* The ratios of the least deviance. */
void jh_share_fit(double ratio[JH_SHARE_LEVELS], const jh_share_model *m);
/* 95 % of the share of a level, by profile likelihood. */
void jh_share_profile(jh_level_share *out, const jh_share_model *m, int level,
                      const double ratio[JH_SHARE_LEVELS]);

#endif
