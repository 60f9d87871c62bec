/* card.h: labels with their values around a table: whose it is, what kind of school, which unit.
 * Takes   cells such as "学校名称:…", or a label with its value in the next cell.
 * Gives   per role the cell with the value; the unit of measure; year and county.
 * Never   takes a label without a value; the first of two counts.
 * Method  docs/intake.md, "Official tables"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_CARD_H
#define JH_INTAKE_CARD_H

#include "intake/rows.h"

typedef struct jh_card {
    jh_fact_cell fact[JH_ROLE_COUNT]; /* cell NULL = not said */
    jh_text label[JH_LABEL_COUNT];    /* folded; empty = not said */
    uint32_t label_row[JH_LABEL_COUNT], label_column[JH_LABEL_COUNT];
    jh_scale scale; /* of all figures below */
} jh_card;

/* Reads the row's labels; true if there was one. */
bool jh_card_read(jh_card *card, jh_reading *reading, const jh_table *table, uint32_t row);
bool jh_card_names_school(const jh_card *card);
bool jh_card_is_same_school(const jh_card *a, const jh_card *b);
/* The unit it names; UINT32_MAX = refused, and told. */
uint32_t jh_card_unit(jh_reading *reading, const jh_card *card);
/* Name, kind and what else it says of the unit. */
void jh_card_take(jh_reading *reading, jh_arena scratch, const jh_card *card, uint32_t unit);
/* false: schools of the kind it names have no such stage. */
bool jh_card_has_stage(const jh_reading *reading, const jh_card *card, jh_stage stage,
                       jh_arena scratch);

#endif
