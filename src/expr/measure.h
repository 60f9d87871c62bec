/* measure.h: units of measure, so that 万元 + 元 is an error and not a sum.
 * Takes   products of powers of base measures, and a scale.
 * Gives   product, quotient, equality.
 * Never   converts by itself: `in` of the language does, and says so.
 * Method  docs/language.md, "Units of measure"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_MEASURE_H
#define JH_EXPR_MEASURE_H

#include "base/text.h"

enum { JH_MEASURE_BASES = 16 };

/* Base measures are declared by the dictionary (person, m2, yuan, room, class, …) and numbered in
 * order of declaration. scale = scale_up / scale_down in base measures: 万元 is yuan × 10000,
 * "per 100 person" has scale 1/100. Reduced; both > 0. */
typedef struct jh_measure {
    int8_t power[JH_MEASURE_BASES];
    int64_t scale_up, scale_down;
} jh_measure;

#define JH_PURE_NUMBER ((jh_measure){ .scale_up = 1, .scale_down = 1 })

bool jh_measure_equal(const jh_measure *a, const jh_measure *b);
bool jh_measure_same_kind(const jh_measure *a, const jh_measure *b); /* apart from scale */
bool jh_measure_is_pure(const jh_measure *a);
/* false: a power or the scale left its range. */
bool jh_measure_multiply(jh_measure *out, const jh_measure *a, const jh_measure *b);
bool jh_measure_divide(jh_measure *out, const jh_measure *a, const jh_measure *b);
bool jh_measure_power(jh_measure *out, const jh_measure *a, int power);

#endif
