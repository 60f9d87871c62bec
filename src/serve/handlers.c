/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/handlers.h"

#include <string.h>

jh_caller jh_request_caller(const jh_request *request)
{
    return (jh_caller){ request->address, request->agent };
}

jh_code jh_reply_nothing(jh_request *request)
{
    request->reply.status = 204;
    return JH_OK;
}

jh_code jh_request_id(int64_t *out, const jh_request *request, size_t n, jh_error *err)
{
    jh_decimal number;

    *out = 0;
    if (jh_decimal_parse(&number, request->match.word[n]) != JH_READ_EXACT
        || number.millionths < JH_DECIMAL_ONE || number.millionths % JH_DECIMAL_ONE
        || number.millionths / JH_DECIMAL_ONE > INT32_MAX)
        return jh_fail(err, JH_NOT_FOUND, SAY_SERVE_NO_SUCH_ROUTE, NULL, NULL);
    *out = number.millionths / JH_DECIMAL_ONE;
    return JH_OK;
}

bool jh_word_copy(char *to, size_t room, const char *word)
{
    size_t size = word ? strlen(word) : 0;

    if (size >= room) return false;
    if (size) memcpy(to, word, size);
    to[size] = '\0';
    return true;
}

/* ---- opened assessments ---- */

/* The same question about the same things has the same answer. */
static jh_code set_tag(jh_request *request, jh_bench *bench, const jh_opened *opened, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    jh_hash hash;
    char *tag = jh_alloc(&bench->keep, JH_HASH_HEX, 1);
    size_t i;

    if (!hasher) return jh_no_memory(err);
    jh_hasher_add_piece(hasher, jh_text_of(opened->tag));
    jh_hasher_add_piece(hasher, request->path);
    jh_hasher_add_piece(hasher, request->lang == JH_EN ? JH_TEXT("en") : JH_TEXT("zh"));
    for (i = 0; i < request->query_count; i++) {
        jh_hasher_add_piece(hasher, request->query[i].name);
        jh_hasher_add_piece(hasher, request->query[i].value);
    }
    hash = jh_hasher_finish(hasher);
    if (!tag) return jh_no_memory(err);
    request->reply.etag = jh_hash_hex(tag, &hash);
    return JH_OK;
}

jh_code jh_request_opened(const jh_opened **out, jh_request *request, jh_bench *bench,
                          jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging words;
    jh_code code;

    *out = request->reply.opened; /* of the lane NEAR */
    if (*out) return set_tag(request, bench, *out, err);
    code = jh_request_judging(&words, request, bench, err);
    if (!code) code = jh_opened_take(out, request->server->opened, &desk, &words, err);
    if (code) return code;
    request->reply.opened = *out;
    return set_tag(request, bench, *out, err);
}

/* ---- the writer ---- */

typedef struct writing {
    jh_writer_work *work;
    void *context;
    jh_code code;
    jh_error err;
} writing;

static void write_one(void *context, jh_bench *bench)
{
    writing *on = context;

    on->code = on->work(on->context, bench, &on->err);
    if (on->code == JH_IO) jh_line_close(&bench->line);
}

jh_code jh_write_now(const jh_request *request, jh_writer_work *work, void *context, jh_error *err)
{
    writing on = { .work = work, .context = context };

    if (!jh_lanes_do(request->server->lanes, JH_LANE_WRITE, write_one, &on))
        return jh_fail(err, JH_IO, SAY_SERVE_BUSY, NULL, NULL);
    if (on.code && err) *err = on.err;
    return on.code;
}
