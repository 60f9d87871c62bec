/* exchange_test.c: who changes places: every exchange proves itself, and on small ones all
 * possible exchanges are tried one by one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "solve/exchange.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/chance.h"

#include <stdlib.h>

enum { PLACE_MAX = 4, TEAM_MAX = 7, OFFER_MAX = TEAM_MAX * PLACE_MAX };

static jh_arena keep, scratch;

typedef struct made {
    jh_team teams[TEAM_MAX];
    jh_offer offers[OFFER_MAX];
    uint32_t most[2 * PLACE_MAX];
    jh_exchange exchange;
} made;

static void make(made *m)
{
    uint32_t places = test_some(2, PLACE_MAX), kinds = test_some(1, 2),
             teams = test_some(1, TEAM_MAX), i, j;
    int dear = test_some(0, 1) ? 4 : 1000;

    *m = (made){ .exchange = { .place_count = places,
                               .kind_count = kinds,
                               .team_count = teams,
                               .at_least = test_some(0, 6),
                               .marked_gain = test_some(1, 4),
                               .other_loss = test_some(0, 1) } };
    m->exchange.teams = m->teams;
    m->exchange.offers = m->offers;
    if (test_some(0, 2) == 0) m->exchange.marked_needed = test_some(0, 3);
    for (i = 0; i < teams; i++) {
        jh_team *team = &m->teams[i];
        *team = (jh_team){ .place = test_some(0, places - 1),
                           .kind = test_some(0, kinds - 1),
                           .count = test_some(0, 2),
                           .is_marked = test_some(0, 2) == 0,
                           .first_offer = m->exchange.offer_count };
        for (j = 0; j < places; j++) {
            if (j == team->place || test_some(0, 3) == 0) continue;
            m->offers[m->exchange.offer_count++] = (jh_offer){ j, test_some(0, (uint32_t)dear) };
            team->offer_count++;
        }
    }
    if (test_some(0, 1)) return;
    for (i = 0; i < kinds * places; i++) m->most[i] = test_some(0, 3);
    m->exchange.most = m->most;
}

/* ---- Every exchange there is ---- */

typedef struct every {
    const jh_exchange *exchange;
    uint32_t take[OFFER_MAX];
    int left[2 * PLACE_MAX], gone[2 * PLACE_MAX];
    int64_t cost, moved, gain;
    int64_t least; /* INT64_MAX = none keeps the rows */
    int64_t most_moved;
} every;

static void judge(every *v)
{
    const jh_exchange *e = v->exchange;
    uint32_t i;

    for (i = 0; i < e->kind_count * e->place_count; i++) {
        if (v->left[i] != 0) return;
        if (e->most && v->gone[i] > (int)e->most[i]) return;
    }
    if (v->moved > v->most_moved) v->most_moved = v->moved;
    if (v->moved < e->at_least || v->gain < e->marked_needed) return;
    if (v->cost < v->least) v->least = v->cost;
}

static void try_offers(every *v, uint32_t team, uint32_t offer, uint32_t free)
{
    const jh_exchange *e = v->exchange;
    const jh_team *t = &e->teams[team];
    uint32_t n;

    if (team == e->team_count) {
        judge(v);
        return;
    }
    if (offer == t->offer_count) {
        uint32_t next = team + 1;
        try_offers(v, next, 0, next < e->team_count ? e->teams[next].count : 0);
        return;
    }
    const jh_offer *o = &e->offers[t->first_offer + offer];
    uint32_t home = t->kind * e->place_count + t->place,
             there = t->kind * e->place_count + o->place;
    int64_t gain = t->is_marked ? e->marked_gain : -e->other_loss;
    for (n = 0; n <= free; n++) {
        int by = (int)n;
        v->left[home] += by, v->gone[home] += by, v->left[there] -= by;
        v->cost += by * o->cost, v->moved += by, v->gain += by * gain;
        try_offers(v, team, offer + 1, free - n);
        v->left[home] -= by, v->gone[home] -= by, v->left[there] += by;
        v->cost -= by * o->cost, v->moved -= by, v->gain -= by * gain;
    }
}

static void small_exchanges_against_all_there_are(void **state)
{
    size_t n, found = 0, cheapest = 0, missed = 0;
    made m;

    (void)state;
    test_chance_begin(20251124);
    for (n = 0; n < 3000; n++) {
        jh_arena here = keep;
        jh_exchange_answer answer;
        make(&m);
        every all = { .exchange = &m.exchange, .least = INT64_MAX };
        try_offers(&all, 0, 0, m.teams[0].count);
        assert_int_equal(jh_exchange_solve(&answer, &here, scratch, &m.exchange, NULL), JH_OK);
        if (answer.found) {
            assert_int_equal(jh_exchange_prove(&m.exchange, &answer, scratch, NULL), JH_OK);
            assert_true(answer.bound <= all.least && all.least <= answer.cost);
            cheapest += answer.cost == all.least;
        } else {
            assert_int_equal(answer.most_moved, all.most_moved);
            missed += all.least < INT64_MAX;
        }
        found += answer.found;
    }
    print_message("%zu found, %zu of them the cheapest; %zu missed\n", found, cheapest, missed);
    assert_int_equal(missed, 0);
    assert_true(found > 700);
    assert_int_equal(cheapest, found);
}

