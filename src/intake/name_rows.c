/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/name_rows.h"

#include "intake/figure.h"

#include <stdio.h>

enum { HEADER_LOOK = 20 /* rows from the top */ };

bool jh_name_rows_are(const jh_source_file *file)
{
    return jh_text_starts(file->bytes, JH_TEXT("PK\3\4"))
           || jh_text_starts(file->bytes, JH_TEXT("\xD0\xCF\x11\xE0"));
}

const char *jh_name_row_where(char out[JH_WHERE_SIZE], const jh_name_rows *rows, uint32_t row,
                              uint32_t column)
{
    char address[JH_ADDRESS_SIZE];

    jh_address_write(address, row, column);
    snprintf(out, JH_WHERE_SIZE, "%.*s %.*s!%s", rows->file.size > 80 ? 80 : (int)rows->file.size,
             rows->file.at, JH_TEXT_ARGS(rows->sheet->name), address);
    return out;
}

static bool is_word(const jh_sheet *sheet, uint32_t row, uint32_t column)
{
    jh_say_id say = column == JH_NAME_COLUMN ? SAY_INTAKE_NAMES_COLUMN : SAY_INTAKE_NAMES_CODE;

    return jh_text_same_folded(jh_sheet_cell(sheet, row, column)->text,
                               jh_text_of(jh_say(JH_ZH, say)));
}

static uint32_t header_of(const jh_sheet *sheet)
{
    uint32_t row;

    for (row = 1; row <= sheet->row_count && row <= HEADER_LOOK; row++)
        if (is_word(sheet, row, JH_NAME_COLUMN) && is_word(sheet, row, JH_NAME_CODE_COLUMN))
            return row;
    return 0;
}

static jh_code read_rows(jh_name_rows *out, jh_arena *keep, jh_error *err)
{
    uint32_t row;
    const jh_cell *cell;

    out->items = JH_NEW_ARRAY(keep, jh_name_row, out->sheet->row_count + 1);
    if (!out->items) return jh_no_memory(err);
    for (row = out->header_row + 1; row <= out->sheet->row_count; row++) {
        cell = jh_sheet_cell(out->sheet, row, JH_NAME_COLUMN);
        if (jh_cell_is_blank(cell)) continue;
        jh_name_row *to = &out->items[out->count++];
        *to = (jh_name_row){ .row = row, .name = jh_cell_shown(keep, cell) };
        to->where = jh_cell_shown(keep, jh_sheet_cell(out->sheet, row, JH_NAME_WHERE_COLUMN));
        if (!to->name.at || !to->where.at) return jh_no_memory(err);
    }
    return JH_OK;
}

jh_code jh_name_rows_read(jh_name_rows *out, jh_arena *keep, jh_arena scratch,
                          const jh_source_file *file, jh_error *err)
{
    jh_workbook book;
    const char *name = jh_text_zero(keep, file->name);
    jh_file source = jh_file_of_bytes(name, file->bytes);
    size_t i;
    jh_code rc = name ? jh_workbook_read(&book, keep, scratch, &source, err) : jh_no_memory(err);

    *out = (jh_name_rows){ .file = file->name };
    for (i = 0; !rc && i < book.sheet_count && !out->header_row; i++) {
        out->sheet = book.sheets + i;
        out->header_row = header_of(out->sheet);
    }
    if (rc) return rc;
    if (!out->header_row) return jh_fail(err, JH_BAD_INPUT, SAY_INTAKE_NAMES_NO_LIST, name, NULL);
    return read_rows(out, keep, err);
}
