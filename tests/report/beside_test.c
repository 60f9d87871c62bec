/* beside_test.c — the same county by two standards: rows by key, dashes where a standard is silent,
 * and told without losing memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/beside.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/county.h"

static const char county_text[] = "unit 9901010001 primary_school\n"
                                  "primary pupils 400, classes 10\n"
                                  "ample\n"
                                  "county ample\n";

typedef struct fixture {
    test_county counties[2];
    jh_view views[2];
    const jh_assessment *assessments[2];
} fixture;

static fixture both;

static int set_up(void **state)
{
    static const char *const standards[] = { "cn-2017-quality", "example-province-scores" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        test_county *c = &both.counties[i];
        test_county_make(c, standards[i], county_text);
        both.assessments[i] = &c->assessment;
        assert_int_equal(
            jh_view_make(&both.views[i], &c->keep, c->scratch,
                         &(jh_view_options){ .assessment = &c->assessment, .version = "0" }, NULL),
            JH_OK);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) test_county_free(&both.counties[i]);
    return 0;
}

typedef enum paper { TERMINAL = 0, JSON, PAGE, PAPERS } paper;

static jh_code tell(paper which, jh_arena *keep, jh_text *told, jh_error *err)
{
    jh_terminal_options options = { .lang = JH_EN };
    jh_buffer buffer = jh_buffer_in(keep);
    jh_arena scratch = { 0 };
    jh_text text = { 0 };
    jh_beside beside;
    jh_beside_view view = { both.views, &beside };
    jh_code rc = jh_beside_make(&beside, keep, both.assessments, 2, err);

    if (!rc && jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) rc = jh_no_memory(err);
    if (!rc && which == TERMINAL) {
        rc = jh_report_beside(&buffer, &view, &options, err);
        if (!rc) rc = jh_buffer_finish(&text, &buffer, err);
    } else if (!rc && which == JSON) {
        rc = jh_report_beside_json(&text, keep, &view, err);
    } else if (!rc) {
        rc = jh_report_beside_page(&text, keep, scratch, &view, err);
    }
    jh_arena_release(&scratch);
    if (told) *told = text;
    return rc;
}

static void rows_are_found_by_their_keys(void **state)
{
    jh_arena keep = { 0 };
    jh_beside out;
    size_t shared = 0, later = 0, i, j;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_beside_make(&out, &keep, both.assessments, 2, NULL), JH_OK);
    for (i = 0; i < out.row_count; i++) {
        const jh_beside_row *row = &out.rows[i];
        assert_true(row->states[row->first].state.is_there);
        shared += row->states[0].state.is_there && row->states[1].state.is_there;
        later += row->first == 1;
        if (row->first == 1) assert_false(row->states[0].state.is_there);
        assert_int_equal(row->states[0].is_counted && row->subject.kind != JH_SUBJECT_RULE, 0);
        for (j = 0; j < i; j++)
            assert_false(out.rows[j].subject.kind == row->subject.kind
                         && out.rows[j].subject.stage == row->subject.stage
                         && jh_text_equal(out.rows[j].subject.statement, row->subject.statement)
                         && jh_text_equal(out.rows[j].subject.key, row->subject.key));
    }
    assert_true(shared > 20 && later > 0);
    jh_arena_release(&keep);
}

static const struct {
    const char *says;
    paper which;
    const char *text;
} told[] = {
    { "columns have letters", TERMINAL, "  B  " },
    { "a rule has its schools counted", TERMINAL, "0/1 fail" },
    { "a standard that is silent has a dash", TERMINAL, " – " },
    { "in JSON it has null", JSON, "\"states\":[null,{" },
    { "the page tells what the dash means", PAGE, "A dash (–) means" },
};

static void every_paper_tells_it(void **state)
{
    jh_arena keep = { 0 };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        jh_text text;
        print_message("%s\n", told[i].says);
        assert_int_equal(tell(told[i].which, &keep, &text, NULL), JH_OK);
        assert_true(jh_text_contains(text, jh_text_of(told[i].text)));
    }
    jh_arena_release(&keep);
}

static jh_code tell_scarce(void *context, jh_error *err)
{
    jh_arena keep = { 0 };
    jh_code rc;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = tell(*(const paper *)context, &keep, NULL, err);
    jh_arena_release(&keep);
    return rc;
}

static void running_out_of_memory_is_told(void **state)
{
    (void)state;
    for (paper which = TERMINAL; which < PAPERS; which++)
        assert_true(test_alloc_sweep(tell_scarce, &which, 100000) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_found_by_their_keys),
        cmocka_unit_test(every_paper_tells_it),
        cmocka_unit_test(running_out_of_memory_is_told),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
