/* A migration is killed at random moments: the store is of the old version or of the new one,
 * whole, and can be brought up. On both engines (JH_TEST_PG). JH_KILL_SEED repeats a run,
 * JH_KILL_MOMENTS makes it longer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/room.h"
#include "tests/support/killing.h"
#include "tests/support/old_store.h"
#include "tests/support/stores.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const int moments[TEST_ENGINE_COUNT] = { 60, 30 };
static const test_county small = { "990101", "2025", 30, 10, 42 };
enum { A_ROUND = 50 }; /* moments between two sweepings up */

static void make_model(const char *address)
{
    jh_arena keep;
    jh_store *store;
    jh_write_counts counts;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    jh_batch batch = test_batch(&keep, &small);
    assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    jh_store_close(store);
    jh_arena_release(&keep);
}

static const char *make_old(test_engine engine, const char *model)
{
    const char *address = test_address_new(engine);
    jh_arena keep;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 24), 0);
    test_old_store(&keep, address, model);
    jh_arena_release(&keep);
    return address;
}

static void migrate_until_killed(void *context, int tell)
{
    jh_arena keep;
    jh_migrated done;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) _exit(3);
    test_kill_tell(tell, TEST_READY);
    if (jh_store_migrate(&done, &keep, *(const char *const *)context, NULL)) _exit(4);
    test_kill_tell(tell, 1);
}

static long window_of(const char *address)
{
    struct timespec begin, end;
    jh_arena keep;
    jh_migrated done;
    long took;

    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_int_equal(jh_store_migrate(&done, &keep, address, NULL), JH_OK);
    clock_gettime(CLOCK_MONOTONIC, &end);
    jh_arena_release(&keep);
    took = (end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec - begin.tv_nsec;
    return took + took / 4;
}

/* The old one with all its rows, or the new one with all of them. */
static bool check_store(const char *address, bool is_acknowledged)
{
    jh_arena keep;
    jh_store *store = NULL;
    jh_snapshot wanted, got;
    jh_migrated done;
    jh_error err = { 0 };
    jh_load what = { .county = JH_TEXT("990101"), .period = JH_TEXT("2025") };
    bool was_old;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    jh_batch batch = test_batch(&keep, &small);
    was_old = jh_store_open(&store, &keep, address, JH_STORE_READ, &err) != JH_OK;
    if (was_old) {
        assert_int_equal(err.message.say, SAY_STORE_OLDER);
        assert_false(is_acknowledged);
        assert_int_equal(jh_store_migrate(&done, &keep, address, NULL), JH_OK);
        assert_int_equal(done.from, 1);
        assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
    }
    test_store_is_sound(&keep, store);
    assert_int_equal(jh_snapshot_make(&wanted, &keep, &batch, NULL), JH_OK);
    assert_int_equal(jh_store_load(&got, &keep, store, &what, NULL), JH_OK);
    assert_memory_equal(wanted.content.bytes, got.content.bytes, 32);
    jh_store_close(store);
    jh_arena_release(&keep);
    return was_old;
}

static int sweep_round(test_engine engine, int count)
{
    const char *model = test_address_new(engine), *address;
    uint32_t acknowledged;
    bool was_old;
    long window;
    int old = 0;

    make_model(model);
    window = window_of(make_old(engine, model));
    for (int i = 0; i < count; i++) {
        address = make_old(engine, model);
        acknowledged = 0;
        test_kill(&acknowledged, &(test_killing){ .work = migrate_until_killed,
                                                  .context = &address,
                                                  .moment = test_kill_moment(window),
                                                  .may_end = true });
        test_wait_until_alone(address); /* a commit that was sent may still come through */
        /* The machine may be busier than when the window was measured: it follows, so that some
         * seven of ten moments find the migration under way. */
        was_old = check_store(address, acknowledged != 0);
        window += was_old ? window / 8 : -window / 4;
        old += was_old;
    }
    test_addresses_drop();
    return old;
}

static void a_killed_migration_leaves_the_old_store_or_the_new_one(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        int count = test_kill_moments(moments[engine]), old = 0;
        for (int done = 0; done < count; done += A_ROUND)
            old += sweep_round(engine, count - done < A_ROUND ? count - done : A_ROUND);
        printf("%s: %d moments of a migration, %d left the old store, %d the new one\n",
               test_engine_names[engine], count, old, count - old);
        assert_true(count < 30 || (old > 0 && old < count)); /* the moments reach both */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_migration_leaves_the_old_store_or_the_new_one),
    };

    test_kill_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
