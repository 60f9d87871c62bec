/* What store.h promises, kept by both engines alike (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/stores.h"

#include <string.h>

static jh_arena keep;
static const test_county small = { "990101", "2025", 12, 5, 42 };

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

static jh_write_counts write(jh_store *store, const jh_batch *batch)
{
    jh_write_counts counts;
    jh_error err = { 0 };

    if (jh_store_write(&counts, store, batch, &test_author, &err))
        fail_msg("%s %s %s", jh_say_keys[err.message.say], err.message.arg[0], err.message.arg[1]);
    return counts;
}

static jh_snapshot load(jh_store *store, const char *period, int64_t revision)
{
    jh_load what = { .county = JH_TEXT("990101"),
                     .period = jh_text_of(period),
                     .at_revision = revision,
                     .with_origins = true };
    jh_snapshot snapshot;
    jh_error err = { 0 };

    if (jh_store_load(&snapshot, &keep, store, &what, &err))
        fail_msg("%s %s", jh_say_keys[err.message.say], err.message.arg[0]);
    return snapshot;
}

/* What was written beside the figure of a cell. */
static jh_text note_of(const jh_snapshot *in, const jh_cell_address *cell)
{
    size_t column = jh_snapshot_column(in, cell->element, cell->stage);
    size_t unit = jh_snapshot_unit(in, cell->unit);

    assert_true(column != SIZE_MAX && unit != SIZE_MAX);
    return in->notes[in->columns[column].origin[unit]];
}

static void check_sound(jh_store *store)
{
    jh_findings findings;

    assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
    if (findings.count) fail_msg("%s", jh_say_keys[findings.items[0].message.say]);
    assert_int_equal(jh_store_audit_verify(store, (jh_text){ 0 }, NULL), JH_OK);
}

/* Two snapshots of the same content: units, cells, and the cells they were read from. */
static void check_same(const jh_snapshot *a, const jh_snapshot *b)
{
    assert_memory_equal(a->content.bytes, b->content.bytes, 32);
    assert_int_equal(a->unit_count, b->unit_count);
    assert_int_equal(a->column_count, b->column_count);
    for (size_t c = 0; c < a->column_count; c++)
        for (size_t u = 0; u < a->unit_count; u++) {
            const jh_origin *x = &a->origins[a->columns[c].origin[u]];
            const jh_origin *y = &b->origins[b->columns[c].origin[u]];
            assert_int_equal(a->columns[c].why[u], b->columns[c].why[u]);
            assert_int_equal(a->columns[c].millionths[u], b->columns[c].millionths[u]);
            assert_int_equal(x->file, y->file);
            assert_int_equal(x->row, y->row);
            assert_int_equal(x->column, y->column);
            assert_true(jh_text_equal(x->sheet, y->sheet));
        }
}

/* Loaded without its origins, the same revision has the same content. */
static void check_content_without_origins(jh_store *store, const jh_snapshot *with)
{
    jh_load what = { .county = with->county,
                     .period = with->period,
                     .at_revision = with->revision };
    jh_snapshot without;

    assert_int_equal(jh_store_load(&without, &keep, store, &what, NULL), JH_OK);
    assert_memory_equal(without.content.bytes, with->content.bytes, 32);
    assert_null(without.columns[0].origin);
    assert_int_equal(without.origin_count, 0);
}

static void what_is_loaded_is_what_was_written_and_the_same_on_both_engines(void **state)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_snapshot wanted, got[TEST_ENGINE_COUNT];

    (void)state;
    assert_int_equal(jh_snapshot_make(&wanted, &keep, &batch, NULL), JH_OK);
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_write_counts counts = write(store, &batch);
        assert_int_equal(counts.files_new, 2);
        assert_int_equal(counts.units_new, 12);
        assert_int_equal(counts.figures_new, 12 * 5 * 2);
        assert_int_equal(counts.revision, 1);
        got[engine] = load(store, "2025", 0);
        check_same(&got[engine], &wanted);
        assert_int_equal(got[engine].file_count, 2);
        assert_true(jh_text_equal(got[engine].files[1].name, batch.files[1].name));
        check_sound(store);
        jh_store_close(store);
    }
    assert_int_equal(got[0].origin_count, got[1].origin_count);
}

