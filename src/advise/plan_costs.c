/* Costs by key, school and stage: which one counts.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_costs.h"

#include "base/embedded.h"

#include <string.h>

static const char built_in[] = "assets/plan/costs.csv";

typedef struct known_key {
    const char *name;
    bool by_school, by_stage;
} known_key;

/* A site is one for all stages of its school, so its limit is none of a stage's. */
static const known_key keys[] = {
    { "cost.teaching_area", true, true },
    { "cost.sports_ground_area", true, true },
    { "cost.equipment_value", true, true },
    { "cost.multimedia_rooms", true, true },
    { "limit.teaching_area", true, false },
    { "limit.sports_ground_area", true, false },
    { "limit.equipment_value", true, false },
    { "limit.multimedia_rooms", true, false },
    { "growth.teaching_area", true, true },
    { "growth.sports_ground_area", true, true },
    { "growth.equipment_value", true, true },
    { "growth.multimedia_rooms", true, true },
    { "reach.teaching_area", true, true },
    { "reach.sports_ground_area", true, true },
    { "reach.equipment_value", true, true },
    { "reach.multimedia_rooms", true, true },
    { "hire", false, false },
    { "hire.degree", false, false },
    { "hire.backbone", false, false },
    { "hire.pe_art", false, false },
    { "train.degree", false, false },
    { "train.backbone", false, false },
    { "train_share.degree", true, true },
    { "train_share.backbone", true, true },
    { "move", false, false },
    { "move.km", false, false },
    { "distance", false, false },
    { "merge.distance", false, false },
    { "pupils_per_teacher", true, true },
    { "staff_growth", true, true },
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

bool jh_cost_key_is(jh_text name, bool *by_school, bool *by_stage)
{
    size_t i;

    for (i = 0; i < KEY_COUNT; i++) {
        if (!jh_text_equal(name, jh_text_of(keys[i].name))) continue;
        *by_school = keys[i].by_school;
        *by_stage = keys[i].by_stage;
        return true;
    }
    return false;
}

const char *jh_cost_heading(unsigned column, jh_lang lang)
{
    static const char *const headings[JH_COST_COLUMNS][JH_LANG_COUNT] = {
        { "项目", "key" },  { "学校标识码", "school" },  { "学段", "stage" },  { "数值", "value" },
        { "单位", "unit" }, { "确证程度", "certainty" }, { "来源", "source" }, { "说明", "about" },
    };

    return headings[column][lang];
}

jh_code jh_costs_take(jh_costs *out, const jh_desk *desk, const jh_file *own, jh_error *err)
{
    jh_file file;
    jh_code rc = JH_OK;
    size_t i;

    *out = (jh_costs){ 0 };
    for (i = 0; !rc && i < jh_embedded_count; i++) {
        if (strcmp(jh_embedded_files[i].name, built_in) != 0) continue;
        file = jh_file_of_bytes("costs.csv", (jh_text){ (const char *)jh_embedded_files[i].bytes,
                                                        jh_embedded_files[i].size });
        rc = jh_costs_read_file(out, desk, &file, true, err);
    }
    return rc || !own ? rc : jh_costs_read_file(out, desk, own, false, err);
}

jh_code jh_costs_read(jh_costs *out, const jh_desk *desk, const char *path, jh_error *err)
{
    jh_file file = { 0 };

    if (path) file = jh_file_of_path(path);
    return jh_costs_take(out, desk, path ? &file : NULL, err);
}

const jh_cost *jh_costs_find(const jh_costs *costs, const char *key, const jh_cost_place *place)
{
    const jh_cost *found = NULL;
    const jh_text wanted = jh_text_of(key);
    int nearness = -1, now;
    size_t i;

    for (i = 0; i < costs->count; i++) {
        const jh_cost *cost = &costs->items[i];
        if (!jh_text_equal(cost->key, wanted)
            || (cost->school.size && !jh_text_equal(cost->school, place->school))
            || (cost->stage != JH_WHOLE && cost->stage != place->stage))
            continue;
        now = (cost->school.size ? 2 : 0) + (cost->stage != JH_WHOLE);
        if (now < nearness) continue;
        nearness = now;
        found = cost;
    }
    return found;
}

/* Which of the two was meant? */
jh_code jh_costs_refuse_twice(const jh_costs *costs, size_t from, const jh_cost *cost,
                              jh_error *err)
{
    size_t i;

    for (i = from; i < costs->count && &costs->items[i] != cost; i++) {
        const jh_cost *other = &costs->items[i];
        if (other->place.size && jh_text_equal(other->key, cost->key)
            && jh_text_equal(other->school, cost->school) && other->stage == cost->stage)
            return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_COST_TWICE, cost->place.at, cost->key.at,
                           other->place.at, NULL);
    }
    return JH_OK;
}

bool jh_costs_in_force(const jh_costs *costs, size_t index)
{
    const jh_cost *own = &costs->items[index];
    size_t i;

    for (i = index + 1; i < costs->count; i++)
        if (jh_text_equal(costs->items[i].key, own->key) && costs->items[i].stage == own->stage
            && jh_text_equal(costs->items[i].school, own->school))
            return false;
    return true;
}

jh_text jh_costs_words(jh_text both, jh_lang lang)
{
    static const char between[] = " · ";
    size_t size = sizeof between - 1, i;

    for (i = 0; i + size <= both.size; i++)
        if (memcmp(both.at + i, between, size) == 0)
            return lang == JH_ZH ? (jh_text){ both.at, i }
                                 : (jh_text){ both.at + i + size, both.size - i - size };
    return both;
}
