/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/little.h"
#include "formats/ranges.h"
#include "formats/xls.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    XLS_COLUMNS = 256,
    CELL_HEAD = 6, /* row, column, style: 16 bits each */
    RK_SIZE = 6,   /* style and number, in a MULRK */
    HIDDEN_ROW = 0x20,
    HIDDEN_COLUMN = 1,
    FROZEN = 8,
    MERGE_SIZE = 8,
    TEXTS_MAX = 64 << 20, /* of one row */
};

/* Where a cell stands, and in which record: 8 bytes each; a sheet may come in any order. */
typedef struct cell_place {
    uint32_t record;
    uint16_t row, column;
} cell_place;

typedef struct sheet_reader {
    jh_xls *xls;
    const jh_xls_tab *tab;
    jh_arena *keep;
    cell_place *places;
    size_t place_count, place_room;
    bool unsorted;
    jh_ranges merges, hidden;
    bool frozen;
    uint32_t pane_rows, pane_columns;
    jh_cell *cells; /* of the row */
    size_t *text_starts;
    size_t cell_count;
    jh_buffer texts;
} sheet_reader;

/* ---- First way through: where everything stands --------------------------------------------- */

static jh_code add_place(sheet_reader *r, uint16_t row, uint16_t column, size_t record,
                         jh_error *err)
{
    cell_place *grown =
        jh_grow(r->keep, r->places, &r->place_room, r->place_count + 1, sizeof *grown);
    cell_place *last = grown && r->place_count ? &grown[r->place_count - 1] : NULL;

    if (!grown) return jh_no_memory(err);
    if (column >= XLS_COLUMNS) return jh_xls_broken(record, err);
    if (++r->xls->cells > r->xls->file->limits->cells)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_TOO_MANY_CELLS, NULL, NULL);
    r->places = grown;
    if (last && (row < last->row || (row == last->row && column <= last->column)))
        r->unsorted = true;
    grown[r->place_count++] = (cell_place){ (uint32_t)record, row, column };
    return JH_OK;
}

static jh_code add_cell(sheet_reader *r, const jh_xls_record *record, size_t at, jh_error *err)
{
    if (record->body.size < CELL_HEAD) return jh_xls_broken(at, err);
    return add_place(r, jh_little16(record->body.at), jh_little16(record->body.at + 2), at, err);
}

static jh_code add_cells(sheet_reader *r, const jh_xls_record *record, size_t at, jh_error *err)
{
    uint16_t row, column;
    size_t i, count;
    jh_code rc = JH_OK;

    if (record->body.size < CELL_HEAD || (record->body.size - CELL_HEAD) % RK_SIZE)
        return jh_xls_broken(at, err);
    row = jh_little16(record->body.at);
    column = jh_little16(record->body.at + 2);
    count = (record->body.size - CELL_HEAD) / RK_SIZE;
    if (column + count > XLS_COLUMNS) return jh_xls_broken(at, err);
    for (i = 0; !rc && i < count; i++) rc = add_place(r, row, (uint16_t)(column + i), at, err);
    return rc;
}

static jh_code add_merges(sheet_reader *r, const jh_xls_record *record, size_t at, jh_error *err)
{
    size_t count, i;
    const char *b;
    jh_range range;
    jh_code rc = JH_OK;

    if (record->body.size < 2) return jh_xls_broken(at, err);
    count = jh_little16(record->body.at);
    if (record->body.size - 2 < count * MERGE_SIZE) return jh_xls_broken(at, err);
    for (i = 0; !rc && i < count; i++) {
        b = record->body.at + 2 + i * MERGE_SIZE;
        range = (jh_range){ jh_little16(b) + 1U, jh_little16(b + 4) + 1U, jh_little16(b + 2) + 1U,
                            jh_little16(b + 6) + 1U };
        if (range.row > range.last_row || range.column > range.last_column)
            return jh_xls_broken(at, err);
        rc = jh_ranges_add(&r->merges, r->keep, range, err);
    }
    return rc;
}

