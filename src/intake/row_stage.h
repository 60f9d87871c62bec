/* row_stage.h: of which stage the rows of a table of schools are.
 * Takes   a table, then its rows from the top down, headings among them.
 * Gives   for each row its stage, and the stages its school can have figures of.
 * Never   takes the order of rows for a stage unless the title names the stages in that order and
 *         the numbering of the rows begins again once for each; and says so.
 * Method  docs/intake.md, "Of which stage a row is"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_ROW_STAGE_H
#define JH_INTAKE_ROW_STAGE_H

#include "intake/rows.h"

typedef struct jh_row_stages {
    const jh_table *table;
    jh_stage heading;                /* of the last heading between the rows */
    jh_stage titled[JH_STAGE_COUNT]; /* one a block of rows, in the title's order */
    size_t titled_count;             /* 0 = the rows make no such blocks */
    size_t block;                    /* 1 = the first; 0 = before the first row */
} jh_row_stages;

void jh_row_stages_begin(jh_row_stages *out, jh_reading *reading, const jh_table *table);
/* "一、小学" between the rows: the stage of what follows. false: it names none. */
bool jh_row_stages_heading(jh_row_stages *walk, const jh_reading *reading, jh_text folded);
/* Once for each row of a school, in order. false: the row's stage cell is refused. */
bool jh_row_stages_find(jh_row_stages *walk, jh_reading *reading, jh_arena scratch,
                        jh_school_row *row);

/* "甲学校(小学部)", "甲学校初中部": the stage at the end of a name, and the name before it.
 * JH_STAGE_COUNT: there is none. */
jh_stage jh_stage_of_name(jh_text *bare, const jh_standard *standard, jh_text folded);

#endif