/* A town as a county has it: the bound must be near, and whatever number of the answer is changed,
 * it proves nothing any more. */
static jh_exchange town(jh_arena *at, uint32_t teachers, uint32_t schools)
{
    jh_team *teams = JH_NEW_ARRAY(at, jh_team, teachers);
    jh_offer *offers = JH_NEW_ARRAY(at, jh_offer, (size_t)teachers * schools);
    uint32_t x[64], y[64], i, j, count = 0;

    assert_true(schools <= 64);
    for (i = 0; i < schools; i++) x[i] = test_some(0, 400), y[i] = test_some(0, 400);
    for (i = 0; i < teachers; i++) {
        uint32_t own = test_some(0, 50);
        teams[i] = (jh_team){
            test_some(0, schools - 1), test_some(0, 11), 1, test_some(0, 5) == 0, count, 0
        };
        for (j = 0; j < schools; j++) {
            uint32_t home = teams[i].place;
            int64_t far = labs((long)x[j] - x[home]) + labs((long)y[j] - y[home]);
            if (j != home && far < 400)
                offers[count++] = (jh_offer){ j, far + own + test_some(0, 20) };
        }
        teams[i].offer_count = count - teams[i].first_offer;
    }
    return (jh_exchange){ .place_count = schools,
                          .kind_count = 12,
                          .teams = teams,
                          .team_count = teachers,
                          .offers = offers,
                          .offer_count = count,
                          .at_least = teachers / 10,
                          .marked_gain = 4,
                          .other_loss = 1 };
}

/* The mean gap of some towns, each of which proves itself. */
static double mean_gap(uint32_t teachers, uint32_t schools, uint32_t backbone_every, bool is_dense)
{
    enum { TOWNS = 6 };
    double gaps = 0;
    size_t n, i;

    for (n = 0; n < TOWNS; n++) {
        jh_arena here = keep;
        jh_exchange_answer answer;
        jh_exchange exchange = town(&here, teachers, schools);
        for (i = 0; i < exchange.offer_count && is_dense; i++)
            ((jh_offer *)exchange.offers)[i].cost = 100 + test_some(0, 60);
        for (i = 0; i < exchange.team_count; i++) {
            jh_team *team = (jh_team *)&exchange.teams[i];
            if (is_dense) team->kind %= 5;
            team->is_marked = test_some(1, backbone_every) == 1;
        }
        assert_int_equal(jh_exchange_solve(&answer, &here, scratch, &exchange, NULL), JH_OK);
        assert_true(answer.found);
        assert_int_equal(jh_exchange_prove(&exchange, &answer, scratch, NULL), JH_OK);
        gaps += (double)(answer.cost - answer.bound) / (double)answer.cost;
    }
    print_message("%u teachers, %u schools: mean gap %.5f\n", teachers, schools, gaps / TOWNS);
    return gaps / TOWNS;
}

static void towns_are_settled_near_their_bounds(void **state)
{
    (void)state;
    test_chance_begin(5);
    assert_true(mean_gap(4000, 60, 6, false) < 0.001);
    assert_true(mean_gap(4000, 60, 12, false) < 0.001); /* the backbone in the way */
    assert_true(mean_gap(1000, 20, 6, true) < 0.001);   /* a hundred ways to do the same */
    assert_true(mean_gap(1000, 20, 15, true) < 0.001);
}

static void disproved(const jh_exchange *exchange, const jh_exchange_answer *answer)
{
    assert_int_equal(jh_exchange_prove(exchange, answer, scratch, NULL), JH_BUG);
}

static void a_changed_answer_proves_nothing(void **state)
{
    jh_arena here = keep;
    jh_exchange_answer answer, changed;
    jh_exchange exchange;
    uint32_t i, *take;

    (void)state;
    test_chance_begin(9);
    exchange = town(&here, 200, 8);
    assert_int_equal(jh_exchange_solve(&answer, &here, scratch, &exchange, NULL), JH_OK);
    assert_int_equal(jh_exchange_prove(&exchange, &answer, scratch, NULL), JH_OK);
    take = (uint32_t *)answer.take;
    for (i = 0; i < exchange.offer_count; i++) {
        take[i] += 1;
        disproved(&exchange, &answer);
        take[i] -= 1;
    }
    changed = answer, changed.cost -= 1, disproved(&exchange, &changed);
    changed = answer, changed.cost += 1, disproved(&exchange, &changed);
    changed = answer, changed.moved += 1, disproved(&exchange, &changed);
    changed = answer, changed.marked -= 1, disproved(&exchange, &changed);
    changed = answer, changed.bound = answer.cost + 1, disproved(&exchange, &changed);
    changed = answer, changed.proof.per_person = -1, disproved(&exchange, &changed);
    changed = answer, changed.bound += 1, disproved(&exchange, &changed);
    changed = answer, changed.proof.per_person = 0, disproved(&exchange, &changed);
    exchange.at_least += 1;
    disproved(&exchange, &answer);
}

