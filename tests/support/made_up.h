/* made_up.h: a small made-up dictionary, so that tests of intake stand on no real list of figures.
 * Takes   nothing.
 * Gives   a standard with a handful of elements, codes and stages, in static memory.
 * Never   a regulation: made up, for tests only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_MADE_UP_H
#define TESTS_SUPPORT_MADE_UP_H

#include "standard/standard.h"

const jh_standard *test_made_up_standard(void);

#endif
