/* SPDX-License-Identifier: Apache-2.0 */
#include "app/columns.h"

#include "formats/workbook.h"

static jh_code no_such_sheet(const jh_workbook *workbook, const char *path, const char *sheet,
                             const jh_desk *desk, jh_error *err)
{
    jh_buffer names = jh_buffer_in(desk->keep);
    jh_text list;
    size_t i;

    for (i = 0; i < workbook->sheet_count; i++) {
        if (i) jh_buffer_add_zero(&names, ", ");
        jh_buffer_add(&names, workbook->sheets[i].name);
    }
    if (jh_buffer_finish(&list, &names, err)) return JH_NO_MEMORY;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_SHEET, path, sheet, list.at, NULL);
}

/* "name", "name 2", "name 3" …: expressions need one name for one column. */
static jh_code name_column(jh_columns *columns, size_t index, jh_text name, jh_arena *keep)
{
    jh_text wanted = name;
    unsigned same = 1;
    size_t i;

    for (i = 0; i < index; i++) {
        if (!jh_text_equal(columns->items[i].name, wanted)) continue;
        wanted = jh_text_format(keep, "%.*s %u", JH_TEXT_ARGS(name), ++same);
        if (!wanted.at) return JH_NO_MEMORY;
        i = (size_t)-1; /* the new name may be taken too: from the beginning */
    }
    columns->items[index].name = wanted;
    return JH_OK;
}

static jh_code make_columns(jh_columns *out, jh_arena *keep, const jh_sheet *sheet, uint32_t header)
{
    char shown[JH_CELL_TEXT_SIZE];
    size_t i;
    jh_text name;

    out->count = sheet->column_count;
    out->items = JH_NEW_ARRAY(keep, jh_named_column, out->count);
    if (!out->items) return JH_NO_MEMORY;
    for (i = 0; i < out->count; i++) {
        jh_named_column *column = &out->items[i];
        name = jh_text_trim(jh_cell_text(shown, jh_sheet_cell(sheet, header, (uint32_t)i + 1)));
        name = jh_text_copy(keep, name);
        column->texts = JH_NEW_ARRAY(keep, jh_text, out->row_count);
        if (!name.at || !column->texts || name_column(out, i, name, keep)) return JH_NO_MEMORY;
    }
    return JH_OK;
}

static jh_code fill_row(jh_columns *out, jh_arena *keep, const jh_sheet *sheet, uint32_t header,
                        size_t row)
{
    char shown[JH_CELL_TEXT_SIZE];
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, sheet, header + 1 + (uint32_t)row);

    for (i = 0; i < count; i++) {
        jh_named_column *column = &out->items[cells[i].column - 1];
        jh_text text = jh_text_trim(jh_cell_text(shown, &cells[i]));
        column->texts[row] = jh_text_copy(keep, text);
        if (!column->texts[row].at) return JH_NO_MEMORY;
    }
    return JH_OK;
}

jh_code jh_columns_read(jh_columns *out, const jh_desk *desk, const char *path, const char *sheet,
                        jh_error *err)
{
    jh_file file = jh_file_of_path(path);
    jh_workbook workbook;
    const jh_sheet *from;
    uint32_t header;
    size_t row;
    jh_code rc = jh_workbook_read(&workbook, desk->keep, desk->scratch, &file, err);

    *out = (jh_columns){ 0 };
    if (rc) return rc;
    from = jh_workbook_sheet(&workbook, jh_text_of(sheet ? sheet : "1"));
    if (!from) return no_such_sheet(&workbook, path, sheet ? sheet : "1", desk, err);
    header = from->cell_count ? from->cells[0].row : 0;
    if (from->cell_count == 0 || from->row_count == header)
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_NO_ROWS, path, NULL);
    out->row_count = from->row_count - header;
    rc = make_columns(out, desk->keep, from, header);
    for (row = 0; !rc && row < out->row_count; row++)
        rc = fill_row(out, desk->keep, from, header, row);
    return rc ? jh_no_memory(err) : JH_OK;
}
