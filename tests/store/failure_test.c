/* What goes wrong outside, and what is said then; on both engines where both can fail so
 * (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/stores.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static jh_arena keep;
static const test_county small = { "990101", "2025", 6, 4, 42 };
static const test_county large = { "990101", "2025", 200, 30, 43 };

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

static jh_store *create(const char *address)
{
    jh_store *store = NULL;

    assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
    return store;
}

/* Opens and expects this failure, told about this place. */
static void cannot_open(const char *address, jh_store_mode mode, jh_say_id say)
{
    jh_error err = { 0 };
    jh_store *store = NULL;

    assert_int_not_equal(jh_store_open(&store, &keep, address, mode, &err), JH_OK);
    assert_null(store);
    if (err.message.say != say)
        fail_msg("%s: %s, not %s", address, jh_say_keys[err.message.say], jh_say_keys[say]);
    assert_true(err.where[0]);
}

static void cannot_write(jh_store *store, const jh_batch *batch, jh_say_id say)
{
    jh_error err = { 0 };
    jh_write_counts counts;

    assert_int_not_equal(jh_store_write(&counts, store, batch, &test_author, &err), JH_OK);
    if (err.message.say != say)
        fail_msg("%s %s, not %s", jh_say_keys[err.message.say], err.message.arg[0],
                 jh_say_keys[say]);
    assert_int_equal(counts.revision, 0);
}

static void can_write(jh_store *store, const jh_batch *batch)
{
    jh_write_counts counts;
    jh_error err = { 0 };

    if (jh_store_write(&counts, store, batch, &test_author, &err))
        fail_msg("%s %s", jh_say_keys[err.message.say], err.message.arg[0]);
}

/* ---- opening ---- */

static void what_is_no_store_is_not_opened(void **state)
{
    static const struct {
        const char *label, *bytes;
        size_t size;
    } files[] = {
        { "an empty file", "", 0 },
        { "a text", "name,pupils\n", 12 },
        { "a workbook",
          "PK\3\4 and so on, for more than the hundred bytes of a header, so that "
          "nobody can say that it was too short to tell",
          100 },
        { "a database of someone else's", "SQLite format 3\0\20\0\1\1\0\100\40\40\0\0\0\1", 28 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = test_address_new(TEST_SQLITE);
        test_file_write(path, files[i].bytes, files[i].size);
        cannot_open(path, JH_STORE_READ, SAY_STORE_NOT_A_STORE);
    }
    cannot_open(test_address_new(TEST_POSTGRES), JH_STORE_READ, SAY_STORE_NOT_A_STORE);
    cannot_open(test_address_new(TEST_SQLITE), JH_STORE_WRITE, SAY_STORE_NO_FILE);
}

static void a_store_of_a_newer_program_is_left_alone(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_store_close(create(address));
        test_sql(address, "UPDATE schema_version SET version = 99");
        cannot_open(address, JH_STORE_WRITE, SAY_STORE_NEWER);
    }
}

static void what_is_there_is_not_made_again(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_batch batch = test_batch(&keep, &small);
        jh_store *store = create(address), *second = NULL;
        jh_error err = { 0 };
        can_write(store, &batch);
        assert_int_equal(jh_store_create(&second, &keep, address, &err), JH_CONFLICT);
        assert_int_equal(err.message.say, SAY_STORE_EXISTS);
        test_store_is_sound(&keep, store);
        jh_store_close(store);
    }
}

static void a_server_that_does_not_answer_is_named_without_the_password(void **state)
{
    jh_error err = { 0 };
    jh_store *store = NULL;

    (void)state;
    assert_int_equal(
        jh_store_open(&store, &keep, "postgresql://u:secret@127.0.0.1:1/db", JH_STORE_READ, &err),
        JH_IO);
    assert_int_equal(err.message.say, SAY_STORE_UNREACHABLE);
    assert_string_equal(err.where, "postgresql://u@127.0.0.1:1/db");
    assert_null(strstr(err.message.arg[0], "secret"));
}

/* ---- the disk ---- */

/* A disk of so many bytes, as far as this process can tell. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_leaves_what_was_there(void **state)
{
    const char *address = test_address_new(TEST_SQLITE);
    jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &large);
    jh_store *store = create(address);

    (void)state;
    can_write(store, &first);
    signal(SIGXFSZ, SIG_IGN);
    limit_files(400000);
    cannot_write(store, &second, SAY_STORE_FULL);
    limit_files(RLIM_INFINITY);
    signal(SIGXFSZ, SIG_DFL);
    test_store_is_sound(&keep, store);
    can_write(store, &second); /* with room again it goes on */
    test_store_is_sound(&keep, store);
    jh_store_close(store);
}

