/* reconciliation_test.c — told on every paper, in both languages, and without losing memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/reconciliation.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/county.h"

#include <stdio.h>

static const jh_statement said[] = {
    { .provenance = JH_BY_STATISTICS, .value = { 11 * JH_DECIMAL_ONE }, .origin = 1 },
    { .provenance = JH_BY_COLLECTION, .value = { 12 * JH_DECIMAL_ONE }, .origin = 2 },
    { .provenance = JH_BY_STATISTICS, .value = { 500000 }, .origin = 1 },
    { .provenance = JH_BY_CORRECTION, .why = JH_MARKED_NOT_APPLICABLE },
};
static const jh_unit units[] = {
    { .code = { "0", 1 } },
    { .code = { "9901010001", 10 }, .name = { "<b>&\x1b[2J", 8 } },
};
static const jh_conflict cells[] = {
    { 1, { "pupils", 6 }, JH_PRIMARY, &said[0], 2, true, false },
    { 1, { "pupils", 6 }, JH_JUNIOR, &said[2], 1, false, false },
    { 1, { "no_such_element", 15 }, JH_WHOLE, &said[2], 2, true, false },
};
static const jh_origin origins[] = {
    { .file = JH_NO_FILE },
    { .file = 0, .sheet = { "教基3112", 10 }, .row = 7, .column = 27 },
    { .file = 0, .sheet = { "学段", 6 }, .row = 0, .column = 3 },
};
static const jh_source_file files[] = { { .name = { "a.xlsx", 6 } } };

static const jh_snapshot snapshot = { .county = { "990101", 6 },
                                      .period = { "2025", 4 },
                                      .units = units,
                                      .unit_count = 2,
                                      .origins = origins,
                                      .origin_count = 3,
                                      .files = files,
                                      .file_count = 1,
                                      .conflicts = cells,
                                      .conflict_count = 3 };

typedef enum paper { TERMINAL_ZH = 0, TERMINAL_EN, JSON, PAGE, SHEETS, PAPERS } paper;

/* `told` may be NULL. */
static jh_code tell(paper which, jh_arena *keep, jh_text *told, jh_error *err)
{
    static const jh_element_order order = { NULL, 0 };
    jh_view view = { .snapshot = &snapshot,
                     .standard = test_standard("cn-2017-quality"),
                     .version = "0" };
    jh_reconciliation found;
    jh_reconciliation_view all = { &view, &found, true };
    jh_terminal_options options = { .lang = which == TERMINAL_EN ? JH_EN : JH_ZH };
    jh_buffer buffer = jh_buffer_in(keep);
    jh_arena scratch = { 0 };
    jh_text text = { 0 };
    jh_code rc = jh_reconcile(&found, keep, &snapshot, &order, err);

    if (!rc && jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) rc = jh_no_memory(err);
    if (!rc && which <= TERMINAL_EN) {
        rc = jh_report_reconciliation(&buffer, &all, &options, err);
        if (!rc) rc = jh_buffer_finish(&text, &buffer, err);
    } else if (!rc && which == JSON) {
        rc = jh_report_reconciliation_json(&text, keep, &all, err);
    } else if (!rc && which == PAGE) {
        rc = jh_report_reconciliation_page(&text, keep, scratch, &all, err);
    } else if (!rc) {
        rc = jh_report_reconciliation_sheets("reconciliation_test.xlsx", scratch, &all, err);
    }
    jh_arena_release(&scratch);
    if (told) *told = text;
    return rc;
}

static const struct {
    const char *says;
    paper which;
    const char *text;
} told[] = {
    { "the counts stand first", TERMINAL_ZH, "0 个一致，2 个不一致，0 个只有本县，1 个只有统计" },
    { "the county's less the statistics'", TERMINAL_ZH, "在校生数 小学  +1" },
    { "both cells are named", TERMINAL_ZH, "统计报表 a.xlsx 教基3112 AB8" },
    { "an element that the standard lacks keeps its key", TERMINAL_EN, "no_such_element" },
    { "what is no number says so", TERMINAL_EN, "correction by hand" },
    { "a difference is exact", JSON, "\"difference\":1}" },
    { "a side that is no number has none", JSON, "\"difference\":null}" },
    { "a name cannot open a tag", PAGE, "&lt;b&gt;&amp;" },
    { "the page speaks English, too", PAGE, "Pupils enrolled" },
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
        assert_false(jh_text_contains(text, JH_TEXT("\x1b[2J")));
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
    (void)test_standard("cn-2017-quality"); /* compiled before memory is scarce */
    for (paper which = TERMINAL_ZH; which < PAPERS; which++)
        assert_true(test_alloc_sweep(tell_scarce, &which, 100000) > 2);
    (void)remove("reconciliation_test.xlsx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_paper_tells_it),
        cmocka_unit_test(running_out_of_memory_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
