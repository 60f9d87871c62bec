/* request.h: one request from its arrival to its answer.
 * Takes   what the network read, copied once.
 * Gives   words of path, query and body by name; room for the answer.
 * Never   points into the network's memory: another thread may be working on it.
 * Method  docs/api.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_REQUEST_H
#define JH_SERVE_REQUEST_H

#include "app/desk.h"
#include "app/line.h"
#include "office/opened.h"
#include "serve/route.h"
#include "serve/upload.h"

enum {
    JH_QUERY_MOST = 32,
    JH_BODY_MOST = 1 << 20, /* of JSON */
    JH_REQUEST_MEMORY = 4 << 20
};

/* A thread's place of work: memory for one answer at a time, and its way to the store. */
typedef struct jh_bench {
    jh_arena keep, scratch;
    jh_line line;
} jh_bench;

typedef struct jh_query_word {
    jh_text name, value;
} jh_query_word;

typedef struct jh_reply {
    unsigned status; /* 0 = 200, or what the error says */
    jh_text body;
    const char *type;             /* NULL = application/json */
    const char *etag;             /* NULL = none; without quotes */
    const char *cookie;           /* NULL = none; a whole Set-Cookie */
    const char *file_name;        /* NULL = shown; else offered for saving */
    unsigned retry_after;         /* seconds; 0 = none */
    struct jh_job_stream *stream; /* events in place of a body */
    jh_text current;              /* of a conflict: what stands now, as JSON; empty = none */
    jh_text findings;             /* of what was refused, cell by cell, as JSON; empty = none */
    const jh_opened *opened;      /* given back when the answer is made */
} jh_reply;

typedef struct jh_request {
    struct jh_server *server;
    jh_arena memory; /* all texts below */
    jh_match match;
    jh_text method, path;
    jh_query_word query[JH_QUERY_MOST];
    size_t query_count;
    jh_text body;
    jh_text secret; /* of the cookie, or of Authorization */
    bool is_token, is_secure;
    jh_text origin, host, agent, address, if_none_match;
    jh_lang lang;
    jh_visitor visitor; /* account 0 = nobody known */
    jh_upload upload;   /* of the lane FILES */
    jh_reply reply;
} jh_request;

/* The value of a query word; NULL = not given. Empty counts as not given. */
const char *jh_request_query(const jh_request *request, const char *name);
typedef struct jh_query_values {
    const char *const *items;
    size_t count;
} jh_query_values;
/* All values of one that repeats, split at commas too. */
JH_MUST_CHECK jh_code jh_request_all(jh_query_values *out, const jh_request *request,
                                     jh_bench *bench, const char *name, jh_error *err);
typedef struct jh_query_number {
    const char *name;
    int64_t otherwise, most;
} jh_query_number;
/* A whole number up to `most`; `otherwise` if not given. Status 400 where it is none. */
JH_MUST_CHECK jh_code jh_request_number(int64_t *out, jh_request *request,
                                        const jh_query_number *wanted, jh_error *err);
/* The n-th word of the path, as a C string. */
const char *jh_request_word(const jh_request *request, jh_bench *bench, size_t n);

/* The words that every route about a county understands: period, standard, as_of, revision,
 * frozen. */
JH_MUST_CHECK jh_code jh_request_judging(jh_judging *out, jh_request *request, jh_bench *bench,
                                         jh_error *err);
/* What a use case is handed. */
jh_desk jh_request_desk(const jh_request *request, jh_bench *bench);

/* ---- bodies: body.c ---- */

/* A JSON object, parsed; closed by jh_body_close whatever happened. */
typedef struct jh_body {
    void *json;
    jh_request *request; /* answered 400 when a member is not what it should be */
    jh_bench *bench;     /* what is read is kept here */
} jh_body;
JH_MUST_CHECK jh_code jh_body_open(jh_body *out, jh_request *request, jh_bench *bench,
                                   jh_error *err);
void jh_body_close(jh_body *body);
bool jh_body_has(const jh_body *body, const char *name);
/* A whole number, 0 if it is not there; a truth, false if it is not there. */
JH_MUST_CHECK jh_code jh_body_number(int64_t *out, const jh_body *body, const char *name,
                                     jh_error *err);
JH_MUST_CHECK jh_code jh_body_truth(bool *out, const jh_body *body, const char *name,
                                    jh_error *err);
/* changes[]: unit, element, stage, value or null; at least one. */
struct jh_supposed_figures;
JH_MUST_CHECK jh_code jh_body_changes(struct jh_supposed_figures *out, const jh_body *body,
                                      jh_error *err);
/* An error of the command line as it prints it with --json, as a problem; empty if it is none. */
jh_text jh_body_problem(jh_arena *keep, const char *line);
/* A line of progress as `--progress` prints it. */
typedef struct jh_told_progress {
    char what[160];
    bool is_closing; /* a plan's: what none can cost less than, out of what the best one costs */
    size_t done, total;
} jh_told_progress;
bool jh_body_progress(jh_told_progress *out, const char *line);
/* costs[]: key, school, stage, value, source, as the csv that `plan --costs` reads; empty if not
 * there. */
JH_MUST_CHECK jh_code jh_body_costs(jh_text *out, const jh_body *body, jh_error *err);
/* A member as JSON text again; "[]" if it is not there. */
JH_MUST_CHECK jh_code jh_body_json(jh_text *out, const jh_body *body, const char *name,
                                   jh_error *err);
/* A text; empty if it is not there or null. JH_BAD_INPUT (status 400): it is something else. */
JH_MUST_CHECK jh_code jh_body_text(jh_text *out, const jh_body *body, const char *name,
                                   jh_error *err);
/* The same as a C string that outlives the body; NULL if it is empty. */
JH_MUST_CHECK jh_code jh_body_word(const char **out, const jh_body *body, const char *name,
                                   jh_error *err);

#endif