static void a_file_that_may_only_be_read_is_read_but_not_written(void **state)
{
    const char *address = test_address_new(TEST_SQLITE);
    char *folder = strdup(address);
    jh_batch batch = test_batch(&keep, &small);
    jh_store *store = create(address);
    uid_t owner = geteuid();

    (void)state;
    can_write(store, &batch);
    jh_store_close(store);
    *strrchr(folder, '/') = '\0';
    assert_int_equal(chmod(folder, 0777) | chmod(address, 0444), 0);
    if (owner == 0) assert_int_equal(seteuid(65534), 0); /* root may write everything */
    cannot_open(address, JH_STORE_WRITE, SAY_STORE_READ_ONLY);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
    test_store_is_sound(&keep, store);
    jh_store_close(store);
    if (owner == 0) assert_int_equal(seteuid(owner), 0);
    free(folder);
}

/* What SQLite keeps beside a file while somebody works on it. */
static int files_beside(const char *address)
{
    static const char *const endings[] = { "-wal", "-shm", "-journal" };
    char path[4096];
    int i, count = 0;

    for (i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", address, endings[i]);
        count += access(path, F_OK) == 0;
    }
    return count;
}

static jh_code load_it(jh_snapshot *out, jh_store *store, jh_error *err)
{
    jh_load what = { .county = JH_TEXT("990101"), .period = JH_TEXT("2025") };

    return jh_store_load(out, &keep, store, &what, err);
}

/* As on a disk that is only read: no log can be made beside the file. */
static void a_file_where_nothing_may_be_made_is_read(void **state)
{
    const char *address = test_address_new(TEST_SQLITE);
    char *folder = strdup(address);
    jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &large);
    jh_store *store = create(address), *other;
    jh_error err = { 0 };
    jh_snapshot snapshot;
    uid_t owner = geteuid();

    (void)state;
    can_write(store, &first);
    jh_store_close(store);
    *strrchr(folder, '/') = '\0';
    assert_int_equal(chmod(folder, 0555) | chmod(address, 0444), 0);
    if (owner == 0) assert_int_equal(seteuid(65534), 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
    assert_int_equal(load_it(&snapshot, store, NULL), JH_OK);
    assert_int_equal(snapshot.revision, 1);
    test_store_is_sound(&keep, store);
    assert_int_equal(files_beside(address), 0);

    /* Its owner writes meanwhile: what is read then is told not to hold. */
    if (owner == 0) assert_int_equal(seteuid(owner), 0);
    assert_int_equal(chmod(folder, 0755) | chmod(address, 0644), 0);
    assert_int_equal(jh_store_open(&other, &keep, address, JH_STORE_WRITE, NULL), JH_OK);
    can_write(other, &second);
    jh_store_close(other);
    assert_int_equal(load_it(&snapshot, store, &err), JH_IO);
    assert_int_equal(err.message.say, SAY_STORE_BUSY);
    jh_store_close(store);
    assert_int_equal(files_beside(address), 0);
    free(folder);
}

/* A reader may be the last to leave a log that a killed writer left. */
static void whoever_reads_leaves_nothing_beside_the_file(void **state)
{
    const char *address = test_address_new(TEST_SQLITE);
    jh_batch batch = test_batch(&keep, &small);
    jh_store *store;
    jh_snapshot snapshot;
    pid_t child;

    (void)state;
    jh_store_close(create(address));
    child = fork();
    if (child == 0) {
        if (jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL) == JH_OK)
            can_write(store, &batch);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_true(files_beside(address) > 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
    assert_int_equal(load_it(&snapshot, store, NULL), JH_OK);
    assert_int_equal(snapshot.revision, 1);
    cannot_write(store, &batch, SAY_STORE_READ_ONLY);
    jh_store_close(store);
    assert_int_equal(files_beside(address), 0);
}

static void a_store_opened_for_reading_is_not_written(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_batch batch = test_batch(&keep, &small);
        jh_store *store;
        jh_store_close(create(address));
        assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
        cannot_write(store, &batch, SAY_STORE_READ_ONLY);
        jh_store_close(store);
    }
}

/* Loading from a damaged file may work or not, but never does anything else. */
static void can_read_or_says_why(jh_store *store)
{
    jh_load what = { .county = JH_TEXT("990101"), .period = JH_TEXT("2025"), .with_origins = true };
    jh_snapshot snapshot;
    jh_error err = { 0 };

    if (jh_store_load(&snapshot, &keep, store, &what, &err) && err.message.say != SAY_STORE_DAMAGED
        && err.message.say != SAY_STORE_NO_COUNTY && err.message.say != SAY_STORE_NO_PERIOD)
        fail_msg("%s %s", jh_say_keys[err.message.say], err.message.arg[0]);
}

