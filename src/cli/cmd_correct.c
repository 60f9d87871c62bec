/* SPDX-License-Identifier: Apache-2.0 */
#include "app/decide.h"
#include "cli/judging.h"

int jh_cmd_correct(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words = { .address = call->args[0],
                         .county = jh_call_option(call, "--county"),
                         .period = jh_call_option(call, "--period") };
    jh_correcting what = { .unit = jh_call_option(call, "--unit"),
                           .element = jh_call_option(call, "--element"),
                           .stage = jh_call_option(call, "--stage"),
                           .value = jh_call_option(call, "--value"),
                           .author = jh_call_option(call, "--author"),
                           .reason = jh_call_option(call, "--reason"),
                           .approver = jh_call_option(call, "--approver") };
    jh_message message = jh_message_make(SAY_CLI_CORRECT_USAGE, NULL);
    jh_text told;

    if (!what.unit || !what.element || !what.value == !jh_call_has(call, "--missing"))
        return jh_call_usage(call, &message);
    if (jh_decide_correct(&told, &desk, &words, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
