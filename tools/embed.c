/* embed.c — files that the executable carries: standards, report assets, command help.
 * Takes   embed HEADER SOURCE file…   paths relative to the project; the path is the name.
 * Gives   jh_embedded_files, sorted by name in byte order, each with a NUL behind its bytes.
 * Never   changes a byte of a file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "gen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void put_header(gen_text *to)
{
    gen_put(to,
            "/* Made by tools/embed.c from standards/, assets/ and docs/guide/commands/: "
            "edit those.\n"
            " * Takes   nothing.\n"
            " * Gives   the files the executable carries, sorted by name (\"standards/x.std\").\n"
            " * Never   changes; a NUL that `size` does not count follows the bytes of each. */\n"
            "#ifndef JH_BASE_EMBEDDED_H\n#define JH_BASE_EMBEDDED_H\n\n#include <stddef.h>\n\n"
            "typedef struct jh_embedded {\n    const char *name;\n"
            "    const unsigned char *bytes;\n    size_t size;\n} jh_embedded;\n\n"
            "extern const jh_embedded jh_embedded_files[];\n"
            "extern const size_t jh_embedded_count;\n\n#endif\n");
}

static void put_bytes(gen_text *to, int index, const char *path, size_t *size)
{
    char *bytes = gen_read(path, size);

    gen_put(to, "/* %s */\nstatic const unsigned char file_%d[] = {\n", path, index);
    for (size_t i = 0; i <= *size; i++)
        gen_put(to, "%u,%s", (unsigned char)bytes[i], i % 24 == 23 ? "\n" : "");
    gen_put(to, "\n};\n\n");
    free(bytes);
}

int main(int argc, char **argv)
{
    gen_text header = { 0 }, source = { 0 }, table = { 0 };

    if (argc < 3) {
        fprintf(stderr, "usage: embed HEADER SOURCE file…\n");
        return 2;
    }
    qsort(argv + 3, (size_t)(argc - 3), sizeof *argv, by_name);
    put_header(&header);
    gen_put(&source, "/* Made by tools/embed.c from standards/, assets/ and docs/guide/commands/: "
                     "edit those. */\n#include \"base/embedded.h\"\n\n");
    for (int i = 3; i < argc; i++) {
        size_t size = 0;
        put_bytes(&source, i - 3, argv[i], &size);
        gen_put(&table, "    { \"%s\", file_%d, %zu },\n", argv[i], i - 3, size);
    }
    gen_put(&source, "const jh_embedded jh_embedded_files[] = {\n");
    if (table.size) gen_put_bytes(&source, table.bytes, table.size);
    gen_put(&source, "    { NULL, NULL, 0 },\n};\n\nconst size_t jh_embedded_count = %d;\n",
            argc - 3);
    int status = gen_finish(argv[1], &header, argv[2], &source);
    free(header.bytes);
    free(source.bytes);
    free(table.bytes);
    return status;
}
