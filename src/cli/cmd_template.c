/* SPDX-License-Identifier: Apache-2.0 */
#include "app/handout.h"
#include "cli/judging.h"

int jh_cmd_template(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_standard_words words = { jh_call_option(call, "--standards"),
                                jh_call_option(call, "--standard") };

    if (jh_handout_template(&desk, call->args[0], &words, &err)) return jh_call_failed(call, &err);
    if (!call->quiet) printf("%s\n", call->args[0]);
    return JH_EXIT_DONE;
}