typedef struct refusal {
    const char *label;
    jh_team team;
    jh_offer offer;
    int64_t at_least, gain;
    jh_say_id say;
} refusal;

static void what_makes_no_sense_is_refused(void **state)
{
    static const refusal table[] = {
        { "an offer of one's own place",
          { 0, 0, 1, false, 0, 1 },
          { 0, 1 },
          1,
          1,
          SAY_SOLVE_NO_NODE },
        { "an offer of no place", { 0, 0, 1, false, 0, 1 }, { 2, 1 }, 1, 1, SAY_SOLVE_NO_NODE },
        { "a team of no kind", { 0, 1, 1, false, 0, 1 }, { 1, 1 }, 1, 1, SAY_SOLVE_NO_NODE },
        { "offers that are not there",
          { 0, 0, 1, false, 1, 1 },
          { 1, 1 },
          1,
          1,
          SAY_SOLVE_NO_NODE },
        { "a cost below nothing", { 0, 0, 1, false, 0, 1 }, { 1, -1 }, 1, 1, SAY_SOLVE_BOUNDS },
        { "a cost out of range",
          { 0, 0, 1, false, 0, 1 },
          { 1, JH_EXCHANGE_COST_MAX + 1 },
          1,
          1,
          SAY_SOLVE_BOUNDS },
        { "fewer than nobody", { 0, 0, 1, false, 0, 1 }, { 1, 1 }, -1, 1, SAY_SOLVE_BOUNDS },
        { "marked persons who count for nothing",
          { 0, 0, 1, false, 0, 1 },
          { 1, 1 },
          1,
          0,
          SAY_SOLVE_BOUNDS },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        jh_exchange exchange = { .place_count = 2,
                                 .kind_count = 1,
                                 .teams = &table[i].team,
                                 .team_count = 1,
                                 .offers = &table[i].offer,
                                 .offer_count = 1,
                                 .at_least = table[i].at_least,
                                 .marked_gain = table[i].gain };
        jh_exchange_answer answer;
        jh_error err = { 0 };
        print_message("%s\n", table[i].label);
        assert_int_equal(jh_exchange_solve(&answer, &keep, scratch, &exchange, &err), JH_BAD_INPUT);
        assert_int_equal(err.message.say, table[i].say);
    }
}

static void too_few_who_can_move_are_counted(void **state)
{
    static const jh_offer offers[] = { { 1, 5 }, { 0, 7 }, { 0, 2 } };
    static const jh_team teams[] = { { 0, 0, 3, false, 0, 1 },
                                     { 1, 0, 2, false, 1, 1 },
                                     { 1, 1, 4, true, 2, 1 } };
    jh_exchange exchange = { .place_count = 2,
                             .kind_count = 2,
                             .teams = teams,
                             .team_count = 3,
                             .offers = offers,
                             .offer_count = 3,
                             .at_least = 5,
                             .marked_gain = 1 };
    jh_exchange_answer answer;

    (void)state;
    /* Two pairs of the first kind can change places; nobody of the second has a like elsewhere. */
    assert_int_equal(jh_exchange_solve(&answer, &keep, scratch, &exchange, NULL), JH_OK);
    assert_false(answer.found);
    assert_int_equal(answer.most_moved, 4);
    exchange.at_least = 4;
    assert_int_equal(jh_exchange_solve(&answer, &keep, scratch, &exchange, NULL), JH_OK);
    assert_true(answer.found);
    assert_int_equal(answer.cost, 24);
    assert_int_equal(answer.bound, 24);
    exchange.marked_needed = 1;
    assert_int_equal(jh_exchange_solve(&answer, &keep, scratch, &exchange, NULL), JH_OK);
    assert_false(answer.found);
}

static jh_code make_once(void *context, jh_error *err)
{
    const made *m = context;
    jh_arena here = keep;
    jh_exchange_answer answer;

    return jh_exchange_solve(&answer, &here, scratch, &m->exchange, err);
}

static void no_memory_is_an_error_like_any_other(void **state)
{
    made m;

    (void)state;
    test_chance_begin(20251124);
    make(&m);
    assert_true(test_alloc_sweep(make_once, &m, 1000) > 10);
}

static bool stop_at_once(void *listener, jh_say_id what, size_t done, size_t total)
{
    (void)what;
    (void)total;
    *(size_t *)listener = done;
    return true;
}

static void long_work_stops_when_asked(void **state)
{
    jh_arena here = keep;
    size_t told = 0;
    jh_progress progress = { stop_at_once, &told };
    jh_exchange exchange = town(&here, 100, 5);
    jh_exchange_answer answer;

    (void)state;
    exchange.progress = &progress;
    assert_int_equal(jh_exchange_solve(&answer, &here, scratch, &exchange, NULL), JH_CONFLICT);
    assert_int_equal(told, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_exchanges_against_all_there_are),
        cmocka_unit_test(towns_are_settled_near_their_bounds),
        cmocka_unit_test(a_changed_answer_proves_nothing),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(too_few_who_can_move_are_counted),
        cmocka_unit_test(long_work_stops_when_asked),
        cmocka_unit_test(no_memory_is_an_error_like_any_other),
    };
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
