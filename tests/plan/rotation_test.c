/* rotation_test.c: who is rotated: on small counties all rotations there are are tried one by one,
 * and no changed number goes unnoticed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "plan/rotation.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/chance.h"

enum { PLACES = 4, PERSONS = 6, KINDS = 2 };

static jh_arena keep, scratch;

typedef struct made {
    jh_rotation_person persons[PERSONS];
    jh_rotation_way ways[PLACES * PLACES];
    uint32_t wishes[PERSONS * 2], most[KINDS * PLACES], place_most[PLACES];
    jh_rotation r;
} made;

static void make(made *m)
{
    uint32_t i, j, dear = test_some(0, 1) ? 5 : 900;

    *m = (made){ .r = { .place_count = test_some(2, PLACES),
                        .kind_count = test_some(1, KINDS),
                        .person_count = test_some(1, PERSONS),
                        .unwished = test_some(0, 50),
                        .at_least = test_some(0, 5),
                        .backbone_gain = test_some(1, 4),
                        .other_loss = test_some(0, 1) } };
    m->r.persons = m->persons;
    m->r.ways = m->ways;
    m->r.wishes = m->wishes;
    if (test_some(0, 1)) m->r.backbone_needed = test_some(0, 3);
    for (i = 0; i < m->r.place_count; i++)
        for (j = i + 1; j < m->r.place_count; j++)
            if (test_some(0, 4))
                m->ways[m->r.way_count++] = (jh_rotation_way){ i, j, test_some(0, dear) };
    for (i = 0; i < m->r.person_count; i++) {
        jh_rotation_person *p = &m->persons[i];
        *p = (jh_rotation_person){ test_some(0, m->r.place_count - 1),
                                   test_some(0, m->r.kind_count - 1),
                                   test_some(0, 2) == 0,
                                   test_some(0, 1) * test_some(0, dear),
                                   2 * i,
                                   0 };
        if (test_some(0, 2) == 0) p->wish_count = test_some(1, 2);
        m->wishes[2 * i] = test_some(0, m->r.place_count - 1);
        m->wishes[2 * i + 1] = test_some(0, m->r.place_count - 1);
    }
    if (test_some(0, 1)) return;
    for (i = 0; i < m->r.kind_count * m->r.place_count; i++) m->most[i] = test_some(0, 3);
    m->r.most = m->most;
}

/* ---- every rotation there is ---- */

typedef struct reach {
    int64_t most_moved;
    int64_t most_backbone[PERSONS + 1]; /* by at least so many who move; −1 = none */
    int64_t all_backbone;
} reach;

typedef struct every {
    const jh_rotation *r;
    int64_t at_least, gain, loss, needed; /* the rows of `least` */
    int64_t least;                        /* INT64_MAX = none keeps them */
    reach found;
    int left[KINDS * PLACES], gone[KINDS * PLACES];
} every;

static int sent(const every *v, uint32_t place)
{
    int sum = 0;
    uint32_t kind;

    for (kind = 0; kind < v->r->kind_count; kind++)
        sum += v->gone[kind * v->r->place_count + place];
    return sum;
}

static void judge(every *v, int64_t moved, int64_t backbone, int64_t cost)
{
    int64_t n;
    uint32_t i;

    for (i = 0; i < v->r->kind_count * v->r->place_count; i++)
        if (v->left[i] || (v->r->most && v->gone[i] > (int)v->r->most[i])) return;
    for (i = 0; v->r->place_most && i < v->r->place_count; i++)
        if (sent(v, i) > (int)v->r->place_most[i]) return;
    if (moved > v->found.most_moved) v->found.most_moved = moved;
    if (backbone > v->found.all_backbone) v->found.all_backbone = backbone;
    for (n = 0; n <= moved; n++)
        if (backbone > v->found.most_backbone[n]) v->found.most_backbone[n] = backbone;
    if (moved >= v->at_least && v->gain * backbone - v->loss * (moved - backbone) >= v->needed
        && cost < v->least)
        v->least = cost;
}

static bool wished(const jh_rotation *r, const jh_rotation_person *p, uint32_t place)
{
    uint32_t i;

    for (i = 0; i < p->wish_count; i++)
        if (r->wishes[p->first_wish + i] == place) return true;
    return p->wish_count == 0;
}

