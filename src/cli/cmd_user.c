/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/judging.h"
#include "office/user.h"

int jh_cmd_user(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_user_words words = { .address = call->args[0],
                            .act = call->arg_count > 1 ? call->args[1] : "list",
                            .login = call->arg_count > 2 ? call->args[2] : "",
                            .name = jh_call_option(call, "--name"),
                            .role = jh_call_option(call, "--role"),
                            .scope = jh_call_option(call, "--scope"),
                            .author = jh_call_option(call, "--author"),
                            .approver = jh_call_option(call, "--approver"),
                            .reason = jh_call_option(call, "--reason") };
    jh_text told;

    if (jh_user_manage(&told, &desk, &words, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
