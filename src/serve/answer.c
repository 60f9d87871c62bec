/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/answer.h"

#include "serve/jobs.h"
#include "serve/pace.h"
#include "serve/response.h"
#include "serve/server_room.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { SPARE_MOST = 256, SECRET_HEADER_MOST = 200 };

/* Memory that stays touched between two requests. */
static const size_t KEPT_WARM = (size_t)64 << 10;

struct jh_exchange {
    jh_request request;
    jh_arena memory; /* it lies in there itself */
    struct MHD_Connection *connection;
    jh_pace *pace;                 /* of the connection */
    struct MHD_Response *response; /* ready to be queued */
    unsigned status;
    jh_buffer body;
    size_t taken;                    /* bytes of the body so far */
    struct MHD_PostProcessor *parts; /* of the lane FILES */
    bool is_head, is_too_large, is_checking;
    jh_exchange *next; /* among the spare ones */
};

/* ---- memory of exchanges, used again ---- */

static pthread_mutex_t spare_lock = PTHREAD_MUTEX_INITIALIZER;
static jh_exchange *spare;
static size_t spare_count;

static jh_exchange *take_spare(void)
{
    jh_exchange *taken;
    jh_arena memory;

    pthread_mutex_lock(&spare_lock);
    taken = spare;
    if (taken) {
        spare = taken->next;
        spare_count--;
    }
    pthread_mutex_unlock(&spare_lock);
    if (taken) {
        memory = taken->memory;
    } else if (jh_arena_reserve(&memory, JH_REQUEST_MEMORY)) {
        return NULL;
    }
    memory.at = memory.start;
    taken = JH_NEW(&memory, jh_exchange);
    if (!taken) return NULL;
    taken->memory = memory;
    taken->request.memory = memory;
    return taken;
}

void jh_exchange_end(jh_exchange *exchange)
{
    jh_arena memory = exchange->request.memory;

    (void)!jh_pace_enter(exchange->pace, JH_PACE_HEAD);
    if (exchange->request.reply.stream) jh_job_close_stream(exchange->request.reply.stream);
    if (exchange->response) MHD_destroy_response(exchange->response);
    if (exchange->parts) MHD_destroy_post_processor(exchange->parts);
    jh_upload_end(&exchange->request.upload);
    if (jh_arena_used(&memory) > KEPT_WARM) {
        jh_arena_release(&memory);
        return;
    }
    pthread_mutex_lock(&spare_lock);
    if (spare_count < SPARE_MOST) {
        exchange->next = spare;
        spare = exchange;
        spare_count++;
        exchange = NULL;
    }
    pthread_mutex_unlock(&spare_lock);
    if (exchange) jh_arena_release(&memory);
}

void jh_exchanges_end(void)
{
    while (spare) {
        jh_arena memory = spare->memory;
        spare = spare->next;
        jh_arena_release(&memory);
    }
    spare_count = 0;
}

/* ---- reading ---- */

static jh_text header(jh_exchange *exchange, const char *name)
{
    const char *value = MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);

    return value ? jh_text_copy(&exchange->request.memory, jh_text_of(value)) : JH_TEXT("");
}

static enum MHD_Result read_query(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    jh_request *request = context;
    jh_query_word *to = &request->query[request->query_count];

    (void)kind;
    if (request->query_count == JH_QUERY_MOST) return MHD_NO;
    to->name = jh_text_copy(&request->memory, jh_text_of(name));
    to->value = jh_text_copy(&request->memory, jh_text_of(value));
    if (to->name.at && to->value.at) request->query_count++;
    return MHD_YES;
}

static void read_secret(jh_exchange *exchange)
{
    jh_request *request = &exchange->request;
    jh_text bearer = header(exchange, MHD_HTTP_HEADER_AUTHORIZATION);
    const char *cookie =
        MHD_lookup_connection_value(exchange->connection, MHD_COOKIE_KIND, "junheng");

    if (jh_text_starts(bearer, JH_TEXT("Bearer "))) {
        request->is_token = true;
        request->secret = jh_text_trim((jh_text){ bearer.at + 7, bearer.size - 7 });
    } else if (cookie && strlen(cookie) < SECRET_HEADER_MOST) {
        request->secret = jh_text_copy(&request->memory, jh_text_of(cookie));
    }
}

static void read_address(jh_exchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char shown[INET6_ADDRSTRLEN] = "";

    if (info && info->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr,
                  shown, sizeof shown);
    exchange->request.address = jh_text_copy(&exchange->request.memory, jh_text_of(shown));
}

static jh_pace *pace_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static const char api[] = "/api/v1/";

