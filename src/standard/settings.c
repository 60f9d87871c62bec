/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/standard.h"

#include <stdio.h>
#include <string.h>

static jh_code refuse(jh_error *err, jh_say_id say, jh_text first, jh_text second, jh_text third)
{
    char words[3][JH_MESSAGE_ARG_SIZE];

    snprintf(words[0], sizeof words[0], "%.*s", JH_TEXT_ARGS(first));
    snprintf(words[1], sizeof words[1], "%.*s", JH_TEXT_ARGS(second));
    snprintf(words[2], sizeof words[2], "%.*s", JH_TEXT_ARGS(third));
    return jh_fail(err, JH_BAD_INPUT, say, NULL, words[0], words[1], words[2], NULL);
}

/* ---- the hash ------------------------------------------------------------------------ */

static void add_number(jh_hasher *hasher, int64_t number)
{
    char text[24];

    jh_digits(text, number);
    jh_hasher_add_piece(hasher, jh_text_of(text));
}

/* Keys go in, too: the same values under other names are other settings. */
static jh_code hash_settings(jh_settings *settings, const jh_standard *standard, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return jh_no_memory(err);
    add_number(hasher, settings->as_of.days);
    for (i = 0; i < standard->setting_count; i++) {
        const jh_setting_value *value = &settings->values[i];

        jh_hasher_add_piece(hasher, standard->settings[i].key);
        add_number(hasher, value->number.millionths);
        add_number(hasher, value->choice);
        add_number(hasher, value->date.days);
        add_number(hasher, value->is_default);
        jh_hasher_add_piece(hasher, value->reason);
    }
    for (i = 0; i < standard->relaxation_count; i++) {
        const jh_relaxing *relaxing = &settings->relaxing[i];

        jh_hasher_add_piece(hasher, standard->relaxations[i].key);
        add_number(hasher, relaxing->is_on);
        jh_hasher_add_piece(hasher, relaxing->approver);
        add_number(hasher, relaxing->from.days);
        add_number(hasher, relaxing->until.days);
    }
    settings->hash = jh_hasher_finish(hasher);
    return JH_OK;
}

/* ---- defaults ------------------------------------------------------------------------ */

jh_code jh_settings_default(jh_settings *out, jh_arena *keep, const jh_standard *standard,
                            jh_date as_of, jh_error *err)
{
    const jh_text none = { "", 0 };
    size_t i;

    *out = (jh_settings){ .as_of = as_of };
    if (!jh_date_is_set(as_of)) return refuse(err, SAY_STANDARD_NO_AS_OF, none, none, none);
    out->values = jh_alloc(keep, standard->setting_count + 1, sizeof *out->values);
    out->relaxing = jh_alloc(keep, standard->relaxation_count + 1, sizeof *out->relaxing);
    if (!out->values || !out->relaxing) return jh_no_memory(err);
    for (i = 0; i < standard->setting_count; i++)
        out->values[i] = (jh_setting_value){ .number = standard->settings[i].number,
                                             .choice = standard->settings[i].choice,
                                             .date = standard->settings[i].date,
                                             .is_default = true,
                                             .reason = none };
    for (i = 0; i < standard->relaxation_count; i++)
        out->relaxing[i] =
            (jh_relaxing){ .approver = none, .from = JH_NO_DATE, .until = JH_NO_DATE };
    return hash_settings(out, standard, err);
}

/* ---- one setting --------------------------------------------------------------------- */

/* JH_NOT_FOUND: a store serves several standards; its reader passes over what one lacks. */
static jh_code refuse_name(jh_error *err, const jh_standard *standard, jh_text name,
                           bool relaxations)
{
    jh_text near = { "", 0 }, two[2], some = { "", 0 };
    size_t i, count = relaxations ? standard->relaxation_count : standard->setting_count;

    for (i = 0; i < count; i++) {
        two[0] = near;
        two[1] = relaxations ? standard->relaxations[i].key : standard->settings[i].key;
        some = two[1];
        near = near.size ? jh_name_nearest(name, two, 2) : jh_name_nearest(name, two + 1, 1);
    }
    refuse(err, relaxations ? SAY_STANDARD_NO_SUCH_RELAXATION : SAY_STANDARD_NO_SUCH_SETTING, name,
           near.size ? near : some, (jh_text){ "", 0 });
    if (err && err->code == JH_BAD_INPUT) err->code = JH_NOT_FOUND;
    return JH_NOT_FOUND;
}

static void list_choices(char out[JH_MESSAGE_ARG_SIZE], const jh_codes *choices)
{
    size_t i, at = 0;

    out[0] = '\0';
    for (i = 0; i < choices->count && at < JH_MESSAGE_ARG_SIZE; i++)
        at += (size_t)snprintf(out + at, JH_MESSAGE_ARG_SIZE - at, "%s%.*s", i ? " " : "",
                               JH_TEXT_ARGS(choices->keys[i]));
}

