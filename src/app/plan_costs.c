/* SPDX-License-Identifier: Apache-2.0 */
#include "app/plan_costs.h"

#include "base/embedded.h"
#include "formats/csv_out.h"
#include "formats/workbook.h"

#include <string.h>

static const char built_in[] = "assets/plan/costs.csv";

static const char *const keys[] = {
    "cost.teaching_area",
    "cost.sports_ground_area",
    "cost.equipment_value",
    "cost.multimedia_rooms",
    "limit.teaching_area",
    "limit.sports_ground_area",
    "limit.equipment_value",
    "limit.multimedia_rooms",
    "growth.teaching_area",
    "growth.sports_ground_area",
    "growth.equipment_value",
    "growth.multimedia_rooms",
    "reach.teaching_area",
    "reach.sports_ground_area",
    "reach.equipment_value",
    "reach.multimedia_rooms",
    "hire",
    "hire.degree",
    "hire.backbone",
    "hire.pe_art",
    "train.degree",
    "train.backbone",
    "train_share.degree",
    "train_share.backbone",
    "move",
    "move.km",
    "distance",
    "pupils_per_teacher",
    "staff_growth",
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

/* The columns that are read; the others are for people. */
enum { KEY = 0, SCHOOL, STAGE, VALUE, UNIT, ABOUT, COLUMN_COUNT };
static const char *const headings[COLUMN_COUNT][2] = {
    { "key", "项目" },   { "school", "学校标识码" }, { "stage", "学段" },
    { "value", "数值" }, { "unit", "单位" },         { "about", "说明" },
};

typedef struct reading {
    jh_costs *costs;
    const jh_desk *desk;
    const jh_workbook *book;
    const jh_sheet *sheet;
    uint32_t column[COLUMN_COUNT];
    bool is_default;
    jh_error *err;
} reading;

static jh_code refuse(const reading *r, jh_say_id say, uint32_t row, unsigned column)
{
    char address[JH_ADDRESS_SIZE], room[JH_CELL_TEXT_SIZE];
    const jh_cell *cell = jh_sheet_cell(r->sheet, row, r->column[column]);
    jh_text what = jh_cell_text(room, cell);
    const char *shown = jh_text_zero(r->desk->keep, what);
    jh_text place = jh_text_format(r->desk->keep, "%.*s, %s", JH_TEXT_ARGS(r->book->name),
                                   jh_address_write(address, row, r->column[column]));

    if (!shown || !place.at) return jh_no_memory(r->err);
    return jh_fail(r->err, JH_BAD_INPUT, say, place.at, shown, NULL);
}

static jh_code text_at(jh_text *out, const reading *r, uint32_t row, unsigned column)
{
    char room[JH_CELL_TEXT_SIZE];

    *out = (jh_text){ "", 0 };
    if (!r->column[column]) return JH_OK;
    *out = jh_text_copy(r->desk->keep, jh_text_trim(jh_cell_text(
                                           room, jh_sheet_cell(r->sheet, row, r->column[column]))));
    return out->at ? JH_OK : jh_no_memory(r->err);
}

static bool is_key(jh_text key)
{
    size_t i;

    for (i = 0; i < KEY_COUNT; i++)
        if (jh_text_equal(key, jh_text_of(keys[i]))) return true;
    return false;
}

static bool read_stage(jh_stage *out, jh_text word)
{
    static const char *const chinese[JH_STAGE_COUNT] = { "全校", "学前", "小学", "初中", "高中" };
    unsigned s;

    *out = JH_WHOLE;
    if (!word.size) return true;
    for (s = 0; s < JH_STAGE_COUNT; s++)
        if (jh_text_equal(word, jh_text_of(jh_stage_key((jh_stage)s)))
            || jh_text_equal(word, jh_text_of(chinese[s]))) {
            *out = (jh_stage)s;
            return true;
        }
    return false;
}

static jh_code read_row(reading *r, uint32_t row)
{
    jh_cost cost = { .is_default = r->is_default };
    jh_decimal_read read;
    jh_cost *items;
    jh_text stage;
    jh_code rc = text_at(&cost.key, r, row, KEY);

    if (!rc) rc = text_at(&cost.school, r, row, SCHOOL);
    if (!rc) rc = text_at(&stage, r, row, STAGE);
    if (!rc) rc = text_at(&cost.unit, r, row, UNIT);
    if (!rc) rc = text_at(&cost.about, r, row, ABOUT);
    if (rc || !cost.key.size) return rc;
    if (!is_key(cost.key)) return refuse(r, SAY_PLAN_COST_KEY, row, KEY);
    if (!read_stage(&cost.stage, stage)) return refuse(r, SAY_PLAN_COST_STAGE, row, STAGE);
    read = jh_cell_decimal(&cost.value, jh_sheet_cell(r->sheet, row, r->column[VALUE]));
    if (read != JH_READ_EXACT) return refuse(r, SAY_PLAN_COST_VALUE, row, VALUE);
    if (cost.value.millionths < 0) return refuse(r, SAY_PLAN_COST_NEGATIVE, row, VALUE);
    items = jh_grow(r->desk->keep, r->costs->items, &r->costs->capacity, r->costs->count + 1,
                    sizeof *items);
    if (!items) return jh_no_memory(r->err);
    r->costs->items = items;
    items[r->costs->count++] = cost;
    return JH_OK;
}

static jh_code find_columns(reading *r)
{
    char room[JH_CELL_TEXT_SIZE];
    unsigned c, lang;
    uint32_t at;

    for (at = 1; at <= r->sheet->column_count; at++) {
        jh_text heading = jh_text_trim(jh_cell_text(room, jh_sheet_cell(r->sheet, 1, at)));
        for (c = 0; c < COLUMN_COUNT; c++)
            for (lang = 0; lang < 2; lang++)
                if (jh_text_same_folded(heading, jh_text_of(headings[c][lang]))) r->column[c] = at;
    }
    if (r->column[KEY] && r->column[VALUE]) return JH_OK;
    return jh_fail(r->err, JH_BAD_INPUT, SAY_PLAN_COST_COLUMNS, r->book->name.at, NULL);
}

static jh_code read_book(jh_costs *out, const jh_desk *desk, const jh_file *file, bool is_default,
                         jh_error *err)
{
    jh_workbook book;
    reading r = { .costs = out, .desk = desk, .book = &book, .is_default = is_default, .err = err };
    jh_code rc = jh_workbook_read(&book, desk->keep, desk->scratch, file, err);
    uint32_t row;

    if (rc) return rc;
    r.sheet = &book.sheets[0];
    rc = find_columns(&r);
    for (row = 2; !rc && row <= r.sheet->row_count; row++) rc = read_row(&r, row);
    return rc;
}

jh_code jh_costs_read(jh_costs *out, const jh_desk *desk, const char *path, jh_error *err)
{
    jh_file file;
    jh_code rc = JH_OK;
    size_t i;

    *out = (jh_costs){ 0 };
    for (i = 0; !rc && i < jh_embedded_count; i++) {
        if (strcmp(jh_embedded_files[i].name, built_in) != 0) continue;
        file = jh_file_of_bytes("costs.csv", (jh_text){ (const char *)jh_embedded_files[i].bytes,
                                                        jh_embedded_files[i].size });
        rc = read_book(out, desk, &file, true, err);
    }
    if (rc || !path) return rc;
    file = jh_file_of_path(path);
    return read_book(out, desk, &file, false, err);
}

const jh_cost *jh_costs_find(const jh_costs *costs, const char *key, const jh_cost_place *place)
{
    const jh_cost *found = NULL;
    int nearness = -1, now;
    size_t i;

    for (i = 0; i < costs->count; i++) {
        const jh_cost *cost = &costs->items[i];
        if (!jh_text_equal(cost->key, jh_text_of(key))
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

jh_code jh_costs_show(jh_text *out, const jh_desk *desk, const jh_costs *costs, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_csv_out csv = { .out = &buffer };
    char number[JH_DECIMAL_SIZE];
    size_t i, c;

    for (c = 0; c < COLUMN_COUNT; c++)
        jh_csv_field(&csv, jh_text_of(headings[c][desk->manner.lang == JH_ZH]));
    jh_csv_end_record(&csv);
    for (i = 0; i < costs->count; i++) {
        const jh_cost *cost = &costs->items[i];
        jh_csv_field(&csv, cost->key);
        jh_csv_field(&csv, cost->school);
        jh_csv_field(&csv, cost->stage == JH_WHOLE ? (jh_text){ "", 0 }
                                                   : jh_text_of(jh_stage_key(cost->stage)));
        jh_csv_field(&csv, jh_text_of(jh_decimal_write_short(number, cost->value)));
        jh_csv_field(&csv, cost->unit);
        jh_csv_field(&csv, cost->about);
        jh_csv_end_record(&csv);
    }
    return jh_buffer_finish(out, &buffer, err);
}
