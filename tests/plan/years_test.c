/* Made-up counties so small that every schedule can be tried: no bound is beyond what the best of
 * all schedules reaches, and none that is made has fewer pupil-years than that.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/years_work.h"
#include "tests/support/tiny_problem.h"
#include "tests/support/tiny_years.h"

#include <string.h>

#ifndef TINY_SCHEDULES
#define TINY_SCHEDULES 500
#endif

typedef struct tally {
    size_t counties, found, lacking, missed;
    size_t dearer, fewer; /* than the best there is */
} tally;

/* At most three rows (a nine-year school and one more), one kind of staff. */
static bool make_small(tiny_problem *tiny, uint64_t seed)
{
    jh_problem *p = &tiny->problem;
    size_t i, ways = 0;

    tiny_problem_make(tiny, seed);
    if (p->bit_count != 1) return false;
    if (p->row_count > TINY_YEARS_ROWS) p->row_count = TINY_YEARS_ROWS;
    for (i = 0; i < p->way_count; i++)
        if (tiny->ways[i].b < p->row_count) tiny->ways[ways++] = tiny->ways[i];
    p->way_count = ways;
    return true;
}

/* How many could be hired for the money: what trying everything takes grows with it. */
static bool is_soon_tried(const jh_problem *p, int64_t cost)
{
    int64_t cheapest =
        p->hire[0] >= 0 && (p->hire[1] < 0 || p->hire[0] < p->hire[1]) ? p->hire[0] : p->hire[1];

    return cheapest < 0 || cost / cheapest <= (p->row_count < 3 ? 6 : 4);
}

/* Money around what the plan costs, sometimes too little. */
static void make_years(jh_years *years, const jh_problem *p, int64_t cost, uint64_t seed)
{
    int64_t schools = (int64_t)jh_years_schools(p);

    *years = (jh_years){ .count = TINY_YEARS };
    years->budget[0] = cost * (int64_t)(seed % 7) / 6;
    years->budget[1] = cost - years->budget[0] + (int64_t)(seed % 5) * cost / 10 - cost / 20;
    if (years->budget[1] < 0) years->budget[1] = 0;
    years->wanted[0] = (int64_t)(seed % 3) * schools / 3;
    years->wanted[1] = schools;
    years->price[0] = years->price[1] = JH_PRICE_UNIT;
}

static void compare(const jh_years_plan *plan, const tiny_years *tried, uint64_t seed, tally *sum)
{
    int64_t cost = tiny_years_cost(tried), lacking = tiny_years_lacking(tried), pupils;

    if (!plan->found) {
        sum->lacking++;
        sum->missed += cost >= 0;
        if (plan->least_extra.given && plan->least_extra.bound > lacking)
            fail_msg("county %llu: at least %lld more, yet %lld do", (unsigned long long)seed,
                     (long long)plan->least_extra.bound, (long long)lacking);
        return;
    }
    sum->found++;
    if (cost < 0 || plan->cheapest < cost || plan->least_cost.bound > cost)
        fail_msg("county %llu: cost %lld, bound %lld, the best %lld", (unsigned long long)seed,
                 (long long)plan->cheapest, (long long)plan->least_cost.bound, (long long)cost);
    pupils = tiny_years_pupils(tried, plan->ceiling);
    if (plan->pupil_years > pupils || plan->most_pupils.bound < pupils)
        fail_msg("county %llu: pupil-years %lld, bound %lld, the best %lld",
                 (unsigned long long)seed, (long long)plan->pupil_years,
                 (long long)plan->most_pupils.bound, (long long)pupils);
    sum->dearer += plan->cheapest > cost;
    sum->fewer += plan->pupil_years < pupils;
}

/* Programmes that were solved: one that is asked the same again and again tells it here. */
enum { PROGRAMMES_MOST = 150 };

static bool count_programmes(void *listener, jh_say_id what, size_t done, size_t total)
{
    (void)done;
    (void)total;
    *(size_t *)listener += what == SAY_SOLVE_PROGRAMME;
    return false;
}

