/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/number.h"
#include "formats/xlsx_sheet.h"

#include <string.h>

enum { ROW_TEXT_MAX = 64 << 20 };

/* Without an r attribute a row or cell stands behind the one before it. */
static bool read_count(uint32_t *out, jh_text text, uint32_t limit)
{
    uint64_t value = 0;
    size_t i;

    if (text.size == 0 || text.size > 9) return false;
    for (i = 0; i < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
        value = value * 10 + (uint64_t)(text.at[i] - '0');
    }
    *out = (uint32_t)value;
    return value > 0 && value <= limit;
}

jh_code jh_xlsx_cell_fail(const jh_sheet_reader *reader, jh_say_id say, jh_text found,
                          jh_error *err)
{
    char address[JH_ADDRESS_SIZE], word[JH_MESSAGE_ARG_SIZE];

    return jh_fail(err, JH_BAD_INPUT, say, jh_address_write(address, reader->row, reader->column),
                   jh_word(word, found), NULL);
}

/* A row or cell whose place is wrong is told by the address that it claims. */
static jh_code fail_place(jh_say_id say, jh_text claimed, jh_error *err)
{
    char word[JH_MESSAGE_ARG_SIZE];

    jh_word(word, claimed);
    return jh_fail(err, JH_BAD_INPUT, say, word, word, NULL);
}

/* ---- Cells ---------------------------------------------------------------------------------- */

static jh_code place_cell(jh_sheet_reader *reader, jh_error *err)
{
    jh_text address = jh_xml_attribute_of(reader->xml, JH_TEXT("r"), false);
    uint32_t row = reader->row, column = reader->column + 1, before = reader->column;

    if (address.at && !jh_address_read(&row, &column, address))
        return fail_place(SAY_FORMATS_XLSX_ADDRESS, address, err);
    if (row != reader->row || column <= before || column > JH_COLUMN_MAX)
        return fail_place(SAY_FORMATS_XLSX_CELL_ORDER, address, err);
    reader->column = column;
    return JH_OK;
}

static jh_number_format style_of(const jh_sheet_reader *reader)
{
    jh_text style = jh_xml_attribute_of(reader->xml, JH_TEXT("s"), false);
    uint32_t index = 0;

    if (!read_count(&index, style, UINT32_MAX)) index = 0;
    return index < reader->xlsx->style_count ? reader->xlsx->styles[index] : JH_SHOWN_PLAIN;
}

static jh_cell_type type_of(jh_text type)
{
    static const struct {
        jh_text name;
        jh_cell_type type;
    } known[] = {
        { { "n", 1 }, JH_TYPE_NUMBER },   { { "s", 1 }, JH_TYPE_SHARED },
        { { "str", 3 }, JH_TYPE_TEXT },   { { "b", 1 }, JH_TYPE_TRUTH },
        { { "e", 1 }, JH_TYPE_ERROR },    { { "inlineStr", 9 }, JH_TYPE_INLINE },
        { { "d", 1 }, JH_TYPE_ISO_DATE },
    };
    size_t i;

    if (type.size == 0) return JH_TYPE_NUMBER;
    for (i = 0; i < sizeof known / sizeof *known; i++)
        if (jh_text_equal(known[i].name, type)) return known[i].type;
    return JH_TYPE_UNKNOWN;
}

static jh_text blank_trimmed(jh_text text)
{
    while (text.size && strchr(" \t\r\n", text.at[0]))
        text = (jh_text){ text.at + 1, text.size - 1 };
    while (text.size && strchr(" \t\r\n", text.at[text.size - 1])) text.size--;
    return text;
}

/* Serial days → days since 1970. Excel's 1900 calendar has a 29 February that never was: before
 * 1 March (serial 61) it runs a day behind. */
static double days_of(double serial, bool from_1904)
{
    if (from_1904) return serial - 24107;
    return serial >= 60 ? serial - 25569 : serial - 25568;
}

