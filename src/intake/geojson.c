/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/geojson.h"

#include "formats/json_in.h"

#include <stdio.h>

enum { LEVELS = 3 }; /* of a multipolygon: area, ring, position */

typedef struct position {
    jh_decimal longitude, latitude;
} position;

typedef struct walker {
    jh_geojson *out;
    jh_arena *keep;
    jh_json json;
    const char *name;
    jh_datum datum;
    size_t features, feature; /* so many; the one at hand, from 0 */
    size_t at[LEVELS];        /* where in its coordinates */
    int level;
    size_t positions;
    position first, last; /* of the list of positions at hand */
    jh_error *err;
} walker;

typedef enum shape { POINTS = 0, LINES, AREAS } shape;

static const struct geometry {
    const char *type;
    int depth; /* levels of lists above the positions */
    shape is;
} geometries[] = {
    { "Point", 0, POINTS },          { "MultiPoint", 1, POINTS }, { "LineString", 1, LINES },
    { "MultiLineString", 2, LINES }, { "Polygon", 2, AREAS },     { "MultiPolygon", 3, AREAS },
};

/* "map.geojson features[3].geometry.coordinates[0][12]" */
static jh_code refuse(const walker *w, jh_say_id say, const char *word)
{
    char where[JH_WHERE_SIZE];
    int size = snprintf(where, sizeof where, "%s features[%zu]", w->name, w->feature), i;

    if (w->level && size > 0 && (size_t)size < sizeof where)
        size += snprintf(where + size, sizeof where - (size_t)size, ".geometry.coordinates");
    for (i = 0; i < w->level && size > 0 && (size_t)size < sizeof where; i++)
        size += snprintf(where + size, sizeof where - (size_t)size, "[%zu]", w->at[i]);
    return jh_fail(w->err, JH_BAD_INPUT, say, where, word, NULL);
}

/* ---- positions ------------------------------------------------------------------------- */

static bool read_degrees(jh_decimal *out, const jh_json_value *value)
{
    jh_decimal_read read;

    if (!value || value->kind != JH_JSON_NUMBER) return false;
    read = jh_decimal_parse(out, value->text);
    return read == JH_READ_EXACT || read == JH_READ_ROUNDED;
}

static bool is_within(jh_decimal degrees, int64_t most)
{
    return degrees.millionths >= -most * JH_DECIMAL_ONE
           && degrees.millionths <= most * JH_DECIMAL_ONE;
}

/* The height, where there is one, is left out. */
static jh_code put_position(walker *w, const jh_json_value *value)
{
    const jh_json_value *x = value && value->kind == JH_JSON_ARRAY ? value->items : NULL;
    position now;

    if (!x || value->count > 3 || !read_degrees(&now.longitude, x)
        || !read_degrees(&now.latitude, x->next))
        return refuse(w, SAY_INTAKE_MAP_POSITION, NULL);
    if (!is_within(now.longitude, 180) || !is_within(now.latitude, 90))
        return refuse(w, SAY_INTAKE_MAP_DEGREES, NULL);
    jh_datum_settle(&now.longitude, &now.latitude, w->datum);
    if (++w->positions > JH_GEOJSON_POSITIONS) return refuse(w, SAY_INTAKE_MAP_TOO_LARGE, NULL);
    w->last = now;
    jh_json_array(&w->json);
    jh_json_decimal(&w->json, now.longitude);
    jh_json_decimal(&w->json, now.latitude);
    jh_json_end(&w->json);
    return JH_OK;
}

static jh_code put_positions(walker *w, const jh_json_value *list, shape is)
{
    const jh_json_value *value = list->items;
    size_t least = is == AREAS ? 4 : is == LINES ? 2 : 1, i;
    jh_code rc = JH_OK;

    jh_json_array(&w->json);
    w->level++;
    for (i = 0; value && !rc; value = value->next, i++) {
        w->at[w->level - 1] = i;
        rc = put_position(w, value);
        if (!i) w->first = w->last;
    }
    if (rc) return rc;
    w->level--;
    jh_json_end(&w->json);
    if (list->count < least) return refuse(w, SAY_INTAKE_MAP_POSITION, NULL);
    if (is != AREAS) return JH_OK;
    if (w->first.longitude.millionths != w->last.longitude.millionths
        || w->first.latitude.millionths != w->last.latitude.millionths)
        return refuse(w, SAY_INTAKE_MAP_OPEN_RING, NULL);
    return JH_OK;
}

