/* What each place may send at most, of all kinds together. Such a limit couples the kinds, which
 * the exchange does not know: prices of places give the bound (as the multipliers of its rows do),
 * and limits of kinds at the places that are too full give an exchange that keeps them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "plan/rotation_work.h"

#include <string.h>

/* Times the prices of places are moved. */
enum { PRICED = 24 };
/* … and the highest there is: offers must stay below JH_EXCHANGE_COST_MAX. */
enum { PRICE_MOST = JH_EXCHANGE_COST_MAX / 16 };

typedef struct capping {
    jh_rotation_work *m;
    jh_arena *keep;
    jh_arena *scratch;
    uint32_t *most;   /* [kind × place_count + place] */
    jh_offer *offers; /* with prices of places */
    int64_t *price;   /* [place] in cost units */
    int64_t *sent;    /* [place] */
    int64_t bound;    /* the best so far */
    int64_t *best_price, *best_sent;
    jh_exchange_proof proof; /* of the best bound */
    jh_error *err;
} capping;

static size_t spot(const jh_rotation_work *m, uint32_t kind, uint32_t place)
{
    return (size_t)kind * m->r->place_count + place;
}

static int64_t went(const jh_rotation_work *m, const jh_exchange_answer *a, uint32_t team)
{
    const jh_team *t = &m->teams[team];
    int64_t sum = 0;
    uint32_t j;

    for (j = 0; j < t->offer_count; j++) sum += a->take[t->first_offer + j];
    return sum;
}

/* Counts who leaves each place; is any beyond what it may send? */
static bool is_beyond(capping *c, const jh_exchange_answer *a)
{
    const jh_rotation_work *m = c->m;
    bool beyond = false;
    uint32_t i;

    memset(c->sent, 0, m->r->place_count * sizeof *c->sent);
    for (i = 0; i < m->exchange.team_count; i++) c->sent[m->teams[i].place] += went(m, a, i);
    for (i = 0; i < m->r->place_count; i++) beyond = beyond || c->sent[i] > m->r->place_most[i];
    return beyond;
}

static jh_code solve(jh_exchange_answer *out, capping *c, const uint32_t *most, bool priced)
{
    jh_exchange e = c->m->exchange;
    uint32_t i, j;

    e.most = most;
    for (i = 0; priced && i < e.team_count; i++) {
        const jh_team *t = &c->m->teams[i];
        for (j = t->first_offer; j < t->first_offer + t->offer_count; j++)
            c->offers[j] =
                (jh_offer){ c->m->offers[j].place, c->m->offers[j].cost + c->price[t->place] };
    }
    if (priced) e.offers = c->offers;
    return jh_exchange_solve(out, c->keep, *c->scratch, &e, c->err);
}

/* ---- prices of places: the bound ---- */

static int64_t toll(const capping *c)
{
    int64_t sum = 0;
    uint32_t i;

    for (i = 0; i < c->m->r->place_count; i++) sum += c->price[i] * c->m->r->place_most[i];
    return sum;
}

/* Is it the best bound so far? */
static bool note_bound(capping *c, const jh_exchange_answer *a)
{
    size_t places = c->m->r->place_count;
    int64_t bound = a->bound - toll(c);

    if (bound <= c->bound) return false;
    c->bound = bound;
    c->proof = a->proof;
    memcpy(c->best_price, c->price, places * sizeof *c->price);
    memcpy(c->best_sent, c->sent, places * sizeof *c->sent);
    return true;
}

/* From the best prices: dearer where more left than may, cheaper where fewer did. The step would
 * close a part of the gap if the bound were straight (Polyak 1969). */
