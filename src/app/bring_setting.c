/* Dated settings of a county.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/authorship.h"
#include "app/bring.h"
#include "app/choose.h"
#include "base/time.h"
#include "formats/json.h"

static jh_code put_setting(jh_store *store, jh_text county, const jh_putting *what, jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_of(what->author, what->source, stamp);
    jh_text word = jh_text_of(what->word), name = word;
    jh_dated_setting setting = { .from = jh_now_date(), .to = JH_NO_DATE };
    jh_precedence ignored;

    while (name.size > 0 && name.at[name.size - 1] != '=') name.size--;
    if (name.size < 2)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_SETTING_FORM, what->address, what->word, NULL);
    setting.name = (jh_text){ name.at, name.size - 1 };
    setting.value = (jh_text){ name.at + name.size, word.size - name.size };
    setting.source = jh_text_of(what->source);
    if (jh_text_equal(setting.name, JH_PRECEDENCE_SETTING)) {
        jh_code code = jh_precedence_parse(&ignored, setting.value, err);
        if (code) return code;
    }
    if (what->from) setting.from = jh_date_parse(jh_text_of(what->from));
    if (what->to) setting.to = jh_date_parse(jh_text_of(what->to));
    if (!jh_date_is_set(setting.from) || (what->to && !jh_date_is_set(setting.to)))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_DATE, "--from, --to", what->from, NULL);
    return jh_store_setting_put(store, county, &setting, &by, err);
}

static void tell_settings(jh_buffer *out, const jh_dated_setting_list *list)
{
    char from[16], to[16];
    size_t i;

    for (i = 0; i < list->count; i++) {
        const jh_dated_setting *s = &list->items[i];
        jh_buffer_add_format(out, "%.*s = %.*s  %s – %s  %.*s\n", JH_TEXT_ARGS(s->name),
                             JH_TEXT_ARGS(s->value), jh_date_write(from, s->from),
                             jh_date_write(to, s->to), JH_TEXT_ARGS(s->source));
    }
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
    if (!rc && what->word) rc = put_setting(store, when.county, what, err);
    if (rc) goto done;
    if (what->as_of) when.date = jh_date_parse(jh_text_of(what->as_of));
    rc = jh_store_settings(&list, desk->keep, store, &when, err);
    if (rc) goto done;
    if (desk->manner.json) {
        settings_json(&json, &list);
        rc = jh_json_finish(out, &json, err);
    } else {
        tell_settings(&buffer, &list);
        rc = jh_buffer_finish(out, &buffer, err);
    }
done:
    jh_store_close(store);
    return rc;
}
