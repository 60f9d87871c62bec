/* number.h: doubles as workbooks write them, and as Excel shows them.
 * Takes   ASCII text, or a double.
 * Gives   the nearest double; or 15 significant digits without superfluous ones.
 * Never   rounds twice, reads a locale, or accepts anything around the number.
 * Method  Clinger, "How to read floating point numbers accurately" (PLDI 1990) for the short
 *         ones; an 80-bit quotient where its distance from a tie proves the rounding; else strtod.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_NUMBER_H
#define JH_FORMATS_NUMBER_H

#include "base/text.h"

/* [+-] digits [. digits] [e [+-] digits], also ".5" and "5."; false = not that, or infinite. */
bool jh_number_read(double *out, jh_text text);

/* The same for the commonest shape, digits with at most one point and fifteen bytes at most, where
 * what follows is neither: gives the end, or NULL for any other shape. */
const char *jh_number_read_short(double *out, const char *at);

/* As Excel shows a number with the format General in a wide cell: 0.1, 1234567, 1.5E+20. */
enum { JH_NUMBER_SIZE = 32 };
jh_text jh_number_write(char out[JH_NUMBER_SIZE], double value);

#endif