void jh_xlsx_cell_number(jh_cell *cell, double number, jh_number_format shown_as, bool from_1904)
{
    cell->kind = JH_CELL_NUMBER;
    cell->number = number;
    cell->shown_as = (uint8_t)shown_as;
    if (shown_as < JH_SHOWN_DATE) return;
    if (number < 0 || number >= 2958466) { /* 10000-01-01: Excel shows ##### */
        cell->shown_as = JH_SHOWN_PLAIN;
        return;
    }
    cell->kind = JH_CELL_DATE;
    if (shown_as != JH_SHOWN_TIME) cell->number = days_of(number, from_1904);
}

static jh_code take_number(jh_cell *cell, const jh_sheet_reader *reader, jh_text value,
                           jh_error *err)
{
    double number;

    if (!jh_number_read(&number, value))
        return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_NOT_A_NUMBER, value, err);
    jh_xlsx_cell_number(cell, number, reader->shown_as, reader->xlsx->dates_from_1904);
    return JH_OK;
}

static jh_code take_shared(jh_cell *cell, const jh_sheet_reader *reader, jh_text value,
                           jh_error *err)
{
    double index;

    if (!jh_number_read(&index, value) || index < 0 || index > UINT32_MAX
        || index != (double)(uint32_t)index)
        return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_NO_STRING, value, err);
    cell->text = jh_xlsx_string(&reader->xlsx->strings, (uint32_t)index);
    if (!cell->text.at) return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_NO_STRING, value, err);
    cell->kind = cell->text.size ? JH_CELL_TEXT : JH_CELL_EMPTY;
    return JH_OK;
}

static jh_code take_truth(jh_cell *cell, const jh_sheet_reader *reader, jh_text value,
                          jh_error *err)
{
    bool yes = jh_text_equal(value, JH_TEXT("1")) || jh_text_equal(value, JH_TEXT("true"));

    if (!yes && !jh_text_equal(value, JH_TEXT("0")) && !jh_text_equal(value, JH_TEXT("false")))
        return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_NOT_A_TRUTH, value, err);
    cell->kind = JH_CELL_TRUTH;
    cell->number = yes;
    return JH_OK;
}

/* 2025-09-01, 2025-09-01T08:30:00, 08:30:00, with a fraction of a second and a Z or without. */
static jh_code take_iso_date(jh_cell *cell, const jh_sheet_reader *reader, jh_text value,
                             jh_error *err)
{
    jh_text date = { value.at, value.size < 10 ? value.size : 10 }, time = value;
    bool has_date = value.size >= 10 && value.at[4] == '-';
    double days = 0, hours = 0, minutes = 0, seconds = 0;

    if (has_date) {
        if (!jh_date_is_set(jh_date_parse(date)))
            return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_NOT_A_DATE, value, err);
        days = jh_date_parse(date).days;
        time = (jh_text){ value.at + 10, value.size - 10 };
        if (time.size && (*time.at == 'T' || *time.at == ' '))
            time = (jh_text){ time.at + 1, time.size - 1 };
    }
    if (time.size && time.at[time.size - 1] == 'Z') time.size--;
    if ((time.size || !has_date)
        && (time.size < 8 || time.at[2] != ':' || time.at[5] != ':'
            || !jh_number_read(&hours, (jh_text){ time.at, 2 })
            || !jh_number_read(&minutes, (jh_text){ time.at + 3, 2 })
            || !jh_number_read(&seconds, (jh_text){ time.at + 6, time.size - 6 })))
        return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_NOT_A_DATE, value, err);
    cell->kind = JH_CELL_DATE;
    cell->number = days + (hours * 3600 + minutes * 60 + seconds) / 86400;
    cell->shown_as = !has_date ? JH_SHOWN_TIME : time.size ? JH_SHOWN_DATE_TIME : JH_SHOWN_DATE;
    return JH_OK;
}

