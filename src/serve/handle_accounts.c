/* Accounts, tokens, one's own secrets; figures for those who run the server.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/accounts.h"
#include "serve/handlers.h"

enum { DEEDS_USUAL = 200, DEEDS_MOST = 1000 };

static jh_code has_member(bool *has, jh_text *out, const jh_body *body, const char *name,
                          jh_error *err)
{
    jh_code code = jh_body_text(out, body, name, err);

    *has = jh_body_has(body, name);
    return code;
}

static jh_code read_words(jh_account_words *out, const jh_body *body, jh_error *err)
{
    jh_code code = jh_body_text(&out->login, body, "login", err);

    if (!code) code = jh_body_text(&out->name, body, "name", err);
    if (!code) code = has_member(&out->has_role, &out->role, body, "role", err);
    if (!code) code = has_member(&out->has_scope, &out->scope, body, "scope", err);
    if (!code) code = has_member(&out->has_state, &out->state, body, "state", err);
    if (!code) code = jh_body_truth(&out->unlock, body, "unlock", err);
    return code ? code : jh_body_truth(&out->confirm, body, "confirm", err);
}

jh_code jh_handle_accounts_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_accounts_list(&request->reply.body, &desk, err);
}

jh_code jh_handle_accounts_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_caller caller = jh_request_caller(request);
    jh_account_words words = { .number = 0 };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = read_words(&words, &body, err);
    if (!code) code = jh_account_invite(&request->reply.body, &desk, &words, &caller, err);
    jh_body_close(&body);
    if (!code) request->reply.status = 201;
    return code;
}

jh_code jh_handle_account_patch(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_caller caller = jh_request_caller(request);
    jh_account_words words = { .number = 0 };
    int64_t number;
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_request_id(&number, request, 0, err);
    if (!code) code = read_words(&words, &body, err);
    if (!code) words.number = (int32_t)number;
    if (!code) code = jh_account_change(&request->reply.body, &desk, &words, &caller, err);
    jh_body_close(&body);
    jh_visits_forget(request->server->visits);
    return code;
}

jh_code jh_handle_reinvite_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_caller caller = jh_request_caller(request);
    jh_account_words words = { .number = 0 };
    int64_t number;
    jh_code code = jh_request_id(&number, request, 0, err);

    if (code) return code;
    words.number = (int32_t)number;
    code = jh_account_invite(&request->reply.body, &desk, &words, &caller, err);
    if (!code) request->reply.status = 201;
    return code;
}

/* ---- tokens ---- */

jh_code jh_handle_tokens_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_access_passes(&request->reply.body, &desk, JH_TEXT("token"), err);
}

jh_code jh_handle_tokens_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_caller caller = jh_request_caller(request);
    jh_token_words words;
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_body_text(&words.name, &body, "name", err);
    if (!code) code = jh_body_text(&words.scope, &body, "scope", err);
    if (!code) code = jh_body_number(&words.days, &body, "days", err);
    if (!code) code = jh_token_make(&request->reply.body, &desk, &words, &caller, err);
    jh_body_close(&body);
    if (!code) request->reply.status = 201;
    return code;
}

jh_code jh_handle_tokens_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    return jh_handle_sessions_delete(request, bench, err); /* both are passes of one's own */
}

/* ---- one's own secrets ---- */

typedef struct changing {
    jh_request *request;
    jh_login login;
    char kept[JH_PASSWORD_KEPT];
} changing;

static jh_code write_password(void *context, jh_bench *bench, jh_error *err)
{
    changing *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);
    jh_caller caller = jh_request_caller(on->request);

    return jh_password_change(&desk, &on->login, jh_text_of(on->kept), &caller, err);
}

static jh_code change_password(changing *on, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_request *request = on->request;
    jh_desk desk = jh_request_desk(request, bench);
    jh_login_words words = { .login = request->visitor.login };
    jh_text password = { 0 };
    jh_code code = jh_body_text(&words.password, body, "old", err);

    if (!code) code = jh_body_text(&password, body, "password", err);
    if (!code) code = jh_body_text(&words.code, body, "code", err);
    if (!code) code = jh_access_check_password(words.login, password, err);
    if (!code) code = jh_access_try(&on->login, &desk, &words, err);
    if (!code && on->login.outcome == JH_LOGIN_RIGHT)
        code = jh_password_keep(on->kept, password, err);
    if (!code) code = jh_write_now(request, write_password, on, err);
    if (code == JH_CONFLICT) jh_reply_locked(request);
    return code;
}

jh_code jh_handle_password_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    changing on = { .request = request };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = change_password(&on, bench, &body, err);
    jh_body_close(&body);
    jh_visits_forget(request->server->visits);
    return code ? code : jh_reply_nothing(request);
}

jh_code jh_handle_totp_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_totp_offer(&request->reply.body, &desk, err);
}

static jh_code switch_totp(jh_request *request, jh_bench *bench, bool on, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_caller caller = jh_request_caller(request);
    jh_text key = JH_TEXT(""), typed = { 0 };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code && on) code = jh_body_text(&key, &body, "key", err);
    if (!code && on && !key.size)
        code = jh_fail(err, JH_BAD_INPUT, SAY_APP_TOTP_WRONG, "key", NULL);
    if (!code) code = jh_body_text(&typed, &body, "code", err);
    if (!code) code = jh_totp_switch(&desk, key, typed, &caller, err);
    jh_body_close(&body);
    if (code == JH_CONFLICT && err && err->message.say == SAY_APP_LOGIN_LOCKED)
        jh_reply_locked(request);
    return code ? code : jh_reply_nothing(request);
}

jh_code jh_handle_totp_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    return switch_totp(request, bench, true, err);
}

jh_code jh_handle_totp_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    return switch_totp(request, bench, false, err);
}

/* ---- for those who run it ---- */

/* The county's chains are told county by county; this is about accounts. */
jh_code jh_handle_deeds_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    int64_t limit;
    jh_code code = jh_request_number(&limit, request,
                                     &(jh_query_number){ "limit", DEEDS_USUAL, DEEDS_MOST }, err);

    return code ? code : jh_deeds_list(&request->reply.body, &desk, (size_t)limit, err);
}

jh_code jh_handle_metrics_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    static const char *const lanes[JH_LANE_COUNT] = {
        [JH_LANE_HERE] = "here",     [JH_LANE_READ] = "read",   [JH_LANE_WRITE] = "write",
        [JH_LANE_SECRET] = "secret", [JH_LANE_BRING] = "bring", [JH_LANE_IMPORT] = "import",
        [JH_LANE_PLAN] = "plan"
    };
    jh_server *server = request->server;
    jh_buffer out = jh_buffer_in(&bench->keep);
    int i;

    for (i = 1; i < 6; i++)
        jh_buffer_add_format(&out, "junheng_answers{status=\"%dxx\"} %llu\n", i,
                             (unsigned long long)atomic_load(&server->answered[i]));
    for (i = JH_LANE_READ; i < JH_LANE_COUNT; i++)
        jh_buffer_add_format(&out, "junheng_waiting{lane=\"%s\"} %zu\n", lanes[i],
                             jh_lanes_waiting(server->lanes, (jh_lane)i));
    request->reply.type = "text/plain; version=0.0.4; charset=utf-8";
    return jh_buffer_finish(&request->reply.body, &out, err);
}
