/* What a column may be: said of a dictionary, and lost as JH_NO_MEMORY where memory runs out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/suggest.h"
#include "tests/support/alloc_sweep.h"

#include <string.h>

static jh_code targets_of(jh_text *out, jh_arena *keep, const char *standard, jh_error *err)
{
    jh_desk desk = { .keep = keep, .manner = { .lang = JH_ZH } };
    jh_code code;

    if (jh_arena_reserve(&desk.scratch, (size_t)1 << 26)) return jh_no_memory(err);
    code = jh_suggest_targets(out, &desk, &(jh_standard_words){ NULL, standard }, err);
    jh_arena_release(&desk.scratch);
    return code;
}

static bool says(jh_text told, const char *piece)
{
    return told.size && memmem(told.at, told.size, piece, strlen(piece));
}

static void every_figure_of_a_school_is_a_target_once(void **state)
{
    jh_arena keep;
    jh_text told = { 0 };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, (size_t)1 << 26), 0);
    assert_int_equal(targets_of(&told, &keep, "cn-elements", NULL), JH_OK);
    assert_non_null(
        strstr(told.at, "{\"title\":\"学校标识码\",\"measure\":\"\",\"is_figure\":false"));
    assert_true(says(told, "{\"title\":\"学校标识码\",\"measure\":\"\",\"is_figure\":false"));
    assert_true(says(told, "{\"title\":\"在校生数\",\"measure\":\"人\",\"measure_en\":\"pupils\","
                           "\"is_figure\":true,\"by_stage\":true}"));
    assert_true(says(told, "\"title\":\"专任教师数\",\"measure\":\"人\","
                           "\"measure_en\":\"teachers\""));
    jh_arena_release(&keep);
}

static jh_code tell_targets(void *context, jh_error *err)
{
    jh_arena keep;
    jh_text told = { 0 };
    jh_code code;

    if (jh_arena_reserve(&keep, (size_t)1 << 26)) return jh_no_memory(err);
    code = targets_of(&told, &keep, context, err);
    jh_arena_release(&keep);
    return code;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(tell_targets, (char[]){ "cn-roster" }, 20000) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_of_a_school_is_a_target_once),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
