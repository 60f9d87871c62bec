/* shares_anova.h: variance components from sums of squares (for the files shares*.c only).
 * Takes   means and sizes of nested groups.
 * Gives   the components by ANOVA and, with one level, an exact interval of the share.
 * Never   sets a negative component to 0: the caller does, for the share.
 * Method  Searle, Casella & McCulloch (1992) §3.6 and ch. 5 (Henderson I for nested groups);
 *         interval: Wald (1940), which with equal groups is Searle's exact one from F
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_SHARES_ANOVA_H
#define JH_EXPR_SHARES_ANOVA_H

#include "expr/shares_model.h"

/* Fills by[JH_ANOVA] but for its shares, squares, freedom, size and eta2. */
void jh_share_anova(jh_shares *out, const jh_share_model *m);

#endif
