/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/json.h"

#include <math.h>

typedef void writer(jh_json *json);

static void nothing_inside(jh_json *json)
{
    jh_json_object(json);
    jh_json_end(json);
}

static void nested(jh_json *json)
{
    jh_json_object(json);
    jh_json_key(json, "a");
    jh_json_array(json);
    jh_json_integer(json, -1);
    jh_json_null(json);
    jh_json_object(json);
    jh_json_end(json);
    jh_json_end(json);
    jh_json_key(json, "b");
    jh_json_bool(json, true);
    jh_json_end(json);
}

static void hostile_text(jh_json *json)
{
    jh_json_text(json, JH_TEXT("\"\\\n\x01</script>均\xE2\x80\xA8\xFFx"));
}

static void numbers(jh_json *json)
{
    jh_json_array(json);
    jh_json_decimal(json, (jh_decimal){ 4200000 });
    jh_json_double(json, 0.1);
    jh_json_double(json, 1.0 / 3.0);
    jh_json_double(json, INFINITY);
    jh_json_integer(json, INT64_MIN);
    jh_json_end(json);
}

static const struct {
    const char *label;
    writer *write;
    const char *want;
} cases[] = {
    { "an object without members is {}", nothing_inside, "{}" },
    { "commas stand between items and nowhere else", nested, "{\"a\":[-1,null,{}],\"b\":true}" },
    { "quotes, controls, < and broken UTF-8 are escaped", hostile_text,
      "\"\\\"\\\\\\n\\u0001\\u003c/script>均\\u2028\xEF\xBF\xBDx\"" },
    { "numbers are the shortest that read back the same", numbers,
      "[4.2,0.1,0.3333333333333333,null,-9223372036854775808]" },
};

static void writes_what_the_label_says(void **state)
{
    jh_arena arena;
    jh_text text;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, 1 << 20), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_json json = jh_json_in(&arena);
        cases[i].write(&json);
        assert_int_equal(jh_json_finish(&text, &json, NULL), JH_OK);
        if (!jh_text_equal(text, jh_text_of(cases[i].want)))
            fail_msg("%s: %s", cases[i].label, text.at);
    }
    jh_arena_release(&arena);
}

static void running_out_of_memory_is_told_once_at_the_end(void **state)
{
    jh_arena arena;
    jh_text text;
    jh_json json;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, 1 << 20), 0);
    json = jh_json_in(&arena);
    jh_memory_fail_after(0);
    numbers(&json);
    assert_int_equal(jh_json_finish(&text, &json, NULL), JH_NO_MEMORY);
    jh_memory_fail_after(-1);
    jh_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_the_label_says),
        cmocka_unit_test(running_out_of_memory_is_told_once_at_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
