/* Long work: imports, plans, and how far they are.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/files.h"
#include "app/imports.h"
#include "app/plans.h"
#include "serve/child.h"
#include "serve/handlers.h"
#include "serve/jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS_USUAL = 60, SECONDS_MOST = 3600 };

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
    char county[64], period[32], standard[128], reason[400];
    int64_t mapping;
    bool dry_run;
} importing;

static const char *given(const char *word)
{
    return *word ? word : NULL;
}

static jh_code import_files(jh_job *job, jh_bench *bench, jh_text *result, jh_error *err)
{
    importing *on = jh_job_context(job);
    const jh_request *request = jh_job_request(job);
    jh_desk desk = desk_of(job, bench);
    jh_import what = { .address = request->server->options.address,
                       .standards_folder = request->server->options.standards_folder,
                       .county = strcmp(on->county, "new") == 0 ? NULL : on->county,
                       .folder = on->upload.folder,
                       .period = given(on->period),
                       .standard = given(on->standard),
                       .reason = given(on->reason),
                       .mapping = on->mapping,
                       .dry_run = on->dry_run };
    jh_text told;
    jh_code code = jh_import_run(&told, &desk, &what, err);

    jh_opened_written(request->server->opened);
    return code ? code : give_result(result, job, told, err);
}

static void end_import(void *context)
{
    jh_upload_end(&((importing *)context)->upload);
}

static bool copy_word(char *to, size_t room, const char *word)
{
    size_t size = word ? strlen(word) : 0;

    if (size >= room) return false;
    if (size) memcpy(to, word, size);
    to[size] = '\0';
    return true;
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
    if (!copy_word(on->county, sizeof on->county, jh_request_word(request, bench, 0))
        || !copy_word(on->period, sizeof on->period, jh_request_query(request, "period"))
        || !copy_word(on->standard, sizeof on->standard, jh_request_query(request, "standard"))
        || !copy_word(on->reason, sizeof on->reason, jh_request_query(request, "reason"))) {
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
                               .work = import_files,
                               .end = end_import,
                               .context_size = sizeof *on,
                               .context = on };
    jh_code code = on ? read_import(on, request, bench, err) : jh_no_memory(err);

    if (code) return code;
    options.lane = on->dry_run ? JH_LANE_READ : JH_LANE_WRITE;
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

jh_code jh_handle_import_undo(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    int64_t number;
    jh_import_undo what = { .county = request->match.word[0] };
    jh_code code = jh_request_id(&number, request, 1, err);

    what.number = (int32_t)number;
    if (!code) code = jh_import_take_back(&request->reply.body, &desk, &what, err);
    jh_opened_written(request->server->opened);
    return code;
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

/* ---- plans ---- */

typedef struct planning {
    char county[64], name[200], period[32], standard[128], as_of[16], seconds[24];
    char costs[256]; /* a file of our own; "" = none */
} planning;

static void end_plan(void *context)
{
    planning *on = context;

    if (*on->costs) unlink(on->costs);
}

/* "reading the papers 3/7" → what, done, total. */
static jh_job_news news_of(char *what, size_t room, const char *line)
{
    jh_job_news news = { what, "", "", 0, 0 };
    const char *blank = strrchr(line, ' ');
    size_t size = strlen(line);

    if (blank && sscanf(blank, " %zu/%zu", &news.done, &news.total) == 2)
        size = (size_t)(blank - line);
    if (size >= room) size = room - 1;
    memcpy(what, line, size);
    what[size] = '\0';
    return news;
}

static bool take_line(void *context, const char *line)
{
    jh_job *job = context;
    char what[160];
    jh_job_news news;

    if (line && *line == '{') {
        jh_job_set_problem(job, jh_body_problem(jh_job_memory(job), line));
    } else if (line && *line) {
        news = news_of(what, sizeof what, line);
        jh_job_tell(job, &news);
    }
    return jh_job_is_stopping(job);
}

static void add_word(jh_child *child, const char *name, const char *value)
{
    size_t i = 0;

    while (child->words[i]) i++;
    if (!value || !*value || i + 2 >= JH_CHILD_WORDS) return;
    child->words[i] = name;
    child->words[i + 1] = value;
}

