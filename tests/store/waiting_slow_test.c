/* Two writers at once, on both engines (JH_TEST_PG): slow, because a writer waits for five seconds
 * before it gives up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/stores.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const test_county county = { "990101", "2025", 6, 4, 42 };

/* A listener that stays in the middle of a write until the other side has seen enough. */
typedef struct holding {
    int told, ready[2], go[2];
} holding;

static bool hold(void *context, jh_say_id what, size_t done, size_t total)
{
    holding *on = context;
    char byte = 0;

    (void)done, (void)total;
    if (what != SAY_STORE_WRITING || on->told++) return false;
    if (write(on->ready[1], &byte, 1) != 1 || read(on->go[0], &byte, 1) != 1) _exit(5);
    return false;
}

static void write_and_hold(const char *address, holding *on)
{
    jh_progress progress = { hold, on };
    jh_arena keep;
    jh_store *store;
    jh_write_counts counts;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) _exit(3);
    jh_batch batch = test_batch(&keep, &county);
    if (jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL)) _exit(3);
    jh_store_watch(store, &progress);
    if (jh_store_write(&counts, store, &batch, &test_author, NULL)) _exit(4);
    jh_store_close(store);
    _exit(0);
}

static void a_second_writer_waits_gives_up_and_succeeds_later(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        test_county other = { "990101", "2026", 6, 4, 43 };
        holding on = { 0 };
        jh_arena keep;
        jh_store *store;
        jh_write_counts counts;
        jh_county_list counties;
        jh_error err = { 0 };
        char byte = 0;
        int status;
        pid_t child;

        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        jh_store_close(store);
        assert_int_equal(pipe(on.ready) | pipe(on.go), 0);
        child = fork();
        if (child == 0) write_and_hold(address, &on);
        jh_batch batch = test_batch(&keep, &other);
        assert_int_equal(read(on.ready[0], &byte, 1), 1);
        assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_OK);

        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, &err), JH_IO);
        assert_int_equal(err.message.say, SAY_STORE_BUSY);
        /* Readers neither wait nor see what is not finished. */
        assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
        assert_int_equal(counties.count, 0);

        assert_int_equal(write(on.go[1], &byte, 1), 1);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
        assert_int_equal(counts.revision, 2);
        jh_store_close(store);
        jh_arena_release(&keep);
        for (int i = 0; i < 2; i++) close(on.ready[i]), close(on.go[i]);
    }
    test_addresses_drop();
}

/* Writers of different counties who bring the same new elements and the same file. */
static void writers_of_many_counties_come_through_together(void **state)
{
    enum { WRITERS = 6 };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_arena keep;
        jh_store *store;
        jh_findings findings;
        jh_county_list counties;
        pid_t child[WRITERS];
        int status;

        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        jh_store_close(store);
        for (int i = 0; i < WRITERS; i++) {
            child[i] = fork();
            if (child[i]) continue;
            char code[24];
            jh_write_counts counts;
            snprintf(code, sizeof code, "99010%d", i);
            test_county own = { code, "2025", 40, 20, (uint64_t)i };
            jh_batch batch = test_batch(&keep, &own);
            batch.files[0] =
                (jh_source_file){ JH_TEXT("全市.xlsx"), jh_hash_of("x", 1), JH_TEXT("x") };
            _exit(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL)
                  || jh_store_write(&counts, store, &batch, &test_author, NULL));
        }
        for (int i = 0; i < WRITERS; i++) {
            assert_int_equal(waitpid(child[i], &status, 0), child[i]);
            assert_int_equal(status, 0);
        }
        assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_OK);
        assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
        assert_int_equal(counties.count, WRITERS);
        assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
        assert_int_equal(findings.count, 0);
        jh_store_close(store);
        jh_arena_release(&keep);
    }
    test_addresses_drop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_writer_waits_gives_up_and_succeeds_later),
        cmocka_unit_test(writers_of_many_counties_come_through_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
