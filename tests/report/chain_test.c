/* From the made-up county through the real standard to the papers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "example/example.h"
#include "report/report.h"
#include "tests/support/real_standard.h"

#include <stdlib.h>
#include <string.h>

enum { SCHOOLS = 100, PAGE_BYTES_MAX = 3 * 1024 * 1024 };

typedef struct fixture {
    jh_arena keep, scratch;
    const jh_standard *standard;
    jh_settings settings;
    jh_batch batch;
    jh_snapshot snapshot;
    jh_frame frame;
    jh_assessment assessment;
    jh_view view;
    jh_text page;
} fixture;

static void assess(fixture *f)
{
    jh_example_request wanted = { .standard = f->standard, .schools = SCHOOLS, .seed = 7 };
    jh_frame_request seen = { .snapshot = &f->snapshot,
                              .standard = f->standard,
                              .settings = &f->settings };

    assert_int_equal(
        jh_example_make(&f->batch, &f->keep, &wanted, jh_example_years[JH_EXAMPLE_YEARS - 1], NULL),
        JH_OK);
    f->batch.units[0].name = JH_TEXT("<script>alert(1)</script>");
    assert_int_equal(jh_snapshot_make(&f->snapshot, &f->keep, &f->batch, NULL), JH_OK);
    assert_int_equal(
        jh_settings_default(&f->settings, &f->keep, f->standard, jh_date_make(2025, 12, 1), NULL),
        JH_OK);
    assert_int_equal(jh_frame_make(&f->frame, &f->keep, f->scratch, &seen, NULL), JH_OK);
    assert_int_equal(jh_assess(&f->assessment, &f->keep, f->scratch, &f->frame, NULL), JH_OK);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    jh_view_options options = { .version = "test", .is_made_up = true, .is_explained = true };

    assert_non_null(f);
    assert_int_equal(jh_arena_reserve(&f->keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&f->scratch, JH_ARENA_DEFAULT), 0);
    f->standard = test_real_standard();
    assess(f);
    options.assessment = &f->assessment;
    assert_int_equal(jh_view_make(&f->view, &f->keep, f->scratch, &options, NULL), JH_OK);
    assert_int_equal(jh_report_page(&f->page, &f->keep, f->scratch, &f->view, NULL), JH_OK);
    const char *out = getenv("JH_CHAIN_OUT"); /* to look at it: JH_CHAIN_OUT=/tmp/page.html */
    if (out) test_file_write(out, f->page.at, f->page.size);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    jh_arena_release(&f->keep);
    jh_arena_release(&f->scratch);
    free(f);
    return 0;
}

static void each_cell_carries_the_assessment_and_its_explanation(void **state)
{
    fixture *f = *state;

    assert_true(f->view.row_count > SCHOOLS / 2);
    assert_int_equal(f->view.column_count, 7);
    for (size_t r = 0; r < f->view.row_count; r++) {
        const jh_view_row *row = &f->view.rows[r];
        assert_ptr_equal(row->cells[0].result, &f->assessment.indicators[0][row->part]);
        for (size_t c = 0; c < f->view.column_count; c++) {
            const jh_view_cell *cell = &row->cells[c];
            assert_non_null(cell->step);
            if (cell->result->value.why) continue;
            assert_int_equal(cell->step->printed.millionths, cell->result->printed.millionths);
            assert_int_equal(cell->to_line.why, JH_PRESENT);
            assert_int_equal(cell->to_line.range.hi > 0, cell->result->mark != JH_MARK_MET);
        }
    }
}

static void the_lines_are_those_of_the_standard(void **state)
{
    fixture *f = *state;
    const jh_view_line *primary = &f->view.columns[0].at[JH_PRIMARY];

    assert_true(primary->has_line && primary->has_floor);
    assert_int_equal(primary->line.millionths, 4200000);
    assert_int_equal(primary->floor.millionths, 3570000);
    assert_false(f->view.columns[0].at[JH_SENIOR].has_line);
}

static void every_school_is_a_row_or_left_out_with_a_reason(void **state)
{
    fixture *f = *state;

    for (size_t s = 0; s < f->frame.school_count; s++) {
        size_t found = 0;
        for (size_t r = 0; r < f->view.row_count; r++) found += f->view.rows[r].school == s;
        for (size_t i = 0; i < f->view.left_out_count; i++)
            found += f->view.left_out[i].unit == &f->snapshot.units[f->frame.schools[s].unit];
        assert_true(found > 0);
    }
    for (size_t i = 0; i < f->view.left_out_count; i++)
        assert_true(f->view.left_out[i].because->because.size > 0);
}

static void what_fails_is_told_once_and_before_what_is_open(void **state)
{
    fixture *f = *state;
    size_t rules = 0;
    bool open = false;

    for (size_t i = 0; i < f->view.reason_count; i++) {
        const jh_reason *reason = &f->view.reasons[i];
        rules += reason->kind == JH_REASON_RULE;
        if (reason->claim.truth == JH_UNKNOWN) open = true;
        assert_true(reason->claim.truth == JH_UNKNOWN || (reason->claim.truth == JH_NO && !open));
        /* The conditions to apply are no part of the verdict. */
        if (reason->kind == JH_REASON_ITEM)
            assert_int_not_equal(f->standard->items[reason->index].key.at[0], 'P');
    }
    assert_int_equal(rules, 1);
}

static void founders_have_the_numbers_of_the_forms(void **state)
{
    fixture *f = *state;
    size_t county = 0;

    for (size_t r = 0; r < f->view.row_count; r++) {
        const jh_view_row *row = &f->view.rows[r];
        if (!jh_text_equal(row->unit->attribute[JH_OWNERSHIP], JH_TEXT("county_education")))
            continue;
        county++;
        assert_true(jh_text_equal(row->ownership_code, JH_TEXT("7")));
    }
    assert_true(county > 0);
}

static void the_page_of_a_hundred_schools_stays_small_and_safe(void **state)
{
    fixture *f = *state;
    jh_text again;

    assert_true(f->page.size < PAGE_BYTES_MAX);
    assert_null(strstr(f->page.at, "<script>alert"));
    assert_int_equal(jh_report_page(&again, &f->keep, f->scratch, &f->view, NULL), JH_OK);
    assert_true(jh_text_equal(again, f->page));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_carries_the_assessment_and_its_explanation),
        cmocka_unit_test(the_lines_are_those_of_the_standard),
        cmocka_unit_test(every_school_is_a_row_or_left_out_with_a_reason),
        cmocka_unit_test(what_fails_is_told_once_and_before_what_is_open),
        cmocka_unit_test(founders_have_the_numbers_of_the_forms),
        cmocka_unit_test(the_page_of_a_hundred_schools_stays_small_and_safe),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
