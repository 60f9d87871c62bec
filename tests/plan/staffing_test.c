/* The programme of staff begins with the columns and rows that are likely to matter: whatever it
 * leaves out at its optimum would not make it cheaper, and nothing is done that a row left out
 * forbids. Made-up counties in which staff has to come from far, in several steps.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/staffing_work.h"
#include "tests/support/chance.h"

#include <math.h>
#include <string.h>

enum { ROWS = 6, COUNTIES = 400 };

typedef struct county {
    jh_problem problem;
    jh_plan_group group;
    jh_plan_row rows[ROWS];
    jh_plan_way ways[ROWS];
    jh_fill fill;
    jh_staffing staffing;
} county;

static void make_row(jh_plan_row *row, uint32_t number)
{
    unsigned t;
    size_t k;

    *row = (jh_plan_row){ .school = number, .pupils = test_some(1, 9), .staff_most = 40 };
    for (t = 0; t < JH_PLAN_TYPES; t++) row->today[t] = test_some(0, 2) ? 0 : test_some(1, 4);
    for (t = 0; t < JH_PLAN_TYPES; t++)
        if (row->today[t] && test_some(0, 3) == 0) row->rooted[t] = 1;
    row->staff_least = test_some(0, 6);
    for (k = 0; k < JH_PLAN_BITS; k++) {
        row->train_most[k] = test_some(0, 3);
        row->base[k] = (jh_ratio){ 0, 1 };
        row->gain[k] = (jh_ratio){ 1, 1 };
        row->site[k] = JH_NO_SITE;
    }
}

/* Rows in a line: whoever is far goes by way of others. Some types cannot be hired. */
static void make_county(county *c, uint64_t seed)
{
    size_t i, k;

    memset(c, 0, sizeof *c);
    test_chance_begin(seed);
    c->problem = (jh_problem){ .indicator_count = JH_PLAN_BITS,
                               .bit = { 0, 1, 2 },
                               .bit_count = JH_PLAN_BITS,
                               .waivers = test_some(0, 1),
                               .groups = &c->group,
                               .group_count = 1,
                               .rows = c->rows,
                               .row_count = ROWS,
                               .school_count = ROWS,
                               .ways = c->ways,
                               .way_count = ROWS - 1 };
    for (k = 0; k < JH_PLAN_BITS; k++) {
        c->group.line[k] = (jh_ratio){ test_some(1, 4), 4 };
        c->group.floor[k] = (jh_ratio){ c->group.line[k].up * 17, 80 };
        if (test_some(0, 1)) c->group.limit[k] = (jh_ratio){ test_some(4, 12), 10 };
        c->problem.train[k] = test_some(0, 4) ? (int64_t)test_some(1, 60) : -1;
    }
    for (i = 0; i < JH_PLAN_TYPES; i++)
        c->problem.hire[i] = test_some(0, 3) || i + 1 == JH_PLAN_TYPES
                                 ? (int64_t)(40 + 30 * i + test_some(0, 40))
                                 : -1;
    for (i = 0; i < ROWS; i++) make_row(&c->rows[i], (uint32_t)i);
    for (i = 0; i + 1 < ROWS; i++)
        c->ways[i] = (jh_plan_way){ (uint32_t)i, (uint32_t)i + 1, test_some(1, 20) };
}

typedef struct counts {
    size_t solved, hires, trainings, gone, kept;
} counts;

/* Columns and rows that came in after the beginning. */
static void count_asked(counts *of, const county *c, const jh_staffing_row *before)
{
    size_t i;
    unsigned t, b;

    for (i = 0; i < ROWS; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) {
            of->hires += c->staffing.at[i].hire[t] != before[i].hire[t];
            of->gone += c->staffing.at[i].gone[t] != before[i].gone[t];
            of->kept += c->staffing.at[i].keep[t] != before[i].keep[t];
            for (b = 0; b < JH_PLAN_BITS; b++)
                of->trainings += c->staffing.at[i].train[t][b] != before[i].train[t][b];
        }
}

/* Nobody leaves who was not there, and no row has fewer than no persons of a type. */
static void check_persons(const county *c, size_t seed)
{
    double persons[ROWS][JH_PLAN_TYPES], out[ROWS][JH_PLAN_TYPES] = { { 0 } };
    const jh_staffing *s = &c->staffing;
    size_t i;
    unsigned t;

    jh_staffing_read(s, persons);
    for (i = 0; i < s->move_count; i++)
        out[s->moves[i].from][s->moves[i].type] += s->optimum.column[s->move_column[i]];
    for (i = 0; i < ROWS; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) {
            if (persons[i][t] < -1e-5) fail_msg("county %zu: %g persons", seed, persons[i][t]);
            if (out[i][t] > (double)jh_problem_movable(&c->problem, i, t) + 1e-5)
                fail_msg("county %zu: %g leave", seed, out[i][t]);
        }
}

static void one_county(size_t seed, counts *of)
{
    jh_staffing_row before[ROWS];
    jh_arena room;
    county c;
    double cost;
    bool added;

    make_county(&c, seed);
    assert_int_equal(jh_arena_reserve(&room, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_problem_finish(&c.problem, NULL), JH_OK);
    assert_int_equal(jh_fill_open(&c.fill, &room, &c.problem, NULL), JH_OK);
    assert_int_equal(jh_staffing_open(&c.staffing, &room, &c.fill, NULL, NULL), JH_OK);
    memcpy(before, c.staffing.at, sizeof before);
    assert_int_equal(jh_staffing_solve(&c.staffing, NULL), JH_OK);
    if (c.staffing.optimum.outcome == JH_OPTIMAL) {
        of->solved++;
        count_asked(of, &c, before);
        check_persons(&c, seed);
        cost = c.staffing.optimum.cost;
        assert_int_equal(jh_staffing_ask_all(&added, &c.staffing, NULL), JH_OK);
        assert_int_equal(jh_staffing_solve(&c.staffing, NULL), JH_OK);
        if (!(fabs(c.staffing.optimum.cost - cost) <= 1e-5 * (1 + fabs(cost))))
            fail_msg("county %zu: %.9g, with everything %.9g", seed, cost, c.staffing.optimum.cost);
    }
    jh_staffing_close(&c.staffing);
    jh_arena_release(&room);
}

static void what_is_left_out_would_not_be_cheaper(void **unused)
{
    counts of = { 0 };
    size_t i;

    (void)unused;
    for (i = 0; i < COUNTIES; i++) one_county(i, &of);
    print_message("%zu solved; asked for: %zu hires, %zu trainings, rows: %zu of leaving, %zu of "
                  "staying\n",
                  of.solved, of.hires, of.trainings, of.gone, of.kept);
    assert_true(of.solved > COUNTIES / 2);
    assert_true(of.hires && of.trainings && of.gone && of.kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_left_out_would_not_be_cheaper) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
