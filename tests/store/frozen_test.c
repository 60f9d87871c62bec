/* What frozen.h promises, on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/frozen.h"
#include "store/keeping.h"
#include "tests/support/stores.h"

#include <stdio.h>
#include <string.h>

static jh_arena keep;
static const test_county small = { "990101", "2025", 6, 3, 42 };

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

static void fail_on(jh_code code, const jh_error *err)
{
    if (code) fail_msg("%s %s", jh_say_keys[err->message.say], err->message.arg[0]);
}

static jh_store *opened(const char *address)
{
    jh_store *store = NULL;
    jh_error err = { 0 };

    fail_on(jh_store_open(&store, &keep, address, JH_STORE_WRITE, &err), &err);
    return store;
}

/* A store with a county and nothing frozen. */
static jh_store *made(const char **address, test_engine engine)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_write_counts counts;
    jh_store *store = NULL;
    jh_error err = { 0 };

    *address = test_address_new(engine);
    fail_on(jh_store_create(&store, &keep, *address, &err), &err);
    fail_on(jh_store_write(&counts, store, &batch, &test_author, &err), &err);
    return store;
}

static jh_frozen example(void)
{
    return (jh_frozen){ .at_revision = 1,
                        .period = JH_TEXT("2025"),
                        .standard = JH_TEXT("cn-2017-quality"),
                        .standard_text = JH_TEXT("line 4.5\n"),
                        .settings_text = JH_TEXT("set\tjudge\texact\t\n"),
                        .marks = JH_TEXT("period\t2025\n"),
                        .as_of = { 20000 },
                        .engine = JH_TEXT("0.1"),
                        .content = jh_hash_of("content", 7),
                        .assessment = jh_hash_of("assessment", 10),
                        .output = jh_hash_of("output", 6) };
}

static jh_authorship author_of(void)
{
    return (jh_authorship){ .author = JH_TEXT("张三"),
                            .approver = JH_TEXT("李四"),
                            .reason = JH_TEXT(""),
                            .stamp = JH_TEXT("2025-12-31T08:00:00Z") };
}

static jh_code freeze(jh_frozen *what, bool *is_new, jh_store *store, jh_error *err)
{
    jh_authorship by = author_of();
    jh_freezing freezing = { JH_TEXT("990101"), what, &by };

    return jh_store_freeze(is_new, &keep, store, &freezing, err);
}

static jh_frozen_list list_of(jh_store *store)
{
    jh_frozen_list list;
    jh_error err = { 0 };

    fail_on(jh_store_frozen(&list, &keep, store, JH_TEXT("990101"), &err), &err);
    return list;
}

static void each_gets_a_number_and_a_hash_and_the_same_again_gets_its_own_back(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_frozen one = example(), again = example(), other = example();
        jh_frozen_list list;
        bool is_new;
        other.as_of.days++;
        assert_int_equal(list_of(store).count, 0);
        assert_int_equal(freeze(&one, &is_new, store, NULL), JH_OK);
        assert_true(is_new);
        assert_int_equal(freeze(&again, &is_new, store, NULL), JH_OK);
        assert_false(is_new);
        assert_int_equal(again.number, 1);
        assert_true(jh_hash_equal(&again.hash, &one.hash));
        assert_int_equal(freeze(&other, &is_new, store, NULL), JH_OK);
        assert_true(is_new);
        list = list_of(store);
        assert_int_equal(list.count, 2);
        assert_int_equal(list.items[1].number, 2);
        assert_true(jh_hash_equal(&list.items[0].hash, &one.hash));
        assert_false(list.items[0].is_altered || list.items[1].is_altered);
        assert_true(jh_text_equal(list.items[0].approver, JH_TEXT("李四")));
        assert_true(jh_text_equal(list.items[0].marks, one.marks));
        assert_int_equal(list.items[0].revision, 2);
        jh_store_close(store);
    }
}

