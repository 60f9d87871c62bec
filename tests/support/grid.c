/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static jh_text take_until(jh_text *rest, char end)
{
    const char *at = rest->size ? memchr(rest->at, end, rest->size) : NULL;
    jh_text piece = { rest->at, at ? (size_t)(at - rest->at) : rest->size };
    size_t taken = piece.size + (at != NULL);

    rest->at += taken;
    rest->size -= taken;
    return piece;
}

static bool read_number(double *out, jh_text text)
{
    jh_decimal number;

    if (jh_decimal_parse(&number, text) == JH_READ_NOT_A_NUMBER) return false;
    *out = strtod(text.at, NULL); /* ends at the bar behind it */
    return true;
}

static bool read_cell(jh_cell *cell, jh_text text)
{
    jh_text rest = { text.at + 1, text.size - 1 };

    if (!text.size) return false;
    cell->kind = JH_CELL_TEXT;
    cell->text = text;
    if (read_number(&cell->number, text)) {
        cell->kind = JH_CELL_NUMBER;
    } else if (text.at[0] == '\'') {
        cell->text = rest;
    } else if (text.at[0] == '%' && read_number(&cell->number, rest)) {
        cell->kind = JH_CELL_NUMBER;
        cell->shown_as = JH_SHOWN_PERCENT;
    } else if (text.at[0] == '?' && read_number(&cell->number, rest)) {
        cell->kind = JH_CELL_TRUTH;
    } else if (text.at[0] == '@') {
        cell->kind = JH_CELL_DATE;
        cell->shown_as = JH_SHOWN_DATE;
        cell->number = jh_date_parse(rest).days;
    } else if (jh_text_equal(text, JH_TEXT("=?"))) {
        *cell = (jh_cell){ .row = cell->row, .column = cell->column, .from_formula = true };
    } else if (text.at[0] == '#' && text.at[text.size - 1] == '!') {
        cell->kind = JH_CELL_ERROR;
    }
    return true;
}

static int compare_ranges(const void *a, const void *b)
{
    const jh_range *x = a, *y = b;

    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static void read_merges(jh_sheet *sheet, jh_arena *keep, jh_text merges)
{
    jh_range *list = JH_NEW_ARRAY(keep, jh_range, 64);

    while (merges.size) {
        jh_text one = take_until(&merges, ' '), from = take_until(&one, ':');
        jh_range *m = &list[sheet->merge_count++];

        assert(jh_address_read(&m->row, &m->column, from));
        assert(jh_address_read(&m->last_row, &m->last_column, one));
    }
    qsort(list, sheet->merge_count, sizeof *list, compare_ranges);
    sheet->merges = list;
}

jh_sheet test_grid(jh_arena *keep, const char *name, const char *rows, const char *merges)
{
    jh_sheet sheet = { .name = jh_text_of(name), .position = 1 };
    jh_text rest = jh_text_copy(keep, jh_text_of(rows)), line;
    jh_cell *cells = JH_NEW_ARRAY(keep, jh_cell, rest.size + 1);
    uint32_t row, column;

    assert(cells);
    for (row = 1; rest.size; row++) {
        line = take_until(&rest, '\n');
        for (column = 1; line.size; column++) {
            jh_cell *cell = &cells[sheet.cell_count];

            *cell = (jh_cell){ .row = row, .column = column };
            if (!read_cell(cell, jh_text_trim(take_until(&line, '|')))) continue;
            sheet.cell_count++;
            sheet.row_count = row;
            if (column > sheet.column_count) sheet.column_count = column;
        }
    }
    sheet.cells = cells;
    read_merges(&sheet, keep, jh_text_of(merges));
    return sheet;
}

jh_workbook *test_workbook(jh_arena *keep, const char *name, const jh_sheet *sheets, size_t count)
{
    jh_workbook *workbook = JH_NEW(keep, jh_workbook);
    jh_sheet *copy = JH_NEW_ARRAY(keep, jh_sheet, count + 1);

    assert(workbook && copy);
    memcpy(copy, sheets, count * sizeof *copy);
    *workbook = (jh_workbook){ JH_FORMAT_XLSX, jh_text_of(name), copy, count };
    return workbook;
}

/* ---- a batch as text ---------------------------------------------------------------------- */

static void add_unit(jh_buffer *out, const jh_unit *unit)
{
    char text[JH_DECIMAL_SIZE];
    int i;

    jh_buffer_add_format(out, "unit %.*s %.*s", JH_TEXT_ARGS(unit->code), JH_TEXT_ARGS(unit->name));
    if (unit->parent.size) jh_buffer_add_format(out, " parent=%.*s", JH_TEXT_ARGS(unit->parent));
    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        if (unit->attribute[i].size)
            jh_buffer_add_format(out, " %s=%.*s", jh_attribute_key((jh_attribute)i),
                                 JH_TEXT_ARGS(unit->attribute[i]));
    if (unit->longitude.millionths || unit->latitude.millionths) {
        jh_buffer_add_format(out, " at=%s", jh_decimal_write_short(text, unit->longitude));
        jh_buffer_add_format(out, ",%s", jh_decimal_write_short(text, unit->latitude));
    }
    if (jh_date_is_set(unit->opened))
        jh_buffer_add_format(out, " opened=%s", jh_date_write(text, unit->opened));
    if (jh_date_is_set(unit->closed))
        jh_buffer_add_format(out, " closed=%s", jh_date_write(text, unit->closed));
    jh_buffer_add_zero(out, "\n");
}

static void add_observation(jh_buffer *out, const jh_observation *o)
{
    char number[JH_DECIMAL_SIZE];

    jh_buffer_add_format(out, "%.*s %.*s %s %s\n", JH_TEXT_ARGS(o->unit), JH_TEXT_ARGS(o->element),
                         jh_stage_key(o->stage),
                         o->why ? jh_why_key(o->why) : jh_decimal_write_short(number, o->value));
}

static void add_finding(jh_buffer *out, const jh_finding *f)
{
    char address[JH_ADDRESS_SIZE] = "-";
    int i;

    if (f->origin.file != JH_NO_FILE && !f->whole_file)
        jh_address_write(address, f->origin.row + 1, f->origin.column + 1);
    jh_buffer_add_format(out, "%s %s %.*s!%s", jh_severity_key(f->severity),
                         jh_say_keys[f->message.say], JH_TEXT_ARGS(f->origin.sheet), address);
    for (i = 0; i < JH_MESSAGE_ARGS; i++)
        if (f->message.arg[i][0]) jh_buffer_add_format(out, " | %s", f->message.arg[i]);
    jh_buffer_add_zero(out, "\n");
}

jh_text test_batch_text(jh_arena *keep, const jh_batch *batch, bool with_findings)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_text text;
    size_t i;

    for (i = 0; i < batch->unit_count; i++) add_unit(&out, &batch->units[i]);
    for (i = 0; i < batch->observation_count; i++) add_observation(&out, &batch->observations[i]);
    for (i = 0; with_findings && i < batch->findings.count; i++)
        if (batch->findings.items[i].origin.file != JH_NO_FILE)
            add_finding(&out, &batch->findings.items[i]);
    assert(jh_buffer_finish(&text, &out, NULL) == JH_OK);
    return text;
}
