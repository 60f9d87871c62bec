/* watch.h: a thread that looks after something now and then, so that no request waits for that.
 * Takes   what is to be looked at, and how.
 * Gives   nothing: each look says when the next one is due.
 * Never   holds a lock while it looks.
 * Method  server.c: what is open is kept fresh, who is too slow is sent away
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_WATCH_H
#define JH_SERVE_WATCH_H

#include "base/text.h"

typedef struct jh_watch jh_watch;

/* Milliseconds until the next look. */
typedef long jh_watch_look(void *context);

JH_MUST_CHECK jh_code jh_watch_begin(jh_watch **out, jh_arena *keep, jh_watch_look *look,
                                     void *context, jh_error *err);
void jh_watch_end(jh_watch *watch); /* fine when NULL */

#endif
