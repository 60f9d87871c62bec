/* A SQLite store in company: connections of this process and another program that comes and goes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/documents.h"
#include "tests/support/stores.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static jh_arena keep;

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

static jh_store *opened(const char *address, jh_store_mode mode)
{
    jh_store *store = NULL;

    assert_int_equal(jh_store_open(&store, &keep, address, mode, NULL), JH_OK);
    return store;
}

static void add(jh_store *store)
{
    jh_document one = { .county = JH_TEXT("990101"),
                        .kind = JH_TEXT("scenario"),
                        .title = JH_TEXT("虚构"),
                        .author = JH_TEXT("li"),
                        .stamp = JH_TEXT("2025-09-01T08:00:00Z"),
                        .body = JH_TEXT("{}") };

    assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
}

static size_t count(jh_store *store)
{
    const jh_document which = { .county = JH_TEXT("990101"), .kind = JH_TEXT("scenario") };
    jh_document_list list;

    assert_int_equal(jh_store_documents(&list, &keep, store, &which, NULL), JH_OK);
    return list.count;
}

/* Opens, reads and closes it, thinking itself alone if nobody holds a lock. */
static void let_another_program_look(const char *address)
{
    char line[600];

    snprintf(line, sizeof line,
             "python3 -c 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
             "c.execute(\"SELECT count(*) FROM document\").fetchall(); c.close()' '%s'",
             address);
    assert_int_equal(system(line), 0); /* NOLINT(cert-env33-c): a program of the test's own */
}

static bool has_log(const char *address)
{
    char path[600];
    struct stat found;

    snprintf(path, sizeof path, "%s-wal", address);
    return stat(path, &found) == 0;
}

static void what_was_acknowledged_stays_when_others_come_and_go(void **state)
{
    const char *address = test_address_new(TEST_SQLITE);
    jh_store *writer = NULL, *reader, *late;

    (void)state;
    assert_int_equal(jh_store_create(&writer, &keep, address, NULL), JH_OK);
    add(writer);
    reader = opened(address, JH_STORE_READ);
    assert_int_equal(count(reader), 1);
    /* The log is ours as long as we are there. */
    let_another_program_look(address);
    assert_true(has_log(address));
    add(writer);
    jh_store_close(reader);
    let_another_program_look(address);
    assert_true(has_log(address));
    add(writer);
    late = opened(address, JH_STORE_READ);
    assert_int_equal(count(late), 3);
    jh_store_close(late);
    jh_store_close(writer);
    late = opened(address, JH_STORE_READ);
    assert_int_equal(count(late), 3);
    jh_store_close(late);
}

static void what_is_no_store_is_told_and_nothing_is_left_beside_it(void **state)
{
    static const struct {
        const char *label, *bytes;
        size_t size;
    } files[] = {
        { "an empty file", "", 0 },
        { "a few bytes", "SQLite format 3", 16 },
        { "a workbook",
          "PK\003\004 and then something that goes on for more than a hundred bytes, as "
          "any file that a person takes for a store by mistake will do",
          120 },
    };
    const char *address = test_address_new(TEST_SQLITE);
    jh_store *store;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *file = fopen(address, "we");
        jh_error err = { JH_OK };
        assert_non_null(file);
        assert_int_equal(fwrite(files[i].bytes, 1, files[i].size, file), files[i].size);
        assert_int_equal(fclose(file), 0);
        if (jh_store_open(&store, &keep, address, JH_STORE_WRITE, &err) != JH_BAD_INPUT
            || err.message.say != SAY_STORE_NOT_A_STORE)
            fail_msg("%s: %s", files[i].label, jh_say_keys[err.message.say]);
        assert_false(has_log(address));
    }
    assert_int_equal(remove(address), 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_IO);
    assert_int_equal(mkdir(address, 0700), 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_BAD_INPUT);
    assert_int_equal(remove(address), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_acknowledged_stays_when_others_come_and_go),
        cmocka_unit_test(what_is_no_store_is_told_and_nothing_is_left_beside_it),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
