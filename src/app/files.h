/* files.h: the file system, as far as use cases need it.
 * Takes   paths a person gave: files and folders.
 * Gives   bytes, lists in byte order of their paths.
 * Never   follows a folder into another one above it; never reads Office lock files (~$…).
 * Method  POSIX
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_FILES_H
#define JH_APP_FILES_H

#include "base/text.h"

/* Whole file; at most 512 MB. JH_IO says why not. */
JH_MUST_CHECK jh_code jh_file_read(jh_text *out, jh_arena *keep, const char *path, jh_error *err);
/* Writes beside the target and renames, so that a reader sees the old file or the new one. */
JH_MUST_CHECK jh_code jh_file_write(const char *path, jh_text bytes, jh_error *err);
/* A new, empty file of our own; the caller deletes it. folder: NULL = where such files belong
 * (TMPDIR). ending: ".csv", or "". */
JH_MUST_CHECK jh_code jh_file_temporary(const char **out, jh_arena *keep, const char *folder,
                                        const char *ending, jh_error *err);
/* What can only be written into a file, as bytes. */
typedef jh_code jh_path_writer(void *context, const char *path, jh_error *err);
JH_MUST_CHECK jh_code jh_file_written(jh_text *out, jh_arena *keep, jh_path_writer *write,
                                      void *context, jh_error *err);
/* Makes the folder and those above it where needed. */
JH_MUST_CHECK jh_code jh_folder_make(const char *path, jh_error *err);

typedef struct jh_paths {
    const char **items;
    size_t count, capacity;
} jh_paths;

/* The path itself if it is a file; every file below it if it is a folder (hidden files and Office
 * lock files left out), in byte order. */
JH_MUST_CHECK jh_code jh_paths_below(jh_paths *out, jh_arena *keep, const char *path,
                                     jh_error *err);
/* The last part of a path. */
const char *jh_path_name(const char *path);

#endif
