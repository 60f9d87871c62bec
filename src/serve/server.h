/* server.h: the program's face for browsers: one process, one store.
 * Takes   the address of a store, where to listen.
 * Gives   answers until it is asked to stop.
 * Never   decides what app/ decides; never runs anything slow on a network thread.
 * Method  docs/decisions/0030-a-server-that-only-calls-app.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_SERVER_H
#define JH_SERVE_SERVER_H

#include "base/text.h"

#include <stdint.h>

typedef struct jh_server jh_server;

typedef struct jh_server_options {
    const char *address; /* of the store */
    const char *standards_folder;
    const char *bind;              /* "127.0.0.1" */
    uint16_t port;                 /* 0 = any that is free */
    const char *certificate, *key; /* PEM texts; NULL = plain http */
    size_t connections;            /* at most; 0 = 4096 */
} jh_server_options;

/* Lives in keep. JH_IO: the port is taken, or there is no such address. */
JH_MUST_CHECK jh_code jh_server_begin(jh_server **out, jh_arena *keep,
                                      const jh_server_options *options, jh_error *err);
/* Takes no new connections, finishes what is under way, ends. */
void jh_server_end(jh_server *server);

uint16_t jh_server_port(const jh_server *server);
/* The secret of the set-up address while there is no account; NULL otherwise. */
const char *jh_server_setup(const jh_server *server);

#endif
