/* The search: the multipliers of the two rows, each round's circulation mended into an exchange,
 * until it lies near enough to the best bound.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange_work.h"

#include <stdlib.h>
#include <string.h>

/* Rounds in all; of them, such as follow the slopes before the peak is sought. */
enum { ROUNDS = 60, SLOPE_ROUNDS = 12 };
/* How hard each round is mended, and in the end the best of them, if all are too far. */
enum { EFFORT = 5000, EFFORT_MOST = 200000 };

/* What a round told: the bound there, and how it changes with the multipliers. */
typedef struct view {
    double person, mark, bound, few, unmarked;
} view;

typedef struct search {
    jh_trade trade;
    jh_round at, best;
    bool found;
    view views[ROUNDS];
    size_t count, effort;
    double slope[2][2]; /* relative change of (others, marked) with that of what they are paid */
    jh_arena *scratch;
} search;

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

/* ---- One round ---- */

static void copy_round(jh_round *to, const jh_round *from, const jh_trade *t)
{
    memcpy(to->flow, from->flow, t->arc_count * sizeof *to->flow);
    to->moved = from->moved;
    to->marked = from->marked;
    to->cost = from->cost;
}

static bool is_near(const search *s)
{
    return s->found && s->best.cost - s->trade.best.bound <= s->best.cost / JH_NEAR;
}

/* Mends the round and keeps it where it is the cheapest exchange so far. */
static jh_code mend(search *s, jh_error *err)
{
    jh_code code = jh_round_mend(&s->at, &s->trade, s->effort, *s->scratch, err);

    if (code || !jh_round_keeps_rows(&s->at, s->trade.exchange)) return code;
    if (s->found && s->at.cost >= s->best.cost) return JH_OK;
    copy_round(&s->best, &s->at, &s->trade);
    s->found = true;
    return JH_OK;
}

/* Near enough to what is wanted that mending is not in vain. */
static bool is_mendable(const search *s)
{
    int64_t few = s->trade.exchange->at_least - s->at.moved;
    int64_t unmarked = s->trade.marked_least - s->at.marked;

    return (s->at.person == 0 || few > -30) && few < 30 && unmarked < 12
           && (s->at.mark == 0 || unmarked > -12);
}

static jh_code look(search *s, int64_t person, int64_t mark, jh_error *err)
{
    const jh_exchange *e = s->trade.exchange;
    jh_code code;

    s->at.person = person;
    s->at.mark = mark;
    code = jh_round_solve(&s->at, &s->trade, false, err);
    if (code) return code;
    s->views[s->count++] = (view){ (double)person, (double)mark, (double)s->at.bound,
                                   (double)(e->at_least - s->at.moved),
                                   (double)(s->trade.marked_least - s->at.marked) };
    return is_mendable(s) ? mend(s, err) : JH_OK;
}

/* ---- Along the slopes: quasi-Newton steps (Broyden 1965) on what is paid ---- */

