/* How fast the cheapest flow is found where it is largest: the yearly exchange of teachers.
 *   network_bench [TEACHERS SCHOOLS SUBJECTS]     made up; prints one line of JSON
 * A tenth of the teachers moves, a fifth of those are backbone; every school and subject takes
 * a few; a teacher may go to any school within a distance that teaches the subject.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct town {
    uint32_t teachers, schools, subjects;
    jh_arc *arcs;
    size_t count, capacity;
    jh_arena keep;
} town;

static uint64_t chance = 20251001;

static uint32_t some(uint32_t below)
{
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((chance >> 33) % below);
}

static void arc(town *t, jh_arc one)
{
    t->arcs = jh_grow(&t->keep, t->arcs, &t->capacity, t->count + 1, sizeof *t->arcs);
    if (!t->arcs) exit(1);
    t->arcs[t->count++] = one;
}

/* Nodes: 0 source, 1 backbone, 2 others, then what each school and subject takes,
 * teachers, and last the sink. */
static jh_network make(town *t)
{
    uint32_t pairs = t->schools * t->subjects, takes = 3, first = 3 + pairs;
    uint32_t nodes = first + t->teachers + 1, sink = nodes - 1, moves = t->teachers / 10, i, j;
    int64_t *supply = JH_NEW_ARRAY(&t->keep, int64_t, nodes);
    double *x = JH_NEW_ARRAY(&t->keep, double, t->schools);
    double *y = JH_NEW_ARRAY(&t->keep, double, t->schools);

    if (!supply || !x || !y) exit(1);
    supply[0] = moves;
    supply[sink] = -(int64_t)moves;
    for (i = 0; i < t->schools; i++) x[i] = some(60000), y[i] = some(60000);
    arc(t, (jh_arc){ 0, 1, (moves + 4) / 5, moves, 0 });
    arc(t, (jh_arc){ 0, 2, 0, moves, 0 });
    for (i = 0; i < pairs; i++) arc(t, (jh_arc){ takes + i, sink, 0, 2 + some(3), 0 });
    for (i = 0; i < t->teachers; i++) {
        uint32_t home = some(t->schools), subject = some(t->subjects);
        arc(t, (jh_arc){ some(5) ? 2 : 1, first + i, 0, 1, some(200) });
        for (j = 0; j < t->schools; j++) {
            double dx = x[j] - x[home], dy = y[j] - y[home];
            int64_t metres = (int64_t)(dx * dx + dy * dy);
            if (j == home || metres > (int64_t)13500 * 13500) continue;
            arc(t, (jh_arc){ first + i, takes + j * t->subjects + subject, 0, 1,
                             metres / 1000000 + some(50) });
        }
    }
    return (jh_network){ supply, nodes, t->arcs, (uint32_t)t->count, NULL };
}

int main(int argc, char **argv)
{
    town t = { 20000, 300, 9, NULL, 0, 0, { 0 } };
    jh_arena keep, scratch;
    jh_network network;
    jh_flow flow;
    clock_t begin;
    double took;

    if (argc == 4) {
        t.teachers = (uint32_t)atoi(argv[1]);
        t.schools = (uint32_t)atoi(argv[2]);
        t.subjects = (uint32_t)atoi(argv[3]);
    }
    if (jh_arena_reserve(&t.keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
        || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        return 1;
    network = make(&t);
    begin = clock();
    if (jh_network_solve(&flow, &keep, scratch, &network, NULL)) return 1;
    took = (double)(clock() - begin) / CLOCKS_PER_SEC;
    if (jh_network_prove(&network, &flow, scratch, NULL)) return 1;
    printf("{\"arcs\":%u,\"nodes\":%u,\"feasible\":%s,\"cost\":%lld,\"pivots\":%zu,"
           "\"cpu_ms\":%.0f}\n",
           network.arc_count, network.node_count, flow.feasible ? "true" : "false",
           (long long)flow.cost, flow.pivots, took * 1e3);
    return 0;
}
