/* beside.h: several school years and several standards of one county side by side.
 * Takes   years and standards in a person's words; each pair of them is one assessment.
 * Gives   a table of what the county is judged by, as text, JSON or a page.
 * Never   writes to the store.
 * Method  docs/methods/compare.md, "Side by side"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_BESIDE_H
#define JH_APP_BESIDE_H

#include "app/judge.h"

enum { JH_BESIDE_MOST = 12 /* columns */ };

typedef struct jh_besides {
    jh_judging words;           /* the rest of the words, for every assessment */
    const char *const *periods; /* none = every year of the store */
    size_t period_count;
    const char *const *standards; /* none = the usual one */
    size_t standard_count;
    const char *page; /* file to write the page to; NULL = none */
} jh_besides;

/* *passes: every one of them is decided and passing. */
JH_MUST_CHECK jh_code jh_judge_beside(jh_text *out, bool *passes, const jh_desk *desk,
                                      const jh_besides *what, jh_error *err);

#endif
