/* files.h — temporary folders and whole files for tests.
 * Takes   paths.
 * Gives   memory to free(), folders to remove with test_folder_remove.
 * Never   returns an error: a test that cannot write its own folder fails there and then.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_FILES_H
#define TESTS_SUPPORT_FILES_H

#include <stddef.h>

/* A new empty folder under $TMPDIR or /tmp; free() the path. What a failing test leaves goes when
 * the program ends. */
char *test_folder_make(void);

/* The folder and everything in it. */
void test_folder_remove(const char *folder);

/* "folder/name"; free() it. */
char *test_path(const char *folder, const char *name);

/* The file's bytes and a NUL behind them; free() it. size may be NULL. */
char *test_file_read(const char *path, size_t *size);

void test_file_write(const char *path, const void *bytes, size_t size);

/* The same for a string. */
void test_file_write_text(const char *path, const char *text);

/* A file of the project, wherever the test runs: "standards/cn-2017-quality.std"; free() it. */
char *test_source_path(const char *path);

#endif