/* Bytes in the middle of the file turn over; whatever is hit, it is said and nothing crashes. */
static void a_damaged_file_is_noticed(void **state)
{
    jh_batch batch = test_batch(&keep, &large);
    const char *whole = test_address_new(TEST_SQLITE);
    jh_store *store = create(whole);
    size_t size = 0, noticed = 0;
    char *bytes;

    (void)state;
    can_write(store, &batch);
    jh_store_close(store);
    bytes = test_file_read(whole, &size);
    for (size_t page = 1; page < size / 4096; page += 7) {
        const char *address = test_address_new(TEST_SQLITE);
        jh_findings findings = { 0 };
        jh_error err = { 0 };
        char kept[64];
        memcpy(kept, bytes + page * 4096, 64);
        memset(bytes + page * 4096, 0x5a, 64);
        test_file_write(address, bytes, size);
        memcpy(bytes + page * 4096, kept, 64);
        if (jh_store_open(&store, &keep, address, JH_STORE_READ, &err)) {
            noticed += err.message.say == SAY_STORE_DAMAGED;
            continue;
        }
        if (jh_store_check(&findings, &keep, store, &err)) fail_msg("%s", err.message.arg[0]);
        noticed += findings.count > 0;
        can_read_or_says_why(store);
        jh_store_close(store);
    }
    free(bytes);
    assert_int_equal(noticed, (size / 4096 + 5) / 7);
}

static void a_truncated_file_is_noticed(void **state)
{
    jh_batch batch = test_batch(&keep, &large);
    const char *address = test_address_new(TEST_SQLITE);
    jh_store *store = create(address);
    jh_findings findings = { 0 };
    size_t size = 0;
    char *bytes;

    (void)state;
    can_write(store, &batch);
    jh_store_close(store);
    bytes = test_file_read(address, &size);
    test_file_write(address, bytes, size / 2);
    free(bytes);
    if (jh_store_open(&store, &keep, address, JH_STORE_READ, NULL) == JH_OK) {
        assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
        assert_true(findings.count > 0);
        jh_store_close(store);
    }
}

/* ---- the connection, and the listener ---- */

typedef struct listener {
    const char *address; /* whose connections to end; NULL = ask to stop */
    size_t calls;
} listener;

static bool listen(void *context, jh_say_id what, size_t done, size_t total)
{
    listener *to = context;

    (void)total;
    if (what != SAY_STORE_WRITING || !done || to->calls++) return false;
    if (!to->address) return true;
    test_disconnect(to->address);
    return false;
}

static void a_lost_connection_leaves_nothing_and_is_mended(void **state)
{
    const char *address = test_address_new(TEST_POSTGRES);
    jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &large);
    jh_store *store = create(address);
    listener cut = { .address = address };
    jh_progress progress = { listen, &cut };
    jh_load what = { .county = first.county, .period = first.period };
    jh_snapshot now;

    (void)state;
    can_write(store, &first);
    jh_store_watch(store, &progress);
    cannot_write(store, &second, SAY_STORE_LOST); /* in the middle of its figures */
    assert_true(cut.calls > 0);
    assert_int_equal(jh_store_load(&now, &keep, store, &what, NULL), JH_OK);
    assert_int_equal(now.revision, 1);
    test_disconnect(address); /* between two calls: the next one may fail, the one after not */
    cannot_write(store, &second, SAY_STORE_LOST);
    can_write(store, &second);
    test_store_is_sound(&keep, store);
    jh_store_close(store);
}

static void a_write_that_is_stopped_leaves_nothing(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_batch batch = test_batch(&keep, &large);
        jh_store *store = create(test_address_new(engine));
        listener ask = { .address = NULL };
        jh_progress progress = { listen, &ask };
        jh_county_list counties;
        jh_store_watch(store, &progress);
        cannot_write(store, &batch, SAY_STORE_STOPPED);
        assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
        assert_int_equal(counties.count, 0);
        can_write(store, &batch);
        test_store_is_sound(&keep, store);
        jh_store_close(store);
    }
}

/* ---- batches that contradict themselves ---- */

typedef void spoil(jh_batch *batch);