static bool is_api(const jh_request *request)
{
    return jh_text_starts(request->path, JH_TEXT(api));
}

static void find_route(jh_request *request)
{
    size_t front = sizeof api - 1;

    if (!is_api(request)) return;
    request->match = jh_route_find(
        request->method, (jh_text){ request->path.at + front, request->path.size - front });
}

static bool takes_files(const jh_request *request)
{
    const jh_route *route = request->match.route;

    return route && (route->lane == JH_LANE_FILES || route->lane == JH_LANE_FILE);
}

static const jh_upload_limits *limits_of(const jh_request *request)
{
    return request->match.route->lane == JH_LANE_FILE ? &jh_upload_one : &jh_upload_many;
}

jh_exchange *jh_exchange_begin(jh_server *server, struct MHD_Connection *connection,
                               const char *method, const char *url)
{
    jh_exchange *exchange = take_spare();
    jh_request *request;
    jh_text language;

    if (!exchange) return NULL;
    request = &exchange->request;
    exchange->connection = connection;
    exchange->pace = pace_of(connection);
    exchange->is_head = strcmp(method, "HEAD") == 0;
    request->server = server;
    request->method =
        jh_text_copy(&request->memory, jh_text_of(exchange->is_head ? "GET" : method));
    request->path = jh_text_copy(&request->memory, jh_text_of(url));
    request->is_secure = server->options.certificate != NULL;
    request->origin = header(exchange, "Origin");
    request->host = header(exchange, MHD_HTTP_HEADER_HOST);
    request->agent = header(exchange, MHD_HTTP_HEADER_USER_AGENT);
    request->if_none_match = header(exchange, MHD_HTTP_HEADER_IF_NONE_MATCH);
    language = header(exchange, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
    request->lang = jh_text_starts(language, JH_TEXT("en")) ? JH_EN : JH_ZH;
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, read_query, request);
    jh_pace_speaks(exchange->pace, request->lang);
    read_secret(exchange);
    read_address(exchange);
    exchange->body = jh_buffer_in(&request->memory);
    find_route(request);
    return exchange;
}

/* Other fields of the form are words like those of the query. */
static void take_field(jh_request *request, const char *name, jh_text value)
{
    jh_query_word *to = &request->query[request->query_count];

    if (request->query_count == JH_QUERY_MOST) return;
    to->name = jh_text_copy(&request->memory, jh_text_of(name));
    to->value = jh_text_copy(&request->memory, value);
    if (to->name.at && to->value.at) request->query_count++;
}

/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's signature */
static enum MHD_Result take_part(void *context, enum MHD_ValueKind kind, const char *key,
                                 const char *file_name, const char *type, const char *encoding,
                                 const char *data, uint64_t offset, size_t size)
{
    jh_request *request = context;
    jh_text bytes = { data, size };

    (void)kind, (void)type, (void)encoding;
    if (file_name)
        jh_upload_piece(&request->upload, jh_text_of(file_name), bytes, offset);
    else if (key && offset == 0)
        take_field(request, key, bytes);
    return MHD_YES;
}

/* Too much is read on for a while, so that the answer can say so: who is told in the middle of
 * sending does not listen. */
bool jh_exchange_take(jh_exchange *exchange, const char *bytes, size_t size)
{
    enum { FORM_ITSELF = 1 << 20 };

    exchange->taken += size;
    jh_pace_came(exchange->pace, size);
    if (takes_files(&exchange->request)) {
        if (exchange->parts) (void)!MHD_post_process(exchange->parts, bytes, size);
        return exchange->parts
               && exchange->taken <= limits_of(&exchange->request)->bytes + FORM_ITSELF;
    }
    if (exchange->taken > JH_BODY_MOST)
        exchange->is_too_large = true;
    else
        jh_buffer_add(&exchange->body, (jh_text){ bytes, size });
    return exchange->taken <= (size_t)JH_BODY_MOST * 4;
}

/* ---- answering ---- */

/* What the handler left becomes the response; on whatever thread it ran. */
static void seal(jh_exchange *exchange, jh_arena *keep)
{
    jh_request *request = &exchange->request;
    jh_reply *reply = &request->reply;

    if (!reply->status) reply->status = 200;
    if (reply->status == 200 && jh_response_matches(request->if_none_match, reply->etag)) {
        reply->status = 304;
        reply->body = JH_TEXT("");
    }
    if (reply->stream) reply->stream->connection = exchange->connection;
    exchange->response = jh_response_make(request, keep);
    exchange->status = reply->status;
    jh_opened_give_back(request->server->opened, reply->opened);
    reply->opened = NULL;
}

