/* Made-up counties so small that everything can be tried, with and without each rule: what the rule
 * costs lies in the interval that is told, however early the two searches were content.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/rule_price.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/tiny_problem.h"

#include <stdio.h>
#include <string.h>

#ifndef PRICED_COUNTIES
#define PRICED_COUNTIES 18
#endif
enum { CONTENT_PPM = 300000 };

typedef struct tally {
    size_t asked, open, costly; /* rules; of those an interval, a price above 0 for certain */
} tally;

/* The optimum of the same county when the rule is not asked for. */
static int64_t optimum_without(tiny_problem *tiny, const jh_plan_rule *rule)
{
    jh_plan_group was = tiny->groups[rule->group];
    int64_t optimum;

    if (rule->is_line)
        tiny->groups[rule->group].line[rule->indicator] =
            tiny->groups[rule->group].floor[rule->indicator] = (jh_ratio){ 0, 1 };
    else
        tiny->groups[rule->group].limit[rule->indicator] = (jh_ratio){ 0, 0 };
    assert_int_equal(jh_problem_finish(&tiny->problem, NULL), JH_OK);
    optimum = tiny_problem_optimum(tiny);
    tiny->groups[rule->group] = was;
    assert_int_equal(jh_problem_finish(&tiny->problem, NULL), JH_OK);
    return optimum;
}

static void check_interval(const jh_rule_price *price, int64_t truth, const char *name)
{
    if (price->least < 0 || price->least > truth || truth > price->most)
        fail_msg("%s: the rule costs %lld, told %lld to %lld", name, (long long)truth,
                 (long long)price->least, (long long)price->most);
}

/* A county planned twice: to the end, and content with any gap. */
enum { CLOSE, EARLY, HOW_MANY };
typedef struct planned {
    tiny_problem tiny;
    jh_arena keep;
    jh_plan_request request[HOW_MANY];
    jh_plan plan[HOW_MANY];
    int64_t optimum;
} planned;

static bool is_asked_about(const planned *c, const jh_plan_rule *rule, size_t how, int64_t truth)
{
    const jh_plan *plan = &c->plan[how];

    if (jh_rule_may_cost(&c->tiny.problem, plan, rule)) return true;
    /* A limit without a price costs no more than the gap: the bound never used it. */
    if (!rule->is_line && truth > plan->cost - plan->bound)
        fail_msg("a limit costs %lld and was not asked about", (long long)truth);
    return false;
}

static void one_rule(planned *c, const jh_plan_rule *rule, tally sum[HOW_MANY])
{
    int64_t truth = c->optimum - optimum_without(&c->tiny, rule);
    jh_rule_price price;
    char name[60];
    size_t how;

    snprintf(name, sizeof name, "%s %zu of group %zu", rule->is_line ? "line" : "limit",
             rule->indicator, rule->group);
    for (how = 0; how < HOW_MANY; how++) {
        jh_rule_question question = { &c->request[how], &c->plan[how], *rule };
        if (!c->plan[how].found || !is_asked_about(c, rule, how, truth)) continue;
        assert_int_equal(jh_rule_price_find(&price, &c->keep, &question, NULL), JH_OK);
        check_interval(&price, truth, name);
        sum[how].asked++;
        sum[how].open += price.least < price.most;
        sum[how].costly += price.least > 0;
    }
}

static void one_county(uint64_t seed, tally sum[HOW_MANY])
{
    planned c;
    size_t g, k, how;

    tiny_problem_make(&c.tiny, seed);
    if (seed % 3 == 0) tiny_problem_decide(&c.tiny, seed);
    assert_int_equal(jh_arena_reserve(&c.keep, JH_ARENA_DEFAULT), 0);
    for (how = 0; how < HOW_MANY; how++) {
        c.request[how] = (jh_plan_request){ .problem = &c.tiny.problem,
                                            .gap_ppm = how == EARLY ? CONTENT_PPM : 0,
                                            .node_most = 1000 };
        assert_int_equal(jh_plan_make(&c.plan[how], &c.keep, &c.request[how], NULL), JH_OK);
    }
    c.optimum = c.plan[CLOSE].found ? tiny_problem_optimum(&c.tiny) : 0;
    for (g = 0; c.plan[CLOSE].found && g < c.tiny.problem.group_count; g++)
        for (k = 0; k < c.tiny.problem.indicator_count; k++) {
            one_rule(&c, &(jh_plan_rule){ true, g, k }, sum);
            if (c.tiny.groups[g].limit[k].down) one_rule(&c, &(jh_plan_rule){ false, g, k }, sum);
        }
    jh_arena_release(&c.keep);
}

static void what_a_rule_costs_lies_in_the_interval_told(void **unused)
{
    tally sum[HOW_MANY] = { { 0 } };
    uint64_t seed;

    (void)unused;
    for (seed = 1; seed <= PRICED_COUNTIES; seed++) one_county(seed, sum);
    print_message("%zu rules, %zu certainly cost something; of early plans %zu, %zu told as an "
                  "interval\n",
                  sum[CLOSE].asked, sum[CLOSE].costly, sum[EARLY].asked, sum[EARLY].open);
    assert_true(sum[CLOSE].costly > PRICED_COUNTIES / 5);
    assert_true(sum[EARLY].open > PRICED_COUNTIES / 5);
}

