/* A writer is killed at random moments of its acts (imports, revised imports, corrections, frozen
 * assessments, events of units, settings): what it acknowledged is there, the rest left nothing. On
 * both engines (JH_TEST_PG). JH_KILL_SEED repeats a run, JH_KILL_MOMENTS makes it longer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/frozen.h"
#include "tests/support/killing.h"
#include "tests/support/stores.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const int moments[TEST_ENGINE_COUNT] = { 100, 40 };
static const size_t schools = 30, elements = 10;
enum { A_STORE = 25, CHECKED = 8 }; /* moments a store; acts looked at after each */

/* ---- acts: number n is what revision n + 1 of the county must be ---- */

typedef enum act {
    ACT_IMPORT = 0,
    ACT_IMPORT_TOO,
    ACT_IMPORT_REVISED, /* other figures for ACT_IMPORT's period */
    ACT_CORRECT,
    ACT_FREEZE,
    ACT_EVENT,
    ACT_WITHDRAW, /* that event */
    ACT_SETTING,
    ACT_COUNT
} act;

static const jh_text county = { "990101", 6 };
static const jh_authorship approved = { .author = { "tester", 6 },
                                        .reason = { "made up", 7 },
                                        .approver = { "head", 4 },
                                        .stamp = { "2026-01-02T03:04:05Z", 20 } };

static act act_of(uint32_t n)
{
    return (act)(n % ACT_COUNT);
}

static uint32_t round_of(uint32_t n)
{
    return n / ACT_COUNT;
}

static const char *period_of(jh_arena *keep, uint32_t n)
{
    return jh_text_format(keep, "%u", 1000 + 2 * round_of(n) + (act_of(n) == ACT_IMPORT_TOO)).at;
}

static jh_batch batch_of(jh_arena *keep, uint32_t n)
{
    test_county made = { "990101", period_of(keep, n), schools, elements, n };

    return test_batch(keep, &made);
}

/* One figure of ACT_IMPORT's period, put right by a person. */
static jh_batch correction_of(jh_arena *keep, uint32_t n)
{
    jh_batch batch = batch_of(keep, n);

    batch.observations += 7;
    batch.observation_count = 1;
    batch.observations->provenance = JH_BY_CORRECTION;
    batch.observations->why = JH_PRESENT;
    batch.observations->value = JH_DECIMAL((int64_t)n);
    batch.observations->origin = (jh_origin){ .file = JH_NO_FILE };
    batch.unit_count = batch.file_count = 0;
    return batch;
}

static jh_frozen frozen_of(jh_arena *keep, uint32_t n)
{
    return (jh_frozen){ .at_revision = n,
                        .period = jh_text_of(period_of(keep, n)),
                        .standard = JH_TEXT("made-up"),
                        .standard_text = jh_text_format(keep, "line %u\n", n),
                        .engine = JH_TEXT("0"),
                        .assessment = jh_hash_of(&n, sizeof n) };
}

static jh_unit_event event_of(uint32_t n)
{
    return (jh_unit_event){ .kind = JH_EVENT_CLOSE,
                            .date = { (int32_t)n },
                            .unit = JH_TEXT("9901010001") };
}

static int32_t event_number(uint32_t n) /* a withdrawal has one, too */
{
    return (int32_t)(2 * round_of(n)) + 1;
}

static jh_code put_event(jh_store *store, uint32_t n)
{
    jh_unit_event event = event_of(n);
    jh_code code = jh_store_event_put(store, county, &event, &approved, NULL);

    return code || event.number == event_number(n) ? code : JH_BUG;
}

static jh_code put_setting(jh_arena *keep, jh_store *store, uint32_t n)
{
    jh_dated_setting setting = { .name = JH_TEXT("kill"),
                                 .value = jh_text_format(keep, "%u", n),
                                 .from = { (int32_t)n },
                                 .to = JH_NO_DATE };

    return jh_store_setting_put(store, county, &setting, &approved, NULL);
}

