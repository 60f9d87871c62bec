/* The assessment as JSON: complete, well formed, always the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/assessment_json.h"
#include "tests/support/made_up_view.h"

#include <stdlib.h>

typedef struct fixture {
    jh_arena keep;
    jh_view view;
    jh_text json;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    assert_int_equal(jh_arena_reserve(&f->keep, JH_ARENA_DEFAULT), 0);
    made_up_view(&f->view, &f->keep);
    assert_int_equal(jh_report_assessment_json(&f->json, &f->keep, &f->view, NULL), JH_OK);
    const char *out = getenv("JH_JSON_OUT"); /* to look at it: JH_JSON_OUT=/tmp/a.json */
    if (out) test_file_write(out, f->json.at, f->json.size);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    jh_arena_release(&f->keep);
    free(f);
    return 0;
}

static size_t count(jh_text text, const char *part)
{
    jh_text wanted = jh_text_of(part);
    size_t found = 0;

    for (size_t i = 0; i + wanted.size <= text.size; i++)
        found += jh_text_equal((jh_text){ text.at + i, wanted.size }, wanted);
    return found;
}

static void every_row_limit_and_item_is_there(void **state)
{
    fixture *f = *state;

    assert_int_equal(count(f->json, "\"code\":\"9901"), f->view.row_count + f->view.left_out_count);
    assert_int_equal(count(f->json, "\"holds_exact\":"), f->view.limit_count);
    assert_int_equal(count(f->json, "\"good\":"), f->view.standard->item_count);
    assert_int_equal(count(f->json, "\"mark\":"), f->view.row_count * f->view.column_count);
}

static void a_missing_value_is_null_with_its_reason(void **state)
{
    fixture *f = *state;

    assert_true(count(f->json, "\"value\":null,\"why\":\"not_reported\"") > 0);
    assert_int_equal(count(f->json, "NaN"), 0);
}

static void printed_values_keep_their_zeros(void **state)
{
    fixture *f = *state;

    assert_true(count(f->json, "\"value\":\"0.90\"") > 0);
}

/* As many shares are printed as percentages as the standard says and the county has. */
static void a_share_is_printed_as_a_percentage_beside_it(void **state)
{
    fixture *f = *state;
    size_t shares = 0;

    for (size_t i = 0; i < f->view.standard->item_count; i++) {
        const jh_item *item = &f->view.standard->items[i];
        for (size_t k = 0; k < item->figure_count; k++)
            shares += item->figures[k].is_percent
                      && f->view.assessment->items[i].figures[k].why == JH_PRESENT;
    }
    assert_true(shares > 0);
    assert_int_equal(count(f->json, "\"printed\":\""), shares);
    assert_int_equal(count(f->json, "%\",\"measure\""), shares);
}

static void a_name_cannot_leave_its_string(void **state)
{
    fixture *f = *state;

    assert_int_equal(count(f->json, "<script>"), 0);
    assert_true(count(f->json, "\"name\":\"\\\"'") > 0);
}

static void the_same_view_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    jh_text again;

    assert_int_equal(jh_report_assessment_json(&again, &f->keep, &f->view, NULL), JH_OK);
    assert_true(jh_text_equal(again, f->json));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_limit_and_item_is_there),
        cmocka_unit_test(a_missing_value_is_null_with_its_reason),
        cmocka_unit_test(printed_values_keep_their_zeros),
        cmocka_unit_test(a_share_is_printed_as_a_percentage_beside_it),
        cmocka_unit_test(a_name_cannot_leave_its_string),
        cmocka_unit_test(the_same_view_gives_the_same_bytes),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
