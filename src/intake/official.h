/* official.h: official tables: a figure stands at a row and a column, both told by their texts.
 * Takes   a sheet with one or more such tables, of a school or of the county.
 * Gives   the figures that the dictionary's aliases "[表号] 行 × 列" place in them.
 * Never   reads by address or line number; a label that fits twice is refused, not chosen.
 * Method  docs/intake.md, "Official tables"
 *
 * A table begins where its number or title stands (教基3112, 小学学生数) and ends where the next
 * begins. Above its header stand labels: whose it is (学校标识码:…), its unit (单位:平方米). The
 * rows' labels are the texts left of the figures; 编号 and 行次 number the rows and mean nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_OFFICIAL_H
#define JH_INTAKE_OFFICIAL_H

#include "intake/card.h"
#include "intake/table.h"

typedef struct jh_official {
    jh_table table; /* its sheet is a view of these rows only */
    jh_text name;   /* the number or title of the dictionary that was found, folded */
    jh_card card;   /* what stands above the header */
    uint32_t last_label_row, first_row; /* first_row: of figures */
    jh_text *row_path;                  /* [row − first_row] folded; empty = no label */
    bool is_of_county;                  /* a form of the county; else a school's statistics */
} jh_official;

typedef struct jh_officials {
    jh_official *items;
    size_t count;
} jh_officials;

/* The official tables of a sheet; none: it is something else. */
void jh_officials_find(jh_officials *out, jh_reading *reading, jh_arena scratch, uint32_t file,
                       const jh_sheet *sheet);
/* `owner`: whose the workbook is, for tables that do not say; NULL = nobody's. */
void jh_official_take(jh_reading *reading, jh_arena scratch, const jh_official *official,
                      const jh_card *owner);

#endif
