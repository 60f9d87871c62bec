/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/files.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Outside cmocka's assertions, so that fuzz targets can use this file too. */
static void insist(int holds, const char *what, const char *path)
{
    if (holds) return;
    fprintf(stderr, "test support: cannot %s %s\n", what, path);
    abort();
}

char *test_path(const char *folder, const char *name)
{
    char *path = NULL;
    insist(asprintf(&path, "%s/%s", folder, name) >= 0, "name", name);
    return path;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info, (void)kind, (void)walk;
    return remove(path);
}

/* ---- folders; those of tests that fail go when the program ends ---- */

enum { FOLDERS = 256 };
static char *made[FOLDERS]; /* removed ones too: they are not there any more */
static size_t made_count;
static pid_t maker; /* a child that ends does not clear its parent's away */

static void remove_left(void)
{
    size_t i;

    for (i = 0; i < made_count; i++) {
        if (getpid() == maker) (void)!nftw(made[i], remove_one, 16, FTW_DEPTH | FTW_PHYS);
        free(made[i]);
    }
    made_count = 0;
}

static void remember(const char *folder)
{
    if (!maker && atexit(remove_left) == 0) maker = getpid();
    if (getpid() == maker && made_count < FOLDERS) made[made_count++] = strdup(folder);
}

char *test_folder_make(void)
{
    const char *base = getenv("TMPDIR");
    char *folder = test_path(base && *base ? base : "/tmp", "junheng-test-XXXXXX");

    insist(mkdtemp(folder) != NULL, "make", folder);
    remember(folder);
    return folder;
}

void test_folder_remove(const char *folder)
{
    insist(nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0, "remove", folder);
}

char *test_file_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    insist(file != NULL, "open", path);
    insist(fseek(file, 0, SEEK_END) == 0, "seek in", path);
    long length = ftell(file);
    insist(length >= 0, "measure", path);
    rewind(file);

    char *bytes = calloc(1, (size_t)length + 1);
    insist(bytes != NULL, "hold", path);
    insist(fread(bytes, 1, (size_t)length, file) == (size_t)length, "read", path);
    fclose(file);
    if (size) *size = (size_t)length;
    return bytes;
}

void test_file_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    insist(file != NULL, "open", path);
    insist(fwrite(bytes, 1, size, file) == size, "write", path);
    insist(fclose(file) == 0, "close", path);
}

void test_file_write_text(const char *path, const char *text)
{
    test_file_write(path, text, strlen(text));
}

char *test_source_path(const char *path)
{
    const char *source = getenv("SOURCE_DIR");
    return test_path(source && *source ? source : ".", path);
}