/* A text of this row: kept as an offset, since the buffer may move until the row is whole. */
static void take_row_text(jh_cell *cell, jh_sheet_reader *reader, size_t start)
{
    cell->text = (jh_text){ NULL, reader->texts.size - start };
    cell->kind = cell->text.size == 0            ? JH_CELL_EMPTY
                 : reader->type == JH_TYPE_ERROR ? JH_CELL_ERROR
                                                 : JH_CELL_TEXT;
    if (cell->kind == JH_CELL_EMPTY) return;
    reader->text_starts[reader->cell_count] = start;
}

static jh_code take_value(jh_cell *cell, jh_sheet_reader *reader, size_t start, jh_error *err)
{
    jh_text value = { 0 };

    if (reader->texts.size > start)
        value = (jh_text){ reader->texts.at + start, reader->texts.size - start };
    if (reader->type == JH_TYPE_TEXT || reader->type == JH_TYPE_ERROR
        || reader->type == JH_TYPE_INLINE) {
        take_row_text(cell, reader, start);
        return JH_OK;
    }
    reader->texts.size = start; /* the bytes stay readable until the next text */
    value = blank_trimmed(value);
    if (value.size == 0) return JH_OK;
    switch (reader->type) {
    case JH_TYPE_NUMBER: return take_number(cell, reader, value, err);
    case JH_TYPE_SHARED: return take_shared(cell, reader, value, err);
    case JH_TYPE_TRUTH: return take_truth(cell, reader, value, err);
    default: return take_iso_date(cell, reader, value, err);
    }
}

/* What of the cell's children counts: <v>, or <is> of an inline text; <f> only as a fact. */
static jh_code read_cell_children(jh_cell *cell, jh_sheet_reader *reader, jh_error *err)
{
    jh_xml *xml = reader->xml;
    size_t start = reader->texts.size, limit = reader->text_limit;
    int depth = xml->depth;
    bool found, is_inline = reader->type == JH_TYPE_INLINE;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, depth, err);
        if (rc) return rc;
        if (!found) break;
        if (jh_text_equal(xml->name, JH_TEXT("f"))) {
            cell->from_formula = true;
        } else if (jh_text_equal(xml->name, is_inline ? JH_TEXT("is") : JH_TEXT("v"))) {
            reader->texts.size = start;
            rc = is_inline ? jh_xlsx_text(&reader->texts, xml, limit, err)
                           : jh_xlsx_plain_text(&reader->texts, xml, limit, err);
        }
        if (rc) return rc;
    }
    rc = take_value(cell, reader, start, err);
    /* t="str" says that it was calculated, to nothing; a <v/> of a number says that it was not. */
    if (!rc && cell->from_formula && cell->kind == JH_CELL_EMPTY && reader->type == JH_TYPE_TEXT) {
        cell->kind = JH_CELL_TEXT;
        cell->text = JH_TEXT("");
    }
    return rc;
}

static jh_code read_cell(jh_sheet_reader *reader, jh_error *err)
{
    jh_cell *cell = &reader->cells[reader->cell_count];
    jh_text type = jh_xml_attribute_of(reader->xml, JH_TEXT("t"), false);
    char address[JH_ADDRESS_SIZE];
    jh_code rc = place_cell(reader, err);

    if (rc) return rc;
    *cell = (jh_cell){ .row = reader->row, .column = reader->column };
    reader->type = type_of(type);
    reader->shown_as = style_of(reader);
    reader->text_starts[reader->cell_count] = NOT_IN_ROW;
    if (reader->type == JH_TYPE_UNKNOWN)
        return jh_xlsx_cell_fail(reader, SAY_FORMATS_XLSX_CELL_TYPE, type, err);
    if (reader->texts.size > ROW_TEXT_MAX)
        return jh_xlsx_cell_fail(reader, SAY_FORMATS_TEXT_TOO_LONG, type, err);
    rc = read_cell_children(cell, reader, err);
    if (rc) {
        if (err && !err->where[0])
            jh_error_within(err, jh_address_write(address, reader->row, reader->column));
        return rc;
    }
    if (cell->kind != JH_CELL_EMPTY || cell->from_formula) reader->cell_count++;
    return JH_OK;
}

