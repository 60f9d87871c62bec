/* network_test.c: is the flow the cheapest? Another way of finding one knows the cost, and the
 * prices must prove it; where there is none, the stuck nodes must.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "solve/network.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/chance.h"

enum { NODE_MAX = 12, ARC_MAX = 40 };

static jh_arena keep, scratch;

/* ---- The other way: cheapest paths one after the other (Bellman and Ford), on a doubled arc list
 * that begins with every arc of negative cost full ---- */

typedef struct residual {
    uint32_t from, to;
    int64_t room, cost;
} residual;

typedef struct slow {
    residual arcs[2 * (ARC_MAX + 2 * NODE_MAX)]; /* arc i and its way back i ^ 1 */
    uint32_t arc_count, node_count;
    int64_t cost;
} slow;

static void slow_arc(slow *s, uint32_t from, uint32_t to, int64_t room, int64_t cost)
{
    s->arcs[s->arc_count++] = (residual){ from, to, room, cost };
    s->arcs[s->arc_count++] = (residual){ to, from, 0, -cost };
}

static bool augment(slow *s, uint32_t source, uint32_t sink)
{
    int64_t distance[NODE_MAX + 2], most = INT64_MAX;
    uint32_t by[NODE_MAX + 2], i, round, node;

    for (i = 0; i < s->node_count; i++) distance[i] = INT64_MAX / 2;
    distance[source] = 0;
    for (round = 0; round < s->node_count; round++)
        for (i = 0; i < s->arc_count; i++) {
            const residual *r = &s->arcs[i];
            if (r->room == 0 || distance[r->from] == INT64_MAX / 2) continue;
            if (distance[r->from] + r->cost >= distance[r->to]) continue;
            distance[r->to] = distance[r->from] + r->cost;
            by[r->to] = i;
        }
    if (distance[sink] == INT64_MAX / 2) return false;
    for (node = sink; node != source; node = s->arcs[by[node]].from)
        if (s->arcs[by[node]].room < most) most = s->arcs[by[node]].room;
    for (node = sink; node != source; node = s->arcs[by[node]].from) {
        s->arcs[by[node]].room -= most;
        s->arcs[by[node] ^ 1].room += most;
        s->cost += most * s->arcs[by[node]].cost;
    }
    return true;
}

/* true = there is a flow, and s->cost is the least. */
static bool solve_slowly(slow *s, const jh_network *network)
{
    int64_t excess[NODE_MAX + 2] = { 0 };
    uint32_t i, source = network->node_count, sink = source + 1;

    *s = (slow){ .node_count = network->node_count + 2 };
    for (i = 0; i < network->node_count; i++) excess[i] = network->supply[i];
    for (i = 0; i < network->arc_count; i++) {
        const jh_arc *arc = &network->arcs[i];
        int64_t begun = arc->cost < 0 ? arc->upper : arc->lower;
        slow_arc(s, arc->from, arc->to, arc->upper - begun, arc->cost);
        s->arcs[s->arc_count - 1].room = begun - arc->lower;
        s->cost += begun * arc->cost;
        excess[arc->from] -= begun;
        excess[arc->to] += begun;
    }
    for (i = 0; i < network->node_count; i++) {
        if (excess[i] > 0) slow_arc(s, source, i, excess[i], 0);
        if (excess[i] < 0) slow_arc(s, i, sink, -excess[i], 0);
    }
    while (augment(s, source, sink)) {
    }
    for (i = 0; i < s->arc_count; i += 2)
        if (s->arcs[i].from == source && s->arcs[i].room > 0) return false;
    return true;
}

/* ---- Networks of all kinds ---- */

typedef struct made {
    int64_t supply[NODE_MAX];
    jh_arc arcs[ARC_MAX];
    jh_network network;
} made;

