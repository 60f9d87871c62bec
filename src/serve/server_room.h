/* server_room.h: what the files of this room share about the running server.
 * Takes   nothing.
 * Gives   its options, lanes, opened assessments, known visitors, counters.
 * Never   included from outside serve/.
 * Method  server.c
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_SERVER_ROOM_H
#define JH_SERVE_SERVER_ROOM_H

#include "office/access.h"
#include "office/strangers.h"
#include "serve/lanes.h"
#include "serve/server.h"
#include "serve/visits.h"

#include <stdatomic.h>

struct jh_server {
    jh_server_options options;
    uint16_t port;
    jh_arena *keep;
    jh_lanes *lanes;
    jh_shelf_of_opened *opened;
    jh_visits *visits;
    struct jh_watch *fresh, *hurry; /* look at `opened`, at `paces` */
    struct jh_paces *paces;
    struct jh_upload_room *uploads;
    unsigned connections; /* at most */
    struct jh_jobs *jobs;
    jh_strangers strangers;    /* of the writer */
    char setup[JH_TOKEN_SIZE]; /* "" = closed */
    atomic_bool is_new;        /* no account yet */
    atomic_bool is_ending;
    atomic_uint_fast64_t answered[6]; /* by hundreds of the status */
    void *daemon;
};

/* What is common to every request before its handler: who asks, whether they may. */
JH_MUST_CHECK jh_code jh_guard_check(jh_request *request, jh_error *err);
/* Who asks, from memory; false: the store must be asked (jh_guard_load). */
bool jh_guard_at_hand(jh_request *request);
JH_MUST_CHECK jh_code jh_guard_load(jh_request *request, jh_bench *bench, jh_error *err);

/* An error as problem+json, into the reply. */
void jh_problem_write(jh_request *request, jh_arena *keep, const jh_error *err);

/* The page's own files; NULL = none of that path. */
typedef struct jh_asset {
    const char *name, *type;
    jh_text bytes, packed; /* packed.at NULL = not packed */
    char etag[20];
    bool is_for_ever; /* its name changes with its content */
} jh_asset;
JH_MUST_CHECK jh_code jh_assets_begin(jh_arena *keep, jh_error *err);
const jh_asset *jh_asset_find(jh_text path);

#endif