static void the_same_again_writes_nothing(void **state)
{
    jh_batch batch = test_batch(&keep, &small);

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_audit_list audit;
        jh_write_counts counts = write(store, &batch);
        counts = write(store, &batch);
        assert_int_equal(counts.revision, 1);
        assert_int_equal(counts.files_same, 2);
        assert_int_equal(counts.units_same, 12);
        assert_int_equal(counts.figures_same, 120);
        assert_int_equal(counts.files_new + counts.units_new + counts.units_changed
                             + counts.figures_new + counts.figures_revised,
                         0);
        assert_int_equal(jh_store_audit(&audit, &keep, store, batch.county, NULL), JH_OK);
        assert_int_equal(audit.count, 1);
        jh_store_close(store);
    }
}

static void a_correction_is_a_new_revision_and_the_old_one_stays(void **state)
{
    jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &small);
    jh_cell_address cell = { JH_TEXT("990101"), JH_TEXT("2025"), second.observations[3].unit,
                             second.observations[3].element, second.observations[3].stage };

    (void)state;
    first.observations[3].why = JH_PRESENT;
    first.observations[3].value = JH_DECIMAL(7);
    second.observations[3].why = JH_MARKED_NOT_APPLICABLE;
    second.observations[3].note = JH_TEXT("停用");
    second.observations[3].origin.file = JH_NO_FILE;
    second.units[4].name = JH_TEXT("改了名字的小学");
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_write_counts counts = write(store, &first);
        jh_snapshot before = load(store, "2025", 0), then, now;
        jh_revision_list all;
        counts = write(store, &second);
        assert_int_equal(counts.revision, 2);
        assert_int_equal(counts.figures_revised, 1);
        assert_int_equal(counts.units_changed, 1);
        then = load(store, "2025", 1);
        now = load(store, "2025", 2);
        check_same(&then, &before);
        check_content_without_origins(store, &then);
        check_content_without_origins(store, &now);
        assert_int_equal(note_of(&then, &cell).size, 0);
        assert_true(jh_text_equal(note_of(&now, &cell), JH_TEXT("停用"))); /* though by hand */
        assert_memory_not_equal(now.content.bytes, before.content.bytes, 32);
        assert_true(jh_text_equal(now.units[5].name, second.units[4].name));
        assert_int_equal(jh_store_revisions(&all, &keep, store, &cell, NULL), JH_OK);
        assert_int_equal(all.count, 2);
        assert_int_equal(all.items[0].figure.value.millionths, 7000000);
        assert_true(jh_text_equal(all.items[0].file_name, first.files[0].name));
        assert_int_equal(all.items[1].figure.why, JH_MARKED_NOT_APPLICABLE);
        assert_true(jh_text_equal(all.items[1].figure.note, JH_TEXT("停用")));
        assert_true(jh_text_equal(all.items[1].author, JH_TEXT("tester")));
        assert_int_equal(all.items[1].file_name.size, 0);
        check_sound(store);
        jh_store_close(store);
    }
}

static void a_known_figure_or_fact_changes_only_with_a_reason(void **state)
{
    static const jh_authorship without = { .author = { "tester", 6 }, .stamp = { "now", 3 } };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++)
        for (int what = 0; what < 2; what++) {
            jh_batch batch = test_batch(&keep, &small);
            jh_store *store = test_store_new(&keep, engine);
            jh_write_counts counts = write(store, &batch);
            jh_snapshot before = load(store, "2025", 0), after;
            jh_error err = { 0 };
            if (what)
                batch.units[2].attribute[JH_KIND] = JH_TEXT("special");
            else
                batch.observations[9] = (jh_observation){ .unit = batch.observations[9].unit,
                                                          .element = batch.observations[9].element,
                                                          .stage = batch.observations[9].stage,
                                                          .value = JH_DECIMAL(123456),
                                                          .origin = { .file = JH_NO_FILE } };
            assert_int_equal(jh_store_write(&counts, store, &batch, &without, &err), JH_CONFLICT);
            assert_int_equal(err.message.say, SAY_STORE_NEEDS_REASON);
            assert_string_equal(err.message.arg[3], what ? "special" : "123456");
            after = load(store, "2025", 0);
            assert_int_equal(after.revision, 1);
            check_same(&after, &before);
            jh_store_close(store);
        }
}

static void facts_that_are_not_told_leave_what_is_known(void **state)
{
    jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &small);

    (void)state;
    for (size_t i = 0; i < second.unit_count; i++)
        second.units[i] =
            (jh_unit){ .code = second.units[i].code, .opened = JH_NO_DATE, .closed = JH_NO_DATE };
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_write_counts counts = write(store, &first);
        counts = write(store, &second);
        assert_int_equal(counts.units_same, 12);
        assert_int_equal(counts.revision, 1);
        jh_store_close(store);
    }
}

