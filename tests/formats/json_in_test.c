/* What is JSON, and what is not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/json_in.h"
#include "tests/support/alloc_sweep.h"

#include <string.h>

static jh_arena keep;

static const struct {
    const char *label, *text;
    bool is_json;
} cases[] = {
    { "an object with every kind of value", "{\"a\":[1,-2.5e3,null,true,false,\"x\",{}]}", true },
    { "a bare number", " 12 ", true },
    { "escapes, also beyond U+FFFF", "\"\\u4e2d\\ud83d\\ude00\\n\\/\"", true },
    { "nothing", "", false },
    { "a comma before the end", "[1,]", false },
    { "a comma at the beginning", "[,1]", false },
    { "two documents", "{} {}", false },
    { "a key without a value", "{\"a\"}", false },
    { "a key that is no text", "{1:2}", false },
    { "a number with a leading zero", "[01]", false },
    { "a number that ends in a point", "[1.]", false },
    { "a text that does not end", "[\"a", false },
    { "a line break within a text", "[\"a\nb\"]", false },
    { "half of a pair of surrogates", "\"\\ud83d\"", false },
    { "the wrong bracket", "[1}", false },
    { "bytes that are no UTF-8", "\"\xff\"", false },
    { "a word that is none of the three", "[nul]", false },
};

static void reads_what_is_json_and_refuses_the_rest(void **state)
{
    const jh_json_value *value;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_error err = { JH_OK };
        jh_code rc = jh_json_read(&value, &keep, jh_text_of(cases[i].text), "x.json", &err);
        if ((rc == JH_OK) != cases[i].is_json) fail_msg("%s", cases[i].label);
        if (rc) assert_int_equal(err.code, JH_BAD_INPUT);
    }
}

static void gives_members_and_numbers(void **state)
{
    static const char text[] =
        "{\"n\":-42,\"d\":3.25,\"big\":9223372036854775808,\"t\":\"\\u5747\\u8861\",\"l\":[1,2]}";
    const jh_json_value *value;
    int64_t whole, list[2];
    jh_decimal decimal;

    (void)state;
    assert_int_equal(jh_json_read(&value, &keep, jh_text_of(text), "x", NULL), JH_OK);
    assert_true(jh_json_integer_of(&whole, jh_json_member(value, "n")));
    assert_int_equal(whole, -42);
    assert_true(jh_json_decimal_of(&decimal, jh_json_member(value, "d")));
    assert_int_equal(decimal.millionths, 3250000);
    assert_false(jh_json_integer_of(&whole, jh_json_member(value, "d")));
    assert_false(jh_json_integer_of(&whole, jh_json_member(value, "big")));
    assert_false(jh_json_integer_of(&whole, jh_json_member(value, "absent")));
    assert_true(jh_text_equal(jh_json_text_of(jh_json_member(value, "t")), JH_TEXT("均衡")));
    assert_true(jh_json_integers_of(list, jh_json_member(value, "l"), 2));
    assert_int_equal(list[1], 2);
    assert_false(jh_json_integers_of(list, jh_json_member(value, "l"), 1));
}

static void depth_has_a_bound(void **state)
{
    char deep[200];
    const jh_json_value *value;

    (void)state;
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    assert_int_equal(jh_json_read(&value, &keep, jh_text_of(deep), "x", NULL), JH_BAD_INPUT);
}

static jh_code read_once(void *of, jh_error *err)
{
    const jh_json_value *value;
    (void)of;
    jh_arena_reset(&keep);
    return jh_json_read(&value, &keep, jh_text_of(cases[0].text), "x", err);
}

static void scarce_memory_is_an_error(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(read_once, NULL, 200) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_json_and_refuses_the_rest),
        cmocka_unit_test(gives_members_and_numbers),
        cmocka_unit_test(depth_has_a_bound),
        cmocka_unit_test(scarce_memory_is_an_error),
    };

    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
