/* overtaken.h: what was prepared beside the writer, and whether it still holds when it is his turn.
 * Takes   what a county was when the work was read.
 * Gives   the county held and as it was, or the word that others were first.
 * Never   lets work be written that rests on what is not so any more.
 * Method  docs/decisions/0040-read-beside-written-alone.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_OVERTAKEN_H
#define JH_APP_OVERTAKEN_H

#include "store/store.h"

typedef struct jh_overtaken {
    jh_say_id say; /* what is told of it in the end */
    bool is;       /* others were first: read it once more */
    int tries;
} jh_overtaken;

typedef struct jh_county_then {
    jh_text county;
    int64_t revision;
} jh_county_then;

/* The writer's, within jh_store_together: holds the county. JH_CONFLICT unless it is as then. */
JH_MUST_CHECK jh_code jh_overtaken_check(jh_overtaken *on, jh_store *store,
                                         const jh_county_then *then, jh_error *err);
JH_MUST_CHECK jh_code jh_overtaken_fail(jh_overtaken *on, jh_error *err);
/* It was, but not too often: it is to be read once more, and err is as new. */
bool jh_overtaken_again(jh_overtaken *on, jh_error *err);

#endif
