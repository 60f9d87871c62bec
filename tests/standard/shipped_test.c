/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/standard/library.h"

static void shipped_standards_compile_without_a_mistake(void **state)
{
    static const char *const keys[] = { "cn-elements", "cn-2017-quality",
                                        "example-province-overlay" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        test_library library = { 0 };
        jh_findings mistakes = { 0 };
        jh_error err = { 0 };
        jh_standard standard;
        jh_arena keep;
        jh_code rc;

        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        rc = test_compile(&standard, &keep, &library, keys[i], &mistakes, &err);
        test_print_mistakes(&mistakes);
        assert_int_equal(rc, JH_OK);
        assert_int_equal(mistakes.count, 0);
        jh_arena_release(&keep);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_standards_compile_without_a_mistake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
