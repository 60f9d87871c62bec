/* SPDX-License-Identifier: Apache-2.0 */
#include "app/compare.h"
#include "cli/judging.h"

#include <string.h>

/* What may be given twice, and where it goes. */
static const struct twice {
    const char *option;
    size_t at; /* in jh_judging */
} twice[] = { { "--period", offsetof(jh_judging, period) },
              { "--standard", offsetof(jh_judging, standard) },
              { "--as-of", offsetof(jh_judging, as_of) },
              { "--revision", offsetof(jh_judging, revision) } };

static void put(jh_judging *words, size_t at, const char *value)
{
    memcpy((char *)words + at, &value, sizeof value);
}

/* One value is for both. false: more than two, told on stderr. */
static bool read_pair(jh_judging_pair *out, const jh_call *call)
{
    size_t i;

    out->is_last_year = true;
    for (i = 0; i < sizeof twice / sizeof *twice; i++) {
        const char *first = jh_call_option_at(call, twice[i].option, 0);
        const char *second = jh_call_option_at(call, twice[i].option, 1);
        jh_message message = jh_message_make(SAY_CLI_MORE_THAN_TWO, twice[i].option, NULL);
        if (jh_call_option_at(call, twice[i].option, 2)) {
            jh_call_usage(call, &message);
            return false;
        }
        put(&out->before, twice[i].at, first);
        put(&out->after, twice[i].at, second ? second : first);
        if (second) out->is_last_year = false;
    }
    return true;
}

/* A frozen assessment is asked for by its number alone; against one of them stands what the other
 * words say, or the same question of today. false: told on stderr. */
static bool read_frozen(jh_judging_pair *out, const jh_call *call, bool is_twice)
{
    const char *first = jh_call_option_at(call, "--frozen", 0);
    jh_message message = jh_message_make(SAY_CLI_MORE_THAN_TWO, "--frozen", NULL);

    out->before.frozen = out->after.frozen = NULL;
    if (!first) return true;
    if (jh_call_option_at(call, "--frozen", 2) || is_twice) {
        if (is_twice) message = jh_message_make(SAY_CLI_FROZEN_ONE_SIDE, NULL);
        jh_call_usage(call, &message);
        return false;
    }
    out->before = (jh_judging){ .address = out->before.address,
                                .county = out->before.county,
                                .standards_folder = out->before.standards_folder,
                                .frozen = first };
    out->after.frozen = jh_call_option_at(call, "--frozen", 1);
    out->is_last_year = false;
    return true;
}

/* --set is for both, --set-after for the second only. */
static jh_code read_settings(jh_judging_pair *out, jh_call *call, jh_error *err)
{
    size_t only, i;
    const char *const *words = jh_call_options(&only, call, "--set-after");
    const char **all =
        JH_NEW_ARRAY(&call->keep, const char *, out->before.setting_count + only + 1);

    if (!words || !all) return jh_no_memory(err);
    for (i = 0; i < out->before.setting_count; i++) all[i] = out->before.settings[i];
    for (i = 0; i < only; i++) all[out->before.setting_count + i] = words[i];
    out->after.settings = all;
    out->after.setting_count = out->before.setting_count + only;
    if (only) out->is_last_year = false;
    return JH_OK;
}

int jh_cmd_compare(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging_pair words = { .page = jh_call_option(call, "--page") };
    bool same = false, is_twice;
    jh_text told;

    if (jh_call_judging(&words.before, call, &err)) return jh_call_failed(call, &err);
    words.after = words.before;
    if (!read_pair(&words, call)) return JH_EXIT_USAGE;
    is_twice = !words.is_last_year;
    if (read_settings(&words, call, &err)) return jh_call_failed(call, &err);
    if (!read_frozen(&words, call, is_twice)) return JH_EXIT_USAGE;
    if (jh_judge_compare(&told, &same, &desk, &words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, same ? JH_EXIT_DONE : JH_EXIT_NO);
}
