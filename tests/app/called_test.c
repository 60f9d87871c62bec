/* What a person's words call: units by code or name, indicators by key or title.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/called.h"

#include <string.h>

static const jh_unit units[] = {
    { .code = { "9990010001", 10 }, .name = { "虚构县城东小学", 21 } },
    { .code = { "9990010002", 10 }, .name = { "虚构县城西小学", 21 } },
    { .code = { "9990010003", 10 }, .name = { "虚构县育才中学", 21 } },
    { .code = { "9990010004", 10 }, .name = { "虚构县育才中学", 21 } },
    { .code = { "county", 6 }, .name = { "虚构县", 9 } },
};

/* In the order of a snapshot: the county itself first, then by code. */
static jh_snapshot snapshot_of(jh_unit in_order[5])
{
    in_order[0] = units[4];
    memcpy(in_order + 1, units, 4 * sizeof *units);
    return (jh_snapshot){ .units = in_order, .unit_count = 5 };
}

static const struct {
    const char *label, *word, *code; /* code NULL: refused */
    const char *named;               /* in the message */
} cases[] = {
    { "a code", "9990010002", "9990010002", NULL },
    { "a code that is not there yet stays as it is", "9990019999", "9990019999", NULL },
    { "nothing stays nothing", "", "", NULL },
    { "a whole name", "虚构县城西小学", "9990010002", NULL },
    { "a name as a clerk types it", " 虚构县城西小学 ", "9990010002", NULL },
    { "two that are called alike: the codes of both", "虚构县育才中学", NULL, "9990010003" },
    { "and the other of them", "虚构县育才中学", NULL, "9990010004" },
    { "a part of a name: whoever has it", "城东", NULL, "虚构县城东小学 9990010001" },
    { "a name with a wrong character: the nearest", "虚构县城冬小学", NULL,
      "虚构县城东小学 9990010001" },
};

static void a_word_calls_one_unit_or_names_those_it_could(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_unit in_order[5];
        const jh_snapshot in = snapshot_of(in_order);
        jh_error err = { JH_OK };
        jh_text code;
        jh_code rc = jh_called_code(&code, &in, jh_text_of(cases[i].word), &err);
        bool right = cases[i].code ? !rc && jh_text_equal(code, jh_text_of(cases[i].code))
                                   : rc == JH_NOT_FOUND
                                         && strstr(err.message.arg[1], cases[i].named) != NULL;
        if (!right) fail_msg("%s: %d %s", cases[i].label, rc, err.message.arg[1]);
    }
}

static void two_alike_are_told_as_two(void **state)
{
    jh_unit in_order[5];
    const jh_snapshot in = snapshot_of(in_order);
    jh_error err = { JH_OK };
    size_t unit;

    (void)state;
    assert_int_equal(jh_called_unit(&unit, &in, JH_TEXT("虚构县育才中学"), &err), JH_NOT_FOUND);
    assert_int_equal(err.message.say, SAY_APP_UNIT_NOT_ONE);
    err = (jh_error){ JH_OK };
    assert_int_equal(jh_called_unit(&unit, &in, JH_TEXT("虚构县城冬小学"), &err), JH_NOT_FOUND);
    assert_int_equal(err.message.say, SAY_APP_UNIT_NEAREST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_calls_one_unit_or_names_those_it_could),
        cmocka_unit_test(two_alike_are_told_as_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
