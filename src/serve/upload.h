/* upload.h: files that come in, kept in a folder of their own until somebody has read them.
 * Takes   pieces of parts named `file` with the names that browsers give, and whose they are.
 * Gives   a folder with a file each, under the last part of its name, in a server's room.
 * Never   follows a path in a name; never keeps more than the limits; lets one account take all
 *         places. The folder goes with the upload, the room with the server, and that of a server
 *         that was killed with the next one.
 * Method  RFC 7578 through libmicrohttpd; flock(2) on a room tells whether its server lives
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_UPLOAD_H
#define JH_SERVE_UPLOAD_H

#include "base/text.h"

#include <stdio.h>

enum {
    JH_UPLOAD_NAME = 200,
    JH_UPLOADS_MOST = 64,   /* at a time */
    JH_UPLOADS_ACCOUNT = 16 /* of one account */
};

/* How much may come in one request. */
typedef struct jh_upload_limits {
    size_t files;
    uint64_t bytes;
} jh_upload_limits;
extern const jh_upload_limits jh_upload_many; /* a county's workbooks */
extern const jh_upload_limits jh_upload_one;  /* evidence, a map, a form */

/* Where all of one server lie: a folder below $TMPDIR, or /tmp. */
typedef struct jh_upload_room jh_upload_room;
JH_MUST_CHECK jh_code jh_upload_room_begin(jh_upload_room **out, jh_arena *keep, jh_error *err);
/* For other files of the server that last as long as a piece of work. */
const char *jh_upload_room_folder(const jh_upload_room *room);
void jh_upload_room_end(jh_upload_room *room); /* fine when NULL */

typedef struct jh_upload {
    jh_upload_room *room;
    size_t place;     /* in there */
    char folder[256]; /* "" = none */
    size_t files;
    uint64_t bytes;
    FILE *open;
    char name[JH_UPLOAD_NAME]; /* of the one that is open */
    bool is_begun;             /* something of it has come */
    bool is_too_large;
    int failed; /* errno of the first thing that did not succeed; 0 = none */
    const jh_upload_limits *limits;
} jh_upload;

/* The name a file is kept under: the last part, without what no file system wants. Never empty. */
void jh_upload_name(char out[JH_UPLOAD_NAME], jh_text given);

typedef struct jh_upload_wish {
    const jh_upload_limits *limits;
    int32_t account;
} jh_upload_wish;
/* JH_CONFLICT: all places are taken, or as many as one account may have. */
JH_MUST_CHECK jh_code jh_upload_begin(jh_upload *upload, jh_upload_room *room,
                                      const jh_upload_wish *wish, jh_error *err);
/* offset 0 begins the next file. Where hardly more than the head of one has come, libmicrohttpd
 * gives its first piece as nothing, and then once more at 0: that is the same file. */
void jh_upload_piece(jh_upload *upload, jh_text name, jh_text bytes, uint64_t offset);
JH_MUST_CHECK jh_code jh_upload_finish(jh_upload *upload, jh_error *err);
/* Deletes what is there; fine when there is nothing. */
void jh_upload_end(jh_upload *upload);

#endif
