/* A choice of schools within a budget, against trying every choice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "advise/plan_budget.h"

enum { THINGS = 12, CASES = 400 };

static uint64_t seed = 20170419;

static int64_t drawn(int64_t most)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)((seed >> 33) % (uint64_t)most);
}

static int64_t best_of_all(const jh_choice *things, size_t count, int64_t money)
{
    int64_t best = 0;

    for (unsigned set = 0; set < 1U << count; set++) {
        int64_t worth = 0, cost = 0;
        for (size_t i = 0; i < count; i++) {
            if (!(set >> i & 1)) continue;
            worth += things[i].worth;
            cost += things[i].cost;
        }
        if (cost <= money && worth > best) best = worth;
    }
    return best;
}

static void the_choice_is_the_best_of_all(void **state)
{
    jh_arena scratch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (int n = 0; n < CASES; n++) {
        jh_choice things[THINGS];
        size_t count = (size_t)drawn(THINGS + 1);
        int64_t money = drawn(3000), worth = 0, cost = 0, bound, best;
        for (size_t i = 0; i < count; i++)
            things[i] = (jh_choice){ 1 + drawn(900), 1 + drawn(900), false };
        best = best_of_all(things, count, money);
        assert_int_equal(jh_choose_within(things, count, money, &bound, scratch), JH_OK);
        for (size_t i = 0; i < count; i++) {
            worth += things[i].is_chosen ? things[i].worth : 0;
            cost += things[i].is_chosen ? things[i].cost : 0;
        }
        assert_true(cost <= money);
        assert_int_equal(worth, best);
        assert_int_equal(bound, best);
    }
    jh_arena_release(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_choice_is_the_best_of_all) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