/* ---- the same from an earlier answer ---- */

typedef struct carried {
    planned *c; /* the county as it was */
    size_t told, wide;
} carried;

/* Everything that is bought costs something else, another amount each. */
static void make_dearer(tiny_problem *tiny)
{
    size_t i;

    for (i = 0; i < tiny->problem.site_count; i++) tiny->sites[i].cost += 1 + (int64_t)(i % 3);
    for (i = 0; i < tiny->problem.way_count; i++) tiny->ways[i].cost += (int64_t)(i % 2);
    assert_int_equal(jh_problem_finish(&tiny->problem, NULL), JH_OK);
}

static void make_cheaper(tiny_problem *tiny)
{
    size_t i;

    for (i = 0; i < tiny->problem.site_count; i++) tiny->sites[i].cost -= 1 + (int64_t)(i % 3);
    for (i = 0; i < tiny->problem.way_count; i++) tiny->ways[i].cost -= (int64_t)(i % 2);
    assert_int_equal(jh_problem_finish(&tiny->problem, NULL), JH_OK);
}

static void one_rule_carried(carried *of, const jh_plan_rule *rule)
{
    planned *c = of->c;
    jh_plan_request after = c->request[EARLY];
    jh_plan plan;
    jh_rule_price before, price;
    bool enough;

    assert_int_equal(jh_rule_price_find(&before, &c->keep,
                                        &(jh_rule_question){ &c->request[EARLY], &c->plan[EARLY],
                                                             *rule },
                                        NULL),
                     JH_OK);
    assert_false(before.is_carried);
    make_dearer(&c->tiny);
    after.before = &before.without;
    assert_int_equal(jh_plan_make(&plan, &c->keep, &after, NULL), JH_OK);
    assert_true(plan.found);
    assert_int_equal(jh_rule_price_carry(&price, &enough, &c->keep,
                                         &(jh_rule_question){ &after, &plan, *rule }, NULL),
                     JH_OK);
    if (enough) {
        assert_true(price.is_carried);
        check_interval(&price, tiny_problem_optimum(&c->tiny) - optimum_without(&c->tiny, rule),
                       "an interval carried over");
    }
    of->told += enough;
    of->wide += !enough;
    make_cheaper(&c->tiny);
}

static void carry_in_county(carried *of, uint64_t seed)
{
    planned c;
    size_t g, k;

    tiny_problem_make(&c.tiny, seed);
    assert_int_equal(jh_arena_reserve(&c.keep, JH_ARENA_DEFAULT), 0);
    c.request[EARLY] = (jh_plan_request){ .problem = &c.tiny.problem,
                                          .gap_ppm = CONTENT_PPM / 4,
                                          .node_most = 1000 };
    assert_int_equal(jh_plan_make(&c.plan[EARLY], &c.keep, &c.request[EARLY], NULL), JH_OK);
    of->c = &c;
    for (g = 0; c.plan[EARLY].found && g < c.tiny.problem.group_count; g++)
        for (k = 0; k < c.tiny.problem.indicator_count; k++) {
            one_rule_carried(of, &(jh_plan_rule){ true, g, k });
            if (c.tiny.groups[g].limit[k].down)
                one_rule_carried(of, &(jh_plan_rule){ false, g, k });
        }
    jh_arena_release(&c.keep);
}

static void an_interval_carried_over_to_other_costs_is_true_of_those(void **unused)
{
    carried of = { 0 };
    uint64_t seed;

    (void)unused;
    for (seed = 1; seed <= PRICED_COUNTIES + 6; seed++) carry_in_county(&of, seed);
    print_message("%zu carried over, %zu too wide and left to a search\n", of.told, of.wide);
    assert_true(of.told > PRICED_COUNTIES / 2);
    assert_true(of.wide > 0);
}

/* ---- without memory ---- */

static jh_code price_once(void *self, jh_error *err)
{
    jh_rule_question *question = self;
    jh_rule_price price;
    jh_arena keep;
    jh_code rc;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_rule_price_find(&price, &keep, question, err);
    jh_arena_release(&keep);
    return rc;
}

static jh_code carry_once(void *self, jh_error *err)
{
    jh_rule_question *question = self;
    jh_rule_price price;
    jh_arena keep;
    bool enough;
    jh_code rc;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_rule_price_carry(&price, &enough, &keep, question, err);
    jh_arena_release(&keep);
    return rc;
}

static void a_price_without_memory_is_an_error(void **unused)
{
    tiny_problem tiny;
    jh_arena keep;
    jh_plan plan;
    jh_plan_request request = { .problem = &tiny.problem, .node_most = 1000 };
    jh_rule_question question = { &request, &plan, { true, 0, 0 } };
    uint64_t seed = 0;

    (void)unused;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    do {
        tiny_problem_make(&tiny, ++seed);
        assert_int_equal(jh_plan_make(&plan, &keep, &request, NULL), JH_OK);
    } while (!plan.found || !plan.cost);
    assert_true(test_alloc_sweep(price_once, &question, 20000) > 0);
    request.before = &plan;
    assert_true(test_alloc_sweep(carry_once, &question, 20000) > 0);
    jh_arena_release(&keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_rule_costs_lies_in_the_interval_told),
        cmocka_unit_test(an_interval_carried_over_to_other_costs_is_true_of_those),
        cmocka_unit_test(a_price_without_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
