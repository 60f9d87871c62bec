/* xlsx_sheet.h: inside the sheet reader: the cell being read, and the short way through the usual.
 * Takes   a scanner that stands inside a <row>.
 * Gives   the next cells of that row.
 * Never   decides differently on the two ways: what the short one does not know the long one reads.
 * Method  docs/decisions/0011-own-xlsx-reader.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_XLSX_SHEET_H
#define JH_FORMATS_XLSX_SHEET_H

#include "formats/ranges.h"
#include "formats/xlsx.h"

/* The t attribute of a cell. */
typedef enum jh_cell_type {
    JH_TYPE_NUMBER = 0,
    JH_TYPE_SHARED, /* index of a shared string */
    JH_TYPE_TEXT,   /* result of a formula */
    JH_TYPE_TRUTH,
    JH_TYPE_ERROR,
    JH_TYPE_INLINE,
    JH_TYPE_ISO_DATE,
    JH_TYPE_UNKNOWN
} jh_cell_type;

#define NOT_IN_ROW SIZE_MAX

typedef struct jh_sheet_reader {
    const jh_xlsx *xlsx;
    const jh_sheet_head *head;
    jh_xml *xml;
    jh_arena *keep;
    const jh_row_listener *listener;
    size_t text_limit;

    uint32_t row, column; /* where it stands */
    jh_cell_type type;    /* of the cell being read */
    jh_number_format shown_as;
    jh_cell *cells; /* of the row: room for every column */
    size_t cell_count;
    jh_buffer texts;     /* inline texts of the row */
    size_t *text_starts; /* of each cell's text in `texts`; NOT_IN_ROW = elsewhere */

    jh_sheet_tail tail;
    jh_ranges merges, hidden;
} jh_sheet_reader;

/* Refuses the cell that is being read. */
jh_code jh_xlsx_cell_fail(const jh_sheet_reader *reader, jh_say_id say, jh_text found,
                          jh_error *err);

/* Reads one cell if it is <c r= s= t=><v>…</v></c> with a plain number or the index of a shared
 * string, whole in the window; else false, and nothing has changed. */
bool jh_xlsx_quick_cell(jh_sheet_reader *reader);

#endif
