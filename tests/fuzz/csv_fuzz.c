/* csv_fuzz.c — csv, read, written and read again.
 * Takes   any bytes.
 * Gives   a crash when what was printed does not read back as the same cells.
 * Never   looks at anything but text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/workbook.h"

#include <stdint.h>
#include <stdlib.h>

static void insist(bool holds)
{
    if (!holds) abort();
}

static jh_code collect(void *sink, jh_text piece, jh_error *err)
{
    (void)err;
    jh_buffer_add(sink, piece);
    return JH_OK;
}

static void insist_same(const jh_sheet *a, const jh_sheet *b)
{
    size_t i;

    insist(a->cell_count == b->cell_count);
    for (i = 0; i < a->cell_count; i++) {
        insist(a->cells[i].row == b->cells[i].row && a->cells[i].column == b->cells[i].column);
        insist(jh_text_equal(a->cells[i].text, b->cells[i].text));
    }
}

/* What was printed has commas; a text with other signs in it may look like another separator, so
 * a leading record with commas settles that. */
static jh_code read_again(jh_workbook *out, jh_arena *keep, jh_arena scratch, jh_file file)
{
    jh_buffer printed = jh_buffer_in(keep);
    int i;

    for (i = 0; i < 100; i++) jh_buffer_add_zero(&printed, "x,y,z\n");
    if (jh_sheet_to_csv(&file, NULL, collect, &printed, NULL)) return JH_BUG;
    file = jh_file_of_bytes("f", (jh_text){ printed.at, printed.size });
    return jh_workbook_read(out, keep, scratch, &file, NULL);
}

static void shift_up(jh_workbook *book)
{
    jh_sheet *sheet = (jh_sheet *)book->sheets;
    size_t i;

    sheet->cells += 300;
    sheet->cell_count -= 300;
    for (i = 0; i < sheet->cell_count; i++) ((jh_cell *)sheet->cells)[i].row -= 100;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jh_file file = jh_file_of_bytes("f", (jh_text){ (const char *)data, size });
    jh_arena keep, scratch;
    jh_workbook first, second;
    jh_format format;

    insist(jh_arena_reserve(&keep, (size_t)1 << 30) == 0);
    insist(jh_arena_reserve(&scratch, (size_t)1 << 30) == 0);
    if (jh_file_format(&format, &file, scratch, NULL) == JH_OK && format == JH_FORMAT_CSV
        && jh_workbook_read(&first, &keep, scratch, &file, NULL) == JH_OK) {
        insist(read_again(&second, &keep, scratch, file) == JH_OK);
        shift_up(&second);
        insist_same(first.sheets, second.sheets);
    }
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
    return 0;
}
