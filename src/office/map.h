/* map.h: where a county's schools are, on the map that its bureau brought.
 * Takes   GeoJSON as the customer has it; an opened assessment, whose units have places.
 * Gives   areas and points to draw without any other server; a place for each school that has one.
 * Never   ships a boundary; guesses a place: it is a figure's, or a point of the map that bears the
 *         school's code or its name.
 * Method  docs/methods/map.md; intake/geojson.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_MAP_H
#define JH_OFFICE_MAP_H

#include "app/line.h"
#include "app/telling.h"
#include "base/datum.h"

/* revision, title, author, stamp of what was brought (0 and null: nothing was); map: areas, lines,
 * points, left_out, datum (that it came in), places[], geojson; or null. schools[]: code, name,
 * longitude, latitude, from ("figures", "map"), all three null where nobody says. */
JH_MUST_CHECK jh_code jh_map_tell(jh_text *out, const jh_desk *desk, const jh_telling *told,
                                  jh_error *err);
/* The file, its degrees of that datum, as it is kept: in WGS-84. Writes nothing. */
JH_MUST_CHECK jh_code jh_map_read(jh_text *body, const jh_desk *desk, const jh_source_file *file,
                                  jh_datum datum, jh_error *err);
typedef struct jh_kept_map {
    jh_text county, title, body;
    int32_t at_revision; /* what was seen; 0 = whatever stands */
} jh_kept_map;
JH_MUST_CHECK jh_code jh_map_keep(const jh_desk *desk, const jh_kept_map *map, jh_error *err);

#endif
