/* SPDX-License-Identifier: Apache-2.0 */
#include "app/settings.h"

#include <string.h>

static const char relax_prefix[] = "relax:";

static jh_code apply_stored(jh_settings *settings, const jh_desk *desk, const jh_standard *standard,
                            const jh_dated_setting *stored, jh_error *err)
{
    jh_text name = stored->name;
    jh_error unknown = { JH_OK };
    jh_code rc;

    if (jh_text_starts(name, JH_TEXT(relax_prefix))) {
        name = (jh_text){ name.at + strlen(relax_prefix), name.size - strlen(relax_prefix) };
        rc = jh_settings_relax(
            settings, desk->keep, standard,
            &(jh_relaxing_words){ name, { true, stored->value, stored->from, stored->to } },
            &unknown);
    } else {
        rc = jh_settings_set(settings, desk->keep, standard,
                             &(jh_setting_words){ name, stored->value, stored->source }, &unknown);
    }
    /* A store serves several standards: a setting this one does not know belongs to another. */
    if (rc == JH_NOT_FOUND) return JH_OK;
    if (rc && err) *err = unknown;
    return rc;
}

static jh_code apply_word(jh_settings *settings, const jh_desk *desk, const jh_standard *standard,
                          const char *word, jh_error *err)
{
    const char *equals = strchr(word, '=');
    jh_text name = { word, equals ? (size_t)(equals - word) : 0 };

    if (!equals) return jh_fail(err, JH_NOT_FOUND, SAY_APP_SETTING_FORM, "--set", word, NULL);
    return jh_settings_set(settings, desk->keep, standard,
                           &(jh_setting_words){ name, jh_text_of(equals + 1), JH_TEXT("--set") },
                           err);
}

/* "name:approver:from:until" */
static jh_code apply_relaxation(jh_settings *settings, const jh_desk *desk,
                                const jh_standard *standard, const char *word, jh_error *err)
{
    jh_text part[4] = { { word, 0 } };
    jh_relaxing relaxing = { .is_on = true };
    size_t n = 0;
    const char *at;

    for (at = word; *at; at++) {
        if (*at == ':' && n < 3)
            part[++n] = (jh_text){ at + 1, 0 };
        else
            part[n].size++;
    }
    relaxing.approver = part[1];
    relaxing.from = jh_date_parse(part[2]);
    relaxing.until = jh_date_parse(part[3]);
    if (n < 3 || !jh_date_is_set(relaxing.from) || !jh_date_is_set(relaxing.until))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_RELAXATION_FORM, "--relax", word, NULL);
    return jh_settings_relax(settings, desk->keep, standard,
                             &(jh_relaxing_words){ part[0], relaxing }, err);
}

static jh_code as_of_date(jh_date *out, const jh_judging *words, jh_error *err)
{
    *out = words->as_of ? jh_date_parse(jh_text_of(words->as_of)) : jh_now_date();
    if (jh_date_is_set(*out)) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_DATE, "--as-of", words->as_of, NULL);
}

jh_code jh_settings_make(jh_settings *out, const jh_desk *desk, const jh_settings_request *request,
                         jh_error *err)
{
    const jh_standard *standard = request->standard;
    const jh_judging *words = request->words;
    jh_dated_setting_list stored = { 0 };
    jh_date day;
    jh_code rc = as_of_date(&day, words, err);
    size_t i;

    if (rc) return rc;
    rc = jh_settings_default(out, desk->keep, standard, day, err);
    if (!rc && request->store)
        rc = jh_store_settings(&stored, desk->keep, request->store,
                               &(jh_as_of){ request->county, day }, err);
    for (i = 0; !rc && i < stored.count; i++)
        rc = apply_stored(out, desk, standard, &stored.items[i], err);
    for (i = 0; !rc && i < words->setting_count; i++)
        rc = apply_word(out, desk, standard, words->settings[i], err);
    for (i = 0; !rc && i < words->relaxation_count; i++)
        rc = apply_relaxation(out, desk, standard, words->relaxations[i], err);
    return rc;
}
