/* A split with shares of one element alone: thousands of random ones beside a model that is written
 * another way, and each kind of shares that cannot be.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "history/history.h"
#include "tests/support/real_standard.h"

#include <stdio.h>
#include <string.h>

enum { PARTS = 4, ELEMENTS = 3, ROUNDS = 3000, WHOLE = 1000000 };

static jh_arena keep;
static uint64_t seed;

static uint32_t chance(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* Whole things, square metres to a millionth, and one that always goes by the general share. */
static const struct {
    const char *key;
    jh_stage stage;
    int64_t least; /* what the parts are multiples of, in millionths */
} elements[ELEMENTS] = { { "pupils", JH_PRIMARY, WHOLE },
                         { "teaching_area", JH_WHOLE, 1 },
                         { "teachers", JH_PRIMARY, WHOLE } };
static const char *const codes[PARTS] = { "A", "F", "G", "H" };

typedef struct trial {
    size_t parts;
    bool has_own[ELEMENTS];
    int64_t share[ELEMENTS + 1][PARTS]; /* the last: the general ones */
    int64_t value[ELEMENTS];
    jh_event_part part[PARTS];
    jh_event_share own[ELEMENTS * PARTS];
    jh_unit_event event;
} trial;

/* Positive ones may be asked for: the general shares are. */
static void cut(int64_t *shares, size_t parts, int64_t least)
{
    int64_t left = WHOLE - (int64_t)parts * least;
    size_t i;

    for (i = 0; i + 1 < parts; i++) {
        int64_t take = chance(4) ? (int64_t)chance((uint32_t)left + 1) : 0;
        shares[i] = least + take;
        left -= take;
    }
    shares[parts - 1] = least + left;
}

static void put_own(trial *t, size_t e)
{
    size_t i;

    for (i = 0; i < t->parts; i++)
        t->own[t->event.share_count++] = (jh_event_share){ jh_text_of(elements[e].key),
                                                           jh_text_of(codes[i]),
                                                           { t->share[e][i] } };
}

static void make(trial *t)
{
    size_t i, e;

    *t = (trial){ .parts = 2 + chance(PARTS - 1) };
    for (e = 0; e <= ELEMENTS; e++) cut(t->share[e], t->parts, e == ELEMENTS ? 1 : 0);
    for (i = 0; i < t->parts; i++)
        t->part[i] = (jh_event_part){ jh_text_of(codes[i]), true, { t->share[ELEMENTS][i] } };
    t->event = (jh_unit_event){ .number = 1,
                                .kind = JH_EVENT_SPLIT,
                                .date = jh_date_make(2025, 3, 1),
                                .unit = JH_TEXT("A"),
                                .parts = t->part,
                                .part_count = t->parts,
                                .shares = t->own };
    for (e = 0; e < ELEMENTS; e++) {
        t->has_own[e] = e < 2 && chance(3);
        t->value[e] = (int64_t)chance(5000) * WHOLE;
        if (elements[e].least == 1) t->value[e] += chance(WHOLE);
    }
    /* By element: pupils before teaching_area, as in the table. */
    for (e = 0; e < ELEMENTS; e++)
        if (t->has_own[e]) put_own(t, e);
}

static jh_snapshot snapshot_of(jh_arena *at, const trial *t)
{
    jh_unit *unit = JH_NEW(at, jh_unit);
    jh_observation *all = JH_NEW_ARRAY(at, jh_observation, ELEMENTS);
    jh_batch batch = { .county = JH_TEXT("990101"),
                       .period = JH_TEXT("2024"),
                       .units = unit,
                       .unit_count = 1,
                       .observations = all,
                       .observation_count = ELEMENTS };
    jh_snapshot snapshot;
    size_t e;

    *unit = (jh_unit){ .code = JH_TEXT("A"), .name = JH_TEXT("甲小学") };
    unit->attribute[JH_KIND] = JH_TEXT("primary_school");
    for (e = 0; e < ELEMENTS; e++)
        all[e] = (jh_observation){ .unit = JH_TEXT("A"),
                                   .element = jh_text_of(elements[e].key),
                                   .stage = elements[e].stage,
                                   .value = { t->value[e] },
                                   .origin = { .file = JH_NO_FILE } };
    assert_int_equal(jh_snapshot_make(&snapshot, at, &batch, NULL), JH_OK);
    return snapshot;
}

