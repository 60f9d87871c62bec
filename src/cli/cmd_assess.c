/* SPDX-License-Identifier: Apache-2.0 */
#include "app/nation.h"
#include "cli/judging.h"

/* --all: a line a county; the answer is the list, so it ends with 0. */
static int assess_all(jh_call *call, const jh_desk *desk, const jh_judging *words)
{
    jh_error err = { JH_OK };
    jh_text told;

    if (jh_judge_nation(&told, desk, words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}

int jh_cmd_assess(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words;
    bool passes = false;
    jh_text told;

    if (jh_call_judging(&words, call, &err)) return jh_call_failed(call, &err);
    if (jh_call_has(call, "--all")) return assess_all(call, &desk, &words);
    if (jh_judge_tell(&told, &passes, &desk, &words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, passes ? JH_EXIT_DONE : JH_EXIT_NO);
}
