/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rotation.h"

#include <stdlib.h>
#include <string.h>

/* Persons who are alike make a team; teams offer what their ways do. */
typedef struct making {
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
} making;

/* ---- teams ---- */

/* qsort has no argument of its own: what it sorts carries what it compares. */
typedef struct ticket {
    const jh_rotation *r;
    uint32_t person;
} ticket;

static int by_number(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int alike(const jh_rotation *r, const jh_rotation_person *a, const jh_rotation_person *b)
{
    int order = by_number(a->kind, b->kind);
    uint32_t i;

    if (!order) order = by_number(a->place, b->place);
    if (!order) order = by_number(a->is_backbone, b->is_backbone);
    if (!order) order = by_number(a->own, b->own);
    if (!order) order = by_number(a->wish_count, b->wish_count);
    for (i = 0; !order && i < a->wish_count; i++)
        order = by_number(r->wishes[a->first_wish + i], r->wishes[b->first_wish + i]);
    return order;
}

static int by_likeness(const void *a, const void *b)
{
    const ticket *x = a, *y = b;
    int order = alike(x->r, &x->r->persons[x->person], &x->r->persons[y->person]);

    return order ? order : by_number(x->person, y->person);
}

static jh_code make_teams(making *m, jh_error *err)
{
    const jh_rotation *r = m->r;
    ticket *tickets = JH_NEW_ARRAY(m->scratch, ticket, (size_t)r->person_count + 1);
    uint32_t i, count = 0;

    m->order = JH_NEW_ARRAY(m->scratch, uint32_t, (size_t)r->person_count + 1);
    m->first = JH_NEW_ARRAY(m->scratch, uint32_t, (size_t)r->person_count + 2);
    m->teams = JH_NEW_ARRAY(m->scratch, jh_team, (size_t)r->person_count + 1);
    if (!tickets || !m->order || !m->first || !m->teams) return jh_no_memory(err);
    for (i = 0; i < r->person_count; i++) tickets[i] = (ticket){ r, i };
    if (r->person_count > 1) qsort(tickets, r->person_count, sizeof *tickets, by_likeness);
    for (i = 0; i < r->person_count; i++) {
        const jh_rotation_person *p = &r->persons[tickets[i].person];
        m->order[i] = tickets[i].person;
        if (i == 0 || alike(r, &r->persons[m->order[i - 1]], p) != 0) {
            m->first[count] = i;
            m->teams[count++] = (jh_team){ p->place, p->kind, 0, p->is_backbone, 0, 0 };
        }
        m->teams[count - 1].count++;
    }
    m->first[count] = r->person_count;
    m->exchange.team_count = count;
    return JH_OK;
}

/* ---- offers ---- */

static jh_code sort_ways(making *m, jh_error *err)
{
    const jh_rotation *r = m->r;
    uint32_t i;

    m->first_way = JH_NEW_ARRAY(m->scratch, uint32_t, (size_t)r->place_count + 2);
    m->way_of = JH_NEW_ARRAY(m->scratch, uint32_t, 2 * (size_t)r->way_count + 1);
    m->is_taught = JH_NEW_ARRAY(m->scratch, bool, (size_t)r->kind_count * r->place_count + 1);
    if (!m->first_way || !m->way_of || !m->is_taught) return jh_no_memory(err);
    for (i = 0; i < r->way_count; i++) {
        m->first_way[r->ways[i].a + 1]++;
        m->first_way[r->ways[i].b + 1]++;
    }
    for (i = 1; i <= r->place_count; i++) m->first_way[i] += m->first_way[i - 1];
    for (i = 0; i < r->way_count; i++) {
        m->way_of[m->first_way[r->ways[i].a]++] = i;
        m->way_of[m->first_way[r->ways[i].b]++] = i;
    }
    for (i = r->place_count; i > 0; i--) m->first_way[i] = m->first_way[i - 1];
    m->first_way[0] = 0;
    for (i = 0; i < r->person_count; i++)
        m->is_taught[(size_t)r->persons[i].kind * r->place_count + r->persons[i].place] = true;
    return JH_OK;
}

static bool wishes(const jh_rotation *r, const jh_rotation_person *p, uint32_t place)
{
    uint32_t i;

    for (i = 0; i < p->wish_count; i++)
        if (r->wishes[p->first_wish + i] == place) return true;
    return p->wish_count == 0;
}

static int64_t offer_cost(const jh_rotation *r, const jh_rotation_person *p,
                          const jh_rotation_way *way)
{
    uint32_t there = way->a == p->place ? way->b : way->a;

    return p->own + way->cost + (wishes(r, p, there) ? 0 : r->unwished);
}

static jh_code make_offers(making *m, uint32_t at, jh_error *err)
{
    const jh_rotation *r = m->r;
    const jh_rotation_person *p = &r->persons[m->order[m->first[at]]];
    uint32_t i;

    m->teams[at].first_offer = (uint32_t)m->offer_count;
    for (i = m->first_way[p->place]; i < m->first_way[p->place + 1]; i++) {
        const jh_rotation_way *way = &r->ways[m->way_of[i]];
        uint32_t there = way->a == p->place ? way->b : way->a;
        if (!m->is_taught[(size_t)p->kind * r->place_count + there]) continue;
        m->offers =
            jh_grow(m->scratch, m->offers, &m->offer_room, m->offer_count + 1, sizeof *m->offers);
        if (!m->offers) return jh_no_memory(err);
        m->offers[m->offer_count++] = (jh_offer){ there, offer_cost(r, p, way) };
    }
    m->teams[at].offer_count = (uint32_t)m->offer_count - m->teams[at].first_offer;
    return JH_OK;
}

static bool makes_sense(const jh_rotation *r)
{
    uint32_t i, w;

    for (i = 0; i < r->way_count; i++)
        if (r->ways[i].a >= r->place_count || r->ways[i].b >= r->place_count
            || r->ways[i].a == r->ways[i].b || r->ways[i].cost < 0)
            return false;
    for (i = 0; i < r->person_count; i++) {
        const jh_rotation_person *p = &r->persons[i];
        if (p->place >= r->place_count || p->kind >= r->kind_count || p->own < 0) return false;
        for (w = 0; w < p->wish_count; w++)
            if (r->wishes[p->first_wish + w] >= r->place_count) return false;
    }
    return r->unwished >= 0;
}

static jh_code make_exchange(making *m, jh_error *err)
{
    const jh_rotation *r = m->r;
    uint32_t i;
    jh_code rc;

    if (!makes_sense(r)) return jh_fail(err, JH_BAD_INPUT, SAY_SOLVE_BOUNDS, NULL, "0", NULL);
    rc = make_teams(m, err);
    if (!rc) rc = sort_ways(m, err);
    for (i = 0; !rc && i < m->exchange.team_count; i++) rc = make_offers(m, i, err);
    m->exchange.place_count = r->place_count;
    m->exchange.kind_count = r->kind_count;
    m->exchange.teams = m->teams;
    m->exchange.offers = m->offers;
    m->exchange.offer_count = (uint32_t)m->offer_count;
    m->exchange.most = r->most;
    m->exchange.at_least = r->at_least;
    m->exchange.marked_gain = r->backbone_gain;
    m->exchange.other_loss = r->other_loss;
    m->exchange.marked_needed = r->backbone_needed;
    m->exchange.progress = r->progress;
    return rc;
}

/* ---- as much as can be ---- */

static int64_t backbone_wanted(const jh_exchange *e)
{
    __int128 left = (__int128)e->other_loss * e->at_least + e->marked_needed;
    int64_t each = e->marked_gain + e->other_loss;

    return left <= 0 ? 0 : (int64_t)((left + each - 1) / each);
}

static jh_code find_most(jh_rotation_most *out, jh_arena *keep, const making *m, bool backbone,
                         jh_error *err)
{
    jh_exchange_ask ask = { &m->exchange, backbone };
    jh_exchange_most most;
    jh_code rc = jh_exchange_find_most(&most, keep, *m->scratch, &ask, err);

    *out = (jh_rotation_most){ true, rc ? 0 : most.count, rc ? NULL : most.arrive,
                               rc ? NULL : most.leave };
    return rc;
}

static void ask_backbone(making *m, int64_t needed)
{
    m->exchange.marked_gain = 1;
    m->exchange.other_loss = 0;
    m->exchange.marked_needed = needed;
}

/* The most backbone that an exchange was found for: it is not said that more cannot. */
static jh_code search_backbone(jh_exchange_answer *a, jh_rotation_answer *out, making *m,
                               jh_arena *keep, jh_error *err)
{
    int64_t low = 0, high = m->exchange.marked_needed, middle;
    jh_code rc = JH_OK;

    out->backbone_unproved = true;
    while (!rc && high - low > 1) {
        middle = low + (high - low) / 2;
        ask_backbone(m, middle);
        rc = jh_exchange_solve(a, keep, *m->scratch, &m->exchange, err);
        if (a->found)
            low = middle;
        else
            high = middle;
    }
    ask_backbone(m, low);
    return rc ? rc : jh_exchange_solve(a, keep, *m->scratch, &m->exchange, err);
}

static jh_code lower_rows(jh_exchange_answer *a, jh_rotation_answer *out, making *m, jh_arena *keep,
                          jh_error *err)
{
    int64_t wanted;
    jh_code rc = find_most(&out->most_moved, keep, m, false, err);

    if (rc || out->most_moved.count == 0) return rc;
    if (out->most_moved.count < m->exchange.at_least) {
        m->exchange.at_least = out->most_moved.count;
        rc = jh_exchange_solve(a, keep, *m->scratch, &m->exchange, err);
        if (rc || a->found) return rc;
    } else {
        out->most_moved.is_reached = false;
    }
    wanted = backbone_wanted(&m->exchange);
    rc = find_most(&out->most_backbone, keep, m, true, err);
    if (rc) return rc;
    out->most_backbone.is_reached = out->most_backbone.count < wanted;
    ask_backbone(m, out->most_backbone.is_reached ? out->most_backbone.count : wanted);
    rc = jh_exchange_solve(a, keep, *m->scratch, &m->exchange, err);
    return rc || a->found ? rc : search_backbone(a, out, m, keep, err);
}

/* ---- the answer ---- */

static jh_code tell(jh_rotation_answer *out, jh_arena *keep, const making *m,
                    const jh_exchange_answer *a, jh_error *err)
{
    uint32_t *to = JH_NEW_ARRAY(keep, uint32_t, (size_t)m->r->person_count + 1), i, j, n, at;

    if (!to) return jh_no_memory(err);
    for (i = 0; i < m->r->person_count; i++) to[i] = JH_ROTATION_STAYS;
    for (i = 0; i < m->exchange.team_count; i++) {
        at = m->first[i];
        for (j = 0; j < m->teams[i].offer_count; j++)
            for (n = a->take[m->teams[i].first_offer + j]; n > 0; n--)
                to[m->order[at++]] = m->offers[m->teams[i].first_offer + j].place;
    }
    out->to = to;
    out->found = true;
    out->moved = a->moved;
    out->backbone = a->marked;
    out->cost = a->cost;
    out->bound = a->bound > 0 ? a->bound : 0;
    out->at_least = m->exchange.at_least;
    out->backbone_gain = m->exchange.marked_gain;
    out->other_loss = m->exchange.other_loss;
    out->backbone_needed = m->exchange.marked_needed;
    out->per_person = a->proof.per_person;
    out->per_backbone = a->proof.per_mark;
    out->arrive = a->proof.arrive;
    out->leave = a->proof.leave;
    return JH_OK;
}

jh_code jh_rotation_make(jh_rotation_answer *out, jh_arena *keep, jh_arena scratch,
                         const jh_rotation *rotation, jh_error *err)
{
    making m = { .r = rotation, .scratch = &scratch };
    jh_exchange_answer answer = { 0 };
    jh_code rc = make_exchange(&m, err);

    *out = (jh_rotation_answer){ 0 };
    if (!rc) rc = jh_exchange_solve(&answer, keep, scratch, &m.exchange, err);
    if (!rc && !answer.found) rc = lower_rows(&answer, out, &m, keep, err);
    if (!rc && answer.found) rc = tell(out, keep, &m, &answer, err);
    return rc;
}

/* ---- the proof ---- */

typedef struct ledger {
    const jh_rotation *r;
    const jh_rotation_answer *a;
    const making *ways; /* ways by place, kinds by place */
    int64_t *room, *left;
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
        cost += offer_cost(l->r, p, way);
        moved++;
        backbone += p->is_backbone;
        l->left[spot(l, p->kind, p->place)]++;
        l->left[spot(l, p->kind, a->to[i])]--;
        l->room[spot(l, p->kind, p->place)]--;
    }
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
        value = (__int128)offer_cost(l->r, p, way) * w->parts - w->person
                - (p->is_backbone ? w->backbone : 0) + w->leave[home] - w->arrive[there];
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
    worth w = { PARTS, a->per_person, a->per_backbone, a->arrive, a->leave };
    int64_t each = a->backbone_gain + a->other_loss;
    __int128 left = (__int128)a->other_loss * a->at_least + a->backbone_needed;
    __int128 least = left <= 0 ? 0 : (left + each - 1) / each, sum;

    if (a->per_person < 0 || a->per_backbone < 0) return false;
    sum = (__int128)a->per_person * a->at_least + a->per_backbone * least + least_of_all(l, &w);
    return (__int128)a->bound * PARTS < sum + PARTS || a->bound <= 0;
}

static bool most_holds(const ledger *l, const jh_rotation_most *most, bool backbone)
{
    worth w = { 0, !backbone, backbone, most->arrive, most->leave };

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
    making m = { .r = r, .scratch = &scratch };
    ledger l = { r, a, &m, JH_NEW_ARRAY(&scratch, int64_t, spots),
                 JH_NEW_ARRAY(&scratch, int64_t, spots) };
    jh_code rc = sort_ways(&m, err);

    if (rc) return rc;
    if (!l.room || !l.left) return jh_no_memory(err);
    count_room(&l);
    if ((a->found && (a->bound > a->cost || !bound_holds(&l)))
        || !most_holds(&l, &a->most_moved, false) || !most_holds(&l, &a->most_backbone, true)
        || (a->found && !keeps_rows(&l)))
        return jh_fail(err, JH_BUG, SAY_SOLVE_NOT_PROVED, NULL, NULL);
    return JH_OK;
}
