/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/people.h"

#include "app/library.h"
#include "app/settings.h"

#include <math.h>
#include <string.h>

/* Mean radius of the earth (IUGG), in metres. */
static const double EARTH = 6371008.8;

int64_t jh_metres_between(const jh_unit *a, const jh_unit *b)
{
    double radian = acos(-1.0) / 180, lat1, lat2, dlat, dlon, h;

    if ((!a->longitude.millionths && !a->latitude.millionths)
        || (!b->longitude.millionths && !b->latitude.millionths))
        return -1;
    lat1 = jh_decimal_to_double(a->latitude) * radian;
    lat2 = jh_decimal_to_double(b->latitude) * radian;
    dlat = sin((lat2 - lat1) / 2);
    dlon =
        sin((jh_decimal_to_double(b->longitude) - jh_decimal_to_double(a->longitude)) * radian / 2);
    h = dlat * dlat + cos(lat1) * cos(lat2) * dlon * dlon;
    return (int64_t)floor(2 * EARTH * asin(sqrt(h < 1 ? h : 1)) + 0.5);
}

jh_code jh_document_seal(jh_text *out, const jh_desk *desk, jh_text document, jh_error *err)
{
    jh_buffer sealed = jh_buffer_in(desk->keep);
    char hex[JH_HASH_HEX];
    jh_text body = { document.at, document.size };
    jh_hash hash;

    while (body.size && body.at[body.size - 1] != '}') body.size--;
    if (body.size) body.size--;
    hash = jh_hash_of(body.at, body.size);
    jh_buffer_add(&sealed, body);
    jh_buffer_add_format(&sealed, ",\"seal\":\"%s\"}\n", jh_hash_hex(hex, &hash));
    return jh_buffer_finish(out, &sealed, err);
}

/* ---- settings ---- */

static size_t setting_at(const jh_standard *rules, jh_text key)
{
    size_t i;

    for (i = 0; i < rules->setting_count; i++)
        if (jh_text_equal(rules->settings[i].key, key)) return i;
    return SIZE_MAX;
}

static jh_text name_of(const char *word)
{
    const char *equals = strchr(word, '=');

    return (jh_text){ word, equals ? (size_t)(equals - word) : strlen(word) };
}

/* The caller's settings, told apart: those of the rules stay in *own. */
static jh_code part_settings(jh_judging *others, jh_judging *own, const jh_desk *desk,
                             const jh_standard *rules, jh_error *err)
{
    const char **mine = JH_NEW_ARRAY(desk->keep, const char *, own->setting_count + 1);
    const char **theirs = JH_NEW_ARRAY(desk->keep, const char *, own->setting_count + 1);
    size_t i, my_count = 0, their_count = 0;

    if (!mine || !theirs) return jh_no_memory(err);
    for (i = 0; i < own->setting_count; i++) {
        if (setting_at(rules, name_of(own->settings[i])) == SIZE_MAX)
            theirs[their_count++] = own->settings[i];
        else
            mine[my_count++] = own->settings[i];
    }
    *others = *own;
    others->settings = theirs;
    others->setting_count = their_count;
    own->settings = mine;
    own->setting_count = my_count;
    own->relaxation_count = 0;
    return JH_OK;
}

static jh_code settle(jh_people *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_settings_request request = { .standard = &out->rules,
                                    .words = words,
                                    .county = out->judged.snapshot.county };
    jh_code rc = jh_store_open(&request.store, desk->keep, words->address, JH_STORE_READ, err);

    if (!rc) rc = jh_settings_make(&out->settings, desk, &request, err);
    jh_store_close(request.store);
    return rc;
}

jh_code jh_people_open(jh_people *out, const jh_desk *desk, const jh_judging *words,
                       bool with_assessment, jh_error *err)
{
    jh_judging own = *words, others;
    jh_findings mistakes = { 0 };
    jh_code rc;

    memset(out, 0, sizeof *out);
    rc = jh_library_compile(&out->rules, desk,
                            &(jh_standard_words){ words->standards_folder, "cn-people" }, &mistakes,
                            err);
    if (!rc) rc = part_settings(&others, &own, desk, &out->rules, err);
    if (!rc)
        rc = with_assessment ? jh_judge(&out->judged, desk, &others, err)
                             : jh_judge_frame(&out->judged, desk, &others, err);
    return rc ? rc : settle(out, desk, &own, err);
}

