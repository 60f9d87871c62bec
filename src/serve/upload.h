/* upload.h: files that come in, kept in a folder of their own until somebody has read them.
 * Takes   pieces of parts named `file` with the names that browsers give.
 * Gives   a folder with a file each, under the last part of its name.
 * Never   follows a path in a name; never keeps more than the limits; the folder goes with it.
 * Method  RFC 7578 through libmicrohttpd
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_UPLOAD_H
#define JH_SERVE_UPLOAD_H

#include "base/text.h"

#include <stdio.h>

enum { JH_UPLOAD_NAME = 200 };

/* How much may come in one request. */
typedef struct jh_upload_limits {
    size_t files;
    uint64_t bytes;
} jh_upload_limits;
extern const jh_upload_limits jh_upload_many; /* a county's workbooks */
extern const jh_upload_limits jh_upload_one;  /* evidence, a map, a form */

typedef struct jh_upload {
    char folder[256]; /* "" = none */
    size_t files;
    uint64_t bytes;
    FILE *open;
    bool is_too_large, has_failed;
    const jh_upload_limits *limits;
} jh_upload;

/* The name a file is kept under: the last part, without what no file system wants. Never empty. */
void jh_upload_name(char out[JH_UPLOAD_NAME], jh_text given);

JH_MUST_CHECK jh_code jh_upload_begin(jh_upload *upload, const jh_upload_limits *limits,
                                      jh_error *err);
/* offset 0 begins the next file. */
void jh_upload_piece(jh_upload *upload, jh_text name, jh_text bytes, uint64_t offset);
JH_MUST_CHECK jh_code jh_upload_finish(jh_upload *upload, jh_error *err);
/* Deletes what is there; fine when there is nothing. */
void jh_upload_end(jh_upload *upload);

#endif