/* Not deeper than the table of geometries says. */
static jh_code put_lists(walker *w, const jh_json_value *list, int depth, shape is)
{
    const jh_json_value *value;
    size_t i = 0;
    jh_code rc = JH_OK;

    if (depth == 0) return put_position(w, list);
    if (!list || list->kind != JH_JSON_ARRAY || !list->count)
        return refuse(w, SAY_INTAKE_MAP_POSITION, NULL);
    if (depth == 1) return put_positions(w, list, is);
    jh_json_array(&w->json);
    w->level++;
    for (value = list->items; value && !rc; value = value->next) {
        w->at[w->level - 1] = i++;
        rc = put_lists(w, value, depth - 1, is);
    }
    if (rc) return rc;
    w->level--;
    jh_json_end(&w->json);
    return JH_OK;
}

static const struct geometry *geometry_of(const jh_json_value *geometry)
{
    jh_text type = jh_json_text_of(jh_json_member(geometry, "type"));
    size_t i;

    for (i = 0; i < sizeof geometries / sizeof *geometries; i++)
        if (jh_text_equal(type, jh_text_of(geometries[i].type))) return &geometries[i];
    return NULL;
}

static jh_code put_geometry(walker *w, const jh_json_value *geometry)
{
    const struct geometry *of = geometry_of(geometry);

    if (!of)
        return refuse(w, SAY_INTAKE_MAP_GEOMETRY,
                      jh_text_zero(w->keep, jh_json_text_of(jh_json_member(geometry, "type"))));
    w->out->areas += of->is == AREAS;
    w->out->lines += of->is == LINES;
    w->out->points += of->is == POINTS;
    jh_json_key(&w->json, "type");
    jh_json_zero(&w->json, of->type);
    jh_json_key(&w->json, "coordinates");
    return put_lists(w, jh_json_member(geometry, "coordinates"), of->depth, of->is);
}

/* ---- features -------------------------------------------------------------------------- */

/* The first of these members that is there; a number as it is written. */
static jh_text word_of(const jh_json_value *properties, const char *const *names)
{
    const jh_json_value *value;

    for (; *names; names++) {
        value = jh_json_member(properties, *names);
        if (value && (value->kind == JH_JSON_TEXT || value->kind == JH_JSON_NUMBER)
            && value->text.size)
            return value->text;
    }
    return JH_TEXT("");
}

