/* Coming in and going out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "serve/handlers.h"

#include <stdio.h>
#include <string.h>

/* ---- cookies ---- */

static jh_code set_cookie(jh_request *request, const char *secret, long seconds, jh_error *err)
{
    jh_text cookie = jh_text_format(&request->memory,
                                    "junheng=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%ld%s",
                                    secret, seconds, request->is_secure ? "; Secure" : "");

    request->reply.cookie = cookie.at;
    return cookie.at ? JH_OK : jh_no_memory(err);
}

/* ---- health ---- */

jh_code jh_handle_health_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_json json = jh_json_in(&bench->keep);

    jh_json_object(&json);
    jh_json_key(&json, "status");
    jh_json_zero(&json, atomic_load(&request->server->is_ending) ? "ending" : "ok");
    jh_json_key(&json, "version");
    jh_json_zero(&json, JH_VERSION);
    jh_json_end(&json);
    return jh_json_finish(&request->reply.body, &json, err);
}

/* ---- beginning ---- */

jh_code jh_handle_setup_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_json json = jh_json_in(&bench->keep);

    jh_json_object(&json);
    jh_json_key(&json, "is_open");
    jh_json_bool(&json, atomic_load(&request->server->is_new));
    jh_json_end(&json);
    return jh_json_finish(&request->reply.body, &json, err);
}

/* In a time that tells nothing of how much was right. */
static bool is_setup_secret(const jh_server *server, jh_text shown)
{
    jh_hash ours = jh_hash_of(server->setup, strlen(server->setup));
    jh_hash theirs = jh_hash_of(shown.at, shown.size);

    return *server->setup && jh_hash_equal(&ours, &theirs);
}

typedef struct joining {
    jh_request *request;
    jh_text secret;
    jh_newcomer who;
    char kept[JH_PASSWORD_KEPT];
    jh_text out;
} joining;

static jh_code write_first(void *context, jh_bench *bench, jh_error *err)
{
    joining *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);
    jh_caller caller = jh_request_caller(on->request);

    desk.keep = &on->request->memory; /* the document outlives the writer's bench */
    return jh_access_first(&on->out, &desk, &on->who, &caller, err);
}

static jh_code read_joining(joining *on, const jh_body *body, jh_error *err)
{
    jh_text password;
    jh_code code = jh_body_text(&password, body, "password", err);

    if (!code) code = jh_body_text(&on->who.name, body, "name", err);
    if (!code) code = jh_access_check_password(on->who.login, password, err);
    if (!code) code = jh_password_keep(on->kept, password, err);
    on->who.kept = jh_text_of(on->kept);
    return code;
}

static jh_code set_up(joining *on, const jh_body *body, jh_error *err)
{
    jh_server *server = on->request->server;
    jh_code code = jh_body_text(&on->secret, body, "token", err);

    if (!code) code = jh_body_text(&on->who.login, body, "login", err);
    if (!code && (!atomic_load(&server->is_new) || !is_setup_secret(server, on->secret))) {
        on->request->reply.status = 403;
        code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_SETUP_CLOSED, NULL, NULL);
    }
    if (!code) code = read_joining(on, body, err);
    if (!code) code = jh_write_now(on->request, write_first, on, err);
    if (!code) atomic_store(&server->is_new, false);
    return code;
}

jh_code jh_handle_setup_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    joining on = { .request = request };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = set_up(&on, &body, err);
    jh_body_close(&body);
    request->reply.body = on.out;
    if (!code) request->reply.status = 201;
    return code;
}

/* ---- invitations ---- */

jh_code jh_handle_invitation_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_text login;

    return jh_access_invitation(&request->reply.body, &login, &desk, request->match.word[0], err);
}

static jh_code write_accepted(void *context, jh_bench *bench, jh_error *err)
{
    joining *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);
    jh_caller caller = jh_request_caller(on->request);

    return jh_access_accept(&desk, on->secret, &on->who, &caller, err);
}

