/* SPDX-License-Identifier: Apache-2.0 */
#include "app/freeze.h"

#include "app/authorship.h"
#include "app/basis.h"
#include "app/choose.h"
#include "formats/json.h"
#include "model/marks.h"

/* ---- a frozen assessment ---- */

static void put_hash(jh_json *json, const char *key, const jh_hash *hash)
{
    char hex[JH_HASH_HEX];

    jh_json_key(json, key);
    jh_json_zero(json, jh_hash_hex(hex, hash));
}

static void put_frozen(jh_json *json, const jh_frozen *one)
{
    char as_of[16];

    jh_json_object(json);
    jh_json_key(json, "number");
    jh_json_integer(json, one->number);
    put_hash(json, "hash", &one->hash);
    jh_json_key(json, "revision");
    jh_json_integer(json, one->at_revision);
    jh_json_member_text(json, "period", one->period);
    jh_json_member_text(json, "standard", one->standard);
    jh_json_member_text(json, "as_of", jh_text_of(jh_date_write(as_of, one->as_of)));
    jh_json_member_text(json, "version", one->engine);
    jh_json_member_text(json, "author", one->author);
    jh_json_member_text(json, "approver", one->approver);
    jh_json_member_text(json, "reason", one->reason);
    jh_json_member_text(json, "stamp", one->stamp);
    jh_json_key(json, "hashes");
    jh_json_object(json);
    put_hash(json, "assessment", &one->assessment);
    put_hash(json, "content", &one->content);
    put_hash(json, "standard", &one->standard_hash);
    put_hash(json, "settings", &one->settings_hash);
    put_hash(json, "output", &one->output);
    jh_json_end(json);
    jh_json_end(json);
}

/* ---- making ---- */

static jh_code write_marks(jh_text *out, const jh_desk *desk, const jh_judged *judged,
                           jh_error *err)
{
    const jh_snapshot *const both[] = { &judged->snapshot, judged->before };

    return jh_marks_write(out, desk->keep, &(jh_marking){ both, 2 }, err);
}

static jh_code describe(jh_frozen *out, jh_judged *judged, const jh_desk *desk,
                        const jh_judging *words, jh_error *err)
{
    jh_standard_words standard = { words->standards_folder, words->standard };
    jh_text json;
    jh_code code = jh_judge_json(&json, judged, desk, words, err);

    if (code) return code;
    *out = (jh_frozen){ .at_revision = judged->snapshot.revision,
                        .period = judged->snapshot.period,
                        .standard = judged->standard.key,
                        .standard_hash = judged->standard.hash,
                        .settings_hash = judged->settings.hash,
                        .content = judged->snapshot.content,
                        .assessment = judged->assessment.hash,
                        .output = jh_hash_of(json.at, json.size),
                        .as_of = judged->settings.as_of,
                        .engine = JH_TEXT(JH_VERSION) };
    code = jh_basis_pack_standard(&out->standard_text, desk, &standard, err);
    if (!code) code = jh_basis_pack_settings(&out->settings_text, desk->keep, judged, words, err);
    return code ? code : write_marks(&out->marks, desk, judged, err);
}

jh_code jh_freeze_read(jh_freeze_work *on, const jh_desk *desk, const jh_freeze *what,
                       jh_error *err)
{
    jh_judged *judged = JH_NEW(desk->keep, jh_judged);
    jh_code code =
        judged ? describe(&on->frozen, judged, desk, what->words, err) : jh_no_memory(err);

    if (code) return code;
    on->county = judged->snapshot.county;
    on->county_name = judged->snapshot.county_name;
    on->by = jh_authorship_of(what->author, what->reason, on->stamp);
    on->by.approver = jh_text_of(what->approver);
    on->overtaken.say = SAY_APP_OVERTAKEN;
    return JH_OK;
}

/* Figures of a revision that was asked for stay what they are; else the newest counts. */
static jh_code check_then(jh_freeze_work *on, const jh_freeze *what, jh_store *store, jh_error *err)
{
    if (what->words->revision || what->words->frozen) return JH_OK;
    return jh_overtaken_check(&on->overtaken, store,
                              &(jh_county_then){ on->county, on->frozen.at_revision }, err);
}

