/* SPDX-License-Identifier: Apache-2.0 */
#include "store/assembly.h"

#include <stdlib.h>
#include <string.h>

/* ---- the dictionary ---- */

jh_code jh_elements_read(jh_elements *out, jh_arena *keep, jh_store *store, jh_error *err)
{
    jh_query_call call = { .query = SQL_ELEMENTS };
    jh_numbering all;
    size_t i;
    jh_code code = jh_numbering_read(&all, keep, &store->database, &call, err);

    if (code) return code;
    *out = (jh_elements){ .count = all.count, .highest = all.highest };
    out->key = JH_NEW_ARRAY(keep, jh_text, all.count);
    out->rank = JH_NEW_ARRAY(keep, uint32_t, (size_t)all.highest + 1);
    if (!out->key || !out->rank) return jh_no_memory(err);
    for (i = 0; i <= (size_t)all.highest; i++) out->rank[i] = (uint32_t)all.count;
    for (i = 0; i < all.count; i++) {
        out->key[i] = all.items[i].key;
        out->rank[all.items[i].number] = (uint32_t)i;
    }
    return JH_OK;
}

/* ---- rows ---- */

static jh_code damaged(const jh_assembly *in, const char *what, jh_error *err)
{
    return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, in->store->database.where, what, NULL);
}

static jh_date date_of(const jh_field *field)
{
    if (field->kind != JH_FIELD_INTEGER) return JH_NO_DATE;
    return (jh_date){ (int32_t)field->integer };
}

static jh_code read_unit(jh_unit *out, jh_arena *keep, const jh_field *field, jh_error *err)
{
    int i;
    jh_code code = jh_field_copy(&out->code, keep, &field[1], err);

    if (!code) code = jh_field_copy(&out->name, keep, &field[2], err);
    if (!code) code = jh_field_copy(&out->parent, keep, &field[3], err);
    for (i = 0; i < JH_ATTRIBUTE_COUNT && !code; i++)
        code = jh_field_copy(&out->attribute[i], keep, &field[4 + i], err);
    out->longitude.millionths = field[4 + JH_ATTRIBUTE_COUNT].integer;
    out->latitude.millionths = field[5 + JH_ATTRIBUTE_COUNT].integer;
    out->opened = date_of(&field[6 + JH_ATTRIBUTE_COUNT]);
    out->closed = date_of(&field[7 + JH_ATTRIBUTE_COUNT]);
    return code;
}

jh_code jh_assembly_add_fact(jh_assembly *to, const jh_records *row, jh_error *err)
{
    int32_t number = (int32_t)row->field[0].integer;
    jh_named_unit *grown;

    if (!to->unit_count || to->units[to->unit_count - 1].number != number) {
        grown =
            jh_grow(to->scratch, to->units, &to->unit_capacity, to->unit_count + 1, sizeof *grown);
        if (!grown) return jh_no_memory(err);
        to->units = grown;
        to->unit_count++;
    }
    grown = &to->units[to->unit_count - 1];
    grown->number = number;
    return read_unit(&grown->unit, to->keep, row->field, err);
}

static bool same_cell(const jh_stored_figure *a, const jh_stored_figure *b)
{
    return a->unit == b->unit && a->element == b->element && a->stage == b->stage;
}

jh_code jh_assembly_add_figure(jh_assembly *to, const jh_records *row, uint32_t origin,
                               jh_error *err)
{
    const jh_field *field = row->field;
    jh_stored_figure now = { .unit = (int32_t)field[0].integer,
                             .element = (int32_t)field[1].integer,
                             .stage = (uint8_t)field[2].integer,
                             .why = (uint8_t)field[3].integer,
                             .millionths = field[4].integer,
                             .origin = origin };
    jh_stored_figure *grown;

    if (to->figure_count && same_cell(&to->figures[to->figure_count - 1], &now)) {
        to->figures[to->figure_count - 1] = now;
        return JH_OK;
    }
    grown = jh_grow(to->scratch, to->figures, &to->figure_capacity, to->figure_count + 1,
                    sizeof *grown);
    if (!grown) return jh_no_memory(err);
    to->figures = grown;
    to->figures[to->figure_count++] = now;
    return JH_OK;
}

/* ---- units ---- */

static int by_code(const void *a, const void *b)
{
    const jh_named_unit *x = a, *y = b;

    /* The county itself comes first, whatever the codes of its schools are. */
    if ((x->number == 0) != (y->number == 0)) return x->number == 0 ? -1 : 1;
    return jh_text_compare(x->unit.code, y->unit.code);
}

static bool is_sorted(const jh_assembly *in)
{
    size_t i;

    for (i = 1; i < in->unit_count; i++)
        if (by_code(&in->units[i - 1], &in->units[i]) > 0) return false;
    return true;
}

