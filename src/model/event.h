/* event.h: what happens to a unit on a day: it opens, closes, is renamed, merges, splits, moves.
 * Takes   what a person entered, with a reason and an approver.
 * Gives   a plain struct that the store keeps.
 * Never   changes figures: those belong to the unit and period they were reported for.
 * Method  docs/methods/history.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_EVENT_H
#define JH_MODEL_EVENT_H

#include "model/unit.h"

typedef enum jh_event_kind {
    JH_EVENT_OPEN = 0,
    JH_EVENT_CLOSE,
    JH_EVENT_RENAME,
    JH_EVENT_MERGE, /* its parts go into the unit, which is there before or begins with it */
    JH_EVENT_SPLIT, /* the unit is divided among its parts, of which it may be one */
    JH_EVENT_MOVE,  /* to another town, or under another school */
    JH_EVENT_KIND_COUNT
} jh_event_kind;

const char *jh_event_key(jh_event_kind kind); /* "open" "close" … */

/* Another unit of a merge or split. */
typedef struct jh_event_part {
    jh_text code;
    bool has_share;
    jh_decimal share; /* split: above 0, below 1, of what is divided */
} jh_event_part;

/* Split: a share of one element alone, in place of the part's. */
typedef struct jh_event_share {
    jh_text element, code; /* the element's key; a part */
    jh_decimal share;      /* 0 to 1; those of an element add up to 1 */
} jh_event_share;

typedef struct jh_unit_event {
    int32_t number; /* 1, 2, … in the order of entering; 0 = not kept yet */
    jh_event_kind kind;
    jh_date date;               /* the first day on which it is so */
    jh_text unit;               /* code: whom it is about */
    jh_text main;               /* merge: whose attributes and name go on; empty = the unit's own */
    jh_text name, town, parent; /* afterwards; empty = unchanged */
    const jh_event_part *parts; /* by code */
    size_t part_count;
    const jh_event_share *shares; /* by element, then code: of those elements, one a part */
    size_t share_count;
    bool is_withdrawn;    /* entered by mistake and taken back: as if it were not there */
    int64_t withdrawn_at; /* the revision that took it back; 0 = it stands */
    int64_t revision;
    jh_text author, reason, approver, stamp;
} jh_unit_event;

typedef struct jh_unit_events {
    jh_unit_event *items; /* by number */
    size_t count;
} jh_unit_events;

#endif