static void run_handler(jh_exchange *exchange, jh_bench *bench, bool is_known)
{
    jh_request *request = &exchange->request;
    jh_error err = { JH_OK };
    jh_code code = is_known ? JH_OK : jh_guard_load(request, bench, &err);

    if (!code) code = jh_guard_check(request, &err);
    if (!code) code = request->match.route->run(request, bench, &err);
    if (code == JH_IO) jh_line_close(&bench->line); /* whatever is wrong with it */
    if (code) jh_problem_write(request, &bench->keep, &err);
    seal(exchange, &bench->keep);
}

static void fail_at_once(jh_exchange *exchange, unsigned status, jh_say_id say)
{
    jh_error err = { .code = JH_BAD_INPUT };

    err.message = jh_message_make(say, NULL);
    exchange->request.reply.status = status;
    jh_problem_write(&exchange->request, &exchange->request.memory, &err);
    seal(exchange, &exchange->request.memory);
}

static void work(void *context, jh_bench *bench)
{
    jh_exchange *exchange = context;
    struct MHD_Connection *connection = exchange->connection;

    run_handler(exchange, bench, exchange->request.visitor.account != 0);
    MHD_resume_connection(connection); /* from here on it is the network's again */
}

static bool queue(jh_exchange *exchange)
{
    bool is_queued;

    if (!exchange->response) return false;
    if (!jh_pace_enter(exchange->pace,
                       exchange->request.reply.stream ? JH_PACE_WORK : JH_PACE_ANSWER))
        return false;
    is_queued =
        MHD_queue_response(exchange->connection, exchange->status, exchange->response) == MHD_YES;
    atomic_fetch_add(&exchange->request.server->answered[exchange->status / 100 % 6], 1);
    return is_queued;
}

/* ---- the page's own files ---- */

