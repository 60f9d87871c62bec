/* units.h: what happens to schools through the years: entered, looked at beforehand, listed.
 * Takes   a store, an event in a person's words with reason and approver.
 * Gives   the event kept, or what it would change; snapshots on the units of a day.
 * Never   keeps an event that cannot be, nor changes a reported figure.
 * Method  docs/methods/history.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_UNITS_H
#define JH_APP_UNITS_H

#include "app/judge.h"
#include "history/history.h"
#include "store/store.h"

/* The day looked at, and events supposed on top of those kept (NULL = none). */
typedef struct jh_unit_day {
    const jh_unit_events *supposed;
    jh_moment moment;
} jh_unit_day;

/* The judged county's snapshot and that of the year before, on the units of the day. Remarks of
 * what was followed go into out->findings. */
JH_MUST_CHECK jh_code jh_units_carry(jh_judged *out, const jh_desk *desk, jh_store *store,
                                     const jh_unit_day *day, jh_error *err);

/* The units that the papers of all periods know, as the last one has them. */
JH_MUST_CHECK jh_code jh_units_known(jh_known_units *out, const jh_desk *desk, jh_store *store,
                                     jh_text county, jh_error *err);

/* An event as a person writes it; NULL = not given. */
typedef struct jh_unit_words {
    const char *kind, *unit; /* "merge", "9990000001" */
    const char *date, *name, *town, *parent, *main;
    const char *const *parts;  /* "code" or "code=0.4" */
    const char *const *shares; /* split: "pupils:code=0.3", of one element alone */
    size_t part_count, share_count;
    const char *author, *reason, *approver;
    bool dry_run; /* only tells what would change in the verdict */
} jh_unit_words;

/* What a person supposes, to see what would follow: "merge:SCHOOL:SCHOOL…", "close:SCHOOL",
 * "split:SCHOOL:CODE=SHARE…" (a new school beside the old one); schools by code or name; on the day
 * that is judged. Refused: what cannot be, and what that day's figures would not show. */
typedef struct jh_supposing {
    const char *const *words;
    size_t count;
} jh_supposing;
JH_MUST_CHECK jh_code jh_unit_suppose(jh_unit_events *out, const jh_desk *desk,
                                      const jh_judging *judging, const jh_supposing *what,
                                      jh_error *err);

JH_MUST_CHECK jh_code jh_unit_enter(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                    const jh_unit_words *what, jh_error *err);
/* what->unit is the event's number. */
JH_MUST_CHECK jh_code jh_unit_withdraw(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                       const jh_unit_words *what, jh_error *err);
/* Every event, or those about what->unit, and what it is now. */
JH_MUST_CHECK jh_code jh_unit_list(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                   const jh_unit_words *what, jh_error *err);

#endif
