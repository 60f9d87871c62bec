/* What verify tells and a person cannot bring about on the command line: another version of the
 * program, and events of units. On both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/freeze.h"
#include "tests/support/stores.h"

#include <string.h>

static jh_arena keep, scratch;
static const test_county small = { "990101", "2025", 6, 3, 42 };

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 29) || jh_arena_reserve(&scratch, (size_t)1 << 28);
}

static int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

static void fail_on(jh_code code, const jh_error *err)
{
    if (code) fail_msg("%s %s", jh_say_keys[err->message.say], err->message.arg[0]);
}

static jh_desk desk_of(void)
{
    return (jh_desk){ .keep = &keep, .scratch = scratch, .manner = { .lang = JH_EN } };
}

/* A store with a frozen assessment, open. */
static jh_store *made(const char **address, test_engine engine)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_desk desk = desk_of();
    jh_write_counts counts;
    jh_store *store = NULL;
    jh_error err = { 0 };
    jh_text told;
    jh_judging words;

    *address = test_address_new(engine);
    fail_on(jh_store_create(&store, &keep, *address, &err), &err);
    fail_on(jh_store_write(&counts, store, &batch, &test_author, &err), &err);
    words = (jh_judging){ .address = *address, .as_of = "2025-12-31" };
    fail_on(jh_freeze_make(&told, &desk, &(jh_freeze){ &words, "a", "b", NULL }, &err), &err);
    return store;
}

static void verify(const char *address, const char *number, bool wanted, const char *const told[])
{
    jh_judging words = { .address = address };
    jh_desk desk = desk_of();
    jh_error err = { 0 };
    bool holds;
    jh_text out;

    fail_on(jh_freeze_verify(&out, &holds, &desk, &(jh_verifying){ &words, number }, &err), &err);
    for (; *told; told++)
        if (!jh_text_contains(out, jh_text_of(*told)))
            fail_msg("\"%s\" is not in:\n%.*s", *told, JH_TEXT_ARGS(out));
    assert_int_equal(holds, wanted);
}

/* Judged while others write: what is declared final is what stands when it is written. */
static void a_freeze_that_is_overtaken_judges_what_stands_now(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_batch batch = test_batch(&keep, &(test_county){ "990101", "2025", 6, 3, 43 });
        jh_judging words = { .address = address, .as_of = "2025-12-31" };
        const jh_freeze what = { &words, "a", "b", NULL };
        jh_freeze_work *on = JH_NEW(&keep, jh_freeze_work);
        jh_desk desk = desk_of();
        jh_write_counts counts;
        jh_frozen_list list;
        jh_error err = { 0 };
        fail_on(jh_freeze_read(on, &desk, &what, &err), &err);
        fail_on(jh_store_write(&counts, store, &batch, &test_author, &err), &err);
        assert_int_equal(jh_freeze_write(on, &desk, &what, store, &err), JH_CONFLICT);
        assert_int_equal(err.message.say, SAY_APP_OVERTAKEN);
        assert_true(jh_overtaken_again(&on->overtaken, &err));
        fail_on(jh_freeze_read(on, &desk, &what, &err), &err);
        fail_on(jh_freeze_write(on, &desk, &what, store, &err), &err);
        assert_int_equal(jh_store_frozen(&list, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
        assert_int_equal(list.count, 2);
        assert_int_equal(list.items[1].at_revision, counts.revision);
        jh_store_close(store);
        verify(address, NULL, true, (const char *const[]){ "the same bytes", NULL });
    }
}

static void another_version_of_the_program_that_makes_other_bytes_is_named(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_authorship by = test_author;
        jh_frozen_list list;
        bool is_new;
        by.approver = JH_TEXT("b");
        assert_int_equal(jh_store_frozen(&list, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
        assert_int_equal(list.count, 1);
        list.items[0].engine = JH_TEXT("0.0.1"); /* as that program would have kept it */
        assert_int_equal(jh_store_freeze(&is_new, &keep, store,
                                         &(jh_freezing){ JH_TEXT("990101"), &list.items[0], &by },
                                         NULL),
                         JH_OK);
        jh_store_close(store);
        verify(address, "1", true, (const char *const[]){ "the same bytes", NULL });
        verify(address, "2", false,
               (const char *const[]){ "it is another version of the program",
                                      "the program went from version 0.0.1", NULL });
    }
}

static void an_event_of_a_unit_and_one_taken_out_are_named_and_change_nothing(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_unit_place place = { JH_TEXT("990101"), JH_TEXT("2025"), JH_TEXT("9901010002"), true };
        jh_unit_event event = { .kind = JH_EVENT_RENAME,
                                .date = { 20400 },
                                .unit = JH_TEXT("9901010001"),
                                .name = JH_TEXT("新名小学") };
        jh_authorship by = test_author;
        by.reason = JH_TEXT("document 7 (made up)");
        by.approver = JH_TEXT("the head");
        assert_int_equal(jh_store_event_put(store, JH_TEXT("990101"), &event, &by, NULL), JH_OK);
        assert_int_equal(jh_store_take_out(store, &place, &by, NULL), JH_OK);
        jh_store_close(store);
        verify(address, NULL, true,
               (const char *const[]){ "the same bytes", "event  rename", "document 7", "the head",
                                      "9901010002", "no longer there", "taken out 1", NULL });
    }
}

/* An event that counted then still does when that assessment is made again, though it was taken
 * back since. */
static void an_event_that_was_withdrawn_since_still_counts_for_then(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_unit_event event = { .kind = JH_EVENT_CLOSE,
                                .date = { 20400 },
                                .unit = JH_TEXT("9901010001") };
        jh_judging words = { .address = address, .as_of = "2025-12-31" };
        jh_authorship by = test_author;
        jh_desk desk = desk_of();
        jh_unit_events all;
        jh_error err = { 0 };
        jh_text told;
        by.approver = JH_TEXT("the head");
        assert_int_equal(jh_store_event_put(store, JH_TEXT("990101"), &event, &by, NULL), JH_OK);
        fail_on(jh_freeze_make(&told, &desk, &(jh_freeze){ &words, "a", "b", NULL }, &err), &err);
        assert_int_equal(jh_store_event_withdraw(store, JH_TEXT("990101"), event.number, &by, NULL),
                         JH_OK);
        assert_int_equal(jh_store_events(&all, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
        assert_true(all.items[0].is_withdrawn);
        assert_true(all.items[0].withdrawn_at > all.items[0].revision);
        jh_store_close(store);
        verify(address, NULL, true, (const char *const[]){ "the same bytes", "withdraw", NULL });
    }
}

static void figures_of_the_year_before_belong_to_it(void **state)
{
    static const test_county earlier = { "990101", "2024", 6, 3, 7 };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address;
        jh_store *store = made(&address, engine);
        jh_batch batch = test_batch(&keep, &earlier);
        jh_write_counts counts;
        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
        jh_store_close(store);
        verify(
            address, NULL, true,
            (const char *const[]){ "the same bytes", "figures of the year before changed", NULL });
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_freeze_that_is_overtaken_judges_what_stands_now),
        cmocka_unit_test(another_version_of_the_program_that_makes_other_bytes_is_named),
        cmocka_unit_test(an_event_of_a_unit_and_one_taken_out_are_named_and_change_nothing),
        cmocka_unit_test(an_event_that_was_withdrawn_since_still_counts_for_then),
        cmocka_unit_test(figures_of_the_year_before_belong_to_it),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
