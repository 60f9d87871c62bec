/* SPDX-License-Identifier: Apache-2.0 */
#include "app/analyse.h"
#include "cli/judging.h"

int jh_cmd_analyse(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_analysing what = { .path = call->args[0],
                          .sheet = jh_call_option(call, "--sheet"),
                          .weight = jh_call_option(call, "--weight"),
                          .as_csv = jh_call_has(call, "--csv") };
    jh_text told;

    what.values = jh_call_options(&what.value_count, call, "--value");
    what.by = jh_call_options(&what.by_count, call, "--by");
    if (!what.values || !what.by) jh_no_memory(&err);
    if (err.code || jh_analyse_file(&told, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
