/* folder_files.h: the workbooks of a folder, as an import takes them.
 * Takes   a folder, not its sub-folders.
 * Gives   names and bytes in memory to be released at once.
 * Never   returns an error: a test that cannot read its own folder fails there and then.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_FOLDER_FILES_H
#define TESTS_SUPPORT_FOLDER_FILES_H

#include "model/observation.h"

/* Sorted by name; `*count` of them. */
jh_source_file *test_folder_files(jh_arena *keep, const char *folder, size_t *count);

#endif
