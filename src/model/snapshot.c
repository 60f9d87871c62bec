/* SPDX-License-Identifier: Apache-2.0 */
#include "model/snapshot.h"

#include "model/batch.h"

#include <stdlib.h>
#include <string.h>

static int compare_column(jh_text element_a, jh_stage stage_a, jh_text element_b, jh_stage stage_b)
{
    int order = jh_text_compare(element_a, element_b);

    return order ? order : (stage_a > stage_b) - (stage_a < stage_b);
}

size_t jh_snapshot_column(const jh_snapshot *snapshot, jh_text element, jh_stage stage)
{
    size_t low = 0, high = snapshot->column_count, middle;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = compare_column(snapshot->columns[middle].element, snapshot->columns[middle].stage,
                               element, stage);
        if (order == 0) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

size_t jh_snapshot_unit(const jh_snapshot *snapshot, jh_text code)
{
    size_t low = 1, high = snapshot->unit_count, middle;
    int order;

    if (jh_text_equal(code, JH_COUNTY_CODE)) return 0;
    while (low < high) {
        middle = low + (high - low) / 2;
        order = jh_text_compare(snapshot->units[middle].code, code);
        if (order == 0) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

size_t jh_snapshot_called(const jh_snapshot *snapshot, jh_text word)
{
    size_t found = jh_snapshot_unit(snapshot, word), i;

    if (found != SIZE_MAX || !word.size) return found;
    for (i = 1; i < snapshot->unit_count; i++) {
        if (!jh_text_same_folded(snapshot->units[i].name, word)) continue;
        if (found != SIZE_MAX) return SIZE_MAX;
        found = i;
    }
    return found;
}

jh_number jh_snapshot_number(const jh_snapshot *snapshot, size_t column, size_t unit,
                             jh_interval possible)
{
    const jh_column *from;
    jh_why why;

    if (column == SIZE_MAX) return jh_number_missing(JH_NOT_REPORTED, possible);
    from = &snapshot->columns[column];
    why = (jh_why)from->why[unit];
    if (why) return jh_number_missing(why, possible);
    return jh_number_present((jh_decimal){ from->millionths[unit] });
}

/* ---- making one from a batch ---- */

typedef struct filling {
    jh_column *columns;
    size_t count, capacity, unit_count;
    jh_arena *keep;
} filling;

static int by_column(const void *a, const void *b)
{
    const jh_column *x = a, *y = b;

    return compare_column(x->element, x->stage, y->element, y->stage);
}

static int by_code(const void *a, const void *b)
{
    return jh_text_compare(((const jh_unit *)a)->code, ((const jh_unit *)b)->code);
}

static jh_code add_column(filling *fill, jh_text element, jh_stage stage)
{
    uint8_t *why = JH_NEW_ARRAY(fill->keep, uint8_t, fill->unit_count);
    int64_t *value = JH_NEW_ARRAY(fill->keep, int64_t, fill->unit_count);
    uint32_t *origin = JH_NEW_ARRAY(fill->keep, uint32_t, fill->unit_count);
    jh_column *grown =
        jh_grow(fill->keep, fill->columns, &fill->capacity, fill->count + 1, sizeof *grown);

    if (!why || !value || !origin || !grown) return JH_NO_MEMORY;
    memset(why, JH_NOT_REPORTED, fill->unit_count);
    fill->columns = grown;
    fill->columns[fill->count++] = (jh_column){ element, stage, value, why, origin };
    return JH_OK;
}

static jh_code collect_columns(filling *fill, const jh_batch *batch)
{
    size_t i, j;

    for (i = 0; i < batch->observation_count; i++) {
        const jh_observation *o = &batch->observations[i];
        for (j = 0; j < fill->count; j++)
            if (fill->columns[j].stage == o->stage
                && jh_text_equal(fill->columns[j].element, o->element))
                break;
        if (j == fill->count && add_column(fill, o->element, o->stage)) return JH_NO_MEMORY;
    }
    if (fill->count) qsort(fill->columns, fill->count, sizeof *fill->columns, by_column);
    return JH_OK;
}

/* Cells are const for everybody else: this is the only place that fills them. */
static void fill_cell(const jh_column *column, size_t unit, const jh_observation *o, size_t origin)
{
    ((int64_t *)(uintptr_t)column->millionths)[unit] = o->why ? 0 : o->value.millionths;
    ((uint8_t *)(uintptr_t)column->why)[unit] = (uint8_t)o->why;
    ((uint32_t *)(uintptr_t)column->origin)[unit] = (uint32_t)origin;
}

static bool precedes(const jh_observation *a, const jh_observation *b)
{
    jh_precedence usual = jh_precedence_default();
    jh_statement x = { .provenance = a->provenance, .why = a->why };
    jh_statement y = { .provenance = b->provenance, .why = b->why };

    return jh_statement_precedes(&usual, &x, &y);
}

static jh_code fill_cells(jh_snapshot *out, jh_arena *keep, const jh_batch *batch)
{
    jh_origin *origins = JH_NEW_ARRAY(keep, jh_origin, batch->observation_count + 1);
    jh_text *notes = JH_NEW_ARRAY(keep, jh_text, batch->observation_count + 1);
    size_t i, unit, column, before;

    if (!origins || !notes) return JH_NO_MEMORY;
    origins[0].file = JH_NO_FILE;
    for (i = 0; i < batch->observation_count; i++) {
        const jh_observation *o = &batch->observations[i];
        unit = jh_snapshot_unit(out, o->unit);
        column = jh_snapshot_column(out, o->element, o->stage);
        origins[i + 1] = o->origin;
        notes[i + 1] = o->note;
        if (unit == SIZE_MAX) continue;
        before = out->columns[column].origin[unit];
        if (!before || !precedes(&batch->observations[before - 1], o))
            fill_cell(&out->columns[column], unit, o, i + 1);
    }
    out->origins = origins;
    out->notes = notes;
    out->origin_count = batch->observation_count + 1;
    return JH_OK;
}

jh_code jh_snapshot_make(jh_snapshot *out, jh_arena *keep, const jh_batch *batch, jh_error *err)
{
    jh_unit *units = JH_NEW_ARRAY(keep, jh_unit, batch->unit_count + 1);
    filling fill = { .keep = keep, .unit_count = batch->unit_count + 1 };

    if (!units || collect_columns(&fill, batch)) return jh_no_memory(err);
    units[0] = (jh_unit){ .code = JH_COUNTY_CODE,
                          .name = batch->county_name,
                          .opened = JH_NO_DATE,
                          .closed = JH_NO_DATE };
    if (batch->unit_count) {
        memcpy(units + 1, batch->units, batch->unit_count * sizeof *units);
        qsort(units + 1, batch->unit_count, sizeof *units, by_code);
    }
    *out = (jh_snapshot){ .county = batch->county,
                          .county_name = batch->county_name,
                          .period = batch->period,
                          .units = units,
                          .unit_count = fill.unit_count,
                          .columns = fill.columns,
                          .column_count = fill.count,
                          .files = batch->files,
                          .file_count = batch->file_count };
    if (fill_cells(out, keep, batch)) return jh_no_memory(err);
    return jh_snapshot_hash(&out->content, out, err);
}

void jh_unit_hash(jh_hasher *hasher, const jh_unit *unit)
{
    int i;

    jh_hasher_add_piece(hasher, unit->code);
    jh_hasher_add_piece(hasher, unit->name);
    jh_hasher_add_piece(hasher, unit->parent);
    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++) jh_hasher_add_piece(hasher, unit->attribute[i]);
    jh_hasher_add_number(hasher, unit->longitude.millionths);
    jh_hasher_add_number(hasher, unit->latitude.millionths);
    jh_hasher_add_number(hasher, unit->opened.days);
    jh_hasher_add_number(hasher, unit->closed.days);
}

/* Column by column, and only cells that were observed: a column nobody filled hashes like none. */
static void hash_column(jh_hasher *hasher, const jh_column *column, size_t unit_count)
{
    size_t i;

    for (i = 0; i < unit_count; i++) {
        if (column->why[i] == JH_NOT_REPORTED) continue;
        jh_hasher_add_piece(hasher, column->element);
        jh_hasher_add_number(hasher, column->stage);
        jh_hasher_add_number(hasher, (int64_t)i);
        jh_hasher_add_number(hasher, column->why[i]);
        jh_hasher_add_number(hasher, column->millionths[i]);
    }
}

jh_code jh_snapshot_hash(jh_hash *out, const jh_snapshot *snapshot, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return jh_no_memory(err);
    jh_hasher_add_piece(hasher, snapshot->county);
    jh_hasher_add_piece(hasher, snapshot->period);
    for (i = 0; i < snapshot->unit_count; i++) jh_unit_hash(hasher, &snapshot->units[i]);
    for (i = 0; i < snapshot->column_count; i++)
        hash_column(hasher, &snapshot->columns[i], snapshot->unit_count);
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

const jh_conflict *jh_snapshot_said(const jh_snapshot *in, const jh_snapshot_cell *cell)
{
    size_t low = 0, high = in->conflict_count, unit = jh_snapshot_unit(in, cell->unit);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const jh_conflict *at = &in->conflicts[middle];
        int order = at->unit != unit ? (at->unit < unit ? -1 : 1)
                                     : jh_text_compare(at->element, cell->element);
        if (!order) order = (int)at->stage - (int)cell->stage;
        if (!order) return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
