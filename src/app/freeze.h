/* freeze.h: assessments declared final, and the proof that they still come out.
 * Takes   which assessment, by whom, who approves; or the number of a frozen one.
 * Gives   a number to cite; the list; for each whether the same bytes come out again, and what has
 *         changed where they do not, or since.
 * Never   takes today's standard, settings or figures for those of then.
 * Method  docs/decisions/0020-frozen-assessments.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_FREEZE_H
#define JH_APP_FREEZE_H

#include "app/judge.h"
#include "app/overtaken.h"
#include "store/frozen.h"

typedef struct jh_freeze {
    const jh_judging *words;
    const char *author;   /* NULL = the login name */
    const char *approver; /* needed */
    const char *reason;   /* may be NULL */
} jh_freeze;

/* One under way: judged at one desk, written, as long as the county is as it was, at the writer's.
 * Begins as zero. */
typedef struct jh_freeze_work {
    jh_frozen frozen;
    jh_text county, county_name;
    jh_authorship by;
    char stamp[32];
    bool is_new;
    jh_overtaken overtaken;
} jh_freeze_work;
/* Judges; the same again for another try. */
JH_MUST_CHECK jh_code jh_freeze_read(jh_freeze_work *on, const jh_desk *desk, const jh_freeze *what,
                                     jh_error *err);
/* The writer's, on his own store. JH_CONFLICT and overtaken.is: the county is not as it was. */
JH_MUST_CHECK jh_code jh_freeze_write(jh_freeze_work *on, const jh_desk *desk,
                                      const jh_freeze *what, jh_store *store, jh_error *err);
/* Tells the number. The same assessment again keeps its number. */
JH_MUST_CHECK jh_code jh_freeze_tell(jh_text *out, const jh_freeze_work *on, const jh_desk *desk,
                                     jh_error *err);

/* All of it. */
JH_MUST_CHECK jh_code jh_freeze_make(jh_text *out, const jh_desk *desk, const jh_freeze *what,
                                     jh_error *err);
/* Every frozen assessment of the county. */
JH_MUST_CHECK jh_code jh_freeze_list(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                     jh_error *err);

/* Number NULL = all of the county. *holds: each of them came out byte for byte, its record is what
 * the audit was told of, and the county's audit is whole. */
typedef struct jh_verifying {
    const jh_judging *words;
    const char *number;
} jh_verifying;
JH_MUST_CHECK jh_code jh_freeze_verify(jh_text *out, bool *holds, const jh_desk *desk,
                                       const jh_verifying *what, jh_error *err);

#endif
