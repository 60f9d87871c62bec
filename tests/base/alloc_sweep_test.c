/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/memory.h"
#include "base/text.h"
#include "tests/support/alloc_sweep.h"

/* Reserves one arena and puts `*count` blocks into it. */
static jh_code fill_arena(void *count, jh_error *err)
{
    jh_arena arena;
    jh_code code = JH_OK;

    if (jh_arena_reserve(&arena, 1 << 20)) return jh_no_memory(err);
    for (int i = 0; i < *(const int *)count && code == JH_OK; i++)
        if (!jh_alloc(&arena, 1, 100)) code = jh_no_memory(err);
    jh_arena_release(&arena);
    return code;
}

/* A buffer that outgrows its room several times. */
static jh_code write_buffer(void *context, jh_error *err)
{
    jh_arena arena;
    jh_text text;
    jh_code code;

    (void)context;
    if (jh_arena_reserve(&arena, 1 << 24)) return jh_no_memory(err);
    jh_buffer buffer = jh_buffer_in(&arena);
    for (int i = 0; i < 1000; i++) jh_buffer_add_format(&buffer, "%d,", i);
    code = jh_buffer_finish(&text, &buffer, err);
    jh_arena_release(&arena);
    return code;
}

static void every_allocation_is_failed_once(void **state)
{
    int none = 0, three = 3;

    (void)state;
    assert_int_equal(test_alloc_sweep(fill_arena, &none, 100), 1);
    assert_int_equal(test_alloc_sweep(fill_arena, &three, 100), 4);
}

static void failing_is_off_afterwards(void **state)
{
    int hundred = 100;
    jh_error err = { 0 };

    (void)state;
    test_alloc_sweep(fill_arena, &hundred, 1000);
    assert_int_equal(fill_arena(&hundred, &err), JH_OK);
}

static void a_buffer_tells_that_memory_ran_out(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(write_buffer, NULL, 100) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_is_failed_once),
        cmocka_unit_test(failing_is_off_afterwards),
        cmocka_unit_test(a_buffer_tells_that_memory_ran_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
