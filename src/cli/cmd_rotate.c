/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/rotate.h"
#include "cli/judging.h"

int jh_cmd_rotate(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging judging = { 0 };
    jh_rotate_words words = { .judging = &judging,
                              .rosters = call->args + 1,
                              .roster_count = (size_t)call->arg_count - 1,
                              .workbook = jh_call_option(call, "--out") };
    bool done = false;
    jh_text told;

    if (jh_call_judging(&judging, call, &err)) return jh_call_failed(call, &err);
    if (jh_rotate_tell(&told, &done, &desk, &words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, done ? JH_EXIT_DONE : JH_EXIT_NO);
}
