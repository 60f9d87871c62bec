/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"

enum { RESERVED = 1 << 20 };

static void *maps_at(void *address)
{
    return mmap(address, RESERVED, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}

static void takes_blocks(jh_arena scratch)
{
    for (int i = 0; i < 100; i++) assert_non_null(jh_alloc(&scratch, 1, 100));
}

/* Others are given the addresses of a released arena; what a by-value copy left there must not
   forbid them to write (under ASan it would). */
static void a_released_arena_leaves_no_poison(void **state)
{
    jh_arena arena;
    void *page;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, RESERVED), 0);
    page = (void *)((uintptr_t)arena.start / 4096 * 4096);
    takes_blocks(arena);
    jh_arena_release(&arena);
    assert_ptr_equal(maps_at(page), page);
    memset(page, 1, RESERVED);
    munmap(page, RESERVED);
}

static void halves_share_a_reservation_and_nothing_else(void **state)
{
    jh_arena arena, first, second;
    unsigned char *a, *b;
    void *page;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, RESERVED), 0);
    page = (void *)((uintptr_t)arena.start / 4096 * 4096);
    jh_arena_halve(&first, &second, arena);
    a = jh_alloc(&first, RESERVED / 4, 1);
    b = jh_alloc(&second, RESERVED / 4, 1);
    assert_true(a && b && a + RESERVED / 4 <= b);
    assert_null(jh_alloc(&first, RESERVED / 3, 1));
    jh_arena_release(&arena);
    assert_ptr_equal(maps_at(page), page);
    memset(page, 1, RESERVED);
    munmap(page, RESERVED);
}

static void an_arena_in_a_block_keeps_within_it(void **state)
{
    _Alignas(16) char block[256];
    jh_arena arena = jh_arena_in(block, sizeof block);

    (void)state;
    assert_ptr_equal(jh_alloc(&arena, 100, 1), block);
    assert_null(jh_alloc(&arena, 200, 1));
    jh_arena_release(&arena); /* is nothing */
    assert_ptr_equal(arena.start, block);
    arena = jh_arena_in(block, sizeof block);
    assert_ptr_equal(jh_alloc(&arena, 200, 1), block);
    memset(block, 1, sizeof block); /* whose it is may write all of it, under ASan, too */
}

static void a_reset_arena_hands_out_zeroes_again(void **state)
{
    jh_arena arena;
    unsigned char *first, *again;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, RESERVED), 0);
    first = jh_alloc(&arena, 1000, 1);
    memset(first, 7, 1000);
    takes_blocks(arena);
    jh_arena_reset(&arena);
    assert_int_equal(jh_arena_used(&arena), 0);
    again = jh_alloc(&arena, 5000, 1);
    assert_ptr_equal(again, first);
    for (int i = 0; i < 5000; i++) assert_int_equal(again[i], 0);
    jh_arena_release(&arena);
}

static void the_arena_ends_where_it_was_reserved(void **state)
{
    jh_arena arena;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, RESERVED), 0);
    assert_null(jh_alloc(&arena, RESERVED + 1, 1));
    assert_null(jh_alloc(&arena, SIZE_MAX / 2, 3));
    while (jh_alloc(&arena, 1, 4096)) continue;
    assert_true(jh_arena_used(&arena) <= RESERVED);
    jh_arena_release(&arena);
    assert_null(jh_alloc(&arena, 1, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_released_arena_leaves_no_poison),
        cmocka_unit_test(halves_share_a_reservation_and_nothing_else),
        cmocka_unit_test(an_arena_in_a_block_keeps_within_it),
        cmocka_unit_test(a_reset_arena_hands_out_zeroes_again),
        cmocka_unit_test(the_arena_ends_where_it_was_reserved),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