/* Sparse and dense, loops and parallel arcs, arcs of no room, negative costs, many equal costs. */
static void make(made *m)
{
    uint32_t nodes = (uint32_t)test_some_wide(1, NODE_MAX),
             arcs = (uint32_t)test_some_wide(0, ARC_MAX), i;
    int64_t dear = test_some_wide(0, 1) ? 3 : 1000, wide = test_some_wide(1, 20), moved;

    *m = (made){ .network = { .node_count = nodes, .arc_count = arcs } };
    m->network.supply = m->supply;
    m->network.arcs = m->arcs;
    for (i = 0; i < nodes; i++) {
        uint32_t other = (uint32_t)test_some_wide(0, nodes - 1);
        moved = test_some_wide(0, 2) ? test_some_wide(0, wide) : 0;
        m->supply[i] += moved;
        m->supply[other] -= moved;
    }
    for (i = 0; i < arcs; i++) {
        jh_arc *arc = &m->arcs[i];
        arc->from = (uint32_t)test_some_wide(0, nodes - 1);
        arc->to = (uint32_t)test_some_wide(0, nodes - 1);
        arc->lower = test_some_wide(0, 3) ? 0 : test_some_wide(0, 2);
        arc->upper = arc->lower + test_some_wide(0, wide);
        arc->cost = test_some_wide(-dear / 4, dear);
    }
}

static void the_cost_is_that_of_another_way_and_the_answer_proves_itself(void **state)
{
    size_t feasible = 0, n;
    slow other;
    made m;

    (void)state;
    test_chance_begin(20251001);
    for (n = 0; n < 20000; n++) {
        jh_arena here = keep;
        jh_flow flow;
        make(&m);
        assert_int_equal(jh_network_solve(&flow, &here, scratch, &m.network, NULL), JH_OK);
        assert_int_equal(jh_network_prove(&m.network, &flow, scratch, NULL), JH_OK);
        bool there_is_one = solve_slowly(&other, &m.network);
        assert_int_equal(flow.feasible, there_is_one);
        if (there_is_one) assert_int_equal(flow.cost, other.cost);
        feasible += there_is_one;
    }
    assert_in_range(feasible, 4000, 16000);
}

/* A round at other costs gives what a search from nothing gives, and proves itself; also where the
 * rounds before it ended far away. */
static void each_round_of_a_series_is_the_cheapest(void **state)
{
    size_t n, round, compared = 0;
    int64_t costs[ARC_MAX];
    jh_network_series *series;
    jh_flow again, fresh;
    made m;

    (void)state;
    test_chance_begin(11);
    for (n = 0; n < 2000; n++) {
        jh_arena here = keep;
        make(&m);
        assert_int_equal(jh_network_begin(&series, &here, &m.network, 1000, NULL), JH_OK);
        for (round = 0; round < 4; round++) {
            for (uint32_t i = 0; i < m.network.arc_count; i++)
                m.arcs[i].cost = costs[i] =
                    round == 1 ? test_some_wide(-1000, 1000) : test_some_wide(-3, 9);
            assert_int_equal(jh_network_next(&again, series, costs, NULL), JH_OK);
            assert_int_equal(jh_network_solve(&fresh, &here, scratch, &m.network, NULL), JH_OK);
            assert_int_equal(again.feasible, fresh.feasible);
            if (!again.feasible) continue;
            assert_int_equal(again.cost, fresh.cost);
            assert_int_equal(jh_network_prove(&m.network, &again, scratch, NULL), JH_OK);
            compared++;
        }
        if (m.network.arc_count == 0) continue;
        costs[0] = -1001;
        assert_int_equal(jh_network_next(&again, series, costs, NULL), JH_BAD_INPUT);
    }
    assert_in_range(compared, 1000, 7000);
}

static void a_changed_answer_proves_nothing(void **state)
{
    size_t n, looked = 0;
    made m;

    (void)state;
    test_chance_begin(7);
    for (n = 0; n < 2000; n++) {
        jh_arena here = keep;
        jh_flow flow;
        make(&m);
        assert_int_equal(jh_network_solve(&flow, &here, scratch, &m.network, NULL), JH_OK);
        if (!flow.feasible || m.network.arc_count == 0) continue;
        uint32_t at = (uint32_t)test_some_wide(0, m.network.arc_count - 1);
        if (m.arcs[at].from == m.arcs[at].to) continue;
        ((int64_t *)flow.flow)[at] += 1;
        assert_int_equal(jh_network_prove(&m.network, &flow, scratch, NULL), JH_BUG);
        ((int64_t *)flow.flow)[at] -= 1;
        flow.cost += 1;
        assert_int_equal(jh_network_prove(&m.network, &flow, scratch, NULL), JH_BUG);
        looked++;
    }
    assert_in_range(looked, 200, 2000);
}

typedef struct refusal {
    const char *label;
    int64_t supply[2];
    jh_arc arc;
    jh_say_id say;
} refusal;