/* Also the index of each unit by its number: SIZE_MAX-like 0 = none, so it is kept one higher. */
static jh_code place_units(jh_snapshot *out, jh_assembly *from, uint32_t **index, int32_t *highest,
                           jh_error *err)
{
    jh_unit *units = JH_NEW_ARRAY(from->keep, jh_unit, from->unit_count);
    size_t i;

    if (!units) return jh_no_memory(err);
    if (!is_sorted(from)) qsort(from->units, from->unit_count, sizeof *from->units, by_code);
    *highest = 0;
    for (i = 0; i < from->unit_count; i++)
        if (from->units[i].number > *highest) *highest = from->units[i].number;
    *index = JH_NEW_ARRAY(from->scratch, uint32_t, (size_t)*highest + 1);
    if (!*index) return jh_no_memory(err);
    for (i = 0; i < from->unit_count; i++) {
        units[i] = from->units[i].unit;
        (*index)[from->units[i].number] = (uint32_t)i + 1;
    }
    out->units = units;
    out->unit_count = from->unit_count;
    out->county_name = units[0].name;
    return JH_OK;
}

/* ---- columns ---- */

static size_t slot_of(const jh_assembly *in, const jh_stored_figure *figure)
{
    size_t rank = figure->element >= 0 && figure->element <= in->elements->highest
                      ? in->elements->rank[figure->element]
                      : in->elements->count;

    return rank * JH_STAGE_COUNT + figure->stage;
}

/* Cells of the column under construction; everybody else sees them const. */
typedef struct cells {
    int64_t *millionths;
    uint8_t *why;
    uint32_t *origin;
} cells;

static jh_code add_column(jh_column *out, cells *into, const jh_assembly *from, bool with_origins)
{
    size_t count = from->unit_count;

    into->millionths = JH_NEW_ARRAY(from->keep, int64_t, count);
    into->why = JH_NEW_ARRAY(from->keep, uint8_t, count);
    into->origin = with_origins ? JH_NEW_ARRAY(from->keep, uint32_t, count) : NULL;
    if (!into->millionths || !into->why || (with_origins && !into->origin)) return JH_NO_MEMORY;
    memset(into->why, JH_NOT_REPORTED, count);
    out->millionths = into->millionths;
    out->why = into->why;
    out->origin = into->origin;
    return JH_OK;
}

/* used[slot]: first 1 where a column is needed, then the number of the column plus one. */
static jh_code make_columns(jh_snapshot *out, cells **into, uint32_t *used, size_t slots,
                            const jh_assembly *from, bool with_origins)
{
    jh_column *columns;
    size_t i, count = 0;

    for (i = 0; i < slots; i++) count += used[i];
    columns = JH_NEW_ARRAY(from->keep, jh_column, count);
    *into = JH_NEW_ARRAY(from->scratch, cells, count);
    if (!columns || !*into) return JH_NO_MEMORY;
    out->columns = columns;
    out->column_count = count;
    for (i = 0, count = 0; i < slots; i++) {
        if (!used[i]) continue;
        columns[count].element = from->elements->key[i / JH_STAGE_COUNT];
        columns[count].stage = (jh_stage)(i % JH_STAGE_COUNT);
        if (add_column(&columns[count], &(*into)[count], from, with_origins)) return JH_NO_MEMORY;
        used[i] = (uint32_t)++count;
    }
    return JH_OK;
}

jh_code jh_assembly_finish(jh_snapshot *out, jh_assembly *from, bool with_origins, jh_error *err)
{
    size_t slots = from->elements->count * JH_STAGE_COUNT, i, slot;
    uint32_t *used = JH_NEW_ARRAY(from->scratch, uint32_t, slots), *index = NULL, unit;
    const jh_stored_figure *figure;
    cells *into = NULL;
    int32_t highest = 0;
    jh_code code;

    if (!used) return jh_no_memory(err);
    code = place_units(out, from, &index, &highest, err);
    if (code) return code;
    for (i = 0; i < from->figure_count; i++) {
        slot = slot_of(from, &from->figures[i]);
        if (slot >= slots) return damaged(from, "element", err);
        used[slot] = 1;
    }
    if (make_columns(out, &into, used, slots, from, with_origins)) return jh_no_memory(err);
    for (i = 0; i < from->figure_count; i++) {
        figure = &from->figures[i];
        unit = figure->unit >= 0 && figure->unit <= highest ? index[figure->unit] : 0;
        if (!unit) return damaged(from, "unit", err);
        slot = used[slot_of(from, figure)] - 1;
        into[slot].millionths[unit - 1] = figure->millionths;
        into[slot].why[unit - 1] = figure->why;
        if (with_origins) into[slot].origin[unit - 1] = figure->origin;
    }
    return jh_snapshot_hash(&out->content, out, err);
}
