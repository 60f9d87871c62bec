/* correct.h: several figures corrected at once, by somebody who saw them at a revision.
 * Takes   figures in a person's words, a reason, an approver, the revision that was looked at.
 * Gives   one write for all of them; or what changed since, and nothing is written.
 * Never   overwrites what its author has not seen.
 * Method  docs/decisions/0013-every-papers-statement.md; docs/api.md, PATCH figures
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CORRECT_H
#define JH_APP_CORRECT_H

#include "app/line.h"
#include "app/suppose.h"

typedef struct jh_corrections {
    const jh_judging *words; /* county, period */
    jh_supposed_figures figures;
    const char *author, *reason, *approver;
    int64_t at_revision; /* 0 = whatever stands */
} jh_corrections;

/* {revision, changes[]: unit element stage was now}. JH_CONFLICT with *current set: the cells that
 * somebody changed after at_revision, as JSON. */
JH_MUST_CHECK jh_code jh_correct_all(jh_text *out, jh_text *current, const jh_desk *desk,
                                     const jh_corrections *what, jh_error *err);

#endif