static void what_cannot_be_solved_is_refused(void **state)
{
    static const refusal table[] = {
        { "more is given than wanted", { 2, -1 }, { 0, 1, 0, 5, 1 }, SAY_SOLVE_SUPPLIES },
        { "an arc leads nowhere", { 1, -1 }, { 0, 2, 0, 5, 1 }, SAY_SOLVE_NO_NODE },
        { "an arc comes from nowhere", { 1, -1 }, { 7, 1, 0, 5, 1 }, SAY_SOLVE_NO_NODE },
        { "a lower bound above the upper", { 1, -1 }, { 0, 1, 6, 5, 1 }, SAY_SOLVE_BOUNDS },
        { "a lower bound below nothing", { 1, -1 }, { 0, 1, -1, 5, 1 }, SAY_SOLVE_BOUNDS },
        { "more room than a sum can hold",
          { 1, -1 },
          { 0, 1, 0, JH_FLOW_MAX + 1, 1 },
          SAY_SOLVE_BOUNDS },
        { "costs that would not add up in 64 bits",
          { 1, -1 },
          { 0, 1, 0, JH_FLOW_MAX, JH_FLOW_MAX },
          SAY_SOLVE_TOO_LARGE },
        { "a cost out of range", { 1, -1 }, { 0, 1, 0, 1, INT64_MIN }, SAY_SOLVE_TOO_LARGE },
        { "a supply out of range",
          { INT64_MAX, -INT64_MAX },
          { 0, 1, 0, 1, 1 },
          SAY_SOLVE_TOO_LARGE },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        jh_network network = { table[i].supply, 2, &table[i].arc, 1, NULL };
        jh_error err = { 0 };
        jh_flow flow;
        print_message("%s\n", table[i].label);
        assert_int_equal(jh_network_solve(&flow, &keep, scratch, &network, &err), JH_BAD_INPUT);
        assert_int_equal(err.message.say, table[i].say);
    }
}

static bool stop_at_once(void *listener, jh_say_id what, size_t done, size_t total)
{
    (void)what;
    (void)total;
    *(size_t *)listener = done;
    return true;
}

/* Every teacher to every school at a cost of its own: long enough to be asked. */
static jh_network assignment(jh_arena *at, uint32_t sides)
{
    int64_t *supply = JH_NEW_ARRAY(at, int64_t, 2 * (size_t)sides);
    jh_arc *arcs = JH_NEW_ARRAY(at, jh_arc, (size_t)sides * sides);
    uint32_t i, j;

    test_chance_begin(3);
    for (i = 0; i < sides; i++) {
        supply[i] = 1;
        supply[sides + i] = -1;
        for (j = 0; j < sides; j++)
            arcs[(size_t)i * sides + j] =
                (jh_arc){ i, sides + j, 0, 1, test_some_wide(1, 1000000) };
    }
    return (jh_network){ supply, 2 * sides, arcs, sides * sides, NULL };
}

static void long_work_stops_when_asked(void **state)
{
    jh_arena here = keep;
    size_t told = 0;
    jh_progress progress = { stop_at_once, &told };
    jh_network network = assignment(&here, 500);
    jh_flow flow;

    (void)state;
    assert_int_equal(jh_network_solve(&flow, &here, scratch, &network, NULL), JH_OK);
    assert_true(flow.feasible);
    assert_int_equal(jh_network_prove(&network, &flow, scratch, NULL), JH_OK);
    assert_true(flow.pivots > 4096);
    network.progress = &progress;
    assert_int_equal(jh_network_solve(&flow, &here, scratch, &network, NULL), JH_CONFLICT);
    assert_int_equal(told, 4096);
}

static jh_code make_once(void *context, jh_error *err)
{
    const made *m = context;
    jh_arena here = keep;
    jh_flow flow;

    return jh_network_solve(&flow, &here, scratch, &m->network, err);
}

static void no_memory_is_an_error_like_any_other(void **state)
{
    made m;

    (void)state;
    test_chance_begin(11);
    make(&m);
    assert_true(test_alloc_sweep(make_once, &m, 100) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cost_is_that_of_another_way_and_the_answer_proves_itself),
        cmocka_unit_test(each_round_of_a_series_is_the_cheapest),
        cmocka_unit_test(a_changed_answer_proves_nothing),
        cmocka_unit_test(what_cannot_be_solved_is_refused),
        cmocka_unit_test(long_work_stops_when_asked),
        cmocka_unit_test(no_memory_is_an_error_like_any_other),
    };
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
