/* embed.c — files that the executable carries: standards, report assets, command help.
 * Takes   embed HEADER SOURCE file…   paths relative to the project; the path is the name;
 *         name=folder stands for all files below the folder, named name/path-in-the-folder.
 * Gives   jh_embedded_files, sorted by name in byte order, each with a NUL behind its bytes.
 * Never   changes a byte of a file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "gen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_MOST 4096

typedef struct carried {
    char *name;
    char *path;
} carried;

typedef struct carried_list {
    carried of[FILES_MOST];
    size_t count;
} carried_list;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const carried *)a)->name, ((const carried *)b)->name);
}

static void add(carried_list *to, const char *name, const char *path)
{
    if (to->count == FILES_MOST) {
        fprintf(stderr, "embed: more than %d files\n", FILES_MOST);
        exit(1);
    }
    to->of[to->count++] = (carried){ gen_copy(name, strlen(name)), gen_copy(path, strlen(path)) };
}

/* Folders in folders are few and shallow: what a build made, not what a user sent. */
static void add_folder(carried_list *to, const char *name, const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;

    if (!folder) {
        perror(path);
        exit(1);
    }
    while ((entry = readdir(folder)) != NULL) {
        gen_text inner = { 0 }, place = { 0 };
        struct stat about;
        if (entry->d_name[0] == '.') continue;
        gen_put(&inner, "%s/%s", name, entry->d_name);
        gen_put(&place, "%s/%s", path, entry->d_name);
        if (stat(place.bytes, &about) != 0) {
            perror(place.bytes);
            exit(1);
        }
        if (S_ISDIR(about.st_mode)) add_folder(to, inner.bytes, place.bytes);
        else add(to, inner.bytes, place.bytes);
        free(inner.bytes);
        free(place.bytes);
    }
    closedir(folder);
}

static void add_argument(carried_list *to, char *argument)
{
    char *equals = strchr(argument, '=');

    if (!equals) {
        add(to, argument, argument);
        return;
    }
    *equals = '\0';
    add_folder(to, argument, equals + 1);
}

static void put_header(gen_text *to)
{
    gen_put(to,
            "/* Made by tools/embed.c from standards/, assets/, web/ and docs/guide/commands/: "
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

static void put_bytes(gen_text *to, size_t index, const carried *file, size_t *size)
{
    char *bytes = gen_read(file->path, size);

    gen_put(to, "/* %s */\nstatic const unsigned char file_%zu[] = {\n", file->name, index);
    for (size_t i = 0; i <= *size; i++)
        gen_put(to, "%u,%s", (unsigned char)bytes[i], i % 24 == 23 ? "\n" : "");
    gen_put(to, "\n};\n\n");
    free(bytes);
}

int main(int argc, char **argv)
{
    static carried_list files;
    gen_text header = { 0 }, source = { 0 }, table = { 0 };

    if (argc < 3) {
        fprintf(stderr, "usage: embed HEADER SOURCE file… name=folder…\n");
        return 2;
    }
    for (int i = 3; i < argc; i++) add_argument(&files, argv[i]);
    qsort(files.of, files.count, sizeof *files.of, by_name);
    put_header(&header);
    gen_put(&source, "/* Made by tools/embed.c from standards/, assets/, web/ and "
                     "docs/guide/commands/: edit those. */\n#include \"base/embedded.h\"\n\n");
    for (size_t i = 0; i < files.count; i++) {
        size_t size = 0;
        put_bytes(&source, i, &files.of[i], &size);
        gen_put(&table, "    { \"%s\", file_%zu, %zu },\n", files.of[i].name, i, size);
    }
    gen_put(&source, "const jh_embedded jh_embedded_files[] = {\n");
    if (table.size) gen_put_bytes(&source, table.bytes, table.size);
    gen_put(&source, "    { NULL, NULL, 0 },\n};\n\nconst size_t jh_embedded_count = %zu;\n",
            files.count);
    int status = gen_finish(argv[1], &header, argv[2], &source);
    free(header.bytes);
    free(source.bytes);
    free(table.bytes);
    for (size_t i = 0; i < files.count; i++) {
        free(files.of[i].name);
        free(files.of[i].path);
    }
    return status;
}
