/* The terminal tables: widths, escaping, colour, both languages.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/terminal.h"
#include "tests/support/made_up_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    jh_arena keep;
    jh_view view;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    assert_int_equal(jh_arena_reserve(&f->keep, JH_ARENA_DEFAULT), 0);
    made_up_view(&f->view, &f->keep);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    jh_arena_release(&f->keep);
    free(f);
    return 0;
}

static jh_text show(fixture *f, jh_lang lang, bool has_colour)
{
    jh_buffer buffer = jh_buffer_in(&f->keep);
    jh_terminal_options options = { .lang = lang, .has_colour = has_colour };
    jh_text text;

    assert_int_equal(jh_report_terminal(&buffer, &f->view, &options, NULL), JH_OK);
    assert_int_equal(jh_buffer_finish(&text, &buffer, NULL), JH_OK);
    return text;
}

static void text_takes_the_columns_that_a_terminal_gives_it(void **state)
{
    static const struct {
        const char *label, *text;
        size_t columns;
    } cases[] = {
        { "nothing takes nothing", "", 0 },
        { "a letter takes one", "abc", 3 },
        { "a Chinese character takes two", "均衡", 4 },
        { "a full-width bracket takes two", "（x）", 5 },
        { "a combining mark takes none", "e\xCC\x81", 1 },
        { "a control character is shown as one replacement", "a\x1b[31m", 6 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%s\n", cases[i].label);
        assert_int_equal(jh_text_columns(jh_text_of(cases[i].text)), cases[i].columns);
    }
}

static void it_tells_verdict_schools_limits_and_items(void **state)
{
    jh_text text = show(*state, JH_ZH, false);

    assert_true(jh_text_contains(text, JH_TEXT("示例县")));
    assert_true(jh_text_contains(text, JH_TEXT("虚构数据，仅供演示")));
    assert_true(jh_text_contains(text, JH_TEXT("× 未达到")));
    assert_true(jh_text_contains(text, JH_TEXT("校际差异系数")));
    assert_true(jh_text_contains(text, JH_TEXT("/ 0.450")));
    assert_true(jh_text_contains(text, JH_TEXT("音乐、美术专用教室")));
    assert_true(jh_text_contains(text, JH_TEXT("◐ ")));
    assert_true(jh_text_contains(text, JH_TEXT("教学点不足")));
}

static void english_says_the_same(void **state)
{
    jh_text text = show(*state, JH_EN, false);

    assert_true(jh_text_contains(text, JH_TEXT("× Does not pass")));
    assert_true(jh_text_contains(text, JH_TEXT("Made-up data")));
    assert_false(jh_text_contains(text, JH_TEXT("无法判定")));
}

static void colour_comes_only_when_asked_for(void **state)
{
    assert_false(jh_text_contains(show(*state, JH_ZH, false), JH_TEXT("\033")));
    assert_true(jh_text_contains(show(*state, JH_ZH, true), JH_TEXT("\033[31m")));
}

static void a_name_cannot_command_the_terminal(void **state)
{
    fixture *f = *state;
    jh_unit unit = *f->view.rows[0].unit;
    jh_view_row *rows = jh_alloc(&f->keep, f->view.row_count, sizeof *rows);

    assert_non_null(rows);
    memcpy(rows, f->view.rows, f->view.row_count * sizeof *rows);
    unit.name = JH_TEXT("\033[2J\xE2\x80\xAE"
                        "evil");
    rows[0].unit = &unit;
    rows[0].holds = jh_claim_of(false);
    f->view.rows = rows;
    jh_text text = show(f, JH_ZH, false);
    assert_true(jh_text_contains(text, JH_TEXT("\xEF\xBF\xBD[2J\xEF\xBF\xBD"
                                               "evil")));
    assert_false(jh_text_contains(text, JH_TEXT("\033")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_takes_the_columns_that_a_terminal_gives_it),
        cmocka_unit_test(it_tells_verdict_schools_limits_and_items),
        cmocka_unit_test(english_says_the_same),
        cmocka_unit_test(colour_comes_only_when_asked_for),
        cmocka_unit_test(a_name_cannot_command_the_terminal),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
