/* SPDX-License-Identifier: Apache-2.0 */
#include "office/lists.h"

#include "app/library.h"
#include "formats/json.h"
#include "store/store.h"

static jh_code put_county(jh_json *json, const jh_desk *desk, jh_store *store,
                          const jh_county *county, jh_error *err)
{
    jh_text_list periods;
    size_t i;
    jh_code code = jh_store_periods(&periods, desk->keep, store, county->code, err);

    if (code) return code;
    jh_json_object(json);
    jh_json_member_text(json, "code", county->code);
    jh_json_member_text(json, "name", county->name);
    jh_json_member_integer(json, "revision", county->revision);
    jh_json_member_zero(json, "standard", jh_usual_standard);
    jh_json_key(json, "periods");
    jh_json_array(json);
    for (i = 0; i < periods.count; i++) jh_json_text(json, periods.items[i]);
    jh_json_end(json);
    jh_json_end(json);
    return JH_OK;
}

jh_code jh_list_counties(jh_text *out, const jh_desk *desk, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_county_list list;
    jh_store *store;
    size_t i;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_counties(&list, desk->keep, store, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < list.count && !code; i++)
        if (jh_visitor_knows_county(desk->visitor, list.items[i].code))
            code = put_county(&json, desk, store, &list.items[i], err);
    if (code) return code;
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_list_county(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    const char *word = jh_text_zero(desk->keep, county);
    jh_county_list list;
    jh_store *store;
    size_t i;
    jh_code code = jh_visitor_check_county(desk->visitor, county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_counties(&list, desk->keep, store, err);
    if (code) return code;
    for (i = 0; i < list.count; i++)
        if (jh_text_equal(list.items[i].code, county)) break;
    if (i == list.count)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_COUNTY, NULL, word, NULL);
    code = put_county(&json, desk, store, &list.items[i], err);
    return code ? code : jh_json_finish(out, &json, err);
}

/* ---- the audit ---- */

static void put_entry(jh_json *json, const jh_audit *entry)
{
    char hex[JH_HASH_HEX];

    jh_json_object(json);
    jh_json_member_integer(json, "entry", entry->entry);
    jh_json_member_integer(json, "revision", entry->revision);
    jh_json_member_text(json, "act", entry->act);
    jh_json_member_text(json, "author", entry->author);
    jh_json_member_text(json, "reason", entry->reason);
    jh_json_member_text(json, "approver", entry->approver);
    jh_json_member_text(json, "stamp", entry->stamp);
    jh_json_member_text(json, "counts", entry->counts);
    jh_json_member_text(json, "content", jh_text_of(jh_hash_hex(hex, &entry->content)));
    jh_json_member_text(json, "chain", jh_text_of(jh_hash_hex(hex, &entry->chain)));
    jh_json_end(json);
}

static jh_code read_audit(jh_audit_list *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    return code ? code : jh_store_audit(out, desk->keep, store, county, err);
}

jh_code jh_list_audit(jh_text *out, const jh_desk *desk, const jh_audit_wanted *wanted,
                      jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_audit_list list = { 0 };
    size_t i, put = 0;
    jh_code code = read_audit(&list, desk, wanted->county, err);

    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = list.count; i-- > 0 && put < wanted->limit;) {
        if (wanted->before && list.items[i].entry >= wanted->before) continue;
        put_entry(&json, &list.items[i]);
        put++;
    }
    jh_json_end(&json);
    jh_json_key(&json, "next");
    if (put == wanted->limit && i + 1 > 0 && i != SIZE_MAX)
        jh_json_integer(&json, list.items[i].entry + 1);
    else
        jh_json_null(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_list_audit_proof(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_audit_list list = { 0 };
    jh_error broken = { JH_OK };
    char said[512];
    jh_store *store;
    jh_code code = read_audit(&list, desk, county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_audit_verify(store, county, &broken);
    if (code && code != JH_CONFLICT) return code;
    jh_json_object(&json);
    jh_json_member_bool(&json, "holds", code == JH_OK);
    jh_json_member_integer(&json, "entries", (int64_t)list.count);
    if (code) {
        jh_message_write(said, sizeof said, desk->manner.lang, &broken.message, 0);
        jh_json_member_zero(&json, "broken", said);
    }
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
