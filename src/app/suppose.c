/* SPDX-License-Identifier: Apache-2.0 */
#include "app/suppose.h"

#include "app/compare.h"
#include "app/telling_json.h"
#include "formats/json.h"

#include <string.h>

/* A column of our own, to be changed. */
static jh_code own_column(jh_column *column, jh_arena *keep, size_t units, jh_error *err)
{
    int64_t *millionths = JH_NEW_ARRAY(keep, int64_t, units);
    uint8_t *why = JH_NEW_ARRAY(keep, uint8_t, units);
    uint32_t *origin = column->origin ? JH_NEW_ARRAY(keep, uint32_t, units) : NULL;

    if (!millionths || !why || (column->origin && !origin)) return jh_no_memory(err);
    memcpy(millionths, column->millionths, units * sizeof *millionths);
    memcpy(why, column->why, units * sizeof *why);
    if (origin) memcpy(origin, column->origin, units * sizeof *origin);
    column->millionths = millionths;
    column->why = why;
    column->origin = origin;
    return JH_OK;
}

static void put(jh_column *column, size_t unit, const jh_observation *now)
{
    ((int64_t *)(uintptr_t)column->millionths)[unit] = now->why ? 0 : now->value.millionths;
    ((uint8_t *)(uintptr_t)column->why)[unit] = (uint8_t)now->why;
    if (column->origin) ((uint32_t *)(uintptr_t)column->origin)[unit] = 0;
}

jh_code jh_suppose_put(jh_snapshot *into, jh_arena *keep, const jh_supposed_figures *figures,
                       jh_error *err)
{
    jh_column *columns = JH_NEW_ARRAY(keep, jh_column, into->column_count + 1);
    bool *owned = JH_NEW_ARRAY(keep, bool, into->column_count + 1);
    size_t i;
    jh_code rc = JH_OK;

    if (!columns || !owned) return jh_no_memory(err);
    memcpy(columns, into->columns, into->column_count * sizeof *columns);
    for (i = 0; i < figures->count && !rc; i++) {
        const jh_observation *now = &figures->items[i];
        size_t unit = jh_snapshot_unit(into, now->unit);
        size_t column = jh_snapshot_column(into, now->element, now->stage);
        if (unit == SIZE_MAX || column == SIZE_MAX)
            return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_CELL, NULL, now->unit.at, now->element.at,
                           jh_stage_key(now->stage), NULL);
        if (!owned[column]) rc = own_column(&columns[column], keep, into->unit_count, err);
        owned[column] = true;
        if (!rc) put(&columns[column], unit, now);
    }
    into->columns = columns;
    return rc ? rc : jh_snapshot_hash(&into->content, into, err);
}

jh_code jh_suppose_tell(jh_text *out, const jh_desk *desk, const jh_telling *now,
                        const jh_judging *words, jh_error *err)
{
    jh_telling *then = JH_NEW(desk->keep, jh_telling);
    jh_judging supposing = *words;
    jh_json json = jh_json_in(desk->keep);
    jh_text assessment, comparison;
    jh_code rc;

    if (!then) return jh_no_memory(err);
    supposing.compiled = &now->judged.standard;
    rc = jh_telling_make(then, desk, &supposing, false, err);
    if (!rc) rc = jh_telling_assessment(&assessment, then, desk, err);
    if (!rc) rc = jh_compare_judged(&comparison, desk, &now->judged, &then->judged, err);
    if (rc) return rc;
    jh_json_object(&json);
    jh_json_key(&json, "assessment");
    jh_json_raw(&json, assessment);
    jh_json_key(&json, "comparison");
    jh_json_raw(&json, comparison);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
