/* Dated settings of a county.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/authorship.h"
#include "app/bring.h"
#include "app/choose.h"
#include "app/library.h"
#include "base/time.h"
#include "formats/json.h"

/* JH_NOT_FOUND: the standard does not know the name, or is no standard but a dictionary. */
static jh_code try_value(const jh_desk *desk, jh_text key, const jh_dated_setting *setting,
                         jh_error *err)
{
    const jh_standard_words words = { NULL, jh_text_zero(desk->keep, key) };
    jh_findings mistakes = { 0 };
    jh_standard standard;
    jh_settings settings;
    jh_code rc = words.name ? jh_library_compile(&standard, desk, &words, &mistakes, err)
                            : jh_no_memory(err);

    if (rc == JH_BAD_INPUT) return JH_NOT_FOUND;
    if (!rc) rc = jh_settings_default(&settings, desk->keep, &standard, setting->from, err);
    if (rc) return rc;
    return jh_settings_set(
        &settings, desk->keep, &standard,
        &(jh_setting_words){ setting->name, setting->value, setting->source }, err);
}

/* A value that no standard takes would stop every later assessment. A name that none of ours knows
 * may be one of a bureau's own standard. */
static jh_code check_value(const jh_desk *desk, const jh_dated_setting *setting, jh_error *err)
{
    jh_error refused = { JH_OK }, told;
    jh_shelf_keys keys;
    size_t i;
    jh_code rc = jh_library_keys(&keys, desk->keep, NULL, err);

    if (rc) return rc;
    for (i = 0; i < keys.count; i++) {
        told = (jh_error){ JH_OK };
        rc = try_value(desk, keys.items[i].key, setting, &told);
        if (!rc) return JH_OK;
        if (rc != JH_NOT_FOUND && !refused.code) refused = told;
    }
    if (refused.code && err) *err = refused;
    return refused.code;
}

static jh_code put_setting(const jh_desk *desk, jh_store *store, jh_text county,
                           const jh_putting *what, jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_of(what->author, what->source, stamp);
    jh_text word = jh_text_of(what->word), name = word;
    jh_dated_setting setting = { .from = jh_now_date(), .to = JH_NO_DATE };
    jh_precedence ignored;
    jh_code rc;

    while (name.size > 0 && name.at[name.size - 1] != '=') name.size--;
    if (name.size < 2)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_SETTING_FORM, what->address, what->word, NULL);
    setting.name = (jh_text){ name.at, name.size - 1 };
    setting.value = (jh_text){ name.at + name.size, word.size - name.size };
    setting.source = jh_text_of(what->source);
    if (jh_text_equal(setting.name, JH_PRECEDENCE_SETTING)) {
        rc = jh_precedence_parse(&ignored, setting.value, err);
        if (rc) return rc;
    }
    if (what->from) setting.from = jh_date_parse(jh_text_of(what->from));
    if (what->to) setting.to = jh_date_parse(jh_text_of(what->to));
    if (!jh_date_is_set(setting.from) || (what->to && !jh_date_is_set(setting.to)))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_DATE, "--from, --to", what->from, NULL);
    rc = check_value(desk, &setting, err);
    if (rc) return rc;
    return jh_store_setting_put(store, county, &setting, &by, err);
}

/* The values as they are told: a share in percent however it was written. What none of our
 * standards knows stays as it is. */
static jh_code show_values(jh_dated_setting_list *list, const jh_desk *desk, jh_error *err)
{
    char shown[JH_SETTING_SIZE];
    jh_decimal number;
    jh_shelf_keys keys = { 0 };
    size_t i, s, k;
    jh_code rc = list->count ? jh_library_keys(&keys, desk->keep, NULL, err) : JH_OK;

    for (i = 0; !rc && i < keys.count; i++) {
        const jh_standard_words words = { NULL, jh_text_zero(desk->keep, keys.items[i].key) };
        jh_findings mistakes = { 0 };
        jh_standard standard;
        rc = words.name ? jh_library_compile(&standard, desk, &words, &mistakes, err)
                        : jh_no_memory(err);
        if (rc) continue;
        for (s = 0; s < list->count; s++)
            for (k = 0; k < standard.setting_count; k++) {
                const jh_setting *known = &standard.settings[k];
                jh_text *value = &list->items[s].value;
                if (!known->is_share || !jh_text_equal(known->key, list->items[s].name)
                    || !jh_setting_read(&number, known, *value))
                    continue;
                *value = jh_text_copy(desk->keep,
                                      jh_text_of(jh_setting_write(shown, known, number)));
                if (!value->at) rc = jh_no_memory(err);
            }
    }
    return rc;
}

static jh_code tell_settings(jh_buffer *out, const jh_desk *desk, jh_dated_setting_list *list,
                             jh_error *err)
{
    char from[16], to[16];
    jh_code rc = show_values(list, desk, err);
    size_t i;

    for (i = 0; !rc && i < list->count; i++) {
        const jh_dated_setting *s = &list->items[i];
        jh_buffer_add_format(out, "%.*s = %.*s  %s – %s  %.*s\n", JH_TEXT_ARGS(s->name),
                             JH_TEXT_ARGS(s->value), jh_date_write(from, s->from),
                             jh_date_write(to, s->to), JH_TEXT_ARGS(s->source));
    }
    return rc;
}

static void settings_json(jh_json *json, const jh_dated_setting_list *list)
{
    char date[16];
    size_t i;

    jh_json_array(json);
    for (i = 0; i < list->count; i++) {
        jh_json_object(json);
        jh_json_key(json, "name");
        jh_json_text(json, list->items[i].name);
        jh_json_key(json, "value");
        jh_json_text(json, list->items[i].value);
        jh_json_key(json, "from");
        jh_json_text(json, jh_text_of(jh_date_write(date, list->items[i].from)));
        jh_json_key(json, "to");
        jh_json_text(json, jh_text_of(jh_date_write(date, list->items[i].to)));
        jh_json_key(json, "source");
        jh_json_text(json, list->items[i].source);
        jh_json_end(json);
    }
    jh_json_end(json);
}

jh_code jh_bring_setting(jh_text *out, const jh_desk *desk, const jh_putting *what, jh_error *err)
{
    jh_store *store = NULL;
    jh_dated_setting_list list;
    jh_as_of when = { .date = jh_now_date() };
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_code rc = jh_store_open(&store, desk->keep, what->address,
                               what->word ? JH_STORE_WRITE : JH_STORE_READ, err);

    if (rc) goto done;
    rc = jh_choose_county(&when.county, desk, store,
                          &(jh_judging){ .address = what->address, .county = what->county }, err);
    if (!rc && what->word) rc = put_setting(desk, store, when.county, what, err);
    if (rc) goto done;
    if (what->as_of) when.date = jh_date_parse(jh_text_of(what->as_of));
    rc = jh_store_settings(&list, desk->keep, store, &when, err);
    if (rc) goto done;
    if (desk->manner.json) {
        settings_json(&json, &list);
        rc = jh_json_finish(out, &json, err);
    } else {
        rc = tell_settings(&buffer, desk, &list, err);
        if (!rc) rc = jh_buffer_finish(out, &buffer, err);
    }
done:
    jh_store_close(store);
    return rc;
}
