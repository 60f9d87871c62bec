/* Made-up counties so small that everything can be tried: the plan costs what the best of all
 * costs, and its bound is never above that.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/plan.h"
#include "tests/support/tiny_problem.h"

#include <stdio.h>

#ifndef TINY_COUNTIES
#define TINY_COUNTIES 60
#define TINY_PLANS 15
#endif

typedef struct counts {
    size_t plans, nine_year, decided;
} counts;

/* The plan of a county, compared with the best of all plans. */
static bool plan_and_compare(jh_plan *plan, jh_arena *keep, const tiny_problem *tiny,
                             const jh_plan *before, const char *name)
{
    jh_plan_breach why = { "nothing", 0 };
    jh_plan_request request = { .problem = &tiny->problem, .node_most = 100000, .before = before };
    int64_t optimum = tiny_problem_optimum(tiny);

    assert_int_equal(jh_plan_make(plan, keep, &request, NULL), JH_OK);
    if (plan->stopped) fail_msg("%s: stopped", name);
    if (plan->found != (optimum >= 0))
        fail_msg("%s: plan %d, optimum %lld", name, plan->found, (long long)optimum);
    if (plan->found && !jh_plan_holds(&tiny->problem, plan, *keep, &why))
        fail_msg("%s: %s %zu", name, why.what, why.where);
    if (plan->found && plan->cost != optimum)
        fail_msg("%s: plan %lld, optimum %lld", name, (long long)plan->cost, (long long)optimum);
    if (plan->found && plan->has_bound && plan->bound > optimum)
        fail_msg("%s: bound %lld, optimum %lld", name, (long long)plan->bound, (long long)optimum);
    return plan->found;
}

/* As it is; with some of it decided beforehand, afresh; and the same from where the first ended. */
static void one_county(uint64_t seed, counts *of)
{
    tiny_problem tiny;
    jh_arena keep;
    jh_plan plan, decided;
    char name[40];
    bool found;

    tiny_problem_make(&tiny, seed);
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    snprintf(name, sizeof name, "county %llu", (unsigned long long)seed);
    found = plan_and_compare(&plan, &keep, &tiny, NULL, name);
    of->plans += found;
    of->nine_year += found && tiny.is_nine_year;
    tiny_problem_decide(&tiny, seed);
    snprintf(name, sizeof name, "county %llu, decided", (unsigned long long)seed);
    of->decided += plan_and_compare(&decided, &keep, &tiny, NULL, name);
    snprintf(name, sizeof name, "county %llu, decided, again", (unsigned long long)seed);
    (void)plan_and_compare(&decided, &keep, &tiny, &plan, name);
    jh_arena_release(&keep);
}

static void a_plan_costs_what_the_best_of_all_costs(void **unused)
{
    size_t count = TINY_COUNTIES;
    counts of = { 0 };
    uint64_t seed;

    (void)unused;
    for (seed = 1; seed <= count; seed++) one_county(seed, &of);
    print_message(
        "%zu counties, %zu with a plan, %zu of them with a nine-year school; with some of "
        "it decided, %zu with a plan\n",
        count, of.plans, of.nine_year, of.decided);
    assert_true(of.plans >= TINY_PLANS);
    assert_true(of.nine_year > 0);
    assert_true(of.decided >= TINY_PLANS / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_costs_what_the_best_of_all_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
