/* Counties judged side by side: the same lines from any number of threads.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/crew.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/real_standard.h"
#include "tests/support/stores.h"

enum { COUNTIES = 40 };

static jh_arena keep;
static jh_snapshot counties[COUNTIES];
static jh_settings settings;

/* Counties of many sizes, so that some take longer than those given after them. */
static int make_counties(void **state)
{
    size_t i;

    (void)state;
    if (jh_arena_reserve(&keep, (size_t)1 << 30)) return -1;
    for (i = 0; i < COUNTIES; i++) {
        test_county of = { jh_text_zero(&keep, jh_text_format(&keep, "%06zu", 990100 + i)), "2025",
                           1 + (i * 37) % 60, 3, 42 + i };
        jh_batch batch = test_batch(&keep, &of);
        if (jh_snapshot_make(&counties[i], &keep, &batch, NULL)) return -1;
    }
    return jh_settings_default(&settings, &keep, test_real_standard(), jh_date_make(2025, 12, 31),
                               NULL)
               ? -1
               : 0;
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    return 0;
}

static jh_code judge_all(const jh_county_line **lines, size_t *count, jh_arena *room,
                         size_t threads, jh_error *err)
{
    jh_crew_task task = { test_real_standard(), &settings, threads };
    jh_crew *crew = NULL;
    jh_code given = jh_crew_start(&crew, room, &task, err), judged = JH_OK;
    size_t i;

    for (i = 0; i < COUNTIES && !given; i++) given = jh_crew_give(crew, &counties[i], err);
    if (crew) judged = jh_crew_wait(lines, count, crew, err);
    jh_crew_end(crew);
    return given ? given : judged;
}

static void any_number_of_threads_gives_the_same_lines_in_the_order_given(void **state)
{
    static const size_t threads[] = { 2, 5, JH_CREW_MOST, JH_CREW_MOST + 1, 0 };
    const jh_county_line *alone = NULL, *many = NULL;
    size_t alone_count = 0, count = 0, i, t;

    (void)state;
    assert_int_equal(judge_all(&alone, &alone_count, &keep, 1, NULL), JH_OK);
    assert_int_equal(alone_count, COUNTIES);
    for (t = 0; t < sizeof threads / sizeof *threads; t++) {
        assert_int_equal(judge_all(&many, &count, &keep, threads[t], NULL), JH_OK);
        assert_int_equal(count, COUNTIES);
        for (i = 0; i < COUNTIES; i++) {
            assert_true(jh_text_equal(many[i].code, counties[i].county));
            assert_true(jh_text_equal(many[i].name, alone[i].name));
            assert_int_equal(many[i].schools, alone[i].schools);
            assert_int_equal(many[i].schools, 1 + (i * 37) % 60);
            assert_int_equal(many[i].parts, alone[i].parts);
            assert_int_equal(many[i].parts_no, alone[i].parts_no);
            assert_int_equal(many[i].parts_unknown, alone[i].parts_unknown);
            assert_int_equal(many[i].limits_no, alone[i].limits_no);
            assert_int_equal(many[i].items_no, alone[i].items_no);
            assert_int_equal(many[i].grade_known.truth, alone[i].grade_known.truth);
            assert_ptr_equal(many[i].grade, alone[i].grade);
        }
    }
}

static jh_code judge_three(void *context, jh_error *err)
{
    jh_crew_task task = { test_real_standard(), &settings, 1 };
    const jh_county_line *lines;
    jh_arena room;
    jh_crew *crew = NULL;
    jh_code given, judged = JH_OK;
    size_t i, count;

    (void)context;
    if (jh_arena_reserve(&room, (size_t)1 << 24)) return jh_no_memory(err);
    given = jh_crew_start(&crew, &room, &task, err);
    for (i = 0; i < 3 && !given; i++) given = jh_crew_give(crew, &counties[i], err);
    if (crew) judged = jh_crew_wait(&lines, &count, crew, err);
    jh_crew_end(crew);
    jh_arena_release(&room);
    return given ? given : judged;
}

static void whatever_allocation_of_the_giver_fails_the_crew_ends_and_tells(void **state)
{
    (void)state;
    test_real_standard(); /* compiled outside the sweep */
    assert_true(test_alloc_sweep(judge_three, NULL, 5000) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_lines_in_the_order_given),
        cmocka_unit_test(whatever_allocation_of_the_giver_fails_the_crew_ends_and_tells),
    };

    return cmocka_run_group_tests(tests, make_counties, release);
}
