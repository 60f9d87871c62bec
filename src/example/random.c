/* SPDX-License-Identifier: Apache-2.0 */
#include "example/random.h"

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

jh_random jh_random_of(uint64_t seed, uint64_t stream)
{
    uint64_t start = seed;
    jh_random random;
    int i;

    start = splitmix(&start) ^ (stream * 0xD1342543DE82EF95u);
    for (i = 0; i < 4; i++) random.state[i] = splitmix(&start);
    return random;
}

uint64_t jh_random_next(jh_random *random)
{
    uint64_t *s = random->state, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

int64_t jh_random_between(jh_random *random, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)(high - low) + 1;

    /* The bias of the remainder is below 2^-40 for every span used here. */
    return low + (int64_t)(jh_random_next(random) % span);
}
