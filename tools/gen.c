/* gen.c — see gen.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "gen.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool complained;

static void give_up(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    exit(EXIT_FAILURE);
}

void *gen_allocate(size_t size)
{
    void *memory = calloc(1, size ? size : 1);
    if (!memory) give_up("tools", "out of memory");
    return memory;
}

char *gen_copy(const char *start, size_t size)
{
    char *copy = gen_allocate(size + 1);
    memcpy(copy, start, size);
    return copy;
}

/* NULL if the file does not open. */
static char *slurp(const char *path, size_t *size)
{
    gen_text text = { 0 };
    char block[65536];
    size_t got = 0;
    FILE *file = fopen(path, "rb");

    if (!file) return NULL;
    while ((got = fread(block, 1, sizeof block, file)) > 0) gen_put_bytes(&text, block, got);
    if (ferror(file)) give_up(path, "cannot be read");
    fclose(file);
    *size = text.size;
    return text.bytes ? text.bytes : gen_allocate(1);
}

char *gen_read(const char *path, size_t *size)
{
    char *bytes = slurp(path, size);
    if (!bytes) give_up(path, "cannot be opened");
    return bytes;
}

void gen_put_bytes(gen_text *to, const char *bytes, size_t size)
{
    if (to->size + size + 1 > to->room) {
        size_t room = (to->size + size + 1) * 2;
        char *grown = realloc(to->bytes, room);
        if (!grown) give_up("tools", "out of memory");
        to->bytes = grown;
        to->room = room;
    }
    memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
    to->bytes[to->size] = '\0';
}

void gen_put(gen_text *to, const char *format, ...)
{
    char line[4096];
    va_list arguments;

    va_start(arguments, format);
    int size = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof line) give_up("tools", "a generated line is too long");
    gen_put_bytes(to, line, (size_t)size);
}

void gen_put_literal(gen_text *to, const char *text)
{
    gen_put_bytes(to, "\"", 1);
    for (const char *c = text; *c; c++) {
        if (*c == '\n' && c[1])
            gen_put(to, "\\n\"\n    \"");
        else if (*c == '\n')
            gen_put(to, "\\n");
        else if (*c == '"' || *c == '\\')
            gen_put(to, "\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            gen_put(to, "\\%03o", (unsigned)*c);
        else
            gen_put_bytes(to, c, 1);
    }
    gen_put_bytes(to, "\"", 1);
}

void gen_put_upper(gen_text *to, const char *name)
{
    for (const char *c = name; *c; c++) {
        char upper = (char)(isalnum((unsigned char)*c) ? toupper((unsigned char)*c) : '_');
        gen_put_bytes(to, &upper, 1);
    }
}

void gen_complain(gen_place place, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s:%d: ", place.file, place.line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    complained = true;
}

bool gen_complained(void)
{
    return complained;
}

/* A file that did not change keeps its time stamp, so nothing that includes it is recompiled. */
static void write_if_changed(const char *path, const gen_text *text)
{
    size_t size = 0;
    char *before = slurp(path, &size);
    bool same = before && size == text->size && memcmp(before, text->bytes, size) == 0;

    free(before);
    if (same) return;
    FILE *file = fopen(path, "wb");
    if (!file) give_up(path, "cannot be written");
    size_t wrote = fwrite(text->bytes, 1, text->size, file);
    if (fclose(file) != 0 || wrote != text->size) give_up(path, "cannot be written");
}

int gen_finish(const char *header_path, const gen_text *header, const char *source_path,
               const gen_text *source)
{
    if (complained) return EXIT_FAILURE;
    write_if_changed(header_path, header);
    write_if_changed(source_path, source);
    return EXIT_SUCCESS;
}