static jh_code do_act(jh_arena *keep, jh_store *store, uint32_t n)
{
    jh_write_counts counts;
    jh_batch batch;
    jh_frozen frozen;
    bool is_new;

    switch (act_of(n)) {
    case ACT_CORRECT:
        batch = correction_of(keep, n);
        return jh_store_write(&counts, store, &batch, &approved, NULL);
    case ACT_FREEZE:
        frozen = frozen_of(keep, n);
        return jh_store_freeze(&is_new, keep, store, &(jh_freezing){ county, &frozen, &approved },
                               NULL);
    case ACT_EVENT: return put_event(store, n);
    case ACT_WITHDRAW:
        return jh_store_event_withdraw(store, county, event_number(n), &approved, NULL);
    case ACT_SETTING: return put_setting(keep, store, n);
    default:
        batch = batch_of(keep, n);
        return jh_store_write(&counts, store, &batch, &test_author, NULL);
    }
}

/* ---- the writer ---- */

typedef struct writing {
    const char *address;
    uint32_t from;
} writing;

/* Acts on from number `from`, telling each as soon as it is acknowledged. */
static void write_until_killed(void *context, int tell)
{
    const writing *to = context;
    jh_arena keep;
    jh_store *store;
    uint32_t n;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
        || jh_store_open(&store, &keep, to->address, JH_STORE_WRITE, NULL))
        _exit(3);
    test_kill_tell(tell, TEST_READY);
    for (n = to->from;; n++) {
        jh_arena work;
        if (jh_arena_reserve(&work, (size_t)1 << 26)) _exit(3);
        if (do_act(&work, store, n)) _exit(4);
        test_kill_tell(tell, n);
        jh_arena_release(&work);
    }
}

/* How long the moments of an engine reach: some acts, however slow the machine is just now. */
static long window_of(const char *address)
{
    struct timespec begin, end;
    jh_arena keep;
    jh_store *store;
    long took;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_OK);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_int_equal(do_act(&keep, store, 0), JH_OK);
    clock_gettime(CLOCK_MONOTONIC, &end);
    jh_store_close(store);
    jh_arena_release(&keep);
    took = (end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec - begin.tv_nsec;
    took = took * 6 > 60000000 ? took * 6 : 60000000;
    return took < 900000000 ? took : 900000000;
}

/* ---- what must be there ---- */

/* The period as it stood after act n comes to the very hash. */
static void check_import(jh_arena *keep, jh_store *store, uint32_t n)
{
    jh_batch batch = batch_of(keep, n);
    jh_load what = { .county = county, .period = batch.period, .at_revision = n + 1 };
    jh_snapshot wanted, got;

    assert_int_equal(jh_snapshot_make(&wanted, keep, &batch, NULL), JH_OK);
    assert_int_equal(jh_store_load(&got, keep, store, &what, NULL), JH_OK);
    assert_memory_equal(wanted.content.bytes, got.content.bytes, 32);
}

static void check_correction(jh_arena *keep, jh_store *store, uint32_t n)
{
    jh_batch batch = correction_of(keep, n);
    const jh_observation *one = batch.observations;
    jh_load what = { .county = county, .period = batch.period, .at_revision = n + 1 };
    jh_snapshot got;
    size_t column, unit;

    assert_int_equal(jh_store_load(&got, keep, store, &what, NULL), JH_OK);
    column = jh_snapshot_column(&got, one->element, one->stage);
    unit = jh_snapshot_unit(&got, one->unit);
    assert_int_equal(got.columns[column].why[unit], JH_PRESENT);
    assert_int_equal(got.columns[column].millionths[unit], one->value.millionths);
}

static void check_frozen(jh_arena *keep, jh_store *store, uint32_t n)
{
    jh_frozen wanted = frozen_of(keep, n), *got;
    jh_frozen_list list;

    assert_int_equal(jh_store_frozen(&list, keep, store, county, NULL), JH_OK);
    assert_true(list.count > round_of(n));
    got = &list.items[round_of(n)];
    assert_false(got->is_altered);
    assert_int_equal(got->at_revision, n);
    assert_true(jh_text_equal(got->standard_text, wanted.standard_text));
    assert_true(jh_hash_equal(&got->assessment, &wanted.assessment));
}

static void check_event(jh_arena *keep, jh_store *store, uint32_t n, bool is_withdrawn)
{
    jh_unit_events all;
    size_t i;

    assert_int_equal(jh_store_events(&all, keep, store, county, NULL), JH_OK);
    for (i = 0; i < all.count && all.items[i].number != event_number(n); i++) continue;
    assert_true(i < all.count);
    assert_int_equal(all.items[i].date.days, event_of(n - (is_withdrawn ? 1 : 0)).date.days);
    if (is_withdrawn) assert_true(all.items[i].is_withdrawn);
}

