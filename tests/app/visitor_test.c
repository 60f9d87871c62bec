/* Who may know of what, and who gets in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/line.h"
#include "office/access.h"
#include "tests/support/stores.h"

static jh_arena keep, scratch;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 28) || jh_arena_reserve(&scratch, (size_t)1 << 28)
           || jh_secret_begin(NULL);
}

static int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

/* ---- scopes ---- */

static const struct {
    const char *label, *scope, *pass, *county, *school;
    bool county_seen, county_known, school_seen;
} cases[] = {
    { "everything", "*", "", "990101", "9901010001", true, true, true },
    { "a city sees its counties", "9901", "", "990101", "9901010001", true, true, true },
    { "but no other city's", "9901", "", "990201", "9902010001", false, false, false },
    { "a clerk sees one school", "990101/9901010001", "", "990101", "9901010001", false, true,
      true },
    { "and no other", "990101/9901010001", "", "990101", "9901010002", false, true, false },
    { "the same code in another county is another school", "990101/9901010001", "", "990102",
      "9901010001", false, false, false },
    { "several words add up", "9902 990101/9901010001", "", "990101", "9901010001", false, true,
      true },
    { "a token narrows", "9901", "990101", "990102", "1", false, false, false },
    { "and never widens", "990101", "9901", "990102", "1", false, false, false },
    { "no scope, no county", "", "", "990101", "9901010001", false, false, false },
    { "a county without a code is none", "*", "", "", "", false, false, false },
    { "blanks alone are no scope", "   ", "", "990101", "1", false, false, false },
};

static void a_scope_says_what_may_be_known(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const jh_visitor visitor = { .account = 1,
                                     .scope = jh_text_of(cases[i].scope),
                                     .pass_scope = jh_text_of(cases[i].pass) };
        jh_text county = jh_text_of(cases[i].county), school = jh_text_of(cases[i].school);
        if (jh_visitor_sees_county(&visitor, county) != cases[i].county_seen
            || jh_visitor_knows_county(&visitor, county) != cases[i].county_known
            || jh_visitor_sees_school(&visitor, county, school) != cases[i].school_seen)
            fail_msg("%s", cases[i].label);
    }
}

static void a_refusal_does_not_tell_what_is_there(void **state)
{
    const jh_visitor visitor = { .account = 1, .scope = JH_TEXT("88") };
    jh_error there = { JH_OK }, nowhere = { JH_OK };

    (void)state;
    assert_int_equal(jh_visitor_check_county(&visitor, JH_TEXT("990101"), &there), JH_NOT_FOUND);
    assert_int_equal(jh_visitor_check_county(&visitor, JH_TEXT("770101"), &nowhere), JH_NOT_FOUND);
    assert_int_equal(there.message.say, nowhere.message.say);
    assert_string_equal(there.where, nowhere.where);
}

static void a_scope_of_schools_is_not_the_county(void **state)
{
    const jh_visitor school = { .account = 1, .scope = JH_TEXT("990101/9901010001") };
    const jh_visitor token = { .account = 1, .scope = JH_TEXT("9901"), .pass_scope = school.scope };
    const jh_visitor county = { .account = 1, .scope = JH_TEXT("9901") };
    const jh_visitor *narrow[] = { &school, &token };
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        assert_int_equal(jh_visitor_check_county(narrow[i], JH_TEXT("990101"), NULL), JH_OK);
        assert_int_equal(jh_visitor_check_whole_county(narrow[i], JH_TEXT("990101"), NULL),
                         JH_NOT_FOUND);
    }
    assert_int_equal(jh_visitor_check_whole_county(&county, JH_TEXT("990101"), NULL), JH_OK);
    assert_int_equal(jh_visitor_check_whole_county(NULL, JH_TEXT("990101"), NULL), JH_OK);
}

static void who_has_no_role_may_nothing_and_the_command_line_all(void **state)
{
    const jh_visitor nobody = { 0 }, new_one = { .account = 1 };
    jh_permission p;

    (void)state;
    for (p = JH_MAY_ANYONE; p < JH_PERMISSION_COUNT; p++) {
        assert_true(jh_visitor_may(NULL, p));
        assert_int_equal(jh_visitor_may(&nobody, p), p == JH_MAY_ANYONE);
        assert_int_equal(jh_visitor_may(&new_one, p), p == JH_MAY_ANYONE || p == JH_MAY_ACCOUNT);
    }
}

static void a_scope_is_within_another_or_not(void **state)
{
    static const struct {
        const char *inner, *outer;
        bool is_within;
    } pairs[] = {
        { "990101", "9901", true },
        { "9901", "990101", false },
        { "990101/1", "990101", true },
        { "990101/1", "990101/1", true },
        { "990101/2", "990101/1", false },
        { "*", "9901", false },
        { "*", "*", true },
        { "990101 990201", "9901", false },
        { "", "9901", true },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (jh_scope_is_within(jh_text_of(pairs[i].inner), jh_text_of(pairs[i].outer))
            != pairs[i].is_within)
            fail_msg("%s in %s", pairs[i].inner, pairs[i].outer);
    assert_true(jh_scope_is_valid(JH_TEXT("9901 990201/990201A-1")));
    assert_false(jh_scope_is_valid(JH_TEXT("9901;DROP")));
    assert_false(jh_scope_is_valid(JH_TEXT("990101/")));
}

/* ---- getting in ---- */

static void nobody_is_let_in_as_nobody(void **state)
{
    const char *address = test_address_new(TEST_SQLITE);
    jh_line line = { .address = address, .may_write = true };
    jh_desk desk = { .keep = &keep, .scratch = scratch, .line = &line };
    const jh_caller caller = { JH_TEXT("127.0.0.1"), JH_TEXT("made up") };
    const jh_login forged = { .outcome = JH_LOGIN_RIGHT, .account = 0, .login = JH_TEXT("li") };
    char secret[JH_TOKEN_SIZE] = "";
    jh_store *store;
    jh_error err = { JH_OK };

    (void)state;
    assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
    jh_store_close(store);
    assert_int_equal(jh_access_admit(secret, &desk, &forged, &caller, &err), JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_APP_LOGIN_WRONG);
    assert_string_equal(secret, "");
    jh_line_close(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scope_says_what_may_be_known),
        cmocka_unit_test(a_refusal_does_not_tell_what_is_there),
        cmocka_unit_test(a_scope_of_schools_is_not_the_county),
        cmocka_unit_test(who_has_no_role_may_nothing_and_the_command_line_all),
        cmocka_unit_test(a_scope_is_within_another_or_not),
        cmocka_unit_test(nobody_is_let_in_as_nobody),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
