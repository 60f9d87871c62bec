/* SPDX-License-Identifier: Apache-2.0 */
#include "app/freeze.h"
#include "cli/judging.h"

int jh_cmd_verify(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words = { .address = call->args[0],
                         .county = jh_call_option(call, "--county"),
                         .standards_folder = jh_call_option(call, "--standards") };
    jh_verifying what = { &words, call->arg_count > 1 ? call->args[1] : NULL };
    bool holds = false;
    jh_text told;

    if (jh_freeze_verify(&told, &holds, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, holds ? JH_EXIT_DONE : JH_EXIT_NO);
}
