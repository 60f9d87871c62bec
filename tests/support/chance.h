/* chance.h: numbers that look like chance, the same in every run and on every machine.
 * Takes   a seed.
 * Gives   whole numbers within a range, both ends included.
 * Never   looks at a clock; two files of tests never share a run.
 * Method  linear congruence with Knuth's MMIX factor; the upper 31 bits
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_CHANCE_H
#define TESTS_SUPPORT_CHANCE_H

#include <stdint.h>

void test_chance_begin(uint64_t seed);
uint32_t test_some(uint32_t from, uint32_t to);
int64_t test_some_wide(int64_t from, int64_t to);

#endif
