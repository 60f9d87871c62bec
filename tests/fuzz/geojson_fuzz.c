/* geojson_fuzz.c — any bytes as a customer's map.
 * Takes   any bytes.
 * Gives   a crash when what was read does not read back the same, or lies outside the world.
 * Never   looks at anything but text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "intake/geojson.h"

#include <stdint.h>
#include <stdlib.h>

static void insist(bool holds)
{
    if (!holds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jh_arena keep;
    jh_geojson map, again;
    jh_error err = { JH_OK };
    size_t i;

    if (!keep.start) insist(jh_arena_reserve(&keep, (size_t)1 << 30) == 0);
    jh_arena_reset(&keep);
    if (jh_geojson_read(
            &map, &keep,
            &(jh_geojson_source){ (jh_text){ (const char *)data, size }, "fuzz", JH_WGS84 },
            &err)) {
        insist(err.code == JH_BAD_INPUT || err.code == JH_NO_MEMORY);
        return 0;
    }
    for (i = 0; i < map.place_count; i++) {
        int64_t x = map.places[i].longitude.millionths, y = map.places[i].latitude.millionths;
        insist(x >= -180000000 && x <= 180000000 && y >= -90000000 && y <= 90000000);
    }
    insist(jh_geojson_read(&again, &keep, &(jh_geojson_source){ map.text, "again", JH_WGS84 }, NULL)
           == JH_OK);
    insist(jh_text_equal(map.text, again.text) && map.place_count == again.place_count);
    return 0;
}
