/* SPDX-License-Identifier: Apache-2.0 */
#include "app/plans.h"

#include "base/time.h"
#include "formats/json.h"
#include "store/documents.h"

#include <string.h>

static jh_document which_of(jh_text county, int32_t number)
{
    return (jh_document){ .county = county, .kind = JH_TEXT("plan"), .number = number };
}

jh_code jh_plan_keep(int32_t *id, const jh_desk *desk, const jh_kept_plan *what, jh_error *err)
{
    jh_document document = which_of(what->county, 0);
    char stamp[32];
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, what->county, err);

    jh_now_stamp(stamp);
    document.title = what->name.size ? what->name : JH_TEXT("—");
    document.author = desk->visitor ? desk->visitor->login : JH_TEXT("user");
    document.stamp = jh_text_of(stamp);
    document.body = what->json;
    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_document_put(store, &document, err);
    *id = document.number;
    return code;
}

/* The value of "key": as our own writer wrote it, a number or a text; empty = not there. */
static jh_text member_of(jh_text json, const char *key)
{
    size_t size = strlen(key), i, length;

    for (i = 0; i + size + 4 < json.size; i++) {
        const char *at = json.at + i;
        if (at[0] != '"' || memcmp(at + 1, key, size) != 0 || memcmp(at + 1 + size, "\":", 2) != 0)
            continue;
        at += size + 3;
        for (length = 0; at + length < json.at + json.size; length++)
            if (at[length] == ',' || at[length] == '}') break;
        return (jh_text){ at, length };
    }
    return JH_TEXT("");
}

static jh_code put_plan(jh_json *json, const jh_desk *desk, jh_store *store,
                        const jh_document *which, jh_error *err)
{
    static const char *const members[] = { "cost_yuan", "bound_yuan", "gap_percent" };
    jh_document one;
    size_t i;
    jh_code code = jh_store_document(&one, desk->keep, store, which, err);

    if (code) return code;
    jh_json_object(json);
    jh_json_key(json, "plan");
    jh_json_integer(json, one.number);
    jh_json_key(json, "name");
    jh_json_text(json, one.title);
    jh_json_key(json, "stamp");
    jh_json_text(json, one.stamp);
    jh_json_key(json, "author");
    jh_json_text(json, one.author);
    for (i = 0; i < sizeof members / sizeof *members; i++) {
        jh_text value = member_of(one.body, members[i]);
        jh_json_key(json, members[i]);
        if (value.size)
            jh_json_raw(json, value);
        else
            jh_json_null(json);
    }
    jh_json_key(json, "found");
    jh_json_bool(json, jh_text_contains(one.body, JH_TEXT("\"found\":true")));
    jh_json_end(json);
    return JH_OK;
}

jh_code jh_plan_list(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_document which = which_of(county, 0);
    jh_json json = jh_json_in(desk->keep);
    jh_document_list list;
    jh_store *store;
    size_t i;
    jh_code code = jh_visitor_check_county(desk->visitor, county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_documents(&list, desk->keep, store, &which, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = list.count; i-- > 0 && !code;) {
        which.number = list.items[i].number;
        code = put_plan(&json, desk, store, &which, err);
    }
    if (code) return code;
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_plan_get(jh_text *out, const jh_desk *desk, jh_text county, int32_t number,
                    jh_error *err)
{
    jh_document which = which_of(county, number), one = { 0 };
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_document(&one, desk->keep, store, &which, err);
    if (!code) *out = one.body;
    return code;
}