static const jh_snapshot *carry(jh_arena *at, const jh_snapshot *in, trial *t)
{
    jh_unit_events events = { &t->event, 1 };
    jh_carrying how = { .events = &events,
                        .standard = test_real_standard(),
                        .after = jh_history_day(JH_TEXT("2024")),
                        .until = { .day = jh_date_make(2025, 8, 31) } };
    const jh_snapshot *out;

    assert_int_equal(jh_history_carry(&out, at, in, &how, NULL), JH_OK);
    return out;
}

static int64_t value_of(const jh_snapshot *in, const char *unit, size_t e)
{
    size_t column = jh_snapshot_column(in, jh_text_of(elements[e].key), elements[e].stage);
    size_t at = jh_snapshot_unit(in, jh_text_of(unit));

    assert_true(column != SIZE_MAX && at != SIZE_MAX);
    assert_int_equal(in->columns[column].why[at], JH_PRESENT);
    return in->columns[column].millionths[at];
}

/* What the first parts have together, nearest to value × their shares: searched for, not computed
 * as the program does it. Halves go up. */
static int64_t nearest(int64_t value, int64_t share, int64_t least)
{
    __int128 wanted = (__int128)value * share; /* in millionths of millionths */
    int64_t low = 0, high = value / least + 1, middle;

    while (low < high) { /* the largest n with n·least − least/2 ≤ value·share */
        middle = (low + high + 1) / 2;
        if (((__int128)2 * middle - 1) * least * WHOLE <= 2 * wanted)
            low = middle;
        else
            high = middle - 1;
    }
    return low * least;
}

static void each_element_goes_by_its_own_shares_and_nothing_is_lost(void **state)
{
    size_t round, e, i;
    trial t;

    (void)state;
    seed = 20261130;
    for (round = 0; round < ROUNDS; round++) {
        jh_arena here = keep;
        make(&t);
        jh_snapshot before = snapshot_of(&here, &t);
        const jh_snapshot *after = carry(&here, &before, &t);
        for (e = 0; e < ELEMENTS; e++) {
            const int64_t *shares = t.share[t.has_own[e] ? e : ELEMENTS];
            int64_t share = 0, last = 0, sum = 0;
            for (i = 0; i < t.parts; i++) {
                share += shares[i];
                int64_t upto =
                    i + 1 == t.parts ? t.value[e] : nearest(t.value[e], share, elements[e].least);
                assert_int_equal(value_of(after, codes[i], e), upto - last);
                last = upto;
                sum += value_of(after, codes[i], e);
            }
            assert_int_equal(sum, t.value[e]);
        }
    }
}

static jh_code follow(trial *t, jh_error *err)
{
    static const jh_known_unit papers[] = { { { "A", 1 },
                                              { "甲小学", 9 },
                                              { "", 0 },
                                              { "", 0 },
                                              { 19000 },
                                              { INT32_MIN },
                                              { INT32_MIN } } };
    jh_arena here = keep;
    jh_record record = { .known = { papers, 1 }, .events = { &t->event, 1 } };
    jh_moment always = { .day = { INT32_MAX } };
    jh_living_units living;

    return jh_history_follow(&living, &here, &record, &always, err);
}

static void refused(trial *t, const char *label)
{
    jh_error err = { 0 };

    if (follow(t, &err) != JH_BAD_INPUT || err.message.say != SAY_HISTORY_ELEMENT_SHARES)
        fail_msg("%s: %s", label, jh_say_keys[err.message.say]);
}

/* Of two elements with shares of their own, something is wrong with one. */
static void shares_that_cannot_be_are_named(void **state)
{
    size_t round;
    trial t;

    (void)state;
    seed = 7;
    for (round = 0; round < 300; round++) {
        make(&t);
        t.event.share_count = 0;
        put_own(&t, 0);
        put_own(&t, 1);
        jh_error err = { 0 };
        if (follow(&t, &err)) fail_msg("%s", jh_say_keys[err.message.say]);
        size_t at = chance((uint32_t)t.event.share_count);
        jh_event_share kept = t.own[at];
        t.own[at].share.millionths += kept.share.millionths < WHOLE ? 1 : -1;
        refused(&t, "they do not add up to 1");
        t.own[at].share.millionths = -1 - (int64_t)chance(WHOLE);
        refused(&t, "one is below 0");
        t.own[at] = kept;
        t.own[at].code = JH_TEXT("Z");
        refused(&t, "one is of no part");
        t.own[at] = kept;
        memmove(&t.own[at], &t.own[at + 1], (t.event.share_count - at - 1) * sizeof kept);
        t.event.share_count--;
        refused(&t, "a part has none");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_element_goes_by_its_own_shares_and_nothing_is_lost),
        cmocka_unit_test(shares_that_cannot_be_are_named),
    };

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
