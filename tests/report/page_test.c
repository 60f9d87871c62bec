/* The page of a made-up county, written by hand: it is complete, escaped and always the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/report.h"
#include "tests/support/made_up_view.h"
#include "tests/support/page_promises.h"

#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    jh_arena keep, scratch;
    jh_view view;
    jh_text page;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    assert_int_equal(jh_arena_reserve(&f->keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&f->scratch, JH_ARENA_DEFAULT), 0);
    made_up_view(&f->view, &f->keep);
    assert_int_equal(jh_report_page(&f->page, &f->keep, f->scratch, &f->view, NULL), JH_OK);
    const char *out = getenv("JH_PAGE_OUT"); /* to look at it: JH_PAGE_OUT=/tmp/page.html */
    if (out) test_file_write_text(out, f->page.at);
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

static void no_name_opens_a_tag_or_leaves_an_attribute(void **state)
{
    fixture *f = *state;

    assert_null(strstr(f->page.at, MADE_UP_SCRIPT));
    assert_null(strstr(f->page.at, "<script>alert"));
    assert_non_null(strstr(f->page.at, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_non_null(strstr(f->page.at, "&quot;&#39;&amp;小学"));
    assert_non_null(strstr(f->page.at, "\\u003cscript>alert(1)\\u003c/script>"));
}

static void the_same_view_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    jh_text again;

    assert_int_equal(jh_report_page(&again, &f->keep, f->scratch, &f->view, NULL), JH_OK);
    assert_true(jh_text_equal(again, f->page));
}

static void nothing_in_it_asks_the_network(void **state)
{
    fixture *f = *state;

    test_page_asks_nobody(f->page.at);
}

static jh_code make_page(jh_text *out, jh_arena *keep, jh_arena scratch, const void *view,
                         jh_error *err)
{
    return jh_report_page(out, keep, scratch, view, err);
}

static void whichever_allocation_fails_it_says_so(void **state)
{
    fixture *f = *state;
    jh_view view = f->view;

    view.row_count = 3; /* of one stage: a page small enough to make a thousand times */
    view.stage_rows[JH_PRIMARY].count = 3;
    view.stage_rows[JH_JUNIOR].count = 0;
    test_page_sweep(make_page, &view, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_name_opens_a_tag_or_leaves_an_attribute),
        cmocka_unit_test(the_same_view_gives_the_same_bytes),
        cmocka_unit_test(nothing_in_it_asks_the_network),
        cmocka_unit_test(whichever_allocation_fails_it_says_so),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
