/* SPDX-License-Identifier: Apache-2.0 */
#include "app/analyse.h"
#include "app/shares.h"
#include "cli/judging.h"

static jh_code tell_shares(jh_text *out, jh_call *call, jh_error *err)
{
    jh_desk desk = jh_call_desk(call);
    jh_sharing what = { .path = call->args[0],
                        .sheet = jh_call_option(call, "--sheet"),
                        .score = jh_call_option(call, "--score"),
                        .as_csv = jh_call_has(call, "--csv") };

    what.groups = jh_call_options(&what.group_count, call, "--group");
    return what.groups ? jh_share_file(out, &desk, &what, err) : jh_no_memory(err);
}

static jh_code tell_dispersion(jh_text *out, jh_call *call, jh_error *err)
{
    jh_desk desk = jh_call_desk(call);
    jh_analysing what = { .path = call->args[0],
                          .sheet = jh_call_option(call, "--sheet"),
                          .weight = jh_call_option(call, "--weight"),
                          .as_csv = jh_call_has(call, "--csv") };

    what.values = jh_call_options(&what.value_count, call, "--value");
    what.by = jh_call_options(&what.by_count, call, "--by");
    if (!what.values || !what.by) return jh_no_memory(err);
    return jh_analyse_file(out, &desk, &what, err);
}

int jh_cmd_analyse(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_text told;
    jh_code rc = jh_call_option(call, "--score") ? tell_shares(&told, call, &err)
                                                 : tell_dispersion(&told, call, &err);

    return rc ? jh_call_failed(call, &err) : jh_call_print(call, told, JH_EXIT_DONE);
}
