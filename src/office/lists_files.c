/* Originals: the list, the bytes, the part of a sheet around a cell.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/lists.h"

#include "formats/json.h"
#include "formats/workbook.h"
#include "store/store.h"

enum { HEADER_ROWS = 6, REACH_MOST = 40 };

/* The newest period where none is named. */
static jh_code choose(jh_load *out, const jh_desk *desk, jh_store *store,
                      const jh_original_wanted *wanted, jh_error *err)
{
    jh_text_list periods;
    jh_code code = jh_visitor_check_county(desk->visitor, wanted->county, err);

    *out = (jh_load){ .county = wanted->county, .period = wanted->period };
    if (code || wanted->period.size) return code;
    code = jh_store_periods(&periods, desk->keep, store, wanted->county, err);
    if (!code && periods.count) out->period = periods.items[periods.count - 1];
    return code;
}

jh_code jh_list_originals(jh_text *out, const jh_desk *desk, const jh_original_wanted *wanted,
                          jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    char hex[JH_HASH_HEX];
    jh_file_list list;
    jh_store *store;
    jh_load what;
    size_t i;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = choose(&what, desk, store, wanted, err);
    if (!code) code = jh_store_files(&list, desk->keep, store, &what, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < list.count; i++) {
        jh_json_object(&json);
        jh_json_member_text(&json, "name", list.items[i].name);
        jh_json_member_zero(&json, "hash", jh_hash_hex(hex, &list.items[i].hash));
        jh_json_end(&json);
    }
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* A file is kept once for all counties: only one that was read for this one is given out. */
static jh_code find(jh_source_file *out, const jh_desk *desk, jh_store *store,
                    const jh_original_wanted *wanted, jh_error *err)
{
    const char *word = jh_text_zero(desk->keep, wanted->hash);
    char hex[JH_HASH_HEX];
    jh_text_list periods;
    jh_file_list list;
    size_t p, i;
    jh_code code = jh_visitor_check_county(desk->visitor, wanted->county, err);

    if (!code) code = jh_store_periods(&periods, desk->keep, store, wanted->county, err);
    for (p = 0; !code && p < periods.count; p++) {
        jh_load what = { .county = wanted->county, .period = periods.items[p] };
        code = jh_store_files(&list, desk->keep, store, &what, err);
        for (i = 0; !code && i < list.count; i++) {
            *out = list.items[i];
            if (jh_text_equal(jh_text_of(jh_hash_hex(hex, &out->hash)), wanted->hash)) return JH_OK;
        }
    }
    if (code) return code;
    return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_ORIGINAL, NULL, word ? word : "", NULL);
}

jh_code jh_original_bytes(jh_text *out, jh_text *name, const jh_desk *desk,
                          const jh_original_wanted *wanted, jh_error *err)
{
    jh_source_file file = { 0 };
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = find(&file, desk, store, wanted, err);
    if (!code) code = jh_store_file(out, desk->keep, store, &file.hash, err);
    *name = code ? JH_TEXT("") : file.name;
    return code;
}

/* ---- cells ---- */

static void put_row(jh_json *json, const jh_sheet *sheet, uint32_t row, uint32_t first,
                    uint32_t last)
{
    char room[JH_CELL_TEXT_SIZE];
    uint32_t column;

    jh_json_object(json);
    jh_json_member_integer(json, "row", (int64_t)row);
    jh_json_member_bool(json, "hidden",
                        jh_sheet_hides(sheet, row, first) && jh_sheet_hides(sheet, row, last));
    jh_json_key(json, "cells");
    jh_json_array(json);
    for (column = first; column <= last; column++)
        jh_json_text(json, jh_cell_text(room, jh_sheet_cell(sheet, row, column)));
    jh_json_end(json);
    jh_json_end(json);
}

static void put_merges(jh_json *json, const jh_sheet *sheet)
{
    size_t i;

    jh_json_key(json, "merges");
    jh_json_array(json);
    for (i = 0; i < sheet->merge_count; i++) {
        const jh_range *range = &sheet->merges[i];
        jh_json_array(json);
        jh_json_integer(json, (int64_t)range->row);
        jh_json_integer(json, (int64_t)range->column);
        jh_json_integer(json, (int64_t)range->last_row);
        jh_json_integer(json, (int64_t)range->last_column);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static uint32_t at_least(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t at_most(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static jh_code tell_cells(jh_text *out, const jh_desk *desk, const jh_sheet *sheet,
                          const jh_cells_wanted *wanted, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    uint32_t reach = at_most(wanted->reach, REACH_MOST), row;
    uint32_t row_at = at_least(at_most(wanted->row, sheet->row_count), 1);
    uint32_t column_at = at_least(at_most(wanted->column, sheet->column_count), 1);
    uint32_t first = column_at > reach ? column_at - reach : 1;
    uint32_t last = at_least(at_most(column_at + reach, sheet->column_count), first);
    uint32_t top = row_at > reach ? row_at - reach : 1;
    uint32_t bottom = at_most(row_at + reach, sheet->row_count);

    jh_json_object(&json);
    jh_json_member_text(&json, "sheet", sheet->name);
    jh_json_member_integer(&json, "row", (int64_t)wanted->row);
    jh_json_member_integer(&json, "column", (int64_t)wanted->column);
    jh_json_member_integer(&json, "first_column", (int64_t)first);
    jh_json_key(&json, "rows");
    jh_json_array(&json);
    for (row = 1; row < top && row <= HEADER_ROWS; row++) put_row(&json, sheet, row, first, last);
    for (row = top; row <= bottom; row++) put_row(&json, sheet, row, first, last);
    jh_json_end(&json);
    put_merges(&json, sheet);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_original_cells(jh_text *out, const jh_desk *desk, const jh_cells_wanted *wanted,
                          jh_error *err)
{
    const jh_sheet *first, *sheet;
    jh_workbook book;
    jh_file file;
    jh_text bytes, name;
    jh_code code = jh_original_bytes(&bytes, &name, desk, &wanted->original, err);

    if (code) return code;
    file = jh_file_of_bytes(name.at, bytes);
    code = jh_workbook_read(&book, desk->keep, desk->scratch, &file, err);
    if (code) return code;
    first = book.sheet_count ? &book.sheets[0] : NULL;
    sheet = wanted->sheet ? jh_workbook_sheet(&book, jh_text_of(wanted->sheet)) : first;
    if (!sheet)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_SHEET, name.at,
                       wanted->sheet ? wanted->sheet : "1", first ? first->name.at : "", NULL);
    return tell_cells(out, desk, sheet, wanted, err);
}