static void move_prices(capping *c, double part)
{
    double length = 0, step, price;
    uint32_t i;

    for (i = 0; i < c->m->r->place_count; i++) {
        double off = (double)(c->best_sent[i] - c->m->r->place_most[i]);
        if (off > 0 || c->best_price[i] > 0) length += off * off;
    }
    step = length > 0 ? part / length : 0;
    for (i = 0; i < c->m->r->place_count; i++) {
        double off = (double)(c->best_sent[i] - c->m->r->place_most[i]);
        c->price[i] = c->best_price[i];
        if (off <= 0 && c->price[i] == 0) continue;
        price = (double)c->price[i] + step * off + 0.5;
        if (price > PRICE_MOST) price = PRICE_MOST;
        c->price[i] = price <= 0 ? 0 : (int64_t)price;
    }
}

static bool has_room_for_prices(const capping *c)
{
    uint32_t i;

    for (i = 0; i < c->m->exchange.offer_count; i++)
        if (c->m->offers[i].cost > JH_EXCHANGE_COST_MAX - PRICE_MOST) return false;
    return true;
}

static void take_if_cheaper(capping *c, jh_rotation_capped *out, jh_exchange_answer *a)
{
    uint32_t i, j;

    /* What was paid for leaving is not part of the cost. */
    a->cost = 0;
    for (i = 0; i < c->m->exchange.team_count; i++) {
        const jh_team *t = &c->m->teams[i];
        for (j = t->first_offer; j < t->first_offer + t->offer_count; j++)
            a->cost += a->take[j] * c->m->offers[j].cost;
    }
    if (!out->answer.found || a->cost < out->answer.cost) out->answer = *a;
}

static jh_code price_places(capping *c, jh_rotation_capped *out, const jh_exchange_answer *first)
{
    jh_exchange_answer a = *first;
    double part = 1;
    jh_code rc = JH_OK;
    int i;

    c->bound = -1;
    (void)is_beyond(c, &a);
    (void)note_bound(c, &a);
    for (i = 0; !rc && i < PRICED && has_room_for_prices(c); i++) {
        if (c->bound >= out->answer.cost - out->answer.cost / 2000) break;
        move_prices(c, part * (double)(out->answer.cost - c->bound));
        rc = solve(&a, c, c->m->exchange.most, true);
        if (rc || !a.found) break;
        if (!is_beyond(c, &a)) take_if_cheaper(c, out, &a);
        if (!note_bound(c, &a)) part /= 2;
    }
    return rc;
}

/* ---- limits of kinds: an exchange that keeps them ---- */

/* What may leave the place is shared out among the kinds as they leave it now. */
static void share_out(capping *c, const jh_exchange_answer *a, uint32_t place)
{
    const jh_rotation_work *m = c->m;
    int64_t left = m->r->place_most[place], all = c->sent[place];
    uint32_t kind, i;

    for (kind = 0; kind < m->r->kind_count; kind++) c->most[spot(m, kind, place)] = 0;
    for (i = 0; i < m->exchange.team_count; i++)
        if (m->teams[i].place == place)
            c->most[spot(m, m->teams[i].kind, place)] += (uint32_t)went(m, a, i);
    for (kind = 0; kind < m->r->kind_count; kind++) {
        int64_t part = c->most[spot(m, kind, place)];
        part = (2 * part * m->r->place_most[place] + all) / (2 * all); /* half up */
        if (part > left) part = left;
        c->most[spot(m, kind, place)] = (uint32_t)part;
        left -= part;
    }
}

/* Every place is shared out once at most; then no place is too full. */
static jh_code keep_within(capping *c, jh_rotation_capped *out)
{
    size_t spots = (size_t)c->m->r->kind_count * c->m->r->place_count;
    jh_exchange_answer a;
    bool priced = true;
    uint32_t i;
    jh_code rc;

    for (i = 0; i < spots; i++)
        c->most[i] = c->m->exchange.most ? c->m->exchange.most[i] : UINT32_MAX;
    for (;;) {
        rc = solve(&a, c, c->most, priced);
        if (rc || !a.found) return rc;
        if (!is_beyond(c, &a)) {
            take_if_cheaper(c, out, &a);
            if (!priced) return JH_OK;
            priced = false;
            continue;
        }
        for (i = 0; i < c->m->r->place_count; i++)
            if (c->sent[i] > c->m->r->place_most[i]) share_out(c, &a, i);
    }
}

