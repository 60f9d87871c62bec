/* plan_contrast_test.c: two plans side by side on a page: no name opens a tag, what only one of
 * them has leaves a dash at the other, without memory there is no page. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/plan_contrast.h"
#include "tests/support/alloc_sweep.h"

#define YUAN(n)                                                                                    \
    {                                                                                              \
        (int64_t)(n) * JH_DECIMAL_ONE                                                              \
    }
#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof literal - 1                                                                \
    }
#define BOTH(zh, en)                                                                               \
    {                                                                                              \
        TEXT(zh), TEXT(en)                                                                         \
    }

static const jh_plan_difference differences[] = {
    { .subject = JH_PLAN_MEASURE,
      .key = TEXT("buy"),
      .label = BOTH("<b>第一小学</b>", "<b>first school</b>"),
      .after = BOTH("12 间", "12 rooms"),
      .has_money = true,
      .money = YUAN(480000) },
    { .subject = JH_PLAN_COEFFICIENT,
      .key = TEXT("cv"),
      .label = BOTH("小学 体育场馆", "Primary sports"),
      .before = BOTH("0.180", "0.180"),
      .after = BOTH("0.173", "0.173") },
};
static const jh_plan_spending schools[] = {
    { TEXT("9901010001"), TEXT("\"<第二小学>"), JH_PRIMARY, YUAN(0), YUAN(480000) },
    { TEXT("9901010002"), TEXT(""), JH_JUNIOR, YUAN(100), YUAN(0) },
};

static jh_plan_contrast made_up(void)
{
    return (jh_plan_contrast){
        .before = { .name = TEXT("a.json"),
                    .county_name = TEXT("甲县(虚构)"),
                    .assessment = TEXT("0123"),
                    .found = true,
                    .has_bound = true,
                    .cost = YUAN(1000),
                    .bound = YUAN(990),
                    .measure_count = 3 },
        .after = { .county_name = TEXT("甲县(虚构)"),
                   .assessment = TEXT("0123456789abcdef"),
                   .found = true,
                   .has_bound = true,
                   .cost = YUAN(480900),
                   .bound = YUAN(480800) },
        .version = "0",
        .is_made_up = true,
        .has_range = true,
        .least = YUAN(479800),
        .most = YUAN(479910),
        .items = differences,
        .count = 2,
        .schools = schools,
        .school_count = 2,
    };
}

typedef struct printed {
    jh_arena keep, scratch;
    jh_text page;
} printed;

static jh_code print_page(void *context, jh_error *err)
{
    const jh_plan_contrast *contrast = context;
    printed p = { 0 };
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&p.keep, JH_ARENA_DEFAULT)
        || jh_arena_reserve(&p.scratch, JH_ARENA_DEFAULT))
        rc = jh_no_memory(err);
    if (!rc) rc = jh_report_plan_contrast_page(&p.page, &p.keep, p.scratch, contrast, err);
    jh_arena_release(&p.keep);
    jh_arena_release(&p.scratch);
    return rc;
}

static printed print(const jh_plan_contrast *contrast)
{
    printed p = { 0 };

    assert_int_equal(jh_arena_reserve(&p.keep, JH_ARENA_DEFAULT), JH_OK);
    assert_int_equal(jh_arena_reserve(&p.scratch, JH_ARENA_DEFAULT), JH_OK);
    assert_int_equal(jh_report_plan_contrast_page(&p.page, &p.keep, p.scratch, contrast, NULL),
                     JH_OK);
    return p;
}

static void done(printed *p)
{
    jh_arena_release(&p->keep);
    jh_arena_release(&p->scratch);
}

static bool says(const printed *p, const char *words)
{
    return jh_text_contains(p->page, jh_text_of(words));
}

static void the_page_says_what_differs(void **state)
{
    const char *const words[] = { "479,800 – 479,910",
                                  "+480,000",
                                  "-100",
                                  "9901010002",
                                  "class=\"none\">—</span>",
                                  "12 rooms",
                                  "class=\"saved\"",
                                  jh_say(JH_ZH, SAY_PLAN_OTHER_FIGURES),
                                  jh_say(JH_EN, SAY_PLAN_THIS) };
    jh_plan_contrast contrast = made_up();
    printed p = print(&contrast);
    size_t i;

    (void)state;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (!says(&p, words[i])) fail_msg("not on the page: %s", words[i]);
    done(&p);
}

static void no_name_opens_a_tag(void **state)
{
    jh_plan_contrast contrast = made_up();
    printed p = print(&contrast);

    (void)state;
    assert_true(says(&p, "&lt;b&gt;第一小学"));
    assert_false(says(&p, "<b>第一小学"));
    assert_false(says(&p, "<第二小学"));
    done(&p);
}

static void plans_that_are_the_same_say_so(void **state)
{
    jh_plan_contrast contrast = made_up();
    printed p;

    (void)state;
    contrast.count = contrast.school_count = 0;
    contrast.after.assessment = contrast.before.assessment;
    p = print(&contrast);
    assert_true(says(&p, jh_say(JH_ZH, SAY_PLAN_SAME)));
    assert_false(says(&p, "id=\"schools\""));
    assert_false(says(&p, jh_say(JH_ZH, SAY_PLAN_OTHER_FIGURES)));
    assert_false(says(&p, jh_say(JH_ZH, SAY_PLAN_RANGE)));
    done(&p);
}

static void a_case_without_a_plan_is_no_sameness(void **state)
{
    jh_plan_contrast contrast = made_up();
    printed p;

    (void)state;
    contrast.count = contrast.school_count = 0;
    contrast.after.found = contrast.after.has_bound = contrast.has_range = false;
    assert_false(jh_plan_contrast_is_none(&contrast));
    p = print(&contrast);
    assert_true(says(&p, jh_say(JH_ZH, SAY_PLAN_PAGE_NONE)));
    assert_false(says(&p, jh_say(JH_ZH, SAY_PLAN_SAME)));
    done(&p);
}

static void without_memory_there_is_no_page(void **state)
{
    jh_plan_contrast contrast = made_up();

    (void)state;
    assert_true(test_alloc_sweep(print_page, &contrast, 10000) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_says_what_differs),
        cmocka_unit_test(no_name_opens_a_tag),
        cmocka_unit_test(plans_that_are_the_same_say_so),
        cmocka_unit_test(a_case_without_a_plan_is_no_sameness),
        cmocka_unit_test(without_memory_there_is_no_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
