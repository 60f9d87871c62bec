/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLACES = 6, DIGITS_MAX = 38 };

#define EXACT_IN_DOUBLE (INT64_C(1) << 53)

static const int64_t power_of_ten[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* The digits of a number as read: value = digits × 10^exponent. */
typedef struct reading {
    jh_int128 digits;
    long exponent;
    bool negative, lost; /* lost: non-zero digits beyond what 128 bits hold */
} reading;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take_digit(reading *r, char c, bool after_point)
{
    if (r->digits < ((jh_int128)1 << 120)) {
        r->digits = r->digits * 10 + (c - '0');
        if (after_point) r->exponent--;
    } else {
        if (c != '0') r->lost = true;
        if (!after_point) r->exponent++;
    }
}

static bool take_exponent(reading *r, jh_text text, size_t i)
{
    bool negative = false;
    long value = 0;
    size_t start;

    if (i < text.size && (text.at[i] == '+' || text.at[i] == '-')) negative = text.at[i++] == '-';
    start = i;
    for (; i < text.size && is_digit(text.at[i]); i++)
        if (value < 100000) value = value * 10 + (text.at[i] - '0');
    if (i == start || i != text.size) return false;
    r->exponent += negative ? -value : value;
    return true;
}

static bool read_digits(reading *r, jh_text text)
{
    size_t i = 0, digits = 0;
    bool after_point = false;

    if (i < text.size && (text.at[i] == '+' || text.at[i] == '-'))
        r->negative = text.at[i++] == '-';
    for (; i < text.size; i++) {
        if (is_digit(text.at[i])) {
            take_digit(r, text.at[i], after_point);
            digits++;
        } else if (text.at[i] == '.' && !after_point) {
            after_point = true;
        } else {
            break;
        }
    }
    if (digits == 0) return false;
    if (i == text.size) return true;
    if (text.at[i] != 'e' && text.at[i] != 'E') return false;
    return take_exponent(r, text, i + 1);
}

/* digits × 10^exponent → millionths, rounding half away from zero. */
static jh_decimal_read scale(jh_decimal *out, reading r)
{
    long shift = r.exponent + PLACES;
    bool rounded = r.lost;
    jh_int128 value = r.digits, rest = 0, unit = 1;

    if (value == 0) {
        out->millionths = 0;
        return r.lost ? JH_READ_ROUNDED : JH_READ_EXACT;
    }
    if (shift > 19) return JH_READ_TOO_LARGE;
    for (; shift > 0; shift--) {
        if (value > INT64_MAX) return JH_READ_TOO_LARGE;
        value *= 10;
    }
    if (shift < -DIGITS_MAX) shift = -DIGITS_MAX; /* rounds to zero either way */
    for (; shift < 0; shift++) unit *= 10;
    rest = value % unit;
    value /= unit;
    if (rest) {
        rounded = true;
        if (rest >= unit - rest) value++;
    }
    if (value > INT64_MAX) return JH_READ_TOO_LARGE;
    out->millionths = r.negative ? -(int64_t)value : (int64_t)value;
    return rounded ? JH_READ_ROUNDED : JH_READ_EXACT;
}

jh_decimal_read jh_decimal_parse(jh_decimal *out, jh_text text)
{
    reading r = { 0 };

    out->millionths = 0;
    if (!read_digits(&r, text)) return JH_READ_NOT_A_NUMBER;
    return scale(out, r);
}

/* Half-width ASCII for one code point a clerk may have typed; 0 = cannot stand in a number. */
static char plain_sign(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0x2212 || c == 0x2013) return '-';
    if (c < 0x80 && c != 0 && strchr("0123456789+-.,eE", (int)c)) return (char)c;
    return 0;
}

/* Separators must stand before groups of exactly three digits, and only before the point. */
static bool drop_separators(char *out, size_t *size, const char *plain, size_t plain_size)
{
    size_t i, group = 0, written = 0;
    bool separated = false, after_point = false;

    for (i = 0; i < plain_size; i++) {
        if (plain[i] == ',') {
            if (after_point || group == 0 || group > 3 || (separated && group != 3)) return false;
            separated = true;
            group = 0;
            continue;
        }
        if (is_digit(plain[i])) {
            group++;
        } else {
            if (separated && !after_point && group != 3) return false;
            after_point = after_point || plain[i] == '.' || plain[i] == 'e' || plain[i] == 'E';
        }
        out[written++] = plain[i];
    }
    if (separated && !after_point && group != 3) return false;
    *size = written;
    return true;
}

