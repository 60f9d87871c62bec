/* Whether a rotation proves itself; reads nothing of the search.
 * SPDX-License-Identifier: Apache-2.0 */
#include "plan/rotation_work.h"

typedef struct ledger {
    const jh_rotation *r;
    const jh_rotation_answer *a;
    const jh_rotation_work *ways; /* ways by place, kinds by place */
    int64_t *room, *left;
    int64_t *sent; /* [place] */
} ledger;

static size_t spot(const ledger *l, uint32_t kind, uint32_t place)
{
    return (size_t)kind * l->r->place_count + place;
}

/* The way between; NULL = there is none. */
static const jh_rotation_way *way_between(const ledger *l, uint32_t from, uint32_t to)
{
    uint32_t i;

    for (i = l->ways->first_way[from]; i < l->ways->first_way[from + 1]; i++) {
        const jh_rotation_way *way = &l->r->ways[l->ways->way_of[i]];
        if (way->a == to || way->b == to) return way;
    }
    return NULL;
}

static bool keeps_rows(const ledger *l)
{
    const jh_rotation_answer *a = l->a;
    int64_t moved = 0, backbone = 0, cost = 0;
    size_t spots = (size_t)l->r->kind_count * l->r->place_count, i;

    for (i = 0; i < l->r->person_count; i++) {
        const jh_rotation_person *p = &l->r->persons[i];
        const jh_rotation_way *way;
        if (a->to[i] == JH_ROTATION_STAYS) continue;
        if (a->to[i] >= l->r->place_count || a->to[i] == p->place) return false;
        way = way_between(l, p->place, a->to[i]);
        if (!way) return false;
        cost += jh_rotation_offer_cost(l->r, p, way);
        moved++;
        backbone += p->is_backbone;
        l->left[spot(l, p->kind, p->place)]++;
        l->left[spot(l, p->kind, a->to[i])]--;
        l->room[spot(l, p->kind, p->place)]--;
        l->sent[p->place]++;
    }
    for (i = 0; l->r->place_most && i < l->r->place_count; i++)
        if (l->sent[i] > l->r->place_most[i]) return false;
    for (i = 0; i < spots; i++)
        if (l->left[i] != 0 || l->room[i] < 0) return false;
    return moved == a->moved && backbone == a->backbone && cost == a->cost && moved >= a->at_least
           && a->backbone_gain * backbone - a->other_loss * (moved - backbone)
                  >= a->backbone_needed;
}

/* What prices are worth: costs count `parts` times, a person and a backbone one bring so much. */
typedef struct worth {
    int64_t parts, person, backbone;
    const int64_t *arrive, *leave;
    const int64_t *per_place; /* what leaving a place costs besides; NULL = nothing */
} worth;

static __int128 least_of(const ledger *l, const worth *w, const jh_rotation_person *p)
{
    __int128 least = 0, value;
    size_t home = spot(l, p->kind, p->place), there;
    uint32_t i;

    if (l->room[home] == 0) return 0;
    for (i = l->ways->first_way[p->place]; i < l->ways->first_way[p->place + 1]; i++) {
        const jh_rotation_way *way = &l->r->ways[l->ways->way_of[i]];
        there = spot(l, p->kind, way->a == p->place ? way->b : way->a);
        if (l->room[there] == 0) continue; /* nobody can come where nobody leaves */
        value = (__int128)jh_rotation_offer_cost(l->r, p, way) * w->parts - w->person
                - (p->is_backbone ? w->backbone : 0) + w->leave[home] - w->arrive[there];
        if (w->per_place) value += (__int128)w->per_place[p->place] * w->parts;
        if (value < least) least = value;
    }
    return least;
}

/* The least that the rows can cost at these prices; `room` as given, before anybody left. */
static __int128 least_of_all(const ledger *l, const worth *w)
{
    size_t spots = (size_t)l->r->kind_count * l->r->place_count, i;
    __int128 sum = 0, turn;

    for (i = 0; i < spots; i++) {
        turn = (__int128)w->arrive[i] - w->leave[i];
        if (turn < 0) sum += turn * l->room[i];
    }
    for (i = 0; i < l->r->person_count; i++) sum += least_of(l, w, &l->r->persons[i]);
    return sum;
}

static bool bound_holds(const ledger *l)
{
    enum { PARTS = 64 };
    const jh_rotation_answer *a = l->a;
    worth w = { PARTS, a->per_person, a->per_backbone, a->arrive, a->leave, a->per_place };
    int64_t each = a->backbone_gain + a->other_loss;
    __int128 left = (__int128)a->other_loss * a->at_least + a->backbone_needed;
    __int128 least = left <= 0 ? 0 : (left + each - 1) / each, sum;

    uint32_t i;

    if (a->per_person < 0 || a->per_backbone < 0) return false;
    if (a->per_place && !l->r->place_most) return false;
    sum = (__int128)a->per_person * a->at_least + a->per_backbone * least + least_of_all(l, &w);
    for (i = 0; a->per_place && i < l->r->place_count; i++) {
        if (a->per_place[i] < 0) return false;
        sum -= (__int128)a->per_place[i] * l->r->place_most[i] * PARTS;
    }
    return (__int128)a->bound * PARTS < sum + PARTS || a->bound <= 0;
}

static bool most_holds(const ledger *l, const jh_rotation_most *most, bool backbone)
{
    worth w = { 0, !backbone, backbone, most->arrive, most->leave, NULL };

    return !most->is_reached || -least_of_all(l, &w) <= most->count;
}

static void count_room(const ledger *l)
{
    size_t spots = (size_t)l->r->kind_count * l->r->place_count, i;

    for (i = 0; i < l->r->person_count; i++)
        l->room[spot(l, l->r->persons[i].kind, l->r->persons[i].place)]++;
    for (i = 0; i < spots && l->r->most; i++)
        if (l->room[i] > l->r->most[i]) l->room[i] = l->r->most[i];
}

jh_code jh_rotation_prove(const jh_rotation *r, const jh_rotation_answer *a, jh_arena scratch,
                          jh_error *err)
{
    size_t spots = (size_t)r->kind_count * r->place_count + 1;
    jh_rotation_work m = { .r = r, .scratch = &scratch };
    ledger l = { .r = r,
                 .a = a,
                 .ways = &m,
                 .room = JH_NEW_ARRAY(&scratch, int64_t, spots),
                 .left = JH_NEW_ARRAY(&scratch, int64_t, spots),
                 .sent = JH_NEW_ARRAY(&scratch, int64_t, (size_t)r->place_count + 1) };
    jh_code rc = jh_rotation_sort_ways(&m, err);

    if (rc) return rc;
    if (!l.room || !l.left || !l.sent) return jh_no_memory(err);
    count_room(&l);
    if ((a->found && (a->bound > a->cost || !bound_holds(&l)))
        || !most_holds(&l, &a->most_moved, false) || !most_holds(&l, &a->most_backbone, true)
        || (a->found && !keeps_rows(&l)))
        return jh_fail(err, JH_BUG, SAY_SOLVE_NOT_PROVED, NULL, NULL);
    return JH_OK;
}