/* ---- Rows ----------------------------------------------------------------------------------- */

static jh_code give_row(jh_sheet_reader *reader, jh_error *err)
{
    jh_row row = { reader->head, reader->row, reader->cells, reader->cell_count };
    size_t i;

    if (reader->cell_count == 0) return JH_OK;
    for (i = 0; i < reader->cell_count; i++)
        if (reader->text_starts[i] != NOT_IN_ROW)
            reader->cells[i].text.at = reader->texts.at + reader->text_starts[i];
    return reader->listener->row(reader->listener->listener, &row, err);
}

static bool says_hidden(const jh_xml *xml)
{
    jh_text hidden = jh_xml_attribute_of(xml, JH_TEXT("hidden"), false);

    return hidden.at
           && (jh_text_equal(hidden, JH_TEXT("1")) || jh_text_equal(hidden, JH_TEXT("true")));
}

static jh_code place_row(jh_sheet_reader *reader, jh_error *err)
{
    jh_text number = jh_xml_attribute_of(reader->xml, JH_TEXT("r"), false);
    uint32_t row = reader->row + 1, before = reader->row;

    if (number.at && !read_count(&row, number, JH_ROW_MAX))
        return fail_place(SAY_FORMATS_XLSX_ADDRESS, number, err);
    if (row <= before || row > JH_ROW_MAX)
        return fail_place(SAY_FORMATS_XLSX_ROW_ORDER, number, err);
    reader->row = row;
    reader->column = 0;
    reader->cell_count = 0;
    reader->texts.size = 0;
    return says_hidden(reader->xml) ? jh_ranges_add_row(&reader->hidden, reader->keep, row, err)
                                    : JH_OK;
}

static jh_code read_row(jh_sheet_reader *reader, jh_error *err)
{
    int depth = reader->xml->depth;
    bool found;
    jh_code rc = place_row(reader, err);

    while (!rc) {
        if (jh_xlsx_quick_cell(reader)) continue;
        rc = jh_xml_child(&found, reader->xml, depth, err);
        if (rc || !found) break;
        if (jh_text_equal(reader->xml->name, JH_TEXT("c"))) rc = read_cell(reader, err);
    }
    return rc ? rc : give_row(reader, err);
}

static jh_code read_rows(jh_sheet_reader *reader, jh_error *err)
{
    int depth = reader->xml->depth;
    bool found;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, reader->xml, depth, err);
        if (rc || !found) return rc;
        if (jh_text_equal(reader->xml->name, JH_TEXT("row"))) rc = read_row(reader, err);
        if (rc) return rc;
    }
}

/* ---- What else a sheet says ----------------------------------------------------------------- */

static uint32_t split_of(const jh_xml *xml, jh_text name, uint32_t limit)
{
    uint32_t split = 0;

    return read_count(&split, jh_xml_attribute_of(xml, name, false), limit) ? split : 0;
}

/* <sheetView><pane state="frozen" xSplit ySplit/></sheetView> */
static jh_code read_views(jh_sheet_reader *reader, jh_error *err)
{
    jh_xml *xml = reader->xml;
    jh_text state;
    jh_code rc;

    for (;;) {
        rc = jh_xml_next(xml, err);
        if (rc || (xml->event == JH_XML_CLOSES && xml->depth == 2)) return rc;
        if (xml->event != JH_XML_OPENS || !jh_text_equal(xml->name, JH_TEXT("pane"))) continue;
        state = jh_xml_attribute_of(xml, JH_TEXT("state"), false);
        if (!jh_text_starts(state, JH_TEXT("frozen"))) continue;
        reader->tail.frozen_columns = split_of(xml, JH_TEXT("xSplit"), JH_COLUMN_MAX);
        reader->tail.frozen_rows = split_of(xml, JH_TEXT("ySplit"), JH_ROW_MAX);
    }
}