const char *jh_setting_write(char out[JH_SETTING_SIZE], const jh_setting *setting,
                             jh_decimal number)
{
    char digits[JH_DECIMAL_SIZE];
    jh_decimal percent;

    if (!setting->is_share || __builtin_mul_overflow(number.millionths, 100, &percent.millionths))
        return jh_decimal_write_short(out, number);
    snprintf(out, JH_SETTING_SIZE, "%s %%", jh_decimal_write_short(digits, percent));
    return out;
}

bool jh_setting_read(jh_decimal *out, const jh_setting *setting, jh_text value)
{
    static const jh_text signs[] = { { "%", 1 }, { "％", 3 } };
    bool is_percent = false;
    size_t i;

    for (i = 0; setting->is_share && i < sizeof signs / sizeof *signs; i++)
        if (jh_text_ends(value, signs[i])) {
            value.size -= signs[i].size;
            is_percent = true;
        }
    if (jh_decimal_parse(out, is_percent ? jh_text_trim(value) : value) != JH_READ_EXACT)
        return false;
    if (!is_percent) return true;
    if (out->millionths % 100) return false;
    out->millionths /= 100;
    return true;
}

static jh_code read_value(jh_setting_value *out, const jh_setting *setting, jh_text value,
                          jh_error *err)
{
    char words[JH_MESSAGE_ARG_SIZE];

    switch (setting->type) {
    case JH_TYPE_CODE:
        out->choice = jh_codes_find(setting->choices, value);
        if (out->choice >= 0) return JH_OK;
        list_choices(words, setting->choices);
        return refuse(err, SAY_STANDARD_BAD_CHOICE, setting->key, value, jh_text_of(words));
    case JH_TYPE_DATE:
        out->date = jh_date_parse(value);
        if (jh_date_is_set(out->date)) return JH_OK;
        return refuse(err, SAY_STANDARD_BAD_DATE, setting->key, value, (jh_text){ "", 0 });
    default:
        if (jh_setting_read(&out->number, setting, value)) return JH_OK;
        return refuse(err, SAY_STANDARD_BAD_NUMBER, setting->key, value, (jh_text){ "", 0 });
    }
}

jh_code jh_settings_set(jh_settings *settings, jh_arena *keep, const jh_standard *standard,
                        const jh_setting_words *words, jh_error *err)
{
    jh_setting_value new;
    size_t i;
    jh_code rc;

    for (i = 0; i < standard->setting_count; i++)
        if (jh_text_equal(standard->settings[i].key, words->name)) break;
    if (i == standard->setting_count) return refuse_name(err, standard, words->name, false);
    new = settings->values[i];
    rc = read_value(&new, &standard->settings[i], words->value, err);
    if (rc) return rc;
    new.is_default = false;
    new.reason = jh_text_copy(keep, words->reason);
    if (!new.reason.at) return jh_no_memory(err);
    settings->values[i] = new;
    return hash_settings(settings, standard, err);
}

/* ---- one relaxation ------------------------------------------------------------------ */

jh_code jh_settings_relax(jh_settings *settings, jh_arena *keep, const jh_standard *standard,
                          const jh_relaxing_words *words, jh_error *err)
{
    jh_relaxing new = words->relaxing;
    jh_text name = words->name;
    const jh_relaxation *relaxation;
    char from[16], until[16];
    size_t i;

    for (i = 0; i < standard->relaxation_count; i++)
        if (jh_text_equal(standard->relaxations[i].key, name)) break;
    if (i == standard->relaxation_count) return refuse_name(err, standard, name, true);
    relaxation = &standard->relaxations[i];
    jh_date_write(from, relaxation->from);
    jh_date_write(until, relaxation->until);
    if (new.is_on && !jh_text_trim(new.approver).size)
        return refuse(err, SAY_STANDARD_NO_APPROVER, name, (jh_text){ "", 0 }, (jh_text){ "", 0 });
    if (new.is_on
        && (!jh_date_is_set(new.from) || !jh_date_is_set(new.until)
            || new.from.days > new.until.days || new.from.days < relaxation->from.days
            || new.until.days > relaxation->until.days))
        return refuse(err, SAY_STANDARD_OUTSIDE_WINDOW, name, jh_text_of(from), jh_text_of(until));
    new.approver = jh_text_copy(keep, new.approver);
    if (!new.approver.at) return jh_no_memory(err);
    settings->relaxing[i] = new;
    return hash_settings(settings, standard, err);
}