static void a_year_and_another_file_add_to_what_is_there(void **state)
{
    test_county next_year = { "990101", "2026", 12, 5, 43 }, more = { "990101", "2025", 15, 6, 42 };
    jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &next_year),
             third = test_batch(&keep, &more);

    (void)state;
    for (size_t i = 0; i < third.file_count; i++) {
        third.files[i].bytes = jh_text_format(&keep, "other %zu", i);
        third.files[i].hash = jh_hash_of(third.files[i].bytes.at, third.files[i].bytes.size);
    }
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_write_counts counts = write(store, &first);
        jh_text_list periods;
        jh_county_list counties;
        jh_snapshot now;
        counts = write(store, &second);
        assert_int_equal(counts.units_new, 12);
        assert_int_equal(counts.figures_revised, 0);
        counts = write(store, &third);
        assert_int_equal(counts.units_new, 3);
        assert_int_equal(counts.files_new, 2);
        assert_int_equal(jh_store_periods(&periods, &keep, store, first.county, NULL), JH_OK);
        assert_int_equal(periods.count, 2);
        assert_true(jh_text_equal(periods.items[1], JH_TEXT("2026")));
        assert_int_equal(jh_store_counties(&counties, &keep, store, NULL), JH_OK);
        assert_int_equal(counties.count, 1);
        assert_true(jh_text_equal(counties.items[0].name, JH_TEXT("示例县")));
        assert_int_equal(counties.items[0].revision, 3);
        now = load(store, "2025", 0);
        assert_int_equal(now.unit_count, 16);
        assert_int_equal(now.file_count, 4);
        now = load(store, "2026", 0);
        assert_int_equal(now.unit_count, 13);
        check_sound(store);
        jh_store_close(store);
    }
}

static void the_countys_own_figures_are_those_of_its_first_unit(void **state)
{
    jh_batch batch = test_batch(&keep, &small);
    jh_observation own = { .unit = JH_COUNTY_CODE,
                           .element = JH_TEXT("budget"),
                           .value = JH_DECIMAL(-3),
                           .origin = { .file = JH_NO_FILE } };

    (void)state;
    batch.observations = &own;
    batch.observation_count = 1;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_write_counts counts = write(store, &batch);
        jh_snapshot now = load(store, "2025", 0);
        size_t column = jh_snapshot_column(&now, JH_TEXT("budget"), JH_WHOLE);
        assert_int_equal(counts.figures_new, 1);
        assert_int_equal(column, 0);
        assert_int_equal(now.columns[0].millionths[0], -3000000);
        assert_int_equal(now.columns[0].why[1], JH_NOT_REPORTED);
        assert_int_equal(now.columns[0].origin[0], 0);
        jh_store_close(store);
    }
}

static void originals_come_back_as_they_were(void **state)
{
    jh_batch batch = test_batch(&keep, &small);
    char *noise = jh_alloc(&keep, 100000, 1);
    uint32_t x = 1;

    (void)state;
    for (size_t i = 0; i < 100000; i++) noise[i] = (char)((x = x * 1664525 + 1013904223) >> 24);
    batch.files[0].bytes = (jh_text){ noise, 100000 }; /* cannot be packed */
    batch.files[0].hash = jh_hash_of(noise, 100000);
    batch.files[1].bytes = JH_TEXT("");
    batch.files[1].hash = jh_hash_of("", 0);
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_write_counts counts = write(store, &batch);
        jh_load what = { .county = batch.county, .period = batch.period };
        jh_hash unknown = { { 1 } };
        jh_file_list files;
        jh_text bytes;
        assert_int_equal(counts.files_new, 2);
        assert_int_equal(jh_store_files(&files, &keep, store, &what, NULL), JH_OK);
        assert_int_equal(files.count, 2);
        for (size_t i = 0; i < 2; i++) {
            assert_int_equal(jh_store_file(&bytes, &keep, store, &batch.files[i].hash, NULL),
                             JH_OK);
            assert_true(jh_text_equal(bytes, batch.files[i].bytes));
        }
        assert_int_equal(jh_store_file(&bytes, &keep, store, &unknown, NULL), JH_NOT_FOUND);
        jh_store_close(store);
    }
}

static void a_file_for_many_counties_is_kept_once(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_source_file file = { JH_TEXT("全省.xlsx"), jh_hash_of("x", 1), JH_TEXT("x") };
        jh_store *store;
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        for (int i = 0; i < 3; i++) {
            jh_batch batch = { .county = jh_text_format(&keep, "99010%d", i),
                               .period = JH_TEXT("2025"),
                               .files = &file,
                               .file_count = 1 };
            jh_write_counts counts = write(store, &batch);
            assert_int_equal(counts.files_new, 1);
            if (i == 1) file.bytes = (jh_text){ 0 }; /* kept already: need not be brought */
        }
        check_sound(store);
        jh_store_close(store);
    }
}

