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

    if (number < 0) return damaged(to, "unit", err);
    if (!to->unit_count || to->units[to->unit_count - 1].number != number) {
        grown =
            jh_grow(to->scratch, to->units, &to->unit_capacity, to->unit_count + 1, sizeof *grown);
        if (!grown) return jh_no_memory(err);
        to->units = grown;
        to->unit_count++;
    }
    grown = &to->units[to->unit_count - 1];
    grown->number = number;
    grown->taken_out = row->field[8 + JH_ATTRIBUTE_COUNT].integer != 0;
    return read_unit(&grown->unit, to->keep, row->field, err);
}

bool jh_stored_figure_same_cell(const jh_stored_figure *a, const jh_stored_figure *b)
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
                             .provenance = (uint8_t)field[5].integer,
                             .millionths = field[4].integer,
                             .origin = origin };
    jh_stored_figure *grown, *last;

    /* A damaged page can hold any number; the tables' own CHECKs saw only what was written. */
    if (field[2].integer < 0 || field[2].integer >= JH_STAGE_COUNT || field[3].integer < 0
        || field[3].integer >= JH_WHY_COUNT || field[5].integer < 0
        || field[5].integer >= JH_PROVENANCE_COUNT)
        return damaged(to, "observation", err);
    last = to->figure_count ? &to->figures[to->figure_count - 1] : NULL;
    if (last && jh_stored_figure_same_cell(last, &now)) {
        if (last->provenance == now.provenance) {
            *last = now;
            return JH_OK;
        }
        to->has_several = true;
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

static const uint32_t TAKEN_OUT = UINT32_MAX;

/* A snapshot under construction: where each number of a unit and each column went. */
typedef struct building {
    jh_assembly *from;
    bool with_origins;
    uint32_t *unit; /* [unit_numbers] its index plus one; 0 = no such unit; TAKEN_OUT */
    size_t unit_numbers, unit_count;
    uint32_t *column; /* [slots] by (element, stage): its index plus one; 0 = nobody told it */
    size_t slots;
    struct cells *cells; /* [columns] */
} building;

static jh_code place_units(jh_snapshot *out, building *to, jh_error *err)
{
    jh_assembly *from = to->from;
    jh_unit *units = JH_NEW_ARRAY(from->keep, jh_unit, from->unit_count);
    size_t i, count = 0;

    if (!units) return jh_no_memory(err);
    if (!is_sorted(from)) qsort(from->units, from->unit_count, sizeof *from->units, by_code);
    for (i = 0; i < from->unit_count; i++)
        if ((size_t)from->units[i].number >= to->unit_numbers)
            to->unit_numbers = (size_t)from->units[i].number + 1;
    to->unit = JH_NEW_ARRAY(from->scratch, uint32_t, to->unit_numbers);
    if (!to->unit) return jh_no_memory(err);
    for (i = 0; i < from->unit_count; i++) {
        const jh_named_unit *one = &from->units[i];
        if (!one->taken_out) units[count++] = one->unit;
        to->unit[one->number] = one->taken_out ? TAKEN_OUT : (uint32_t)count;
    }
    if (!count) return damaged(from, "unit", err);
    to->unit_count = count;
    out->units = units;
    out->unit_count = count;
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

static jh_code add_column(jh_column *out, cells *into, const building *to)
{
    jh_arena *keep = to->from->keep;
    size_t count = to->unit_count;

    into->millionths = JH_NEW_ARRAY(keep, int64_t, count);
    into->why = JH_NEW_ARRAY(keep, uint8_t, count);
    into->origin = to->with_origins ? JH_NEW_ARRAY(keep, uint32_t, count) : NULL;
    if (!into->millionths || !into->why || (to->with_origins && !into->origin)) return JH_NO_MEMORY;
    memset(into->why, JH_NOT_REPORTED, count);
    out->millionths = into->millionths;
    out->why = into->why;
    out->origin = into->origin;
    return JH_OK;
}

/* column[slot] is 1 where one is needed; afterwards its index plus one. */
static jh_code make_columns(jh_snapshot *out, building *to)
{
    const jh_assembly *from = to->from;
    jh_column *columns;
    size_t i, count = 0;

    for (i = 0; i < to->slots; i++) count += to->column[i];
    columns = JH_NEW_ARRAY(from->keep, jh_column, count);
    to->cells = JH_NEW_ARRAY(from->scratch, cells, count);
    if (!columns || !to->cells) return JH_NO_MEMORY;
    out->columns = columns;
    out->column_count = count;
    for (i = 0, count = 0; i < to->slots; i++) {
        if (!to->column[i]) continue;
        columns[count].element = from->elements->key[i / JH_STAGE_COUNT];
        columns[count].stage = (jh_stage)(i % JH_STAGE_COUNT);
        if (add_column(&columns[count], &to->cells[count], to)) return JH_NO_MEMORY;
        to->column[i] = (uint32_t)++count;
    }
    return JH_OK;
}

/* As in building.unit; 0 where the number is none. */
static uint32_t unit_of(const building *in, int32_t unit)
{
    size_t number = (size_t)unit; /* a negative one becomes huge */

    return number < in->unit_numbers ? in->unit[number] : 0;
}

static jh_code mark_columns(building *to, jh_error *err)
{
    const jh_assembly *from = to->from;
    size_t i, slot;

    to->slots = from->elements->count * JH_STAGE_COUNT;
    to->column = JH_NEW_ARRAY(from->scratch, uint32_t, to->slots);
    if (!to->column) return jh_no_memory(err);
    for (i = 0; i < from->figure_count; i++) {
        if (unit_of(to, from->figures[i].unit) == TAKEN_OUT) continue;
        slot = slot_of(from, &from->figures[i]);
        if (slot >= to->slots) return damaged(from, "element", err);
        to->column[slot] = 1;
    }
    return JH_OK;
}

static jh_code fill_cells(const building *to, jh_error *err)
{
    const jh_assembly *from = to->from;
    size_t i;

    for (i = 0; i < from->figure_count; i++) {
        const jh_stored_figure *figure = &from->figures[i];
        uint32_t unit = unit_of(to, figure->unit);
        cells *into;
        if (unit == TAKEN_OUT) continue;
        into = &to->cells[to->column[slot_of(from, figure)] - 1];
        if (!unit) return damaged(from, "unit", err);
        into->millionths[unit - 1] = figure->millionths;
        into->why[unit - 1] = figure->why;
        if (to->with_origins) into->origin[unit - 1] = figure->origin;
    }
    return JH_OK;
}

static int by_cell(const void *a, const void *b)
{
    const jh_conflict *x = a, *y = b;
    int order = (x->unit > y->unit) - (x->unit < y->unit);

    if (!order) order = jh_text_compare(x->element, y->element);
    return order ? order : (x->stage > y->stage) - (x->stage < y->stage);
}

/* From numbers of units to their places; those of units taken out are dropped. */
static void place_conflicts(jh_snapshot *out, const building *to)
{
    jh_assembly *from = to->from;
    size_t i, count = 0;

    for (i = 0; i < from->conflict_count; i++) {
        uint32_t unit = unit_of(to, (int32_t)from->conflicts[i].unit);
        if (!unit || unit == TAKEN_OUT) continue;
        from->conflicts[count] = from->conflicts[i];
        from->conflicts[count++].unit = unit - 1;
    }
    if (count) qsort(from->conflicts, count, sizeof *from->conflicts, by_cell);
    out->conflicts = from->conflicts;
    out->conflict_count = count;
}

jh_code jh_assembly_finish(jh_snapshot *out, jh_assembly *from, bool with_origins, jh_error *err)
{
    building to = { .from = from, .with_origins = with_origins };
    bool all = from->has_several || from->with_statements;
    jh_code code = all ? jh_assembly_choose(from, err) : JH_OK;

    if (!code) code = place_units(out, &to, err);
    if (!code) code = mark_columns(&to, err);
    if (!code && make_columns(out, &to)) code = jh_no_memory(err);
    if (!code) code = fill_cells(&to, err);
    if (!code) place_conflicts(out, &to);
    return code ? code : jh_snapshot_hash(&out->content, out, err);
}