static void try_persons(every *v, uint32_t at, int64_t moved, int64_t backbone, int64_t cost)
{
    const jh_rotation *r = v->r;
    const jh_rotation_person *p = &r->persons[at];
    uint32_t i, there;

    if (at == r->person_count) {
        judge(v, moved, backbone, cost);
        return;
    }
    try_persons(v, at + 1, moved, backbone, cost);
    for (i = 0; i < r->way_count; i++) {
        if (r->ways[i].a != p->place && r->ways[i].b != p->place) continue;
        there = r->ways[i].a == p->place ? r->ways[i].b : r->ways[i].a;
        int *home = &v->left[p->kind * r->place_count + p->place];
        int *away = &v->left[p->kind * r->place_count + there];
        ++*home, --*away, v->gone[p->kind * r->place_count + p->place]++;
        try_persons(v, at + 1, moved + 1, backbone + p->is_backbone,
                    cost + p->own + r->ways[i].cost + (wished(r, p, there) ? 0 : r->unwished));
        --*home, ++*away, v->gone[p->kind * r->place_count + p->place]--;
    }
}

static void try_all(every *v, const jh_rotation *r)
{
    size_t i;

    *v = (every){ .r = r,
                  .at_least = r->at_least,
                  .gain = r->backbone_gain,
                  .loss = r->other_loss,
                  .needed = r->backbone_needed,
                  .least = INT64_MAX };
    for (i = 0; i <= PERSONS; i++) v->found.most_backbone[i] = -1;
    try_persons(v, 0, 0, 0, 0);
}

/* The rows lowered as far as they had to be, and no further. */
static void lowered_rightly(const jh_rotation_answer *a, const jh_rotation *r, every *v)
{
    int64_t at_least = r->at_least, wanted, each;

    if (v->found.most_moved < at_least) {
        assert_true(a->most_moved.is_reached);
        at_least = v->found.most_moved;
    }
    assert_int_equal(a->at_least, at_least);
    assert_true(a->moved >= at_least);
    v->at_least = at_least;
    if (a->backbone_gain == r->backbone_gain && a->other_loss == r->other_loss
        && a->backbone_needed == r->backbone_needed)
        return;
    if (a->most_backbone.is_reached)
        assert_int_equal(a->most_backbone.count, v->found.all_backbone);
    v->gain = 1;
    v->loss = 0;
    v->needed = a->backbone_needed;
    assert_true(a->backbone_needed <= v->found.most_backbone[at_least]);
    /* Or as many as the least number of persons asks for: more who move are no reason against. */
    wanted = r->other_loss * at_least + r->backbone_needed;
    each = r->backbone_gain + r->other_loss;
    wanted = wanted <= 0 ? 0 : (wanted + each - 1) / each;
    if (!a->backbone_unproved && a->backbone_needed < wanted)
        assert_int_equal(a->backbone_needed, v->found.most_backbone[at_least]);
}

static void small_counties_against_all_there_are(void **state)
{
    size_t n, moves = 0, cheapest = 0, lowered = 0, unproved = 0;
    made m;

    (void)state;
    test_chance_begin(20260901);
    for (n = 0; n < 2000; n++) {
        jh_arena here = keep;
        jh_rotation_answer a;
        every v;
        make(&m);
        try_all(&v, &m.r);
        assert_int_equal(jh_rotation_make(&a, &here, scratch, &m.r, NULL), JH_OK);
        assert_int_equal(jh_rotation_prove(&m.r, &a, scratch, NULL), JH_OK);
        assert_int_equal(a.found, v.found.most_moved > 0 || v.least < INT64_MAX);
        if (!a.found) continue;
        moves++;
        if (v.least == INT64_MAX) {
            lowered++;
            lowered_rightly(&a, &m.r, &v);
            unproved += a.backbone_unproved;
            v.least = INT64_MAX;
            try_persons(&v, 0, 0, 0, 0);
        }
        assert_true(a.bound <= v.least && v.least <= a.cost);
        cheapest += a.cost == v.least;
    }
    print_message("%zu found, %zu lowered (%zu unproved), %zu the cheapest\n", moves, lowered,
                  unproved, cheapest);
    assert_true(moves > 1000 && lowered > 300);
    assert_true(cheapest * 1000 >= moves * 995);
}