static jh_code add_place(walker *w, const jh_map_place *place)
{
    jh_geojson *out = w->out;
    jh_map_place *grown =
        jh_grow(w->keep, out->places, &out->place_room, out->place_count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(w->err);
    out->places = grown;
    grown[out->place_count++] = *place;
    return JH_OK;
}

static jh_code put_properties(walker *w, const jh_json_value *feature, bool is_point)
{
    static const char *const codes[] = { "code", "adcode", "学校标识码", "标识码", NULL };
    static const char *const names[] = { "name", "NAME", "学校名称", "名称", NULL };
    const jh_json_value *properties = jh_json_member(feature, "properties");
    jh_map_place place = { word_of(properties, codes), word_of(properties, names),
                           w->last.longitude, w->last.latitude };

    jh_json_key(&w->json, "properties");
    jh_json_object(&w->json);
    if (place.code.size) {
        jh_json_key(&w->json, "code");
        jh_json_text(&w->json, place.code);
    }
    if (place.name.size) {
        jh_json_key(&w->json, "name");
        jh_json_text(&w->json, place.name);
    }
    jh_json_end(&w->json);
    return is_point && (place.code.size || place.name.size) ? add_place(w, &place) : JH_OK;
}

static jh_code put_feature(walker *w, const jh_json_value *feature, const jh_json_value *geometry)
{
    const struct geometry *of = geometry_of(geometry);
    jh_code rc;

    w->feature = w->features++;
    if (w->features > JH_GEOJSON_FEATURES) return refuse(w, SAY_INTAKE_MAP_TOO_LARGE, NULL);
    if (!geometry || geometry->kind == JH_JSON_NULL) {
        w->out->left_out++;
        return JH_OK;
    }
    jh_json_object(&w->json);
    jh_json_key(&w->json, "type");
    jh_json_zero(&w->json, "Feature");
    jh_json_key(&w->json, "geometry");
    jh_json_object(&w->json);
    rc = put_geometry(w, geometry);
    if (rc) return rc;
    jh_json_end(&w->json);
    rc = put_properties(w, feature, of && of->depth == 0);
    jh_json_end(&w->json);
    return rc;
}

static bool is_type(const jh_json_value *value, const char *type)
{
    return jh_text_equal(jh_json_text_of(jh_json_member(value, "type")), jh_text_of(type));
}

static jh_code put_root(walker *w, const jh_json_value *root)
{
    const jh_json_value *list = jh_json_member(root, "features"), *feature;
    jh_code rc = JH_OK;

    if (is_type(root, "Feature")) return put_feature(w, root, jh_json_member(root, "geometry"));
    if (geometry_of(root)) return put_feature(w, NULL, root);
    if (!is_type(root, "FeatureCollection") || !list || list->kind != JH_JSON_ARRAY)
        return jh_fail(w->err, JH_BAD_INPUT, SAY_INTAKE_MAP_NOT_GEOJSON, w->name, NULL);
    for (feature = list->items; feature && !rc; feature = feature->next) {
        if (!is_type(feature, "Feature")) {
            w->feature = w->features;
            return refuse(w, SAY_INTAKE_MAP_GEOMETRY,
                          jh_text_zero(w->keep, jh_json_text_of(jh_json_member(feature, "type"))));
        }
        rc = put_feature(w, feature, jh_json_member(feature, "geometry"));
    }
    return rc;
}

/* Degrees of WGS-84 or CGCS2000, which differ by centimetres. */
static jh_code check_crs(const walker *w, const jh_json_value *root)
{
    static const char *const degrees[] = { "CRS84", "4326", "4490" };
    const jh_json_value *crs = jh_json_member(root, "crs");
    jh_text said = jh_json_text_of(jh_json_member(jh_json_member(crs, "properties"), "name"));
    size_t i;

    if (!crs || crs->kind == JH_JSON_NULL) return JH_OK;
    for (i = 0; i < sizeof degrees / sizeof *degrees; i++)
        if (jh_text_ends(said, jh_text_of(degrees[i]))) return JH_OK;
    return jh_fail(w->err, JH_BAD_INPUT, SAY_INTAKE_MAP_CRS, w->name,
                   said.size ? jh_text_zero(w->keep, said) : "?", NULL);
}

jh_code jh_geojson_read(jh_geojson *out, jh_arena *keep, const jh_geojson_source *source,
                        jh_error *err)
{
    const char *name = source->name;
    walker w = { .out = out,
                 .keep = keep,
                 .json = jh_json_in(keep),
                 .name = name,
                 .datum = source->datum,
                 .err = err };
    const jh_json_value *root;
    jh_code rc;

    *out = (jh_geojson){ 0 };
    if (source->bytes.size > JH_GEOJSON_BYTES)
        return jh_fail(err, JH_BAD_INPUT, SAY_INTAKE_MAP_TOO_LARGE, name, NULL);
    rc = jh_json_read(&root, keep, source->bytes, name, err);
    if (!rc) rc = check_crs(&w, root);
    if (rc) return rc;
    jh_json_object(&w.json);
    jh_json_key(&w.json, "type");
    jh_json_zero(&w.json, "FeatureCollection");
    jh_json_key(&w.json, "features");
    jh_json_array(&w.json);
    rc = put_root(&w, root);
    if (rc) return rc;
    jh_json_end(&w.json);
    jh_json_end(&w.json);
    return jh_json_finish(&out->text, &w.json, err);
}
