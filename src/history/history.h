/* history.h: which units there are on a day, and what earlier figures are for the units of later.
 * Takes   the units a store knows, the events of a county, a snapshot.
 * Gives   the units of a day, or the first event that cannot be; the snapshot on later units.
 * Never   changes what was reported: a carried snapshot is another one, made of the same cells.
 * Method  docs/methods/history.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_HISTORY_HISTORY_H
#define JH_HISTORY_HISTORY_H

#include "model/event.h"
#include "model/snapshot.h"
#include "standard/standard.h"

/* ---- Which units there are ------------------------------------------------------------------ */

/* A unit as papers know it. */
typedef struct jh_known_unit {
    jh_text code, name, town, parent;
    jh_date seen;           /* day of the first figures reported for it */
    jh_date opened, closed; /* as reported; JH_NO_DATE = not given */
} jh_known_unit;

typedef struct jh_known_units {
    const jh_known_unit *items; /* by code */
    size_t count;
} jh_known_units;

/* All that is known of a county's units. */
typedef struct jh_record {
    jh_known_units known;
    jh_unit_events events;
} jh_record;

/* A unit on a day. */
typedef struct jh_living_unit {
    jh_text code, name, town, parent;
    jh_date since;   /* opened, or came out of an event; JH_NO_DATE = not known */
    bool is_there;   /* false: closed, taken in or divided */
    int32_t gone_by; /* number of the event; 0 = none */
} jh_living_unit;

typedef struct jh_living_units {
    const jh_living_unit *items; /* by code; also those that are gone */
    size_t count;
} jh_living_units;

/* The day up to which events are followed, and as known at which revision of the county. */
typedef struct jh_moment {
    jh_date day;
    int64_t revision; /* 0 = the newest; later events are left out */
} jh_moment;

/* Follows the events by day, then by number; those withdrawn are left out. JH_BAD_INPUT names the
 * first event that cannot be: a code used twice, a merger with itself, a unit that is not there, a
 * ring of parents, shares that do not add up to 1, … An event not kept yet has number 0. */
JH_MUST_CHECK jh_code jh_history_follow(jh_living_units *out, jh_arena *keep,
                                        const jh_record *record, const jh_moment *until,
                                        jh_error *err);

/* NULL = no such unit. */
const jh_living_unit *jh_living_unit_of(const jh_living_units *units, jh_text code);

/* The day on which a school year's figures are counted: 1 September of the year it begins in
 * (教育事业统计的时点). JH_NO_DATE: the period is no year. */
jh_date jh_history_day(jh_text period);

/* ---- What earlier figures are for later units ----------------------------------------------- */

typedef struct jh_carrying {
    const jh_unit_events *events;
    const jh_standard *standard; /* how each element is put together and divided */
    jh_date after;               /* the day of the figures: events of that day are in them */
    jh_moment until;
    jh_findings *findings; /* may be NULL; gets a line for each event that changed something */
} jh_carrying;

/* *out == in when no event changed anything. Merged: the parts become campuses of the unit, so each
 * element goes together by its own rule and every figure still knows its cell. Divided: what is
 * summed over campuses is divided by the shares, whole things into whole things, to the last one;
 * the rest is as it was. Renamed, moved: words only. Closed: the unit is left out. Opened: no
 * figure is made up. An event about units that the snapshot does not have changes nothing. */
JH_MUST_CHECK jh_code jh_history_carry(const jh_snapshot **out, jh_arena *keep,
                                       const jh_snapshot *in, const jh_carrying *how,
                                       jh_error *err);

/* Events that count at the moment, by day, then by number; for whoever goes through them. */
typedef struct jh_event_order {
    const jh_unit_event **items;
    size_t count;
} jh_event_order;
JH_MUST_CHECK jh_code jh_history_order(jh_event_order *out, jh_arena *keep,
                                       const jh_unit_events *events, const jh_moment *until,
                                       jh_error *err);

#endif
