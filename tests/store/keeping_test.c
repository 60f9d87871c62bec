/* What keeping.h promises: copies of whole stores between both engines (JH_TEST_PG), backups of a
 * store that others write to, and nothing left of what did not succeed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/room.h"
#include "store/whole.h"
#include "tests/support/stores.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>
#include <unistd.h>

static jh_arena keep;
static const test_county first = { "990101", "2025", 12, 5, 42 },
                         corrected = { "990101", "2025", 12, 5, 43 },
                         second = { "990102", "2024", 7, 3, 7 };

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
    if (code)
        fail_msg("%s %s %s", jh_say_keys[err->message.say], err->message.arg[0],
                 err->message.arg[1]);
}

static jh_store *opened(const char *address)
{
    jh_error err = { 0 };
    jh_store *store = NULL;

    fail_on(jh_store_open(&store, &keep, address, JH_STORE_WRITE, &err), &err);
    return store;
}

static void put(jh_store *store, const test_county *county)
{
    jh_batch batch = test_batch(&keep, county);
    jh_write_counts counts;
    jh_error err = { 0 };

    fail_on(jh_store_write(&counts, store, &batch, &test_author, &err), &err);
}

/* Two counties, a correction and a setting. */
static const char *filled(test_engine engine)
{
    const char *address = test_address_new(engine);
    jh_dated_setting setting = { .name = JH_TEXT("judge"),
                                 .value = JH_TEXT("as_printed"),
                                 .from = 20000,
                                 .to = JH_NO_DATE,
                                 .source = JH_TEXT("made up") };
    jh_error err = { 0 };
    jh_store *store = NULL;

    fail_on(jh_store_create(&store, &keep, address, &err), &err);
    put(store, &first);
    put(store, &second);
    put(store, &corrected);
    fail_on(jh_store_setting_put(store, JH_TEXT("990102"), &setting, &test_author, &err), &err);
    jh_store_close(store);
    return address;
}

static jh_store_sums sums_of(const char *address)
{
    jh_store *store = opened(address);
    jh_store_sums sums;
    jh_findings findings;
    jh_error err = { 0 };

    fail_on(jh_store_sums_take(&sums, &keep, store, &err), &err);
    fail_on(jh_store_check(&findings, &keep, store, &err), &err);
    if (findings.count) fail_msg("%s", jh_say_keys[findings.items[0].message.say]);
    jh_store_close(store);
    return sums;
}

static jh_store_sums copied(const char *from, const char *to, bool is_backup)
{
    jh_store_copying what = { .from = from, .to = to, .is_backup = is_backup };
    jh_store_sums sums;
    jh_error err = { 0 };

    fail_on(jh_store_copy(&sums, &keep, &what, &err), &err);
    return sums;
}

static jh_snapshot loaded(const char *address, int64_t revision)
{
    jh_load what = { .county = JH_TEXT("990101"),
                     .period = JH_TEXT("2025"),
                     .at_revision = revision,
                     .with_origins = true };
    jh_store *store = opened(address);
    jh_snapshot snapshot;
    jh_error err = { 0 };

    fail_on(jh_store_load(&snapshot, &keep, store, &what, &err), &err);
    jh_store_close(store);
    return snapshot;
}

/* Files in the folder of a path, besides the store of that name. */
static int strangers_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = strndup(path, (size_t)(slash - path));
    DIR *listing = opendir(folder);
    struct dirent *entry;
    int count = 0;

    assert_non_null(listing);
    while ((entry = readdir(listing)) != NULL)
        count += entry->d_name[0] != '.' && strcmp(entry->d_name, slash + 1) != 0;
    closedir(listing);
    free(folder);
    return count;
}