static jh_code no_setting(const char *key, jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, SAY_PEOPLE_NO_SETTING, "cn-people.std", key, NULL);
}

jh_code jh_people_number(jh_decimal *out, const jh_people *people, const char *key, jh_error *err)
{
    size_t at = setting_at(&people->rules, jh_text_of(key));

    if (at == SIZE_MAX || people->rules.settings[at].choices) return no_setting(key, err);
    *out = people->settings.values[at].number;
    if (out->millionths >= 0) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_PEOPLE_NEGATIVE, NULL, key, NULL);
}

jh_code jh_people_whole(int64_t *out, const jh_people *people, const char *key, jh_error *err)
{
    jh_decimal number;
    jh_code rc = jh_people_number(&number, people, key, err);

    if (rc) return rc;
    *out = number.millionths / JH_DECIMAL_ONE;
    if (number.millionths % JH_DECIMAL_ONE == 0) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_PEOPLE_NOT_WHOLE, NULL, key, NULL);
}

jh_code jh_people_choice(jh_text *out, const jh_people *people, const char *key, jh_error *err)
{
    size_t at = setting_at(&people->rules, jh_text_of(key));
    int32_t choice;

    if (at == SIZE_MAX || !people->rules.settings[at].choices) return no_setting(key, err);
    choice = people->settings.values[at].choice;
    *out = people->rules.settings[at].choices->keys[choice];
    return JH_OK;
}

jh_setting_value *jh_people_value(jh_people *people, const char *key)
{
    size_t at = setting_at(&people->rules, jh_text_of(key));

    return at == SIZE_MAX ? NULL : &people->settings.values[at];
}

/* ---- settings, shown ---- */

const jh_setting *jh_people_setting(const jh_people *people, const char *prefix, size_t n)
{
    const jh_standard *rules = &people->rules;
    size_t i;

    for (i = 0; i < rules->setting_count; i++)
        if (jh_text_starts(rules->settings[i].key, jh_text_of(prefix)) && n-- == 0)
            return &rules->settings[i];
    return NULL;
}

static jh_text value_of(const jh_people *people, const jh_setting *s, jh_lang lang,
                        char room[JH_SETTING_SIZE])
{
    const jh_setting_value *value = &people->settings.values[s - people->rules.settings];

    if (s->choices) return jh_standard_in(&people->rules, lang, s->choices->labels[value->choice]);
    return jh_text_of(jh_setting_write(room, s, value->number));
}

jh_code jh_people_show_setting(jh_shown_setting *out, const jh_desk *desk, const jh_people *people,
                               const jh_setting *s, jh_error *err)
{
    jh_lang lang = desk->manner.lang;
    char room[JH_SETTING_SIZE];

    out->title = jh_standard_in(&people->rules, lang, s->title);
    out->value = jh_text_copy(desk->keep, value_of(people, s, lang, room));
    out->reason = jh_standard_in(&people->rules, lang, s->remarks.doubt);
    if (s->remarks.clause.size)
        out->reason = jh_text_format(desk->keep, "%.*s [%c] %.*s", JH_TEXT_ARGS(s->remarks.clause),
                                     s->remarks.certainty ? s->remarks.certainty : '?',
                                     JH_TEXT_ARGS(out->reason));
    return out->value.at && out->reason.at ? JH_OK : jh_no_memory(err);
}

void jh_people_settings_json(jh_json *json, const jh_people *people, const char *prefix)
{
    char room[JH_DECIMAL_SIZE], certainty[2] = { 0 };
    const jh_setting *s;
    size_t n;

    jh_json_key(json, "settings");
    jh_json_array(json);
    for (n = 0; (s = jh_people_setting(people, prefix, n)) != NULL; n++) {
        const jh_setting_value *value = &people->settings.values[s - people->rules.settings];
        jh_json_object(json);
        jh_json_key(json, "key");
        jh_json_text(json, s->key);
        jh_json_key(json, "value");
        jh_json_text(json, s->choices ? s->choices->keys[value->choice]
                                      : jh_text_of(jh_decimal_write_short(room, value->number)));
        certainty[0] = s->remarks.certainty;
        jh_json_key(json, "clause");
        jh_json_text(json, s->remarks.clause);
        jh_json_key(json, "certainty");
        jh_json_zero(json, certainty);
        jh_json_key(json, "doubt");
        jh_json_text(json, s->remarks.doubt);
        jh_json_end(json);
    }
    jh_json_end(json);
}
