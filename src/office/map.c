/* SPDX-License-Identifier: Apache-2.0 */
#include "office/map.h"

#include "app/single.h"
#include "formats/json_in.h"
#include "intake/geojson.h"
#include "report/json_words.h"

static const jh_text kind = { "map", 3 };

/* ---- brought ---- */

static void put_degrees(jh_json *json, jh_decimal longitude, jh_decimal latitude)
{
    jh_json_key(json, "longitude");
    jh_json_decimal(json, longitude);
    jh_json_key(json, "latitude");
    jh_json_decimal(json, latitude);
}

static void put_places(jh_json *json, const jh_geojson *map)
{
    size_t i;

    jh_json_key(json, "places");
    jh_json_array(json);
    for (i = 0; i < map->place_count; i++) {
        const jh_map_place *place = &map->places[i];
        jh_json_object(json);
        jh_json_member_text(json, "code", place->code);
        jh_json_member_text(json, "name", place->name);
        put_degrees(json, place->longitude, place->latitude);
        jh_json_end(json);
    }
    jh_json_end(json);
}

jh_code jh_map_read(jh_text *body, const jh_desk *desk, const jh_source_file *file, jh_datum datum,
                    jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_geojson_source source = { file->bytes, jh_text_zero(desk->keep, file->name), datum };
    jh_geojson map;
    jh_code code =
        source.name ? jh_geojson_read(&map, desk->keep, &source, err) : jh_no_memory(err);

    if (code) return code;
    jh_json_object(&json);
    jh_json_member_count(&json, "areas", map.areas);
    jh_json_member_count(&json, "lines", map.lines);
    jh_json_member_count(&json, "points", map.points);
    jh_json_member_count(&json, "left_out", map.left_out);
    jh_json_member_zero(&json, "datum", jh_datum_key(datum));
    put_places(&json, &map);
    jh_json_key(&json, "geojson");
    jh_json_raw(&json, map.text);
    jh_json_end(&json);
    return jh_json_finish(body, &json, err);
}

jh_code jh_map_keep(const jh_desk *desk, const jh_kept_map *map, jh_error *err)
{
    const jh_document document = { .county = map->county,
                                   .kind = kind,
                                   .title = map->title,
                                   .revision = map->at_revision,
                                   .body = map->body };

    return jh_single_keep(desk, &document, err);
}

/* ---- told ---- */

static bool has_place(const jh_unit *unit)
{
    return unit->longitude.millionths || unit->latitude.millionths;
}

/* Of the kept document; NULL where every school has a place of its own. */
static jh_code read_places(const jh_json_value **out, const jh_desk *desk, const jh_text body,
                           const jh_frame *frame, jh_error *err)
{
    const jh_json_value *root, *places;
    bool lacks = false;
    size_t i;
    jh_code code;

    *out = NULL;
    for (i = 0; i < frame->school_count; i++)
        lacks |= !has_place(&frame->snapshot->units[frame->schools[i].unit]);
    if (!lacks || !body.size) return JH_OK;
    code = jh_json_read(&root, desk->keep, body, "map", err);
    places = code ? NULL : jh_json_member(root, "places");
    *out = places ? places->items : NULL;
    return code;
}

/* By its code; by its name only where no point bears the code. */
static const jh_json_value *place_of(const jh_json_value *places, const jh_unit *unit)
{
    const jh_json_value *named = NULL;

    for (; places; places = places->next) {
        if (jh_text_equal(jh_json_text_of(jh_json_member(places, "code")), unit->code))
            return places;
        if (!named && jh_text_equal(jh_json_text_of(jh_json_member(places, "name")), unit->name))
            named = places;
    }
    return named;
}

static void put_school(jh_json *json, const jh_unit *unit, const jh_json_value *places)
{
    const jh_json_value *place = has_place(unit) ? NULL : place_of(places, unit);
    jh_decimal longitude = unit->longitude, latitude = unit->latitude;
    const char *from = has_place(unit) ? "figures" : NULL;

    if (place && jh_json_decimal_of(&longitude, jh_json_member(place, "longitude"))
        && jh_json_decimal_of(&latitude, jh_json_member(place, "latitude")))
        from = "map";
    jh_json_object(json);
    jh_json_member_text(json, "code", unit->code);
    jh_json_member_text(json, "name", unit->name);
    if (from) {
        put_degrees(json, longitude, latitude);
        jh_json_member_zero(json, "from", from);
    } else {
        jh_json_key(json, "longitude");
        jh_json_null(json);
        jh_json_key(json, "latitude");
        jh_json_null(json);
        jh_json_key(json, "from");
        jh_json_null(json);
    }
    jh_json_end(json);
}

static void put_kept(jh_json *json, const jh_document *kept)
{
    const struct {
        const char *key;
        jh_text text;
    } words[] = { { "title", kept->title }, { "author", kept->author }, { "stamp", kept->stamp } };
    size_t i;

    jh_json_member_integer(json, "revision", kept->revision);
    for (i = 0; i < sizeof words / sizeof *words; i++) {
        jh_json_key(json, words[i].key);
        if (words[i].text.size)
            jh_json_text(json, words[i].text);
        else
            jh_json_null(json);
    }
    jh_json_key(json, "map");
    if (kept->body.size)
        jh_json_raw(json, kept->body);
    else
        jh_json_null(json);
}

jh_code jh_map_tell(jh_text *out, const jh_desk *desk, const jh_telling *told, jh_error *err)
{
    const jh_frame *frame = told->view.assessment->frame;
    jh_json json = jh_json_in(desk->keep);
    const jh_json_value *places;
    jh_document kept;
    size_t i;
    jh_code code = jh_single_find(
        &kept, desk, &(jh_document){ .county = frame->snapshot->county, .kind = kind }, err);

    if (!code) code = read_places(&places, desk, kept.body, frame, err);
    if (code) return code;
    jh_json_object(&json);
    put_kept(&json, &kept);
    jh_json_key(&json, "schools");
    jh_json_array(&json);
    for (i = 0; i < frame->school_count; i++)
        put_school(&json, &frame->snapshot->units[frame->schools[i].unit], places);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
