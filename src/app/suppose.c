/* SPDX-License-Identifier: Apache-2.0 */
#include "app/suppose.h"

#include "app/called.h"
#include "app/compare.h"
#include "app/telling_json.h"
#include "formats/json.h"

#include <string.h>

/* The columns while they change. */
typedef struct changing {
    jh_column *columns;
    bool *is_owned;
    size_t count;
    const int64_t *none; /* what a column has of which nobody reported anything */
    const uint8_t *not_reported;
} changing;

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

/* Where the column stands, or where a new one was put in its order, with nothing reported. */
static size_t place_of(changing *to, const jh_observation *now)
{
    size_t at = 0, after;

    while (at < to->count
           && (jh_text_compare(to->columns[at].element, now->element) < 0
               || (jh_text_equal(to->columns[at].element, now->element)
                   && to->columns[at].stage < now->stage)))
        at++;
    if (at < to->count && to->columns[at].stage == now->stage
        && jh_text_equal(to->columns[at].element, now->element))
        return at;
    after = to->count++ - at;
    memmove(&to->columns[at + 1], &to->columns[at], after * sizeof *to->columns);
    memmove(&to->is_owned[at + 1], &to->is_owned[at], after * sizeof *to->is_owned);
    to->columns[at] = (jh_column){ now->element, now->stage, to->none, to->not_reported, NULL };
    to->is_owned[at] = false;
    return at;
}

static jh_code begin(changing *to, const jh_desk *desk, const jh_snapshot *in, size_t more,
                     jh_error *err)
{
    size_t most = in->column_count + more + 1;
    uint8_t *why = JH_NEW_ARRAY(desk->keep, uint8_t, in->unit_count);

    to->count = in->column_count;
    to->columns = JH_NEW_ARRAY(desk->keep, jh_column, most);
    to->is_owned = JH_NEW_ARRAY(desk->keep, bool, most);
    to->none = JH_NEW_ARRAY(desk->keep, int64_t, in->unit_count);
    to->not_reported = why;
    if (!to->columns || !to->is_owned || !to->none || !why) return jh_no_memory(err);
    if (in->column_count) memcpy(to->columns, in->columns, in->column_count * sizeof *to->columns);
    memset(why, JH_NOT_REPORTED, in->unit_count);
    return JH_OK;
}

jh_code jh_suppose_put(jh_judged *into, const jh_desk *desk, const jh_supposed_figures *figures,
                       jh_error *err)
{
    jh_snapshot *in = &into->snapshot;
    changing to;
    size_t i, at;
    jh_code rc = begin(&to, desk, in, figures->count, err);

    for (i = 0; i < figures->count && !rc; i++) {
        jh_observation now = figures->items[i];
        rc = jh_called_figure(&now, in, &into->standard, err);
        if (rc) break;
        at = place_of(&to, &now);
        if (!to.is_owned[at]) rc = own_column(&to.columns[at], desk->keep, in->unit_count, err);
        to.is_owned[at] = true;
        if (!rc) put(&to.columns[at], jh_snapshot_unit(in, now.unit), &now);
    }
    if (rc) return rc;
    in->columns = to.columns;
    in->column_count = to.count;
    return jh_snapshot_hash(&in->content, in, err);
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
