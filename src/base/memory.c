/* SPDX-License-Identifier: Apache-2.0 */
#include "base/memory.h"

#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define JH_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define JH_POISONS 1
#endif
#endif
#ifdef JH_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

enum { ALIGNMENT = 16 };

/* Under ASan a mapping begins with how far it was ever handed out, which by-value copies of the
   arena share: what they poisoned beyond the arena's own mark must be clean before others are
   given the addresses. */
#ifdef JH_POISONS
enum { HEAD = ALIGNMENT };
#else
enum { HEAD = 0 };
#endif

static _Thread_local long fail_after = -1;

void jh_memory_fail_after(long n)
{
    fail_after = n;
}

static int must_fail(void)
{
    if (fail_after < 0) return 0;
    if (fail_after == 0) return 1;
    fail_after--;
    return 0;
}

#ifdef JH_POISONS
static unsigned char **reached(const jh_arena *arena)
{
    return (unsigned char **)(void *)(arena->start - HEAD);
}

static void note_reached(const jh_arena *arena)
{
    unsigned char **so_far = reached(arena);

    if (arena->at > *so_far) *so_far = arena->at;
}

static void forget_reached(const jh_arena *arena)
{
    UNPOISON(arena->start, (size_t)(*reached(arena) - arena->start));
    *reached(arena) = arena->start;
}
#else
static void note_reached(const jh_arena *arena)
{
    (void)arena;
}

static void forget_reached(const jh_arena *arena)
{
    (void)arena;
}
#endif

int jh_arena_reserve(jh_arena *arena, size_t size)
{
    void *at;

    *arena = (jh_arena){ 0 };
    if (must_fail() || size <= HEAD) return -1;
    at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
              0);
    if (at == MAP_FAILED) return -1;
    arena->start = (unsigned char *)at + HEAD;
    arena->at = arena->start;
    arena->end = (unsigned char *)at + size;
    /* Not poisoned as a whole: it would touch shadow for gigabytes. Blocks end poisoned. */
    note_reached(arena);
    return 0;
}

void jh_arena_release(jh_arena *arena)
{
    if (!arena->start) return;
    forget_reached(arena);
    munmap(arena->start - HEAD, (size_t)(arena->end - arena->start) + HEAD);
    *arena = (jh_arena){ 0 };
}

void jh_arena_reset(jh_arena *arena)
{
    if (!arena->start) return;
    forget_reached(arena);
    madvise(arena->start - HEAD, (size_t)(arena->end - arena->start) + HEAD, MADV_DONTNEED);
    arena->at = arena->start;
    note_reached(arena);
}

size_t jh_arena_used(const jh_arena *arena)
{
    return arena->start ? (size_t)(arena->at - arena->start) : 0;
}

void *jh_alloc(jh_arena *arena, size_t count, size_t size)
{
    size_t bytes, taken;
    unsigned char *at;

    if (must_fail() || !arena->start) return NULL;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    /* One spare unit behind each block: under ASan it stays poisoned and catches overruns. */
    if (bytes > SIZE_MAX - 2 * ALIGNMENT) return NULL;
    taken = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
#ifdef JH_POISONS
    taken += ALIGNMENT;
#endif
    if (taken > (size_t)(arena->end - arena->at)) return NULL;
    at = arena->at;
    arena->at += taken;
    note_reached(arena);
    UNPOISON(at, bytes);
    POISON(at + bytes, taken - bytes);
    /* By-value scratch arenas hand the same bytes out again, so pages are not zero as such. */
    memset(at, 0, bytes);
    return at;
}

void *jh_grow(jh_arena *arena, void *array, size_t *capacity, size_t wanted, size_t size)
{
    size_t room = *capacity ? *capacity : 8;
    void *grown;

    if (wanted <= *capacity) return array;
    while (room < wanted) {
        if (room > SIZE_MAX / 2) return NULL;
        room *= 2;
    }
    grown = jh_alloc(arena, room, size);
    if (!grown) return NULL;
    if (*capacity) memcpy(grown, array, *capacity * size);
    *capacity = room;
    return grown;
}
