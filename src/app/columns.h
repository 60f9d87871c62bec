/* columns.h: any sheet as named columns: the first filled row is the header, the rest is data.
 * Takes   a csv or xlsx file, and which sheet.
 * Gives   a column a header: every cell as text, numbers as Excel shows them.
 * Never   guesses a header over several rows: that is what intake is for.
 * Method  docs/guide/commands/ (analyse)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_COLUMNS_H
#define JH_APP_COLUMNS_H

#include "app/desk.h"

typedef struct jh_named_column {
    jh_text name;   /* as written; a second one of the same name becomes "name 2" */
    jh_text *texts; /* [row_count]; size 0 = blank */
} jh_named_column;

typedef struct jh_columns {
    jh_named_column *items;
    size_t count, row_count;
} jh_columns;

/* sheet: a name, or "2"; NULL = the first. JH_NOT_FOUND names the sheets there are. */
JH_MUST_CHECK jh_code jh_columns_read(jh_columns *out, const jh_desk *desk, const char *path,
                                      const char *sheet, jh_error *err);

#endif
