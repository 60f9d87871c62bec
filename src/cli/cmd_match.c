/* SPDX-License-Identifier: Apache-2.0 */
#include "app/match.h"
#include "cli/judging.h"

int jh_cmd_match(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_matching what = { .address = call->args[0],
                         .county = jh_call_option(call, "--county"),
                         .file = jh_call_option(call, "--names"),
                         .name = jh_call_option(call, "--name"),
                         .code = jh_call_option(call, "--code"),
                         .author = jh_call_option(call, "--author"),
                         .reason = jh_call_option(call, "--reason") };
    jh_message message = jh_message_make(SAY_CLI_MATCH_USAGE, NULL);
    jh_text told;

    if (!what.name != !what.code || (what.name && what.file)) return jh_call_usage(call, &message);
    if (jh_match_names(&told, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