static jh_code add_hidden_row(sheet_reader *r, jh_text body, jh_error *err)
{
    if (body.size < 16 || !(body.at[12] & HIDDEN_ROW)) return JH_OK;
    return jh_ranges_add_row(&r->hidden, r->keep, jh_little16(body.at) + 1U, err);
}

static jh_code add_hidden_columns(sheet_reader *r, jh_text body, jh_error *err)
{
    jh_range range = { .row = 1, .last_row = JH_ROW_MAX };

    if (body.size < 10 || !(body.at[8] & HIDDEN_COLUMN)) return JH_OK;
    range.column = jh_little16(body.at) + 1U;
    range.last_column = jh_little16(body.at + 2) + 1U;
    if (range.column > range.last_column) return JH_OK;
    return jh_ranges_add(&r->hidden, r->keep, range, err);
}

static jh_code scan_record(sheet_reader *r, const jh_xls_record *record, size_t at, jh_error *err)
{
    jh_text body = record->body;

    switch (record->kind) {
    case XLS_NUMBER:
    case XLS_RK:
    case XLS_LABELSST:
    case XLS_LABEL:
    case XLS_RSTRING:
    case XLS_BOOLERR:
    case XLS_FORMULA: return add_cell(r, record, at, err);
    case XLS_MULRK: return add_cells(r, record, at, err);
    case XLS_MERGEDCELLS: return add_merges(r, record, at, err);
    case XLS_ROW: return add_hidden_row(r, body, err);
    case XLS_COLINFO: return add_hidden_columns(r, body, err);
    case XLS_WINDOW2:
        if (body.size >= 2) r->frozen = body.at[0] & FROZEN;
        return JH_OK;
    case XLS_PANE:
        if (body.size < 4) return JH_OK;
        r->pane_columns = jh_little16(body.at);
        r->pane_rows = jh_little16(body.at + 2);
        return JH_OK;
    default: return JH_OK;
    }
}

/* Charts that lie on the sheet are workbooks within: from their BOF to their EOF nothing counts. */
static jh_code scan(sheet_reader *r, jh_error *err)
{
    jh_xls_record record;
    size_t at = r->tab->at, depth = 0;
    jh_code rc = JH_OK;

    if (!jh_xls_record_at(&record, r->xls->stream, at) || record.kind != XLS_BOF)
        return jh_xls_broken(at, err);
    for (at = record.behind; !rc; at = record.behind) {
        if (!jh_xls_record_at(&record, r->xls->stream, at)) return jh_xls_broken(at, err);
        if (record.kind == XLS_EOF && depth-- == 0) break;
        if (record.kind == XLS_BOF)
            depth++;
        else if (depth == 0)
            rc = scan_record(r, &record, at, err);
    }
    return rc;
}

/* Of two cells in one place the later one stands last, and counts. */
static int compare_places(const void *a, const void *b)
{
    const cell_place *x = a, *y = b;

    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return (x->record > y->record) - (x->record < y->record);
}

/* ---- Second way through: what stands there -------------------------------------------------- */

static jh_number_format style_of(const sheet_reader *r, const char *at)
{
    uint16_t style = jh_little16(at);

    return style < r->xls->style_count ? r->xls->styles[style] : JH_SHOWN_PLAIN;
}

static bool set_number(jh_cell *cell, const sheet_reader *r, double number, const char *style)
{
    if (!isfinite(number)) return false;
    jh_xlsx_cell_number(cell, number, style_of(r, style), r->xls->dates_from_1904);
    return true;
}

static double double_of(uint64_t bits)
{
    double number;

    memcpy(&number, &bits, sizeof number);
    return number;
}

/* 30 bits of a whole number or of a double's upper half, perhaps in hundredths. */
static double rk_number(uint32_t rk)
{
    double number = rk & 2 ? (double)((int32_t)rk >> 2) : double_of((uint64_t)(rk & ~3U) << 32);

    return rk & 1 ? number / 100 : number;
}

