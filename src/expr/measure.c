/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/measure.h"

#include <limits.h>
#include <string.h>

bool jh_measure_same_kind(const jh_measure *a, const jh_measure *b)
{
    return memcmp(a->power, b->power, sizeof a->power) == 0;
}

bool jh_measure_equal(const jh_measure *a, const jh_measure *b)
{
    return jh_measure_same_kind(a, b) && a->scale_up == b->scale_up
           && a->scale_down == b->scale_down;
}

bool jh_measure_is_pure(const jh_measure *a)
{
    static const jh_measure pure = { .scale_up = 1, .scale_down = 1 };

    return jh_measure_equal(a, &pure);
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    int64_t rest;

    while (b) {
        rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* a/b × c/d reduced; false beyond 64 bits. */
static bool multiply_scale(jh_measure *out, int64_t a, int64_t b, int64_t c, int64_t d)
{
    int64_t x = common_divisor(a, d), y = common_divisor(c, b);

    return !__builtin_mul_overflow(a / x, c / y, &out->scale_up)
           && !__builtin_mul_overflow(b / y, d / x, &out->scale_down);
}

static bool combine(jh_measure *out, const jh_measure *a, const jh_measure *b, int sign)
{
    jh_measure made = { .scale_up = 1, .scale_down = 1 };
    int i, power;

    for (i = 0; i < JH_MEASURE_BASES; i++) {
        power = a->power[i] + sign * b->power[i];
        if (power < SCHAR_MIN || power > SCHAR_MAX) return false;
        made.power[i] = (int8_t)power;
    }
    if (!(sign > 0 ? multiply_scale(&made, a->scale_up, a->scale_down, b->scale_up, b->scale_down)
                   : multiply_scale(&made, a->scale_up, a->scale_down, b->scale_down, b->scale_up)))
        return false;
    *out = made;
    return true;
}

bool jh_measure_multiply(jh_measure *out, const jh_measure *a, const jh_measure *b)
{
    return combine(out, a, b, 1);
}

bool jh_measure_divide(jh_measure *out, const jh_measure *a, const jh_measure *b)
{
    return combine(out, a, b, -1);
}

bool jh_measure_power(jh_measure *out, const jh_measure *a, int power)
{
    jh_measure made = JH_PURE_NUMBER;
    int i, times = power < 0 ? -power : power;

    if (times > SCHAR_MAX) times = jh_measure_is_pure(a) ? 0 : SCHAR_MAX;
    for (i = 0; i < times; i++)
        if (!(power < 0 ? jh_measure_divide(&made, &made, a)
                        : jh_measure_multiply(&made, &made, a)))
            return false;
    *out = made;
    return true;
}