static double held(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* The part by which `to` is above `from`, seen from the middle. */
static double apart(double from, double to)
{
    return 2 * (to - from) / (to + from + 1);
}

/* What one of them is paid, or how many of them move. */
typedef struct pair {
    double others, marked;
} pair;

static pair pair_apart(pair from, pair to)
{
    return (pair){ apart(from.others, to.others), apart(from.marked, to.marked) };
}

/* So much more pay brought so many more. */
static void learn(search *s, pair pay, pair come)
{
    double off[2], length = pay.others * pay.others + pay.marked * pay.marked;
    int i;

    if (length < 1e-12) return;
    off[0] = come.others - s->slope[0][0] * pay.others - s->slope[0][1] * pay.marked;
    off[1] = come.marked - s->slope[1][0] * pay.others - s->slope[1][1] * pay.marked;
    for (i = 0; i < 2; i++) {
        s->slope[i][0] += off[i] * pay.others / length;
        s->slope[i][1] += off[i] * pay.marked / length;
    }
    for (i = 0; i < 2; i++) {
        s->slope[i][i] = held(s->slope[i][i], 0.3, 8);
        s->slope[i][1 - i] = held(s->slope[i][1 - i], -0.1, 0.8 * s->slope[i][i]);
    }
}

/* How much more pay brings so many more; one pay for all unless the marked matter. */
static pair pay_for(const search *s, pair come, bool marked_matter)
{
    const double(*a)[2] = s->slope;
    double det = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    pair pay = { come.others / (a[0][0] + a[0][1]), come.others / (a[0][0] + a[0][1]) };

    if (marked_matter && det > 0.05)
        pay = (pair){ (come.others * a[1][1] - come.marked * a[0][1]) / det,
                      (come.marked * a[0][0] - come.others * a[1][0]) / det };
    return (pair){ held(pay.others, -0.4, 0.8), held(pay.marked, -0.4, 0.8) };
}

typedef struct slopes {
    pair wanted, came, paid;
    bool marked_matter; /* without more pay too few of them come */
} slopes;

static pair next_pay(const search *s, slopes *now)
{
    double all = now->came.others + now->came.marked, limit = (double)s->trade.limit;
    double wanted = now->wanted.others + now->wanted.marked;
    pair step = { apart(all, wanted), 0 }, next;

    if (all > wanted * 0.6 && now->came.marked * wanted < now->wanted.marked * all * 0.995)
        now->marked_matter = true;
    if (now->marked_matter) step = pair_apart(now->came, now->wanted);
    step = pay_for(s, step, now->marked_matter);
    next.others = held(now->paid.others * (1 + step.others), 1, limit);
    next.marked = held(now->paid.marked * (1 + step.marked), 1, limit);
    if (next.marked >= next.others) return next;
    now->marked_matter = false;
    return (pair){ next.others, next.others };
}

static pair who_came(const search *s)
{
    const view *v = &s->views[s->count - 1];
    double moved = (double)s->trade.exchange->at_least - v->few;
    double marked = (double)s->trade.marked_least - v->unmarked;

    return (pair){ moved - marked, marked };
}

static jh_code follow_slopes(search *s, jh_error *err)
{
    double marked = (double)s->trade.marked_least, paid = (double)s->at.person;
    slopes now = {
        { (double)s->trade.exchange->at_least - marked, marked }, who_came(s), { paid, paid }, false
    };
    jh_code code = JH_OK;

    s->slope[0][0] = s->slope[1][1] = 1.6;
    s->slope[0][1] = s->slope[1][0] = 0.2;
    while (!code && !is_near(s) && s->count < SLOPE_ROUNDS) {
        pair pay = next_pay(s, &now), came;
        if ((int64_t)pay.others == (int64_t)now.paid.others
            && (int64_t)pay.marked == (int64_t)now.paid.marked)
            break;
        code = look(s, (int64_t)pay.others, (int64_t)(pay.marked - pay.others), err);
        came = who_came(s);
        learn(s, pair_apart(now.paid, pay), pair_apart(now.came, came));
        now.paid = pay;
        now.came = came;
    }
    return code;
}

/* ---- The peak of what all rounds allow (Kelley 1960) ---- */

/* No bound at these multipliers can be higher than this. */
static double allowed(const search *s, double person, double mark)
{
    double least = 1e300, value;
    size_t i;

    for (i = 0; i < s->count; i++) {
        const view *v = &s->views[i];
        value = v->bound + v->few * (person - v->person) + v->unmarked * (mark - v->mark);
        if (value < least) least = value;
    }
    return least;
}

enum { THIRDS = 42 };

static double best_mark(double *mark, const search *s, double person, const double range[2])
{
    double low = range[0], high = range[1];
    int i;

    for (i = 0; i < THIRDS; i++) {
        double a = low + (high - low) / 3, b = high - (high - low) / 3;
        if (allowed(s, person, a) < allowed(s, person, b))
            low = a;
        else
            high = b;
    }
    *mark = (low + high) / 2;
    return allowed(s, person, *mark);
}

static double peak(double *person, double *mark, const search *s, double wide)
{
    double middle = (double)s->trade.best.person, of_mark = (double)s->trade.best.mark;
    double low = middle / wide, high = middle * wide + 64;
    double range[2] = { of_mark / wide - middle / 8, of_mark * wide + middle / 8 };
    int i;

    if (range[0] < 0) range[0] = 0;
    if (s->trade.marked_least == 0) range[1] = range[0] = 0;
    for (i = 0; i < THIRDS; i++) {
        double a = low + (high - low) / 3, b = high - (high - low) / 3;
        if (best_mark(mark, s, a, range) < best_mark(mark, s, b, range))
            low = a;
        else
            high = b;
    }
    *person = (low + high) / 2;
    return best_mark(mark, s, *person, range);
}

static jh_code climb(search *s, jh_error *err)
{
    double wide = 1.5, person, mark, top;
    jh_code code = JH_OK;

    while (!code && !is_near(s) && s->count < ROUNDS) {
        int64_t before = s->trade.best.bound;
        top = peak(&person, &mark, s, wide);
        if (top - (double)before < (double)before / (4 * JH_NEAR) || person > (double)s->trade.limit
            || mark > (double)s->trade.limit)
            break;
        code = look(s, (int64_t)(person + 0.5), (int64_t)(mark + 0.5), err);
        wide = s->trade.best.bound > before ? wide * 1.3 : 1 + (wide - 1) * 0.6;
        if (wide < 1.0005) break;
    }
    return code;
}

/* Once more where the bound is best, and harder. */
static jh_code mend_harder(search *s, jh_error *err)
{
    jh_code code = JH_OK;

    while (!code && !is_near(s) && s->effort < EFFORT_MOST) {
        s->effort *= 6;
        s->at.person = s->trade.best.person;
        s->at.mark = s->trade.best.mark;
        code = jh_round_solve(&s->at, &s->trade, false, err);
        if (!code) code = mend(s, err);
    }
    return code;
}

static jh_code search_both(search *s, jh_error *err)
{
    int64_t first = 1;
    jh_code code = first_guess(&first, s->trade.exchange, *s->scratch, err);

    if (!code) code = look(s, first < s->trade.limit ? first : s->trade.limit, 0, err);
    if (!code) code = follow_slopes(s, err);
    if (!code) code = climb(s, err);
    return code ? code : mend_harder(s, err);
}

/* Where none of those brought both rows at once: from many who move and many who are marked. */
static jh_code settle_for_any(search *s, jh_error *err)
{
    int64_t most = s->trade.limit / 2, person[] = { most, 0, most / 16, most / 2 },
            mark[] = { 0, most, most, most / 2 };
    size_t i;
    jh_code code = JH_OK;

    for (i = 0; i < 4 && !code && !s->found; i++) {
        s->at.person = person[i];
        s->at.mark = mark[i];
        code = jh_round_solve(&s->at, &s->trade, false, err);
        if (!code) code = mend(s, err);
    }
    return code;
}

/* ---- The answer ---- */

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
            if (m->offer[j] != JH_NO_INDEX)
                take[m->offer[j]] = (uint32_t)best->flow[m->first_arc + j];
        }
    }
    out->found = true;
    out->take = take;
    out->moved = best->moved;
    out->marked = best->marked;
    out->cost = best->cost / JH_PARTS;
    out->bound = bound_of(t);
    return JH_OK;
}