typedef struct seen {
    jh_hash content[8];
    size_t count, units;
    jh_text last;
    int stop_at;
} seen;

static jh_code see_county(void *context, const jh_snapshot *county, jh_error *err)
{
    seen *all = context;

    (void)err;
    assert_true(jh_text_compare(all->last, county->county) < 0);
    all->last = jh_text_copy(&keep, county->county);
    all->content[all->count++] = county->content;
    all->units += county->unit_count;
    return (int)all->count == all->stop_at ? JH_NOT_FOUND : JH_OK;
}

static void the_nation_comes_county_by_county_as_each_would_be_loaded(void **state)
{
    static const char *const codes[] = { "990103", "990101", "990104", "990102" };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        seen all = { .last = { "", 0 } }, some = { .last = { "", 0 }, .stop_at = 2 };
        jh_nation nation = { .period = JH_TEXT("2025"), .visit = see_county, .context = &all };
        for (int i = 0; i < 4; i++) {
            test_county county = { codes[i], i == 2 ? "2024" : "2025", 5 + (size_t)i, 3, 7 };
            jh_batch batch = test_batch(&keep, &county);
            write(store, &batch);
            if (i) continue;
            batch.observations[0].why = JH_PRESENT;
            batch.observations[0].value = JH_DECIMAL(1); /* its newest revision counts */
            write(store, &batch);
        }
        assert_int_equal(jh_store_nation(store, &nation, NULL), JH_OK);
        assert_int_equal(all.count, 3);
        assert_int_equal(all.units, 6 + 7 + 9);
        for (size_t i = 0; i < 3; i++) {
            jh_load what = { .county = jh_text_format(&keep, "99010%zu", i + 1),
                             .period = JH_TEXT("2025") };
            jh_snapshot one;
            assert_int_equal(jh_store_load(&one, &keep, store, &what, NULL), JH_OK);
            assert_memory_equal(one.content.bytes, all.content[i].bytes, 32);
            assert_null(one.columns[0].origin);
        }
        nation.context = &some;
        assert_int_equal(jh_store_nation(store, &nation, NULL), JH_NOT_FOUND);
        assert_int_equal(some.count, 2);
        jh_store_close(store);
    }
}

static jh_dated_setting setting(const char *value, const char *from, const char *to)
{
    return (jh_dated_setting){ .name = JH_TEXT("teacher_cost"),
                               .value = jh_text_of(value),
                               .from = jh_date_parse(jh_text_of(from)),
                               .to = jh_date_parse(jh_text_of(to)),
                               .source = JH_TEXT("县政府〔2025〕1号") };
}

static void the_setting_in_force_on_a_day_is_found(void **state)
{
    static const struct {
        const char *label, *day, *value; /* NULL = none in force */
    } cases[] = {
        { "before the first day there is none", "2024-12-31", NULL },
        { "the first day counts", "2025-01-01", "9" },
        { "a later one takes over", "2025-07-01", "10" },
        { "after its last day the earlier one holds again", "2025-08-01", "9" },
    };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        jh_dated_setting puts[] = { setting("8", "2025-01-01", ""), setting("9", "2025-01-01", ""),
                                    setting("10", "2025-07-01", "2025-07-31"),
                                    setting("9", "2025-01-01", "") };
        jh_audit_list audit;
        for (size_t i = 0; i < 4; i++)
            assert_int_equal(
                jh_store_setting_put(store, JH_TEXT("990101"), &puts[i], &test_author, NULL),
                JH_OK);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            jh_as_of when = { JH_TEXT("990101"), jh_date_parse(jh_text_of(cases[i].day)) };
            jh_dated_setting_list list;
            assert_int_equal(jh_store_settings(&list, &keep, store, &when, NULL), JH_OK);
            assert_int_equal(list.count, cases[i].value != NULL);
            if (list.count && !jh_text_equal(list.items[0].value, jh_text_of(cases[i].value)))
                fail_msg("%s", cases[i].label);
        }
        /* The last put said nothing new, so it left no entry. */
        assert_int_equal(jh_store_audit(&audit, &keep, store, JH_TEXT("990101"), NULL), JH_OK);
        assert_int_equal(audit.count, 3);
        check_sound(store);
        jh_store_close(store);
    }
}

