/* libmicrohttpd, from connection to answer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "serve/server.h"

#include "base/time.h"
#include "serve/answer.h"
#include "serve/jobs.h"
#include "serve/pace.h"
#include "serve/server_room.h"
#include "serve/watch.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    CONNECTIONS = 4096,
    CONNECTION_MEMORY = 24 << 10, /* for a request's head */
    IDLE_SECONDS = 75,
    OTHER_FILES = 192, /* of the store, the lanes, uploads */
    NETWORK_THREADS = 2,
    FRESH_BUSY_MS = JH_FRESH_MS / 3,
    FRESH_IDLE_MS = 1000,
    HURRY_MS = 1000
};

/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's signature */
static enum MHD_Result accept_request(void *context, struct MHD_Connection *connection,
                                      const char *url, const char *method, const char *version,
                                      const char *upload, size_t *upload_size, void **state)
{
    jh_server *server = context;
    jh_exchange *exchange = *state;

    (void)version;
    if (!exchange) {
        *state = exchange = jh_exchange_begin(server, connection, method, url);
        if (!exchange) return MHD_NO;
        return jh_exchange_admit(exchange) ? MHD_YES : MHD_NO;
    }
    if (jh_exchange_is_checking(exchange)) return jh_exchange_checked(exchange) ? MHD_YES : MHD_NO;
    if (*upload_size) {
        bool is_fine = jh_exchange_take(exchange, upload, *upload_size);
        *upload_size = 0;
        return is_fine ? MHD_YES : MHD_NO;
    }
    return jh_exchange_answer(exchange) ? MHD_YES : MHD_NO;
}

static void request_ended(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_RequestTerminationCode code)
{
    (void)context, (void)connection, (void)code;
    if (*state) jh_exchange_end(*state);
    *state = NULL;
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **pace,
                               enum MHD_ConnectionNotificationCode what)
{
    jh_server *server = context;
    const union MHD_ConnectionInfo *info;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        jh_pace_close(server->paces, *pace);
        return;
    }
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *pace = info ? jh_pace_open(server->paces, info->connect_fd) : NULL;
}

/* ---- what is looked after now and then ---- */

static long keep_fresh(void *opened)
{
    return jh_opened_look(opened) ? FRESH_BUSY_MS : FRESH_IDLE_MS;
}

static long hurry(void *context)
{
    jh_server *server = context;

    atomic_fetch_add(&server->answered[4], jh_paces_look(server->paces, jh_now_milliseconds()));
    return HURRY_MS;
}

/* ---- beginning and end ---- */

/* The network thread has no say in it: the whole answer, ready to be sent. */
static jh_text too_slow(jh_server *server, jh_lang lang)
{
    jh_error err = { .code = JH_BAD_INPUT };
    jh_request request = { .server = server, .lang = lang, .reply = { .status = 408 } };

    err.message = jh_message_make(SAY_SERVE_TOO_SLOW, NULL);
    jh_problem_write(&request, server->keep, &err);
    return jh_text_format(server->keep,
                          "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n"
                          "Content-Type: %s\r\nCache-Control: no-store\r\n"
                          "X-Content-Type-Options: nosniff\r\nContent-Length: %zu\r\n\r\n%.*s",
                          request.reply.type, request.reply.body.size,
                          JH_TEXT_ARGS(request.reply.body));
}

static jh_code make_paces(jh_server *server, jh_error *err)
{
    jh_paces_options options = { .connections = server->connections };
    int lang;

    for (lang = 0; lang < JH_LANG_COUNT && !server->options.certificate; lang++) {
        options.too_slow[lang] = too_slow(server, (jh_lang)lang);
        if (!options.too_slow[lang].at) return jh_no_memory(err);
    }
    return jh_paces_begin(&server->paces, server->keep, &options, err);
}

static jh_code make_parts(jh_server *server, jh_error *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t readers = processors < 2 ? 2 : processors > 8 ? 8 : (size_t)processors;
    jh_code code = jh_secret_begin(err);

    if (!code) code = jh_assets_begin(server->keep, err);
    if (!code) code = jh_visits_begin(&server->visits, server->keep, err);
    if (!code) code = jh_jobs_begin(&server->jobs, server->keep, err);
    if (!code) code = jh_opened_begin(&server->opened, server->keep, server->options.address, err);
    if (!code) code = make_paces(server, err);
    if (!code) code = jh_watch_begin(&server->fresh, server->keep, keep_fresh, server->opened, err);
    if (!code) code = jh_watch_begin(&server->hurry, server->keep, hurry, server, err);
    if (!code) code = jh_upload_room_begin(&server->uploads, server->keep, err);
    if (!code)
        code = jh_lanes_begin(
            &server->lanes, server->keep,
            &(jh_lanes_options){ server->options.address, readers, readers < 4 ? 1 : readers / 2 },
            err);
    return code;
}

