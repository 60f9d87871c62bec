/* A writer is killed at random moments: what it acknowledged is there, the rest left nothing. On
 * both engines (JH_TEST_PG). JH_KILL_SEED repeats a run, JH_KILL_MOMENTS makes it longer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/stores.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const int moments[TEST_ENGINE_COUNT] = { 100, 30 };
static const size_t schools = 30, elements = 10;
#define NOTHING_YET UINT32_MAX

/* Batch number n of the one county: period and figures follow from n, so that the parent knows
 * what must be there. Every third one corrects an earlier period instead of adding one. */
static jh_batch batch_of(jh_arena *keep, uint32_t n)
{
    const char *period = jh_text_format(keep, "%u", 1000 + (n % 3 == 2 ? n - 2 : n)).at;
    test_county county = { "990101", period, schools, elements, n };

    return test_batch(keep, &county);
}

/* Writes on from batch `from`, telling the parent first that the store is open (NOTHING_YET), then
 * each number as soon as it is acknowledged. */
static void write_until_killed(const char *address, uint32_t from, int tell)
{
    jh_arena keep;
    jh_store *store;
    jh_write_counts counts;
    uint32_t n;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
        || jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL))
        _exit(3);
    n = NOTHING_YET;
    if (write(tell, &n, sizeof n) != sizeof n) _exit(5);
    for (n = from;; n++) {
        jh_arena work;
        if (jh_arena_reserve(&work, (size_t)1 << 26)) _exit(3);
        jh_batch batch = batch_of(&work, n);
        if (jh_store_write(&counts, store, &batch, &test_author, NULL)) _exit(4);
        if (write(tell, &n, sizeof n) != sizeof n) _exit(5);
        jh_arena_release(&work);
    }
}

/* The highest number that was acknowledged before the pipe broke; `before` when there was none. */
static uint32_t read_acknowledged(int from, uint32_t before)
{
    uint32_t n;

    while (read(from, &n, sizeof n) == sizeof n) before = n + 1;
    return before;
}

/* How long the moments of an engine reach: some batches, however slow the machine is just now. */
static long window_of(const char *address)
{
    struct timespec begin, end;
    jh_arena keep;
    jh_store *store;
    jh_write_counts counts;
    long took;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    jh_batch batch = batch_of(&keep, 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_OK);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    clock_gettime(CLOCK_MONOTONIC, &end);
    jh_store_close(store);
    jh_arena_release(&keep);
    took = (end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec - begin.tv_nsec;
    took = took * 6 > 60000000 ? took * 6 : 60000000;
    return took < 900000000 ? took : 900000000;
}

static uint32_t run_writer(const char *address, uint32_t from, long nanoseconds)
{
    struct timespec wait = { 0, nanoseconds };
    uint32_t opened;
    int ends[2], status;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        write_until_killed(address, from, ends[1]);
    }
    close(ends[1]);
    /* A busy machine may take long to open the store: the moment is one of the writing. */
    assert_int_equal(read(ends[0], &opened, sizeof opened), sizeof opened);
    nanosleep(&wait, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    from = read_acknowledged(ends[0], from);
    close(ends[0]);
    /* Anything else than the kill is a failure of the writer. */
    if (!WIFSIGNALED(status)) fail_msg("the writer ended with %d", WEXITSTATUS(status));
    return from;
}

/* Batch n stands there, whole: its period loads to the very hash. */
static void check_batch(jh_store *store, uint32_t n)
{
    jh_arena keep;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    jh_batch batch = batch_of(&keep, n);
    jh_load what = { .county = batch.county, .period = batch.period };
    jh_snapshot wanted, got;
    assert_int_equal(jh_snapshot_make(&wanted, &keep, &batch, NULL), JH_OK);
    assert_int_equal(jh_store_load(&got, &keep, store, &what, NULL), JH_OK);
    assert_memory_equal(wanted.content.bytes, got.content.bytes, 32);
    jh_arena_release(&keep);
}

/* Gives how many batches are there: those acknowledged, and at most the one that was under way. */
static uint32_t check_store(const char *address, uint32_t acknowledged)
{
    jh_arena keep;
    jh_store *store;
    jh_findings findings;
    jh_county_list counties;
    uint32_t there = 0, n;

    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_OK);
    assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
    if (findings.count) fail_msg("%s", jh_say_keys[findings.items[0].message.say]);
    assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
    if (counties.count) there = (uint32_t)counties.items[0].revision;
    assert_in_range(there, acknowledged, acknowledged + 1);
    /* The newest ones; a corrected period holds its correction. */
    for (n = there; n-- > 0 && n + 4 > there;)
        if (!(n % 3 == 0 && there > n + 2)) check_batch(store, n);
    jh_store_close(store);
    jh_arena_release(&keep);
    return there;
}

static void a_killed_writer_leaves_all_it_acknowledged_and_nothing_half(void **state)
{
    const char *seed_text = getenv("JH_KILL_SEED"), *count_text = getenv("JH_KILL_MOMENTS");
    unsigned seed = seed_text ? (unsigned)atoi(seed_text) : (unsigned)time(NULL);

    (void)state;
    printf("JH_KILL_SEED=%u\n", seed);
    srandom(seed);
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        int count = count_text ? atoi(count_text) : moments[engine];
        uint32_t there = 1, in_flight = 0;
        long window;
        jh_arena keep;
        jh_store *store;
        assert_int_equal(jh_arena_reserve(&keep, 1 << 20), 0);
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        jh_store_close(store);
        jh_arena_release(&keep);
        window = window_of(address); /* writes batch 0 */
        for (int i = 0; i < count; i++) {
            uint32_t acknowledged = run_writer(address, there, random() % window);
            there = check_store(address, acknowledged);
            in_flight += there > acknowledged;
        }
        printf("%s: %d moments, %u batches, %u of them there though not acknowledged\n",
               test_engine_names[engine], count, there, in_flight);
        assert_true(there > 10);
    }
    test_addresses_drop();
}

/* Making a store: killed at any moment, either it is there whole or another one can be made. */
static void a_killed_maker_leaves_a_store_or_none(void **state)
{
    jh_arena keep;
    int made = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    for (int i = 0; i < 60; i++) {
        const char *address = test_address_new(TEST_SQLITE);
        struct timespec wait = { 0, random() % 30000000 };
        jh_store *store = NULL;
        jh_error err = { 0 };
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) _exit(jh_store_create(&store, &keep, address, NULL) ? 1 : 0);
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        if (access(address, F_OK) == 0) {
            made++;
            assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, &err), JH_OK);
        } else {
            assert_int_equal(jh_store_create(&store, &keep, address, &err), JH_OK);
        }
        jh_store_close(store);
    }
    printf("%d of 60 were made before the kill\n", made);
    test_addresses_drop();
    jh_arena_release(&keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_writer_leaves_all_it_acknowledged_and_nothing_half),
        cmocka_unit_test(a_killed_maker_leaves_a_store_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
