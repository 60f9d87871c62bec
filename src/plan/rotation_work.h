/* rotation_work.h: a rotation as an exchange of teams, between the files that make and prove it.
 * Takes   a rotation that was checked.
 * Gives   its teams and offers; the exchange within what each place may send.
 * Never   leaves this room.
 * Method  docs/methods/rotation.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_ROTATION_WORK_H
#define JH_PLAN_ROTATION_WORK_H

#include "plan/rotation.h"

/* Persons who are alike make a team; teams offer what their ways do. */
typedef struct jh_rotation_work {
    const jh_rotation *r;
    jh_arena *scratch;
    uint32_t *order;              /* [person] so that those who are alike lie together */
    uint32_t *first;              /* [team + 1] into order */
    uint32_t *first_way, *way_of; /* [place + 1] into ways, both directions */
    jh_team *teams;
    jh_offer *offers;
    size_t offer_count, offer_room;
    bool *is_taught; /* [kind × place_count + place] somebody of the kind is there */
    jh_exchange exchange;
} jh_rotation_work;

/* Ways by place, and which kinds are taught where. */
JH_MUST_CHECK jh_code jh_rotation_sort_ways(jh_rotation_work *m, jh_error *err);
/* What it costs that the person takes the way. */
int64_t jh_rotation_offer_cost(const jh_rotation *r, const jh_rotation_person *p,
                               const jh_rotation_way *way);

/* An exchange within what each place may send, with what proves its bound. */
typedef struct jh_rotation_capped {
    jh_exchange_answer answer; /* bound: of the capped exchange */
    int64_t *per_place;        /* [place] multipliers, in cost units; NULL = no place is full */
    bool lowered;              /* fewer than asked, and no proof that more cannot */
} jh_rotation_capped;

/* `answer`: of the exchange without the limits of places, which it may keep anyhow. Lowers
 * m->exchange.at_least where no exchange with so many was met. */
JH_MUST_CHECK jh_code jh_rotation_cap(jh_rotation_capped *out, jh_arena *keep, jh_rotation_work *m,
                                      const jh_exchange_answer *answer, jh_error *err);

#endif
