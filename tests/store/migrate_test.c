/* A store of the first version becomes one of this version, on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/room.h"
#include "tests/support/old_store.h"
#include "tests/support/stores.h"

#include <stdio.h>
#include <string.h>

static jh_arena keep;
static const test_county small = { "990101", "2025", 12, 5, 42 };

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT);
}

static int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    return 0;
}

static jh_snapshot load(jh_store *store, int64_t revision)
{
    jh_load what = { .county = JH_TEXT("990101"),
                     .period = JH_TEXT("2025"),
                     .at_revision = revision,
                     .with_origins = true };
    jh_snapshot snapshot;

    assert_int_equal(jh_store_load(&snapshot, &keep, store, &what, NULL), JH_OK);
    return snapshot;
}

/* The same county in a store of today: what the old one must hold once it is brought up. */
static jh_store *model_store(const char *address)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_store *store = NULL;
    jh_write_counts counts;

    assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    batch.observations[3].why = JH_PRESENT;
    batch.observations[3].value = JH_DECIMAL(7);
    batch.units[4].name = JH_TEXT("改了名字的小学");
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    return store;
}

static void every_figure_fact_and_entry_comes_through(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *wanted = test_address_new(engine), *old = test_address_new(engine);
        jh_store *model = model_store(wanted), *store = NULL;
        jh_migrated done;
        jh_error err = { 0 };
        test_old_store(&keep, old, wanted);
        assert_int_equal(jh_store_open(&store, &keep, old, JH_STORE_READ, &err), JH_BAD_INPUT);
        assert_int_equal(err.message.say, SAY_STORE_OLDER);
        if (jh_store_migrate(&done, &keep, old, &err))
            fail_msg("%s %s", jh_say_keys[err.message.say], err.message.arg[0]);
        assert_int_equal(done.from, 1);
        assert_int_equal(done.to, JH_SCHEMA_VERSION);
        assert_int_equal(jh_store_open(&store, &keep, old, JH_STORE_WRITE, &err), JH_OK);
        for (int64_t revision = 1; revision <= 2; revision++) {
            jh_snapshot a = load(model, revision), b = load(store, revision);
            assert_memory_equal(a.content.bytes, b.content.bytes, 32);
            assert_int_equal(a.origin_count, b.origin_count);
            assert_memory_equal(a.files[1].hash.bytes, b.files[1].hash.bytes, 32);
        }
        test_store_is_sound(&keep, store);
        jh_store_close(model);
        jh_store_close(store);
    }
}

static void a_second_time_finds_nothing_to_do_and_the_store_can_be_written(void **state)
{
    jh_batch batch = test_batch(&keep, &small);

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *wanted = test_address_new(engine), *old = test_address_new(engine);
        jh_store *store = NULL;
        jh_write_counts counts;
        jh_migrated done;
        jh_store_close(model_store(wanted));
        test_old_store(&keep, old, wanted);
        assert_int_equal(jh_store_migrate(&done, &keep, old, NULL), JH_OK);
        assert_int_equal(jh_store_migrate(&done, &keep, old, NULL), JH_OK);
        assert_int_equal(done.from, done.to);
        assert_int_equal(jh_store_open(&store, &keep, old, JH_STORE_WRITE, NULL), JH_OK);
        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
        assert_int_equal(counts.figures_revised, 1);
        test_store_is_sound(&keep, store);
        jh_store_close(store);
        assert_false(test_sql_works(old, "DELETE FROM observation"));
        assert_false(test_sql_works(old, "DELETE FROM audit"));
        assert_false(test_sql_works(old, "UPDATE unit_event SET day = 0")
                     && engine == TEST_POSTGRES);
    }
}

static void a_newer_store_and_none_at_all_are_refused_and_left_alone(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_migrated done;
        jh_error err = { 0 };
        assert_true(jh_store_migrate(&done, &keep, address, &err) != JH_OK);
        err = (jh_error){ 0 };
        jh_store_close(model_store(address));
        test_sql(address, "UPDATE schema_version SET version = 99");
        assert_int_equal(jh_store_migrate(&done, &keep, address, &err), JH_BAD_INPUT);
        assert_int_equal(err.message.say, SAY_STORE_NEWER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_fact_and_entry_comes_through),
        cmocka_unit_test(a_second_time_finds_nothing_to_do_and_the_store_can_be_written),
        cmocka_unit_test(a_newer_store_and_none_at_all_are_refused_and_left_alone),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
