/* Costs out of a workbook: a row a cost, or a row a school with the keys over its columns.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_costs.h"

#include "app/called.h"

#include <string.h>

/* Titles and a line of how to fill it in may stand over the headings. */
enum { HEAD_ROWS = 6, STAGE_SIZE = 32 };

typedef struct reading {
    jh_costs *costs;
    size_t first; /* of this file in `costs` */
    const jh_desk *desk;
    const jh_workbook *book;
    const jh_sheet *sheet;
    uint32_t head;                    /* row of the headings */
    uint32_t column[JH_COST_COLUMNS]; /* 0 = not there */
    uint32_t name_column;             /* beside the codes: names, likewise */
    bool is_built_in;
    jh_error *err;
} reading;

static jh_text place_of(const reading *r, uint32_t row, uint32_t column)
{
    char address[JH_ADDRESS_SIZE];

    jh_address_write(address, row, column);
    return r->book->sheet_count == 1
               ? jh_text_format(r->desk->keep, "%.*s, %s", JH_TEXT_ARGS(r->book->name), address)
               : jh_text_format(r->desk->keep, "%.*s, %.*s!%s", JH_TEXT_ARGS(r->book->name),
                                JH_TEXT_ARGS(r->sheet->name), address);
}

static jh_code refuse(const reading *r, jh_say_id say, uint32_t row, uint32_t column)
{
    char room[JH_CELL_TEXT_SIZE];
    jh_text place = place_of(r, row, column);
    const char *shown =
        jh_text_zero(r->desk->keep, jh_cell_text(room, jh_sheet_cell(r->sheet, row, column)));

    if (!shown || !place.at) return jh_no_memory(r->err);
    return jh_fail(r->err, JH_BAD_INPUT, say, place.at, shown, NULL);
}

static jh_code text_at(jh_text *out, const reading *r, uint32_t row, uint32_t column)
{
    char room[JH_CELL_TEXT_SIZE];

    *out = (jh_text){ "", 0 };
    if (!column) return JH_OK;
    *out = jh_text_copy(r->desk->keep,
                        jh_text_trim(jh_cell_text(room, jh_sheet_cell(r->sheet, row, column))));
    return out->at ? JH_OK : jh_no_memory(r->err);
}

/* Blank: every stage; in either language, or by key. */
static bool read_stage(jh_stage *out, jh_text word)
{
    char zero[STAGE_SIZE];

    *out = JH_WHOLE;
    if (!word.size) return true;
    if (word.size >= sizeof zero) return false;
    memcpy(zero, word.at, word.size);
    zero[word.size] = '\0';
    *out = jh_called_stage(zero);
    return *out != JH_STAGE_COUNT;
}

/* ---- one value ---- */

/* Code or name, whichever is there, and the cell of it. */
static jh_code read_called(jh_cost *cost, const reading *r, uint32_t row)
{
    uint32_t column = r->column[JH_COST_SCHOOL];
    jh_code rc = text_at(&cost->school, r, row, column);

    if (!rc && !cost->school.size && r->name_column) {
        column = r->name_column;
        rc = text_at(&cost->school, r, row, column);
    }
    if (rc || !cost->school.size) return rc;
    cost->school_place = place_of(r, row, column);
    return cost->school_place.at ? JH_OK : jh_no_memory(r->err);
}

/* What the built-in table counts the key in; empty = it does not say. */
static jh_text unit_of(const reading *r, jh_text key)
{
    size_t i;

    for (i = 0; i < r->first; i++)
        if (jh_text_equal(r->costs->items[i].key, key) && r->costs->items[i].unit.size)
            return r->costs->items[i].unit;
    return JH_TEXT("");
}

/* "10 %": a text that ends so, or a number that its cell shows so. */
static bool is_percent(const jh_cell *cell)
{
    jh_text text = jh_text_trim(cell->text);

    if (cell->kind == JH_CELL_NUMBER) return cell->shown_as == JH_SHOWN_PERCENT;
    return cell->kind == JH_CELL_TEXT
           && (jh_text_ends(text, JH_TEXT("%")) || jh_text_ends(text, JH_TEXT("％")));
}

