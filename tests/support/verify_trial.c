/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/verify_trial.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_MOST = 64 << 20 }; /* of one block */

/* Every block of a trial, GMP's too, in one ring, so that a refusal anywhere leaves nothing. */
typedef union block {
    struct {
        union block *before, *after;
    } in;
    max_align_t aligned;
} block;

static block ring = { .in = { &ring, &ring } };
static jmp_buf refused;

static void link_in(block *room)
{
    room->in.before = ring.in.before;
    room->in.after = &ring;
    ring.in.before->in.after = room;
    ring.in.before = room;
}

static void *get(size_t size)
{
    block *room = malloc(sizeof *room + size);

    if (!room) longjmp(refused, 1);
    link_in(room);
    return room + 1;
}

static void put_back(void *at, size_t size)
{
    block *room = (block *)at - 1;

    (void)size;
    room->in.before->in.after = room->in.after;
    room->in.after->in.before = room->in.before;
    free(room);
}

static void *resize(void *at, size_t before, size_t size)
{
    void *room = get(size);

    memcpy(room, at, before < size ? before : size);
    put_back(at, before);
    return room;
}

void *take(size_t count, size_t size)
{
    void *room;

    if (size && count > BYTES_MOST / size) longjmp(refused, 1);
    room = get(count * size);
    return memset(room, 0, count * size);
}

void reject(const char *what, size_t where)
{
    (void)what;
    (void)where;
    longjmp(refused, 1);
}

void verify_trial_begin(void)
{
    if (!freopen("/dev/null", "w", stdout)) abort();
    mp_set_memory_functions(get, resize, put_back);
}

void verify_trial_end(void)
{
    while (ring.in.after != &ring) put_back(ring.in.after + 1, 0);
}

bool verify_trial_accepts(const char *text, size_t size, bool sealed)
{
    volatile bool accepted = false;

    if (!setjmp(refused)) {
        document_accept(text, size, sealed);
        accepted = true;
    }
    verify_trial_end();
    return accepted;
}

const node *verify_trial_parse(const char *text, size_t size)
{
    if (setjmp(refused)) return NULL;
    return document_parse(text, size);
}
