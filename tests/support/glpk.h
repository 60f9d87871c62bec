/* glpk.h: what GLPK's own program says a problem costs at least.
 * Takes   a problem in a file that glpsol reads.
 * Gives   the optimum, or that there is none.
 * Never   links GLPK. A test without glpsol is skipped.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_GLPK_H
#define TESTS_SUPPORT_GLPK_H

#include <stdbool.h>

/* Ends the test as skipped unless glpsol is there. */
void test_glpk_needed(void);
/* `how`: glpsol's options with the problem's path last. false: there is no solution. */
bool test_glpk_least(double *cost, const char *folder, const char *how);

#endif
