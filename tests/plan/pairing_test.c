/* pairing_test.c: which school leads which: on small counties all ways there are are tried one by
 * one, and no changed number goes unnoticed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/pairing.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/chance.h"

enum { MEMBERS = 6, LEADS = 4 };

static jh_arena keep, scratch;

typedef struct made {
    int64_t left_out[MEMBERS];
    uint32_t most[LEADS];
    jh_link links[MEMBERS * LEADS];
    int64_t cost[MEMBERS][LEADS]; /* −1 = no link */
    jh_pairing p;
} made;

static void make(made *m)
{
    uint32_t i, j;

    *m = (made){ .p = { .member_count = test_some(0, MEMBERS),
                        .lead_count = test_some(0, LEADS),
                        .at_least = test_some(0, MEMBERS) } };
    m->p.left_out = m->left_out;
    m->p.most = m->most;
    m->p.links = m->links;
    for (j = 0; j < m->p.lead_count; j++) m->most[j] = test_some(0, 3);
    for (i = 0; i < m->p.member_count; i++) {
        m->left_out[i] = test_some(0, 1) * test_some(0, 40);
        for (j = 0; j < m->p.lead_count; j++) {
            m->cost[i][j] = test_some(0, 2) ? (int64_t)test_some(0, 50) : -1;
            if (m->cost[i][j] >= 0) m->links[m->p.link_count++] = (jh_link){ i, j, m->cost[i][j] };
        }
    }
}

typedef struct every {
    const made *m;
    uint32_t taken[LEADS];
    int64_t at_least, least, most; /* least: INT64_MAX = none */
} every;

static void try_members(every *v, uint32_t member, int64_t paired, int64_t cost)
{
    const jh_pairing *p = &v->m->p;
    uint32_t j;

    if (member == p->member_count) {
        if (paired > v->most) v->most = paired;
        if (paired >= v->at_least && cost < v->least) v->least = cost;
        return;
    }
    try_members(v, member + 1, paired, cost + p->left_out[member]);
    for (j = 0; j < p->lead_count; j++) {
        if (v->m->cost[member][j] < 0 || v->taken[j] == p->most[j]) continue;
        v->taken[j]++;
        try_members(v, member + 1, paired + 1, cost + v->m->cost[member][j]);
        v->taken[j]--;
    }
}

static void small_counties_against_all_there_are(void **state)
{
    size_t n, lowered = 0;
    made m;

    (void)state;
    test_chance_begin(20261130);
    for (n = 0; n < 3000; n++) {
        jh_arena here = keep;
        jh_pairing_answer a;
        make(&m);
        every v = { .m = &m, .at_least = m.p.at_least, .least = INT64_MAX };
        try_members(&v, 0, 0, 0);
        if (v.most < v.at_least) {
            v.at_least = v.most;
            try_members(&v, 0, 0, 0);
            lowered++;
        }
        assert_int_equal(jh_pairing_make(&a, &here, scratch, &m.p, NULL), JH_OK);
        assert_int_equal(jh_pairing_prove(&m.p, &a, scratch, NULL), JH_OK);
        assert_int_equal(a.cost, v.least);
        assert_int_equal(a.at_least, v.at_least);
        assert_int_equal(a.most_is_reached, v.most < m.p.at_least);
    }
    print_message("%zu of 3000 lowered\n", lowered);
    assert_true(lowered > 300);
}

static void disproved(const jh_pairing *p, const jh_pairing_answer *a)
{
    assert_int_equal(jh_pairing_prove(p, a, scratch, NULL), JH_BUG);
}

static void a_changed_answer_proves_nothing(void **state)
{
    jh_arena here = keep;
    jh_pairing_answer a = { 0 }, changed;
    uint32_t i, *lead, before;
    int64_t *room;
    made m;

    (void)state;
    test_chance_begin(5);
    do {
        make(&m);
        here = keep;
        assert_int_equal(jh_pairing_make(&a, &here, scratch, &m.p, NULL), JH_OK);
    } while (a.paired < 4 || a.most_is_reached || a.cost < 20);
    lead = (uint32_t *)a.lead;
    for (i = 0; i < m.p.member_count; i++) {
        before = lead[i];
        lead[i] = before == JH_PAIRING_ALONE ? 0 : JH_PAIRING_ALONE;
        disproved(&m.p, &a);
        lead[i] = before;
    }
    room = (int64_t *)a.room;
    room[0] = -1, disproved(&m.p, &a);
    changed = a, changed.cost++, disproved(&m.p, &changed);
    changed = a, changed.paired--, disproved(&m.p, &changed);
    changed = a, changed.coverage = -1, disproved(&m.p, &changed);
    changed = a, changed.at_least = a.paired + 1, disproved(&m.p, &changed);
}

static jh_code make_once(void *context, jh_error *err)
{
    const made *m = context;
    jh_arena here = keep;
    jh_pairing_answer a;

    return jh_pairing_make(&a, &here, scratch, &m->p, err);
}

static void no_memory_is_an_error_like_any_other(void **state)
{
    made m;

    (void)state;
    test_chance_begin(5);
    make(&m);
    assert_true(test_alloc_sweep(make_once, &m, 1000) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_counties_against_all_there_are),
        cmocka_unit_test(a_changed_answer_proves_nothing),
        cmocka_unit_test(no_memory_is_an_error_like_any_other),
    };
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