static void nothing_is_frozen_that_nobody_approves_or_that_cannot_be_kept(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_frozen one = example();
        jh_authorship by = author_of();
        jh_freezing freezing = { JH_TEXT("990101"), &one, &by };
        jh_error err = { 0 };
        bool is_new;
        by.approver = (jh_text){ 0 };
        assert_int_equal(jh_store_freeze(&is_new, &keep, store, &freezing, &err), JH_CONFLICT);
        assert_int_equal(err.message.say, SAY_STORE_FREEZE_APPROVER);
        by.approver = JH_TEXT("李四");
        one.standard_text = JH_TEXT("\xff");
        assert_int_not_equal(jh_store_freeze(&is_new, &keep, store, &freezing, NULL), JH_OK);
        one.standard_text = JH_TEXT("");
        one.at_revision = 9; /* a revision that is still to come */
        assert_int_not_equal(jh_store_freeze(&is_new, &keep, store, &freezing, NULL), JH_OK);
        assert_int_equal(list_of(store).count, 0);
        jh_store_close(store);
    }
}

static void a_row_that_was_changed_in_any_column_is_told(void **state)
{
    static const char *const changes[] = {
        "number = 7",
        "period = '2024'",
        "standard = 'x'",
        "standard_text = 'x'",
        "settings_text = ''",
        "as_of = 1",
        "engine = '9'",
        "author = 'x'",
        "approver = 'x'",
        "reason = 'x'",
        "stamp = 'x'",
        "marks = ''",
        "standard_hash = content",
        "settings_hash = content",
        "assessment = content",
        "content = output",
        "output = content",
    };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_frozen one = example();
        bool is_new;
        assert_int_equal(freeze(&one, &is_new, store, NULL), JH_OK);
        jh_store_close(store);
        assert_false(test_sql_works(address, "UPDATE frozen SET reason = 'x'"));
        test_sql(address, engine == TEST_SQLITE ? "DROP TRIGGER frozen_no_update"
                                                : "DROP TRIGGER frozen_append_only ON frozen");
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
            char sql[512];
            jh_findings findings;
            snprintf(sql, sizeof sql,
                     "CREATE TABLE aside AS SELECT * FROM frozen;"
                     "UPDATE frozen SET %s;",
                     changes[i]);
            test_sql(address, sql);
            store = opened(address);
            if (!list_of(store).items[0].is_altered) fail_msg("%s is not told", changes[i]);
            assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
            assert_int_equal(findings.count, 1);
            assert_int_equal(findings.items[0].message.say, SAY_STORE_FROZEN_ALTERED);
            jh_store_close(store);
            test_sql(address, engine == TEST_SQLITE ? "DROP TRIGGER IF EXISTS frozen_no_delete"
                                                    : "SELECT 1");
            test_sql(address, "DELETE FROM frozen; INSERT INTO frozen SELECT * FROM aside;"
                              "DROP TABLE aside;");
        }
        store = opened(address);
        assert_false(list_of(store).items[0].is_altered);
        jh_store_close(store);
    }
}

static void copies_to_the_other_engine_and_back_keep_it_to_the_byte(void **state)
{
    const char *from, *there = test_address_new(TEST_POSTGRES),
                      *back = test_address_new(TEST_SQLITE);
    jh_store *store = made(&from, TEST_SQLITE);
    jh_frozen one = example();
    jh_store_sums sums[2];
    jh_frozen_list list;
    bool is_new;

    (void)state;
    assert_int_equal(freeze(&one, &is_new, store, NULL), JH_OK);
    jh_store_close(store);
    assert_int_equal(
        jh_store_copy(&sums[0], &keep, &(jh_store_copying){ .from = from, .to = there }, NULL),
        JH_OK);
    assert_int_equal(
        jh_store_copy(&sums[1], &keep, &(jh_store_copying){ .from = there, .to = back }, NULL),
        JH_OK);
    assert_true(jh_hash_equal(&sums[0].hash, &sums[1].hash));
    store = opened(back);
    list = list_of(store);
    assert_int_equal(list.count, 1);
    assert_false(list.items[0].is_altered);
    assert_true(jh_hash_equal(&list.items[0].hash, &one.hash));
    assert_true(jh_text_equal(list.items[0].standard_text, one.standard_text));
    jh_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_gets_a_number_and_a_hash_and_the_same_again_gets_its_own_back),
        cmocka_unit_test(nothing_is_frozen_that_nobody_approves_or_that_cannot_be_kept),
        cmocka_unit_test(a_row_that_was_changed_in_any_column_is_told),
        cmocka_unit_test(copies_to_the_other_engine_and_back_keep_it_to_the_byte),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