/* Prices in the order of the exchange. */
static jh_code tell_prices(jh_exchange_proof *out, jh_arena *keep, const jh_trade *t,
                           const int64_t *prices, jh_error *err)
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
        const int64_t *price = prices + m->first_node;
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

/* As many as can if it cost nothing: all of them, or the marked ones only. */
static jh_code count_most(jh_exchange_most *out, search *s, jh_arena *keep, bool marked_only,
                          jh_error *err)
{
    jh_exchange_proof proof;
    jh_code code;

    s->at.person = !marked_only;
    s->at.mark = marked_only;
    code = jh_round_solve(&s->at, &s->trade, true, err);
    if (!code) code = tell_prices(&proof, keep, &s->trade, s->at.price, err);
    if (code) return code;
    out->count = marked_only ? s->at.marked : s->at.moved;
    out->arrive = proof.arrive;
    out->leave = proof.leave;
    return JH_OK;
}

jh_code jh_exchange_find_most(jh_exchange_most *out, jh_arena *keep, jh_arena scratch,
                              const jh_exchange_ask *ask, jh_error *err)
{
    search s = { .scratch = &scratch };
    jh_code code = jh_trade_make(&s.trade, &scratch, ask->exchange, err);

    if (!code) code = jh_round_make(&s.at, &scratch, &s.trade, err);
    return code ? code : count_most(out, &s, keep, ask->marked_only, err);
}

jh_code jh_exchange_solve(jh_exchange_answer *out, jh_arena *keep, jh_arena scratch,
                          const jh_exchange *exchange, jh_error *err)
{
    search s = { .scratch = &scratch, .effort = EFFORT };
    jh_exchange_most most = { 0 };
    jh_code code = jh_trade_make(&s.trade, &scratch, exchange, err);

    *out = (jh_exchange_answer){ 0 };
    if (!code) code = jh_trade_touch(&s.trade, &scratch, err);
    if (!code) code = jh_round_make(&s.at, &scratch, &s.trade, err);
    if (!code) code = jh_round_make(&s.best, &scratch, &s.trade, err);
    if (!code) code = search_both(&s, err);
    if (!code && !s.found) code = count_most(&most, &s, keep, false, err);
    if (!code && !s.found) out->most_moved = most.count;
    if (!code && !s.found && most.count >= exchange->at_least) code = settle_for_any(&s, err);
    if (!code && s.found) code = tell(out, keep, &s.trade, &s.best, err);
    if (!code && s.found) code = tell_prices(&out->proof, keep, &s.trade, s.trade.best.price, err);
    out->rounds = s.trade.rounds;
    return code;
}