/* Where the unit is %, 10 and 10 % are one; a workbook keeps 10 % as 0.1. */
static jh_code read_percent(jh_decimal *out, const reading *r, jh_text key, const jh_cell *cell)
{
    jh_text text = jh_text_trim(cell->text);
    jh_decimal_read read;

    if (!jh_text_equal(unit_of(r, key), JH_TEXT("%")))
        return refuse(r, SAY_PLAN_COST_PERCENT, cell->row, cell->column);
    if (cell->kind == JH_CELL_TEXT) {
        text.size -= jh_text_ends(text, JH_TEXT("%")) ? 1 : JH_TEXT("％").size;
        read = jh_decimal_parse_loose(out, text);
    } else {
        read = jh_decimal_from_double(out, cell->number);
        if (read == JH_READ_EXACT
            && __builtin_mul_overflow(out->millionths, 100, &out->millionths))
            read = JH_READ_TOO_LARGE;
    }
    return read == JH_READ_EXACT ? JH_OK
                                 : refuse(r, SAY_PLAN_COST_VALUE, cell->row, cell->column);
}

static jh_code read_value(jh_cost *cost, const reading *r, uint32_t row, uint32_t column)
{
    const jh_cell *cell = jh_sheet_cell(r->sheet, row, column);

    if (is_percent(cell)) return read_percent(&cost->value, r, cost->key, cell);
    return jh_cell_decimal(&cost->value, cell) == JH_READ_EXACT
               ? JH_OK
               : refuse(r, SAY_PLAN_COST_VALUE, row, column);
}

static jh_code add(reading *r, jh_cost *cost, uint32_t row, uint32_t column)
{
    jh_code rc = read_value(cost, r, row, column);
    jh_text place = place_of(r, row, column);
    jh_cost *items;

    if (rc) return rc;
    if (cost->value.millionths < 0) return refuse(r, SAY_PLAN_COST_NEGATIVE, row, column);
    items = jh_grow(r->desk->keep, r->costs->items, &r->costs->capacity, r->costs->count + 1,
                    sizeof *items);
    if (!items || !place.at) return jh_no_memory(r->err);
    r->costs->items = items;
    cost->place = r->is_built_in ? JH_TEXT("") : place;
    rc = r->is_built_in ? JH_OK : jh_costs_refuse_twice(r->costs, r->first, cost, r->err);
    if (!rc) items[r->costs->count++] = *cost;
    return rc;
}

/* ---- a row a cost ---- */

static jh_code refuse_unit(const reading *r, const jh_cost *cost, jh_text unit, uint32_t row)
{
    jh_text place = place_of(r, row, r->column[JH_COST_UNIT]);
    const char *said = jh_text_zero(r->desk->keep, cost->unit),
               *is = jh_text_zero(r->desk->keep, unit);

    if (!place.at || !said || !is) return jh_no_memory(r->err);
    return jh_fail(r->err, JH_BAD_INPUT, SAY_PLAN_COST_UNIT, place.at, said, is, NULL);
}

static jh_code check_key(const reading *r, const jh_cost *cost, uint32_t row)
{
    bool by_school, by_stage;

    if (!jh_cost_key_is(cost->key, &by_school, &by_stage))
        return refuse(r, SAY_PLAN_COST_KEY, row, r->column[JH_COST_KEY]);
    if (cost->school.size && !by_school)
        return refuse(r, SAY_PLAN_COST_COUNTY_ONLY, row, r->column[JH_COST_SCHOOL]);
    if (cost->stage != JH_WHOLE && !by_stage)
        return refuse(r, SAY_PLAN_COST_STAGE_ONLY, row, r->column[JH_COST_STAGE]);
    return JH_OK;
}

/* A price for 万元 where the planner counts yuan would be taken for ten thousand times less. */
static jh_code check_unit(const reading *r, const jh_cost *cost, uint32_t row)
{
    jh_text unit = unit_of(r, cost->key);

    if (r->is_built_in || !cost->unit.size || !unit.size
        || jh_text_same_folded(cost->unit, unit)
        || jh_text_same_folded(cost->unit, jh_costs_words(unit, JH_ZH))
        || jh_text_same_folded(cost->unit, jh_costs_words(unit, JH_EN)))
        return JH_OK;
    return refuse_unit(r, cost, unit, row);
}

static jh_code read_row(reading *r, uint32_t row)
{
    jh_cost cost = { 0 };
    jh_text stage;
    jh_code rc = text_at(&cost.key, r, row, r->column[JH_COST_KEY]);

    if (!rc) rc = read_called(&cost, r, row);
    if (!rc) rc = text_at(&stage, r, row, r->column[JH_COST_STAGE]);
    if (!rc) rc = text_at(&cost.unit, r, row, r->column[JH_COST_UNIT]);
    if (!rc) rc = text_at(&cost.certainty, r, row, r->column[JH_COST_CERTAINTY]);
    if (!rc) rc = text_at(&cost.source, r, row, r->column[JH_COST_SOURCE]);
    if (!rc) rc = text_at(&cost.about, r, row, r->column[JH_COST_ABOUT]);
    if (rc || !cost.key.size) return rc;
    if (!read_stage(&cost.stage, stage))
        return refuse(r, SAY_PLAN_COST_STAGE, row, r->column[JH_COST_STAGE]);
    rc = check_key(r, &cost, row);
    if (!rc) rc = check_unit(r, &cost, row);
    return rc ? rc : add(r, &cost, row, r->column[JH_COST_VALUE]);
}

