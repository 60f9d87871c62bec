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

/* Under ASan a reservation begins with which parts of it were ever handed out, by whatever copy or
 * half of its arena: what is poisoned there must be clean before others are given the addresses. */
#ifdef JH_POISONS
enum { PARTS = 4096 };
typedef struct head {
    size_t part; /* bytes */
    unsigned char touched[PARTS];
} head;
enum { HEAD = (sizeof(head) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };
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
static head *head_of(const jh_arena *arena)
{
    return (head *)(void *)arena->reserved;
}

static void begin_head(const jh_arena *arena)
{
    head_of(arena)->part = (size_t)(arena->end - arena->reserved) / PARTS + 1;
}

static void note_touched(const jh_arena *arena, const unsigned char *at, size_t size)
{
    head *h = head_of(arena);
    size_t part;

    if (!h || !size) return;
    for (part = (size_t)(at - arena->reserved) / h->part;
         part <= (size_t)(at + size - 1 - arena->reserved) / h->part; part++)
        h->touched[part] = 1;
}

static void clean(const jh_arena *arena)
{
    const head *h = head_of(arena);
    size_t part, from, size = (size_t)(arena->end - arena->reserved);

    for (part = 0; part < PARTS && part * h->part < size; part++) {
        if (!h->touched[part]) continue;
        from = part * h->part;
        UNPOISON(arena->reserved + from, size - from < h->part ? size - from : h->part);
    }
}
#else
static void begin_head(const jh_arena *arena)
{
    (void)arena;
}

static void note_touched(const jh_arena *arena, const unsigned char *at, size_t size)
{
    (void)arena;
    (void)at;
    (void)size;
}

static void clean(const jh_arena *arena)
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
    arena->reserved = at;
    arena->start = arena->reserved + HEAD;
    arena->at = arena->start;
    arena->end = arena->reserved + size;
    /* Not poisoned as a whole: it would touch shadow for gigabytes. Blocks end poisoned. */
    begin_head(arena);
    return 0;
}

jh_arena jh_arena_in(void *block, size_t size)
{
    unsigned char *at = block;

    return (jh_arena){ .start = at, .at = at, .end = at + size };
}

void jh_arena_halve(jh_arena *first, jh_arena *second, jh_arena whole)
{
    size_t half = (size_t)(whole.end - whole.at) / (2 * ALIGNMENT) * ALIGNMENT;

    *first = *second = whole;
    first->start = whole.at;
    first->end = second->start = second->at = whole.at + half;
}

void jh_arena_release(jh_arena *arena)
{
    if (!arena->reserved) return;
    clean(arena);
    munmap(arena->reserved, (size_t)(arena->end - arena->reserved));
    *arena = (jh_arena){ 0 };
}

void jh_arena_reset(jh_arena *arena)
{
    if (!arena->reserved) return;
    clean(arena);
    madvise(arena->reserved, (size_t)(arena->end - arena->reserved), MADV_DONTNEED);
    arena->at = arena->start;
    begin_head(arena);
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
    note_touched(arena, at, taken);
    UNPOISON(at, bytes);
    /* A block of somebody else's, of a stack perhaps, is not released: nobody would clean it. */
    if (arena->reserved) POISON(at + bytes, taken - bytes);
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
