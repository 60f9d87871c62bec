/* SPDX-License-Identifier: Apache-2.0 */
/* The example of docs/language.md is no promise: it compiles. */
#include "tests/standard/library.h"

static char *example_of_the_page(void)
{
    static const char begin[] = "```std\n", end[] = "\n```\n";
    char *path = test_source_path("docs/language.md"), *page = test_file_read(path, NULL);
    const char *from = strstr(page, begin), *to;
    char *example;

    assert_non_null(from);
    from += strlen(begin);
    to = strstr(from, end);
    assert_non_null(to);
    example = strndup(from, (size_t)(to + 1 - from));
    free(page);
    free(path);
    return example;
}

static void the_example_of_the_language_page_compiles(void **state)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_standard standard;
    char *example = example_of_the_page();
    jh_arena keep;
    jh_code rc;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    test_library_add(&library, "example", example);
    rc = test_compile(&standard, &keep, &library, "example", &mistakes, NULL);
    test_print_mistakes(&mistakes);
    assert_int_equal(rc, JH_OK);
    assert_int_equal(standard.indicator_count, 1);
    assert_int_equal(standard.limit_count, 2);
    assert_int_equal(standard.item_count, 3);
    assert_int_equal(standard.score_count, 3);
    assert_int_equal(standard.group_count, 3);
    assert_int_equal(standard.relaxation_count, 1);
    jh_arena_release(&keep);
    free(example);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_language_page_compiles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
