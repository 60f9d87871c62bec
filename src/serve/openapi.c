/* The table of routes as an OpenAPI 3.1 document.
 * SPDX-License-Identifier: Apache-2.0 */
#include "serve/handlers.h"

#include <ctype.h>
#include <string.h>

/* "counties/:county/figures" → "/counties/{county}/figures"; its words are told to `word`. */
static jh_text template_of(jh_arena *keep, const char *path, void (*word)(jh_json *, jh_text),
                           jh_json *json)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_text text = JH_TEXT("");
    size_t size;

    for (; *path; path += size + (path[size] == '/')) {
        bool is_word = *path == ':';
        size = strcspn(path, "/");
        jh_buffer_add_zero(&out, is_word ? "/{" : "/");
        jh_buffer_add(&out, (jh_text){ path + is_word, size - is_word });
        if (is_word) jh_buffer_add_zero(&out, "}");
        if (is_word && word) word(json, (jh_text){ path + 1, size - 1 });
    }
    return jh_buffer_finish(&text, &out, NULL) ? JH_TEXT("/") : text;
}

static void put_parameter(jh_json *json, jh_text name)
{
    jh_json_object(json);
    jh_json_member_text(json, "name", name);
    jh_json_member_zero(json, "in", "path");
    jh_json_member_bool(json, "required", true);
    jh_json_key(json, "schema");
    jh_json_object(json);
    jh_json_member_zero(json, "type", "string");
    jh_json_end(json);
    jh_json_end(json);
}

static void put_responses(jh_json *json, const jh_route *route)
{
    jh_json_key(json, "responses");
    jh_json_object(json);
    jh_json_key(json, "2XX");
    jh_json_object(json);
    jh_json_member_zero(json, "description", route->key);
    jh_json_end(json);
    jh_json_key(json, "default");
    jh_json_object(json);
    jh_json_member_zero(json, "$ref", "#/components/responses/problem");
    jh_json_end(json);
    jh_json_end(json);
}

static void put_operation(jh_json *json, jh_arena *keep, const jh_route *route, jh_lang lang)
{
    char method[16];
    size_t i;

    for (i = 0; route->method[i] && i + 1 < sizeof method; i++)
        method[i] = (char)tolower((unsigned char)route->method[i]);
    method[i] = '\0';
    jh_json_key(json, method);
    jh_json_object(json);
    jh_json_member_zero(json, "operationId", route->key);
    jh_json_member_zero(json, "summary", jh_say(lang, route->summary));
    jh_json_member_zero(json, "x-permission", jh_permission_keys[route->may]);
    jh_json_key(json, "parameters");
    jh_json_array(json);
    (void)template_of(keep, route->path, put_parameter, json);
    jh_json_end(json);
    if (route->may == JH_MAY_ANYONE) {
        jh_json_key(json, "security");
        jh_json_array(json);
        jh_json_end(json);
    }
    put_responses(json, route);
    jh_json_end(json);
}

static bool is_first_of_path(size_t at)
{
    size_t i;

    for (i = 0; i < at; i++)
        if (strcmp(jh_routes[i].path, jh_routes[at].path) == 0) return false;
    return true;
}

static void put_paths(jh_json *json, jh_arena *keep, jh_lang lang)
{
    size_t i, j;

    jh_json_key(json, "paths");
    jh_json_object(json);
    for (i = 0; i < jh_route_count; i++) {
        if (!is_first_of_path(i)) continue;
        jh_json_key_text(json, template_of(keep, jh_routes[i].path, NULL, NULL));
        jh_json_object(json);
        for (j = i; j < jh_route_count; j++)
            if (strcmp(jh_routes[i].path, jh_routes[j].path) == 0)
                put_operation(json, keep, &jh_routes[j], lang);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_scheme(jh_json *json, const char *name, const char *const pairs[][2])
{
    jh_json_key(json, name);
    jh_json_object(json);
    for (; (*pairs)[0]; pairs++) jh_json_member_zero(json, (*pairs)[0], (*pairs)[1]);
    jh_json_end(json);
}

static void put_components(jh_json *json)
{
    static const char *const cookie[][2] = {
        { "type", "apiKey" }, { "in", "cookie" }, { "name", "junheng" }, { NULL, NULL }
    };
    static const char *const bearer[][2] = { { "type", "http" },
                                             { "scheme", "bearer" },
                                             { NULL, NULL } };
    static const char *const texts[] = { "type", "title", "detail", "where" };
    size_t i;

    jh_json_key(json, "components");
    jh_json_object(json);
    jh_json_key(json, "securitySchemes");
    jh_json_object(json);
    put_scheme(json, "session", cookie);
    put_scheme(json, "token", bearer);
    jh_json_end(json);
    jh_json_key(json, "responses");
    jh_json_object(json);
    jh_json_key(json, "problem");
    jh_json_object(json);
    jh_json_member_zero(json, "description", "RFC 9457");
    jh_json_key(json, "content");
    jh_json_object(json);
    jh_json_key(json, "application/problem+json");
    jh_json_object(json);
    jh_json_key(json, "schema");
    jh_json_object(json);
    jh_json_member_zero(json, "type", "object");
    jh_json_key(json, "properties");
    jh_json_object(json);
    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        jh_json_key(json, texts[i]);
        jh_json_object(json);
        jh_json_member_zero(json, "type", "string");
        jh_json_end(json);
    }
    jh_json_key(json, "status");
    jh_json_object(json);
    jh_json_member_zero(json, "type", "integer");
    while (json->depth) jh_json_end(json);
}

jh_code jh_handle_openapi_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_json json = jh_json_in(&bench->keep);

    jh_json_object(&json);
    jh_json_member_zero(&json, "openapi", "3.1.0");
    jh_json_key(&json, "info");
    jh_json_object(&json);
    jh_json_member_zero(&json, "title", "junheng");
    jh_json_member_zero(&json, "version", JH_VERSION);
    jh_json_end(&json);
    jh_json_key(&json, "servers");
    jh_json_array(&json);
    jh_json_object(&json);
    jh_json_member_zero(&json, "url", "/api/v1");
    jh_json_end(&json);
    jh_json_end(&json);
    put_paths(&json, &bench->keep, request->lang);
    put_components(&json); /* closes the document */
    return jh_json_finish(&request->reply.body, &json, err);
}
