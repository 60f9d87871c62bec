/* What makes no sense in a planning problem is refused by name; what is merely odd is planned.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/plan.h"

#include <string.h>

/* One school, one indicator bought at a site, no staff that counts. */
typedef struct lone {
    jh_plan_group group;
    jh_plan_row rows[2];
    jh_plan_site site;
    jh_plan_way way;
    jh_plan_hold holds[2];
    jh_problem problem;
} lone;

static void make_lone(lone *l)
{
    memset(l, 0, sizeof *l);
    l->group.line[0] = (jh_ratio){ 5, 1 };
    l->group.floor[0] = (jh_ratio){ 17, 4 };
    l->group.limit[0] = (jh_ratio){ 1, 2 };
    l->rows[0] = (jh_plan_row){ .pupils = 100, .staff_most = 10 };
    l->rows[0].base[0] = (jh_ratio){ 300, 1 };
    l->rows[0].gain[0] = (jh_ratio){ 1, 1 };
    l->site = (jh_plan_site){ .most = 1000, .cost = 7 };
    l->problem = (jh_problem){ .indicator_count = 1,
                               .bit = { -1 },
                               .groups = &l->group,
                               .group_count = 1,
                               .rows = l->rows,
                               .row_count = 1,
                               .school_count = 1,
                               .sites = &l->site,
                               .site_count = 1,
                               .ways = &l->way };
}

static void negative_cost(lone *l) { l->site.cost = -1; }
static void huge_cost(lone *l) { l->site.cost = INT64_MAX; }
static void no_pupils(lone *l) { l->rows[0].pupils = 0; }
static void too_many_pupils(lone *l) { l->rows[0].pupils = INT64_MAX; }
static void site_below_decided(lone *l) { l->site.least = 1001; }
static void negative_site(lone *l) { l->site.most = -1; }
static void no_denominator(lone *l) { l->group.line[0].down = 0; }
static void shrinking_site(lone *l) { l->rows[0].gain[0].up = -1; }
static void line_beyond_numbers(lone *l) { l->group.line[0] = (jh_ratio){ INT64_C(1) << 53, 1 }; }
static void nobody_to_hire(lone *l) { l->problem.hire[0] = -2; }
static void way_to_nowhere(lone *l)
{
    l->way = (jh_plan_way){ 0, 7, 1 };
    l->problem.way_count = 1;
}
static void move_without_a_way(lone *l)
{
    static const jh_plan_move move = { 0, 0, 0, 1 };

    l->rows[0].today[0] = 1;
    l->problem.decided = &move;
    l->problem.decided_count = 1;
}
static void more_decided_than_may_be(lone *l)
{
    l->holds[0].least[0] = 2;
    l->holds[0].most[0] = 1;
    l->problem.holds = l->holds;
}

static void what_makes_no_sense_is_refused(void **unused)
{
    static const struct {
        const char *what;
        void (*spoil)(lone *);
    } cases[] = {
        { "a negative cost", negative_cost },
        { "a cost beyond all money", huge_cost },
        { "a row without pupils", no_pupils },
        { "more pupils than numbers", too_many_pupils },
        { "a site with less room than is decided", site_below_decided },
        { "a site with less than no room", negative_site },
        { "a line over nothing", no_denominator },
        { "a site that shrinks by what is bought", shrinking_site },
        { "a line beyond all numbers", line_beyond_numbers },
        { "a price of hiring below impossible", nobody_to_hire },
        { "a way to no row", way_to_nowhere },
        { "a move where there is no way", move_without_a_way },
        { "fewer persons at most than at least", more_decided_than_may_be },
    };
    jh_error err = { JH_OK };
    lone l;
    size_t i;

    (void)unused;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        make_lone(&l);
        cases[i].spoil(&l);
        if (jh_problem_finish(&l.problem, &err) != JH_BAD_INPUT)
            fail_msg("not refused: %s", cases[i].what);
        assert_int_equal(err.message.say, SAY_PLAN_MALFORMED);
    }
}

/* 500 are wanted and 300 there: 200 steps at 7. */
static void one_school_alone_is_planned(void **unused)
{
    jh_plan_request request = { .node_most = 100 };
    jh_arena keep;
    jh_plan plan;
    lone l;

    (void)unused;
    make_lone(&l);
    request.problem = &l.problem;
    assert_int_equal(jh_problem_finish(&l.problem, NULL), JH_OK);
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_plan_make(&plan, &keep, &request, NULL), JH_OK);
    assert_true(plan.found && plan.has_bound);
    assert_int_equal(plan.cost, 1400);
    assert_int_equal(plan.bound, 1400);
    jh_arena_release(&keep);
}

/* A site that is too small, and a waiver that would help but is refused. */
static void a_refused_waiver_leaves_no_plan(void **unused)
{
    jh_plan_request request = { .node_most = 100 };
    jh_arena keep;
    jh_plan plan;
    lone l;
    int refused;

    (void)unused;
    for (refused = 0; refused < 2; refused++) {
        make_lone(&l);
        l.problem.waivers = 1;
        l.site.most = 130; /* 425 at the floor: 125 steps */
        l.holds[0] = (jh_plan_hold){ .most = { 10 }, .refused = refused ? 1 : 0 };
        l.problem.holds = l.holds;
        request.problem = &l.problem;
        assert_int_equal(jh_problem_finish(&l.problem, NULL), JH_OK);
        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_plan_make(&plan, &keep, &request, NULL), JH_OK);
        assert_int_equal(plan.found, !refused);
        if (!refused) assert_int_equal(plan.cost, 125 * 7);
        jh_arena_release(&keep);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(one_school_alone_is_planned),
        cmocka_unit_test(a_refused_waiver_leaves_no_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
