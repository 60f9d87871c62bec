/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/number.h"
#include "formats/xlsx_sheet.h"

#include <string.h>

/* Nine cells in ten of a large sheet look alike: <c r="AB12" s="3" t="s"><v>1234</v></c>.
 * Reading that shape without events, attributes and name stacks makes the sheet scanner twice as
 * fast. A function here gives NULL for anything else; nothing has changed then. */

enum {
    QUICK_ROOM = 128, /* the longest cell read here; so no step has to look for the window's end */
    LETTERS_MAX = 3,
    DIGITS_MAX = 7,
    VALUE_MAX = 32
};

static const char *take(const char *at, const char *literal, size_t size)
{
    return memcmp(at, literal, size) == 0 ? at + size : NULL;
}

static const char *quick_count(uint32_t *out, const char *at)
{
    const char *start = at;
    uint32_t value = 0;

    for (; *at >= '0' && *at <= '9'; at++) {
        if (at - start == DIGITS_MAX) return NULL;
        value = value * 10 + (uint32_t)(*at - '0');
    }
    *out = value;
    return at == start ? NULL : at;
}

static const char *quick_address(uint32_t *column, const char *at, uint32_t row)
{
    const char *start = at;
    uint32_t found;

    *column = 0;
    for (; *at >= 'A' && *at <= 'Z'; at++) {
        if (at - start == LETTERS_MAX) return NULL;
        *column = *column * 26 + (uint32_t)(*at - 'A') + 1;
    }
    at = quick_count(&found, at);
    return at && found == row && *at == '"' ? at + 1 : NULL;
}

/* s="3" and t="s", each or none, in this order: as every writer puts them. */
static const char *quick_attributes(uint32_t *style, bool *shared, const char *at)
{
    const char *next = take(at, " s=\"", 4);

    *style = 0;
    *shared = false;
    if (next) {
        next = quick_count(style, next);
        if (!next || *next != '"') return NULL;
        at = next + 1;
    }
    next = take(at, " t=\"s\"", 6);
    if (next) {
        *shared = true;
        return next;
    }
    next = take(at, " t=\"n\"", 6);
    return next ? next : at;
}

static const char *quick_value(jh_text *value, const char *at)
{
    const char *start = at;

    while (*at != '<') {
        if (at - start == VALUE_MAX || !*at) return NULL;
        at++;
    }
    *value = (jh_text){ start, (size_t)(at - start) };
    return take(at, "</v></c>", 8);
}

static const char *quick_shared(jh_cell *cell, const jh_sheet_reader *reader, const char *at)
{
    uint32_t index;

    at = quick_count(&index, at);
    if (!at) return NULL;
    cell->text = jh_xlsx_string(&reader->xlsx->strings, index);
    cell->kind = cell->text.size ? JH_CELL_TEXT : JH_CELL_EMPTY;
    return cell->text.at ? take(at, "</v></c>", 8) : NULL;
}

static const char *quick_number(jh_cell *cell, const jh_sheet_reader *reader, const char *at,
                                uint32_t style)
{
    const jh_xlsx *xlsx = reader->xlsx;
    jh_number_format shown_as = style < xlsx->style_count ? xlsx->styles[style] : JH_SHOWN_PLAIN;
    const char *end;
    double number;
    jh_text value;

    end = jh_number_read_short(&number, at);
    if (end) {
        at = take(end, "</v></c>", 8);
    } else {
        at = quick_value(&value, at);
        if (!at || !jh_number_read(&number, value)) return NULL;
    }
    if (at) jh_xlsx_cell_number(cell, number, shown_as, xlsx->dates_from_1904);
    return at;
}

bool jh_xlsx_quick_cell(jh_sheet_reader *reader)
{
    jh_xml *xml = reader->xml;
    jh_cell *cell = &reader->cells[reader->cell_count];
    const char *at = xml->at;
    uint32_t column, style;
    bool shared;

    if (xml->closes_at_once || xml->end - at < QUICK_ROOM) return false;
    at = take(at, "<c r=\"", 6);
    if (at) at = quick_address(&column, at, reader->row);
    if (!at || column <= reader->column || column > JH_COLUMN_MAX) return false;
    at = quick_attributes(&style, &shared, at);
    if (!at) return false;
    if (at[0] == '/' && at[1] == '>') { /* only a style */
        reader->column = column;
        xml->at += at + 2 - xml->at;
        return true;
    }
    at = take(at, "><v>", 4);
    if (!at) return false;
    *cell = (jh_cell){ .row = reader->row, .column = column };
    at = shared ? quick_shared(cell, reader, at) : quick_number(cell, reader, at, style);
    if (!at) return false;
    reader->text_starts[reader->cell_count] = NOT_IN_ROW;
    if (cell->kind != JH_CELL_EMPTY) reader->cell_count++;
    reader->column = column;
    xml->at += at - xml->at;
    return true;
}
