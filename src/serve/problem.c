/* Errors as application/problem+json (RFC 9457).
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/json.h"
#include "serve/server_room.h"

#include <string.h>

enum { SENTENCE_SIZE = 1024, BUSY_SECONDS = 2 };

static unsigned status_of(const jh_error *err)
{
    switch (err->code) {
    case JH_BAD_INPUT: return 422;
    /* A wrong word of the query is told as the command line tells a wrong option. */
    case JH_NOT_FOUND: return strncmp(err->where, "--", 2) == 0 ? 400 : 404;
    case JH_CONFLICT: return 409;
    case JH_NO_MEMORY:
    case JH_IO: return 503;
    default: return 500;
    }
}

/* "--as-of" → "as_of": the same word as the query calls it. A path of this machine is nobody's
 * business out there. */
static void put_where(jh_json *json, const jh_request *request, const jh_error *err)
{
    char where[JH_WHERE_SIZE];
    size_t i, from = strncmp(err->where, "--", 2) == 0 ? 2 : 0;

    for (i = 0; err->where[from + i]; i++)
        where[i] = from && err->where[from + i] == '-' ? '_' : err->where[from + i];
    where[i] = '\0';
    jh_json_key(json, "where");
    jh_json_zero(json, strstr(where, request->server->options.address) ? "" : where);
}

static void put_raw(jh_json *json, const char *key, jh_text value)
{
    if (!value.size) return;
    jh_json_key(json, key);
    jh_json_raw(json, value);
}

void jh_problem_write(jh_request *request, jh_arena *keep, const jh_error *err)
{
    jh_reply *reply = &request->reply;
    jh_json json = jh_json_in(keep);
    char said[SENTENCE_SIZE];

    if (!reply->status || reply->status < 400) reply->status = status_of(err);
    if (reply->status == 503 && !reply->retry_after) reply->retry_after = BUSY_SECONDS;
    reply->type = "application/problem+json";
    reply->file_name = NULL;
    reply->etag = NULL;
    jh_json_object(&json);
    jh_json_key(&json, "type");
    jh_json_zero(&json, jh_say_keys[err->message.say]);
    jh_message_write(said, sizeof said, request->lang, &err->message, 0);
    jh_json_key(&json, "title");
    jh_json_zero(&json, said);
    jh_message_write(said, sizeof said, request->lang, &err->message, 1);
    jh_json_key(&json, "detail");
    jh_json_zero(&json, said);
    put_where(&json, request, err);
    jh_json_key(&json, "status");
    jh_json_integer(&json, reply->status);
    put_raw(&json, "current", reply->current);
    put_raw(&json, "findings", reply->findings);
    jh_json_end(&json);
    if (jh_json_finish(&reply->body, &json, NULL)) reply->body = JH_TEXT("{}");
}
