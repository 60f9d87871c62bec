/* exchange_glpk_slow_test.c: in small towns, where the gap of an exchange does not close, its list
 * is the cheapest all the same: GLPK's branch and bound says so. Too large to try every exchange,
 * small enough for GLPK.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "solve/exchange.h"
#include "tests/support/chance.h"
#include "tests/support/glpk.h"
#include "tests/support/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOWNS = 24, TEACHERS = 110, SCHOOLS = 7, KINDS = 3, WIDE = 600, NEAR = 250 };

typedef struct town {
    jh_team teams[TEACHERS];
    jh_offer offers[TEACHERS * SCHOOLS];
    jh_exchange exchange;
} town;

static void make(town *t)
{
    uint32_t x[SCHOOLS], y[SCHOOLS], i, j, count = 0;

    for (i = 0; i < SCHOOLS; i++) x[i] = test_some(0, WIDE), y[i] = test_some(0, WIDE);
    for (i = 0; i < TEACHERS; i++) {
        uint32_t own = test_some(0, 2000), home = test_some(0, SCHOOLS - 1);
        t->teams[i] = (jh_team){ home, test_some(0, KINDS - 1), 1, test_some(1, 6) == 1, count, 0 };
        for (j = 0; j < SCHOOLS; j++) {
            long far = labs((long)x[j] - x[home]) + labs((long)y[j] - y[home]);
            if (j != home && far < NEAR)
                t->offers[count++] = (jh_offer){ j, far * 7 + own + test_some(0, 500) };
        }
        t->teams[i].offer_count = count - t->teams[i].first_offer;
    }
    t->exchange = (jh_exchange){ .place_count = SCHOOLS,
                                 .kind_count = KINDS,
                                 .teams = t->teams,
                                 .team_count = TEACHERS,
                                 .offers = t->offers,
                                 .offer_count = count,
                                 .at_least = TEACHERS / 10,
                                 .marked_gain = 4,
                                 .other_loss = 1 };
}

/* ---- The same as a mixed-integer programme, in the LP format of CPLEX ---- */

static void write_rows(FILE *file, const jh_exchange *e)
{
    uint32_t i, j;

    fprintf(file, " moved:");
    for (i = 0; i < e->offer_count; i++) fprintf(file, " + x%u\n", i);
    fprintf(file, " >= %lld\n marked:", (long long)e->at_least);
    for (i = 0; i < e->team_count; i++) {
        const jh_team *t = &e->teams[i];
        for (j = 0; j < t->offer_count; j++)
            fprintf(file, t->is_marked ? " + 4 x%u\n" : " - x%u\n", t->first_offer + j);
    }
    fprintf(file, " >= 0\n");
    for (i = 0; i < e->team_count; i++) {
        const jh_team *t = &e->teams[i];
        if (!t->offer_count) continue;
        fprintf(file, " t%u:", i);
        for (j = 0; j < t->offer_count; j++) fprintf(file, " + x%u\n", t->first_offer + j);
        fprintf(file, " <= 1\n");
    }
}

/* As many come as leave; `nil` is 0, and keeps a row from being empty. */
static void write_balance(FILE *file, const jh_exchange *e, uint32_t kind, uint32_t place)
{
    uint32_t i, j;

    fprintf(file, " b%u_%u: nil\n", kind, place);
    for (i = 0; i < e->team_count; i++) {
        const jh_team *t = &e->teams[i];
        if (t->kind != kind) continue;
        for (j = t->first_offer; j < t->first_offer + t->offer_count; j++) {
            if (t->place == place) fprintf(file, " + x%u\n", j);
            if (e->offers[j].place == place) fprintf(file, " - x%u\n", j);
        }
    }
    fprintf(file, " = 0\n");
}

static void write_programme(const char *path, const jh_exchange *e)
{
    FILE *file = fopen(path, "w");
    uint32_t i, k;

    assert_non_null(file);
    fprintf(file, "Minimize\n cost: nil\n");
    for (i = 0; i < e->offer_count; i++)
        fprintf(file, " + %lld x%u\n", (long long)e->offers[i].cost, i);
    fprintf(file, "Subject To\n");
    write_rows(file, e);
    for (k = 0; k < e->kind_count; k++)
        for (i = 0; i < e->place_count; i++) write_balance(file, e, k, i);
    fprintf(file, "Bounds\n nil = 0\nBinary\n");
    for (i = 0; i < e->offer_count; i++) fprintf(file, " x%u\n", i);
    fprintf(file, "End\n");
    assert_int_equal(fclose(file), 0);
}

/* −1 = there is none. */
static double ask_glpk(const char *folder, const jh_exchange *e)
{
    char *path = test_path(folder, "programme"), how[600];
    double cost = -1;

    write_programme(path, e);
    snprintf(how, sizeof how, "--cuts --lp %s", path);
    if (!test_glpk_least(&cost, folder, how)) cost = -1;
    free(path);
    return cost;
}

static void small_towns_get_the_cheapest_list(void **state)
{
    char *folder = test_folder_make();
    town *t = malloc(sizeof *t);
    jh_arena keep = { 0 }, scratch = { 0 };
    size_t n, found = 0, wide = 0;

    (void)state;
    test_glpk_needed();
    assert_non_null(t);
    test_chance_begin(20261130);
    for (n = 0; n < TOWNS; n++) {
        jh_exchange_answer a;
        double least;
        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
        make(t);
        assert_int_equal(jh_exchange_solve(&a, &keep, scratch, &t->exchange, NULL), JH_OK);
        least = ask_glpk(folder, &t->exchange);
        assert_int_equal(a.found, least >= 0);
        if (a.found && (double)a.cost != least)
            fail_msg("town %zu: %lld, GLPK %.10g", n, (long long)a.cost, least);
        found += a.found;
        wide += a.found && (a.cost - a.bound) * 1000 > a.cost;
        jh_arena_release(&keep);
        jh_arena_release(&scratch);
    }
    print_message("%zu of %d towns can; in %zu the gap is above 0.1 %%\n", found, TOWNS, wide);
    assert_true(found > TOWNS / 2 && wide > 0);
    free(t);
    test_folder_remove(folder);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(small_towns_get_the_cheapest_list) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
