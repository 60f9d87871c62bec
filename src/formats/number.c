/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT_POWER = 22, WIDE_POWER = 27, DIGITS_MAX = 19, TEXT_MAX = 400, SHOWN_DIGITS = 15 };

/* All exact: 10^22 in a double, 10^27 in 64 bits of mantissa. */
static const double powers[EXACT_POWER + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
static const long double wide_powers[WIDE_POWER + 1] = { 1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,
                                                         1e6L,  1e7L,  1e8L,  1e9L,  1e10L, 1e11L,
                                                         1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L,
                                                         1e18L, 1e19L, 1e20L, 1e21L, 1e22L, 1e23L,
                                                         1e24L, 1e25L, 1e26L, 1e27L };

typedef struct digits {
    uint64_t value; /* of the first 19 significant ones */
    long exponent;
    size_t count; /* of significant ones */
    bool negative;
} digits;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take(digits *d, char c, bool after_point)
{
    if (d->count < DIGITS_MAX) {
        d->value = d->value * 10 + (uint64_t)(c - '0');
        d->count += d->value != 0;
        d->exponent -= after_point;
    } else {
        d->count++;
        d->exponent += !after_point;
    }
}

static bool take_exponent(digits *d, const char *at, const char *end)
{
    bool negative = false;
    long value = 0;

    if (at < end && (*at == '-' || *at == '+')) negative = *at++ == '-';
    if (at == end) return false;
    for (; at < end; at++) {
        if (!is_digit(*at)) return false;
        if (value < 100000) value = value * 10 + (*at - '0');
    }
    d->exponent += negative ? -value : value;
    return true;
}

static bool split(digits *d, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text), *start;
    size_t seen;

    if (at < end && (*at == '-' || *at == '+')) d->negative = *at++ == '-';
    for (start = at; at < end && is_digit(*at); at++) take(d, *at, false);
    seen = (size_t)(at - start);
    if (at < end && *at == '.') {
        for (start = ++at; at < end && is_digit(*at); at++) take(d, *at, true);
        seen += (size_t)(at - start);
    }
    if (seen == 0) return false;
    if (at == end) return true;
    return (*at == 'e' || *at == 'E') && take_exponent(d, at + 1, end);
}

/* One correctly rounded operation on two exact numbers. */
static bool read_short(double *out, const digits *d)
{
    if (d->value >> 53 || d->exponent < -EXACT_POWER || d->exponent > EXACT_POWER) return false;
    *out = d->exponent < 0 ? (double)d->value / powers[-d->exponent]
                           : (double)d->value * powers[d->exponent];
    return true;
}

/* Seventeen digits, as Excel writes 0.1 + 0.2: exact operands in 64 bits of mantissa, one rounding
 * to 64 bits; the second, to 53, is right unless the first may have moved it onto or off a tie. */
static bool read_wide(double *out, const digits *d)
{
#if LDBL_MANT_DIG == 64
    long double wide;
    uint64_t mantissa;
    unsigned low;

    if (d->exponent < -WIDE_POWER || d->exponent > WIDE_POWER || d->value == 0) return false;
    wide = (long double)d->value;
    wide = d->exponent < 0 ? wide / wide_powers[-d->exponent] : wide * wide_powers[d->exponent];
    memcpy(&mantissa, &wide, sizeof mantissa);
    low = (unsigned)(mantissa & 0x7FF);
    if (low >= 0x3FF && low <= 0x401) return false;
    *out = (double)wide;
    return true;
#else
    (void)out, (void)d;
    return false;
#endif
}

/* Any length: the digits beyond what fits can only matter in the last place, so they are kept. */
static bool read_long(double *out, jh_text text)
{
    char copy[TEXT_MAX + 1];

    if (text.size > TEXT_MAX) return false;
    memcpy(copy, text.at, text.size);
    copy[text.size] = '\0';
    *out = fabs(strtod(copy, NULL));
    return isfinite(*out);
}

/* Nearly every number of nearly every sheet. Fifteen digits fit a double exactly, so that one
 * division rounds correctly. */
