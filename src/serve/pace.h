/* pace.h: nobody keeps a place by sending, or taking, a byte now and then.
 * Takes   connections as they open and close, and what each is at: a head, a body, its answer.
 * Gives   their end when that goes on too slowly: 408 in so many words while a request is awaited
 *         (without TLS), a closed connection otherwise.
 * Never   hurries whoever waits for us, or an idle connection (libmicrohttpd's own time-out does).
 * Method  docs/decisions/0030-a-server-that-only-calls-app.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_PACE_H
#define JH_SERVE_PACE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    JH_PACE_HEAD_MS = 30000,        /* from a head's first byte to its end */
    JH_PACE_WINDOW_MS = 30000,      /* a body, and an answer, is to move on in each of these … */
    JH_PACE_WINDOW_BYTES = 30 << 10 /* … by so much, or end */
};

typedef enum jh_pace_phase {
    JH_PACE_HEAD = 0, /* the next request is awaited, or being read */
    JH_PACE_BODY,
    JH_PACE_WORK, /* ours: a lane has it, or it is a stream of events */
    JH_PACE_ANSWER,
    JH_PACE_CLOSED
} jh_pace_phase;

typedef struct jh_paces jh_paces;
typedef struct jh_pace jh_pace;

typedef struct jh_paces_options {
    size_t connections;              /* at most so many at a time */
    jh_text too_slow[JH_LANG_COUNT]; /* what is said, a whole answer; empty = nothing */
} jh_paces_options;

JH_MUST_CHECK jh_code jh_paces_begin(jh_paces **out, jh_arena *keep,
                                     const jh_paces_options *options, jh_error *err);
void jh_paces_end(jh_paces *paces); /* when no connection is left */
/* Ends those that are too slow; how many. Once a second, on a thread that may wait. */
size_t jh_paces_look(jh_paces *paces, int64_t now_ms);

/* ---- of one connection, on its network thread; NULL is a connection that nobody hurries ---- */

jh_pace *jh_pace_open(jh_paces *paces, int socket);
void jh_pace_close(jh_paces *paces, jh_pace *pace); /* before its socket is closed */
/* false: it was too slow meanwhile, and is being closed. */
bool jh_pace_enter(jh_pace *pace, jh_pace_phase phase);
void jh_pace_came(jh_pace *pace, size_t bytes); /* of a body */
void jh_pace_speaks(jh_pace *pace, jh_lang lang);

#endif
