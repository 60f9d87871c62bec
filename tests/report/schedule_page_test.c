/* The page of a made-up schedule: every school and year is on it, no name opens a tag, the same
 * view gives the same bytes, without memory there is no page. JH_SCHEDULE_OUT=FOLDER to look at it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/schedule_view.h"
#include "tests/support/made_up_view.h"
#include "tests/support/page_promises.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YUAN(n)                                                                                    \
    {                                                                                              \
        (int64_t)((n) * (int64_t)JH_DECIMAL_ONE)                                                   \
    }
#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof literal - 1                                                                \
    }

static const jh_element element = { .key = TEXT("rooms"),
                                    .title = TEXT("<b>教室"),
                                    .measure_title = TEXT("间&\"") };
static const jh_schedule_year years[] = {
    { 2026, YUAN(500), YUAN(500), YUAN(400), YUAN(0), 1, 2, 1100, YUAN(400) },
    { 2028, YUAN(300), YUAN(400), YUAN(0), YUAN(0), 2, 2, 1100, YUAN(0) },
    { 2031, YUAN(200), YUAN(600), YUAN(612.5), YUAN(12.5), 3, 3, 1150, YUAN(600) },
};
static const jh_schedule_passer passers[] = {
    { TEXT("9901010003"), TEXT("今天达标小学"), 0, true, 800, YUAN(0) },
    { TEXT("9901010001"), TEXT(MADE_UP_SCRIPT), 0, false, 300, YUAN(400) },
    { TEXT("9901010002"), TEXT(MADE_UP_QUOTES), 2, false, 50, YUAN(600) },
};
static const jh_schedule_group groups[] = {
    { 0, 0, 1, true, 800, YUAN(0) },
    { 0, 1, 1, false, 300, YUAN(400) },
    { 2, 2, 1, false, 50, YUAN(600) },
};
static const jh_schedule_measure measures[] = {
    { 0, JH_BUY, 1, 0, JH_WHOLE, JH_WHOLE, &element, 0, 0, YUAN(4), YUAN(300) },
    { 0, JH_MOVE, 1, 2, JH_PRIMARY, JH_JUNIOR, NULL, 0, 0, YUAN(2), YUAN(100) },
    { 2, JH_TRAIN, 2, 0, JH_JUNIOR, JH_WHOLE, NULL, 0, JH_TEACHER_BACKBONE, YUAN(7), YUAN(600) },
};
static const jh_schedule_lot lots[] = {
    { 0, 1, 0, 2, YUAN(400) },
    { 2, 2, 2, 1, YUAN(600) },
};
static const jh_decimal bought[] = { YUAN(300), YUAN(0), YUAN(0) };
static const jh_schedule_sum sums[] = { { JH_BUY, &element, bought, YUAN(300) } };
static const jh_plan_assumption assumptions[] = { { .key = TEXT("cost.<i>rooms"),
                                                    .code = TEXT("9901010001"),
                                                    .name = TEXT(MADE_UP_SCRIPT),
                                                    .value = YUAN(75) } };

typedef struct fixture {
    jh_arena keep, scratch;
    jh_view county;
    jh_plan_limit_view limits[64];
    jh_plan_view end;
    jh_schedule_view view;
} fixture;

static void make_end(fixture *f)
{
    size_t i;

    made_up_view(&f->county, &f->keep);
    f->end = (jh_plan_view){ .before = &f->county,
                             .after = &f->county,
                             .found = true,
                             .row_count = 3,
                             .passed_before = 1,
                             .passed_after = 3,
                             .limits = f->limits,
                             .assumptions = assumptions,
                             .assumption_count = 1 };
    for (i = 0; i < f->county.limit_count && i < sizeof f->limits / sizeof *f->limits; i++)
        f->limits[f->end.limit_count++] =
            (jh_plan_limit_view){ &f->county.limits[i], &f->county.limits[i] };
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    assert_int_equal(jh_arena_reserve(&f->keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&f->scratch, JH_ARENA_DEFAULT), 0);
    make_end(f);
    f->view = (jh_schedule_view){ .version = "0",
                                  .found = true,
                                  .end = &f->end,
                                  .years = years,
                                  .year_count = 3,
                                  .passers = passers,
                                  .passer_count = 3,
                                  .groups = groups,
                                  .group_count = 3,
                                  .measures = measures,
                                  .measure_count = 3,
                                  .lots = lots,
                                  .lot_count = 2,
                                  .sums = sums,
                                  .sum_count = 1,
                                  .pupils = 1150,
                                  .cost = YUAN(1012.5),
                                  .base_cost = YUAN(1000),
                                  .prices_rise = true,
                                  .cheapest = YUAN(1012.5),
                                  .least_cost = YUAN(1001),
                                  .ceiling = YUAN(1017.5),
                                  .cost_gap = 1.13580246,
                                  .pupil_gap = 2.5,
                                  .pupil_years = 3350,
                                  .has_most = true,
                                  .most_pupil_years = 3436 };
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

static const char *print(fixture *f, const char *name)
{
    const char *folder = getenv("JH_SCHEDULE_OUT");
    char path[512];
    jh_text page;

    assert_int_equal(jh_report_schedule_page(&page, &f->keep, f->scratch, &f->view, NULL), JH_OK);
    snprintf(path, sizeof path, "%s/%s.html", folder ? folder : "", name);
    if (folder) test_file_write_text(path, page.at);
    return page.at;
}

static void says(const char *page, const char *words)
{
    if (!strstr(page, words)) fail_msg("not on the page: %s", words);
}

static void every_school_year_and_proof_is_there(void **state)
{
    static const char *const words[] = { "2026–2031",
                                         ">2026</th>",
                                         ">2028</th>",
                                         ">2031</th>",
                                         "今天达标小学",
                                         ">800</td>",
                                         "1,012.50",
                                         "1,001",
                                         "1.1358 %",
                                         "3350",
                                         "3436",
                                         "2.50 %",
                                         "1,017.50",
                                         "2 / 3",
                                         "3 / 3",
                                         "<b>+4</b>",
                                         "<b>7</b>",
                                         "id=\"limits\"",
                                         "id=\"costs\"",
                                         "612.50",
                                         "<td class=\"y first\">✓</td>",
                                         "<td class=\"y then\">✓</td>" };
    const char *page = print(*state, "found");
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) says(page, words[i]);
    says(page, jh_say(JH_ZH, SAY_YEARS_PAGE_MEANS));
    says(page, jh_say(JH_EN, SAY_YEARS_PAGE_VERIFY));
    says(page, jh_say(JH_ZH, SAY_YEARS_NO_MEASURES)); /* of 2028 */
    assert_null(strstr(page, jh_say(JH_ZH, SAY_YEARS_NOT_ENOUGH)));
}

