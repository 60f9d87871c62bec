/* SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"
#include "cli/judging.h"

int jh_cmd_setting(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_putting what = { .address = call->args[0],
                        .word = call->arg_count > 1 ? call->args[1] : NULL,
                        .county = jh_call_option(call, "--county"),
                        .from = jh_call_option(call, "--from"),
                        .to = jh_call_option(call, "--to"),
                        .source = jh_call_option(call, "--source"),
                        .author = jh_call_option(call, "--author"),
                        .as_of = jh_call_option(call, "--as-of") };
    jh_text told;

    if (jh_bring_setting(&told, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
