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

typedef struct listing {
    const jh_desk *desk;
    jh_json json;
    jh_buffer lines;
} listing;

static void put_one(listing *to, const jh_shelf_key *which, const jh_standard *standard)
{
    jh_json *json = &to->json;

    jh_json_object(json);
    jh_json_member_text(json, "key", which->key);
    jh_json_member_text(json, "title", standard->title);
    jh_json_member_text(json, "english", english_title(standard));
    jh_json_member_bool(json, "judges", standard->rule_count + standard->item_count > 0);
    jh_json_member_bool(json, "is_own", which->is_own);
    jh_standard_put_extends(json, standard);
}

static void list_one(listing *to, const jh_shelf_key *which, const jh_standard *standard)
{
    jh_text english = english_title(standard);
    bool in_english = to->desk->manner.lang == JH_EN && english.size;
    size_t i;

    jh_buffer_add_format(&to->lines, "%-26.*s %.*s", JH_TEXT_ARGS(which->key),
                         JH_TEXT_ARGS(in_english ? english : standard->title));
    for (i = 0; i < standard->extends_count; i++)
        jh_buffer_add_format(&to->lines, "%s← %.*s", i ? " " : "  ",
                             JH_TEXT_ARGS(standard->extends[i]));
    jh_buffer_add_format(&to->lines, "\n");
    put_one(to, which, standard);
    jh_json_key(&to->json, "mistake");
    jh_json_null(&to->json);
    jh_json_end(&to->json);
}

/* One of the bureau's own that has a mistake is told, and keeps nobody from the others. */
static void list_mistake(listing *to, const jh_shelf_key *which, const jh_error *mistake)
{
    const jh_standard nothing = { .title = { "", 0 } };
    char line[1024];

    jh_message_write(line, sizeof line, to->desk->manner.lang, &mistake->message, 0);
    jh_buffer_add_format(&to->lines, "%-26.*s ✗ %s: %s\n", JH_TEXT_ARGS(which->key), mistake->where,
                         line);
    put_one(to, which, &nothing);
    jh_json_key(&to->json, "mistake");
    jh_json_object(&to->json);
    jh_json_member_text(&to->json, "where", jh_text_of(mistake->where));
    jh_json_member_text(&to->json, "message", jh_text_of(line));
    jh_json_end(&to->json);
    jh_json_end(&to->json);
}

static jh_code list_key(listing *to, const jh_shelf_key *which, const char *folder, jh_error *err)
{
    jh_standard_words words = { folder, jh_text_zero(to->desk->keep, which->key) };
    jh_standard *standard = JH_NEW(to->desk->keep, jh_standard);
    jh_findings mistakes = { 0 };
    jh_error mistake = { JH_OK };
    jh_code rc;

    if (!words.name || !standard) return jh_no_memory(err);
    rc = jh_library_compile(standard, to->desk, &words, &mistakes, &mistake);
    if (!rc)
        list_one(to, which, standard);
    else if (which->is_own && rc != JH_NO_MEMORY)
        list_mistake(to, which, &mistake);
    else if (err)
        *err = mistake;
    return which->is_own && rc != JH_NO_MEMORY ? JH_OK : rc;
}

jh_code jh_standards_list(jh_text *out, const jh_desk *desk, const char *folder, jh_error *err)
{
    listing to = { desk, jh_json_in(desk->keep), jh_buffer_in(desk->keep) };
    jh_shelf_keys keys;
    size_t i;
    jh_code rc = jh_library_keys(&keys, desk->keep, folder, err);

    jh_json_array(&to.json);
    for (i = 0; !rc && i < keys.count; i++) rc = list_key(&to, &keys.items[i], folder, err);
    if (rc) return rc;
    jh_json_end(&to.json);
    return desk->manner.json ? jh_json_finish(out, &to.json, err)
                             : jh_buffer_finish(out, &to.lines, err);
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
