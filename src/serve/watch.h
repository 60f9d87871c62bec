/* watch.h: a thread that keeps what is open fresh, so that no request waits for that.
 * Takes   a shelf of opened assessments.
 * Gives   nothing: it compares revisions while somebody asks, and is at rest while nobody does.
 * Never   judges; holds a lock while it asks the store.
 * Method  office/opened.h, jh_opened_look
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_WATCH_H
#define JH_SERVE_WATCH_H

#include "office/opened.h"

typedef struct jh_watch jh_watch;

JH_MUST_CHECK jh_code jh_watch_begin(jh_watch **out, jh_arena *keep, jh_shelf_of_opened *shelf,
                                     jh_error *err);
void jh_watch_end(jh_watch *watch); /* fine when NULL */

#endif