static void a_copy_has_the_content_of_its_source_on_any_engine_and_back(void **state)
{
    (void)state;
    for (test_engine from = 0; from < TEST_ENGINE_COUNT; from++)
        for (test_engine to = 0; to < TEST_ENGINE_COUNT; to++) {
            const char *source = filled(from), *there = test_address_new(to),
                       *back = test_address_new(from);
            jh_store_sums told = copied(source, there, false), wanted = sums_of(source);
            copied(there, back, false);
            jh_store_sums got[2] = { sums_of(there), sums_of(back) };
            for (int i = 0; i < 2; i++) assert_true(jh_hash_equal(&got[i].hash, &wanted.hash));
            assert_true(jh_hash_equal(&told.hash, &wanted.hash));
            for (int64_t revision = 1; revision <= 2; revision++) {
                jh_snapshot a = loaded(source, revision), b = loaded(back, revision);
                assert_memory_equal(a.content.bytes, b.content.bytes, 32);
                assert_int_equal(a.origin_count, b.origin_count);
            }
        }
    test_addresses_drop();
}

static void the_same_rows_have_the_same_sums_on_both_engines(void **state)
{
    jh_store_sums a = sums_of(filled(TEST_SQLITE)), b = sums_of(filled(TEST_POSTGRES));

    (void)state;
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        assert_int_equal(a.tables[i].rows, b.tables[i].rows);
        if (!jh_hash_equal(&a.tables[i].hash, &b.tables[i].hash))
            fail_msg("table %s differs", a.tables[i].table);
    }
    test_addresses_drop();
}

static void a_copy_is_written_to_like_its_source(void **state)
{
    static const test_county later = { "990101", "2026", 12, 6, 44 };

    (void)state;
    for (test_engine to = 0; to < TEST_ENGINE_COUNT; to++) {
        const char *source = filled(TEST_SQLITE), *copy = test_address_new(to);
        jh_store *store;
        copied(source, copy, false);
        store = opened(source), put(store, &later), jh_store_close(store);
        store = opened(copy), put(store, &later), jh_store_close(store);
        jh_store_sums a = sums_of(source), b = sums_of(copy);
        assert_true(jh_hash_equal(&a.hash, &b.hash));
    }
    test_addresses_drop();
}

/* A listener that writes to the source in the middle of the copy. */
typedef struct meddling {
    const char *address;
    int calls;
} meddling;

static bool write_meanwhile(void *listener, jh_say_id what, size_t done, size_t total)
{
    meddling *on = listener;
    jh_store *store;

    (void)what, (void)done, (void)total;
    if (on->calls++ == 0) {
        static const test_county later = { "990103", "2025", 30, 9, 5 };
        store = opened(on->address);
        put(store, &later);
        jh_store_close(store);
    }
    return false;
}

static void a_backup_is_of_one_moment_while_a_writer_goes_on(void **state)
{
    (void)state;
    for (test_engine from = 0; from < TEST_ENGINE_COUNT; from++) {
        const char *source = filled(from), *backup = test_address_new(TEST_SQLITE);
        jh_store_sums before = sums_of(source), got;
        meddling on = { .address = source };
        jh_progress progress = { write_meanwhile, &on };
        jh_store_copying what = { source, backup, true, &progress };
        jh_store_sums told;
        jh_error err = { 0 };
        fail_on(jh_store_copy(&told, &keep, &what, &err), &err);
        assert_true(on.calls > 0);
        got = sums_of(backup);
        assert_true(jh_hash_equal(&got.hash, &before.hash));
        got = sums_of(source);
        assert_false(jh_hash_equal(&got.hash, &before.hash));
        assert_int_equal(strangers_beside(backup), 0);
    }
    test_addresses_drop();
}

static void a_backup_is_one_file_and_comes_back_as_a_store(void **state)
{
    const char *source = filled(TEST_SQLITE), *backup = test_address_new(TEST_SQLITE),
               *restored = test_address_new(TEST_SQLITE);
    jh_store_sums wanted = copied(source, backup, true), got;
    char *bytes;
    size_t size;

    (void)state;
    assert_int_equal(strangers_beside(backup), 0);
    bytes = test_file_read(backup, &size);
    assert_int_equal(bytes[18], 1); /* of SQLite's header: 1 = no log beside it, 2 = with one */
    free(bytes);
    copied(backup, restored, false);
    bytes = test_file_read(restored, &size);
    assert_int_equal(bytes[18], 2);
    free(bytes);
    got = sums_of(restored);
    assert_true(jh_hash_equal(&got.hash, &wanted.hash));
    test_addresses_drop();
}