/* Is it a store of ours, and is there anybody yet? */
static jh_code look_at_store(jh_server *server, jh_error *err)
{
    jh_line line = { .address = server->options.address };
    jh_desk desk = { .keep = server->keep, .line = &line };
    bool is_new = false;
    jh_code code = jh_access_is_new(&is_new, &desk, err);

    jh_line_close(&line);
    atomic_store(&server->is_new, is_new);
    if (is_new) jh_secret_token(server->setup);
    return code;
}

/* As many connections as there are files for: the usual limit is 1,024, and may be raised. */
static unsigned connections_of(const jh_server *server)
{
    rlim_t wanted = server->options.connections ? server->options.connections : CONNECTIONS;
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return (unsigned)wanted;
    if (files.rlim_cur < wanted + OTHER_FILES) {
        files.rlim_cur =
            files.rlim_max < wanted + OTHER_FILES ? files.rlim_max : wanted + OTHER_FILES;
        (void)!setrlimit(RLIMIT_NOFILE, &files);
        (void)!getrlimit(RLIMIT_NOFILE, &files);
    }
    if (files.rlim_cur >= wanted + OTHER_FILES) return (unsigned)wanted;
    return (unsigned)(files.rlim_cur > 2 * OTHER_FILES ? files.rlim_cur - OTHER_FILES
                                                       : files.rlim_cur / 2);
}

static unsigned flags_of(const jh_server *server)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;

    return server->options.certificate ? flags | MHD_USE_TLS : flags;
}

static jh_code listen_at(jh_server *server, struct sockaddr_in *at, jh_error *err)
{
    const jh_server_options *options = &server->options;
    struct MHD_OptionItem tls[] = {
        { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)options->certificate },
        { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)options->key },
        { MHD_OPTION_END, 0, NULL }
    };
    char port[24];
    const union MHD_DaemonInfo *info;

    if (!options->certificate) tls[0].option = MHD_OPTION_END;
    server->daemon = MHD_start_daemon(
        flags_of(server), options->port, NULL, NULL, accept_request, server, MHD_OPTION_SOCK_ADDR,
        (struct sockaddr *)at, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)NETWORK_THREADS,
        MHD_OPTION_CONNECTION_LIMIT, server->connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        server->connections / 4 * 3, /* nobody alone takes the place of all others */
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_NOTIFY_COMPLETED, request_ended, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (!server->daemon)
        return jh_fail(err, JH_IO, SAY_SERVE_CANNOT_LISTEN, options->bind,
                       jh_digits(port, options->port), NULL);
    info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    server->port = info ? info->port : options->port;
    return JH_OK;
}

jh_code jh_server_begin(jh_server **out, jh_arena *keep, const jh_server_options *options,
                        jh_error *err)
{
    jh_server *server = JH_NEW(keep, jh_server);
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(options->port) };
    jh_code code;

    *out = NULL;
    if (!server) return jh_no_memory(err);
    server->options = *options;
    server->keep = keep;
    if (inet_pton(AF_INET, options->bind, &at.sin_addr) != 1)
        return jh_fail(err, JH_NOT_FOUND, SAY_SERVE_NOT_AN_ADDRESS, "--bind", options->bind, NULL);
    server->connections = connections_of(server);
    code = look_at_store(server, err);
    if (!code) code = make_parts(server, err);
    if (!code) code = listen_at(server, &at, err);
    if (code) {
        jh_server_end(server);
        return code;
    }
    *out = server;
    return JH_OK;
}

/* Who writes and leaves last takes SQLite's log into the file, which then alone is the store. */
static void settle(const jh_server *server)
{
    jh_line line = { .address = server->options.address, .may_write = true };
    jh_error ignored = { JH_OK };
    struct jh_store *store;

    if (jh_line_store(&store, &line, &ignored) == JH_OK) jh_line_close(&line);
}

/* Suspended connections are resumed by their workers; the rest is idle. */
void jh_server_end(jh_server *server)
{
    MHD_socket listening = MHD_INVALID_SOCKET;

    atomic_store(&server->is_ending, true);
    if (server->daemon) listening = MHD_quiesce_daemon(server->daemon);
    if (server->jobs) jh_jobs_stop_all(server->jobs);
    jh_lanes_end(server->lanes);
    if (server->daemon) MHD_stop_daemon(server->daemon);
    if (listening != MHD_INVALID_SOCKET) close(listening);
    jh_watch_end(server->fresh);
    jh_watch_end(server->hurry);
    jh_paces_end(server->paces);
    if (server->opened) jh_opened_end(server->opened);
    if (server->visits) jh_visits_end(server->visits);
    if (server->jobs) jh_jobs_end(server->jobs);
    jh_exchanges_end();
    jh_upload_room_end(server->uploads);
    if (server->daemon) settle(server);
}

uint16_t jh_server_port(const jh_server *server)
{
    return server->port;
}

const char *jh_server_setup(const jh_server *server)
{
    return *server->setup ? server->setup : NULL;
}
