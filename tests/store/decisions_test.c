/* What people decide about figures, units and names, on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/stores.h"

#include <string.h>

static jh_arena keep;
static const test_county small = { "990101", "2025", 6, 3, 42 };
static const jh_authorship approved = { .author = { "tester", 6 },
                                        .reason = { "typed wrongly", 13 },
                                        .approver = { "head", 4 },
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

static void write(jh_store *store, const jh_batch *batch, const jh_authorship *by)
{
    jh_write_counts counts;
    jh_error err = { 0 };

    if (jh_store_write(&counts, store, batch, by, &err))
        fail_msg("%s %s %s", jh_say_keys[err.message.say], err.message.arg[0], err.message.arg[1]);
}

static jh_store *fresh(test_engine engine)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_store *store = NULL;

    batch.observations[0].why = JH_PRESENT;
    batch.observations[0].value = JH_DECIMAL(10);
    assert_int_equal(jh_store_create(&store, &keep, test_address_new(engine), NULL), JH_OK);
    write(store, &batch, &test_author);
    return store;
}

/* The first cell of test_batch, as another paper says it; -1 = blank. */
static jh_batch said(jh_provenance provenance, int64_t value)
{
    jh_batch batch = test_batch(&keep, &small);

    batch.observations[0].provenance = provenance;
    batch.observations[0].origin.file = JH_NO_FILE;
    batch.observations[0].why = value < 0 ? JH_NOT_REPORTED : JH_PRESENT;
    batch.observations[0].value.millionths = value * JH_DECIMAL_ONE;
    batch.observation_count = 1;
    batch.unit_count = batch.file_count = 0;
    return batch;
}

static jh_snapshot load(jh_store *store, const jh_precedence *precedence)
{
    jh_load what = { .county = JH_TEXT("990101"),
                     .period = JH_TEXT("2025"),
                     .precedence = precedence,
                     .with_conflicts = true };
    jh_snapshot snapshot;

    assert_int_equal(jh_store_load(&snapshot, &keep, store, &what, NULL), JH_OK);
    return snapshot;
}

static const struct {
    const char *label, *precedence; /* NULL = the usual */
    struct {
        jh_provenance by;
        int64_t value;
    } papers[3];    /* after the collection workbook, which says 10; {0} ends */
    int64_t counts; /* -1 = not reported */
    size_t statements;
    bool differs, settled;
} cases[] = {
    { "one paper is no conflict", NULL, { { 0 } }, 10, 0, false, false },
    { "statistics count before the workbook",
      NULL,
      { { JH_BY_STATISTICS, 12 } },
      12,
      2,
      true,
      false },
    { "a form counts after the workbook", NULL, { { JH_BY_FORM, 12 } }, 10, 2, true, false },
    { "papers that agree do not differ", NULL, { { JH_BY_EXPORT, 10 } }, 10, 2, false, false },
    { "a blank cell says nothing", NULL, { { JH_BY_STATISTICS, -1 } }, 10, 2, false, false },
    { "the county may decide otherwise",
      "correction, form, statistics",
      { { JH_BY_FORM, 12 }, { JH_BY_STATISTICS, 13 } },
      12,
      3,
      true,
      false },
    { "a correction counts before all and settles it",
      NULL,
      { { JH_BY_STATISTICS, 13 }, { JH_BY_CORRECTION, 14 } },
      14,
      3,
      true,
      true },
    { "a paper that comes later opens it again",
      NULL,
      { { JH_BY_CORRECTION, 14 }, { JH_BY_STATISTICS, 13 } },
      14,
      3,
      true,
      false },
    { "a correction may empty a figure", NULL, { { JH_BY_CORRECTION, -1 } }, -1, 2, true, true },
    { "a correction is undone by another one",
      NULL,
      { { JH_BY_CORRECTION, 14 }, { JH_BY_CORRECTION, 10 } },
      10,
      2,
      false,
      false },
};

static void check_case(size_t i, jh_store *store)
{
    jh_precedence precedence = jh_precedence_default();
    jh_snapshot now;

    if (cases[i].precedence)
        assert_int_equal(jh_precedence_parse(&precedence, jh_text_of(cases[i].precedence), NULL),
                         JH_OK);
    for (size_t p = 0; p < 3 && cases[i].papers[p].by; p++) {
        jh_batch paper = said(cases[i].papers[p].by, cases[i].papers[p].value);
        write(store, &paper, &approved);
    }
    now = load(store, &precedence);
    if (now.conflict_count != (cases[i].statements > 0)) fail_msg("%s: count", cases[i].label);
    if (now.columns[0].why[1] != (cases[i].counts < 0 ? JH_NOT_REPORTED : JH_PRESENT)
        || (cases[i].counts >= 0
            && now.columns[0].millionths[1] != cases[i].counts * JH_DECIMAL_ONE))
        fail_msg("%s: another one counts", cases[i].label);
    if (!cases[i].statements) return;
    if (now.conflicts[0].statement_count != cases[i].statements
        || now.conflicts[0].differs != cases[i].differs
        || now.conflicts[0].settled != cases[i].settled)
        fail_msg("%s: %zu statements, differs %d, settled %d", cases[i].label,
                 now.conflicts[0].statement_count, now.conflicts[0].differs,
                 now.conflicts[0].settled);
    assert_int_equal(now.conflicts[0].unit, 1);
    assert_int_equal(now.conflicts[0].stage, JH_PRIMARY);
}

