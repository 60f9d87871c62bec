/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/pair.h"
#include "cli/judging.h"

int jh_cmd_pair(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging judging = { 0 };
    jh_pair_words words = { &judging, jh_call_option(call, "--out") };
    bool done = false;
    jh_text told;

    if (jh_call_judging(&judging, call, &err)) return jh_call_failed(call, &err);
    if (jh_pair_tell(&told, &done, &desk, &words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, done ? JH_EXIT_DONE : JH_EXIT_NO);
}
