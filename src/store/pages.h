/* pages.h: one SQLite file copied page by page while others work with it.
 * Takes   an open SQLite store inside a reading transaction.
 * Gives   a new file with the pages of that very moment.
 * Never   included from outside store/; never waits for a writer, nor makes one wait.
 * Method  https://www.sqlite.org/backup.html; a reading transaction pins the moment in WAL mode
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_PAGES_H
#define JH_STORE_PAGES_H

#include "store/room.h"

/* `path` must not exist. */
JH_MUST_CHECK jh_code jh_pages_copy(jh_store *from, const char *path, jh_error *err);

#endif
