/* SPDX-License-Identifier: Apache-2.0 */
#include "app/standards.h"

#include "app/findings.h"
#include "app/library.h"
#include "report/difference.h"

#include <stdio.h>

/* What the standard calls itself in English; empty where it does not say. */
static jh_text english_title(const jh_standard *standard)
{
    size_t i;

    for (i = 0; i < standard->english_count; i++)
        if (standard->english[i].own.at == standard->title.at) return standard->english[i].english;
    return JH_TEXT("");
}

static void list_one(jh_json *json, jh_buffer *lines, const jh_standard *standard, jh_lang lang)
{
    jh_text english = english_title(standard);
    jh_text title = lang == JH_EN && english.size ? english : standard->title;

    jh_buffer_add_format(lines, "%-26.*s %.*s\n", JH_TEXT_ARGS(standard->key), JH_TEXT_ARGS(title));
    jh_json_object(json);
    jh_json_member_text(json, "key", standard->key);
    jh_json_member_text(json, "title", standard->title);
    jh_json_member_text(json, "english", english);
    jh_json_member_bool(json, "judges", standard->rule_count + standard->item_count > 0);
    jh_json_end(json);
}

jh_code jh_standards_list(jh_text *out, const jh_desk *desk, jh_error *err)
{
    jh_text *keys;
    size_t count, i;
    jh_buffer lines = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_code rc = jh_library_keys(&keys, &count, desk->keep, err);

    if (rc) return rc;
    jh_json_array(&json);
    for (i = 0; i < count; i++) {
        jh_standard_words words = { .name = jh_text_zero(desk->keep, keys[i]) };
        jh_findings mistakes = { 0 };
        jh_standard standard;
        if (!words.name) return jh_no_memory(err);
        rc = jh_library_compile(&standard, desk, &words, &mistakes, err);
        if (rc) return rc;
        list_one(&json, &lines, &standard, desk->manner.lang);
    }
    jh_json_end(&json);
    return desk->manner.json ? jh_json_finish(out, &json, err) : jh_buffer_finish(out, &lines, err);
}

static void tell_sound(jh_buffer *out, const jh_standard *standard, jh_lang lang)
{
    char hex[JH_HASH_HEX], key[JH_MESSAGE_ARG_SIZE], line[512];
    jh_message message;

    snprintf(key, sizeof key, "%.*s", JH_TEXT_ARGS(standard->key));
    message = jh_message_make(SAY_APP_STANDARD_SOUND, key, jh_hash_hex(hex, &standard->hash), NULL);
    jh_message_write(line, sizeof line, lang, &message, 0);
    jh_buffer_add_format(out, "%s\n", line);
}

static void sound_json(jh_json *json, const jh_standard *standard, bool good,
                       const jh_findings *mistakes, jh_lang lang)
{
    char hex[JH_HASH_HEX];

    jh_json_object(json);
    jh_json_key(json, "sound");
    jh_json_bool(json, good);
    if (good) {
        jh_json_key(json, "key");
        jh_json_text(json, standard->key);
        jh_json_key(json, "hash");
        jh_json_zero(json, jh_hash_hex(hex, &standard->hash));
    }
    jh_json_key(json, "mistakes");
    jh_findings_json(json, mistakes, lang);
    jh_json_end(json);
}

jh_code jh_standards_check(jh_text *out, bool *good, const jh_desk *desk,
                           const jh_standard_words *words, jh_error *err)
{
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_findings mistakes = { 0 };
    jh_error first = { JH_OK };
    jh_buffer lines = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_code rc;

    if (!standard) return jh_no_memory(err);
    rc = jh_library_compile(standard, desk, words, &mistakes, &first);
    /* Mistakes in the text are the answer; anything else is a failure. */
    if (rc && (rc != JH_BAD_INPUT || mistakes.count == 0)) {
        if (err) *err = first;
        return rc;
    }
    *good = rc == JH_OK;
    if (desk->manner.json) {
        sound_json(&json, standard, *good, &mistakes, desk->manner.lang);
        return jh_json_finish(out, &json, err);
    }
    jh_findings_tell(&lines, &mistakes, desk->manner.lang);
    if (*good) tell_sound(&lines, standard, desk->manner.lang);
    return jh_buffer_finish(out, &lines, err);
}

static jh_code compile(jh_standard **out, const jh_desk *desk, const jh_standard_words *words,
                       jh_error *err)
{
    jh_findings mistakes = { 0 };

    *out = JH_NEW(desk->keep, jh_standard);
    if (!*out) return jh_no_memory(err);
    return jh_library_compile(*out, desk, words, &mistakes, err);
}

jh_code jh_standards_show(jh_text *out, const jh_desk *desk, const jh_standard_words *words,
                          jh_error *err)
{
    jh_standard *standard;
    jh_buffer lines = jh_buffer_in(desk->keep);
    jh_code rc = compile(&standard, desk, words, err);

    if (!rc) rc = jh_standard_show(&lines, standard, desk->manner.lang, err);
    return rc ? rc : jh_buffer_finish(out, &lines, err);
}

jh_code jh_standards_diff(jh_text *out, const jh_desk *desk, const char *folder,
                          const char *const names[2], jh_error *err)
{
    jh_standard *from, *to;
    jh_differences found;
    jh_buffer lines = jh_buffer_in(desk->keep);
    jh_lang lang = desk->manner.lang;
    jh_code rc = compile(&from, desk, &(jh_standard_words){ folder, names[0] }, err);

    if (!rc) rc = compile(&to, desk, &(jh_standard_words){ folder, names[1] }, err);
    if (!rc)
        rc =
            jh_standard_differences(&found, desk->keep, &(jh_standard_pair){ from, to }, lang, err);
    if (rc) return rc;
    if (desk->manner.json) return jh_report_differences_json(out, desk->keep, &found, lang, err);
    rc = jh_report_differences(&lines, &found, lang, err);
    return rc ? rc : jh_buffer_finish(out, &lines, err);
}
