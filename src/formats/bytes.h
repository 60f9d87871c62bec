/* bytes.h: bytes at an offset, from a file on disk or from memory.
 * Takes   a jh_file.
 * Gives   pieces of it, read where the caller wants them.
 * Never   maps or holds the whole file: what is not asked for costs no memory.
 * Method  pread(2)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_BYTES_H
#define JH_FORMATS_BYTES_H

#include "formats/workbook.h"

/* Room to be written to; a reader shrinks `size` to what it wrote. */
typedef struct jh_span {
    char *at;
    size_t size;
} jh_span;

typedef struct jh_bytes {
    int descriptor; /* -1 = bytes */
    const char *name;
    jh_text bytes;
    uint64_t size;
    const jh_read_limits *limits;
} jh_bytes;

/* Refuses what is larger than limits->file_bytes, and anything but a plain file. */
JH_MUST_CHECK jh_code jh_bytes_open(jh_bytes *out, const jh_file *source, jh_error *err);
void jh_bytes_close(jh_bytes *file);

/* Fills `piece` from `offset`; its size shrinks only at the end of the file. */
JH_MUST_CHECK jh_code jh_bytes_read(jh_span *piece, const jh_bytes *file, uint64_t offset,
                                    jh_error *err);

/* A text as a word of a message: control characters become blanks, what is too long is cut. */
const char *jh_word(char out[JH_MESSAGE_ARG_SIZE], jh_text text);

#endif
