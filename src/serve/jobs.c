/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/jobs.h"

#include "base/time.h"
#include "formats/json.h"
#include "serve/server_room.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { WHAT_SIZE = 160, NUMBER_SIZE = 40, STREAMS = 8, TELL_MS = 150, TELL_NEW_MS = 40 };

struct jh_job {
    jh_jobs *of;
    char id[JH_JOB_ID]; /* "" = free */
    const char *kind;
    jh_job_state state;
    jh_arena memory;
    jh_request request; /* whose visitor, language and server the work sees */
    jh_job_work *work;
    void (*end)(void *context);
    void *context;
    jh_progress progress;
    char what[WHAT_SIZE], bound[NUMBER_SIZE], gap[NUMBER_SIZE];
    size_t done, total;
    uint64_t news; /* counts every change that is worth an event */
    int64_t told;  /* when the last event was */
    bool is_stopping;
    jh_text result, problem;
    int64_t used;
    void *waiting[STREAMS]; /* connections to resume */
};

struct jh_jobs {
    pthread_mutex_t lock;
    int64_t uses;
    jh_job items[JH_JOBS_MOST];
};

static const char *const states[] = { "waiting", "running", "done", "failed", "stopped" };

jh_code jh_jobs_begin(jh_jobs **out, jh_arena *keep, jh_error *err)
{
    size_t i;

    *out = JH_NEW(keep, jh_jobs);
    if (!*out) return jh_no_memory(err);
    pthread_mutex_init(&(*out)->lock, NULL);
    for (i = 0; i < JH_JOBS_MOST; i++) (*out)->items[i].of = *out;
    return JH_OK;
}

static bool is_over(const jh_job *job)
{
    return job->state >= JH_JOB_DONE;
}

/* The lock is held. */
static void wake(jh_job *job)
{
    size_t i;

    job->news++;
    job->told = jh_now_milliseconds();
    for (i = 0; i < STREAMS; i++) {
        if (job->waiting[i]) MHD_resume_connection(job->waiting[i]);
        job->waiting[i] = NULL;
    }
}

void jh_jobs_stop_all(jh_jobs *jobs)
{
    size_t i;

    pthread_mutex_lock(&jobs->lock);
    for (i = 0; i < JH_JOBS_MOST; i++) {
        jobs->items[i].is_stopping = true;
        wake(&jobs->items[i]);
    }
    pthread_mutex_unlock(&jobs->lock);
}

void jh_jobs_end(jh_jobs *jobs)
{
    size_t i;

    for (i = 0; i < JH_JOBS_MOST; i++) jh_arena_release(&jobs->items[i].memory);
    pthread_mutex_destroy(&jobs->lock);
}

/* ---- progress ---- */

static void note(jh_job *job, const jh_job_news *news)
{
    bool has_bound = *news->bound != '\0', is_first = has_bound && !*job->bound;
    bool is_new = strcmp(job->what, news->what) != 0
                  || (has_bound && strcmp(job->bound, news->bound) != 0);

    snprintf(job->what, sizeof job->what, "%s", news->what);
    if (has_bound) { /* which holds until there is a better one */
        snprintf(job->bound, sizeof job->bound, "%s", news->bound);
        snprintf(job->gap, sizeof job->gap, "%s", news->gap);
    }
    job->done = news->done;
    job->total = news->total;
    if (is_first || jh_now_milliseconds() - job->told >= (is_new ? TELL_NEW_MS : TELL_MS))
        wake(job);
}

void jh_job_tell(jh_job *job, const jh_job_news *news)
{
    pthread_mutex_lock(&job->of->lock);
    note(job, news);
    pthread_mutex_unlock(&job->of->lock);
}

static bool report(void *listener, jh_say_id what, size_t done, size_t total)
{
    jh_job *job = listener;

    jh_job_tell(job, &(jh_job_news){ jh_say(job->request.lang, what), "", "", done, total });
    return jh_job_is_stopping(job);
}

bool jh_job_is_stopping(jh_job *job)
{
    bool is_stopping;

    pthread_mutex_lock(&job->of->lock);
    is_stopping = job->is_stopping;
    pthread_mutex_unlock(&job->of->lock);
    return is_stopping;
}

void jh_job_set_problem(jh_job *job, jh_text problem)
{
    job->problem = problem;
}

void *jh_job_context(jh_job *job)
{
    return job->context;
}

jh_arena *jh_job_memory(jh_job *job)
{
    return &job->memory;
}

const jh_request *jh_job_request(const jh_job *job)
{
    return &job->request;
}

const jh_progress *jh_job_progress(jh_job *job)
{
    return &job->progress;
}

/* ---- running ---- */

