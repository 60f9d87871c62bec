/* Made-up counties so small that everything can be tried: the plan costs what the best of all
 * costs, and its bound is never above that.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/plan.h"
#include "tests/support/tiny_problem.h"

#ifndef TINY_COUNTIES
#define TINY_COUNTIES 60
#define TINY_PLANS 15
#endif

static void one_county(uint64_t seed, size_t *plans, size_t *nine_year)
{
    tiny_problem tiny;
    jh_arena keep;
    jh_plan plan;
    jh_plan_breach why = { "nothing", 0 };
    jh_plan_request request = { .problem = &tiny.problem, .node_most = 100000 };
    int64_t optimum;

    tiny_problem_make(&tiny, seed);
    optimum = tiny_problem_optimum(&tiny);
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_plan_make(&plan, &keep, &request, NULL), JH_OK);
    if (plan.stopped) fail_msg("county %llu: stopped", (unsigned long long)seed);
    if (plan.found != (optimum >= 0))
        fail_msg("county %llu: plan %d, optimum %lld", (unsigned long long)seed, plan.found,
                 (long long)optimum);
    if (plan.found && !jh_plan_holds(&tiny.problem, &plan, keep, &why))
        fail_msg("county %llu: %s %zu", (unsigned long long)seed, why.what, why.where);
    if (plan.found && plan.cost != optimum)
        fail_msg("county %llu: plan %lld, optimum %lld", (unsigned long long)seed,
                 (long long)plan.cost, (long long)optimum);
    if (plan.found && plan.has_bound && plan.bound > optimum)
        fail_msg("county %llu: bound %lld, optimum %lld", (unsigned long long)seed,
                 (long long)plan.bound, (long long)optimum);
    *plans += plan.found;
    *nine_year += plan.found && tiny.is_nine_year;
    jh_arena_release(&keep);
}

static void a_plan_costs_what_the_best_of_all_costs(void **unused)
{
    size_t count = TINY_COUNTIES, plans = 0, nine_year = 0;
    uint64_t seed;

    (void)unused;
    for (seed = 1; seed <= count; seed++) one_county(seed, &plans, &nine_year);
    print_message("%zu counties, %zu with a plan, %zu of them with a nine-year school\n", count,
                  plans, nine_year);
    assert_true(plans >= TINY_PLANS);
    assert_true(nine_year > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_costs_what_the_best_of_all_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
