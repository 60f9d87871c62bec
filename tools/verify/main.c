/* junheng-verify FILE.json: is a plan (a rotation, a pairing) one, does it cost what it says, and
 * is the bound proved?
 * Exit: 0 accepted, 1 rejected, 2 wrong usage, 3 cannot read.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path, size_t *size)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *text = NULL;
    size_t room = 0, got;

    *size = 0;
    if (!file) return NULL;
    do {
        if (room - *size < 65536) {
            room = 2 * room + 131072;
            text = realloc(text, room);
            if (!text) exit(3);
        }
        got = fread(text + *size, 1, room - *size - 1, file);
        *size += got;
    } while (got);
    text[*size] = 0;
    if (file != stdin) fclose(file);
    return text;
}

void reject(const char *what, size_t where)
{
    printf("rejected · 不通过: %s (%zu)\n", what, where);
    exit(1);
}

/* Every block is kept until the program ends: it answers one question. */
typedef union block {
    union block *before;
    max_align_t aligned;
} block;

void *take(size_t count, size_t size)
{
    static block *last;
    block *room = size && count > (SIZE_MAX - sizeof *room) / size
                      ? NULL
                      : calloc(1, sizeof *room + count * size);

    if (!room) {
        fputs("out of memory · 内存不足\n", stderr);
        exit(3);
    }
    room->before = last;
    last = room;
    return room + 1;
}

int main(int count, char **words)
{
    bool sealed = true;
    size_t size;
    char *text;

    if (count == 3 && strcmp(words[1], "--without-seal") == 0)
        sealed = false;
    else if (count != 2) {
        fputs("usage: junheng-verify [--without-seal] PLAN.json\n", stderr);
        return 2;
    }
    text = read_all(words[count - 1], &size);
    if (!text) {
        fprintf(stderr, "cannot read %s\n", words[count - 1]);
        return 3;
    }
    document_accept(text, size, sealed);
    return 0;
}
