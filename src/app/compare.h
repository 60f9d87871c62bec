/* compare.h: two assessments of a county side by side, and why they differ.
 * Takes   the words of both: another year, standard, day, revision, setting, or several of these.
 * Gives   every verdict that changed, with its causes, as text, JSON or a page.
 * Never   writes to the store.
 * Method  docs/methods/compare.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_COMPARE_H
#define JH_APP_COMPARE_H

#include "app/judge.h"

typedef struct jh_judging_pair {
    jh_judging before, after; /* of the same county */
    bool is_last_year;        /* nothing was given twice: against the year before the later one */
    const char *page;         /* file to write the page to; NULL = none */
} jh_judging_pair;

/* *same: no verdict changed. */
JH_MUST_CHECK jh_code jh_judge_compare(jh_text *out, bool *same, const jh_desk *desk,
                                       const jh_judging_pair *words, jh_error *err);

/* Two that are judged already, of one standard and settings: what other figures make of it. */
JH_MUST_CHECK jh_code jh_compare_judged(jh_text *out, const jh_desk *desk, const jh_judged *before,
                                        const jh_judged *after, jh_error *err);

#endif
