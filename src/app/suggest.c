/* SPDX-License-Identifier: Apache-2.0 */
#include "app/suggest.h"

#include "app/files.h"
#include "app/library.h"
#include "formats/json.h"
#include "intake/suggest.h"
#include "report/json_words.h"

#include <unistd.h>

static void put_text(jh_json *json, const char *key, jh_text text)
{
    jh_json_key(json, key);
    if (text.size)
        jh_json_text(json, text);
    else
        jh_json_null(json);
}

static void put_proposal(jh_json *json, const jh_proposal *p, jh_lang lang)
{
    static const char *const states[] = { "sure", "open", "left" };
    char address[JH_ADDRESS_SIZE], why[600];
    size_t i;

    jh_message_write(why, sizeof why, lang, &p->why, 0);
    jh_json_object(json);
    jh_json_key(json, "cell");
    jh_json_zero(json, jh_address_write(address, p->row, p->column));
    put_text(json, "header", p->header);
    jh_json_key(json, "state");
    jh_json_zero(json, states[p->state]);
    put_text(json, "target", p->target);
    put_text(json, "measure", p->measure);
    put_text(json, "stage", p->stage);
    jh_json_key(json, "key");
    jh_json_zero(json, jh_say_keys[p->why.say]);
    jh_json_key(json, "why");
    jh_json_zero(json, why);
    put_text(json, "other", p->other);
    jh_json_key(json, "samples");
    jh_json_array(json);
    for (i = 0; i < p->sample_count; i++) jh_json_text(json, p->sample[i]);
    jh_json_end(json);
    jh_json_end(json);
}

static jh_code tell_json(jh_text *out, const jh_desk *desk, const jh_suggestion *s, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    size_t i;

    jh_json_object(&json);
    put_text(&json, "file", s->file);
    put_text(&json, "sheet", s->sheet);
    jh_json_key(&json, "header_row");
    jh_json_integer(&json, s->header_row);
    put_text(&json, "stage", s->stage);
    jh_json_key(&json, "open");
    jh_json_integer(&json, (int64_t)s->open);
    jh_json_key(&json, "left");
    jh_json_integer(&json, (int64_t)s->left);
    jh_json_key(&json, "columns");
    jh_json_array(&json);
    for (i = 0; i < s->count; i++) put_proposal(&json, &s->items[i], desk->manner.lang);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* `element` is NULL for what is no figure. */
static void put_target(jh_json *json, jh_text title, const jh_standard *standard,
                       const jh_element *element)
{
    jh_json_object(json);
    jh_json_member_text(json, "title", title);
    jh_json_member_measure(json, standard, element ? element->measure_title : JH_TEXT(""));
    jh_json_member_bool(json, "is_figure", element != NULL);
    jh_json_member_bool(json, "by_stage", element && element->extent == JH_BY_STAGE);
    jh_json_end(json);
}

jh_code jh_suggest_targets(jh_text *out, const jh_desk *desk, const jh_standard_words *words,
                           jh_error *err)
{
    static const jh_role roles[] = { JH_ROLE_CODE,     JH_ROLE_NAME,      JH_ROLE_PARENT,
                                     JH_ROLE_STAGE,    JH_ROLE_KIND,      JH_ROLE_LOCATION,
                                     JH_ROLE_TOWN,     JH_ROLE_OWNERSHIP, JH_ROLE_COUNTED,
                                     JH_ROLE_OPENED,   JH_ROLE_CLOSED,    JH_ROLE_LONGITUDE,
                                     JH_ROLE_LATITUDE, JH_ROLE_NOTE };
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_json json = jh_json_in(desk->keep);
    jh_findings mistakes = { 0 };
    size_t i;
    jh_code rc;

    if (!standard) return jh_no_memory(err);
    rc = jh_library_compile(standard, desk, words, &mistakes, err);
    if (rc) return rc;
    jh_json_array(&json);
    for (i = 0; i < sizeof roles / sizeof *roles; i++)
        put_target(&json, jh_role_header(roles[i]), standard, NULL);
    for (i = 0; i < standard->element_count; i++) {
        const jh_element *element = &standard->elements[i];

        if (element->is_attestation || element->extent == JH_OF_COUNTY) continue;
        put_target(&json, element->title, standard, element);
    }
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static jh_code suggest(jh_suggestion *out, const jh_desk *desk, const jh_suggesting *what,
                       jh_error *err)
{
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_workbook *workbook = JH_NEW(desk->keep, jh_workbook);
    jh_file file = jh_file_of_path(what->path);
    jh_suggest_request request = { workbook, standard, jh_text_of(what->sheet) };
    jh_findings mistakes = { 0 };
    jh_code rc;

    if (!standard || !workbook) return jh_no_memory(err);
    rc = jh_library_compile(standard, desk,
                            &(jh_standard_words){ what->standards_folder, what->standard },
                            &mistakes, err);
    if (!rc) rc = jh_workbook_read(workbook, desk->keep, desk->scratch, &file, err);
    if (!rc) rc = jh_suggest(out, desk->keep, desk->scratch, &request, err);
    if (!rc && !out->header_row)
        rc = jh_fail(err, JH_NOT_FOUND, SAY_INTAKE_SUGGEST_NO_TABLE, NULL, file.name, NULL);
    return rc;
}

jh_code jh_suggest_mapping(jh_text *out, size_t *open, const jh_desk *desk,
                           const jh_suggesting *what, jh_error *err)
{
    jh_suggestion suggestion;
    jh_text text = JH_TEXT("");
    jh_code rc;

    *open = 0;
    if (what->file && access(what->file, F_OK) == 0)
        return jh_fail(err, JH_CONFLICT, SAY_APP_SUGGEST_FILE_THERE, NULL, what->file, NULL);
    rc = suggest(&suggestion, desk, what, err);
    if (!rc) rc = jh_suggestion_text(&text, desk->keep, &suggestion, desk->manner.lang, err);
    if (!rc && what->file) rc = jh_file_write(what->file, text, err);
    if (rc) return rc;
    *open = suggestion.open + (suggestion.stage.size > 0);
    *out = text;
    return desk->manner.json ? tell_json(out, desk, &suggestion, err) : JH_OK;
}
