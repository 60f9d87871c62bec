/* sheet_bench.c — makes the workbook that sheet_bench.sh reads: rows of made-up schools.
 * Takes   sheet_bench ROWS COLUMNS FILE
 * Gives   a name, a town, then whole numbers and numbers with two decimals; the same every time.
 * Never   measures: the script does.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx_out.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1;
    return *seed;
}

static void put_row(jh_sheet_out *sheet, uint32_t row, uint32_t columns, uint64_t *seed)
{
    char text[64];
    uint32_t column;

    snprintf(text, sizeof text, "第%u学校", row);
    jh_sheet_put_text(sheet, row, 1, jh_text_of(text), NULL);
    snprintf(text, sizeof text, "%u镇", row % 300);
    jh_sheet_put_text(sheet, row, 2, jh_text_of(text), NULL);
    for (column = 3; column <= columns; column++)
        jh_sheet_put_number(sheet, row, column,
                            column % 3 ? (double)(next_random(seed) >> 50)
                                       : (double)(next_random(seed) >> 44) / 100,
                            NULL);
}

int main(int argc, char **argv)
{
    jh_arena arena;
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    uint64_t seed = 1;
    uint32_t row, rows;
    char what[512];
    jh_error err = { 0 };

    if (argc != 4 || jh_arena_reserve(&arena, JH_ARENA_DEFAULT)) return EXIT_FAILURE;
    rows = (uint32_t)strtoul(argv[1], NULL, 10);
    if (jh_xlsx_out_begin(&book, &arena, argv[3], NULL, &err) == JH_OK) {
        sheet = jh_sheet_out_add(book, JH_TEXT("学校"));
        for (row = 1; row <= rows; row++)
            put_row(sheet, row, (uint32_t)strtoul(argv[2], NULL, 10), &seed);
        if (jh_xlsx_out_finish(book, &err) == JH_OK) return EXIT_SUCCESS;
    }
    jh_message_write(what, sizeof what, JH_EN, &err.message, 0);
    fprintf(stderr, "%s\n", what);
    return EXIT_FAILURE;
}