static bool set_error(jh_cell *cell, unsigned char code)
{
    static const struct {
        unsigned char code;
        jh_text shown;
    } errors[] = {
        { 0x00, { "#NULL!", 6 } }, { 0x07, { "#DIV/0!", 7 } },        { 0x0F, { "#VALUE!", 7 } },
        { 0x17, { "#REF!", 5 } },  { 0x1D, { "#NAME?", 6 } },         { 0x24, { "#NUM!", 5 } },
        { 0x2A, { "#N/A", 4 } },   { 0x2B, { "#GETTING_DATA", 13 } },
    };
    size_t i;

    for (i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (errors[i].code != code) continue;
        cell->kind = JH_CELL_ERROR;
        cell->text = errors[i].shown;
        return true;
    }
    return false;
}

static bool set_truth(jh_cell *cell, unsigned char value)
{
    cell->kind = JH_CELL_TRUTH;
    cell->number = value != 0;
    return value <= 1;
}

static bool set_shared(jh_cell *cell, const sheet_reader *r, uint32_t index)
{
    cell->text = jh_xlsx_string(&r->xls->strings, index);
    cell->kind = cell->text.size ? JH_CELL_TEXT : JH_CELL_EMPTY;
    return cell->text.at != NULL;
}

static bool set_text(jh_cell *cell, sheet_reader *r, const jh_xls_record *record, size_t skip)
{
    jh_xls_run run = jh_xls_run_of(r->xls->stream, record, skip);
    size_t start = r->texts.size;

    if (!jh_xls_text(&r->texts, r->xls, &run, 2)
        || r->texts.size - start > r->xls->file->limits->text_bytes || r->texts.size > TEXTS_MAX)
        return false;
    cell->text = (jh_text){ NULL, r->texts.size - start };
    cell->kind = cell->text.size ? JH_CELL_TEXT : JH_CELL_EMPTY;
    r->text_starts[r->cell_count] = start;
    return true;
}

/* The text stands in a record of its own; a shared or array formula may come between. */
static bool set_formula_text(jh_cell *cell, sheet_reader *r, size_t at)
{
    jh_xls_record record;
    int step;

    for (step = 0; step < 4 && jh_xls_record_at(&record, r->xls->stream, at); step++) {
        if (record.kind == XLS_STRING) return set_text(cell, r, &record, 0);
        at = record.behind;
    }
    return false;
}

/* Calculated to an empty text, unless it still waits to be calculated when the file is opened. */
static bool set_formula_nothing(jh_cell *cell, const jh_xls_record *record)
{
    enum { OPTIONS = CELL_HEAD + 8, WAITS = 3 };

    if (record->body.size >= OPTIONS + 2 && jh_little16(record->body.at + OPTIONS) & WAITS)
        return true;
    cell->kind = JH_CELL_TEXT;
    cell->text = JH_TEXT("");
    return true;
}

static bool set_formula(jh_cell *cell, sheet_reader *r, const jh_xls_record *record)
{
    const char *b = record->body.at, *value = b + CELL_HEAD;
    enum { TEXT = 0, TRUTH = 1, ERROR = 2, EMPTY = 3 };

    if (record->body.size < CELL_HEAD + 8) return false;
    cell->from_formula = true;
    if (jh_little16(value + 6) != 0xFFFF)
        return set_number(cell, r, double_of(jh_little64(value)), b + 4);
    switch (value[0]) {
    case TEXT: return set_formula_text(cell, r, record->behind);
    case TRUTH: return set_truth(cell, (unsigned char)value[2]);
    case ERROR: return set_error(cell, (unsigned char)value[2]);
    default: return value[0] == EMPTY && set_formula_nothing(cell, record);
    }
}

static bool set_cell(jh_cell *cell, sheet_reader *r, const jh_xls_record *record)
{
    const char *b = record->body.at;
    size_t size = record->body.size;

    switch (record->kind) {
    case XLS_NUMBER:
        return size >= CELL_HEAD + 8 && set_number(cell, r, double_of(jh_little64(b + 6)), b + 4);
    case XLS_RK:
        return size >= CELL_HEAD + 4 && set_number(cell, r, rk_number(jh_little32(b + 6)), b + 4);
    case XLS_MULRK:
        b += 4 + (size_t)(cell->column - 1 - jh_little16(b + 2)) * RK_SIZE;
        return set_number(cell, r, rk_number(jh_little32(b + 2)), b);
    case XLS_LABELSST: return size >= CELL_HEAD + 4 && set_shared(cell, r, jh_little32(b + 6));
    case XLS_BOOLERR:
        if (size < CELL_HEAD + 2) return false;
        return b[7] ? set_error(cell, (unsigned char)b[6]) : set_truth(cell, (unsigned char)b[6]);
    case XLS_FORMULA: return set_formula(cell, r, record);
    default: return set_text(cell, r, record, CELL_HEAD);
    }
}

