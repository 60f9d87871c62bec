/* fuzz_replay.c — runs a fuzz target over its corpus without libFuzzer, as an ordinary test.
 * Takes   folders or files.
 * Gives   exit 0 when every file was read without a crash; 1 when there was none to read.
 * Never   mutates.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/files.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    struct stat info;
    struct dirent **entries = NULL;
    int count = 0, replayed = 0;

    if (stat(path, &info) != 0) return 0;
    if (!S_ISDIR(info.st_mode)) {
        size_t size = 0;
        char *bytes = test_file_read(path, &size);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
        free(bytes);
        return 1;
    }
    count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            char *inner = test_path(path, entries[i]->d_name);
            replayed += replay(inner);
            free(inner);
        }
        free(entries[i]);
    }
    free(entries);
    return replayed;
}

int main(int argc, char **argv)
{
    int replayed = 0;

    for (int i = 1; i < argc; i++) replayed += replay(argv[i]);
    printf("%d inputs replayed\n", replayed);
    return replayed ? EXIT_SUCCESS : EXIT_FAILURE;
}
