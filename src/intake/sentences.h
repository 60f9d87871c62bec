/* sentences.h: forms whose cells are sentences with blanks: "特殊教育学校公用经费为＿＿万元".
 * Takes   a sheet.
 * Gives   the numbers in the blanks that the dictionary's phrases name, of the county or a school.
 * Never   takes a number because it stands near a word: the whole phrase before it must fit.
 * Method  docs/intake.md, "Sentences with blanks"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_SENTENCES_H
#define JH_INTAKE_SENTENCES_H

#include "intake/table.h"

/* Does the sheet hold at least one phrase of the dictionary, filled in or blank? */
bool jh_sentences_are_in(jh_reading *reading, jh_arena scratch, const jh_sheet *sheet);
/* Tells nothing of what is left blank. */
void jh_sentences_take(jh_reading *reading, jh_arena scratch, const jh_table *table);

#endif
