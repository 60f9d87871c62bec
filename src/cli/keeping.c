/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/keeping.h"

#include "cli/judging.h"

int jh_call_keep(jh_call *call, jh_keep_act act)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_keeping what = { act, call->args[0], call->args[1] };
    jh_text told;

    if (jh_keep_copy(&told, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
