/* SPDX-License-Identifier: Apache-2.0 */
#include "app/freeze.h"
#include "cli/judging.h"

int jh_cmd_freeze(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words;
    jh_freeze what = { .words = &words,
                       .author = jh_call_option(call, "--author"),
                       .approver = jh_call_option(call, "--approver"),
                       .reason = jh_call_option(call, "--reason") };
    jh_text told;
    jh_code code = jh_call_judging(&words, call, &err);

    if (!code)
        code = jh_call_has(call, "--list") ? jh_freeze_list(&told, &desk, &words, &err)
                                           : jh_freeze_make(&told, &desk, &what, &err);
    if (code) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
