/* Plans: a child process searches, the store keeps; costs; two of them side by side.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/files.h"
#include "office/plans.h"
#include "serve/child.h"
#include "serve/handlers.h"
#include "serve/jobs.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS_USUAL = 60, SECONDS_MOST = 3600, PATH_ROOM = 256 };

/* ---- searching ---- */

typedef struct planning {
    char county[64], name[200], period[32], standard[128], as_of[16], seconds[24], budget[24];
    const char *folder;                         /* for: */
    char costs[PATH_ROOM], workbook[PATH_ROOM]; /* files of our own; "" = none */
    bool is_exact;                              /* until nothing is between bound and cost */
} planning;

static void end_plan(void *context)
{
    planning *on = context;

    if (*on->costs) unlink(on->costs);
    if (*on->workbook) unlink(on->workbook);
}

/* How far the search is: what no plan costs less than, out of what the best one costs. */
static void tell_progress(jh_job *job, const jh_told_progress *told)
{
    char bound[24], gap[24];
    jh_job_news news = { told->what, "", "", told->done, told->total };

    if (told->is_closing && told->total) {
        snprintf(bound, sizeof bound, "%zu", told->done);
        snprintf(gap, sizeof gap, "%.3f",
                 100.0 * (double)(told->total - told->done) / (double)told->total);
        news.bound = bound;
        news.gap = gap;
    }
    jh_job_tell(job, &news);
}