jh_code jh_handle_invitation_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    joining on = { .request = request, .secret = request->match.word[0] };
    jh_desk desk = jh_request_desk(request, bench);
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_access_invitation(&on.out, &on.who.login, &desk, on.secret, err);
    if (!code) code = read_joining(&on, &body, err);
    if (!code) code = jh_write_now(request, write_accepted, &on, err);
    jh_body_close(&body);
    if (code) return code;
    jh_visits_forget(request->server->visits);
    request->reply.body = on.out;
    return JH_OK;
}

/* ---- sessions ---- */

typedef struct admitting {
    jh_request *request;
    jh_login login;
    char secret[JH_TOKEN_SIZE];
} admitting;

/* Whoever logs in anew leaves the old session behind: what was planted is worth nothing. */
static jh_code write_admitted(void *context, jh_bench *bench, jh_error *err)
{
    admitting *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);
    jh_caller caller = jh_request_caller(on->request);
    jh_code code = jh_access_admit(on->secret, &desk, &on->login, &caller, err);

    if (code || !on->request->visitor.account || on->request->is_token) return code;
    code = jh_access_leave(&desk, 0, &caller, err);
    return code == JH_NOT_FOUND ? JH_OK : code; /* it was over already */
}

void jh_reply_locked(jh_request *request)
{
    request->reply.status = 429;
    request->reply.retry_after = JH_LOCK_SECONDS;
}

static jh_code log_in(admitting *on, jh_bench *bench, const jh_body *body, jh_error *err)
{
    jh_request *request = on->request;
    jh_desk desk = jh_request_desk(request, bench);
    jh_login_words words = { 0 };
    jh_code code = jh_body_text(&words.login, body, "login", err);

    if (!code) code = jh_body_text(&words.password, body, "password", err);
    if (!code) code = jh_body_text(&words.code, body, "code", err);
    if (!code && words.password.size > JH_PASSWORD_MOST) words.password.size = 0;
    if (!code) code = jh_access_try(&on->login, &desk, &words, err);
    if (code) return code;
    on->login.strangers = &request->server->strangers;
    code = jh_write_now(request, write_admitted, on, err);
    if (code == JH_BAD_INPUT) request->reply.status = 401;
    if (code == JH_CONFLICT) jh_reply_locked(request);
    return code;
}

jh_code jh_handle_session_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    admitting on = { .request = request };
    jh_secret_shown shown = { jh_text_of(on.secret), false };
    jh_desk desk;
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = log_in(&on, bench, &body, err);
    jh_body_close(&body);
    if (code) return code;
    jh_visits_forget(request->server->visits);
    shown.secret = jh_text_of(on.secret);
    code = jh_access_visitor(&request->visitor, &request->memory, &bench->line, &shown, err);
    if (!code) code = set_cookie(request, on.secret, JH_SESSION_SECONDS, err);
    desk = jh_request_desk(request, bench);
    return code ? code : jh_access_tell(&request->reply.body, &desk, err);
}

jh_code jh_handle_session_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_access_tell(&request->reply.body, &desk, err);
}

static jh_code leave(jh_request *request, jh_bench *bench, int64_t pass, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_caller caller = jh_request_caller(request);
    jh_code code = jh_access_leave(&desk, (int32_t)pass, &caller, err);

    jh_visits_forget(request->server->visits);
    return code ? code : jh_reply_nothing(request);
}

jh_code jh_handle_session_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_code code = set_cookie(request, "", 0, err);

    return code ? code : leave(request, bench, 0, err);
}

jh_code jh_handle_sessions_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_access_passes(&request->reply.body, &desk, JH_TEXT("session"), err);
}

jh_code jh_handle_sessions_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    int64_t pass;
    jh_code code = jh_request_id(&pass, request, 0, err);

    return code ? code : leave(request, bench, pass, err);
}
