/* field.h: one formula, two arithmetics.
 * Takes   the values and weights of a sample, as enclosures in doubles or as exact rationals.
 * Gives   registers on which a measure is computed step by step, the same way in both.
 * Never   guesses: what the enclosures do not decide sets `undecided`, and the caller tries again
 *         exactly, or with more bits.
 * Method  base/interval.h and base/exact.h
 *
 * Registers: x of row i, w of row i, a spare s for row i, and FIELD_TEMPS temporaries.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXPR_FIELD_H
#define JH_EXPR_FIELD_H

#include "base/exact.h"

enum { FIELD_TEMPS = 16 };

typedef struct jh_field {
    size_t count;      /* rows */
    jh_interval *fast; /* [3 × count + FIELD_TEMPS], or NULL: then exact */
    jh_exact *exact;   /* [the same], each initialised */
    unsigned bits;
    bool undecided;
    bool too_large; /* rationals grew beyond reason */
} jh_field;

static inline size_t jh_field_x(const jh_field *f, size_t i)
{
    (void)f;
    return i;
}

static inline size_t jh_field_w(const jh_field *f, size_t i)
{
    return f->count + i;
}

static inline size_t jh_field_s(const jh_field *f, size_t i)
{
    return 2 * f->count + i;
}

static inline size_t jh_field_t(const jh_field *f, size_t j)
{
    return 3 * f->count + j;
}

void jh_field_set(jh_field *f, size_t out, size_t a);
void jh_field_whole(jh_field *f, size_t out, int64_t value);
void jh_field_decimal(jh_field *f, size_t out, jh_decimal value);
void jh_field_add(jh_field *f, size_t out, size_t a, size_t b);
void jh_field_sub(jh_field *f, size_t out, size_t a, size_t b);
void jh_field_mul(jh_field *f, size_t out, size_t a, size_t b);
void jh_field_div(jh_field *f, size_t out, size_t a, size_t b); /* b known not to be 0 */
void jh_field_abs(jh_field *f, size_t a);
void jh_field_sqrt(jh_field *f, size_t out, size_t a); /* a >= 0; what lies below counts as 0 */
void jh_field_log(jh_field *f, size_t out, size_t a);  /* a known to be > 0 */
void jh_field_exp(jh_field *f, size_t out, size_t a);
void jh_field_not_negative(jh_field *f, size_t a); /* what lies below 0 is rounding */
/* The values of row 0…count−1 in s, added up two by two: a fixed order, and rationals stay small.
 * Overwrites s. */
void jh_field_sum(jh_field *f, size_t out);

/* −1, 0, 1; 0 with `undecided` set where the enclosures overlap. */
int jh_field_sign(jh_field *f, size_t a);
int jh_field_compare(jh_field *f, size_t a, size_t b);
/* The rows' x in rising order of their lower (side −1) or upper (side 1) ends; ties by row. */
void jh_field_sort(const jh_field *f, size_t *order, size_t *spare, int side);
/* The lower end of a with the upper end of b. */
void jh_field_ends(jh_field *f, size_t out, size_t a, size_t b);
/* out = how wide a is, at least. */
void jh_field_width(jh_field *f, size_t out, size_t a);

#endif
