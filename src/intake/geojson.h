/* geojson.h: a map as a customer brings it: areas, lines, points.
 * Takes   GeoJSON of any origin: a collection, a feature or a geometry.
 * Gives   one collection of what the program knows: geometry in degrees of WGS-84 with at most six
 *         decimals, and of each feature its code and name; the points that may be a school's place.
 * Never   keeps a property it does not know, closes a ring or swaps a pair by itself: it refuses,
 *         naming the feature and the position.
 * Method  docs/methods/map.md, docs/methods/datum.md; RFC 7946; `crs` of before
 *         it only where it says degrees
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_GEOJSON_H
#define JH_INTAKE_GEOJSON_H

#include "base/datum.h"

enum {
    JH_GEOJSON_BYTES = 8 << 20,
    JH_GEOJSON_FEATURES = 5000,
    JH_GEOJSON_POSITIONS = 100000
};

/* A point that says whose it is. */
typedef struct jh_map_place {
    jh_text code, name; /* one of them may be empty */
    jh_decimal longitude, latitude;
} jh_map_place;

typedef struct jh_geojson {
    jh_text text; /* the collection */
    jh_map_place *places;
    size_t place_count, place_room;
    size_t areas, lines, points; /* features of each kind */
    size_t left_out;             /* features without a geometry */
} jh_geojson;

typedef struct jh_geojson_source {
    jh_text bytes;
    const char *name; /* what the file is called in messages */
    jh_datum datum;   /* of its degrees, as the person who brought it says */
} jh_geojson_source;

/* JH_BAD_INPUT: no GeoJSON, not degrees, an open ring, or more than the limits. */
JH_MUST_CHECK jh_code jh_geojson_read(jh_geojson *out, jh_arena *keep,
                                      const jh_geojson_source *source, jh_error *err);

#endif
