/* Long work: how far it is; imports.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/files.h"
#include "office/imports.h"
#include "serve/handlers.h"
#include "serve/jobs.h"

#include <string.h>

/* ---- jobs ---- */

jh_code jh_handle_job_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    return jh_job_show(&request->reply.body, request, bench, err);
}

jh_code jh_handle_job_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_code code = jh_job_ask_to_stop(request, err);

    (void)bench;
    return code ? code : jh_reply_nothing(request);
}

jh_code jh_handle_job_events(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_job_stream *stream = JH_NEW(&request->memory, jh_job_stream);
    jh_code code = stream ? jh_job_open_stream(stream, request, err) : jh_no_memory(err);

    (void)bench;
    if (code) return code;
    request->reply.stream = stream;
    request->reply.type = "text/event-stream; charset=utf-8";
    return JH_OK;
}

/* The desk of a job: results live as long as it does. */
static jh_desk desk_of(jh_job *job, jh_bench *bench)
{
    jh_desk desk = jh_request_desk(jh_job_request(job), bench);

    desk.progress = jh_job_progress(job);
    return desk;
}

static jh_code give_result(jh_text *result, jh_job *job, jh_text told, jh_error *err)
{
    *result = jh_text_copy(jh_job_memory(job), told);
    return result->at ? JH_OK : jh_no_memory(err);
}

/* ---- imports ---- */

typedef struct importing {
    jh_upload upload;
    char county[64], period[32], standard[128], reason[400], datum[32];
    int64_t mapping;
    bool dry_run;
} importing;

static const char *given(const char *word)
{
    return *word ? word : NULL;
}

typedef struct import_writing {
    jh_job *job;
    jh_importing *on;
} import_writing;

static jh_code write_import(void *context, jh_bench *bench, jh_error *err)
{
    const import_writing *to = context;
    jh_desk desk = desk_of(to->job, bench);

    return jh_import_write(to->on, &desk, err);
}

/* Read here, written by the writer; again, where schools or names changed in between. */
static jh_code bring(jh_importing *on, jh_job *job, jh_bench *bench, const jh_import *what,
                     jh_error *err)
{
    const jh_request *request = jh_job_request(job);
    import_writing to = { job, on };
    jh_desk desk = desk_of(job, bench);
    jh_code code;

    do {
        code = jh_import_read(on, &desk, what, err);
        if (!code && on->work.ready) code = jh_write_now(request, write_import, &to, err);
    } while (jh_bring_again(&on->work, err));
    jh_opened_written(request->server->opened);
    return code;
}

static jh_code import_files(jh_job *job, jh_bench *bench, jh_text *result, jh_error *err)
{
    const jh_server_options *options = &jh_job_request(job)->server->options;
    const importing *on = jh_job_context(job);
    jh_desk desk = desk_of(job, bench);
    jh_import what = { .address = options->address,
                       .standards_folder = options->standards_folder,
                       .county = strcmp(on->county, "new") == 0 ? NULL : on->county,
                       .folder = on->upload.folder,
                       .period = given(on->period),
                       .standard = given(on->standard),
                       .reason = given(on->reason),
                       .datum = given(on->datum),
                       .mapping = on->mapping,
                       .dry_run = on->dry_run };
    jh_importing *work = JH_NEW(&bench->keep, jh_importing);
    jh_text told;
    jh_code code = work ? bring(work, job, bench, &what, err) : jh_no_memory(err);

    if (!code) code = jh_import_tell(&told, work, &desk, err);
    return code ? code : give_result(result, job, told, err);
}

static void end_import(void *context)
{
    jh_upload_end(&((importing *)context)->upload);
}

static jh_code read_import(importing *on, jh_request *request, jh_bench *bench, jh_error *err)
{
    const char *dry = jh_request_query(request, "dry_run");
    jh_code code = jh_upload_finish(&request->upload, err);

    if (code) {
        request->reply.status = request->upload.is_too_large ? 413 : code == JH_IO ? 503 : 400;
        return code;
    }
    on->dry_run = dry && strcmp(dry, "false") != 0 && strcmp(dry, "0") != 0;
    if (!jh_word_copy(on->county, sizeof on->county, jh_request_word(request, bench, 0))
        || !jh_word_copy(on->period, sizeof on->period, jh_request_query(request, "period"))
        || !jh_word_copy(on->standard, sizeof on->standard, jh_request_query(request, "standard"))
        || !jh_word_copy(on->reason, sizeof on->reason, jh_request_query(request, "reason"))
        || !jh_word_copy(on->datum, sizeof on->datum, jh_request_query(request, "datum"))) {
        request->reply.status = 400;
        return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_TOO_LARGE, NULL, NULL);
    }
    if (strchr(on->standard, '/') || strstr(on->standard, ".std"))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_STANDARD, NULL, on->standard, NULL);
    if (strcmp(on->county, "new") != 0)
        code = jh_visitor_check_county(&request->visitor, request->match.word[0], err);
    if (!code)
        code = jh_request_number(&on->mapping, request,
                                 &(jh_query_number){ "mapping", 0, INT32_MAX }, err);
    return code;
}

jh_code jh_handle_imports_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    importing *on = JH_NEW(&bench->keep, importing);
    jh_job_options options = { .kind = "import",
                               .lane = JH_LANE_IMPORT,
                               .work = import_files,
                               .end = end_import,
                               .context_size = sizeof *on,
                               .context = on };
    jh_code code = on ? read_import(on, request, bench, err) : jh_no_memory(err);

    if (code) return code;
    on->upload = request->upload;
    code = jh_job_start(request, bench, &options, err);
    if (!code) request->upload = (jh_upload){ .files = 0 }; /* the job's now */
    return code;
}

jh_code jh_handle_imports_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_import_list(&request->reply.body, &desk, request->match.word[0], err);
}

typedef struct undo_writing {
    const jh_request *request;
    jh_undoing *on;
} undo_writing;

static jh_code write_undo(void *context, jh_bench *bench, jh_error *err)
{
    const undo_writing *to = context;
    jh_desk desk = jh_request_desk(to->request, bench);

    return jh_import_undo_write(to->on, &desk, err);
}

jh_code jh_handle_import_undo(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    undo_writing to = { .request = request };
    int64_t number;
    jh_import_undo what = { .county = request->match.word[0] };
    jh_code code = jh_request_id(&number, request, 1, err);

    if (code) return code;
    what.number = (int32_t)number;
    do {
        code = jh_import_undo_read(&to.on, &desk, &what, err);
        if (!code) code = jh_write_now(request, write_undo, &to, err);
    } while (jh_import_undo_again(to.on, err));
    jh_opened_written(request->server->opened);
    return code ? code : jh_import_undo_tell(&request->reply.body, to.on, &desk, err);
}

jh_code jh_handle_mappings_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_kept_mapping what = { .county = request->match.word[0] };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_body_text(&what.hash, &body, "hash", err);
    if (!code) code = jh_body_text(&what.text, &body, "mapping", err);
    if (!code) code = jh_import_keep_mapping(&request->reply.body, &desk, &what, err);
    jh_body_close(&body);
    return code;
}
