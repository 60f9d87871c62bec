/* grid.h: a small table of texts for csv and for the terminal.
 * Takes   cells row by row, the first row being the header.
 * Gives   csv, or columns set in line by their width on a terminal.
 * Never   rounds a number that the caller did not ask it to.
 * Method  widths by jh_text_columns: a Chinese character is two wide
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_GRID_H
#define JH_APP_GRID_H

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

typedef struct jh_grid {
    jh_arena *keep;
    jh_text *cells;
    size_t columns, rows, used;
    size_t left; /* so many columns stand to the left; the rest, numbers, to the right */
    bool as_csv; /* full digits, commas */
} jh_grid;

JH_MUST_CHECK jh_code jh_grid_make(jh_grid *grid, jh_error *err); /* once columns, rows, keep are */
void jh_grid_add(jh_grid *grid, jh_text cell);
void jh_grid_add_count(jh_grid *grid, size_t count);
void jh_grid_add_number(jh_grid *grid, double number);
JH_MUST_CHECK jh_code jh_grid_write(jh_text *out, const jh_grid *grid, jh_error *err);

#endif