static void finish(jh_job *job, jh_code code, const jh_error *err)
{
    bool was_asked = jh_job_is_stopping(job);

    if (code && !job->problem.size) {
        jh_problem_write(&job->request, &job->memory, err);
        job->problem = job->request.reply.body;
    }
    pthread_mutex_lock(&job->of->lock);
    job->state = !code ? JH_JOB_DONE : was_asked ? JH_JOB_STOPPED : JH_JOB_FAILED;
    wake(job);
    pthread_mutex_unlock(&job->of->lock);
}

static void run(void *context, jh_bench *bench)
{
    jh_job *job = context;
    jh_error err = { JH_OK };
    jh_text result = JH_TEXT("null");
    jh_code code;

    pthread_mutex_lock(&job->of->lock);
    job->state = JH_JOB_RUNNING;
    wake(job);
    pthread_mutex_unlock(&job->of->lock);
    if (jh_job_is_stopping(job))
        code = jh_fail(&err, JH_CONFLICT, SAY_SERVE_STOPPED, NULL, NULL);
    else
        code = job->work(job, bench, &result, &err);
    if (code == JH_IO) jh_line_close(&bench->line);
    if (job->end) job->end(job->context);
    job->result = result;
    finish(job, code, &err);
}

/* ---- starting ---- */

/* The lock is held; a free place, or the longest finished one makes room. */
static jh_job *take_place(jh_jobs *jobs, int32_t account)
{
    jh_job *found = NULL;
    size_t i, own = 0;

    for (i = 0; i < JH_JOBS_MOST; i++) {
        jh_job *at = &jobs->items[i];
        bool is_free = !*at->id;
        own += !is_free && !is_over(at) && at->request.visitor.account == account;
        if (!is_free && !is_over(at)) continue;
        if (!found || (*found->id && (is_free || at->used < found->used))) found = at;
    }
    return own < JH_JOBS_ACCOUNT ? found : NULL;
}

static bool fill(jh_job *job, const jh_request *request, const jh_job_options *options)
{
    char secret[JH_TOKEN_SIZE];
    jh_arena memory = job->memory;
    jh_jobs *of = job->of;
    const jh_visitor *visitor = &request->visitor;
    jh_visitor *own = &job->request.visitor;

    if (!memory.start && jh_arena_reserve(&memory, JH_ARENA_DEFAULT)) return false;
    jh_arena_reset(&memory);
    *job = (jh_job){ .of = of,
                     .kind = options->kind,
                     .memory = memory,
                     .work = options->work,
                     .end = options->end,
                     .used = ++of->uses,
                     .request = { .server = request->server, .lang = request->lang } };
    jh_secret_token(secret);
    memcpy(job->id, secret, JH_JOB_ID - 1);
    *own = *visitor;
    own->login = jh_text_copy(&job->memory, visitor->login);
    own->name = jh_text_copy(&job->memory, visitor->name);
    own->scope = jh_text_copy(&job->memory, visitor->scope);
    own->pass_scope = jh_text_copy(&job->memory, visitor->pass_scope);
    job->context = jh_alloc(&job->memory, 1, options->context_size + 1);
    if (!job->context || !own->login.at || !own->name.at || !own->scope.at || !own->pass_scope.at)
        return false;
    memcpy(job->context, options->context, options->context_size);
    job->progress = (jh_progress){ report, job };
    return true;
}

static jh_job *make(jh_jobs *jobs, const jh_request *request, const jh_job_options *options)
{
    jh_job *job;

    pthread_mutex_lock(&jobs->lock);
    job = take_place(jobs, request->visitor.account);
    if (job && !fill(job, request, options)) {
        job->id[0] = '\0';
        job = NULL;
    }
    pthread_mutex_unlock(&jobs->lock);
    return job;
}

static void give_place(jh_job *job)
{
    pthread_mutex_lock(&job->of->lock);
    job->id[0] = '\0';
    pthread_mutex_unlock(&job->of->lock);
}

jh_code jh_job_start(jh_request *request, jh_bench *bench, const jh_job_options *options,
                     jh_error *err)
{
    jh_job *job = make(request->server->jobs, request, options);
    jh_text body;

    if (!job || !jh_lanes_put(request->server->lanes, options->lane, run, job)) {
        if (job) give_place(job);
        request->reply.status = 503;
        return jh_fail(err, JH_CONFLICT, SAY_SERVE_TOO_MANY_JOBS, NULL, NULL);
    }
    body = jh_text_format(&bench->keep, "{\"job\":\"%s\"}", job->id);
    if (!body.at) return jh_no_memory(err);
    request->reply.body = body;
    request->reply.status = 202;
    return JH_OK;
}

/* ---- telling ---- */

/* The lock is held. NULL: there is none, or it is another's. */
static jh_job *find(jh_jobs *jobs, jh_text id, int32_t account)
{
    size_t i;

    for (i = 0; i < JH_JOBS_MOST; i++) {
        jh_job *at = &jobs->items[i];
        if (*at->id && jh_text_equal(jh_text_of(at->id), id)
            && at->request.visitor.account == account)
            return at;
    }
    return NULL;
}

