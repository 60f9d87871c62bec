/* JSON that comes in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/suppose.h"
#include "formats/csv_out.h"
#include "formats/json.h"
#include "serve/request.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

jh_code jh_body_open(jh_body *out, jh_request *request, jh_bench *bench, jh_error *err)
{
    json_error_t why;
    char line[24];

    out->request = request;
    out->bench = bench;
    out->json = json_loadb(request->body.at ? request->body.at : "", request->body.size,
                           JSON_REJECT_DUPLICATES, &why);
    if (json_is_object((json_t *)out->json)) return JH_OK;
    request->reply.status = 400;
    if (out->json) return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_AN_OBJECT, NULL, NULL);
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_JSON, NULL, why.text, jh_digits(line, why.line),
                   NULL);
}

void jh_body_close(jh_body *body)
{
    json_decref(body->json);
    body->json = NULL;
}

bool jh_body_has(const jh_body *body, const char *name)
{
    return json_object_get(body->json, name) != NULL;
}

jh_code jh_body_text(jh_text *out, const jh_body *body, const char *name, jh_error *err)
{
    const json_t *member = json_object_get(body->json, name);

    *out = JH_TEXT("");
    if (!member || json_is_null(member)) return JH_OK;
    if (json_is_string(member)) {
        *out = (jh_text){ json_string_value(member), json_string_length(member) };
        return JH_OK;
    }
    body->request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_TEXT, name, name, NULL);
}

jh_code jh_body_word(const char **out, const jh_body *body, const char *name, jh_error *err)
{
    jh_text text;
    jh_code code = jh_body_text(&text, body, name, err);

    *out = NULL;
    if (code || !text.size) return code;
    *out = jh_text_zero(&body->bench->keep, text);
    return *out ? JH_OK : jh_no_memory(err);
}

jh_code jh_body_number(int64_t *out, const jh_body *body, const char *name, jh_error *err)
{
    const json_t *member = json_object_get(body->json, name);
    char digits[24];

    *out = 0;
    if (!member || json_is_null(member)) return JH_OK;
    *out = json_integer_value(member);
    if (json_is_integer(member) && *out >= 0 && *out <= INT64_MAX / JH_DECIMAL_ONE) return JH_OK;
    body->request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_NUMBER, name, name,
                   jh_digits(digits, INT64_MAX / JH_DECIMAL_ONE), NULL);
}

jh_code jh_body_truth(bool *out, const jh_body *body, const char *name, jh_error *err)
{
    const json_t *member = json_object_get(body->json, name);

    *out = json_is_true(member);
    if (!member || json_is_null(member) || json_is_boolean(member)) return JH_OK;
    body->request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_TRUTH, name, name, NULL);
}

jh_code jh_body_json(jh_text *out, const jh_body *body, const char *name, jh_error *err)
{
    const json_t *member = json_object_get(body->json, name);
    char *text;

    *out = JH_TEXT("[]");
    if (!member) return JH_OK;
    text = json_dumps(member, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text) *out = jh_text_copy(&body->bench->keep, jh_text_of(text));
    if (!text) out->at = NULL;
    free(text);
    return out->at ? JH_OK : jh_no_memory(err);
}

/* ---- changes ---- */

/* A member of one change as a C string; NULL if it is not there or null. *wrong: something else. */
static const char *word_of(const json_t *change, const char *name, bool *wrong)
{
    const json_t *member = json_object_get(change, name);

    if (member && !json_is_null(member) && !json_is_string(member)) *wrong = true;
    return json_string_value(member);
}

/* Its texts are copied: the document is closed before they are used. */
static jh_code read_change(jh_observation *out, const json_t *change, jh_bench *bench,
                           jh_error *err)
{
    bool wrong = !json_is_object(change);
    jh_correcting words = { .unit = word_of(change, "unit", &wrong),
                            .element = word_of(change, "element", &wrong),
                            .stage = word_of(change, "stage", &wrong),
                            .value = word_of(change, "value", &wrong) };
    jh_code code;

    if (wrong || !words.unit || !words.element)
        return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_CHANGE, "changes", NULL);
    words.unit = jh_text_zero(&bench->keep, jh_text_of(words.unit));
    words.element = jh_text_zero(&bench->keep, jh_text_of(words.element));
    if (!words.unit || !words.element) return jh_no_memory(err);
    code = jh_decide_figure(out, &words, err);
    return code == JH_NOT_FOUND ? JH_BAD_INPUT : code;
}

