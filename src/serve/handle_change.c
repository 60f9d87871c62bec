/* Corrections, settings, names, what-if, scenarios, frozen assessments: what is quick to write.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"
#include "app/correct.h"
#include "app/freeze.h"
#include "app/match.h"
#include "office/scenarios.h"
#include "serve/handlers.h"

/* A handler's work with the body open. */
typedef jh_code with_body(jh_request *request, jh_bench *bench, const jh_body *body, jh_error *err);

static jh_code read_body(with_body *work, jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = work(request, bench, &body, err);
    jh_body_close(&body);
    return code;
}

static const char *author_of(jh_request *request, jh_bench *bench)
{
    return jh_text_zero(&bench->keep, request->visitor.login);
}

/* ---- corrections ---- */

static jh_code correct(jh_request *request, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging words;
    jh_corrections what = { .words = &words, .author = author_of(request, bench) };
    jh_code code = jh_request_judging(&words, request, bench, err);

    if (!code) code = jh_body_word(&what.reason, body, "reason", err);
    if (!code) code = jh_body_word(&what.approver, body, "approver", err);
    if (!code) code = jh_body_number(&what.at_revision, body, "at_revision", err);
    if (!code) code = jh_body_changes(&what.figures, body, err);
    if (!code)
        code = jh_correct_all(&request->reply.body, &request->reply.current, &desk, &what, err);
    jh_opened_written(request->server->opened);
    return code;
}

jh_code jh_handle_figures_patch(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(correct, request, bench, err);
}

/* ---- settings ---- */

static jh_code put_setting(jh_request *request, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_putting what = { .address = request->server->options.address,
                        .county = jh_request_word(request, bench, 0),
                        .author = author_of(request, bench) };
    const char *name, *value;
    jh_code code = jh_body_word(&name, body, "name", err);

    if (!code) code = jh_body_word(&value, body, "value", err);
    if (!code) code = jh_body_word(&what.from, body, "from", err);
    if (!code) code = jh_body_word(&what.to, body, "to", err);
    if (!code) code = jh_body_word(&what.source, body, "source", err);
    if (code) return code;
    if (!name || !value) {
        request->reply.status = 400;
        return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_WORD_NEEDED, "name, value", "name, value",
                       NULL);
    }
    what.word = jh_text_format(&bench->keep, "%s=%s", name, value).at;
    if (!what.word || !what.county) return jh_no_memory(err);
    code = jh_bring_setting(&request->reply.body, &desk, &what, err);
    jh_opened_written(request->server->opened);
    return code;
}

jh_code jh_handle_settings_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(put_setting, request, bench, err);
}

/* ---- names ---- */

static jh_code put_name(jh_request *request, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_matching what = { .address = request->server->options.address,
                         .county = jh_request_word(request, bench, 0),
                         .author = author_of(request, bench) };
    jh_code code = jh_body_word(&what.name, body, "name", err);

    if (!code) code = jh_body_word(&what.code, body, "code", err);
    if (!code) code = jh_body_word(&what.reason, body, "reason", err);
    if (!code && (!what.name || !what.code)) {
        request->reply.status = 400;
        code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_WORD_NEEDED, "name, code", "name, code", NULL);
    }
    return code ? code : jh_match_names(&request->reply.body, &desk, &what, err);
}

jh_code jh_handle_names_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(put_name, request, bench, err);
}

/* ---- frozen ---- */

typedef struct freeze_writing {
    const jh_request *request;
    const jh_freeze *what;
    jh_freeze_work *on;
} freeze_writing;

static jh_code write_freeze(void *context, jh_bench *bench, jh_error *err)
{
    const freeze_writing *to = context;
    jh_desk desk = jh_request_desk(to->request, bench);
    jh_store *store;
    jh_code code = jh_line_store(&store, desk.line, err);

    return code ? code : jh_freeze_write(to->on, &desk, to->what, store, err);
}