static void put_job(jh_json *json, const jh_job *job, bool with_result)
{
    jh_json_object(json);
    jh_json_member_zero(json, "job", job->id);
    jh_json_member_zero(json, "kind", job->kind);
    jh_json_member_zero(json, "state", states[job->state]);
    jh_json_member_zero(json, "what", job->what);
    jh_json_member_integer(json, "done", (int64_t)job->done);
    jh_json_member_integer(json, "total", (int64_t)job->total);
    if (*job->bound) jh_json_member_zero(json, "bound", job->bound);
    if (*job->gap) jh_json_member_zero(json, "gap", job->gap);
    if (with_result && job->state == JH_JOB_DONE) {
        jh_json_key(json, "result");
        jh_json_raw(json, job->result);
    }
    if (with_result && job->state > JH_JOB_DONE && job->problem.size) {
        jh_json_key(json, "problem");
        jh_json_raw(json, job->problem);
    }
    jh_json_end(json);
}

static jh_code no_job(jh_error *err)
{
    return jh_fail(err, JH_NOT_FOUND, SAY_SERVE_NO_JOB, NULL, NULL);
}

jh_code jh_job_show(jh_text *out, jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_jobs *jobs = request->server->jobs;
    jh_json json = jh_json_in(&bench->keep);
    jh_job *job;

    pthread_mutex_lock(&jobs->lock);
    job = find(jobs, request->match.word[0], request->visitor.account);
    if (job) put_job(&json, job, true);
    pthread_mutex_unlock(&jobs->lock);
    return job ? jh_json_finish(out, &json, err) : no_job(err);
}

jh_code jh_job_ask_to_stop(jh_request *request, jh_error *err)
{
    jh_jobs *jobs = request->server->jobs;
    jh_job *job;

    pthread_mutex_lock(&jobs->lock);
    job = find(jobs, request->match.word[0], request->visitor.account);
    if (job) job->is_stopping = true;
    pthread_mutex_unlock(&jobs->lock);
    return job ? JH_OK : no_job(err);
}

/* ---- events ---- */

jh_code jh_job_open_stream(jh_job_stream *out, jh_request *request, jh_error *err)
{
    jh_jobs *jobs = request->server->jobs;
    jh_job *job;

    pthread_mutex_lock(&jobs->lock);
    job = find(jobs, request->match.word[0], request->visitor.account);
    *out = (jh_job_stream){ .jobs = jobs };
    if (job) memcpy(out->id, job->id, sizeof out->id);
    pthread_mutex_unlock(&jobs->lock);
    return job ? JH_OK : no_job(err);
}

static jh_job *of_stream(const jh_job_stream *stream)
{
    size_t i;

    for (i = 0; i < JH_JOBS_MOST; i++)
        if (strcmp(stream->jobs->items[i].id, stream->id) == 0) return &stream->jobs->items[i];
    return NULL;
}

static long write_event(const jh_job *job, char *out, size_t room)
{
    _Alignas(max_align_t) char buffer[2048];
    jh_arena arena = jh_arena_in(buffer, sizeof buffer);
    jh_json json = jh_json_in(&arena);
    jh_text text;
    int size;

    put_job(&json, job, false);
    if (jh_json_finish(&text, &json, NULL)) return -1;
    size = snprintf(out, room, "event: %s\ndata: %.*s\n\n", is_over(job) ? "done" : "progress",
                    JH_TEXT_ARGS(text));
    return size < 0 || (size_t)size >= room ? -1 : size;
}

/* Waits for news. false: too many wait already. */
static bool wait_for_news(jh_job *job, void *connection)
{
    size_t i;

    for (i = 0; i < STREAMS; i++) {
        if (job->waiting[i]) continue;
        job->waiting[i] = connection;
        MHD_suspend_connection(connection);
        return true;
    }
    return false;
}

long jh_job_read_stream(jh_job_stream *stream, char *out, size_t room)
{
    jh_job *job;
    long size = -1;

    pthread_mutex_lock(&stream->jobs->lock);
    job = of_stream(stream);
    if (!job || (stream->seen && is_over(job) && stream->seen == job->news + 1)) {
        size = -1; /* the last event was sent */
    } else if (stream->seen != job->news + 1) {
        stream->seen = job->news + 1;
        size = write_event(job, out, room);
    } else if (!atomic_load(&job->request.server->is_ending)) {
        size = wait_for_news(job, stream->connection) ? 0 : -1;
    }
    pthread_mutex_unlock(&stream->jobs->lock);
    return size;
}

/* The connection is gone: nobody resumes it any more. */
void jh_job_close_stream(jh_job_stream *stream)
{
    jh_job *job;
    size_t i;

    pthread_mutex_lock(&stream->jobs->lock);
    job = of_stream(stream);
    for (i = 0; job && i < STREAMS; i++)
        if (job->waiting[i] == stream->connection) job->waiting[i] = NULL;
    pthread_mutex_unlock(&stream->jobs->lock);
}
