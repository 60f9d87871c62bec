/* called.h: what a person's words call: a unit, a figure, an indicator; whether it can be so.
 * Takes   a unit's code or whole name, an element's key, title or header, an indicator's key or
 *         title, a stage, a value.
 * Gives   codes and keys in their place; the same in a person's words.
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

/* The unit itself; JH_NOT_FOUND names those that are called so, or what comes near. */
JH_MUST_CHECK jh_code jh_called_unit(size_t *out, const jh_snapshot *in, jh_text word,
                                     jh_error *err);
/* Its code. A word that could be a code stays as it is: the unit may be one that is yet to come, or
 * that was; whoever uses it knows. */
JH_MUST_CHECK jh_code jh_called_code(jh_text *code, const jh_snapshot *in, jh_text word,
                                     jh_error *err);
JH_MUST_CHECK jh_code jh_called_element(size_t *out, const jh_standard *standard, jh_text word,
                                        jh_error *err);
JH_MUST_CHECK jh_code jh_called_indicator(size_t *out, const jh_standard *standard, jh_text word,
                                          jh_error *err);

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
