/* SPDX-License-Identifier: Apache-2.0 */
/* The listing of a standard and the comparison of two, as people see them. When one changes, what
 * came out is left in the build folder, to be compared with the file beside this test. */
#include "tests/standard/library.h"

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

static void a_comparison_says_stricter_looser_or_different(void **state)
{
    jh_buffer zh = jh_buffer_in(&keep), en = jh_buffer_in(&keep);
    jh_arena scratch;

    (void)state;
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_standard_diff(&zh, &(jh_standard_pair){ &standards[0], &standards[1] },
                                      JH_ZH, scratch, NULL),
                     JH_OK);
    is_as_in(&zh, "diff.zh.txt");
    assert_int_equal(jh_standard_diff(&en, &(jh_standard_pair){ &standards[1], &standards[0] },
                                      JH_EN, scratch, NULL),
                     JH_OK);
    is_as_in(&en, "diff.en.txt");
    jh_arena_release(&scratch);
}

static void a_standard_does_not_differ_from_itself(void **state)
{
    jh_buffer out = jh_buffer_in(&keep);
    jh_arena scratch;
    jh_text text;

    (void)state;
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_standard_diff(&out, &(jh_standard_pair){ &standards[1], &standards[1] },
                                      JH_EN, scratch, NULL),
                     JH_OK);
    assert_int_equal(jh_buffer_finish(&text, &out, NULL), JH_OK);
    assert_string_equal(text.at,
                        "made-up-below → made-up-below\nstricter 0, looser 0, different 0\n");
    jh_arena_release(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_standard_is_listed_in_chinese_and_in_english),
        cmocka_unit_test(a_comparison_says_stricter_looser_or_different),
        cmocka_unit_test(a_standard_does_not_differ_from_itself),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