static void the_audit_tells_who_did_what_and_shows_tampering(void **state)
{
    static const struct {
        const char *label, *sqlite, *postgres;
    } crimes[] = {
        { "another author", "DROP TRIGGER audit_no_update;", "" },
        { "an entry taken out", "DROP TRIGGER audit_no_delete;", "" },
    };
    static const char *const deeds[] = { "UPDATE audit SET author = 'nobody' WHERE entry = 1",
                                         "DELETE FROM audit WHERE entry = 1" };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++)
        for (size_t crime = 0; crime < 2; crime++) {
            const char *address = test_address_new(engine);
            test_county other = { "990101", "2026", 2, 2, 9 };
            jh_batch first = test_batch(&keep, &small), second = test_batch(&keep, &other);
            jh_store *store;
            jh_audit_list list;
            jh_findings findings;
            jh_error err = { 0 };
            assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
            write(store, &first);
            write(store, &second);
            assert_int_equal(jh_store_audit(&list, &keep, store, first.county, NULL), JH_OK);
            assert_int_equal(list.count, 2);
            assert_true(
                jh_text_equal(list.items[0].counts,
                              JH_TEXT("files 2, units 12, changed 0, figures 120, revised 0")));
            test_sql(address, engine == TEST_SQLITE
                                  ? crimes[crime].sqlite
                                  : "ALTER TABLE audit DISABLE TRIGGER audit_append_only");
            test_sql(address, deeds[crime]);
            assert_int_equal(jh_store_audit_verify(store, first.county, &err), JH_CONFLICT);
            assert_int_equal(err.message.say, SAY_STORE_AUDIT_BROKEN);
            assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
            if (!findings.count) fail_msg("%s", crimes[crime].label);
            jh_store_close(store);
        }
}

static void a_broken_rule_is_found_and_said(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_store *store;
        jh_findings findings;
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        test_sql(address, "INSERT INTO county VALUES ('990101', '', 0)");
        test_sql(address, "INSERT INTO unit VALUES ('990101', 3, 'x')");
        assert_int_equal(jh_store_check(&findings, &keep, store, NULL), JH_OK);
        assert_int_equal(findings.count, 2);
        assert_int_equal(findings.items[0].message.say, SAY_STORE_RULE_UNIT_ZERO);
        assert_int_equal(findings.items[1].message.say, SAY_STORE_RULE_UNIT_HAS_FACT);
        assert_string_equal(findings.items[1].message.arg[0], "1");
        jh_store_close(store);
    }
}

static void what_is_not_there_is_said_so(void **state)
{
    static const struct {
        const char *label;
        jh_load what;
        jh_say_id say;
    } cases[] = {
        { "an unknown county",
          { .county = { "990999", 6 }, .period = { "2025", 4 } },
          SAY_STORE_NO_COUNTY },
        { "an unknown period",
          { .county = { "990101", 6 }, .period = { "1999", 4 } },
          SAY_STORE_NO_PERIOD },
        { "a revision to come",
          { .county = { "990101", 6 }, .period = { "2025", 4 }, .at_revision = 2 },
          SAY_STORE_NO_REVISION },
        { "a negative revision",
          { .county = { "990101", 6 }, .period = { "2025", 4 }, .at_revision = -1 },
          SAY_STORE_NO_REVISION },
    };
    jh_batch batch = test_batch(&keep, &small);

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        write(store, &batch);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            jh_snapshot none;
            jh_error err = { 0 };
            if (jh_store_load(&none, &keep, store, &cases[i].what, &err) != JH_NOT_FOUND
                || err.message.say != cases[i].say)
                fail_msg("%s", cases[i].label);
        }
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_loaded_is_what_was_written_and_the_same_on_both_engines),
        cmocka_unit_test(the_same_again_writes_nothing),
        cmocka_unit_test(a_correction_is_a_new_revision_and_the_old_one_stays),
        cmocka_unit_test(a_known_figure_or_fact_changes_only_with_a_reason),
        cmocka_unit_test(facts_that_are_not_told_leave_what_is_known),
        cmocka_unit_test(a_year_and_another_file_add_to_what_is_there),
        cmocka_unit_test(the_countys_own_figures_are_those_of_its_first_unit),
        cmocka_unit_test(originals_come_back_as_they_were),
        cmocka_unit_test(a_file_for_many_counties_is_kept_once),
        cmocka_unit_test(the_nation_comes_county_by_county_as_each_would_be_loaded),
        cmocka_unit_test(the_setting_in_force_on_a_day_is_found),
        cmocka_unit_test(the_audit_tells_who_did_what_and_shows_tampering),
        cmocka_unit_test(a_broken_rule_is_found_and_said),
        cmocka_unit_test(what_is_not_there_is_said_so),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