/* What a place may send, of all kinds together: the answer keeps it, its bound holds, and where so
 * many can move at all they are nearly always found, nearly always at the least cost. */
static void limits_of_places_against_all_there_are(void **state)
{
    size_t n, asked = 0, priced = 0, missed = 0, cheapest = 0;
    uint32_t i;
    made m;

    (void)state;
    test_chance_begin(20261130);
    for (n = 0; n < 40000 && asked < 120; n++) {
        jh_arena here = keep;
        jh_rotation_answer a;
        every v;
        make(&m);
        if (m.r.person_count < 5 || m.r.place_count < 4 || m.r.at_least < 2) continue;
        for (i = 0; i < PLACES; i++) m.place_most[i] = 1;
        m.r.place_most = m.place_most;
        try_all(&v, &m.r);
        assert_int_equal(jh_rotation_make(&a, &here, scratch, &m.r, NULL), JH_OK);
        assert_int_equal(jh_rotation_prove(&m.r, &a, scratch, NULL), JH_OK);
        if (v.least == INT64_MAX || v.found.most_moved == 0) continue;
        asked++;
        assert_true(a.found);
        missed += a.moved_unproved;
        priced += a.per_place != NULL;
        if (a.moved_unproved) continue;
        assert_true(a.bound <= v.least && v.least <= a.cost);
        cheapest += a.cost == v.least;
    }
    print_message("%zu can, %zu with a limit in the way: %zu missed, %zu the cheapest\n", asked,
                  priced, missed, cheapest);
    assert_true(asked == 120 && priced > 5);
    assert_true(missed * 100 <= 3 * asked);
    assert_true(cheapest * 100 >= (asked - missed) * 97);
}

static void disproved(const jh_rotation *r, const jh_rotation_answer *a)
{
    assert_int_equal(jh_rotation_prove(r, a, scratch, NULL), JH_BUG);
}

static void a_changed_answer_proves_nothing(void **state)
{
    jh_arena here = keep;
    jh_rotation_answer a = { 0 }, changed;
    uint32_t i, *to;
    made m;

    (void)state;
    test_chance_begin(77);
    do {
        make(&m);
        here = keep;
        assert_int_equal(jh_rotation_make(&a, &here, scratch, &m.r, NULL), JH_OK);
    } while (!a.found || a.moved < 3 || a.cost == 0 || a.most_moved.is_reached);
    to = (uint32_t *)a.to;
    for (i = 0; i < m.r.person_count; i++) {
        uint32_t before = to[i];
        to[i] = before == JH_ROTATION_STAYS ? (m.persons[i].place + 1) % m.r.place_count
                                            : JH_ROTATION_STAYS;
        disproved(&m.r, &a);
        to[i] = before;
    }
    changed = a, changed.cost++, disproved(&m.r, &changed);
    changed = a, changed.moved++, disproved(&m.r, &changed);
    changed = a, changed.backbone++, disproved(&m.r, &changed);
    changed = a, changed.bound = a.cost + 1, disproved(&m.r, &changed);
    changed = a, changed.at_least = a.moved + 1, disproved(&m.r, &changed);
    assert_int_equal(jh_rotation_prove(&m.r, &a, scratch, NULL), JH_OK);
}

static jh_code make_once(void *context, jh_error *err)
{
    const made *m = context;
    jh_arena here = keep;
    jh_rotation_answer a;

    return jh_rotation_make(&a, &here, scratch, &m->r, err);
}

static void no_memory_is_an_error_like_any_other(void **state)
{
    uint32_t i;
    made m;

    (void)state;
    test_chance_begin(20260901);
    make(&m);
    for (i = 0; i < PLACES; i++) m.place_most[i] = 1;
    m.r.place_most = m.place_most;
    assert_true(test_alloc_sweep(make_once, &m, 20000) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_counties_against_all_there_are),
        cmocka_unit_test(limits_of_places_against_all_there_are),
        cmocka_unit_test(a_changed_answer_proves_nothing),
        cmocka_unit_test(no_memory_is_an_error_like_any_other),
    };
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
