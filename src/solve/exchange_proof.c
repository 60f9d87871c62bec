/* Whether an exchange proves itself; reads nothing of the search. The bound is that of the linear
 * programme's dual: for any prices and multipliers, what an arc can bring at most is its reduced
 * cost times its room where that is below 0.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange.h"

enum { PARTS = 64 };

typedef struct ledger {
    const jh_exchange *exchange;
    const jh_exchange_answer *answer;
    int64_t *room; /* [kind × place_count + place] who could leave */
    int64_t *left; /* … how many more left than came */
} ledger;

static size_t spot(const jh_exchange *e, const jh_team *team, uint32_t place)
{
    return (size_t)team->kind * e->place_count + place;
}

/* Counts what moves; false = a row is broken. */
static bool keeps_rows(const ledger *l)
{
    const jh_exchange *e = l->exchange;
    int64_t moved = 0, marked = 0, cost = 0, gone;
    size_t spots = (size_t)e->kind_count * e->place_count, i, j;

    for (i = 0; i < e->team_count; i++) {
        const jh_team *team = &e->teams[i];
        gone = 0;
        for (j = team->first_offer; j < (size_t)team->first_offer + team->offer_count; j++) {
            uint32_t take = l->answer->take[j];
            gone += take;
            cost += take * e->offers[j].cost;
            l->left[spot(e, team, e->offers[j].place)] -= take;
        }
        if (gone > team->count) return false;
        l->left[spot(e, team, team->place)] += gone;
        l->room[spot(e, team, team->place)] -= gone;
        moved += gone;
        if (team->is_marked) marked += gone;
    }
    for (i = 0; i < spots; i++)
        if (l->left[i] != 0 || l->room[i] < 0) return false;
    return moved >= e->at_least && moved == l->answer->moved && marked == l->answer->marked
           && e->marked_gain * marked - e->other_loss * (moved - marked) >= e->marked_needed
           && cost == l->answer->cost;
}

static __int128 at_most_nothing(__int128 reduced, int64_t room)
{
    return reduced < 0 ? reduced * room : 0;
}

/* gain × marked − loss × (moved − marked) ≥ needed with moved ≥ at_least asks for so many. */
static __int128 marked_least(const jh_exchange *e)
{
    __int128 left = (__int128)e->other_loss * e->at_least + e->marked_needed;
    int64_t each = e->marked_gain + e->other_loss;

    return left <= 0 ? 0 : (left + each - 1) / each;
}

/* `room` as given, before anybody left. */
static bool bound_holds(const ledger *l)
{
    const jh_exchange *e = l->exchange;
    const jh_exchange_proof *p = &l->answer->proof;
    size_t spots = (size_t)e->kind_count * e->place_count, i, j;
    __int128 parts = (__int128)p->per_person * e->at_least + p->per_mark * marked_least(e);

    if (p->per_person < 0 || p->per_mark < 0) return false;
    for (i = 0; i < spots; i++)
        parts += at_most_nothing((__int128)p->arrive[i] - p->leave[i], l->room[i]);
    for (i = 0; i < e->team_count; i++) {
        const jh_team *team = &e->teams[i];
        size_t home = spot(e, team, team->place);
        if (l->room[home] == 0) continue;
        parts += at_most_nothing(-(__int128)p->per_person - (team->is_marked ? p->per_mark : 0)
                                     + p->leave[home] - p->team[i],
                                 team->count);
        for (j = team->first_offer; j < (size_t)team->first_offer + team->offer_count; j++) {
            size_t there = spot(e, team, e->offers[j].place);
            if (l->room[there] == 0) continue; /* nobody can come where nobody leaves */
            parts += at_most_nothing(
                (__int128)e->offers[j].cost * PARTS + p->team[i] - p->arrive[there], team->count);
        }
    }
    return (__int128)l->answer->bound * PARTS < parts + PARTS || l->answer->bound <= 0;
}

static void count_room(const ledger *l)
{
    const jh_exchange *e = l->exchange;
    size_t spots = (size_t)e->kind_count * e->place_count, i;

    for (i = 0; i < e->team_count; i++)
        l->room[spot(e, &e->teams[i], e->teams[i].place)] += e->teams[i].count;
    for (i = 0; i < spots && e->most; i++)
        if (l->room[i] > e->most[i]) l->room[i] = e->most[i];
}

jh_code jh_exchange_prove(const jh_exchange *exchange, const jh_exchange_answer *answer,
                          jh_arena scratch, jh_error *err)
{
    size_t spots = (size_t)exchange->kind_count * exchange->place_count + 1;
    ledger l = { .exchange = exchange,
                 .answer = answer,
                 .room = JH_NEW_ARRAY(&scratch, int64_t, spots),
                 .left = JH_NEW_ARRAY(&scratch, int64_t, spots) };

    if (!l.room || !l.left) return jh_no_memory(err);
    count_room(&l);
    if (!answer->found || answer->bound > answer->cost || !bound_holds(&l) || !keeps_rows(&l))
        return jh_fail(err, JH_BUG, SAY_SOLVE_NOT_PROVED, NULL, NULL);
    return JH_OK;
}