static void one_county(uint64_t seed, tally *sum)
{
    static tiny_years tried;
    tiny_problem tiny;
    jh_years years;
    jh_years_plan dated;
    jh_arena keep;
    jh_plan plan;
    jh_plan_breach why = { "nothing", 0 };
    jh_plan_request ask = { .problem = &tiny.problem, .node_most = 100000 };
    size_t programmes = 0;
    const jh_progress progress = { count_programmes, &programmes };
    jh_years_request request = { &tiny.problem, &plan, &years, 50000, 1000, &progress };

    if (!make_small(&tiny, seed)) return;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_plan_make(&plan, &keep, &ask, NULL), JH_OK);
    if (plan.found && plan.has_bound && is_soon_tried(&tiny.problem, 2 * plan.cost)) {
        make_years(&years, &tiny.problem, plan.cost, seed);
        assert_int_equal(jh_years_make(&dated, &keep, &request, NULL), JH_OK);
        if (programmes > PROGRAMMES_MOST)
            fail_msg("county %llu: %zu programmes", (unsigned long long)seed, programmes);
        if (!jh_years_hold(&tiny.problem, &years, &dated, keep, &why))
            fail_msg("county %llu: %s %zu", (unsigned long long)seed, why.what, why.where);
        tiny_years_try(&tried, &tiny.problem, &years);
        compare(&dated, &tried, seed, sum);
        sum->counties++;
    }
    jh_arena_release(&keep);
}

static void no_schedule_is_better_than_the_bounds(void **unused)
{
    tally sum = { 0 };
    uint64_t seed;

    (void)unused;
    for (seed = 1; sum.counties < TINY_SCHEDULES; seed++) one_county(seed, &sum);
    print_message("%zu counties: %zu scheduled, %zu lack money (%zu of them wrongly); "
                  "%zu dearer than the best, %zu with fewer pupil-years\n",
                  sum.counties, sum.found, sum.lacking, sum.missed, sum.dearer, sum.fewer);
    assert_true(sum.found * 3 > sum.counties && sum.lacking * 20 > sum.counties);
    assert_true(sum.missed * 50 <= sum.counties);
    assert_true(sum.dearer * 50 <= sum.counties);
    assert_int_equal(sum.fewer, 0);
}

/* Twenty routes are tried in the years of a county: what one needed is gone before the next. */
static void a_route_that_is_tried_leaves_nothing_behind(void **unused)
{
    jh_years years = { .count = TINY_YEARS, .price = { JH_PRICE_UNIT, JH_PRICE_UNIT } };
    jh_plan_request ask = { .node_most = 100000 };
    jh_years_request request = { .years = &years };
    double weight[TINY_ROWS] = { 1, 1, 1, 1 };
    jh_arena keep, room;
    tiny_problem tiny;
    jh_years_work work;
    jh_plan plan = { 0 }, other;
    uint64_t seed;
    size_t before;

    (void)unused;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&room, JH_ARENA_DEFAULT), 0);
    for (seed = 1; !plan.found || !plan.has_bound || !plan.move_count; seed++) {
        tiny_problem_make(&tiny, seed);
        ask.problem = &tiny.problem;
        assert_int_equal(jh_plan_make(&plan, &keep, &ask, NULL), JH_OK);
    }
    request.problem = &tiny.problem;
    request.plan = &plan;
    assert_int_equal(jh_years_open(&work, &room, &request, NULL), JH_OK);
    work.keep = &keep;
    before = jh_arena_used(&room);
    assert_int_equal(jh_years_route(&other, &work, &plan, weight, NULL), JH_OK);
    assert_true(other.cost <= plan.cost);
    assert_int_equal(jh_arena_used(&room), before);
    jh_years_close(&work);
    jh_arena_release(&room);
    jh_arena_release(&keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_route_that_is_tried_leaves_nothing_behind),
        cmocka_unit_test(no_schedule_is_better_than_the_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