static bool take_line(void *context, const char *line)
{
    jh_job *job = context;
    jh_told_progress told;

    if (line && jh_body_progress(&told, line))
        tell_progress(job, &told);
    else if (line && *line == '{')
        jh_job_set_problem(job, jh_body_problem(jh_job_memory(job), line));
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

static void add_flag(jh_child *child, const char *name)
{
    size_t i = 0;

    while (child->words[i]) i++;
    if (i + 1 < JH_CHILD_WORDS) child->words[i] = name;
}

static jh_code search(jh_text *json, jh_job *job, jh_error *err)
{
    planning *on = jh_job_context(job);
    const jh_request *request = jh_job_request(job);
    jh_child child = { .words = { "plan", request->server->options.address, "--json",
                                  "--progress" },
                       .line = take_line,
                       .context = job };
    jh_code code;

    add_word(&child, "--county", on->county);
    add_word(&child, "--period", on->period);
    add_word(&child, "--standard", on->standard);
    add_word(&child, "--as-of", on->as_of);
    add_word(&child, "--standards", request->server->options.standards_folder);
    add_word(&child, "--time-limit", on->seconds);
    add_word(&child, "--budget", on->budget);
    add_word(&child, "--costs", on->costs);
    add_word(&child, "--out", on->workbook);
    if (on->is_exact) add_flag(&child, "--exact");
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

static jh_code temporary(char *out, const planning *on, jh_bench *bench, const char *ending,
                         jh_error *err)
{
    const char *path;
    jh_code code = jh_file_temporary(&path, &bench->keep, on->folder, ending, err);

    if (code || jh_word_copy(out, PATH_ROOM, path)) return code;
    unlink(path);
    return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, path, "TMPDIR", NULL);
}

/* As a file, which is what the verb reads. */
static jh_code write_costs(planning *on, jh_bench *bench, jh_text csv, jh_error *err)
{
    jh_code code = csv.size ? temporary(on->costs, on, bench, ".csv", err) : JH_OK;

    return code || !csv.size ? code : jh_file_write(on->costs, csv, err);
}

/* Where the workbook goes; the county's costs where none were sent. */
static jh_code prepare(planning *on, jh_job *job, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(jh_job_request(job), bench);
    jh_text csv = JH_TEXT("");
    jh_code code = temporary(on->workbook, on, bench, ".xlsx", err);

    if (code || *on->costs) return code;
    code = jh_plan_costs_kept(&csv, &desk, jh_text_of(on->county), err);
    return code ? code : write_costs(on, bench, csv, err);
}

static jh_code make_plan(jh_job *job, jh_bench *bench, jh_text *result, jh_error *err)
{
    planning *on = jh_job_context(job);
    jh_kept_plan plan = { .county = jh_text_of(on->county), .name = jh_text_of(on->name) };
    keeping kept = { .job = job, .plan = &plan };
    jh_code code = prepare(on, job, bench, err);

    if (!code) code = search(&plan.json, job, err);
    if (!code) code = jh_file_read(&plan.workbook, jh_job_memory(job), on->workbook, err);
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

static jh_code read_plan(planning *on, jh_request *request, jh_bench *bench, const jh_body *body,
                         jh_error *err)
{
    int64_t seconds = 0, budget = 0;
    jh_text name, csv;
    jh_judging words;
    jh_code code = jh_request_judging(&words, request, bench, err);

    if (!code) code = jh_visitor_check_county(&request->visitor, request->match.word[0], err);
    if (!code) code = jh_body_text(&name, body, "name", err);
    if (!code) code = jh_body_number(&seconds, body, "time_limit", err);
    if (!code) code = jh_body_number(&budget, body, "budget", err);
    if (!code) code = jh_body_costs(&csv, body, err);
    if (code) return code;
    on->folder = jh_upload_room_folder(request->server->uploads);
    on->is_exact = json_is_true(json_object_get(body->json, "exact"));
    if (budget) snprintf(on->budget, sizeof on->budget, "%lld", (long long)budget);
    if (seconds <= 0) seconds = SECONDS_USUAL;
    if (seconds > SECONDS_MOST) seconds = SECONDS_MOST;
    snprintf(on->seconds, sizeof on->seconds, "%lld", (long long)seconds);
    if (!jh_word_copy(on->county, sizeof on->county, words.county)
        || !jh_word_copy(on->name, sizeof on->name, name.at)
        || !jh_word_copy(on->period, sizeof on->period, words.period)
        || !jh_word_copy(on->standard, sizeof on->standard, words.standard)
        || !jh_word_copy(on->as_of, sizeof on->as_of, words.as_of))
        return too_long(request, err);
    return write_costs(on, bench, csv, err);
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

/* ---- side by side ---- */

jh_code jh_handle_plan_against_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    int64_t before = 0, after = 0;
    jh_code code = jh_request_id(&before, request, 1, err);

    if (!code) code = jh_request_id(&after, request, 2, err);
    return code ? code
                : jh_plans_compare(
                    &request->reply.body, &desk,
                    &(jh_plans_asked){ request->match.word[0], (int32_t)before, (int32_t)after },
                    err);
}

/* ---- costs ---- */

jh_code jh_handle_plan_costs_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_plan_costs_tell(&request->reply.body, &desk, request->match.word[0], err);
}

typedef struct pricing {
    const jh_request *request;
    jh_plan_costs_words words;
} pricing;

static jh_code keep_costs(void *context, jh_bench *bench, jh_error *err)
{
    const pricing *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);

    return jh_plan_costs_keep(&desk, &on->words, err);
}

static jh_code read_costs(pricing *on, jh_request *request, jh_bench *bench, jh_error *err)
{
    int64_t revision = 0;
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_body_number(&revision, &body, "at_revision", err);
    if (!code) code = jh_body_costs(&on->words.csv, &body, err);
    jh_body_close(&body);
    on->words.at_revision = (int32_t)revision;
    return code;
}

jh_code jh_handle_plan_costs_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    pricing on = { .request = request, .words.county = request->match.word[0] };
    const jh_opened *opened;
    jh_code code = read_costs(&on, request, bench, err);

    if (!code) code = jh_request_opened(&opened, request, bench, err);
    request->reply.etag = NULL;
    if (code) return code;
    on.words.frame = &opened->told.judged.frame;
    code = jh_plan_costs_check(&desk, &on.words, err);
    if (!code) code = jh_write_now(request, keep_costs, &on, err);
    return code ? code : jh_handle_plan_costs_get(request, bench, err);
}
