/* rotation.h: which teachers change places this year, at the least cost, every subject staffed as
 * before.
 * Takes   persons with a place, a kind (stage and subject) and what it costs to move them; ways
 *         between places; how many must move, and how many of them backbone.
 * Gives   where everybody goes, with a lower bound and its prices; where so many cannot move, the
 *         most that can, with its proof, and the cheapest way to move those.
 * Never   leaves a place with another number of a kind than it had.
 * Method  docs/methods/rotation.md; solve/exchange.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_ROTATION_H
#define JH_PLAN_ROTATION_H

#include "solve/exchange.h"

typedef struct jh_rotation_person {
    uint32_t place, kind;
    bool is_backbone;
    int64_t own; /* cost of moving this person, wherever to */
    uint32_t first_wish, wish_count;
} jh_rotation_person;

/* Whoever moves between these places, either way, costs so much more. */
typedef struct jh_rotation_way {
    uint32_t a, b;
    int64_t cost;
} jh_rotation_way;

typedef struct jh_rotation {
    uint32_t place_count, kind_count;
    const jh_rotation_person *persons;
    uint32_t person_count;
    const jh_rotation_way *ways;
    uint32_t way_count;
    const uint32_t *wishes;     /* places */
    int64_t unwished;           /* more for a place that one who has wishes did not wish for */
    const uint32_t *most;       /* [kind × place_count + place] who may leave */
    const uint32_t *place_most; /* [place] who may leave, of all kinds together; NULL = all */
    int64_t at_least;           /* persons */
    /* gain × backbone moved − loss × others moved ≥ needed */
    int64_t backbone_gain, other_loss, backbone_needed;
    const jh_progress *progress; /* may be NULL */
} jh_rotation;

/* That no more than `count` can: prices as in solve/exchange.h, offers costing nothing. */
typedef struct jh_rotation_most {
    bool is_reached; /* the search came to it: fewer can than were wanted */
    int64_t count;
    const int64_t *arrive, *leave; /* [kind × place_count + place] */
} jh_rotation_most;

#define JH_ROTATION_STAYS UINT32_MAX

typedef struct jh_rotation_answer {
    bool found;
    const uint32_t *to; /* [person] place, or JH_ROTATION_STAYS */
    int64_t moved, backbone;
    int64_t cost, bound; /* no exchange that keeps the rows costs less than bound */
    /* The rows it keeps: as wanted, or as much as can be. */
    int64_t at_least, backbone_gain, other_loss, backbone_needed;
    jh_rotation_most most_moved, most_backbone;
    bool backbone_unproved; /* fewer backbone than wanted, and no proof that more cannot */
    bool moved_unproved;    /* … fewer persons, because of place_most */
    int64_t per_person, per_backbone; /* multipliers, in 64ths of a cost unit */
    const int64_t *arrive, *leave;    /* [kind × place_count + place] */
    const int64_t *per_place;         /* [place] multipliers, in cost units; NULL = all 0 */
} jh_rotation_answer;

/* found = false: nobody at all can move. JH_BAD_INPUT: costs out of range. */
JH_MUST_CHECK jh_code jh_rotation_make(jh_rotation_answer *out, jh_arena *keep, jh_arena scratch,
                                       const jh_rotation *rotation, jh_error *err);

/* Adds everything up again: rows, cost, bound, and that no more can. JH_BUG: it does not hold. */
JH_MUST_CHECK jh_code jh_rotation_prove(const jh_rotation *rotation,
                                        const jh_rotation_answer *answer, jh_arena scratch,
                                        jh_error *err);

#endif
