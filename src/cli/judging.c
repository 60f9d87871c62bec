/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/judging.h"

jh_desk jh_call_desk(jh_call *call)
{
    return (jh_desk){ .keep = &call->keep,
                      .scratch = call->scratch,
                      .progress = call->progress,
                      .manner = { .lang = call->lang,
                                  .json = call->json,
                                  .traced = jh_call_has(call, "--trace"),
                                  .in_colour = call->in_colour,
                                  .columns = call->columns } };
}

const char *const *jh_call_options(size_t *count, jh_call *call, const char *name)
{
    const char **values = JH_NEW_ARRAY(&call->keep, const char *, call->option_count + 1);
    const char *value;

    *count = 0;
    while (values && (value = jh_call_option_at(call, name, *count)) != NULL)
        values[(*count)++] = value;
    return values;
}

jh_code jh_call_judging(jh_judging *out, jh_call *call, jh_error *err)
{
    *out = (jh_judging){ .address = call->args[0],
                         .county = jh_call_option(call, "--county"),
                         .period = jh_call_option(call, "--period"),
                         .standard = jh_call_option(call, "--standard"),
                         .standards_folder = jh_call_option(call, "--standards"),
                         .as_of = jh_call_option(call, "--as-of"),
                         .revision = jh_call_option(call, "--revision"),
                         .frozen = jh_call_option(call, "--frozen") };
    out->settings = jh_call_options(&out->setting_count, call, "--set");
    out->relaxations = jh_call_options(&out->relaxation_count, call, "--relax");
    return out->settings && out->relaxations ? JH_OK : jh_no_memory(err);
}
