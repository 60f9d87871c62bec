/* rows.h: the rows of a table that was understood, cell by cell.
 * Takes   a table.
 * Gives   entries in the reading, and findings that name the cell.
 * Never   takes a total, a note or a repeated header for a school.
 * Method  docs/intake.md, "Rows"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_ROWS_H
#define JH_INTAKE_ROWS_H

#include "intake/table.h"

void jh_school_rows_take(jh_reading *reading, jh_arena scratch, const jh_table *table);
void jh_county_rows_take(jh_reading *reading, jh_arena scratch, const jh_table *table);

/* One row of schools once it is known whose it is. */
typedef struct jh_school_row {
    const jh_table *table;
    uint32_t row;
    uint32_t unit;
    jh_stage stage;  /* JH_STAGE_COUNT = cannot be told */
    unsigned stages; /* bit 1 << stage: those of the school's kind; 0 = not known */
} jh_school_row;

/* A cell that says who or where a unit is. */
typedef struct jh_fact_cell {
    jh_place place;
    const jh_cell *cell;
    jh_text shown; /* its header, for messages */
    jh_role role;
    uint32_t unit;
} jh_fact_cell;

/* Name, parent, attributes, degrees, dates; facts.c. */
void jh_facts_take(jh_reading *reading, jh_arena scratch, const jh_school_row *row);
void jh_fact_take(jh_reading *reading, jh_arena scratch, const jh_fact_cell *fact);
/* Figures; feeds.c. */
void jh_feeds_take(jh_reading *reading, jh_arena scratch, const jh_school_row *row);
/* The cell of a role in a row, through merges of the body; never NULL. */
const jh_cell *jh_role_cell(const jh_table *table, uint32_t row, jh_role role);
/* "小学、初中": the words a code may be; for messages. */
const char *jh_allowed_words(char out[JH_MESSAGE_ARG_SIZE], const jh_codes *codes);

/* A cell with its place and the unit its header names. */
typedef struct jh_figure_cell {
    jh_place place;
    const jh_cell *cell;
    jh_scale scale;
} jh_figure_cell;

/* One cell into one figure entry: tells refusals and roundings, puts what is taken. */
void jh_figure_put(jh_reading *reading, jh_arena scratch, const jh_figure_cell *from,
                   jh_entry entry);
/* A figure that several cells make together: there when every summand is; a blank or a mark among
 * them is its reason. entry: unit, element, stage. */
void jh_sum_put(jh_reading *reading, jh_arena scratch, const jh_figure_cell *part, size_t count,
                jh_entry entry);

#endif