const char *jh_number_read_short(double *out, const char *at)
{
    const char *end = at + SHOWN_DIGITS, *start = at, *point = NULL;
    uint64_t value = 0;

    for (; at <= end; at++) {
        unsigned digit = (unsigned)(unsigned char)*at - '0';

        if (digit <= 9)
            value = value * 10 + digit;
        else if (*at == '.' && !point)
            point = at;
        else
            break;
    }
    if (at > end || at == start || (point && at - start == 1)) return NULL;
    *out = point ? (double)value / powers[at - point - 1] : (double)value;
    return at;
}

bool jh_number_read(double *out, jh_text text)
{
    digits d = { 0 };

    if (!split(&d, text)) return false;
    if (d.count > DIGITS_MAX || (!read_short(out, &d) && !read_wide(out, &d)))
        if (!read_long(out, text)) return false;
    if (d.negative) *out = -*out;
    return true;
}

static size_t put_whole(char *out, uint64_t value)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    char room[24];
    char *end = room + sizeof room, *at = end;

    for (; value >= 100; value /= 100) {
        at -= 2;
        memcpy(at, pairs + value % 100 * 2, 2);
    }
    do *--at = (char)('0' + value % 10);
    while (value /= 10);
    memcpy(out, at, (size_t)(end - at));
    return (size_t)(end - at);
}

/* |value| × 10^places as a whole number, if 64 bits of mantissa can tell which one is nearest. */
static bool scale(uint64_t *out, double value, int places)
{
    long double wide = (long double)value * wide_powers[places], whole = rintl(wide);
    long double off = fabsl(wide - whole);

    if (LDBL_MANT_DIG < 64 || off > 0.4999L) return false;
    *out = (uint64_t)whole;
    return true;
}

/* Digits with the point before the last `places` of them, trailing zeros dropped. */
static size_t put_fraction(char *out, uint64_t value, int places)
{
    char all[24];
    size_t size, whole, i;

    while (places > 0 && value % 10 == 0) {
        value /= 10;
        places--;
    }
    size = put_whole(all, value);
    if (places == 0) {
        memcpy(out, all, size);
        return size;
    }
    whole = size > (size_t)places ? size - (size_t)places : 0;
    i = 0;
    if (whole == 0) out[i++] = '0';
    memcpy(out + i, all, whole);
    i += whole;
    out[i++] = '.';
    for (; size < (size_t)places; places--) out[i++] = '0';
    memcpy(out + i, all + whole, size - whole);
    return i + size - whole;
}

/* A decimal of at most fifteen digits that reads back as the value is the one that rounding to
 * fifteen digits gives. Forms carry few decimals: the first tries usually hit. */
static bool scale_short(uint64_t *out, int *places, double value)
{
    double whole;

    for (*places = 1; *places <= 4; ++*places) {
        whole = nearbyint(value * powers[*places]);
        if (whole >= 1e15) return false;
        if (whole / powers[*places] == value) {
            *out = (uint64_t)whole;
            return true;
        }
    }
    return false;
}

/* |value| as fifteen digits with a point; false = too large, too small, or on the edge of a tie. */
static bool scale_long(uint64_t *out, int *places, double value)
{
    int i;

    if (value < 1e-4 || value >= 1e15) return false;
    *places = SHOWN_DIGITS - 1;
    for (i = 1; i < SHOWN_DIGITS && value >= powers[i]; i++) --*places;
    for (i = 0; i < 4 && value < 1.0 / powers[i]; i++) ++*places;
    return scale(out, value, *places);
}

jh_text jh_number_write(char out[JH_NUMBER_SIZE], double value)
{
    double size = fabs(value);
    uint64_t whole;
    int places, at = 0;

    if (value == 0.0) return JH_TEXT("0");
    if (value < 0.0) out[at++] = '-';
    if (size < 1e15 && size == (double)(uint64_t)size)
        return (jh_text){ out, (size_t)at + put_whole(out + at, (uint64_t)size) };
    if (scale_short(&whole, &places, size) || scale_long(&whole, &places, size))
        return (jh_text){ out, (size_t)at + put_fraction(out + at, whole, places) };
    return (jh_text){ out, (size_t)snprintf(out, JH_NUMBER_SIZE, "%.15G", value) };
}
