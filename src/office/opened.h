/* opened.h: assessments kept opened in memory, for whoever asks next.
 * Takes   the words of an assessment, as judge.h does.
 * Gives   the judged county with its view and the pieces of its lists, borrowed until given back;
 *         the same to every thread.
 * Never   gives one that is not of the county's newest revision (looked at again after JH_FRESH_MS,
 *         at once after a write of this process) or of today; never to a visitor out of scope.
 * Method  docs/decisions/0030-a-server-that-only-calls-app.md: computed state, not a cached answer
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_OPENED_H
#define JH_OFFICE_OPENED_H

#include "app/line.h"
#include "app/telling_json.h"

enum { JH_FRESH_MS = 100, JH_HOT_MS = 4000, JH_OPENED_MOST = 24 };

typedef struct jh_shelf_of_opened jh_shelf_of_opened;

/* Lives in keep; its own threads have none. */
JH_MUST_CHECK jh_code jh_opened_begin(jh_shelf_of_opened **out, jh_arena *keep, const char *address,
                                      jh_error *err);
void jh_opened_end(jh_shelf_of_opened *shelf); /* when nothing is borrowed any more */

typedef struct jh_opened {
    jh_telling told;       /* not explained */
    jh_schools_pieces schools; /* of lists, written already */
    int64_t revision;      /* of the county when it was loaded */
    char tag[JH_HASH_HEX]; /* of everything it was made of and came to */
} jh_opened;

/* Judges first where need be: one thread does, others that ask for the same wait for it. */
JH_MUST_CHECK jh_code jh_opened_take(const jh_opened **out, jh_shelf_of_opened *shelf,
                                     const jh_desk *desk, const jh_judging *words, jh_error *err);
/* Only if it is there and fresh: never waits for a disk. NULL = not. */
const jh_opened *jh_opened_at_hand(jh_shelf_of_opened *shelf, const jh_desk *desk,
                                   const jh_judging *words);
void jh_opened_give_back(jh_shelf_of_opened *shelf, const jh_opened *opened);
/* Compares the revisions of what was asked for in the last JH_HOT_MS, so that nobody who asks for
 * it has to wait. For a thread of its own, more often than JH_FRESH_MS; true: there was any. */
bool jh_opened_look(jh_shelf_of_opened *shelf);
/* This process has written: what is kept must be looked at again before it is given out. */
void jh_opened_written(jh_shelf_of_opened *shelf);

#endif