jh_code jh_body_changes(jh_supposed_figures *out, const jh_body *body, jh_error *err)
{
    const json_t *list = json_object_get(body->json, "changes");
    size_t count = json_array_size(list), i;
    jh_observation *items = JH_NEW_ARRAY(&body->bench->keep, jh_observation, count + 1);
    char most[24];
    jh_code code = JH_OK;

    if (!items) return jh_no_memory(err);
    if (!count) code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_CHANGE, "changes", NULL);
    if (count > JH_SUPPOSED_MOST)
        code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_TOO_MANY, "changes",
                       jh_digits(most, JH_SUPPOSED_MOST), NULL);
    for (i = 0; i < count && !code; i++)
        code = read_change(&items[i], json_array_get(list, i), body->bench, err);
    if (code == JH_BAD_INPUT) body->request->reply.status = 400;
    *out = (jh_supposed_figures){ items, count };
    return code;
}

/* ---- costs ---- */

jh_code jh_body_costs(jh_text *out, const jh_body *body, jh_error *err)
{
    static const char *const columns[] = { "key", "school", "stage", "value", "source" };
    enum { COLUMNS = sizeof columns / sizeof *columns };
    const json_t *list = json_object_get(body->json, "costs");
    jh_buffer buffer = jh_buffer_in(&body->bench->keep);
    jh_csv_out csv = { .out = &buffer };
    bool wrong = list && !json_is_array(list) && !json_is_null(list);
    size_t i, c;

    *out = JH_TEXT("");
    if (!wrong && !json_array_size(list)) return JH_OK;
    for (c = 0; c < COLUMNS; c++) jh_csv_field(&csv, jh_text_of(columns[c]));
    jh_csv_end_record(&csv);
    for (i = 0; i < json_array_size(list); i++) {
        for (c = 0; c < COLUMNS; c++)
            jh_csv_field(&csv, jh_text_of(word_of(json_array_get(list, i), columns[c], &wrong)));
        jh_csv_end_record(&csv);
    }
    if (!wrong) return jh_buffer_finish(out, &buffer, err);
    body->request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_COST, "costs", NULL);
}

/* ---- the command line's own progress and errors ---- */

static size_t count_of(const json_t *of, const char *name)
{
    json_int_t number = json_integer_value(json_object_get(of, name));

    return number > 0 ? (size_t)number : 0;
}

bool jh_body_progress(jh_told_progress *out, const char *line)
{
    json_t *document = json_loads(line, 0, NULL);
    const json_t *told = json_object_get(document, "progress");
    const char *say = json_string_value(json_object_get(told, "say"));
    const char *what = json_string_value(json_object_get(told, "what"));
    bool is_one = say && what;

    *out = (jh_told_progress){ .done = count_of(told, "done"), .total = count_of(told, "total") };
    if (is_one) {
        snprintf(out->what, sizeof out->what, "%s", what);
        out->is_closing = strcmp(say, jh_say_keys[SAY_PLAN_CLOSING]) == 0;
    }
    json_decref(document);
    return is_one;
}

jh_text jh_body_problem(jh_arena *keep, const char *line)
{
    static const char *const members[][2] = {
        { "say", "type" }, { "what", "title" }, { "next", "detail" }, { "where", "where" }
    };
    json_t *document = json_loads(line, 0, NULL);
    const json_t *told = json_object_get(document, "error");
    jh_json json = jh_json_in(keep);
    jh_text out = JH_TEXT("");
    size_t i;

    if (json_is_object(told)) {
        jh_json_object(&json);
        for (i = 0; i < sizeof members / sizeof *members; i++) {
            jh_json_key(&json, members[i][1]);
            jh_json_zero(&json, json_string_value(json_object_get(told, members[i][0])));
        }
        jh_json_key(&json, "status");
        jh_json_integer(&json, 422);
        jh_json_end(&json);
        if (jh_json_finish(&out, &json, NULL)) out = JH_TEXT("");
    }
    json_decref(document);
    return out;
}
