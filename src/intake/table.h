/* table.h: one sheet understood: what kind of table it is and what each column feeds.
 * Takes   a sheet and the lexicon.
 * Gives   its roles, figure columns and sums of columns; findings on what was not understood.
 * Never   reads a row of data.
 * Method  docs/intake.md, "How a header is recognised"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_TABLE_H
#define JH_INTAKE_TABLE_H

#include "intake/header.h"
#include "intake/reading.h"

typedef enum jh_table_kind {
    JH_TABLE_NONE = 0, /* nothing we know */
    JH_TABLE_QUIET,    /* explanations, code words: left out without a word */
    JH_TABLE_SCHOOLS,  /* a row a school, campus, or stage of one */
    JH_TABLE_COUNTY,   /* a row a figure of the county */
    JH_TABLE_OFFICIAL, /* one or more official tables; official.h */
    JH_TABLE_SENTENCES /* sentences with blanks; sentences.h */
} jh_table_kind;

/* One source of figures: a column, or a sum of columns. */
typedef struct jh_feed {
    uint32_t element;
    jh_stage stage;    /* its header names; JH_WHOLE = none */
    jh_stage only_for; /* rows of that stage only; JH_WHOLE = all */
    const jh_heading *part[JH_SUM_PARTS];
    size_t part_count; /* 1 = a plain column */
} jh_feed;

/* A label of a form and its value; measure NULL = none beside it. */
typedef struct jh_pair {
    const jh_cell *label, *value, *measure;
} jh_pair;

typedef struct jh_table {
    jh_table_kind kind;
    uint32_t file;
    const jh_sheet *sheet;
    jh_header header;
    const jh_heading *role[JH_ROLE_COUNT]; /* NULL = no such column */
    jh_feed *feeds;
    size_t feed_count;
    bool feeds_stages;             /* some feed is of an element by stage */
    jh_stage stage;                /* the title names; JH_STAGE_COUNT = none */
    jh_text label[JH_LABEL_COUNT]; /* what stands above the table; empty = nothing */
    uint32_t label_row[JH_LABEL_COUNT], label_column[JH_LABEL_COUNT];
    const jh_pair *pairs; /* [columns] of a form that was turned, turned.h; NULL = as it stands */
    const jh_sheet *original; /* … and the form */
    bool is_mapped;           /* its header is a mapping's */
} jh_table;

/* Understands the sheet; tells nothing yet. */
void jh_table_make(jh_table *out, jh_reading *reading, jh_arena scratch, uint32_t file,
                   const jh_sheet *sheet);
/* Tells what was not understood: unknown columns, missing ones, parts of sums. */
void jh_table_tell(jh_reading *reading, jh_arena scratch, const jh_table *table);

/* Where that cell of the table stands in its sheet. */
jh_place jh_table_place(const jh_table *table, uint32_t row, uint32_t column);

#endif