static jh_code search(jh_text *json, jh_job *job, jh_error *err)
{
    planning *on = jh_job_context(job);
    const jh_request *request = jh_job_request(job);
    jh_child child = { .words = { "plan", request->server->options.address, "--json" },
                       .line = take_line,
                       .context = job };
    jh_code code;

    add_word(&child, "--county", on->county);
    add_word(&child, "--period", on->period);
    add_word(&child, "--standard", on->standard);
    add_word(&child, "--as-of", on->as_of);
    add_word(&child, "--standards", request->server->options.standards_folder);
    add_word(&child, "--time-limit", on->seconds);
    add_word(&child, "--costs", on->costs);
    add_word(&child, "--lang", request->lang == JH_EN ? "en" : "zh");
    code = jh_child_run(json, jh_job_memory(job), &child, err);
    if (code) return code;
    if (json->size && child.exit_code >= 0 && child.exit_code <= 1) return JH_OK;
    return jh_fail(err, child.exit_code < 0 ? JH_CONFLICT : JH_BAD_INPUT, SAY_SERVE_PLAN_FAILED,
                   NULL, NULL);
}

typedef struct keeping {
    const jh_job *job;
    const jh_kept_plan *plan;
    int32_t id;
} keeping;

static jh_code keep_plan(void *context, jh_bench *bench, jh_error *err)
{
    keeping *on = context;
    jh_desk desk = jh_request_desk(jh_job_request(on->job), bench);

    return jh_plan_keep(&on->id, &desk, on->plan, err);
}

static jh_code make_plan(jh_job *job, jh_bench *bench, jh_text *result, jh_error *err)
{
    planning *on = jh_job_context(job);
    jh_kept_plan plan = { .county = jh_text_of(on->county), .name = jh_text_of(on->name) };
    keeping kept = { .job = job, .plan = &plan };
    jh_code code = search(&plan.json, job, err);

    (void)bench;
    while (plan.json.size && plan.json.at[plan.json.size - 1] == '\n') plan.json.size--;
    if (!code) code = jh_write_now(jh_job_request(job), keep_plan, &kept, err);
    if (code) return code;
    *result = jh_text_format(jh_job_memory(job), "{\"plan\":%d}", (int)kept.id);
    return result->at ? JH_OK : jh_no_memory(err);
}

static jh_code too_long(jh_request *request, jh_error *err)
{
    request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_TOO_LARGE, NULL, NULL);
}

/* The costs as a file, which is what the verb reads. */
static jh_code write_costs(planning *on, const jh_body *body, jh_error *err)
{
    jh_text csv;
    jh_code code = jh_body_costs(&csv, body, err);
    const char *folder = getenv("TMPDIR");
    int file;

    if (code || !csv.size) return code;
    snprintf(on->costs, sizeof on->costs, "%s/junheng-costs-XXXXXX.csv", folder ? folder : "/tmp");
    file = mkstemps(on->costs, 4);
    if (file < 0) {
        on->costs[0] = '\0';
        return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, NULL, "mkstemps", NULL);
    }
    close(file);
    return jh_file_write(on->costs, csv, err);
}

static jh_code read_plan(planning *on, jh_request *request, jh_bench *bench, const jh_body *body,
                         jh_error *err)
{
    int64_t seconds = 0;
    jh_text name;
    jh_judging words;
    jh_code code = jh_request_judging(&words, request, bench, err);

    if (!code) code = jh_visitor_check_county(&request->visitor, request->match.word[0], err);
    if (!code) code = jh_body_text(&name, body, "name", err);
    if (!code) code = jh_body_number(&seconds, body, "time_limit", err);
    if (code) return code;
    if (seconds <= 0) seconds = SECONDS_USUAL;
    if (seconds > SECONDS_MOST) seconds = SECONDS_MOST;
    snprintf(on->seconds, sizeof on->seconds, "%lld", (long long)seconds);
    if (!copy_word(on->county, sizeof on->county, words.county)
        || !copy_word(on->name, sizeof on->name, name.at)
        || !copy_word(on->period, sizeof on->period, words.period)
        || !copy_word(on->standard, sizeof on->standard, words.standard)
        || !copy_word(on->as_of, sizeof on->as_of, words.as_of))
        return too_long(request, err);
    return write_costs(on, body, err);
}

jh_code jh_handle_plans_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    planning *on = JH_NEW(&bench->keep, planning);
    jh_job_options options = { .kind = "plan",
                               .lane = JH_LANE_PLAN,
                               .work = make_plan,
                               .end = end_plan,
                               .context_size = sizeof *on,
                               .context = on };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = on ? read_plan(on, request, bench, &body, err) : jh_no_memory(err);
    jh_body_close(&body);
    if (!code) code = jh_job_start(request, bench, &options, err);
    if (code && on) end_plan(on);
    return code;
}

jh_code jh_handle_plans_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_plan_list(&request->reply.body, &desk, request->match.word[0], err);
}

jh_code jh_handle_plan_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    int64_t number;
    jh_code code = jh_request_id(&number, request, 1, err);

    return code ? code
                : jh_plan_get(&request->reply.body, &desk, request->match.word[0], (int32_t)number,
                              err);
}