static bool read_range(jh_range *out, jh_text text)
{
    const char *colon = memchr(text.at, ':', text.size);
    jh_text first = text, last = text;

    if (colon) {
        first.size = (size_t)(colon - text.at);
        last = (jh_text){ colon + 1, text.size - first.size - 1 };
    }
    return jh_address_read(&out->row, &out->column, first)
           && jh_address_read(&out->last_row, &out->last_column, last) && out->row <= out->last_row
           && out->column <= out->last_column;
}

static jh_code read_merges(jh_sheet_reader *reader, jh_error *err)
{
    jh_range range;
    jh_text text;
    bool found;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, reader->xml, 2, err);
        if (rc || !found) return rc;
        if (!jh_text_equal(reader->xml->name, JH_TEXT("mergeCell"))) continue;
        text = jh_xml_attribute_of(reader->xml, JH_TEXT("ref"), false);
        if (!text.at || !read_range(&range, text))
            return fail_place(SAY_FORMATS_XLSX_MERGE, text, err);
        rc = jh_ranges_add(&reader->merges, reader->keep, range, err);
        if (rc) return rc;
    }
}

/* <cols><col min="4" max="6" hidden="1"/></cols> */
static jh_code read_columns(jh_sheet_reader *reader, jh_error *err)
{
    jh_xml *xml = reader->xml;
    jh_range range = { .row = 1, .last_row = JH_ROW_MAX };
    bool found;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, 2, err);
        if (rc || !found) return rc;
        if (!says_hidden(xml)
            || !read_count(&range.column, jh_xml_attribute_of(xml, JH_TEXT("min"), false),
                           JH_COLUMN_MAX)
            || !read_count(&range.last_column, jh_xml_attribute_of(xml, JH_TEXT("max"), false),
                           JH_COLUMN_MAX))
            continue;
        rc = jh_ranges_add(&reader->hidden, reader->keep, range, err);
        if (rc) return rc;
    }
}

static jh_code read_parts(jh_sheet_reader *reader, jh_error *err)
{
    bool found;
    jh_code rc = jh_xlsx_root(reader->xml, err);

    while (!rc) {
        rc = jh_xml_child(&found, reader->xml, 1, err);
        if (rc || !found) break;
        if (jh_text_equal(reader->xml->name, JH_TEXT("sheetData")))
            rc = read_rows(reader, err);
        else if (jh_text_equal(reader->xml->name, JH_TEXT("sheetViews")))
            rc = read_views(reader, err);
        else if (jh_text_equal(reader->xml->name, JH_TEXT("cols")))
            rc = read_columns(reader, err);
        else if (jh_text_equal(reader->xml->name, JH_TEXT("mergeCells")))
            rc = read_merges(reader, err);
    }
    return rc ? rc : jh_xlsx_rest(reader->xml, err);
}

jh_code jh_xlsx_sheet_read(const jh_xlsx *xlsx, const jh_sheet_head *head, jh_xml *xml,
                           const jh_row_listener *listener, jh_error *err)
{
    jh_sheet_reader reader = { .xlsx = xlsx,
                               .head = head,
                               .xml = xml,
                               .keep = xml->keep,
                               .listener = listener,
                               .text_limit = xlsx->zip.file->limits->text_bytes,
                               .texts = jh_buffer_in(xml->keep) };
    jh_code rc;

    reader.cells = JH_NEW_ARRAY(xml->keep, jh_cell, JH_COLUMN_MAX);
    reader.text_starts = JH_NEW_ARRAY(xml->keep, size_t, JH_COLUMN_MAX);
    if (!reader.cells || !reader.text_starts) return jh_no_memory(err);
    rc = read_parts(&reader, err);
    if (rc) return rc;
    jh_ranges_sort(&reader.merges);
    jh_ranges_sort(&reader.hidden);
    reader.tail.sheet = head;
    reader.tail.merges = reader.merges.at;
    reader.tail.merge_count = reader.merges.count;
    reader.tail.hidden = reader.hidden.at;
    reader.tail.hidden_count = reader.hidden.count;
    if (!listener->sheet_ends) return JH_OK;
    return listener->sheet_ends(listener->listener, &reader.tail, err);
}
