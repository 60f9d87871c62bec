/* SPDX-License-Identifier: Apache-2.0 */
#include "base/datum.h"

#include <math.h>

/* The ellipsoid of Krasovsky 1940, whose figures the shift is computed with. */
static const double radius = 6378245.0, eccentricity_squared = 0.00669342162296594323;
static const double pi = 3.14159265358979323846;

enum { ROUNDS = 12 };
static const double near_enough = 1e-11; /* degrees: a thousandth of a millimetre */

/* The shift is defined in this box; outside, a map service hands out WGS-84. */
static bool is_shifted(jh_degrees at)
{
    return at.longitude >= 72.004 && at.longitude <= 137.8347 && at.latitude >= 0.8293
           && at.latitude <= 55.8271;
}

/* 2/3 of waves whose lengths are given in degrees. */
static double waves(double at, double short_height, double short_length, double long_height,
                    double long_length)
{
    return (short_height * sin(at / short_length * pi) + long_height * sin(at / long_length * pi))
           * 2 / 3;
}

/* Metres to the north and to the east, as a function of the way from 105° E, 35° N. */
static double metres_north(double x, double y)
{
    return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x))
           + waves(x, 20, 1.0 / 6, 20, 0.5) + waves(y, 20, 1, 40, 3) + waves(y, 160, 12, 320, 30);
}

static double metres_east(double x, double y)
{
    return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x))
           + waves(x, 20, 1.0 / 6, 20, 0.5) + waves(x, 20, 1, 40, 3) + waves(x, 150, 12, 300, 30);
}

static jh_degrees shift_at(jh_degrees at)
{
    double x = at.longitude - 105, y = at.latitude - 35, phi = at.latitude / 180 * pi;
    double flat = 1 - eccentricity_squared * sin(phi) * sin(phi), root = sqrt(flat);

    return (jh_degrees){ metres_east(x, y) * 180 / (radius / root * cos(phi) * pi),
                         metres_north(x, y) * 180
                             / (radius * (1 - eccentricity_squared) / (flat * root) * pi) };
}

jh_degrees jh_degrees_to_gcj02(jh_degrees wgs84)
{
    jh_degrees shift;

    if (!is_shifted(wgs84)) return wgs84;
    shift = shift_at(wgs84);
    return (jh_degrees){ wgs84.longitude + shift.longitude, wgs84.latitude + shift.latitude };
}

/* The shift changes by less than 1/200 of the way gone, so each round leaves less than 1/200 of the
 * error. */
jh_degrees jh_degrees_to_wgs84(jh_degrees gcj02)
{
    jh_degrees at = gcj02, shift, next;
    double moved = 1;
    int round;

    if (!is_shifted(gcj02)) return gcj02;
    for (round = 0; round < ROUNDS && moved > near_enough; round++) {
        shift = shift_at(at);
        next = (jh_degrees){ gcj02.longitude - shift.longitude, gcj02.latitude - shift.latitude };
        moved = fmax(fabs(next.longitude - at.longitude), fabs(next.latitude - at.latitude));
        at = next;
    }
    return at;
}

void jh_datum_settle(jh_decimal *longitude, jh_decimal *latitude, jh_datum datum)
{
    jh_degrees at;

    if (datum == JH_WGS84) return;
    at = jh_degrees_to_wgs84(
        (jh_degrees){ jh_decimal_to_double(*longitude), jh_decimal_to_double(*latitude) });
    longitude->millionths = llround(at.longitude * (double)JH_DECIMAL_ONE);
    latitude->millionths = llround(at.latitude * (double)JH_DECIMAL_ONE);
}

static const struct {
    const char *word;
    jh_datum is;
} words[] = { { "wgs84", JH_WGS84 },   { "gcj02", JH_GCJ02 },    { "wgs-84", JH_WGS84 },
              { "gcj-02", JH_GCJ02 },  { "cgcs2000", JH_WGS84 }, { "国家2000", JH_WGS84 },
              { "火星坐标", JH_GCJ02 } };

bool jh_datum_find(jh_datum *out, jh_text word)
{
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (jh_text_same_folded(word, jh_text_of(words[i].word))) {
            *out = words[i].is;
            return true;
        }
    return false;
}

const char *jh_datum_key(jh_datum datum)
{
    return words[datum].word; /* the first two are in the order of the datums */
}
