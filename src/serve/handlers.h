/* handlers.h: what the handlers of routes share.
 * Takes   a request, a bench.
 * Gives   the words of app/, and answers.
 * Never   decides: a handler reads words, calls app/, hands its document on.
 * Method  routes.def; a handler of route X is jh_handle_X
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_HANDLERS_H
#define JH_SERVE_HANDLERS_H

#include "formats/json.h"
#include "serve/server_room.h"

#define ROUTE(method, path, permission, lane, handler, summary) jh_handler jh_handle_##handler;
#include "serve/routes.def"
#undef ROUTE

jh_caller jh_request_caller(const jh_request *request);
/* 429: the account is locked for a while. */
void jh_reply_locked(jh_request *request);
/* An answer without content: 204. */
jh_code jh_reply_nothing(jh_request *request);

/* The n-th word of the path as a number; JH_NOT_FOUND where it is none. */
JH_MUST_CHECK jh_code jh_request_id(int64_t *out, const jh_request *request, size_t n,
                                    jh_error *err);

/* A word into a job's own memory; NULL is the empty one. false: it is too long. */
bool jh_word_copy(char *to, size_t room, const char *word);

/* The assessment that the request's words mean, opened; given back when the answer is made. Sets
 * the ETag of the question. */
JH_MUST_CHECK jh_code jh_request_opened(const jh_opened **out, jh_request *request, jh_bench *bench,
                                        jh_error *err);

/* Work for the writer, from another lane: its code, or JH_IO (503) when the lane is full. */
typedef jh_code jh_writer_work(void *context, jh_bench *bench, jh_error *err);
JH_MUST_CHECK jh_code jh_write_now(const jh_request *request, jh_writer_work *work, void *context,
                                   jh_error *err);

/* A step of collecting: looked at here, taken by the writer, told here. */
struct jh_collecting;
JH_MUST_CHECK jh_code jh_step_now(jh_request *request, jh_bench *bench,
                                  const struct jh_collecting *what, jh_error *err);

#endif
