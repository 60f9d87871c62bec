/* figure.h: one cell read as a figure of one element.
 * Takes   a cell, the element, the unit its header names.
 * Gives   an exact decimal in the element's own measure, a reason it is missing, or a refusal.
 * Never   guesses: what is neither a number nor a mark is refused with what would be right.
 * Method  docs/intake.md, "What may stand in a cell"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_FIGURE_H
#define JH_INTAKE_FIGURE_H

#include "formats/workbook.h"
#include "intake/scale.h"
#include "standard/standard.h"

typedef struct jh_taken {
    jh_why why; /* JH_NOT_REPORTED: blank */
    jh_decimal value;
    bool is_refused, is_rounded, no_memory;
    jh_message message; /* of the refusal */
} jh_taken;

/* from->family JH_SCALE_NONE: the header names no unit, so the element's own is meant. */
jh_taken jh_figure_take(const jh_cell *cell, const jh_element *element, const jh_scale *from,
                        const jh_scale *to, jh_arena scratch);

/* Folded text of a cell that names something: a number as its digits; empty for blanks. */
jh_text jh_cell_word(jh_arena *keep, const jh_cell *cell);
/* The cell's text as a person sees it, trimmed, without folding; a copy in keep. */
jh_text jh_cell_shown(jh_arena *keep, const jh_cell *cell);
bool jh_cell_is_blank(const jh_cell *cell);
/* A formula that nobody has calculated yet: it is not blank, and what it says is not known. */
bool jh_cell_waits(const jh_cell *cell);

#endif
