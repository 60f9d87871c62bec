/* random.h: numbers that look random and are the same for the same seed, on every machine.
 * Takes   a seed.
 * Gives   whole numbers and shares from a stream of its own.
 * Never   reads the clock or the system's source of chance.
 * Method  xoshiro256** 1.0, seeded by splitmix64 (D. Blackman, S. Vigna, 2018)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_RANDOM_H
#define JH_EXAMPLE_RANDOM_H

#include <stdint.h>

typedef struct jh_random {
    uint64_t state[4];
} jh_random;

jh_random jh_random_of(uint64_t seed, uint64_t stream);
uint64_t jh_random_next(jh_random *random);
/* Evenly from low … high, ends included. */
int64_t jh_random_between(jh_random *random, int64_t low, int64_t high);

#endif
