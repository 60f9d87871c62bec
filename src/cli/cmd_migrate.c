/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keep.h"
#include "cli/judging.h"

int jh_cmd_migrate(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_bringing_up what = { call->args[0], jh_call_option(call, "--backup"),
                            jh_call_has(call, "--backed-up") };
    bool is_sound = true;
    jh_text told;

    if (jh_keep_migrate(&told, &is_sound, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, is_sound ? JH_EXIT_DONE : JH_EXIT_NO);
}