static void every_papers_statement_is_kept_and_precedence_chooses(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            jh_store *store = fresh(engine);
            check_case(i, store);
            test_store_is_sound(&keep, store);
            jh_store_close(store);
        }
}

static void a_correction_without_reason_or_approver_is_refused(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = fresh(engine);
        jh_batch batch = said(JH_BY_CORRECTION, 14);
        jh_authorship by[2] = { approved, approved };
        by[0].reason.size = by[1].approver.size = 0;
        for (int i = 0; i < 2; i++) {
            jh_write_counts counts;
            jh_error err = { 0 };
            assert_int_equal(jh_store_write(&counts, store, &batch, &by[i], &err), JH_CONFLICT);
            assert_int_equal(err.message.say, SAY_STORE_NEEDS_APPROVER);
        }
        assert_int_equal(load(store, NULL).revision, 1);
        jh_store_close(store);
    }
}

static void a_correction_stands_in_the_audit_and_in_the_figures_history(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = fresh(engine);
        jh_batch batch = said(JH_BY_CORRECTION, 14);
        jh_cell_address cell = { batch.county, batch.period, batch.observations[0].unit,
                                 batch.observations[0].element, batch.observations[0].stage };
        jh_revision_list all;
        jh_audit_list audit;
        write(store, &batch, &approved);
        assert_int_equal(jh_store_revisions(&all, &keep, store, &cell, NULL), JH_OK);
        assert_int_equal(all.count, 2);
        assert_int_equal(all.items[1].figure.provenance, JH_BY_CORRECTION);
        assert_true(jh_text_equal(all.items[1].approver, JH_TEXT("head")));
        assert_int_equal(jh_store_audit(&audit, &keep, store, batch.county, NULL), JH_OK);
        assert_true(jh_text_equal(audit.items[1].act, JH_TEXT("correct")));
        jh_store_close(store);
    }
}

static void a_unit_taken_out_does_not_count_and_comes_back_as_it_was(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = fresh(engine);
        jh_batch batch = test_batch(&keep, &small);
        jh_unit_place place = { batch.county, batch.period, batch.units[2].code, true };
        jh_snapshot before = load(store, NULL), out, back;
        jh_write_counts counts;
        jh_error err = { 0 };
        assert_int_equal(jh_store_take_out(store, &place, &approved, NULL), JH_OK);
        assert_int_equal(jh_store_take_out(store, &place, &approved, NULL), JH_OK);
        out = load(store, NULL);
        assert_int_equal(out.revision, 2); /* the second time wrote nothing */
        assert_int_equal(out.unit_count, before.unit_count - 1);
        assert_true(jh_snapshot_unit(&out, place.unit) == SIZE_MAX);
        test_store_is_sound(&keep, store);
        batch.observation_count = 0;
        assert_int_equal(
            jh_store_write(&counts, store, &batch,
                           &(jh_authorship){ .author = approved.author, .stamp = approved.stamp },
                           &err),
            JH_CONFLICT);
        place.taken_out = false;
        assert_int_equal(jh_store_take_out(store, &place, &approved, NULL), JH_OK);
        back = load(store, NULL);
        assert_memory_equal(back.content.bytes, before.content.bytes, 32);
        place.unit = JH_TEXT("nobody");
        assert_int_equal(jh_store_take_out(store, &place, &approved, NULL), JH_NOT_FOUND);
        jh_store_close(store);
    }
}

static void units_that_a_batch_takes_out_go_in_one_revision(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = fresh(engine);
        const jh_batch all = test_batch(&keep, &small);
        const jh_text out[] = { all.units[4].code, all.units[1].code }, nobody = JH_TEXT("nobody");
        jh_batch batch = { .county = all.county,
                           .period = all.period,
                           .taken_out = out,
                           .taken_out_count = 2 };
        jh_snapshot before = load(store, NULL), after;
        jh_write_counts counts;
        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_CONFLICT);
        write(store, &batch, &approved);
        after = load(store, NULL);
        assert_int_equal(after.revision, 2);
        assert_int_equal(after.unit_count, before.unit_count - 2);
        assert_true(jh_snapshot_unit(&after, out[0]) == SIZE_MAX);
        assert_true(jh_snapshot_unit(&after, out[1]) == SIZE_MAX);
        assert_int_equal(jh_store_write(&counts, store, &batch, &approved, NULL), JH_OK);
        assert_false(counts.wrote); /* the same again */
        batch.taken_out = &nobody;
        batch.taken_out_count = 1;
        assert_int_equal(jh_store_write(&counts, store, &batch, &approved, NULL), JH_NOT_FOUND);
        test_store_is_sound(&keep, store);
        jh_store_close(store);
    }
}

