/* real_standard.h: the standard that the program ships, compiled once.
 * Takes   nothing.
 * Gives   cn-2017-quality with its dictionary, from the texts in the binary.
 * Never   returns an error: without it no such test has a meaning.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_REAL_STANDARD_H
#define TESTS_SUPPORT_REAL_STANDARD_H

#include "standard/standard.h"

const jh_standard *test_real_standard(void);

#endif
