/* decimal.h: exact decimal numbers, as forms carry them.
 * Takes   text a clerk or a workbook wrote.
 * Gives   a 64-bit count of millionths: ±9.2 × 10^12 with six places.
 * Never   rounds silently: a read that had to round says so.
 * Method  docs/decisions/0004-millionths.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_DECIMAL_H
#define JH_BASE_DECIMAL_H

#include "base/text.h"

#include <stdint.h>

typedef __int128 jh_int128;

typedef struct jh_decimal {
    int64_t millionths;
} jh_decimal;

#define JH_DECIMAL_ONE INT64_C(1000000)
#define JH_DECIMAL(whole) ((jh_decimal){ (whole)*JH_DECIMAL_ONE })

typedef enum jh_decimal_read {
    JH_READ_EXACT = 0,
    JH_READ_ROUNDED, /* more than six places: half up, away from zero */
    JH_READ_NOT_A_NUMBER,
    JH_READ_TOO_LARGE
} jh_decimal_read;

/* Plain form only: [+-] digits [. digits] [e [+-] digits], ASCII, nothing around it. */
jh_decimal_read jh_decimal_parse(jh_decimal *out, jh_text text);

/* As a clerk writes: also full-width digits and signs, blanks around, thousands separators
 * (, or ,) in groups of three, a leading or trailing currency sign is NOT accepted. */
jh_decimal_read jh_decimal_parse_loose(jh_decimal *out, jh_text text);

/* What a spreadsheet stores (a binary double, up to 17 digits) as the number it shows:
 * the nearest decimal of 15 significant digits, then as jh_decimal_parse. */
jh_decimal_read jh_decimal_from_double(jh_decimal *out, double value);

/* Writes with `places` (0…6) decimals, half up away from zero; trims nothing. 40 bytes do. */
enum { JH_DECIMAL_SIZE = 40 };
const char *jh_decimal_write(char out[JH_DECIMAL_SIZE], jh_decimal value, int places);
/* The shortest text that reads back the same: "4.2", "2000". */
const char *jh_decimal_write_short(char out[JH_DECIMAL_SIZE], jh_decimal value);

/* Half up, away from zero, at `places` (0…6) decimals. */
jh_decimal jh_decimal_round(jh_decimal value, int places);

double jh_decimal_to_double(jh_decimal value); /* nearest double */

#endif