/* Judged here, written by the writer; again, where the county changed in between. */
static jh_code freeze_all(jh_freeze_work *on, jh_request *request, jh_bench *bench,
                          const jh_freeze *what, jh_error *err)
{
    freeze_writing to = { request, what, on };
    jh_desk desk = jh_request_desk(request, bench);
    jh_code code;

    do {
        code = jh_freeze_read(on, &desk, what, err);
        if (!code) code = jh_write_now(request, write_freeze, &to, err);
    } while (jh_overtaken_again(&on->overtaken, err));
    return code ? code : jh_freeze_tell(&request->reply.body, on, &desk, err);
}

static jh_code freeze(jh_request *request, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_freeze_work *on = JH_NEW(&bench->keep, jh_freeze_work);
    jh_judging words;
    jh_freeze what = { .words = &words, .author = author_of(request, bench) };
    jh_code code = on ? jh_request_judging(&words, request, bench, err) : jh_no_memory(err);

    if (!code) code = jh_body_word(&what.approver, body, "approver", err);
    if (!code) code = jh_body_word(&what.reason, body, "reason", err);
    if (!code) code = freeze_all(on, request, bench, &what, err);
    jh_opened_written(request->server->opened);
    if (!code) request->reply.status = 201;
    return code;
}

jh_code jh_handle_frozen_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(freeze, request, bench, err);
}

/* ---- what if ---- */

static jh_code suppose(jh_request *request, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_supposed_figures figures;
    const jh_opened *opened;
    jh_judging words;
    jh_code code = jh_body_changes(&figures, body, err);

    if (!code) code = jh_request_judging(&words, request, bench, err);
    if (!code) code = jh_request_opened(&opened, request, bench, err);
    words.figures = &figures;
    if (!code) code = jh_suppose_tell(&request->reply.body, &desk, &opened->told, &words, err);
    request->reply.etag = NULL;
    return code;
}

jh_code jh_handle_sandbox_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(suppose, request, bench, err);
}

/* ---- scenarios ---- */

static jh_code which_scenario(jh_scenario *out, jh_request *request, jh_error *err)
{
    int64_t number;
    jh_code code = jh_request_id(&number, request, 1, err);

    *out = (jh_scenario){ .county = request->match.word[0], .number = (int32_t)number };
    return code;
}

static jh_code put_scenario(jh_request *request, jh_bench *bench, const jh_body *body,
                            jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_scenario scenario = { .county = request->match.word[0] };
    jh_supposed_figures checked;
    int64_t revision = 0;
    bool is_new = request->match.word[1].size == 0;
    jh_code code = is_new ? JH_OK : which_scenario(&scenario, request, err);

    if (!code) code = jh_body_text(&scenario.name, body, "name", err);
    if (!code) code = jh_body_truth(&scenario.is_shared, body, "is_shared", err);
    if (!code) code = jh_body_number(&revision, body, "at_revision", err);
    if (!code) code = jh_body_changes(&checked, body, err);
    if (!code) code = jh_body_json(&scenario.changes, body, "changes", err);
    if (code) return code;
    scenario.revision = (int32_t)revision;
    code = jh_scenario_put(&request->reply.body, &desk, &scenario, err);
    if (!code && is_new) request->reply.status = 201;
    return code;
}

jh_code jh_handle_scenarios_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(put_scenario, request, bench, err);
}

jh_code jh_handle_scenario_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    return read_body(put_scenario, request, bench, err);
}

jh_code jh_handle_scenarios_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_scenario_list(&request->reply.body, &desk, request->match.word[0], err);
}

jh_code jh_handle_scenario_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_scenario which;
    jh_code code = which_scenario(&which, request, err);

    return code ? code : jh_scenario_get(&request->reply.body, &desk, &which, err);
}

jh_code jh_handle_scenario_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_scenario which;
    jh_code code = which_scenario(&which, request, err);

    if (!code) code = jh_scenario_remove(&desk, &which, err);
    return code ? code : jh_reply_nothing(request);
}
