/* name_rows.h: the rows of a workbook of names to be confirmed.
 * Takes   its bytes.
 * Gives   where the table stands, and of each row the name and the place it was met at.
 * Never   leaves the room; takes any other workbook for such a list.
 * Method  the header's words; docs/intake.md, "Schools by name"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_NAME_ROWS_H
#define JH_INTAKE_NAME_ROWS_H

#include "intake/name_list.h"

enum {
    JH_NAME_COLUMN = 1,
    JH_NAME_CODE_COLUMN,
    JH_NAME_WHERE_COLUMN,
    JH_NAME_STATE_COLUMN,
    JH_NAME_FIRST_CANDIDATE, /* code, name, how alike; and the next one */
    JH_NAME_CANDIDATE_COLUMNS = 3,
    JH_NAME_LAST_COLUMN =
        JH_NAME_FIRST_CANDIDATE + JH_NAME_CANDIDATES * JH_NAME_CANDIDATE_COLUMNS - 1,
    JH_NAME_HEADER_ROW = 3
};

typedef struct jh_name_row {
    uint32_t row;
    jh_text name, where;
    jh_text code; /* filled in by whoever reads it */
} jh_name_row;

typedef struct jh_name_rows {
    jh_text file;
    const jh_sheet *sheet;
    uint32_t header_row;
    jh_name_row *items;
    size_t count;
} jh_name_rows;

/* Is it a workbook at all, and not a text? */
bool jh_name_rows_are(const jh_source_file *file);
JH_MUST_CHECK jh_code jh_name_rows_read(jh_name_rows *out, jh_arena *keep, jh_arena scratch,
                                        const jh_source_file *file, jh_error *err);
/* "校名.xlsx 确认!B5". */
const char *jh_name_row_where(char out[JH_WHERE_SIZE], const jh_name_rows *rows, uint32_t row,
                              uint32_t column);

#endif
