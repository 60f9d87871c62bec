/* What a request brings: a path to a route, the name of a file, a scope, a body with changes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/suppose.h"
#include "serve/request.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_route(jh_text path)
{
    jh_match match = jh_route_find(JH_TEXT("GET"), path);
    size_t i;

    for (i = 0; match.route && i < JH_PATH_WORDS; i++) {
        jh_text word = match.word[i];
        if (!word.at) continue;
        if (!word.size || word.at < path.at || word.at + word.size > path.at + path.size
            || memchr(word.at, '/', word.size))
            abort();
    }
}

static void check_name(jh_text given)
{
    char name[JH_UPLOAD_NAME];

    jh_upload_name(name, given);
    if (!*name || *name == '.' || strchr(name, '/') || strchr(name, '\\')
        || !jh_text_is_utf8(jh_text_of(name)))
        abort();
}

/* Everything valid is within all; no county is seen without a code. */
static void check_scope(jh_text scope)
{
    jh_visitor visitor = { .account = 1, .scope = scope };

    if (jh_scope_is_valid(scope) && !jh_scope_is_within(scope, JH_TEXT("*"))) abort();
    (void)jh_visitor_sees_school(&visitor, JH_TEXT("990101"), JH_TEXT("1"));
    if (jh_visitor_sees_county(&visitor, JH_TEXT(""))) abort();
}

static void check_body(jh_bench *bench, jh_text text)
{
    jh_request *request = JH_NEW(&bench->keep, jh_request);
    jh_supposed_figures figures;
    jh_body body;

    if (!request) abort();
    request->body = text;
    if (jh_body_open(&body, request, bench, NULL) == JH_OK
        && jh_body_changes(&figures, &body, NULL) == JH_OK) {
        if (!figures.count || figures.count > JH_SUPPOSED_MOST) abort();
        if (!figures.items[0].unit.at || !figures.items[0].element.at) abort();
    } else if (request->reply.status != 400) {
        abort();
    }
    jh_body_close(&body);
}

/* A table of costs is csv or status 400; a line of progress is one or none. */
static void check_costs(jh_bench *bench, jh_text text)
{
    jh_request *request = JH_NEW(&bench->keep, jh_request);
    const char *line = jh_text_zero(&bench->keep, text);
    jh_told_progress told;
    jh_body body;
    jh_text csv;

    if (!request || !line) abort();
    request->body = text;
    if (jh_body_open(&body, request, bench, NULL) == JH_OK
        && jh_body_costs(&csv, &body, NULL) == JH_OK) {
        if (csv.size && !jh_text_starts(csv, JH_TEXT("key,"))) abort();
    } else if (request->reply.status != 400) {
        abort();
    }
    jh_body_close(&body);
    if (jh_body_progress(&told, line) && !memchr(told.what, '\0', sizeof told.what)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    jh_bench bench = { .line = { .address = "" } };
    jh_text text = { (const char *)bytes, size };

    if (jh_arena_reserve(&bench.keep, (size_t)64 << 20)) abort();
    check_route(text);
    check_name(text);
    check_scope(text);
    check_body(&bench, text);
    check_costs(&bench, text);
    jh_arena_release(&bench.keep);
    return 0;
}
