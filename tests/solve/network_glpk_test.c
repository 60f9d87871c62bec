/* network_glpk_test.c: the cheapest flow costs what GLPK's simplex says (glpsol reads networks as
 * DIMACS writes them), at sizes that trying other ways does not reach.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "solve/network.h"
#include "tests/support/files.h"
#include "tests/support/chance.h"
#include "tests/support/glpk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NODES_MOST = 400, ARCS_A_NODE = 8, NETWORKS = 30 };

typedef struct made {
    int64_t supply[NODES_MOST];
    jh_arc arcs[NODES_MOST * ARCS_A_NODE];
    jh_network network;
} made;

/* A ring on which all can flow, unless it is narrow, and arcs of every kind across it. */
static void make(made *m)
{
    uint32_t nodes = (uint32_t)test_some_wide(20, NODES_MOST), i;
    uint32_t arcs = nodes * (uint32_t)test_some_wide(2, ARCS_A_NODE);
    int64_t ring = test_some_wide(0, 2) ? 1000 : 3, moved;

    memset(m, 0, sizeof *m);
    m->network = (jh_network){
        .supply = m->supply, .node_count = nodes, .arcs = m->arcs, .arc_count = arcs
    };
    for (i = 0; i < nodes; i++) {
        uint32_t other = (uint32_t)test_some_wide(0, nodes - 1);
        moved = test_some_wide(0, 9);
        m->supply[i] += moved;
        m->supply[other] -= moved;
    }
    for (i = 0; i < arcs; i++) {
        jh_arc *arc = &m->arcs[i];
        arc->from = i % nodes;
        arc->to = i < nodes ? (i + 1) % nodes
                            : (arc->from + (uint32_t)test_some_wide(1, nodes - 1)) % nodes;
        arc->lower = i >= nodes && test_some_wide(0, 9) == 0 ? 1 : 0;
        arc->upper = arc->lower + (i < nodes ? ring : test_some_wide(0, 20));
        arc->cost = test_some_wide(i < nodes ? 50 : -20, 400);
    }
}

static void write_dimacs(const char *path, const jh_network *network)
{
    FILE *file = fopen(path, "w");
    uint32_t i;

    assert_non_null(file);
    fprintf(file, "p min %u %u\n", network->node_count, network->arc_count);
    for (i = 0; i < network->node_count; i++)
        if (network->supply[i]) fprintf(file, "n %u %lld\n", i + 1, (long long)network->supply[i]);
    for (i = 0; i < network->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        fprintf(file, "a %u %u %lld %lld %lld\n", arc->from + 1, arc->to + 1, (long long)arc->lower,
                (long long)arc->upper, (long long)arc->cost);
    }
    assert_int_equal(fclose(file), 0);
}

/* false: there is none. */
static bool ask_glpk(double *cost, const char *folder, const jh_network *network)
{
    char *path = test_path(folder, "network"), how[600];
    bool is_optimal;

    write_dimacs(path, network);
    snprintf(how, sizeof how, "--mincost %s", path);
    is_optimal = test_glpk_least(cost, folder, how);
    free(path);
    return is_optimal;
}

static void the_cost_is_what_glpk_says(void **state)
{
    char *folder = test_folder_make();
    jh_arena keep = { 0 }, scratch = { 0 };
    made *m = malloc(sizeof *m);
    size_t feasible = 0, n;
    double cost;

    (void)state;
    test_glpk_needed();
    assert_non_null(m);
    test_chance_begin(20251130);
    for (n = 0; n < NETWORKS; n++) {
        jh_flow flow;
        bool there_is_one;
        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
        make(m);
        assert_int_equal(jh_network_solve(&flow, &keep, scratch, &m->network, NULL), JH_OK);
        there_is_one = ask_glpk(&cost, folder, &m->network);
        assert_int_equal(flow.feasible, there_is_one);
        if (there_is_one && (double)flow.cost != cost)
            fail_msg("network %zu: %lld, GLPK %.10g", n, (long long)flow.cost, cost);
        feasible += there_is_one;
        jh_arena_release(&keep);
        jh_arena_release(&scratch);
    }
    print_message("%zu of %d networks have a flow\n", feasible, NETWORKS);
    assert_in_range(feasible, NETWORKS / 4, NETWORKS - 2);
    free(m);
    test_folder_remove(folder);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_cost_is_what_glpk_says) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
