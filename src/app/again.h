/* again.h: a frozen assessment made again from what was kept with it.
 * Takes   its number, or its row in the store.
 * Gives   the words and the basis to judge by; the assessment, if it comes out the same.
 * Never   gives another assessment under the number of a frozen one.
 * Method  docs/decisions/0020-frozen-assessments.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_AGAIN_H
#define JH_APP_AGAIN_H

#include "app/basis.h"
#include "store/frozen.h"

typedef struct jh_again {
    jh_basis basis;
    jh_judging words; /* whose basis is the one above: stays where it is */
} jh_again;

/* `asked` brings the address, the county and the folder of standards. */
JH_MUST_CHECK jh_code jh_again_words(jh_again *out, const jh_desk *desk, const jh_judging *asked,
                                     const jh_frozen *frozen, jh_error *err);

/* jh_judge for words that name a frozen assessment. JH_CONFLICT: it no longer comes out the same,
 * or its record was changed. */
JH_MUST_CHECK jh_code jh_judge_again(jh_judged *out, const jh_desk *desk, const jh_judging *words,
                                     jh_error *err);

/* "12" → 12; 0 = no number. */
int64_t jh_frozen_number(const char *word);

#endif