static void nothing_is_written_over(void **state)
{
    (void)state;
    for (test_engine to = 0; to < TEST_ENGINE_COUNT; to++) {
        const char *source = filled(TEST_SQLITE), *there = filled(to);
        jh_store_sums before = sums_of(there), after, told;
        jh_store_copying what = { .from = source, .to = there };
        jh_error err = { 0 };
        assert_int_equal(jh_store_copy(&told, &keep, &what, &err), JH_CONFLICT);
        assert_int_equal(err.message.say, SAY_STORE_EXISTS);
        after = sums_of(there);
        assert_true(jh_hash_equal(&before.hash, &after.hash));
    }
    test_addresses_drop();
}

static const struct {
    const char *label, *sql[TEST_ENGINE_COUNT];
} damages[] = {
    { "an audit entry that was changed",
      { "DROP TRIGGER audit_no_update; UPDATE audit SET author = 'x' WHERE entry = 1",
        "ALTER TABLE audit DISABLE TRIGGER USER; UPDATE audit SET author = 'x' WHERE entry = 1" } },
    { "an original that was changed",
      { "DROP TRIGGER original_no_update; UPDATE original SET packing = 0, size = length(bytes)",
        "ALTER TABLE original DISABLE TRIGGER USER;"
        " UPDATE original SET packing = 0, size = length(bytes)" } },
    { "a sheet without its file",
      { "DROP TRIGGER file_no_delete; DELETE FROM file",
        "ALTER TABLE file DISABLE TRIGGER USER; DELETE FROM file" } },
};

static void what_is_not_sound_is_not_copied(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++)
        for (test_engine from = 0; from < TEST_ENGINE_COUNT; from++)
            for (test_engine to = 0; to < TEST_ENGINE_COUNT; to++) {
                const char *source = filled(from), *there = test_address_new(to);
                jh_store_copying what = { .from = source, .to = there };
                jh_store_sums told;
                jh_store *store = NULL;
                jh_error err = { 0 };
                test_sql(source, damages[i].sql[from]);
                if (jh_store_copy(&told, &keep, &what, &err) != JH_CONFLICT)
                    fail_msg("%s was copied from %s", damages[i].label, test_engine_names[from]);
                assert_int_equal(err.message.say, SAY_STORE_UNSOUND);
                assert_int_not_equal(jh_store_open(&store, &keep, there, JH_STORE_READ, NULL),
                                     JH_OK);
                if (to == TEST_SQLITE) assert_int_equal(strangers_beside(there), 0);
                if (i % 2) test_addresses_drop();
            }
    test_addresses_drop();
}

static bool stop_at(void *listener, jh_say_id what, size_t done, size_t total)
{
    int *left = listener;

    (void)what, (void)done, (void)total;
    return --*left < 0;
}

static void a_stopped_copy_leaves_nothing(void **state)
{
    (void)state;
    for (test_engine from = 0; from < TEST_ENGINE_COUNT; from++)
        for (test_engine to = 0; to < TEST_ENGINE_COUNT; to++) {
            const char *source = filled(from);
            for (int n = 0;; n++) {
                const char *there = test_address_new(to);
                int left = n;
                jh_progress progress = { stop_at, &left };
                jh_store_copying what = { .from = source, .to = there, .progress = &progress };
                jh_store_sums told;
                jh_store *store = NULL;
                jh_error err = { 0 };
                if (jh_store_copy(&told, &keep, &what, &err) == JH_OK) {
                    assert_true(n > 0);
                    break;
                }
                assert_int_equal(err.message.say, SAY_STORE_STOPPED);
                assert_int_not_equal(jh_store_open(&store, &keep, there, JH_STORE_READ, NULL),
                                     JH_OK);
                if (to == TEST_SQLITE) assert_int_equal(strangers_beside(there), 0);
                n += to == TEST_POSTGRES ? 4 : 0;
            }
            test_addresses_drop();
        }
}

