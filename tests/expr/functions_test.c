/* functions_test.c — the table of functions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "expr/functions.h"

#include <string.h>

static void a_function_is_found_by_each_of_its_names(void **state)
{
    (void)state;
    assert_int_equal(jh_function_find(JH_TEXT("isMissing")), JH_FUNCTION_IS_MISSING);
    assert_int_equal(jh_function_find(JH_TEXT("isNull")), JH_FUNCTION_IS_MISSING);
    assert_int_equal(jh_function_find(JH_TEXT("")), JH_FUNCTION_COUNT_ALL);
    assert_int_equal(jh_function_find(JH_TEXT("IF")), JH_FUNCTION_COUNT_ALL);
}

static void every_function_says_what_it_is(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < JH_FUNCTION_COUNT_ALL; i++) {
        const char *name = jh_functions[i].name;

        assert_int_equal(jh_function_find(jh_text_of(name)), i);
        assert_non_null(strstr(jh_say(JH_ZH, jh_functions[i].about), name));
        assert_non_null(strstr(jh_say(JH_EN, jh_functions[i].about), name));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_says_what_it_is),
        cmocka_unit_test(a_function_is_found_by_each_of_its_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
