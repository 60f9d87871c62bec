/* figures.h: what was reported, figure by figure, beside last year's; the history of one.
 * Takes   a county and period; which unit, element, stage.
 * Gives   JSON: value or why there is none, which paper says so and where, the value a year before.
 * Never   gives computed values: those are explained (judge.h).
 * Method  docs/decisions/0013-every-papers-statement.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_FIGURES_H
#define JH_APP_FIGURES_H

#include "app/judge.h"
#include "app/line.h"

typedef struct jh_figures_wanted {
    const jh_judging *words;            /* county, period, revision, standard */
    const char *unit, *element, *stage; /* NULL = all */
    const char *after;                  /* a unit's code; NULL = from the first */
    size_t limit;                       /* units */
} jh_figures_wanted;

/* county, period, revision, elements[] (those that occur), items[] by unit, next. */
JH_MUST_CHECK jh_code jh_figures_tell(jh_text *out, const jh_desk *desk,
                                      const jh_figures_wanted *wanted, jh_error *err);
/* Every revision of one cell, oldest first; unit, element and stage must be given. */
JH_MUST_CHECK jh_code jh_figures_history(jh_text *out, const jh_desk *desk,
                                         const jh_figures_wanted *wanted, jh_error *err);

#endif
