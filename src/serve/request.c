/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/request.h"

#include "serve/server_room.h"

#include <string.h>

const char *jh_request_query(const jh_request *request, const char *name)
{
    jh_text wanted = jh_text_of(name);
    size_t i;

    for (i = 0; i < request->query_count; i++)
        if (jh_text_equal(request->query[i].name, wanted))
            return request->query[i].value.size ? request->query[i].value.at : NULL;
    return NULL;
}

static bool add_split(const char **list, size_t *count, jh_bench *bench, jh_text value)
{
    while (value.size) {
        const char *comma = memchr(value.at, ',', value.size);
        size_t size = comma ? (size_t)(comma - value.at) : value.size;
        if (size) list[*count] = jh_text_zero(&bench->keep, (jh_text){ value.at, size });
        if (size && !list[(*count)++]) return false;
        size += comma != NULL;
        value = (jh_text){ value.at + size, value.size - size };
        if (*count == JH_QUERY_MOST) break;
    }
    return true;
}

jh_code jh_request_all(jh_query_values *out, const jh_request *request, jh_bench *bench,
                       const char *name, jh_error *err)
{
    const char **list = JH_NEW_ARRAY(&bench->keep, const char *, JH_QUERY_MOST + 1);
    size_t i;

    *out = (jh_query_values){ .items = list };
    if (!list) return jh_no_memory(err);
    for (i = 0; i < request->query_count && out->count < JH_QUERY_MOST; i++) {
        if (!jh_text_equal(request->query[i].name, jh_text_of(name))) continue;
        if (!add_split(list, &out->count, bench, request->query[i].value)) return jh_no_memory(err);
    }
    return JH_OK;
}

jh_code jh_request_number(int64_t *out, jh_request *request, const jh_query_number *wanted,
                          jh_error *err)
{
    const char *word = jh_request_query(request, wanted->name);
    char digits[24];
    jh_decimal number;

    *out = wanted->otherwise;
    if (!word) return JH_OK;
    if (jh_decimal_parse(&number, jh_text_of(word)) == JH_READ_EXACT && number.millionths >= 0
        && number.millionths % JH_DECIMAL_ONE == 0
        && number.millionths / JH_DECIMAL_ONE <= wanted->most) {
        *out = number.millionths / JH_DECIMAL_ONE;
        return JH_OK;
    }
    request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_NUMBER, wanted->name, word,
                   jh_digits(digits, wanted->most), NULL);
}

const char *jh_request_word(const jh_request *request, jh_bench *bench, size_t n)
{
    return jh_text_zero(&bench->keep, request->match.word[n]);
}

jh_desk jh_request_desk(const jh_request *request, jh_bench *bench)
{
    return (jh_desk){ .keep = &bench->keep,
                      .scratch = bench->scratch,
                      .manner = { .lang = request->lang, .json = true, .columns = 100 },
                      .visitor = &request->visitor,
                      .line = &bench->line };
}

jh_code jh_request_judging(jh_judging *out, jh_request *request, jh_bench *bench, jh_error *err)
{
    *out = (jh_judging){ .address = request->server->options.address,
                         .county = jh_request_word(request, bench, 0),
                         .period = jh_request_query(request, "period"),
                         .standard = jh_request_query(request, "standard"),
                         .standards_folder = request->server->options.standards_folder,
                         .as_of = jh_request_query(request, "as_of"),
                         .revision = jh_request_query(request, "revision"),
                         .frozen = jh_request_query(request, "frozen") };
    if (!out->county) return jh_no_memory(err);
    /* On the command line a standard may be a path; nobody reads our files through a query. */
    if (out->standard && (strchr(out->standard, '/') || strstr(out->standard, ".std"))) {
        request->reply.status = 400;
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_STANDARD_KEY, "standard", out->standard, NULL);
    }
    return JH_OK;
}
