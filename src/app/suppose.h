/* suppose.h: a county as it would be if some figures were others.
 * Takes   the words of an assessment, and figures in a person's words.
 * Gives   the assessment of the changed figures, and what it changes; the same bytes as assessing
 *         after those corrections.
 * Never   writes to the store.
 * Method  the figures replace those that count, before anything else looks at them
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_SUPPOSE_H
#define JH_APP_SUPPOSE_H

#include "app/decide.h"
#include "app/telling.h"

enum { JH_SUPPOSED_MOST = 5000 };

typedef struct jh_supposed_figures {
    const jh_observation *items;
    size_t count;
} jh_supposed_figures;

/* Puts them into the snapshot of *into, whose standard is compiled and whose figures were just
 * loaded. Errors are those of jh_called_figure. */
JH_MUST_CHECK jh_code jh_suppose_put(jh_judged *into, const jh_desk *desk,
                                     const jh_supposed_figures *figures, jh_error *err);

/* {"assessment": …, "comparison": …}: judged as the words, with `figures`, say, against `now`. */
JH_MUST_CHECK jh_code jh_suppose_tell(jh_text *out, const jh_desk *desk, const jh_telling *now,
                                      const jh_judging *words, jh_error *err);

#endif
