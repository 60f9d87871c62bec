/* place.h: how a finished file gets the name that was asked for.
 * Takes   a path, and the path beside it under which a file was made.
 * Gives   the file under its name, on the disk; nothing where somebody else took the name.
 * Never   replaces a file.
 * Method  renameat2(2) with RENAME_NOREPLACE, then fsync(2) of the folder
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_PLACE_H
#define JH_STORE_PLACE_H

#include "base/text.h"

/* "county.jh" + ".new" → "county.jh.new-4711": of this process, so that two do not meet. What
 * processes that have ended left under such a name is swept away first. */
JH_MUST_CHECK jh_code jh_place_beside(const char **out, jh_arena *keep, const char *path,
                                      const char *ending, jh_error *err);
/* JH_CONFLICT when there is something at `path` (shown as `where`). */
JH_MUST_CHECK jh_code jh_place_take(const char *made, const char *path, const char *where,
                                    jh_error *err);
/* The name is on the disk once its folder is. */
void jh_place_settle(jh_arena scratch, const char *path);
/* The file and what SQLite keeps beside it. */
void jh_place_clear(jh_arena scratch, const char *path);

#endif
