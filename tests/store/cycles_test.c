/* Collection cycles on both engines (JH_TEST_PG). Schools and figures are made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/cycles.h"
#include "tests/support/stores.h"

#include <string.h>

static jh_arena keep;
static const test_county small = { "990101", "2025", 3, 2, 7 };
static const jh_authorship clerk = { .author = { "clerk", 5 },
                                     .reason = { "first form", 10 },
                                     .stamp = { "2026-01-02T03:04:05Z", 20 } };

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

static jh_store *fresh(test_engine engine, jh_kept_cycle *cycle)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_store *store = NULL;
    jh_write_counts counts;

    assert_int_equal(jh_store_create(&store, &keep, test_address_new(engine), NULL), JH_OK);
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    *cycle = (jh_kept_cycle){ .period = JH_TEXT("2025"),
                              .title = JH_TEXT("2025 采集(虚构)"),
                              .opens = { 100 },
                              .due = { 110 } };
    assert_int_equal(jh_store_cycle_open(store, JH_TEXT("990101"), cycle, &clerk, NULL), JH_OK);
    return store;
}

static int64_t revision_of(jh_store *store)
{
    jh_county_list counties;

    assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
    return counties.items[0].revision;
}

static jh_form_place place(const jh_kept_cycle *cycle, const char *unit)
{
    return (jh_form_place){ JH_TEXT("990101"), cycle->number, jh_text_of(unit) };
}

static jh_code step(jh_store *store, const jh_form_place *where, const char *act, int64_t *after,
                    const jh_form_cells *cells)
{
    jh_kept_step one = {
        .act = jh_text_of(act), .party = JH_TEXT("school"), .day = { 101 }, .until = JH_NO_DATE
    };
    jh_stepping what = { .where = *where, .step = &one, .after = *after, .by = &clerk };
    jh_code code;

    if (cells) what.cells = *cells;
    code = jh_store_form_step(store, &what, NULL);
    if (!code) *after = one.number;
    return code;
}

static jh_form_cell cells[] = {
    { .element = { "e01", 3 }, .stage = JH_PRIMARY, .value = { 5 * JH_DECIMAL_ONE } },
    { .element = { "e02", 3 }, .stage = JH_WHOLE, .why = JH_NOT_REPORTED },
};
static const jh_form_cells two = { cells, 2 };

static void a_draft_is_what_was_saved_last(jh_store *store, const jh_kept_cycle *cycle)
{
    const jh_form_place where = place(cycle, "9901010001");
    jh_form_cell later = cells[0];
    const jh_form_cells one = { &later, 1 };
    int64_t after = 0, before = revision_of(store);
    jh_form_cells draft;

    later.value = JH_DECIMAL(6);
    assert_int_equal(step(store, &where, "save", &after, &two), JH_OK);
    assert_int_equal(step(store, &where, "save", &after, &one), JH_OK);
    assert_int_equal(jh_store_form_draft(&draft, &keep, store, &where, NULL), JH_OK);
    assert_int_equal(draft.count, 2);
    assert_int_equal(draft.items[0].value.millionths, 6 * JH_DECIMAL_ONE);
    assert_int_equal(draft.items[1].why, JH_NOT_REPORTED);
    assert_int_equal(revision_of(store), before); /* the county's figures are as they were */
}

static void the_second_of_two_people_is_told(jh_store *store, const jh_kept_cycle *cycle)
{
    const jh_form_place where = place(cycle, "9901010002");
    int64_t first = 0, second = 0;
    jh_form_cells draft;

    assert_int_equal(step(store, &where, "save", &first, &two), JH_OK);
    assert_int_equal(step(store, &where, "save", &second, &two), JH_CONFLICT);
    assert_int_equal(jh_store_form_draft(&draft, &keep, store, &where, NULL), JH_OK);
    assert_int_equal(draft.items[0].step, first);
    second = first;
    assert_int_equal(step(store, &where, "save", &second, &two), JH_OK);
}

