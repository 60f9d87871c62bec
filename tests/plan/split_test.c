/* Where the search for a proof splits: a made-up county of 150 schools of which nothing but splits
 * in the right places proves a bound near its cost, with few nodes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "bench/plan_county.h"
#include "plan/plan.h"

enum { SCHOOLS = 150, SEED = 6, NODES_MOST = 140 };

static void a_hard_county_is_proved_within_few_nodes(void **unused)
{
    jh_plan_request request = { .gap_ppm = 500, .node_most = NODES_MOST };
    jh_arena keep;
    jh_plan plan;
    county c;

    (void)unused;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    make_county(&c, &keep, SCHOOLS, SEED, 0.45);
    request.problem = &c.problem;
    assert_int_equal(jh_problem_finish(&c.problem, NULL), JH_OK);
    assert_int_equal(jh_plan_make(&plan, &keep, &request, NULL), JH_OK);
    assert_true(plan.found && plan.has_bound);
    assert_true(jh_plan_holds(&c.problem, &plan, keep, NULL));
    print_message("%zu nodes, %zu cases, cost %lld, bound %lld\n", plan.nodes, plan.tree.leaf_count,
                  (long long)plan.cost, (long long)plan.bound);
    assert_true(plan.cost - plan.bound <= plan.cost / 1000);
    jh_arena_release(&keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hard_county_is_proved_within_few_nodes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
