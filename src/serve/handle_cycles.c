/* Collection cycles and the forms of schools.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/decide.h"
#include "office/collecting.h"
#include "serve/handlers.h"

#include <jansson.h>

static const char closing[] = "close";

/* county, cycle, school: words 0, 1, 2 of the path. */
static jh_code place_of(jh_form_place *out, jh_request *request, bool with_unit, jh_error *err)
{
    jh_decimal number;

    *out = (jh_form_place){ .county = request->match.word[0] };
    if (jh_decimal_parse(&number, request->match.word[1]) != JH_READ_EXACT || number.millionths <= 0
        || number.millionths % JH_DECIMAL_ONE)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_CYCLE, NULL, "?", NULL);
    out->cycle = number.millionths / JH_DECIMAL_ONE;
    if (with_unit) out->unit = request->match.word[2];
    return JH_OK;
}

/* ---- reading ---- */

jh_code jh_handle_cycles_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_collect_cycles(&request->reply.body, &desk, request->match.word[0], err);
}

jh_code jh_handle_submissions_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    bool is_checked = jh_request_query(request, "checks") != NULL;
    jh_form_place place;
    jh_code code = place_of(&place, request, false, err);

    if (code) return code;
    return is_checked ? jh_collect_forms_checked(&request->reply.body, &desk, &place, err)
                      : jh_collect_forms(&request->reply.body, &desk, &place, err);
}

jh_code jh_handle_submission_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_form_place place;
    jh_code code = place_of(&place, request, true, err);

    return code ? code : jh_collect_form(&request->reply.body, &desk, &place, err);
}

/* ---- opening ---- */

jh_code jh_handle_cycles_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_opening what = { .county = request->match.word[0] };
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_body_word(&what.period, &body, "period", err);
    if (!code) code = jh_body_word(&what.title, &body, "title", err);
    if (!code) code = jh_body_word(&what.opens, &body, "opens", err);
    if (!code) code = jh_body_word(&what.due, &body, "due", err);
    if (!code) code = jh_collect_open(&request->reply.body, &desk, &what, err);
    jh_body_close(&body);
    jh_opened_written(request->server->opened);
    if (!code) request->reply.status = 201;
    return code;
}

/* ---- steps ---- */

/* changes[] of a save: element, stage, value or null; cells[] of a return: element, stage,
 * reason. */
static jh_code read_cell(jh_form_cell *out, const json_t *item, bool is_return, jh_bench *bench,
                         jh_error *err)
{
    const char *element = json_string_value(json_object_get(item, "element"));
    const char *stage = json_string_value(json_object_get(item, "stage"));
    const json_t *value = json_object_get(item, is_return ? "reason" : "value");
    const char *said = json_string_value(value);
    const jh_correcting words = {
        .unit = "", .element = element, .stage = stage, .value = is_return ? NULL : said
    };
    jh_observation figure;
    jh_code code;

    if (!json_is_object(item) || !element || (value && !said && !json_is_null(value)))
        return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_CHANGE, is_return ? "cells" : "changes",
                       NULL);
    code = jh_decide_figure(&figure, &words, err);
    if (code) return code == JH_NOT_FOUND ? JH_BAD_INPUT : code;
    *out = (jh_form_cell){ .stage = figure.stage,
                           .why = is_return ? JH_NOT_APPROVED : figure.why,
                           .value = figure.value };
    out->element = jh_text_copy(&bench->keep, jh_text_of(element));
    out->note = jh_text_copy(&bench->keep, jh_text_of(is_return ? said : ""));
    return out->element.at && out->note.at ? JH_OK : jh_no_memory(err);
}

static jh_code read_cells(jh_form_cells *out, const jh_body *body, jh_error *err)
{
    const json_t *changes = json_object_get(body->json, "changes");
    const json_t *cells = json_object_get(body->json, "cells");
    const json_t *list = changes ? changes : cells;
    size_t count = json_array_size(list), i;
    char most[24];
    jh_code code = JH_OK;

    *out = (jh_form_cells){ JH_NEW_ARRAY(&body->bench->keep, jh_form_cell, count + 1), count };
    if (!out->items) return jh_no_memory(err);
    if (list && !json_is_array(list))
        code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_CHANGE, "changes", NULL);
    if (count > JH_FORM_CELLS_MOST)
        code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_TOO_MANY, "changes",
                       jh_digits(most, JH_FORM_CELLS_MOST), NULL);
    for (i = 0; i < count && !code; i++)
        code = read_cell(&out->items[i], json_array_get(list, i), !changes, body->bench, err);
    if (code == JH_BAD_INPUT) body->request->reply.status = 400;
    return code;
}

jh_code jh_handle_submission_check(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_collecting what = { .act = NULL };
    jh_body body = { 0 };
    jh_code code = place_of(&what.place, request, true, err);

    if (!code) code = jh_body_open(&body, request, bench, err);
    if (!code) code = read_cells(&what.cells, &body, err);
    if (!code) code = jh_collect_try(&request->reply.body, &desk, &what, err);
    jh_body_close(&body);
    return code;
}

typedef struct taking {
    const jh_request *request;
    const jh_collecting *what;
    jh_step_look *look;
} taking;

static jh_code take_looked(void *context, jh_bench *bench, jh_error *err)
{
    const taking *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);

    return jh_collect_take(on->look, &desk, on->what, err);
}

jh_code jh_step_now(jh_request *request, jh_bench *bench, const jh_collecting *what, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    taking on = { .request = request, .what = what };
    jh_code code = jh_collect_look(&on.look, &desk, what, err);

    if (!code) code = jh_write_now(request, take_looked, &on, err);
    jh_opened_written(request->server->opened);
    return code ? code : jh_collect_taken(&request->reply.body, &desk, what, err);
}

static jh_code take(jh_request *request, jh_bench *bench, jh_collecting *what, jh_error *err)
{
    jh_body body;
    jh_code code = jh_body_open(&body, request, bench, err);

    if (!code) code = jh_body_number(&what->after, &body, "after", err);
    if (!code) code = jh_body_word(&what->until, &body, "until", err);
    if (!code) code = jh_body_word(&what->reason, &body, "reason", err);
    if (!code) code = jh_body_word(&what->approver, &body, "approver", err);
    if (!code) code = read_cells(&what->cells, &body, err);
    what->is_brief = jh_request_query(request, "brief") != NULL;
    if (!code) code = jh_step_now(request, bench, what, err);
    jh_body_close(&body);
    return code;
}

static jh_code step(jh_request *request, jh_bench *bench, const char *act, jh_error *err)
{
    jh_collecting what = { .act = act };
    jh_code code = place_of(&what.place, request, act != closing, err);

    return code ? code : take(request, bench, &what, err);
}

#define STEP(name, act)                                                                            \
    jh_code jh_handle_##name(jh_request *request, jh_bench *bench, jh_error *err)                  \
    {                                                                                              \
        return step(request, bench, act, err);                                                     \
    }
STEP(cycle_close, closing)
STEP(submission_save, "save")
STEP(submission_submit, "submit")
STEP(submission_take_back, "take_back")
STEP(submission_return, "return")
STEP(submission_accept, "accept")
STEP(submission_excuse, "excuse")
STEP(submission_extend, "extend")
#undef STEP
