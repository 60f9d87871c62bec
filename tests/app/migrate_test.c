/* A file as the first version of the program made it is kept and brought up; so is a database.
 * Both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/keep.h"
#include "store/store.h"
#include "tests/support/old_store.h"
#include "tests/support/stores.h"

#include <string.h>
#include <unistd.h>

static jh_arena keep, scratch;
static const test_county small = { "990101", "2025", 6, 3, 42 };

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 28) || jh_arena_reserve(&scratch, (size_t)1 << 28);
}

static int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

/* A store of schema 1 with the county; `content` is what it must hold. */
static const char *old_store(test_engine engine, jh_hash *content)
{
    const char *model = test_address_new(engine), *old = test_address_new(engine);
    jh_batch batch = test_batch(&keep, &small);
    jh_store *store = NULL;
    jh_write_counts counts;
    jh_snapshot snapshot;

    assert_int_equal(jh_store_create(&store, &keep, model, NULL), JH_OK);
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    jh_store_close(store);
    test_old_store(&keep, old, model);
    assert_int_equal(jh_snapshot_make(&snapshot, &keep, &batch, NULL), JH_OK);
    *content = snapshot.content;
    return old;
}

static void check_content(const char *address, const jh_hash *content)
{
    jh_load what = { .county = JH_TEXT("990101"), .period = JH_TEXT("2025") };
    jh_store *store = NULL;
    jh_snapshot snapshot;

    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
    assert_int_equal(jh_store_load(&snapshot, &keep, store, &what, NULL), JH_OK);
    assert_true(jh_hash_equal(&snapshot.content, content));
    jh_store_close(store);
}

static void a_store_of_the_first_schema_is_kept_and_brought_up(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_desk desk = { .keep = &keep, .scratch = scratch, .manner = { .lang = JH_EN } };
        jh_hash content;
        jh_bringing_up what = { .address = old_store(engine, &content),
                                .is_backed_up = engine == TEST_POSTGRES };
        const char *kept = jh_text_format(&keep, "%s.schema1", what.address).at;
        jh_error err = { 0 };
        jh_migrated version;
        bool is_sound = false;
        jh_text told;
        if (jh_keep_migrate(&told, &is_sound, &desk, &what, &err))
            fail_msg("%s %s", jh_say_keys[err.message.say], err.message.arg[0]);
        assert_true(is_sound);
        assert_true(jh_text_contains(told, JH_TEXT("from schema 1 to")));
        check_content(what.address, &content);
        if (engine == TEST_POSTGRES) continue;
        assert_true(jh_text_contains(told, JH_TEXT(".schema1")));
        assert_int_equal(jh_store_version_of(&version, &keep, kept, NULL), JH_OK);
        assert_int_equal(version.from, 1);
        assert_int_equal(jh_store_migrate(&version, &keep, kept, NULL), JH_OK);
        check_content(kept, &content);
    }
}

static void a_database_is_not_brought_up_before_somebody_has_backed_it_up(void **state)
{
    jh_desk desk = { .keep = &keep, .scratch = scratch, .manner = { .lang = JH_EN } };
    jh_hash content;
    jh_bringing_up what = { .address = old_store(TEST_POSTGRES, &content) };
    jh_error err = { 0 };
    jh_migrated version;
    bool is_sound;
    jh_text told;

    (void)state;
    assert_int_equal(jh_keep_migrate(&told, &is_sound, &desk, &what, &err), JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_STORE_OLD_NOT_A_FILE);
    assert_int_equal(jh_store_version_of(&version, &keep, what.address, NULL), JH_OK);
    assert_int_equal(version.from, 1);
}

static void a_damaged_file_is_not_brought_up(void **state)
{
    jh_desk desk = { .keep = &keep, .scratch = scratch, .manner = { .lang = JH_EN } };
    jh_hash content;
    jh_bringing_up what = { .address = old_store(TEST_SQLITE, &content) };
    jh_error err = { 0 };
    bool is_sound;
    jh_text told;

    (void)state;
    test_sql(what.address, "PRAGMA wal_checkpoint(TRUNCATE);");
    assert_int_equal(truncate(what.address, 20480), 0);
    assert_int_not_equal(jh_keep_migrate(&told, &is_sound, &desk, &what, &err), JH_OK);
    assert_true(access(jh_text_format(&keep, "%s.schema1", what.address).at, F_OK) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_of_the_first_schema_is_kept_and_brought_up),
        cmocka_unit_test(a_database_is_not_brought_up_before_somebody_has_backed_it_up),
        cmocka_unit_test(a_damaged_file_is_not_brought_up),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
