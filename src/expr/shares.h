/* shares.h: how much of the variance of scores lies between schools (and counties).
 * Takes   a score a row and the number of its group at one level or two, nested.
 * Gives   variance components and shares by REML, ML and ANOVA, each with an interval.
 * Never   reads text or files; never hides a negative estimate: its share is 0, it is shown.
 * Method  docs/methods/variance-shares.md; Searle, Casella & McCulloch (1992) ch. 3, 5, 6;
 *         Patterson & Thompson (1971), Biometrika 58, 545–554; Wald (1940), Ann. Math. Stat. 11
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SHARES_H
#define JH_EXPR_SHARES_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

enum { JH_SHARE_LEVELS = 2 };

typedef enum jh_estimator { JH_REML = 0, JH_ML, JH_ANOVA, JH_ESTIMATORS } jh_estimator;

/* Rows of a group lie together, at each level; numbers rise by 1 where a new group begins. */
typedef struct jh_scores {
    const double *score;                    /* [count] */
    const uint32_t *group[JH_SHARE_LEVELS]; /* widest first */
    size_t count, level_count;              /* 1 or 2 levels */
} jh_scores;

typedef struct jh_level_share {
    double variance; /* of this level; only ANOVA's can be below 0 */
    double share;    /* of the sum of all components, those below 0 counting as 0 */
    bool has_interval;
    double low, high; /* 95 % for the share: profile likelihood; ANOVA: exact, one level only */
} jh_level_share;

typedef struct jh_share_estimate {
    jh_level_share level[JH_SHARE_LEVELS];
    double residual; /* the variance within the narrowest groups */
} jh_share_estimate;

typedef struct jh_shares {
    size_t groups[JH_SHARE_LEVELS];
    jh_share_estimate by[JH_ESTIMATORS];
    /* ANOVA, widest level first, then within: sums of squares; degrees of freedom */
    double squares[JH_SHARE_LEVELS + 1], freedom[JH_SHARE_LEVELS + 1];
    double size; /* one level: n0 = (N − Σn²/N) / (k − 1); else 0 */
    double eta2; /* squares between the narrowest groups / all squares */
} jh_shares;

/* Errors, JH_BAD_INPUT: no rows, one group, no group of two, all scores alike. */
JH_MUST_CHECK jh_code jh_shares_of(jh_shares *out, const jh_scores *scores, jh_arena scratch,
                                   jh_error *err);

/* P(F ≤ f) of the F distribution with these degrees of freedom. */
double jh_f_below(double f, double over, double under);

#endif
