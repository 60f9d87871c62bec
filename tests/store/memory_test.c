/* Every allocation of a write, a load and a check fails once, on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/alloc_sweep.h"
#include "tests/support/stores.h"

typedef struct scene {
    const char *address;
    jh_batch batch;
    bool is_written; /* by an earlier try that failed only afterwards */
    jh_hash content;
} scene;

static jh_code read_back(scene *on, jh_arena *keep, jh_store *store, jh_error *err)
{
    jh_load what = { .county = on->batch.county, .period = on->batch.period, .with_origins = true };
    jh_as_of when = { on->batch.county, jh_date_make(2025, 1, 1) };
    jh_dated_setting_list settings;
    jh_snapshot snapshot;
    jh_findings findings;
    jh_text bytes;
    jh_code code = jh_store_load(&snapshot, keep, store, &what, err);

    if (!code) on->content = snapshot.content;
    if (!code) code = jh_store_file(&bytes, keep, store, &on->batch.files[0].hash, err);
    if (!code) code = jh_store_settings(&settings, keep, store, &when, err);
    if (!code) code = jh_store_check(&findings, keep, store, err);
    if (!code) assert_int_equal(findings.count, 0);
    return code;
}

static jh_code write_and_read(void *context, jh_error *err)
{
    scene *on = context;
    jh_arena keep;
    jh_store *store = NULL;
    jh_dated_setting setting = { .name = JH_TEXT("x"),
                                 .value = JH_TEXT("1"),
                                 .from = jh_date_make(2025, 1, 1),
                                 .to = JH_NO_DATE };
    jh_write_counts counts;
    jh_code code;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    code = jh_store_open(&store, &keep, on->address, JH_STORE_WRITE, err);
    if (!code) code = jh_store_write(&counts, store, &on->batch, &test_author, err);
    if (!code) {
        /* All of it or nothing: never a part that a failed try left behind. */
        assert_int_equal(counts.figures_new, on->is_written ? 0 : on->batch.observation_count);
        on->is_written = true;
        code = jh_store_setting_put(store, on->batch.county, &setting, &test_author, err);
    }
    if (!code) code = read_back(on, &keep, store, err);
    jh_store_close(store);
    jh_arena_release(&keep);
    return code;
}

static void no_failed_allocation_leaks_lies_or_leaves_half(void **state)
{
    test_county county = { "990101", "2025", 3, 2, 5 };
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        scene on = { .address = test_address_new(engine), .batch = test_batch(&keep, &county) };
        jh_store *store = NULL;
        jh_snapshot wanted;
        assert_int_equal(jh_store_create(&store, &keep, on.address, NULL), JH_OK);
        jh_store_close(store);
        assert_in_range(test_alloc_sweep(write_and_read, &on, 2000), 50, 2000);
        assert_int_equal(jh_snapshot_make(&wanted, &keep, &on.batch, NULL), JH_OK);
        assert_memory_equal(wanted.content.bytes, on.content.bytes, 32);
    }
    test_addresses_drop();
    jh_arena_release(&keep);
}

/* Memory ran out in the midst of a write and is there again: with the same connection another one
 * writes, and of the first there is nothing. false: there was enough for the first, too. */
static bool writes_after_failing(const char *address, jh_arena *keep, long n)
{
    test_county refused = { "990101", "2025", 3, 2, 5 };
    test_county taken = { "990101", "2026", 3, 2, (unsigned)(10 + n) };
    jh_load what = { .county = JH_TEXT("990101"), .period = JH_TEXT("2025") };
    jh_batch first = test_batch(keep, &refused), then = test_batch(keep, &taken);
    jh_store *store = NULL;
    jh_write_counts counts;
    jh_snapshot got;
    jh_code code;

    assert_int_equal(jh_store_open(&store, keep, address, JH_STORE_WRITE, NULL), JH_OK);
    jh_memory_fail_after(n);
    code = jh_store_write(&counts, store, &first, &test_author, NULL);
    jh_memory_fail_after(-1);
    if (code) {
        assert_int_equal(code, JH_NO_MEMORY);
        assert_int_equal(jh_store_write(&counts, store, &then, &test_author, NULL), JH_OK);
        assert_true(counts.figures_new + counts.figures_revised > 0);
        assert_int_equal(jh_store_load(&got, keep, store, &what, NULL), JH_NOT_FOUND);
    }
    jh_store_close(store);
    return code != JH_OK;
}

static void what_failed_is_given_up_before_the_next_write(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_store *store = NULL;
        jh_arena keep;
        long n = 0;
        assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 28), 0);
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        jh_store_close(store);
        while (writes_after_failing(address, &keep, n)) n++;
        assert_true(n > 20);
        jh_arena_release(&keep);
    }
    test_addresses_drop();
}

static jh_code create_one(void *context, jh_error *err)
{
    jh_arena keep;
    jh_store *store = NULL;
    jh_code code;

    if (jh_arena_reserve(&keep, 1 << 20)) return jh_no_memory(err);
    code = jh_store_create(&store, &keep, *(const char **)context, err);
    jh_store_close(store);
    jh_arena_release(&keep);
    return code;
}

static void a_store_that_could_not_be_made_is_not_there(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        /* Were one left behind, the next try would say that it exists already. */
        assert_in_range(test_alloc_sweep(create_one, &address, 500), 5, 500);
    }
    test_addresses_drop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_failed_allocation_leaks_lies_or_leaves_half),
        cmocka_unit_test(what_failed_is_given_up_before_the_next_write),
        cmocka_unit_test(a_store_that_could_not_be_made_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
