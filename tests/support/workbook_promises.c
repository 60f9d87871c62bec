/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/workbook_promises.h"

#include "formats/workbook.h"

#include <stdlib.h>

static void insist(bool holds)
{
    if (!holds) abort();
}

static void check_sheet(const jh_sheet *sheet)
{
    const jh_cell *cell, *before = NULL;
    char text[JH_CELL_TEXT_SIZE];
    size_t i;

    insist(jh_text_is_utf8(sheet->name));
    for (i = 0; i < sheet->cell_count; i++, before = cell) {
        cell = &sheet->cells[i];
        insist(cell->row >= 1 && cell->row <= sheet->row_count);
        insist(cell->column >= 1 && cell->column <= sheet->column_count);
        insist(cell->kind != JH_CELL_EMPTY || cell->from_formula);
        insist(!before || before->row < cell->row
               || (before->row == cell->row && before->column < cell->column));
        insist(jh_text_is_utf8(jh_cell_text(text, cell)));
        insist(jh_sheet_cell(sheet, cell->row, cell->column) == cell);
    }
}

void test_workbook_promises(const char *name, jh_text bytes)
{
    jh_read_limits limits = jh_read_limits_usual;
    jh_file file = jh_file_of_bytes(name, bytes);
    jh_arena keep, scratch;
    jh_error err = { 0 };
    jh_workbook book;
    size_t i;

    limits.part_bytes = limits.total_bytes = limits.cells = 1 << 20;
    file.limits = &limits;
    insist(jh_arena_reserve(&keep, (size_t)1 << 30) == 0);
    insist(jh_arena_reserve(&scratch, (size_t)1 << 30) == 0);
    if (jh_workbook_read(&book, &keep, scratch, &file, &err))
        insist(err.code == JH_BAD_INPUT);
    else
        for (i = 0; i < book.sheet_count; i++) check_sheet(&book.sheets[i]);
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
}
