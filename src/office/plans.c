/* SPDX-License-Identifier: Apache-2.0 */
#include "office/plans.h"

#include "advise/plan_compare.h"
#include "app/authorship.h"
#include "base/base64.h"
#include "formats/json.h"
#include "office/listing.h"
#include "store/documents.h"

#include <string.h>

static const jh_text workbook_kind = { "plan.xlsx", 9 };

static jh_document which_of(jh_text county, int32_t number)
{
    return (jh_document){ .county = county, .kind = JH_TEXT("plan"), .number = number };
}

/* Beside its plan, under the plan's number as its title: a document is a text. */
static jh_code keep_workbook(const jh_document *plan, const jh_desk *desk, jh_store *store,
                             jh_text workbook, jh_error *err)
{
    jh_document document = *plan;
    char digits[24];

    document.kind = workbook_kind;
    document.number = document.revision = 0;
    document.title = jh_text_of(jh_digits(digits, plan->number));
    document.body = jh_base64_write(desk->keep, workbook);
    return document.body.at ? jh_store_document_put(store, &document, err) : jh_no_memory(err);
}

jh_code jh_plan_keep(int32_t *id, const jh_desk *desk, const jh_kept_plan *what, jh_error *err)
{
    jh_document document = which_of(what->county, 0);
    char stamp[32];
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, what->county, err);

    jh_document_sign(&document, desk, stamp);
    document.title = what->name.size ? what->name : JH_TEXT("—");
    document.body = what->json;
    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_document_put(store, &document, err);
    if (!code && what->workbook.size)
        code = keep_workbook(&document, desk, store, what->workbook, err);
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
    jh_json_member_integer(json, "plan", one.number);
    jh_json_member_text(json, "name", one.title);
    jh_json_member_text(json, "stamp", one.stamp);
    jh_json_member_text(json, "author", one.author);
    for (i = 0; i < sizeof members / sizeof *members; i++) {
        jh_text value = member_of(one.body, members[i]);
        jh_json_key(json, members[i]);
        if (value.size)
            jh_json_raw(json, value);
        else
            jh_json_null(json);
    }
    jh_json_member_bool(json, "found", jh_text_contains(one.body, JH_TEXT("\"found\":true")));
    jh_json_end(json);
    return JH_OK;
}

jh_code jh_plan_list(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    const jh_document which = which_of(county, 0);

    return jh_documents_tell(out, desk, &which, put_plan, err);
}

static jh_code find(jh_document *out, jh_store **store, const jh_desk *desk,
                    const jh_document *which, jh_error *err)
{
    jh_code code = jh_visitor_check_county(desk->visitor, which->county, err);

    if (!code) code = jh_line_store(store, desk->line, err);
    return code ? code : jh_store_document(out, desk->keep, *store, which, err);
}

jh_code jh_plan_get(jh_text *out, const jh_desk *desk, jh_text county, int32_t number,
                    jh_error *err)
{
    jh_document which = which_of(county, number), one = { 0 };
    jh_store *store;
    jh_code code = find(&one, &store, desk, &which, err);

    *out = one.body;
    return code;
}

jh_code jh_plan_workbook(jh_text *out, const jh_desk *desk, jh_text county, int32_t number,
                         jh_error *err)
{
    jh_document which = which_of(county, number), one = { 0 };
    jh_document_list list = { 0 };
    char digits[24];
    jh_text title = jh_text_of(jh_digits(digits, number));
    jh_store *store;
    size_t i;
    jh_code code = find(&one, &store, desk, &which, err);

    which.kind = workbook_kind;
    if (!code) code = jh_store_documents(&list, desk->keep, store, &which, err);
    if (code) return code;
    for (i = list.count; i > 0 && !jh_text_equal(list.items[i - 1].title, title);) i--;
    if (!i) return jh_fail(err, JH_NOT_FOUND, SAY_APP_PLAN_NO_WORKBOOK, NULL, digits, NULL);
    which.number = list.items[i - 1].number;
    code = jh_store_document(&one, desk->keep, store, &which, err);
    if (code) return code;
    code = jh_base64_read(out, desk->keep, one.body);
    if (code == JH_NO_MEMORY) return jh_no_memory(err);
    return code ? jh_fail(err, JH_IO, SAY_APP_PLAN_NO_WORKBOOK, NULL, digits, NULL) : JH_OK;
}

/* ---- two of them ---- */

static jh_code read_plan(jh_plan_document *out, const jh_desk *desk, const jh_document *which,
                         jh_error *err)
{
    jh_document one = { 0 };
    jh_store *store;
    const char *name;
    jh_code code = find(&one, &store, desk, which, err);

    if (code) return code;
    name = jh_text_zero(desk->keep, one.title);
    return name ? jh_plan_document_of(out, desk, one.body, name, err) : jh_no_memory(err);
}

jh_code jh_plans_compare(jh_text *out, const jh_desk *desk, const jh_plans_asked *asked,
                         jh_error *err)
{
    const jh_document first = which_of(asked->county, asked->before);
    const jh_document second = which_of(asked->county, asked->after);
    jh_plan_document before, after;
    jh_plan_contrast contrast;
    jh_code code = read_plan(&before, desk, &first, err);

    if (!code) code = read_plan(&after, desk, &second, err);
    if (!code)
        code =
            jh_plan_contrast_make(&contrast, desk, &(jh_plan_pair){ &before, &after, NULL }, err);
    return code ? code : jh_plan_contrast_tell(out, desk, &contrast, err);
}
