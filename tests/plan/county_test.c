/* Made-up counties of the size of a real one, of those that were hard to plan: a plan is found,
 * and near its bound.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "bench/plan_county.h"

typedef struct planned {
    const char *name;
    uint64_t seed;
    uint32_t schools, gap_ppm;
} planned;

static const planned table[] = {
    { "where PE teachers are to be spread more evenly, whole persons are", 24, 50, 500 },
    { "who is not there is worth what she is trained, or the bound falls short", 77, 50, 500 },
};

static void test_plans(void **unused)
{
    size_t i;

    (void)unused;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        jh_plan_request request = { .gap_ppm = table[i].gap_ppm, .node_most = 410 };
        jh_arena keep;
        county c;
        jh_plan plan;
        jh_error err = { JH_OK };

        print_message("%s\n", table[i].name);
        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), JH_OK);
        make_county(&c, &keep, table[i].schools, table[i].seed, 0.45);
        assert_int_equal(jh_problem_finish(&c.problem, &err), JH_OK);
        request.problem = &c.problem;
        assert_int_equal(jh_plan_make(&plan, &keep, &request, &err), JH_OK);
        assert_true(plan.found);
        assert_true(jh_plan_holds(&c.problem, &plan, keep, NULL));
        assert_true(plan.has_bound && plan.bound <= plan.cost);
        assert_true((double)(plan.cost - plan.bound)
                    <= (double)plan.cost * (double)request.gap_ppm / 1e6);
        jh_arena_release(&keep);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_plans) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
