/* called.h: the figure that a person's words call, and whether it can have its value.
 * Takes   a unit's code or whole name, an element's key, title or header, a stage, a value.
 * Gives   the unit's code and the element's key in their place; the same in a person's words.
 * Never   picks one of two that are called alike; never lets a value pass that an import of the
 *         same cell would refuse.
 * Method  docs/guide/commands/zh/correct.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CALLED_H
#define JH_APP_CALLED_H

#include "app/judge.h"

/* unit and element of *figure are words when it is called, keys of `in` and `standard` after it.
 * The cell may be one that nobody has reported. JH_NOT_FOUND: nothing is called so, and what comes
 * near is named; JH_BAD_INPUT: the cell cannot be, or cannot have the value. */
JH_MUST_CHECK jh_code jh_called_figure(jh_observation *figure, const jh_snapshot *in,
                                       const jh_standard *standard, jh_error *err);

/* `where` stands in front of the message. */
JH_MUST_CHECK jh_code jh_called_fits(const jh_element *element, jh_decimal value, const char *where,
                                     jh_error *err);

/* JH_STAGE_COUNT = no stage is called so in either language, nor has that key. */
jh_stage jh_called_stage(const char *word);

/* "初中 在校生数"; without a stage for what is not by stage; the key where the standard does not
 * know the element. */
void jh_called_tell(jh_buffer *out, const jh_standard *standard, jh_lang lang,
                    const jh_snapshot_cell *cell);

#endif
