/* SPDX-License-Identifier: Apache-2.0 */
#include "office/scenarios.h"

#include "app/authorship.h"
#include "formats/json.h"
#include "office/listing.h"
#include "store/documents.h"

static const char shared_head[] = "{\"is_shared\":true", own_head[] = "{\"is_shared\":false";

static bool is_shared(const jh_document *one)
{
    return jh_text_starts(one->body, JH_TEXT(shared_head));
}

static bool is_own(const jh_document *one, const jh_desk *desk)
{
    return !desk->visitor || jh_text_equal(one->author, desk->visitor->login);
}

static jh_document which_of(jh_text county, int32_t number)
{
    return (jh_document){ .county = county, .kind = JH_TEXT("scenario"), .number = number };
}

static void put_head(jh_json *json, const jh_document *one, const jh_desk *desk)
{
    jh_json_member_integer(json, "id", one->number);
    jh_json_member_integer(json, "revision", one->revision);
    jh_json_member_text(json, "name", one->title);
    jh_json_member_text(json, "author", one->author);
    jh_json_member_text(json, "stamp", one->stamp);
    jh_json_member_bool(json, "is_own", is_own(one, desk));
}

/* The body without its first brace goes on where the head ends. */
static void put_one(jh_json *json, const jh_document *one, const jh_desk *desk)
{
    jh_json_object(json);
    put_head(json, one, desk);
    jh_buffer_add(&json->buffer, JH_TEXT(","));
    jh_buffer_add(&json->buffer, (jh_text){ one->body.at + 1, one->body.size - 2 });
    jh_json_end(json);
}

static jh_code find(jh_document *out, const jh_desk *desk, jh_store *store,
                    const jh_scenario *which, jh_error *err)
{
    jh_document wanted = which_of(which->county, which->number);
    char number[24];
    jh_code code = jh_visitor_check_county(desk->visitor, which->county, err);

    if (!code) code = jh_store_document(out, desk->keep, store, &wanted, err);
    if (!code && !is_own(out, desk) && !is_shared(out))
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_DOCUMENT, NULL,
                       jh_digits(number, which->number), NULL);
    return code;
}

/* Nothing of one that is somebody else's own. */
static jh_code put_seen(jh_json *json, const jh_desk *desk, jh_store *store,
                        const jh_document *which, jh_error *err)
{
    jh_document one;
    jh_code code = jh_store_document(&one, desk->keep, store, which, err);

    if (!code && (is_own(&one, desk) || is_shared(&one))) put_one(json, &one, desk);
    return code;
}

jh_code jh_scenario_list(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    const jh_document which = which_of(county, 0);

    return jh_documents_tell(out, desk, &which, put_seen, err);
}

jh_code jh_scenario_get(jh_text *out, const jh_desk *desk, const jh_scenario *which, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_document one;
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = find(&one, desk, store, which, err);
    if (code) return code;
    put_one(&json, &one, desk);
    return jh_json_finish(out, &json, err);
}

static jh_code keep(jh_document *document, const jh_desk *desk, jh_store *store,
                    const jh_scenario *scenario, jh_error *err)
{
    char stamp[32];
    jh_buffer body = jh_buffer_in(desk->keep);
    jh_code code;

    jh_document_sign(document, desk, stamp);
    if (!document->is_gone) {
        jh_buffer_add_zero(&body, scenario->is_shared ? shared_head : own_head);
        jh_buffer_add_zero(&body, ",\"changes\":");
        jh_buffer_add(&body, scenario->changes);
        jh_buffer_add_zero(&body, "}");
    }
    code = jh_buffer_finish(&document->body, &body, err);
    return code ? code : jh_store_document_put(store, document, err);
}

/* Somebody else's may be looked at, not changed. */
static jh_code check_own(const jh_desk *desk, jh_store *store, const jh_scenario *which,
                         jh_document *one, jh_error *err)
{
    jh_code code = find(one, desk, store, which, err);

    if (code || is_own(one, desk)) return code;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_NOT_YOURS, NULL, NULL);
}

jh_code jh_scenario_put(jh_text *out, const jh_desk *desk, const jh_scenario *scenario,
                        jh_error *err)
{
    jh_document document = which_of(scenario->county, scenario->number), old;
    jh_json json = jh_json_in(desk->keep);
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, scenario->county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code && scenario->number) code = check_own(desk, store, scenario, &old, err);
    document.title = scenario->name;
    document.revision = scenario->revision;
    if (!code) code = keep(&document, desk, store, scenario, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_member_integer(&json, "id", document.number);
    jh_json_member_integer(&json, "revision", document.revision);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_scenario_remove(const jh_desk *desk, const jh_scenario *which, jh_error *err)
{
    jh_document document = which_of(which->county, which->number), old;
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = check_own(desk, store, which, &old, err);
    if (code) return code;
    document.title = old.title;
    document.is_gone = true;
    return keep(&document, desk, store, which, err);
}
