/* SPDX-License-Identifier: Apache-2.0 */
#include "app/grid.h"

#include "formats/csv_out.h"
#include "report/terminal.h"

enum { FULL_DIGITS = 12, SHOWN_DIGITS = 6 };

jh_code jh_grid_make(jh_grid *grid, jh_error *err)
{
    grid->cells = JH_NEW_ARRAY(grid->keep, jh_text, grid->columns * grid->rows);
    return grid->cells ? JH_OK : jh_no_memory(err);
}

void jh_grid_add(jh_grid *grid, jh_text cell)
{
    grid->cells[grid->used++] = cell;
}

void jh_grid_add_count(jh_grid *grid, size_t count)
{
    jh_grid_add(grid, jh_text_format(grid->keep, "%zu", count));
}

void jh_grid_add_number(jh_grid *grid, double number)
{
    int digits = grid->as_csv ? FULL_DIGITS : SHOWN_DIGITS;

    jh_grid_add(grid, jh_text_format(grid->keep, "%.*g", digits, number));
}

static void write_csv(jh_buffer *out, const jh_grid *from)
{
    jh_csv_out csv = { .out = out };
    size_t i;

    for (i = 0; i < from->used; i++) {
        jh_csv_field(&csv, from->cells[i]);
        if ((i + 1) % from->columns == 0) jh_csv_end_record(&csv);
    }
}

static size_t column_width(const jh_grid *from, size_t column)
{
    size_t width = 0, i;

    for (i = column; i < from->used; i += from->columns)
        if (jh_text_columns(from->cells[i]) > width) width = jh_text_columns(from->cells[i]);
    return width;
}

static void write_table(jh_buffer *out, const jh_grid *from)
{
    size_t i, width, fill;

    for (i = 0; i < from->used; i++) {
        bool is_left = i % from->columns < from->left;
        width = column_width(from, i % from->columns);
        fill = width - jh_text_columns(from->cells[i]);
        if (is_left) jh_buffer_add(out, from->cells[i]);
        jh_buffer_add_format(out, "%*s", (int)fill, "");
        if (!is_left) jh_buffer_add(out, from->cells[i]);
        jh_buffer_add_zero(out, (i + 1) % from->columns == 0 ? "\n" : "  ");
    }
}

jh_code jh_grid_write(jh_text *out, const jh_grid *grid, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(grid->keep);
    size_t i;

    for (i = 0; i < grid->used; i++)
        if (!grid->cells[i].at) return jh_no_memory(err);
    if (grid->as_csv)
        write_csv(&buffer, grid);
    else
        write_table(&buffer, grid);
    return jh_buffer_finish(out, &buffer, err);
}
