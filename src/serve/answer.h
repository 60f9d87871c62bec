/* answer.h: an exchange: one request read, worked on, answered.
 * Takes   a connection of libmicrohttpd, pieces of a body.
 * Gives   the answer queued, at once or when a lane has it.
 * Never   lets a lane touch the connection but to resume it.
 * Method  read all → who asks → the route's lane → answer
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_ANSWER_H
#define JH_SERVE_ANSWER_H

#include "serve/server.h"

#include <stdbool.h>
#include <stddef.h>

struct MHD_Connection;
typedef struct jh_exchange jh_exchange;

/* NULL: no memory; the connection is closed. */
jh_exchange *jh_exchange_begin(jh_server *server, struct MHD_Connection *connection,
                               const char *method, const char *url);
/* The head is there: what is too large is refused before a byte of it is read, and for files it is
 * looked first who sends them. false: the connection is to be closed. */
bool jh_exchange_admit(jh_exchange *exchange);
bool jh_exchange_is_checking(const jh_exchange *exchange);
bool jh_exchange_checked(jh_exchange *exchange);
/* false: far too much of it; the connection is to be closed. */
bool jh_exchange_take(jh_exchange *exchange, const char *bytes, size_t size);
/* The body is complete, or the lane is done. false: the connection is to be closed. */
bool jh_exchange_answer(jh_exchange *exchange);
void jh_exchange_end(jh_exchange *exchange);
void jh_exchanges_end(void); /* memory kept for reuse */

#endif
