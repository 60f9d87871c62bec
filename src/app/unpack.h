/* unpack.h: the files an import is given: paths, folders, and archives taken apart.
 * Takes   paths as a person gave them.
 * Gives   names and bytes; an archive's files instead of the archive.
 * Never   writes what it unpacks to the disk.
 * Method  formats/archive.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_UNPACK_H
#define JH_APP_UNPACK_H

#include "app/desk.h"
#include "app/files.h"
#include "model/observation.h"

/* In the order of the paths. */
JH_MUST_CHECK jh_code jh_unpack_paths(jh_source_file **out, size_t *count, const jh_desk *desk,
                                      const jh_paths *paths, jh_error *err);

#endif