static void swap_units(jh_batch *b)
{
    jh_unit unit = b->units[0];

    b->units[0] = b->units[1];
    b->units[1] = unit;
}
static void repeat_figure(jh_batch *b)
{
    b->observations[1] = b->observations[0];
}
static void name_a_school_county(jh_batch *b)
{
    b->units[b->unit_count - 1].code = JH_COUNTY_CODE;
}
static void forget_a_unit(jh_batch *b)
{
    b->unit_count--;
}
static void cut_a_character(jh_batch *b)
{
    b->units[2].name.size--;
}
static void hide_a_zero(jh_batch *b)
{
    b->observations[3].note = JH_TEXT("a\0b");
}
static void leave_the_world(jh_batch *b)
{
    b->units[1].latitude = JH_DECIMAL(91);
}
static void empty_a_code(jh_batch *b)
{
    b->units[0].code.size = 0;
}
static void empty_the_county(jh_batch *b)
{
    b->county.size = 0;
}
static void stretch_the_period(jh_batch *b)
{
    b->period = JH_TEXT("a period of far too many bytes");
}
static void point_nowhere(jh_batch *b)
{
    b->observations[2].origin.file = 7;
}
static void bring_no_bytes(jh_batch *b)
{
    b->files[1].bytes = (jh_text){ 0 };
}
static void bring_other_bytes(jh_batch *b)
{
    b->files[1].bytes.size--;
}

static const struct {
    const char *label;
    spoil *how;
    jh_say_id say;
} spoilt[] = {
    { "units out of order", swap_units, SAY_STORE_BAD_ORDER },
    { "a figure twice", repeat_figure, SAY_STORE_BAD_ORDER },
    { "a school that calls itself the county", name_a_school_county, SAY_STORE_BAD_ORDER },
    { "figures of a school nobody named", forget_a_unit, SAY_STORE_NO_UNIT },
    { "half a character", cut_a_character, SAY_STORE_BAD_TEXT },
    { "a zero byte in a note", hide_a_zero, SAY_STORE_BAD_TEXT },
    { "a school beyond the pole", leave_the_world, SAY_STORE_BAD_PLACE },
    { "a school without a code", empty_a_code, SAY_STORE_BAD_CODE },
    { "no county", empty_the_county, SAY_STORE_BAD_CODE },
    { "a period that is a sentence", stretch_the_period, SAY_STORE_BAD_CODE },
    { "a cell of a file that is not there", point_nowhere, SAY_STORE_BAD_FIGURE },
    { "a file without bytes", bring_no_bytes, SAY_STORE_NO_BYTES },
    { "a file with other bytes", bring_other_bytes, SAY_STORE_FILE_HASH },
};

static void a_batch_that_contradicts_itself_is_refused_alike(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = create(test_address_new(engine));
        jh_county_list counties;
        jh_batch good = test_batch(&keep, &small);
        for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
            jh_batch batch = test_batch(&keep, &small);
            jh_write_counts counts;
            jh_error err = { 0 };
            spoilt[i].how(&batch);
            if (!jh_store_write(&counts, store, &batch, &test_author, &err)
                || err.message.say != spoilt[i].say)
                fail_msg("%s: %s", spoilt[i].label, jh_say_keys[err.message.say]);
        }
        assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
        assert_int_equal(counties.count, 0);
        can_write(store, &good);
        jh_store_close(store);
    }
}

static void a_write_without_author_or_time_is_refused(void **state)
{
    static const jh_authorship nobody = { .stamp = { "now", 3 } },
                               never = { .author = { "tester", 6 } };
    const jh_authorship *by[] = { &nobody, &never };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = create(test_address_new(engine));
        jh_batch batch = test_batch(&keep, &small);
        for (size_t i = 0; i < 2; i++) {
            jh_write_counts counts;
            jh_error err = { 0 };
            assert_int_equal(jh_store_write(&counts, store, &batch, by[i], &err), JH_BAD_INPUT);
            assert_int_equal(err.message.say, SAY_STORE_NO_AUTHOR);
        }
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_store_is_not_opened),
        cmocka_unit_test(a_store_of_a_newer_program_is_left_alone),
        cmocka_unit_test(what_is_there_is_not_made_again),
        cmocka_unit_test(a_server_that_does_not_answer_is_named_without_the_password),
        cmocka_unit_test(a_full_disk_leaves_what_was_there),
        cmocka_unit_test(a_file_that_may_only_be_read_is_read_but_not_written),
        cmocka_unit_test(a_file_where_nothing_may_be_made_is_read),
        cmocka_unit_test(whoever_reads_leaves_nothing_beside_the_file),
        cmocka_unit_test(a_store_opened_for_reading_is_not_written),
        cmocka_unit_test(a_damaged_file_is_noticed),
        cmocka_unit_test(a_truncated_file_is_noticed),
        cmocka_unit_test(a_lost_connection_leaves_nothing_and_is_mended),
        cmocka_unit_test(a_write_that_is_stopped_leaves_nothing),
        cmocka_unit_test(a_batch_that_contradicts_itself_is_refused_alike),
        cmocka_unit_test(a_write_without_author_or_time_is_refused),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
