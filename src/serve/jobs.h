/* jobs.h: long work, told of while it runs and for a while after.
 * Takes   work for a lane, and whose it is.
 * Gives   a number nobody guesses; how far it is; what came of it; events as they happen.
 * Never   tells anybody else's; keeps more than JH_JOBS_MOST, the oldest finished one makes room;
 *         lets one account have more than JH_JOBS_ACCOUNT under way.
 * Method  docs/api.md, "Long work"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_JOBS_H
#define JH_SERVE_JOBS_H

#include "serve/lanes.h"

enum { JH_JOBS_MOST = 48, JH_JOBS_ACCOUNT = 16, JH_JOB_ID = 33 };

typedef struct jh_jobs jh_jobs;
typedef struct jh_job jh_job;

typedef enum jh_job_state {
    JH_JOB_WAITING = 0,
    JH_JOB_RUNNING,
    JH_JOB_DONE,
    JH_JOB_FAILED,
    JH_JOB_STOPPED
} jh_job_state;

/* The work: writes its result as JSON into the job's memory (jh_job_memory). */
typedef jh_code jh_job_work(jh_job *job, jh_bench *bench, jh_text *result, jh_error *err);

typedef struct jh_job_options {
    const char *kind; /* "import" "plan" */
    jh_lane lane;
    jh_job_work *work;
    void (*end)(void *context); /* of `context`, when the work is over; NULL = nothing to do */
    size_t context_size;        /* copied into the job's memory */
    const void *context;
} jh_job_options;

JH_MUST_CHECK jh_code jh_jobs_begin(jh_jobs **out, jh_arena *keep, jh_error *err);
void jh_jobs_stop_all(jh_jobs *jobs); /* asks; the lanes are ended afterwards */
void jh_jobs_end(jh_jobs *jobs);

/* JH_CONFLICT (503): too many are under way. {"job": …} becomes the reply, 202. */
JH_MUST_CHECK jh_code jh_job_start(jh_request *request, jh_bench *bench,
                                   const jh_job_options *options, jh_error *err);

/* ---- for the work ---- */

void *jh_job_context(jh_job *job);
jh_arena *jh_job_memory(jh_job *job);
const jh_request *jh_job_request(const jh_job *job); /* visitor, language, server */
const jh_progress *jh_job_progress(jh_job *job);
bool jh_job_is_stopping(jh_job *job);
/* The problem to show should the work fail, in place of what its error says; JSON of its own. */
void jh_job_set_problem(jh_job *job, jh_text problem);
/* A line of progress in words of its own, and of a plan its bound and gap ("" = as before). */
typedef struct jh_job_news {
    const char *what, *bound, *gap;
    size_t done, total;
} jh_job_news;
void jh_job_tell(jh_job *job, const jh_job_news *news);

/* ---- for its owner: JH_NOT_FOUND is everybody else's answer ---- */

JH_MUST_CHECK jh_code jh_job_show(jh_text *out, jh_request *request, jh_bench *bench,
                                  jh_error *err);
JH_MUST_CHECK jh_code jh_job_ask_to_stop(jh_request *request, jh_error *err);

/* ---- events: the next ones after `seen` as text of a stream ---- */

typedef struct jh_job_stream {
    jh_jobs *jobs;
    char id[JH_JOB_ID];
    uint64_t seen;
    void *connection; /* resumed when there is news */
} jh_job_stream;
JH_MUST_CHECK jh_code jh_job_open_stream(jh_job_stream *out, jh_request *request, jh_error *err);
/* Bytes written; 0 = none yet: the connection was suspended and will be resumed; -1 = the end. */
long jh_job_read_stream(jh_job_stream *stream, char *out, size_t room);
void jh_job_close_stream(jh_job_stream *stream);

#endif
