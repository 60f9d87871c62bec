/* memory.h: arenas, the only memory of the program.
 * Takes   a reservation of address space; pages are touched only when used.
 * Gives   zeroed, aligned blocks that live until their arena is reset or released.
 * Never   frees one block alone; nothing outside base/ calls malloc.
 * Method  docs/decisions/0002-arenas.md
 *
 * Three lifetimes, told by the parameter:
 *   jh_arena *keep     the result lives there
 *   jh_arena scratch   (by value) whatever is allocated is gone when the function returns
 *   const T *          borrowed
 * keep and scratch must be different reservations.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_MEMORY_H
#define JH_BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

typedef struct jh_arena {
    unsigned char *start; /* NULL = no arena */
    unsigned char *at;    /* next free byte */
    unsigned char *end;
    unsigned char *reserved; /* the reservation it hands out; NULL: a block of somebody else's */
} jh_arena;

/* Room for what a county needs many times over; only touched pages cost memory. */
#define JH_ARENA_DEFAULT ((size_t)8 << 30)

/* Reserves `size` bytes of address space. 0 on success, else the arena is empty and every
 * allocation from it gives NULL. Release with jh_arena_release. */
int jh_arena_reserve(jh_arena *arena, size_t size);
void jh_arena_release(jh_arena *arena);

/* An arena in a block that somebody else owns, aligned to 16: it is not released. */
jh_arena jh_arena_in(void *block, size_t size);

/* What is left of an arena in two, for what stays and what goes meanwhile; neither is released. */
void jh_arena_halve(jh_arena *first, jh_arena *second, jh_arena whole);

/* Forgets everything and gives the pages back to the system. */
void jh_arena_reset(jh_arena *arena);

size_t jh_arena_used(const jh_arena *arena);

/* Zeroed block of count × size bytes, aligned to 16; NULL when there is none (→ JH_NO_MEMORY). */
void *jh_alloc(jh_arena *arena, size_t count, size_t size);

/* Doubles an array until it has room for `wanted` elements; the old block stays in the arena.
 * Gives the array, or NULL when there is no room (the old one is still good). */
void *jh_grow(jh_arena *arena, void *array, size_t *capacity, size_t wanted, size_t size);

#define JH_NEW(arena, type) ((type *)jh_alloc((arena), 1, sizeof(type)))
#define JH_NEW_ARRAY(arena, type, count) ((type *)jh_alloc((arena), (count), sizeof(type)))

/* Tests only: the n-th allocation from now (0 = the next) fails, and all after it; -1 = off. */
void jh_memory_fail_after(long n);

#endif
