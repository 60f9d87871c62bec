/* Logins that nobody has.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "office/access.h"
#include "office/strangers.h"

#include <stdio.h>

enum { NOW = 1000000 };

static jh_stranger_told try_number(jh_strangers *strangers, int number, int64_t now)
{
    char login[24];

    snprintf(login, sizeof login, "made-up-%d", number);
    return jh_strangers_try(strangers, jh_text_of(login), now);
}

static void a_login_is_locked_after_as_many_failures_as_an_account(void **state)
{
    static jh_strangers strangers;
    int i;

    (void)state;
    for (i = 0; i < JH_FAILURES_MOST; i++) assert_false(try_number(&strangers, 1, NOW).is_locked);
    assert_true(try_number(&strangers, 1, NOW).is_locked);
    assert_false(try_number(&strangers, 2, NOW).is_locked);
    assert_true(try_number(&strangers, 1, NOW + JH_LOCK_SECONDS - 1).is_locked);
    for (i = 0; i < JH_FAILURES_MOST; i++)
        assert_false(try_number(&strangers, 1, NOW + JH_LOCK_SECONDS).is_locked);
    assert_true(try_number(&strangers, 1, NOW + JH_LOCK_SECONDS).is_locked);
}

static void the_longest_unseen_one_is_forgotten(void **state)
{
    static jh_strangers strangers;
    int i;

    (void)state;
    for (i = 0; i < JH_FAILURES_MOST; i++) (void)try_number(&strangers, 0, NOW + 1);
    for (i = 1; i < JH_STRANGERS; i++) (void)try_number(&strangers, i, NOW);
    assert_true(try_number(&strangers, 0, NOW + 2).is_locked);
    (void)try_number(&strangers, JH_STRANGERS, NOW + 2); /* in place of another one */
    assert_true(try_number(&strangers, 0, NOW + 3).is_locked);
    for (i = 1; i <= JH_STRANGERS; i++) (void)try_number(&strangers, 1000 + i, NOW + 4);
    assert_false(try_number(&strangers, 0, NOW + 5).is_locked);
}

static void so_many_failures_are_worth_a_deed_and_the_next_one_tells_of_the_rest(void **state)
{
    static jh_strangers strangers;
    size_t deeds = 0;
    int i;

    (void)state;
    for (i = 0; i < JH_STRANGER_DEEDS + 40; i++)
        deeds += try_number(&strangers, i, NOW).is_worth_a_deed;
    assert_int_equal(deeds, JH_STRANGER_DEEDS);
    assert_true(try_number(&strangers, i, NOW + JH_LOCK_SECONDS).untold == 40);
    assert_true(try_number(&strangers, i, NOW + JH_LOCK_SECONDS).untold == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_login_is_locked_after_as_many_failures_as_an_account),
        cmocka_unit_test(the_longest_unseen_one_is_forgotten),
        cmocka_unit_test(so_many_failures_are_worth_a_deed_and_the_next_one_tells_of_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