static void a_return_names_its_cells(jh_store *store, const jh_kept_cycle *cycle)
{
    const jh_form_place where = place(cycle, "9901010002");
    jh_form_cell why = { .element = { "e01", 3 },
                         .stage = JH_PRIMARY,
                         .why = JH_NOT_APPROVED,
                         .note = { "与统计报表不符", sizeof "与统计报表不符" - 1 } };
    const jh_form_cells one = { &why, 1 };
    jh_kept_steps steps;
    jh_form_cells returned;
    int64_t after;

    assert_int_equal(jh_store_form_steps(&steps, &keep, store, &where, NULL), JH_OK);
    after = steps.items[steps.count - 1].number;
    assert_int_equal(step(store, &where, "submit", &after, NULL), JH_OK);
    assert_int_equal(step(store, &where, "return", &after, &two), JH_OK);
    assert_int_equal(step(store, &where, "return", &after, &one), JH_OK);
    assert_int_equal(jh_store_form_returned(&returned, &keep, store, &where, NULL), JH_OK);
    assert_int_equal(returned.count, 1);
    assert_true(jh_text_equal(returned.items[0].note, why.note));
}

static void what_is_accepted_counts_with_its_step(jh_store *store, const jh_kept_cycle *cycle)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_kept_step accept = {
        .act = JH_TEXT("accept"), .party = JH_TEXT("county"), .day = { 105 }, .until = JH_NO_DATE
    };
    jh_stepping what = { .where = place(cycle, "9901010003"), .step = &accept, .by = &clerk };
    jh_load load = { .county = JH_TEXT("990101"), .period = JH_TEXT("2025") };
    jh_snapshot now, bare;
    int64_t before = revision_of(store);

    batch.observations[0].why = JH_PRESENT;
    batch.observations[0].value = JH_DECIMAL(77);
    batch.observations[0].origin.file = JH_NO_FILE;
    batch.observation_count = 1;
    batch.unit_count = batch.file_count = 0;
    what.batch = &batch;
    assert_int_equal(jh_store_form_step(store, &what, NULL), JH_OK);
    assert_int_equal(accept.revision, before + 1);
    assert_int_equal(jh_store_load(&now, &keep, store, &load, NULL), JH_OK);
    load.only_units = true;
    assert_int_equal(jh_store_load(&bare, &keep, store, &load, NULL), JH_OK);
    assert_int_equal(bare.unit_count, now.unit_count);
    assert_true(now.column_count > 0);
    assert_int_equal(bare.column_count, 0);
    size_t column =
        jh_snapshot_column(&now, batch.observations[0].element, batch.observations[0].stage);
    size_t unit = jh_snapshot_unit(&now, batch.observations[0].unit);
    assert_int_equal(now.columns[column].millionths[unit], 77 * JH_DECIMAL_ONE);
}

static void a_closed_cycle_takes_no_step(jh_store *store, const jh_kept_cycle *cycle)
{
    const jh_form_place all = place(cycle, ""), where = place(cycle, "9901010001");
    jh_kept_steps steps;
    jh_kept_cycles cycles;
    int64_t after = 0;

    assert_int_equal(step(store, &all, "close", &after, NULL), JH_OK);
    assert_int_equal(jh_store_form_steps(&steps, &keep, store, &where, NULL), JH_OK);
    after = steps.items[steps.count - 1].number;
    assert_int_equal(step(store, &where, "save", &after, &two), JH_CONFLICT);
    assert_int_equal(jh_store_cycles(&cycles, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
    assert_int_equal(cycles.count, 1);
    assert_true(cycles.items[0].is_closed);
}

static void mistakes_leave_nothing(jh_store *store, const jh_kept_cycle *cycle)
{
    jh_kept_cycle backwards = {
        .period = JH_TEXT("2025"), .title = JH_TEXT("x"), .opens = { 110 }, .due = { 100 }
    };
    jh_form_place nowhere = place(cycle, "9901010001");
    int64_t after = 0;

    assert_int_equal(jh_store_cycle_open(store, JH_TEXT("990101"), &backwards, &clerk, NULL),
                     JH_BAD_INPUT);
    nowhere.cycle = 99;
    assert_int_equal(step(store, &nowhere, "save", &after, &two), JH_NOT_FOUND);
}

static void a_cycle_goes_its_way(void **state)
{
    test_engine engine;
    jh_kept_cycle cycle;
    jh_store *store;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        print_message("  %s\n", test_engine_names[engine]);
        store = fresh(engine, &cycle);
        a_draft_is_what_was_saved_last(store, &cycle);
        the_second_of_two_people_is_told(store, &cycle);
        a_return_names_its_cells(store, &cycle);
        what_is_accepted_counts_with_its_step(store, &cycle);
        mistakes_leave_nothing(store, &cycle);
        test_store_is_sound(&keep, store);
        a_closed_cycle_takes_no_step(store, &cycle);
        test_store_is_sound(&keep, store);
        assert_int_equal(jh_store_audit_verify(store, JH_TEXT("990101"), NULL), JH_OK);
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cycle_goes_its_way, reserve, release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
