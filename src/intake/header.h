/* header.h: where a sheet's header stands, and what each column is called.
 * Takes   a sheet.
 * Gives   the header's rows; per column its path of merged ancestors, unit, stage and meaning.
 * Never   looks at sheet names, column order or addresses.
 * Method  docs/intake.md, "How a header is recognised": the row that names most known columns
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_HEADER_H
#define JH_INTAKE_HEADER_H

#include "formats/workbook.h"
#include "intake/lexicon.h"

enum { JH_HEADING_PARTS = 8, JH_HEADER_SEARCH_ROWS = 60, JH_HEADER_COLUMNS = 2048 };

typedef struct jh_heading {
    uint32_t row, column; /* of its lowest text */
    jh_text shown;        /* "专任教师/#按学历分/本科", as written */
    jh_text path;         /* folded; without units, stages and headings that only order */
    jh_stage stage;       /* named in the path; JH_WHOLE = none */
    jh_scale scale;       /* unit named; JH_SCALE_NONE = none */
    jh_text measure;      /* … as written, folded */
    jh_meaning meaning;
    bool is_part; /* of a sum of the dictionary */
    bool spans;   /* several columns: a group, not a column's name */
} jh_heading;

typedef struct jh_header {
    uint32_t first_row, last_row; /* rows of units and column numbers included; 0 = no header */
    jh_heading *headings;
    size_t count, known; /* known: with a meaning, or a part of a sum */
} jh_header;

/* known == 0: nothing that we know stands in this sheet. Fails with JH_NO_MEMORY only. */
JH_MUST_CHECK jh_code jh_header_find(jh_header *out, jh_arena *keep, jh_arena scratch,
                                     const jh_sheet *sheet, const jh_lexicon *lexicon);

/* The header in these rows, wherever it was found. Fails with JH_NO_MEMORY only. */
JH_MUST_CHECK jh_code jh_header_read(jh_header *out, jh_arena *keep, const jh_sheet *sheet,
                                     const jh_lexicon *lexicon, jh_range rows);

/* The highest row of a header that ends in row `leaf`, whatever its columns are called. */
uint32_t jh_header_top(const jh_sheet *sheet, uint32_t leaf, jh_arena scratch);
/* Takes rows right below the header that only name units or number columns into it. */
void jh_header_absorb(jh_header *header, const jh_sheet *sheet, jh_arena scratch);

/* Is this row of the sheet filled with nothing but column numbers (甲 乙 1 2 3 …, L1 L2 …)? */
bool jh_row_is_numbering(const jh_sheet *sheet, uint32_t row, jh_arena scratch);

#endif
