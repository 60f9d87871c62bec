/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/folder_files.h"

#include "tests/support/files.h"

#include <assert.h>
#include <dirent.h>
#include <stdlib.h>

jh_source_file *test_folder_files(jh_arena *keep, const char *folder, size_t *count)
{
    struct dirent **entries;
    int found = scandir(folder, &entries, NULL, alphasort), i;
    jh_source_file *files = JH_NEW_ARRAY(keep, jh_source_file, (size_t)(found < 0 ? 0 : found) + 1);
    char *path, *bytes;
    size_t size;

    assert(found >= 0 && files);
    for (*count = 0, i = 0; i < found; i++) {
        if (entries[i]->d_name[0] != '.') {
            path = test_path(folder, entries[i]->d_name);
            bytes = test_file_read(path, &size);
            files[*count].name = jh_text_copy(keep, jh_text_of(entries[i]->d_name));
            files[(*count)++].bytes = jh_text_copy(keep, (jh_text){ bytes, size });
            free(bytes);
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
    return files;
}