/* The most persons for whom an exchange is met; the backbone asked for in number shrinks alike. */
static jh_code lower(capping *c, jh_rotation_capped *out)
{
    jh_exchange *e = &c->m->exchange;
    int64_t wanted = e->at_least, needed = e->marked_needed, low = 0, high = wanted, middle;
    jh_rotation_capped best = { 0 };
    jh_code rc = JH_OK;

    while (!rc && high - low > 1) {
        jh_rotation_capped now = { 0 };
        middle = low + (high - low) / 2;
        e->at_least = middle;
        e->marked_needed = wanted ? needed * middle / wanted : 0;
        rc = keep_within(c, &now);
        if (now.answer.found) {
            best = now;
            low = middle;
        } else {
            high = middle;
        }
    }
    e->at_least = low;
    e->marked_needed = wanted ? needed * low / wanted : 0;
    *out = best;
    out->lowered = true;
    return rc;
}

/* Without an exchange that leaves the limits aside there are no prices: a bound of 0 needs none. */
static jh_code prove_nothing(capping *c)
{
    size_t spots = (size_t)c->m->r->kind_count * c->m->r->place_count + 1;
    int64_t *none = JH_NEW_ARRAY(c->keep, int64_t, spots);

    c->proof = (jh_exchange_proof){ .arrive = none, .leave = none };
    return none ? JH_OK : jh_no_memory(c->err);
}

/* ---- all of it ---- */

static jh_code capping_make(capping *c, jh_arena *keep, jh_rotation_work *m, jh_error *err)
{
    size_t places = (size_t)m->r->place_count + 1;

    *c = (capping){ .m = m, .keep = keep, .scratch = m->scratch, .err = err };
    c->most = JH_NEW_ARRAY(m->scratch, uint32_t, (size_t)m->r->kind_count * places + 1);
    c->offers = JH_NEW_ARRAY(m->scratch, jh_offer, (size_t)m->exchange.offer_count + 1);
    c->price = JH_NEW_ARRAY(m->scratch, int64_t, places);
    c->best_price = JH_NEW_ARRAY(keep, int64_t, places);
    c->sent = JH_NEW_ARRAY(m->scratch, int64_t, places);
    c->best_sent = JH_NEW_ARRAY(m->scratch, int64_t, places);
    if (!c->most || !c->offers || !c->price || !c->best_price || !c->sent || !c->best_sent)
        return jh_no_memory(err);
    return JH_OK;
}

jh_code jh_rotation_cap(jh_rotation_capped *out, jh_arena *keep, jh_rotation_work *m,
                        const jh_exchange_answer *answer, jh_error *err)
{
    capping c;
    jh_exchange_answer first = *answer;
    jh_code rc;

    *out = (jh_rotation_capped){ .answer = *answer };
    if (!m->r->place_most) return JH_OK;
    rc = capping_make(&c, keep, m, err);
    if (rc || !is_beyond(&c, answer)) return rc;
    out->answer = (jh_exchange_answer){ 0 };
    rc = keep_within(&c, out);
    if (!rc && !out->answer.found) {
        rc = lower(&c, out);
        if (!rc && out->answer.found) rc = solve(&first, &c, m->exchange.most, false);
    }
    if (rc || !out->answer.found) return rc;
    rc = first.found ? price_places(&c, out, &first) : prove_nothing(&c);
    memcpy(c.price, c.best_price, m->r->place_count * sizeof *c.price);
    if (!rc) rc = keep_within(&c, out);
    out->answer.bound = c.bound > 0 ? c.bound : 0;
    out->answer.proof = c.proof;
    out->per_place = c.best_price;
    return rc;
}