jh_decimal_read jh_decimal_parse_loose(jh_decimal *out, jh_text text)
{
    char plain[64], number[64];
    size_t size = 0;
    const char *at, *end;
    char sign;

    out->millionths = 0;
    text = jh_text_trim(text);
    at = text.at;
    end = jh_text_end(text);
    while (at < end) {
        sign = plain_sign(jh_text_next(&at, end));
        if (!sign || size == sizeof plain) return JH_READ_NOT_A_NUMBER;
        plain[size++] = sign;
    }
    if (!drop_separators(number, &size, plain, size)) return JH_READ_NOT_A_NUMBER;
    return jh_decimal_parse(out, (jh_text){ number, size });
}

jh_decimal_read jh_decimal_from_double(jh_decimal *out, double value)
{
    char digits[64];
    int size;

    out->millionths = 0;
    if (!isfinite(value)) return JH_READ_NOT_A_NUMBER;
    size = snprintf(digits, sizeof digits, "%.14e", value);
    return jh_decimal_parse(out, (jh_text){ digits, (size_t)size });
}

jh_decimal jh_decimal_round(jh_decimal value, int places)
{
    int64_t unit = power_of_ten[PLACES - places], rest = value.millionths % unit;
    int64_t cut = value.millionths - rest;

    if (rest >= unit - rest && rest > 0)
        return (jh_decimal){ cut > INT64_MAX - unit ? cut : cut + unit };
    if (-rest >= unit + rest && rest < 0)
        return (jh_decimal){ cut < INT64_MIN + unit ? cut : cut - unit };
    return (jh_decimal){ cut };
}

const char *jh_decimal_write(char out[JH_DECIMAL_SIZE], jh_decimal value, int places)
{
    int64_t rounded = jh_decimal_round(value, places).millionths;
    uint64_t size = rounded < 0 ? 0 - (uint64_t)rounded : (uint64_t)rounded;
    const char *sign = rounded < 0 ? "-" : "";
    uint64_t part = size % (uint64_t)JH_DECIMAL_ONE / (uint64_t)power_of_ten[PLACES - places];

    if (places == 0)
        snprintf(out, JH_DECIMAL_SIZE, "%s%" PRIu64, sign, size / (uint64_t)JH_DECIMAL_ONE);
    else
        snprintf(out, JH_DECIMAL_SIZE, "%s%" PRIu64 ".%0*" PRIu64, sign,
                 size / (uint64_t)JH_DECIMAL_ONE, places, part);
    return out;
}

const char *jh_decimal_write_short(char out[JH_DECIMAL_SIZE], jh_decimal value)
{
    size_t size;

    jh_decimal_write(out, value, PLACES);
    size = strlen(out);
    while (out[size - 1] == '0') out[--size] = '\0';
    if (out[size - 1] == '.') out[size - 1] = '\0';
    return out;
}

double jh_decimal_to_double(jh_decimal value)
{
    int64_t m = value.millionths;
    jh_int128 wide, quotient;

    /* Up to 2^53 both sides of the division are exact, so it rounds once. */
    if (m <= EXACT_IN_DOUBLE && m >= -EXACT_IN_DOUBLE) return (double)m / (double)JH_DECIMAL_ONE;
    /* Beyond, dividing rounded numbers would round twice and miss the nearest now and then. So:
     * 2^40 times the quotient as an integer, its last bit set when something was cut off (far
     * below the bit that decides), rounded once on its way to double; 2^-40 is exact. */
    wide = (m < 0 ? -(jh_int128)m : (jh_int128)m) << 40;
    quotient = wide / JH_DECIMAL_ONE;
    if (wide % JH_DECIMAL_ONE) quotient |= 1;
    return (m < 0 ? -0x1p-40 : 0x1p-40) * (double)quotient;
}
