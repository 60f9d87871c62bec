/* The search: the multiplier of the persons between too few and enough, that of the marked around
 * it, and then the cheapest choice between two circulations on either side.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange_work.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a multiplier of the persons, the other one standing still. */
typedef struct bracket {
    int64_t low, high; /* too few move, enough do; high 0 = not known */
    int64_t moved_low, moved_high;
    int64_t gain; /* at high */
} bracket;

typedef struct search {
    jh_trade trade;
    jh_round at;
    int64_t person, mark; /* where enough move, and with them enough of the marked */
    bool found;
} search;

/* A multiplier is known well enough within this part of it; while the other is still sought. */
enum { FINE = 512, COARSE = 48 };

static jh_code look(bracket *b, search *s, int64_t person, int64_t mark, jh_error *err)
{
    s->at.person = person;
    s->at.mark = mark;
    jh_code code = jh_round_solve(&s->at, &s->trade, false, err);

    if (code) return code;
    if (s->at.moved >= s->trade.exchange->at_least) {
        b->high = person;
        b->moved_high = s->at.moved;
        b->gain = s->at.gain;
    } else {
        b->low = person;
        b->moved_low = s->at.moved;
    }
    return JH_OK;
}

/* A guess by the line between the two sides, not too near either. */
static int64_t between(const bracket *b, int64_t wanted)
{
    int64_t wide = b->high - b->low, margin = wide / 8 + 1;
    int64_t span = b->moved_high - b->moved_low + 1;
    int64_t guess = b->low + (int64_t)((__int128)wide * (wanted - b->moved_low) / span);

    if (guess < b->low + margin) guess = b->low + margin;
    if (guess > b->high - margin) guess = b->high - margin;
    return guess <= b->low ? b->low + 1 : guess;
}

