/* decide.h: where papers disagree about a figure, and what a person decided about it.
 * Takes   a store, and a person's words: unit, element, stage, value, reason, approver.
 * Gives   the disagreements with what counts; the correction as one more revision.
 * Never   changes a number without a reason and an approver.
 * Method  docs/decisions/0013-every-papers-statement.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_DECIDE_H
#define JH_APP_DECIDE_H

#include "app/choose.h"

/* The county's setting JH_PRECEDENCE_SETTING in force on a day; without one the usual order. */
JH_MUST_CHECK jh_code jh_decide_precedence(jh_precedence *out, const jh_desk *desk, jh_store *store,
                                           const jh_as_of *when, jh_error *err);

/* The day in a person's words (`as_of`); else today. */
JH_MUST_CHECK jh_code jh_decide_day(jh_date *out, const jh_judging *words, jh_error *err);

/* Every cell of which papers say different things; *open: how many no correction settled. */
JH_MUST_CHECK jh_code jh_decide_conflicts(jh_text *out, size_t *open, const jh_desk *desk,
                                          const jh_judging *words, jh_error *err);

typedef struct jh_correcting {
    const char *unit, *element, *stage; /* stage NULL = whole */
    const char *value;                  /* NULL = the figure is emptied */
    const char *author, *reason, *approver;
} jh_correcting;

/* The figure of it alone, as a correction carries it. */
JH_MUST_CHECK jh_code jh_decide_figure(jh_observation *out, const jh_correcting *what,
                                       jh_error *err);

/* Tells what the figure was and what it is now. */
JH_MUST_CHECK jh_code jh_decide_correct(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                        const jh_correcting *what, jh_error *err);

/* Many corrections as one revision of the store at `address`: all of them, or none. The reason is
 * the approver's name, too, since no person stands behind them. */
JH_MUST_CHECK jh_code jh_decide_correct_all(const jh_desk *desk, const char *address,
                                            const jh_batch *corrections, const char *reason,
                                            jh_error *err);

#endif
