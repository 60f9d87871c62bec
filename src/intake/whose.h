/* whose.h: which unit a code or a name stands for.
 * Takes   the cell with the code, or the cell with the name where there is no code.
 * Gives   the unit of the reading, met anew where it is new.
 * Never   guesses a code: what is odd is refused with its cell.
 * Method  docs/intake.md, "Rows"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_WHOSE_H
#define JH_INTAKE_WHOSE_H

#include "intake/reading.h"

typedef struct jh_named_cell {
    jh_place place;
    const jh_cell *cell;
} jh_named_cell;

enum { JH_CODE_SIZE = 41 };
/* Half-width, without blanks; letters keep their case, unlike in jh_text_fold. false = no code. */
bool jh_code_plain(char out[JH_CODE_SIZE], jh_text text);

/* UINT32_MAX: refused. `name` is the name beside the code, for the message; may be blank. */
uint32_t jh_unit_of_code(jh_reading *reading, const jh_named_cell *code, const jh_cell *name);
/* A paper without codes. */
uint32_t jh_unit_of_name(jh_reading *reading, const jh_named_cell *name);

#endif