static void answer_asset(jh_exchange *exchange, const jh_asset *asset)
{
    jh_text encodings = header(exchange, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    bool is_packed = asset->packed.at && jh_text_contains(encodings, JH_TEXT("gzip"));

    exchange->status = 200;
    if (jh_response_matches(exchange->request.if_none_match, asset->etag)) {
        static const jh_text none = { "", 0 };
        jh_asset empty = *asset;
        empty.bytes = none;
        empty.packed.at = NULL;
        exchange->status = 304;
        exchange->response = jh_response_of_asset(&empty, false);
        return;
    }
    exchange->response = jh_response_of_asset(asset, is_packed);
}

/* ---- dispatch ---- */

static void answer_outside_api(jh_exchange *exchange)
{
    jh_request *request = &exchange->request;
    jh_text path = { request->path.at + 1, request->path.size - 1 };
    const jh_asset *asset = jh_asset_find(path);

    if (!asset)
        fail_at_once(exchange, 404, SAY_SERVE_NO_SUCH_PAGE);
    else if (!jh_text_equal(request->method, JH_TEXT("GET")))
        fail_at_once(exchange, 405, SAY_SERVE_WRONG_METHOD);
    else
        answer_asset(exchange, asset);
}

/* The network thread's own place of work, without a way to the store; NULL: no memory. */
static jh_bench *bench_here(void)
{
    static _Thread_local jh_bench bench;

    if (!bench.keep.start
        && (jh_arena_reserve(&bench.keep, JH_ARENA_DEFAULT)
            || jh_arena_reserve(&bench.scratch, JH_ARENA_DEFAULT)))
        return NULL;
    return &bench;
}

/* The answer's bytes are copied when it is sealed: the bench is as before. */
static void answer_here(jh_exchange *exchange)
{
    enum { KEPT_HERE = 1 << 20 };
    jh_bench *bench = bench_here(), once;

    if (!bench) {
        fail_at_once(exchange, 503, SAY_BASE_NO_MEMORY);
        return;
    }
    once = *bench;
    run_handler(exchange, &once, true);
    if (jh_arena_used(&once.keep) > KEPT_HERE) jh_arena_reset(&bench->keep);
}

/* The assessment that the request means, borrowed for it, if that needs no waiting. */
static bool is_near(jh_request *request)
{
    jh_bench *bench = bench_here(), once;
    jh_desk desk;
    jh_judging words;

    if (!bench) return false;
    once = *bench;
    desk = jh_request_desk(request, &once);
    if (jh_request_judging(&words, request, &once, NULL)) return false;
    request->reply.opened = jh_opened_at_hand(request->server->opened, &desk, &words);
    return request->reply.opened != NULL;
}

/* From here on the exchange is the lane's, until it resumes the connection. */
static void hand_on(jh_exchange *exchange, jh_lane lane, jh_lane_work *task)
{
    MHD_suspend_connection(exchange->connection);
    if (jh_lanes_put(exchange->request.server->lanes, lane, task, exchange)) return;
    fail_at_once(exchange, 503, SAY_SERVE_BUSY);
    MHD_resume_connection(exchange->connection);
}

/* true: the answer is there. */
static bool answer_route(jh_exchange *exchange)
{
    jh_request *request = &exchange->request;
    jh_lane lane = request->match.route->lane;
    bool is_known = jh_guard_at_hand(request);

    if (is_known && (lane == JH_LANE_HERE || (lane == JH_LANE_NEAR && is_near(request)))) {
        answer_here(exchange);
        return true;
    }
    if (lane == JH_LANE_HERE || lane == JH_LANE_NEAR) lane = JH_LANE_READ;
    if (takes_files(request)) lane = JH_LANE_BRING;
    hand_on(exchange, lane, work);
    return false;
}

/* true: the answer is there; false: a lane has it. */
static bool begin_answer(jh_exchange *exchange)
{
    jh_request *request = &exchange->request;

    if (!is_api(request)) {
        answer_outside_api(exchange);
        return true;
    }
    if (!request->match.route) {
        bool known = request->match.is_known_path;
        fail_at_once(exchange, known ? 405 : 404,
                     known ? SAY_SERVE_WRONG_METHOD : SAY_SERVE_NO_SUCH_ROUTE);
        return true;
    }
    if (exchange->is_too_large || exchange->body.failed) {
        fail_at_once(exchange, 413, SAY_SERVE_TOO_LARGE);
        return true;
    }
    request->body = (jh_text){ exchange->body.at, exchange->body.size };
    return answer_route(exchange);
}

bool jh_exchange_answer(jh_exchange *exchange)
{
    if (exchange->response) return queue(exchange); /* resumed */
    if (!jh_pace_enter(exchange->pace, JH_PACE_WORK)) return false;
    return begin_answer(exchange) ? queue(exchange) : true;
}

/* ---- before a body is read ---- */

static bool is_too_large(jh_exchange *exchange)
{
    jh_text length = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
    int64_t most = takes_files(&exchange->request) ? (int64_t)limits_of(&exchange->request)->bytes
                                                   : JH_BODY_MOST;
    jh_decimal bytes;

    return length.size
           && (jh_decimal_parse(&bytes, length) != JH_READ_EXACT
               || bytes.millionths / JH_DECIMAL_ONE > most);
}

static jh_code begin_upload(jh_request *request, jh_error *err)
{
    jh_upload_wish wish = { limits_of(request), request->visitor.account };
    jh_code code = jh_upload_begin(&request->upload, request->server->uploads, &wish, err);

    if (code == JH_CONFLICT) request->reply.status = 503;
    return code;
}

/* Nobody fills our disk who may not. */
static void check(void *context, jh_bench *bench)
{
    jh_exchange *exchange = context;
    jh_request *request = &exchange->request;
    struct MHD_Connection *connection = exchange->connection;
    jh_error err = { JH_OK };
    jh_code code = jh_guard_load(request, bench, &err);

    if (!code) code = jh_guard_check(request, &err);
    if (!code) code = begin_upload(request, &err);
    if (code == JH_IO) jh_line_close(&bench->line);
    if (code) {
        jh_problem_write(request, &bench->keep, &err);
        seal(exchange, &bench->keep);
    }
    MHD_resume_connection(connection);
}

bool jh_exchange_admit(jh_exchange *exchange)
{
    if (is_too_large(exchange)) {
        fail_at_once(exchange, 413, SAY_SERVE_TOO_LARGE);
        return queue(exchange);
    }
    if (!takes_files(&exchange->request)) return jh_pace_enter(exchange->pace, JH_PACE_BODY);
    if (!jh_pace_enter(exchange->pace, JH_PACE_WORK)) return false;
    exchange->is_checking = true;
    hand_on(exchange, JH_LANE_READ, check);
    return true;
}

bool jh_exchange_is_checking(const jh_exchange *exchange)
{
    return exchange->is_checking;
}

bool jh_exchange_checked(jh_exchange *exchange)
{
    enum { PIECE = 64 << 10 };

    exchange->is_checking = false;
    if (exchange->response) return queue(exchange);
    exchange->parts =
        MHD_create_post_processor(exchange->connection, PIECE, take_part, &exchange->request);
    if (exchange->parts) return jh_pace_enter(exchange->pace, JH_PACE_BODY);
    fail_at_once(exchange, 415, SAY_SERVE_NOT_MULTIPART);
    return queue(exchange);
}