static void check_setting(jh_arena *keep, jh_store *store, uint32_t n)
{
    jh_dated_setting_list list;
    jh_as_of when = { county, { (int32_t)n } };

    assert_int_equal(jh_store_settings(&list, keep, store, &when, NULL), JH_OK);
    assert_int_equal(list.count, 1);
    assert_true(jh_text_equal(list.items[0].value, jh_text_format(keep, "%u", n)));
}

static void check_act(jh_store *store, uint32_t n)
{
    jh_arena keep;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    switch (act_of(n)) {
    case ACT_CORRECT: check_correction(&keep, store, n); break;
    case ACT_FREEZE: check_frozen(&keep, store, n); break;
    case ACT_EVENT: check_event(&keep, store, n, false); break;
    case ACT_WITHDRAW: check_event(&keep, store, n, true); break;
    case ACT_SETTING: check_setting(&keep, store, n); break;
    default: check_import(&keep, store, n);
    }
    jh_arena_release(&keep);
}

/* Gives how many acts are there: those acknowledged, and at most the one that was under way. */
static uint32_t check_store(const char *address, uint32_t acknowledged)
{
    jh_arena keep;
    jh_store *store;
    jh_county_list counties;
    uint32_t there, n;

    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 27), 0);
    assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_WRITE, NULL), JH_OK);
    test_store_is_sound(&keep, store);
    assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
    there = (uint32_t)counties.items[0].revision;
    assert_in_range(there, acknowledged, acknowledged + 1);
    for (n = there; n-- > 0 && n + CHECKED > there;) check_act(store, n);
    jh_store_close(store);
    jh_arena_release(&keep);
    return there;
}

/* ---- the sweep ---- */

static const char *new_store(test_engine engine)
{
    const char *address = test_address_new(engine);
    jh_arena keep;
    jh_store *store;

    assert_int_equal(jh_arena_reserve(&keep, 1 << 20), 0);
    assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
    jh_store_close(store);
    jh_arena_release(&keep);
    return address;
}

typedef struct tally {
    uint32_t done[ACT_COUNT], cut[ACT_COUNT], in_flight;
} tally;

/* Several moments in one store; a store that grew for ever would take for ever to check. */
static void sweep_store(tally *to, test_engine engine, int count)
{
    writing what = { .address = new_store(engine), .from = 1 };
    long window = window_of(what.address); /* does act 0 */
    uint32_t last, there, n;

    for (int i = 0; i < count; i++) {
        last = what.from - 1;
        test_kill(&last, &(test_killing){ .work = write_until_killed,
                                          .context = &what,
                                          .moment = test_kill_moment(window) });
        test_wait_until_alone(what.address); /* a commit that was sent may still come through */
        there = check_store(what.address, last + 1);
        for (n = what.from; n < there; n++) to->done[act_of(n)]++;
        to->in_flight += there > last + 1;
        to->cut[act_of(last + 1)]++;
        what.from = there;
    }
}

static void a_killed_writer_leaves_all_it_acknowledged_and_nothing_half(void **state)
{
    static const char *const names[ACT_COUNT] = { "import", "import too", "revise",   "correct",
                                                  "freeze", "event",      "withdraw", "setting" };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        int count = test_kill_moments(moments[engine]);
        tally sum = { { 0 }, { 0 }, 0 };
        for (int done = 0; done < count; done += A_STORE) {
            sweep_store(&sum, engine, count - done < A_STORE ? count - done : A_STORE);
            test_addresses_drop();
        }
        printf("%s: %d moments, %u acts there though not acknowledged; done / killed in:",
               test_engine_names[engine], count, sum.in_flight);
        for (int i = 0; i < ACT_COUNT; i++) printf(" %s %u/%u", names[i], sum.done[i], sum.cut[i]);
        printf("\n");
        /* A short run may not get round to each. */
        for (int i = 0; i < ACT_COUNT; i++) assert_true(sum.done[i] > 0 || count < 40);
    }
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
        struct timespec wait = { 0, test_kill_moment(30000000) };
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

    test_kill_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