static jh_code take_cell(sheet_reader *r, const cell_place *place, jh_error *err)
{
    jh_cell *cell = &r->cells[r->cell_count];
    char address[JH_ADDRESS_SIZE];
    jh_xls_record record;

    *cell = (jh_cell){ .row = place->row + 1U, .column = place->column + 1U };
    r->text_starts[r->cell_count] = SIZE_MAX;
    if (!jh_xls_record_at(&record, r->xls->stream, place->record) || !set_cell(cell, r, &record)) {
        if (r->texts.failed) return jh_no_memory(err);
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLS_CELL_BROKEN,
                       jh_address_write(address, cell->row, cell->column), NULL);
    }
    if (r->texts.failed) return jh_no_memory(err);
    if (cell->kind != JH_CELL_EMPTY || cell->from_formula) r->cell_count++;
    return JH_OK;
}

static jh_code give_row(sheet_reader *r, uint32_t number, const jh_row_listener *listener,
                        jh_error *err)
{
    jh_row row = { &r->tab->head, number, r->cells, r->cell_count };
    size_t i;

    for (i = 0; i < r->cell_count; i++)
        if (r->text_starts[i] != SIZE_MAX) r->cells[i].text.at = r->texts.at + r->text_starts[i];
    if (r->cell_count == 0) return JH_OK;
    return listener->row(listener->listener, &row, err);
}

static jh_code give_rows(sheet_reader *r, const jh_row_listener *listener, jh_error *err)
{
    const cell_place *at = r->places, *end = r->place_count > 0 ? at + r->place_count : at;
    jh_code rc = JH_OK;

    while (!rc && at < end) {
        uint16_t row = at->row;

        r->cell_count = r->texts.size = 0;
        for (; !rc && at < end && at->row == row; at++) {
            if (at + 1 < end && at[1].row == row && at[1].column == at->column) continue;
            rc = take_cell(r, at, err);
        }
        if (!rc) rc = give_row(r, row + 1U, listener, err);
    }
    return rc;
}

static jh_code end_sheet(sheet_reader *r, const jh_row_listener *listener, jh_error *err)
{
    jh_sheet_tail tail = { .sheet = &r->tab->head };

    if (!listener->sheet_ends) return JH_OK;
    jh_ranges_sort(&r->merges);
    jh_ranges_sort(&r->hidden);
    tail.merges = r->merges.at;
    tail.merge_count = r->merges.count;
    tail.hidden = r->hidden.at;
    tail.hidden_count = r->hidden.count;
    if (r->frozen) {
        tail.frozen_rows = r->pane_rows;
        tail.frozen_columns = r->pane_columns;
    }
    return listener->sheet_ends(listener->listener, &tail, err);
}

jh_code jh_xls_sheet(jh_xls *xls, const jh_xls_tab *tab, jh_arena scratch,
                     const jh_row_listener *listener, jh_error *err)
{
    sheet_reader r = { .xls = xls, .tab = tab, .keep = &scratch, .texts = jh_buffer_in(&scratch) };
    jh_code rc;

    r.cells = JH_NEW_ARRAY(&scratch, jh_cell, XLS_COLUMNS);
    r.text_starts = JH_NEW_ARRAY(&scratch, size_t, XLS_COLUMNS);
    if (!r.cells || !r.text_starts) return jh_no_memory(err);
    rc = scan(&r, err);
    if (rc) return rc;
    if (r.unsorted) qsort(r.places, r.place_count, sizeof *r.places, compare_places);
    rc = give_rows(&r, listener, err);
    return rc ? rc : end_sheet(&r, listener, err);
}