static void events_come_back_as_they_were_put_until_they_are_withdrawn(void **state)
{
    static const jh_event_part parts[] = { { .code = { "9901010002", 10 } },
                                           { { "9901010003", 10 }, true, { 250000 } } };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = fresh(engine);
        jh_unit_event event = { .kind = JH_EVENT_SPLIT,
                                .date = jh_date_make(2025, 8, 1),
                                .unit = JH_TEXT("9901010001"),
                                .name = JH_TEXT("新名"),
                                .parts = parts,
                                .part_count = 2 };
        jh_unit_events all;
        assert_int_equal(jh_store_event_put(store, JH_TEXT("990101"), &event, &approved, NULL),
                         JH_OK);
        assert_int_equal(event.number, 1);
        event.kind = JH_EVENT_RENAME;
        event.part_count = 0;
        assert_int_equal(jh_store_event_put(store, JH_TEXT("990101"), &event, &approved, NULL),
                         JH_OK);
        assert_int_equal(jh_store_event_withdraw(store, JH_TEXT("990101"), 2, &approved, NULL),
                         JH_OK);
        assert_int_equal(jh_store_event_withdraw(store, JH_TEXT("990101"), 2, &approved, NULL),
                         JH_NOT_FOUND);
        assert_int_equal(jh_store_event_put(store, JH_TEXT("990101"), &event, &test_author, NULL),
                         JH_CONFLICT);
        assert_int_equal(jh_store_events(&all, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
        assert_int_equal(all.count, 2);
        assert_int_equal(all.items[0].kind, JH_EVENT_SPLIT);
        assert_int_equal(all.items[0].date.days, event.date.days);
        assert_int_equal(all.items[0].part_count, 2);
        assert_false(all.items[0].parts[0].has_share);
        assert_int_equal(all.items[0].parts[1].share.millionths, 250000);
        assert_true(jh_text_equal(all.items[0].approver, approved.approver));
        assert_true(all.items[1].is_withdrawn && !all.items[0].is_withdrawn);
        assert_true(all.items[1].withdrawn_at > all.items[1].revision);
        assert_int_equal(all.items[0].withdrawn_at, 0);
        test_store_is_sound(&keep, store);
        jh_store_close(store);
    }
}

static void a_confirmed_name_changes_only_with_a_reason(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = fresh(engine);
        jh_confirmed_name pairs[] = { { JH_TEXT("一小"), JH_TEXT("9901010001"), 0 },
                                      { JH_TEXT("二小"), JH_TEXT("9901010002"), 0 } };
        jh_confirmed_names names = { pairs, 2 }, got;
        jh_authorship quiet = { .author = approved.author, .stamp = approved.stamp };
        assert_int_equal(jh_store_names_put(store, JH_TEXT("990101"), &names, &quiet, NULL), JH_OK);
        assert_int_equal(jh_store_names_put(store, JH_TEXT("990101"), &names, &quiet, NULL), JH_OK);
        pairs[0].code = JH_TEXT("9901010003");
        assert_int_equal(jh_store_names_put(store, JH_TEXT("990101"), &names, &quiet, NULL),
                         JH_CONFLICT);
        pairs[1].code = JH_TEXT("");
        assert_int_equal(jh_store_names_put(store, JH_TEXT("990101"), &names, &approved, NULL),
                         JH_OK);
        assert_int_equal(jh_store_names(&got, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
        assert_int_equal(got.count, 1);
        assert_true(jh_text_equal(got.items[0].code, JH_TEXT("9901010003")));
        assert_int_equal(got.items[0].revision, 3);
        test_store_is_sound(&keep, store);
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_papers_statement_is_kept_and_precedence_chooses),
        cmocka_unit_test(a_correction_without_reason_or_approver_is_refused),
        cmocka_unit_test(a_correction_stands_in_the_audit_and_in_the_figures_history),
        cmocka_unit_test(a_unit_taken_out_does_not_count_and_comes_back_as_it_was),
        cmocka_unit_test(units_that_a_batch_takes_out_go_in_one_revision),
        cmocka_unit_test(events_come_back_as_they_were_put_until_they_are_withdrawn),
        cmocka_unit_test(a_confirmed_name_changes_only_with_a_reason),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
