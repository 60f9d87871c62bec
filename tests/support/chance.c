/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/chance.h"

static uint64_t state;

static uint32_t next(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33);
}

void test_chance_begin(uint64_t seed)
{
    state = seed;
}

uint32_t test_some(uint32_t from, uint32_t to)
{
    return from + next() % (to - from + 1);
}

int64_t test_some_wide(int64_t from, int64_t to)
{
    return from + (int64_t)next() % (to - from + 1);
}