static void a_full_disk_is_told_and_leaves_nothing(void **state)
{
    const char *sources[TEST_ENGINE_COUNT] = { filled(TEST_SQLITE), filled(TEST_POSTGRES) };

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    for (test_engine from = 0; from < TEST_ENGINE_COUNT; from++)
        for (rlim_t room = 4096; room <= 64 * 1024; room *= 4) {
            const char *there = test_address_new(TEST_SQLITE);
            struct rlimit before, limit;
            jh_store_copying what = { .from = sources[from], .to = there, .is_backup = true };
            jh_store_sums told;
            jh_error err = { 0 };
            jh_code code;
            assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
            limit = before;
            limit.rlim_cur = room;
            assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
            code = jh_store_copy(&told, &keep, &what, &err);
            assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
            assert_int_equal(code, JH_IO);
            if (err.message.say != SAY_STORE_FULL) fail_msg("%s", jh_say_keys[err.message.say]);
            assert_int_not_equal(access(there, F_OK), 0);
            assert_int_equal(strangers_beside(there), 0);
        }
    test_addresses_drop();
}

static void what_a_killed_copy_left_is_swept_away_by_the_next(void **state)
{
    const char *source = filled(TEST_SQLITE), *there = test_address_new(TEST_SQLITE);
    /* Linux hands out no process of this number. */
    const char *left = jh_text_format(&keep, "%s.part-999999999", there).at;
    const char *log = jh_text_format(&keep, "%s-journal", left).at;
    const char *other = jh_text_format(&keep, "%s.part-1", there).at; /* init is alive */

    (void)state;
    test_file_write(left, "half", 4), test_file_write(log, "half", 4);
    test_file_write(other, "half", 4);
    copied(source, there, false);
    assert_int_not_equal(access(left, F_OK), 0);
    assert_int_not_equal(access(log, F_OK), 0);
    assert_int_equal(access(other, F_OK), 0);
    test_addresses_drop();
}

/* Every table of schema/tables.sql with every column: a new one must not be forgotten. */
static void nothing_of_the_schema_is_left_out(void **state)
{
    const char *sql = "";
    size_t tables = 0;

    (void)state;
    for (size_t i = 0; i < jh_schema_file_count; i++)
        if (strcmp(jh_schema_files[i].name, "schema/tables.sql") == 0) sql = jh_schema_files[i].sql;
    while ((sql = strstr(sql, "\nCREATE TABLE ")) != NULL) {
        const char *end = strstr(sql, "\n)"), *line;
        char name[64];
        size_t t;
        sql += strlen("\nCREATE TABLE ");
        snprintf(name, sizeof name, "%.*s", (int)strcspn(sql, " "), sql);
        if (strcmp(name, "schema_version") == 0) continue; /* each store says its own */
        for (t = 0; t < jh_whole_table_count; t++)
            if (strcmp(jh_whole_tables[t].name, name) == 0) break;
        if (t == jh_whole_table_count) fail_msg("table %s is not copied", name);
        tables++;
        assert_string_equal(jh_queries[jh_whole_tables[t].all].gives,
                            jh_queries[jh_whole_tables[t].put].takes);
        for (line = strchr(sql, '\n'); line && line < end; line = strchr(line + 1, '\n')) {
            char column[64];
            size_t size = strspn(line + 5, "abcdefghijklmnopqrstuvwxyz_0123456789");
            if (strncmp(line, "\n    ", 5) != 0 || !size) continue;
            snprintf(column, sizeof column, "%.*s", (int)size, line + 5);
            if (!strstr(jh_queries[jh_whole_tables[t].all].gives, column))
                fail_msg("column %s of %s is not copied", column, name);
        }
    }
    assert_int_equal(tables, jh_whole_table_count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_has_the_content_of_its_source_on_any_engine_and_back),
        cmocka_unit_test(the_same_rows_have_the_same_sums_on_both_engines),
        cmocka_unit_test(a_copy_is_written_to_like_its_source),
        cmocka_unit_test(a_backup_is_of_one_moment_while_a_writer_goes_on),
        cmocka_unit_test(a_backup_is_one_file_and_comes_back_as_a_store),
        cmocka_unit_test(nothing_is_written_over),
        cmocka_unit_test(what_is_not_sound_is_not_copied),
        cmocka_unit_test(a_stopped_copy_leaves_nothing),
        cmocka_unit_test(a_full_disk_is_told_and_leaves_nothing),
        cmocka_unit_test(what_a_killed_copy_left_is_swept_away_by_the_next),
        cmocka_unit_test(nothing_of_the_schema_is_left_out),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