/* ---- a row a school ---- */

static jh_code read_school(reading *r, uint32_t row, uint32_t column, jh_text key)
{
    bool by_school = false, by_stage;
    jh_cost cost = { .key = key };
    jh_text value;
    jh_code rc = text_at(&value, r, row, column);

    if (rc || !value.size) return rc; /* blank: as for the county */
    rc = read_called(&cost, r, row);
    if (rc) return rc;
    if (!cost.school.size) return refuse(r, SAY_PLAN_COST_NO_CODE, row, column);
    (void)jh_cost_key_is(key, &by_school, &by_stage);
    if (!by_school) return refuse(r, SAY_PLAN_COST_COUNTY_ONLY, r->head, column);
    return add(r, &cost, row, column);
}

static jh_code read_schools(reading *r)
{
    uint32_t column, row;
    bool by_school, by_stage;
    jh_text key;
    jh_code rc = JH_OK;

    for (column = 1; !rc && column <= r->sheet->column_count; column++) {
        rc = text_at(&key, r, r->head, column);
        if (rc || !jh_cost_key_is(key, &by_school, &by_stage)) continue;
        for (row = r->head + 1; !rc && row <= r->sheet->row_count; row++)
            rc = read_school(r, row, column, key);
    }
    return rc;
}

/* ---- the shape of a sheet ---- */

typedef enum shape { OTHER = 0, LIST, SCHOOLS } shape;

/* As the workbook that is handed out has it, or as anybody would write it. */
static bool is_of_names(jh_text heading)
{
    return jh_text_same_folded(heading, JH_TEXT(JH_COST_NAME_KEY))
           || jh_text_same_folded(heading, JH_TEXT("学校名称"))
           || jh_text_same_folded(heading, JH_TEXT("学校"));
}

static shape shape_of_row(reading *r, uint32_t row)
{
    char room[JH_CELL_TEXT_SIZE];
    bool by_school, by_stage, has_key = false;
    uint32_t at;
    unsigned c, lang;

    for (c = 0; c < JH_COST_COLUMNS; c++) r->column[c] = 0;
    r->name_column = 0;
    r->head = row;
    for (at = 1; at <= r->sheet->column_count; at++) {
        jh_text heading = jh_text_trim(jh_cell_text(room, jh_sheet_cell(r->sheet, row, at)));
        has_key = has_key || jh_cost_key_is(heading, &by_school, &by_stage);
        if (is_of_names(heading)) r->name_column = at;
        for (c = 0; c < JH_COST_COLUMNS; c++)
            for (lang = 0; lang < JH_LANG_COUNT; lang++)
                if (jh_text_same_folded(heading, jh_text_of(jh_cost_heading(c, (jh_lang)lang))))
                    r->column[c] = at;
    }
    if (r->column[JH_COST_KEY] && r->column[JH_COST_VALUE]) return LIST;
    return (r->column[JH_COST_SCHOOL] || r->name_column) && has_key ? SCHOOLS : OTHER;
}

static jh_code read_sheet(reading *r, bool *is_read)
{
    shape is = OTHER;
    jh_code rc = JH_OK;
    uint32_t row;

    for (row = 1; !is && row <= HEAD_ROWS && row <= r->sheet->row_count; row++)
        is = shape_of_row(r, row);
    *is_read = *is_read || is;
    if (is == SCHOOLS) return read_schools(r);
    for (row = r->head + 1; is == LIST && !rc && row <= r->sheet->row_count; row++)
        rc = read_row(r, row);
    return rc;
}

jh_code jh_costs_read_file(jh_costs *out, const jh_desk *desk, const jh_file *file,
                           bool is_built_in, jh_error *err)
{
    jh_workbook book;
    reading r = { .costs = out,
                  .first = out->count,
                  .desk = desk,
                  .book = &book,
                  .is_built_in = is_built_in,
                  .err = err };
    jh_code rc = jh_workbook_read(&book, desk->keep, desk->scratch, file, err);
    bool is_read = false;
    size_t i;

    for (i = 0; !rc && i < book.sheet_count; i++) {
        r.sheet = &book.sheets[i];
        rc = read_sheet(&r, &is_read);
    }
    if (rc || is_read) return rc;
    return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_COST_COLUMNS, book.name.at, NULL);
}