/* The least multiplier at which enough move, from s->person. b->high = 0: there is none. */
static jh_code find_person(bracket *b, search *s, int64_t mark, int fine, jh_error *err)
{
    int64_t wanted = s->trade.exchange->at_least, guess = s->person, step = guess / fine + 1;
    jh_code code;

    *b = (bracket){ .low = -1 };
    code = look(b, s, guess, mark, err);
    while (!code && b->high == 0 && guess < s->trade.limit) {
        guess = guess + step < s->trade.limit ? guess + step : s->trade.limit;
        step *= 3;
        code = look(b, s, guess, mark, err);
    }
    while (!code && b->low < 0 && b->high > 1) {
        guess = b->high > step ? b->high - step : 1;
        step *= 3;
        code = look(b, s, guess, mark, err);
    }
    if (b->low < 0) b->low = 0;
    while (!code && b->high - b->low > 1 + b->high / fine)
        code = look(b, s, between(b, wanted), mark, err);
    return code;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* If everybody's nearest offer were open, so much would bring enough: where the search begins. It
 * is too little, and from below each round is near the one before. */
static jh_code first_guess(int64_t *out, const jh_exchange *e, jh_arena scratch, jh_error *err)
{
    int64_t *least = JH_NEW_ARRAY(&scratch, int64_t, (size_t)e->team_count + 1), persons = 0;
    size_t count = 0, at;
    uint32_t i, j;

    if (!least) return jh_no_memory(err);
    for (i = 0; i < e->team_count; i++) {
        const jh_team *team = &e->teams[i];
        if (team->offer_count == 0) continue;
        least[count] = INT64_MAX;
        for (j = team->first_offer; j < team->first_offer + team->offer_count; j++)
            if (e->offers[j].cost < least[count]) least[count] = e->offers[j].cost;
        persons += team->count;
        count++;
    }
    qsort(least, count, sizeof *least, by_size);
    at = persons ? (size_t)((__int128)count * e->at_least / persons) : 0;
    *out = at < count ? least[at] * JH_PARTS + 1 : 1;
    return JH_OK;
}

/* Enough move at `mark`: are enough of them marked? */
static jh_code look_at_mark(bool *enough, search *s, int64_t mark, int fine, jh_error *err)
{
    bracket b;
    jh_code code = find_person(&b, s, mark, fine, err);

    *enough = !code && b.high > 0 && b.gain >= s->trade.exchange->marked_needed;
    if (b.high > 0) s->person = b.high;
    s->mark = mark;
    return code;
}

static jh_code search_mark(search *s, jh_error *err)
{
    const jh_exchange *e = s->trade.exchange;
    int64_t weight = e->marked_gain + e->other_loss, low = 0, high = 0;
    int64_t mark = s->person / weight / 8 + 1;
    bool enough;
    jh_code code = JH_OK;

    while (!code && (high == 0 || high - low > 1 + high / 16)) {
        code = look_at_mark(&enough, s, mark, COARSE, err);
        if (enough)
            high = mark;
        else
            low = mark;
        mark = high ? low + (high - low) / 2 : 2 * mark;
        if (mark > s->trade.limit / weight) break;
    }
    s->found = high > 0;
    return code || !s->found ? code : look_at_mark(&enough, s, high, FINE, err);
}

static jh_code search_both(search *s, jh_arena scratch, jh_error *err)
{
    bool enough;
    jh_code code = first_guess(&s->person, s->trade.exchange, scratch, err);

    if (!code) code = look_at_mark(&enough, s, 0, FINE, err);
    if (code || s->person == 0) return code;
    s->found = enough;
    return enough ? JH_OK : search_mark(s, err);
}

/* ---- From two circulations to an exchange ---- */

static bool keeps_rows(const jh_round *r, const jh_exchange *e)
{
    return r->moved >= e->at_least && r->gain >= e->marked_needed;
}

static int64_t part_of(int64_t amount, int parts)
{
    return amount * parts / 256;
}

/* A circulation below and one above, further apart until the one above keeps both rows. */
static jh_code straddle(jh_round *below, jh_round *above, search *s, int *apart, jh_error *err)
{
    const jh_exchange *e = s->trade.exchange;
    jh_code code;

    below->person = s->person - part_of(s->person, *apart) - 1;
    below->mark = s->mark - part_of(s->mark, *apart);
    if (below->person < 0) below->person = 0;
    code = jh_round_solve(below, &s->trade, false, err);
    for (; !code; *apart *= 2) {
        int64_t weight = e->marked_gain + e->other_loss;
        above->mark = s->mark + part_of(s->mark, *apart);
        above->person = s->person + part_of(s->person, *apart) + 1;
        if (*apart > 16) above->mark += above->person / weight / 16;
        if (*apart > 4096) break;
        code = jh_round_solve(above, &s->trade, false, err);
        if (keeps_rows(above, e)) break;
    }
    return code;
}

static int64_t bound_of(const jh_trade *t)
{
    int64_t parts = t->best.bound;
    return parts <= 0 ? 0 : (parts + JH_PARTS - 1) / JH_PARTS;
}

static jh_code tell(jh_exchange_answer *out, jh_arena *keep, const jh_trade *t,
                    const jh_round *best, jh_error *err)
{
    const jh_exchange *e = t->exchange;
    uint32_t *take = JH_NEW_ARRAY(keep, uint32_t, (size_t)e->offer_count + 1), i, j;

    if (!take) return jh_no_memory(err);
    for (i = 0; i < e->kind_count; i++) {
        const jh_market *m = &t->markets[i];
        for (j = 0; j < m->network.arc_count; j++) {
            int64_t flow = best->flow[m->first_arc + j];
            if (m->offer[j] != JH_NO_INDEX) take[m->offer[j]] = (uint32_t)flow;
            if (m->team[j] != JH_NO_INDEX && e->teams[m->team[j]].is_marked) out->marked += flow;
        }
    }
    out->found = true;
    out->take = take;
    out->moved = best->moved;
    out->cost = best->cost / JH_PARTS;
    out->bound = bound_of(t);
    return JH_OK;
}

/* The prices of the best bound, in the order of the exchange. */
static jh_code tell_proof(jh_exchange_proof *out, jh_arena *keep, const jh_trade *t, jh_error *err)
{
    const jh_exchange *e = t->exchange;
    size_t spots = (size_t)e->kind_count * e->place_count + 1;
    int64_t *arrive = JH_NEW_ARRAY(keep, int64_t, spots),
            *leave = JH_NEW_ARRAY(keep, int64_t, spots);
    int64_t *team = JH_NEW_ARRAY(keep, int64_t, (size_t)e->team_count + 1);
    uint32_t i, j;

    if (!arrive || !leave || !team) return jh_no_memory(err);
    for (i = 0; i < e->kind_count; i++) {
        const jh_market *m = &t->markets[i];
        const int64_t *price = t->best.price + m->first_node;
        for (j = 0; j < e->place_count; j++) {
            arrive[(size_t)i * e->place_count + j] = price[2 * j];
            leave[(size_t)i * e->place_count + j] = price[2 * j + 1];
        }
        for (j = 0; j < m->network.arc_count; j++)
            if (m->team[j] != JH_NO_INDEX) team[m->team[j]] = price[m->arcs[j].to];
    }
    *out = (jh_exchange_proof){ t->best.person, t->best.mark, arrive, leave, team };
    return JH_OK;
}

static void copy_round(jh_round *to, const jh_round *from, const jh_trade *t)
{
    memcpy(to->flow, from->flow, t->arc_count * sizeof *to->flow);
    to->moved = from->moved;
    to->gain = from->gain;
    to->cost = from->cost;
}

/* Wider and wider apart, until what is found lies within a 2,000th of the bound. */
static jh_code settle(jh_round *best, search *s, jh_arena *scratch, jh_error *err)
{
    enum { WIDEST = 256 };
    const jh_round *ends[2];
    jh_round below, above, made;
    int apart = 4;
    jh_code code = jh_round_make(&below, scratch, &s->trade, err);

    if (!code) code = jh_round_make(&above, scratch, &s->trade, err);
    if (!code) code = jh_round_make(&made, scratch, &s->trade, err);
    made.person = s->person;
    made.mark = s->mark;
    for (best->cost = INT64_MAX; !code && apart <= WIDEST; apart *= 4) {
        code = straddle(&below, &above, s, &apart, err);
        if (code || !keeps_rows(&above, s->trade.exchange)) break;
        ends[0] = &below;
        ends[1] = &above;
        code = jh_round_between(&made, &s->trade, ends, *scratch, err);
        if (!code && made.cost < best->cost) copy_round(best, &made, &s->trade);
        if (best->cost - s->trade.best.bound <= best->cost / 2000) break;
    }
    s->found = best->cost < INT64_MAX;
    return code;
}

/* Where no multipliers bring both rows at once: between many who move and many who are marked. */
static jh_code settle_for_any(jh_round *best, search *s, jh_arena *scratch, jh_error *err)
{
    const jh_exchange *e = s->trade.exchange;
    int64_t most = s->trade.limit / 2, weight = e->marked_gain + e->other_loss;
    int64_t person[] = { most, 0, most / 16 }, mark[] = { 0, most / weight, most / 2 / weight };
    jh_round ends[3];
    const jh_round *pair[2];
    size_t i, j;
    jh_code code = JH_OK;

    for (i = 0; i < 3 && !code; i++) {
        code = jh_round_make(&ends[i], scratch, &s->trade, err);
        if (code) return code;
        ends[i].person = person[i];
        ends[i].mark = mark[i];
        code = jh_round_solve(&ends[i], &s->trade, false, err);
    }
    for (i = 0; i < 9 && !code && !s->found; i++) {
        j = i % 3;
        if (i / 3 == j) continue;
        best->person = ends[j].person;
        best->mark = ends[j].mark;
        pair[0] = &ends[i / 3];
        pair[1] = &ends[j];
        code = jh_round_between(best, &s->trade, pair, *scratch, err);
        s->found = !code && keeps_rows(best, e);
    }
    return code;
}

/* How many could move if it cost nothing. */
static jh_code count_most(int64_t *out, search *s, jh_error *err)
{
    s->at.person = 1;
    s->at.mark = 0;
    jh_code code = jh_round_solve(&s->at, &s->trade, true, err);

    *out = s->at.moved;
    return code;
}

jh_code jh_exchange_solve(jh_exchange_answer *out, jh_arena *keep, jh_arena scratch,
                          const jh_exchange *exchange, jh_error *err)
{
    search s = { 0 };
    jh_round best;
    jh_code code = jh_trade_make(&s.trade, &scratch, exchange, err);

    *out = (jh_exchange_answer){ 0 };
    if (!code) code = jh_round_make(&s.at, &scratch, &s.trade, err);
    if (!code) code = jh_round_make(&best, &scratch, &s.trade, err);
    if (!code) code = search_both(&s, scratch, err);
    if (!code && s.found) code = settle(&best, &s, &scratch, err);
    if (!code && !s.found) code = count_most(&out->most_moved, &s, err);
    if (!code && !s.found && out->most_moved >= exchange->at_least)
        code = settle_for_any(&best, &s, &scratch, err);
    if (!code && s.found) code = tell(out, keep, &s.trade, &best, err);
    if (!code && s.found) code = tell_proof(&out->proof, keep, &s.trade, err);
    out->rounds = s.trade.rounds;
    return code;
}
