/* SPDX-License-Identifier: Apache-2.0 */
/* The listing of a standard and the comparison of two, as people see them. When one changes, what
 * came out is left in the build folder, to be compared with the file beside this test. */
#include "tests/standard/library.h"

#include "report/difference.h"
#include "tests/support/alloc_sweep.h"

static jh_arena keep;
static jh_standard standards[2];
static char *texts[2];

static void read_and_compile(size_t which, const char *key)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    static const char *const keys[2] = { "made-up", "made-up-below" };
    size_t i;
    jh_code rc;

    for (i = 0; i < 2; i++) test_library_add(&library, keys[i], texts[i]);
    rc = test_compile(&standards[which], &keep, &library, key, &mistakes, NULL);
    test_print_mistakes(&mistakes);
    assert_int_equal(rc, JH_OK);
}

static int set_up(void **state)
{
    char *above = test_source_path("tests/standard/golden/made-up.std");
    char *below = test_source_path("tests/standard/golden/made-up-below.std");

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    texts[0] = test_file_read(above, NULL);
    texts[1] = test_file_read(below, NULL);
    free(above);
    free(below);
    read_and_compile(0, "made-up");
    read_and_compile(1, "made-up-below");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(texts[0]);
    free(texts[1]);
    jh_arena_release(&keep);
    return 0;
}

static void is_as_in(jh_buffer *out, const char *name)
{
    char path[200], *wanted_path, *wanted;
    jh_text text;

    assert_int_equal(jh_buffer_finish(&text, out, NULL), JH_OK);
    snprintf(path, sizeof path, "tests/standard/golden/%s", name);
    wanted_path = test_source_path(path);
    wanted = test_file_read(wanted_path, NULL);
    if (strcmp(text.at, wanted) != 0 && getenv("BUILD_DIR")) {
        snprintf(path, sizeof path, "%.150s/%s", getenv("BUILD_DIR"), name);
        test_file_write_text(path, text.at);
        fprintf(stderr, "compare %s with %s\n", path, wanted_path);
    }
    assert_string_equal(text.at, wanted);
    free(wanted);
    free(wanted_path);
}

static void a_standard_is_listed_in_chinese_and_in_english(void **state)
{
    jh_buffer zh = jh_buffer_in(&keep), en = jh_buffer_in(&keep);

    (void)state;
    assert_int_equal(jh_standard_show(&zh, &standards[0], JH_ZH, NULL), JH_OK);
    is_as_in(&zh, "show.zh.txt");
    assert_int_equal(jh_standard_show(&en, &standards[0], JH_EN, NULL), JH_OK);
    is_as_in(&en, "show.en.txt");
}

static void differ(jh_differences *out, size_t from, size_t to, jh_lang lang)
{
    assert_int_equal(
        jh_standard_differences(out, &keep, &(jh_standard_pair){ &standards[from], &standards[to] },
                                lang, NULL),
        JH_OK);
}

static void a_comparison_says_stricter_looser_or_different(void **state)
{
    jh_buffer zh = jh_buffer_in(&keep), en = jh_buffer_in(&keep);
    jh_differences found;

    (void)state;
    differ(&found, 0, 1, JH_ZH);
    assert_int_equal(jh_report_differences(&zh, &found, JH_ZH, NULL), JH_OK);
    is_as_in(&zh, "diff.zh.txt");
    differ(&found, 1, 0, JH_EN);
    assert_int_equal(jh_report_differences(&en, &found, JH_EN, NULL), JH_OK);
    is_as_in(&en, "diff.en.txt");
}

static void a_comparison_for_programs_says_the_same(void **state)
{
    jh_buffer out = jh_buffer_in(&keep);
    jh_differences found;
    jh_text text;

    (void)state;
    differ(&found, 0, 1, JH_EN);
    assert_int_equal(jh_report_differences_json(&text, &keep, &found, JH_EN, NULL), JH_OK);
    jh_buffer_add_format(&out, "%.*s\n", JH_TEXT_ARGS(text));
    is_as_in(&out, "diff.json");
}

static void a_standard_does_not_differ_from_itself(void **state)
{
    jh_differences found;
    jh_buffer out = jh_buffer_in(&keep);
    jh_text text;

    (void)state;
    differ(&found, 1, 1, JH_EN);
    assert_null(found.entries);
    assert_int_equal(jh_report_differences(&out, &found, JH_EN, NULL), JH_OK);
    assert_int_equal(jh_buffer_finish(&text, &out, NULL), JH_OK);
    assert_true(jh_text_contains(text, JH_TEXT("nothing differs")));
}

static jh_code differ_afresh(void *context, jh_error *err)
{
    jh_standard_pair pair = { &standards[0], &standards[1] };
    jh_differences found;
    jh_buffer out;
    jh_arena own;
    jh_text text;
    jh_code rc;

    (void)context;
    if (jh_arena_reserve(&own, (size_t)1 << 24)) return jh_no_memory(err);
    out = jh_buffer_in(&own);
    rc = jh_standard_differences(&found, &own, &pair, JH_ZH, err);
    if (!rc) rc = jh_report_differences(&out, &found, JH_ZH, err);
    if (!rc) rc = jh_report_differences_json(&text, &own, &found, JH_ZH, err);
    jh_arena_release(&own);
    return rc;
}

static void a_comparison_without_memory_says_so(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(differ_afresh, NULL, 20000) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_standard_is_listed_in_chinese_and_in_english),
        cmocka_unit_test(a_comparison_says_stricter_looser_or_different),
        cmocka_unit_test(a_comparison_for_programs_says_the_same),
        cmocka_unit_test(a_comparison_without_memory_says_so),
        cmocka_unit_test(a_standard_does_not_differ_from_itself),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
