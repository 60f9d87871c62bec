/* datum.h: where degrees of a Chinese web map lie on the earth, and back.
 * Takes   longitude and latitude in GCJ-02 (what Amap, Tencent and other map services of China
 *         hand out) or in WGS-84 (GPS; CGCS2000 differs by centimetres).
 * Gives   the same place in the other one; the inverse within 1e-9 degree.
 * Never   moves a place outside the box in which GCJ-02 is shifted at all.
 * Method  docs/methods/datum.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_DATUM_H
#define JH_BASE_DATUM_H

#include "base/decimal.h"

#include <stdbool.h>

typedef enum jh_datum { JH_WGS84 = 0, JH_GCJ02 } jh_datum;

typedef struct jh_degrees {
    double longitude, latitude;
} jh_degrees;

jh_degrees jh_degrees_to_gcj02(jh_degrees wgs84);
jh_degrees jh_degrees_to_wgs84(jh_degrees gcj02);

/* In place, to the nearest millionth of a degree (0.1 m); a datum of WGS-84 changes nothing. */
void jh_datum_settle(jh_decimal *longitude, jh_decimal *latitude, jh_datum datum);

/* "wgs84", "gcj02", also as people write them (CGCS2000, GCJ-02). false: neither. */
bool jh_datum_find(jh_datum *out, jh_text word);
const char *jh_datum_key(jh_datum datum);

#endif
