/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a document for junheng-verify: accepted or refused, never anything else. The seal is
 * not asked for, as with --without-seal. */
#include "verify.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* All memory of one run, GMP's too, so that a refusal anywhere leaves nothing behind. */
typedef union block {
    union block *before;
    max_align_t aligned;
} block;

static block *last;
static jmp_buf refused;

static void *get(size_t size)
{
    block *room = calloc(1, sizeof *room + size);

    if (!room) longjmp(refused, 1);
    room->before = last;
    last = room;
    return room + 1;
}

static void *resize(void *at, size_t before, size_t size)
{
    void *room = get(size);

    memcpy(room, at, before < size ? before : size);
    return room;
}

static void keep(void *at, size_t size)
{
    (void)at;
    (void)size;
}

void *take(size_t count, size_t size)
{
    if (size && count > (64 << 20) / size) longjmp(refused, 1);
    return get(count * size);
}

void reject(const char *what, size_t where)
{
    (void)what;
    (void)where;
    longjmp(refused, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_quiet;
    char *volatile text = malloc(size + 1);

    if (!text) return 0;
    if (!is_quiet && !freopen("/dev/null", "w", stdout)) abort();
    is_quiet = true;
    mp_set_memory_functions(get, resize, keep);
    memcpy(text, data, size);
    text[size] = '\0';
    if (strlen(text) == size && !setjmp(refused)) document_verify(document_parse(text, size));
    while (last) {
        block *before = last->before;
        free(last);
        last = before;
    }
    free(text);
    return 0;
}
