/* SPDX-License-Identifier: Apache-2.0 */
#include "app/decide.h"
#include "cli/judging.h"

int jh_cmd_conflicts(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words = { .address = call->args[0],
                         .county = jh_call_option(call, "--county"),
                         .period = jh_call_option(call, "--period"),
                         .as_of = jh_call_option(call, "--as-of") };
    size_t open = 0;
    jh_text told;

    if (jh_decide_conflicts(&told, &open, &desk, &words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, open ? JH_EXIT_NO : JH_EXIT_DONE);
}
