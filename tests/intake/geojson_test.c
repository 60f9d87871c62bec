/* Maps that can be drawn, and maps that cannot.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/geojson.h"
#include "tests/support/alloc_sweep.h"

#include <string.h>

static jh_arena keep;

static const char town[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"adcode\":990101,\"name\":\"示例县\",\"phone\":\"1\"},"
    "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[110,30],[111,30],[111,31],[110,30]"
    "]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"示例县第一小学\"},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[110.12345678,30.5,12]}},"
    "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}]}";

static const struct {
    const char *label, *text;
    jh_say_id say; /* 0 = it is read */
} cases[] = {
    { "a collection of areas and points", town, (jh_say_id)0 },
    { "one feature",
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}",
      (jh_say_id)0 },
    { "a bare geometry", "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", (jh_say_id)0 },
    { "an empty collection", "{\"type\":\"FeatureCollection\",\"features\":[]}", (jh_say_id)0 },
    { "CRS84 are degrees",
      "{\"type\":\"Point\",\"coordinates\":[1,2],\"crs\":{\"properties\":"
      "{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}}",
      (jh_say_id)0 },
    { "another coordinate system",
      "{\"type\":\"Point\",\"coordinates\":[1,2],\"crs\":{\"properties\":"
      "{\"name\":\"EPSG:3857\"}}}",
      SAY_INTAKE_MAP_CRS },
    { "no geometry at all", "[1,2]", SAY_INTAKE_MAP_NOT_GEOJSON },
    { "features that are no list", "{\"type\":\"FeatureCollection\",\"features\":{}}",
      SAY_INTAKE_MAP_NOT_GEOJSON },
    { "a feature of another type",
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"X\"}]}", SAY_INTAKE_MAP_GEOMETRY },
    { "a geometry nobody knows", "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Circle\"}}",
      SAY_INTAKE_MAP_GEOMETRY },
    { "degrees that were swapped", "{\"type\":\"Point\",\"coordinates\":[30.5,110.1]}",
      SAY_INTAKE_MAP_DEGREES },
    { "metres", "{\"type\":\"Point\",\"coordinates\":[400000,3500000]}", SAY_INTAKE_MAP_DEGREES },
    { "a number as a text", "{\"type\":\"Point\",\"coordinates\":[\"1\",2]}",
      SAY_INTAKE_MAP_POSITION },
    { "one number", "{\"type\":\"Point\",\"coordinates\":[1]}", SAY_INTAKE_MAP_POSITION },
    { "four numbers", "{\"type\":\"Point\",\"coordinates\":[1,2,3,4]}", SAY_INTAKE_MAP_POSITION },
    { "no coordinates", "{\"type\":\"Polygon\"}", SAY_INTAKE_MAP_POSITION },
    { "lists too flat", "{\"type\":\"Polygon\",\"coordinates\":[[1,2],[3,4]]}",
      SAY_INTAKE_MAP_POSITION },
    { "lists too deep", "{\"type\":\"Point\",\"coordinates\":[[1,2]]}", SAY_INTAKE_MAP_POSITION },
    { "an area of three", "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[1,1]]]}",
      SAY_INTAKE_MAP_POSITION },
    { "an open border", "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,2]]]}",
      SAY_INTAKE_MAP_OPEN_RING },
    { "a line of one", "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
      SAY_INTAKE_MAP_POSITION },
};

static jh_code read_map(jh_geojson *out, jh_text text, jh_error *err)
{
    return jh_geojson_read(out, &keep, &(jh_geojson_source){ text, "map", JH_WGS84 }, err);
}

static void what_can_be_drawn_is_read_and_the_rest_refused_by_name(void **state)
{
    jh_geojson map;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_error err = { JH_OK };
        jh_code rc = read_map(&map, jh_text_of(cases[i].text), &err);
        if (rc != (cases[i].say ? JH_BAD_INPUT : JH_OK) || err.message.say != cases[i].say)
            fail_msg("%s: %s at %s", cases[i].label, jh_say_keys[err.message.say], err.where);
    }
}

static void code_and_name_are_kept_and_nothing_else(void **state)
{
    jh_geojson map;

    (void)state;
    assert_int_equal(read_map(&map, jh_text_of(town), NULL), JH_OK);
    assert_true(jh_text_contains(map.text, JH_TEXT("{\"code\":\"990101\",\"name\":\"示例县\"}")));
    assert_false(jh_text_contains(map.text, JH_TEXT("phone")));
    assert_int_equal(map.areas, 1);
    assert_int_equal(map.points, 1);
    assert_int_equal(map.left_out, 1);
    assert_int_equal(map.place_count, 1);
    assert_int_equal(map.places[0].longitude.millionths, 110123457);
    assert_true(jh_text_equal(map.places[0].name, JH_TEXT("示例县第一小学")));
}

static void what_was_read_reads_back_the_same(void **state)
{
    jh_geojson map, again;

    (void)state;
    assert_int_equal(read_map(&map, jh_text_of(town), NULL), JH_OK);
    assert_int_equal(read_map(&again, map.text, NULL), JH_OK);
    assert_true(jh_text_equal(map.text, again.text));
}

static void a_mistake_says_where_it_stands(void **state)
{
    static const char wrong[] =
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},"
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
        "[[[[1,1],[2,1],[2,999],[1,1]]]]}}]}";
    jh_geojson map;
    jh_error err = { JH_OK };

    (void)state;
    assert_int_equal(read_map(&map, jh_text_of(wrong), &err), JH_BAD_INPUT);
    assert_string_equal(err.where, "map features[1].geometry.coordinates[0][0][2]");
}

static jh_code read_town(void *context, jh_error *err)
{
    jh_arena own;
    jh_geojson map;
    jh_code rc;

    (void)context;
    if (jh_arena_reserve(&own, (size_t)1 << 24)) return jh_no_memory(err);
    rc =
        jh_geojson_read(&map, &own, &(jh_geojson_source){ jh_text_of(town), "map", JH_WGS84 }, err);
    jh_arena_release(&own);
    return rc;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(read_town, NULL, 1000) > 3);
}

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 28);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    return 0;
}

/* The same corner twice closes the border after the conversion, too. */
static void degrees_of_a_web_map_are_converted(void **state)
{
    static const char text[] = "{\"type\":\"FeatureCollection\",\"features\":["
                               "{\"type\":\"Feature\",\"properties\":{\"name\":\"示例小学\"},"
                               "\"geometry\":{\"type\":\"Point\",\"coordinates\":"
                               "[116.384047,39.913345]}},"
                               "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\","
                               "\"coordinates\":[[[116,39],[117,39],[117,40],[116,39]]]}}]}";
    jh_geojson map;

    (void)state;
    assert_int_equal(jh_geojson_read(&map, &keep,
                                     &(jh_geojson_source){ jh_text_of(text), "map", JH_GCJ02 },
                                     NULL),
                     JH_OK);
    assert_int_equal(map.place_count, 1);
    assert_in_range(map.places[0].longitude.millionths, 116377816, 116377818);
    assert_in_range(map.places[0].latitude.millionths, 39911953, 39911955);
    assert_non_null(strstr(map.text.at, "[116.37781"));
    assert_null(strstr(map.text.at, "[117,39]"));
    assert_int_equal(read_map(&map, map.text, NULL), JH_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_of_a_web_map_are_converted),
        cmocka_unit_test(what_can_be_drawn_is_read_and_the_rest_refused_by_name),
        cmocka_unit_test(code_and_name_are_kept_and_nothing_else),
        cmocka_unit_test(what_was_read_reads_back_the_same),
        cmocka_unit_test(a_mistake_says_where_it_stands),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
