/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rotation_work.h"

#include <stdlib.h>
#include <string.h>

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

static jh_code make_teams(jh_rotation_work *m, jh_error *err)
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

jh_code jh_rotation_sort_ways(jh_rotation_work *m, jh_error *err)
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

int64_t jh_rotation_offer_cost(const jh_rotation *r, const jh_rotation_person *p,
                               const jh_rotation_way *way)
{
    uint32_t there = way->a == p->place ? way->b : way->a;

    return p->own + way->cost + (wishes(r, p, there) ? 0 : r->unwished);
}

static jh_code make_offers(jh_rotation_work *m, uint32_t at, jh_error *err)
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
        m->offers[m->offer_count++] = (jh_offer){ there, jh_rotation_offer_cost(r, p, way) };
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

static jh_code make_exchange(jh_rotation_work *m, jh_error *err)
{
    const jh_rotation *r = m->r;
    uint32_t i;
    jh_code rc;

    if (!makes_sense(r)) return jh_fail(err, JH_BAD_INPUT, SAY_SOLVE_BOUNDS, NULL, "0", NULL);
    rc = make_teams(m, err);
    if (!rc) rc = jh_rotation_sort_ways(m, err);
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

static jh_code find_most(jh_rotation_most *out, jh_arena *keep, const jh_rotation_work *m,
                         bool backbone, jh_error *err)
{
    jh_exchange_ask ask = { &m->exchange, backbone };
    jh_exchange_most most;
    jh_code rc = jh_exchange_find_most(&most, keep, *m->scratch, &ask, err);

    *out = (jh_rotation_most){ true, rc ? 0 : most.count, rc ? NULL : most.arrive,
                               rc ? NULL : most.leave };
    return rc;
}

static void ask_backbone(jh_rotation_work *m, int64_t needed)
{
    m->exchange.marked_gain = 1;
    m->exchange.other_loss = 0;
    m->exchange.marked_needed = needed;
}

/* The most backbone that an exchange was found for: it is not said that more cannot. */
static jh_code search_backbone(jh_exchange_answer *a, jh_rotation_answer *out, jh_rotation_work *m,
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

static jh_code lower_rows(jh_exchange_answer *a, jh_rotation_answer *out, jh_rotation_work *m,
                          jh_arena *keep, jh_error *err)
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

static jh_code tell(jh_rotation_answer *out, jh_arena *keep, const jh_rotation_work *m,
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
    jh_rotation_work m = { .r = rotation, .scratch = &scratch };
    jh_exchange_answer answer = { 0 };
    jh_rotation_capped capped = { 0 };
    jh_code rc = make_exchange(&m, err);

    *out = (jh_rotation_answer){ 0 };
    if (!rc) rc = jh_exchange_solve(&answer, keep, scratch, &m.exchange, err);
    if (!rc && !answer.found) rc = lower_rows(&answer, out, &m, keep, err);
    if (!rc && answer.found) rc = jh_rotation_cap(&capped, keep, &m, &answer, err);
    if (!rc && capped.answer.found) rc = tell(out, keep, &m, &capped.answer, err);
    out->per_place = capped.per_place;
    out->moved_unproved = capped.lowered;
    return rc;
}
