/* ole.h: one stream out of an OLE2 container, the file format around a .xls.
 * Takes   a file that begins like OLE2.
 * Gives   the bytes of the stream that lies in the root under one of two names.
 * Never   follows a chain longer than the file has sectors, reads outside the file, or repairs.
 * Method  MS-CFB §2: header, FAT, DIFAT, directory, mini stream
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_OLE_H
#define JH_FORMATS_OLE_H

#include "formats/bytes.h"

/* The first of `names` (two, NULL = none) that is there. JH_BAD_INPUT with the sentence for what is
 * broken, or for a container without such a stream. */
JH_MUST_CHECK jh_code jh_ole_stream(jh_text *out, jh_arena *keep, const jh_bytes *file,
                                    const char *const names[2], jh_error *err);

#endif
