/* zip.h: the parts of a zip archive, unpacked piece by piece.
 * Takes   a file that begins like a zip.
 * Gives   its parts by path, and a stream of each, checked by length and CRC.
 * Never   unpacks more than the limits allow, believes a stated size, or writes a file.
 * Method  PKWARE APPNOTE 6.3.9 §4.3, methods stored and deflate, zip64; zlib unpacks.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_ZIP_H
#define JH_FORMATS_ZIP_H

#include "formats/bytes.h"

typedef struct jh_zip_part {
    jh_text path;                      /* as in the archive */
    uint64_t packed, unpacked, offset; /* stated by the directory; offset of the local header */
    uint32_t crc;
    uint16_t method, flags;
} jh_zip_part;

typedef struct jh_zip {
    const jh_bytes *file;
    jh_zip_part *parts;
    size_t part_count;
    uint64_t unpacked; /* bytes so far, in all streams */
} jh_zip;

/* Fails with SAY_FORMATS_ZIP_… when the directory cannot be read. */
JH_MUST_CHECK jh_code jh_zip_open(jh_zip *out, jh_arena *keep, const jh_bytes *file, jh_error *err);

/* Paths compare as Excel does: case does not matter, nor / or \ or a leading one. NULL = none. */
const jh_zip_part *jh_zip_find(const jh_zip *zip, jh_text path);

/* One part, being unpacked. Lives in the arena it was begun in. */
typedef struct jh_zip_stream jh_zip_stream;

JH_MUST_CHECK jh_code jh_zip_stream_begin(jh_zip_stream **out, jh_arena *keep, jh_zip *zip,
                                          const jh_zip_part *part, jh_error *err);
/* Fills `piece`; size 0 = the end, and what came was complete and correct. */
JH_MUST_CHECK jh_code jh_zip_stream_read(jh_zip_stream *stream, jh_span *piece, jh_error *err);

#endif