jh_code jh_freeze_write(jh_freeze_work *on, const jh_desk *desk, const jh_freeze *what,
                        jh_store *store, jh_error *err)
{
    jh_freezing freezing = { on->county, &on->frozen, &on->by };
    jh_code code = jh_store_together(store, err);

    if (!code) code = check_then(on, what, store, err);
    if (!code) code = jh_store_freeze(&on->is_new, desk->keep, store, &freezing, err);
    return jh_store_settle(store, code, err);
}

jh_code jh_freeze_tell(jh_text *out, const jh_freeze_work *on, const jh_desk *desk, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    char number[24], hex[JH_HASH_HEX], line[1024];
    jh_message message;

    jh_digits(number, on->frozen.number);
    jh_hash_hex(hex, &on->frozen.hash);
    if (desk->manner.json) {
        jh_json_object(&json);
        jh_json_key(&json, "new");
        jh_json_bool(&json, on->is_new);
        jh_json_key(&json, "frozen");
        put_frozen(&json, &on->frozen);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    message = jh_message_make(on->is_new ? SAY_APP_FROZEN : SAY_APP_FROZEN_ALREADY, number,
                              jh_text_zero(desk->keep, on->county_name), hex, NULL);
    jh_message_write(line, sizeof line, desk->manner.lang, &message, 0);
    jh_buffer_add_format(&buffer, "%s\n", line);
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code write_alone(jh_freeze_work *on, const jh_desk *desk, const jh_freeze *what,
                           jh_error *err)
{
    jh_store *store = NULL;
    jh_code code = jh_store_open(&store, desk->keep, what->words->address, JH_STORE_WRITE, err);

    if (!code) code = jh_freeze_write(on, desk, what, store, err);
    jh_store_close(store);
    return code;
}

jh_code jh_freeze_make(jh_text *out, const jh_desk *desk, const jh_freeze *what, jh_error *err)
{
    jh_freeze_work *on = JH_NEW(desk->keep, jh_freeze_work);
    jh_code code;

    if (!on) return jh_no_memory(err);
    do {
        code = jh_freeze_read(on, desk, what, err);
        if (!code) code = write_alone(on, desk, what, err);
    } while (jh_overtaken_again(&on->overtaken, err));
    return code ? code : jh_freeze_tell(out, on, desk, err);
}

/* ---- listing ---- */

static void list_text(jh_buffer *out, const jh_frozen_list *list, jh_lang lang)
{
    char as_of[16], hex[JH_HASH_HEX];
    size_t i;

    if (list->count == 0) jh_buffer_add_format(out, "%s\n", jh_say(lang, SAY_APP_NOTHING_FROZEN));
    for (i = 0; i < list->count; i++) {
        const jh_frozen *one = &list->items[i];
        jh_buffer_add_format(out, "%3lld  %.*s  %.*s  %s  %.*s  %.*s / %.*s  %s\n",
                             (long long)one->number, JH_TEXT_ARGS(one->period),
                             JH_TEXT_ARGS(one->standard), jh_date_write(as_of, one->as_of),
                             JH_TEXT_ARGS(one->stamp), JH_TEXT_ARGS(one->author),
                             JH_TEXT_ARGS(one->approver), jh_hash_hex(hex, &one->hash));
    }
}

jh_code jh_freeze_list(jh_text *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_store *store = NULL;
    jh_frozen_list list = { 0 };
    jh_text county = { 0 };
    size_t i;
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_code code = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!code) code = jh_choose_county(&county, desk, store, words, err);
    if (!code) code = jh_store_frozen(&list, desk->keep, store, county, err);
    jh_store_close(store);
    if (code) return code;
    if (desk->manner.json) {
        jh_json_array(&json);
        for (i = 0; i < list.count; i++) put_frozen(&json, &list.items[i]);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    list_text(&buffer, &list, desk->manner.lang);
    return jh_buffer_finish(out, &buffer, err);
}
