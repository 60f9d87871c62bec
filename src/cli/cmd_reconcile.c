/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reconcile.h"
#include "cli/judging.h"

int jh_cmd_reconcile(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_reconciling what = { .words = { .address = call->args[0],
                                       .county = jh_call_option(call, "--county"),
                                       .period = jh_call_option(call, "--period"),
                                       .standard = jh_call_option(call, "--standard"),
                                       .standards_folder = jh_call_option(call, "--standards"),
                                       .as_of = jh_call_option(call, "--as-of") },
                            .all = jh_call_has(call, "--all"),
                            .sheets = jh_call_option(call, "--xlsx"),
                            .page = jh_call_option(call, "--page") };
    bool same = false;
    jh_text told;

    if (jh_judge_reconcile(&told, &same, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, same ? JH_EXIT_DONE : JH_EXIT_NO);
}
