/* SPDX-License-Identifier: Apache-2.0 */
#include "app/check.h"
#include "app/keep.h"
#include "cli/judging.h"

/* --storage: is the store itself sound? */
static int check_storage(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    bool is_sound = false;
    jh_text told;

    if (jh_keep_check(&told, &is_sound, &desk, call->args[0], &err))
        return jh_call_failed(call, &err);
    return jh_call_print(call, told, is_sound ? JH_EXIT_DONE : JH_EXIT_NO);
}

static int check_figures(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words;
    bool is_sound = false;
    jh_text told;

    if (jh_call_judging(&words, call, &err)
        || jh_check_store(&told, &is_sound, &desk, &words, &err))
        return jh_call_failed(call, &err);
    return jh_call_print(call, told, is_sound ? JH_EXIT_DONE : JH_EXIT_NO);
}

int jh_cmd_check(jh_call *call)
{
    return jh_call_has(call, "--storage") ? check_storage(call) : check_figures(call);
}
