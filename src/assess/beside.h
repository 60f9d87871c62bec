/* beside.h: several assessments of one county side by side, whatever year or standard.
 * Takes   assessments.
 * Gives   one row for everything the county itself is judged by, with its state in each of them;
 *         a rule has its schools counted.
 * Never   says why they differ: that is compare.h, two at a time.
 * Method  docs/methods/compare.md, "Side by side"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_BESIDE_H
#define JH_ASSESS_BESIDE_H

#include "assess/compare.h"

typedef struct jh_beside_state {
    jh_state state;
    bool is_counted; /* rules: the schools (or stages of them) behind the claim */
    size_t yes, no, unknown;
} jh_beside_state;

typedef struct jh_beside_row {
    jh_subject subject;            /* grade, group, rule (of no one school), limit, item */
    size_t first;                  /* the first assessment that has it: for its title */
    const jh_beside_state *states; /* [count of assessments] */
} jh_beside_row;

typedef struct jh_beside {
    jh_beside_row *rows; /* by kind; what an earlier assessment has stands before */
    size_t row_count;
    const jh_assessment *const *assessments;
    size_t count;
} jh_beside;

/* `assessments` is borrowed. */
JH_MUST_CHECK jh_code jh_beside_make(jh_beside *out, jh_arena *keep,
                                     const jh_assessment *const *assessments, size_t count,
                                     jh_error *err);

#endif
