/* archive.h: a zip of files, such as a county sends: unpacked into memory, names made readable.
 * Takes   a zip that is no workbook, within the reader's limits.
 * Gives   its files in the order of the archive, names in UTF-8, without their folders.
 * Never   follows a path, opens an archive inside the archive, or leaves a file out silently: what
 *         cannot be unpacked is refused by its name.
 * Method  APPNOTE 6.3.9 §4.4.4 bit 11 (UTF-8); without it names are GBK, as Windows writes them
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_ARCHIVE_H
#define JH_FORMATS_ARCHIVE_H

#include "formats/workbook.h"

typedef struct jh_archived {
    jh_text name; /* the last part of its path */
    jh_text bytes;
} jh_archived;

typedef struct jh_archive {
    bool is_archive; /* false: something else, nothing was unpacked */
    jh_archived *items;
    size_t count;
} jh_archive;

/* Left out: folders, hidden files, Office lock files (~$…), what macOS adds (__MACOSX). */
JH_MUST_CHECK jh_code jh_archive_read(jh_archive *out, jh_arena *keep, jh_arena scratch,
                                      const jh_file *source, jh_error *err);

#endif
