/* Schools that a paper names without a code. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "intake/names.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdlib.h>
#include <string.h>

static jh_arena keep, scratch;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
           || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

#define CODED "学校标识码,学校名称,学段,在校生数\n"
#define NAMED "学校名称,学段,专任教师数\n"

static const struct {
    const char *label, *coded, *named, *confirmed, *expect;
} cases[] = {
    { "the same name is the same school, whatever its width", CODED "S1,甲（1）小学,小学,120\n",
      NAMED "甲(１)小学,小学,9\n", "",
      "unit S1 甲（1）小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "a likely name waits for a person", CODED "S1,示例县东河镇中心小学,小学,120\n",
      NAMED "东河小学,小学,9\n", "",
      "unit S1 示例县东河镇中心小学\nS1 pupils primary 120\n"
      "refusal intake.name_likely !A2 | 东河小学 | S1 | 示例县东河镇中心小学\n" },
    { "… who says that it is", CODED "S1,示例县东河镇中心小学,小学,120\n",
      NAMED "东河小学,小学,9\n", "# 待确认\n东河小学 = S1  # 是\n",
      "unit S1 示例县东河镇中心小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "… or that it is not", CODED "S1,示例县东河镇中心小学,小学,120\n", NAMED "东河小学,小学,9\n",
      "东河小学 = new\n",
      "unit S1 示例县东河镇中心小学\nunit n7bd42ba2d5 东河小学\nS1 pupils primary 120\n"
      "n7bd42ba2d5 teachers primary 9\n" },
    { "two schools of one name are named", CODED "S1,甲小学,小学,120\nS2,甲小学,小学,80\n",
      NAMED "甲小学,小学,9\n", "",
      "unit S1 甲小学\nunit S2 甲小学\nS1 pupils primary 120\nS2 pupils primary 80\n"
      "refusal intake.name_twice !A2 | 甲小学 | S1 | S2\n" },
    { "a school that only the store knows", "", NAMED "旧校小学,小学,9\n", "",
      "unit K1 旧校小学\nK1 teachers primary 9\n" },
    { "another school keeps a code of ours", CODED "S1,甲小学,小学,120\n", NAMED "丙小学,小学,9\n",
      "", NULL },
};

static jh_text read_case(size_t i)
{
    const jh_unit known[] = { { .code = JH_TEXT("K1"), .name = JH_TEXT("旧校小学") } };
    jh_source_file files[2], names = { .name = JH_TEXT("names.txt") };
    jh_intake_request request = { .files = files,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .known = known,
                                  .known_count = 1 };
    jh_name_pair *pairs;
    jh_findings refused = { 0 };
    jh_batch batch;
    size_t j;

    /* The paper without codes is read first: the order of files must not matter. */
    files[request.file_count++] =
        (jh_source_file){ .name = JH_TEXT("a.csv"), .bytes = jh_text_of(cases[i].named) };
    if (cases[i].coded[0])
        files[request.file_count++] =
            (jh_source_file){ .name = JH_TEXT("b.csv"), .bytes = jh_text_of(cases[i].coded) };
    names.bytes = jh_text_of(cases[i].confirmed);
    assert_int_equal(jh_names_read(&pairs, &request.confirmed_count, &keep, &names, NULL), JH_OK);
    request.confirmed = pairs;
    assert_int_equal(jh_intake_read(&batch, &keep, scratch, &request, NULL), JH_OK);
    for (j = 0; j < batch.findings.count; j++)
        if (batch.findings.items[j].severity == JH_REFUSAL)
            assert_int_equal(jh_finding_add(&refused, &keep, &batch.findings.items[j], NULL),
                             JH_OK);
    batch.findings = refused;
    return test_batch_text(&keep, &batch, true);
}

static void names_are_matched_where_it_is_certain(void **state)
{
    size_t i, wrong = 0;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_text got = read_case(i);

        if (!cases[i].expect) {
            assert_true(jh_text_contains(got, JH_TEXT("unit n")));
            continue;
        }
        if (jh_text_equal(got, jh_text_of(cases[i].expect))) continue;
        wrong++;
        print_error("%s\n--- got\n%.*s--- expected\n%s", cases[i].label, JH_TEXT_ARGS(got),
                    cases[i].expect);
    }
    assert_int_equal(wrong, 0);
}

static const struct {
    const char *name, *plain;
} names[] = {
    { "示例省示例市示例县第一小学", "一小学" },
    { "示例县东河镇中心小学", "东河小学" },
    { "东河乡完全小学（虚构）", "东河小学" },
    { "东河第2初级中学", "东河二中学" },
    { "东河二初中", "东河二中学" },
    { "甲小学校", "甲小学" },
    { "县小", "县小" },
    { "", "" },
};

static void names_become_plain_as_people_shorten_them(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        jh_text plain = jh_name_plain(&keep, jh_text_of(names[i].name));

        if (!jh_text_equal(plain, jh_text_of(names[i].plain)))
            fail_msg("%s became %.*s, not %s", names[i].name, JH_TEXT_ARGS(plain), names[i].plain);
    }
}

static void a_line_that_is_no_pair_is_named(void **state)
{
    jh_source_file file = { .name = JH_TEXT("names.txt"), .bytes = JH_TEXT("甲 = S1\n乙 S2\n") };
    jh_name_pair *pairs;
    jh_error err = { JH_OK };
    size_t count;

    (void)state;
    assert_int_equal(jh_names_read(&pairs, &count, &keep, &file, &err), JH_BAD_INPUT);
    assert_string_equal(err.where, "names.txt:2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_are_matched_where_it_is_certain, reserve, release),
        cmocka_unit_test_setup_teardown(names_become_plain_as_people_shorten_them, reserve,
                                        release),
        cmocka_unit_test_setup_teardown(a_line_that_is_no_pair_is_named, reserve, release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