static void a_school_is_marked_from_its_year_on(void **state)
{
    const char *page = print(*state, "found");
    const char *row = strstr(page, "&quot;&#39;&amp;小学</bdi></th><td class=\"y\">");

    assert_non_null(row);
    assert_non_null(strstr(row, "<td class=\"y\">·</td><td class=\"y\">·</td>"
                                "<td class=\"y first\">✓</td>"));
}

static void no_name_opens_a_tag(void **state)
{
    const char *page = print(*state, "found");

    assert_null(strstr(page, MADE_UP_SCRIPT));
    assert_null(strstr(page, "<b>教室"));
    assert_null(strstr(page, "cost.<i>"));
    says(page, "&lt;script&gt;alert(1)&lt;/script&gt;");
    says(page, "&quot;&#39;&amp;小学");
    says(page, "间&amp;&quot;");
}

static void nothing_in_it_asks_the_network(void **state)
{
    test_page_asks_nobody(print(*state, "found"));
}

static void money_that_lacks_is_told_with_its_year(void **state)
{
    fixture *f = *state;
    const jh_schedule_view found = f->view;
    const char *page;

    f->view.found = false;
    f->view.lacking = (jh_decimal)YUAN(12.5);
    f->view.least_lacking = (jh_decimal)YUAN(11);
    page = print(f, "lacking");
    says(page, jh_say(JH_ZH, SAY_YEARS_NOT_ENOUGH));
    says(page, jh_say(JH_EN, SAY_YEARS_LEAST_LACKING));
    says(page, "short in 2031");
    says(page, "<td class=\"n strong no\">12.50</td>");
    says(page, "class=\"lack\"");
    assert_null(strstr(page, jh_say(JH_ZH, SAY_YEARS_NOT_PROVEN)));
    assert_null(strstr(page, jh_say(JH_ZH, SAY_YEARS_AT_MOST)));
    f->view.least_lacking = (jh_decimal)YUAN(0);
    page = print(f, "unproved");
    says(page, jh_say(JH_ZH, SAY_YEARS_NOT_PROVEN));
    assert_null(strstr(page, jh_say(JH_EN, SAY_YEARS_LEAST_LACKING)));
    f->view = found;
}

static void counties_have_no_coefficients(void **state)
{
    fixture *f = *state;
    const jh_schedule_view found = f->view;
    const char *page;

    f->view.end = NULL;
    f->view.measure_count = f->view.lot_count = 0;
    f->view.stopped = true;
    page = print(f, "counties");
    says(page, jh_say(JH_ZH, SAY_YEARS_PAGE_TITLE_COUNTIES));
    says(page, jh_say(JH_EN, SAY_PLAN_STOPPED));
    assert_null(strstr(page, "id=\"limits\""));
    assert_null(strstr(page, "id=\"costs\""));
    f->view = found;
}

static void the_same_view_gives_the_same_bytes(void **state)
{
    const char *once = print(*state, "found"), *again = print(*state, "found");

    assert_true(once != again);
    assert_string_equal(once, again);
}

static jh_code make_page(jh_text *out, jh_arena *keep, jh_arena scratch, const void *view,
                         jh_error *err)
{
    return jh_report_schedule_page(out, keep, scratch, view, err);
}

static void whichever_allocation_fails_it_says_so(void **state)
{
    fixture *f = *state;

    assert_true(test_page_sweep(make_page, &f->view, 4000) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_school_year_and_proof_is_there),
        cmocka_unit_test(a_school_is_marked_from_its_year_on),
        cmocka_unit_test(no_name_opens_a_tag),
        cmocka_unit_test(nothing_in_it_asks_the_network),
        cmocka_unit_test(money_that_lacks_is_told_with_its_year),
        cmocka_unit_test(counties_have_no_coefficients),
        cmocka_unit_test(the_same_view_gives_the_same_bytes),
        cmocka_unit_test(whichever_allocation_fails_it_says_so),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
