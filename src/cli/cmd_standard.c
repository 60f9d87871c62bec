/* SPDX-License-Identifier: Apache-2.0 */
#include "app/standards.h"
#include "cli/judging.h"

#include <string.h>

int jh_cmd_standard(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    const char *act = call->args[0];
    jh_standard_words words = { jh_call_option(call, "--standards"),
                                call->arg_count > 1 ? call->args[1] : NULL };
    bool good = true;
    jh_text told;
    jh_message message;
    jh_code rc;

    if (strcmp(act, "list") == 0 && call->arg_count == 1) {
        rc = jh_standards_list(&told, &desk, words.folder, &err);
    } else if (strcmp(act, "check") == 0 && call->arg_count <= 2) {
        rc = jh_standards_check(&told, &good, &desk, &words, &err);
    } else if (strcmp(act, "show") == 0 && call->arg_count <= 2) {
        rc = jh_standards_show(&told, &desk, &words, &err);
    } else if (strcmp(act, "diff") == 0 && call->arg_count == 3) {
        rc = jh_standards_diff(&told, &desk, words.folder, call->args + 1, &err);
    } else {
        message = jh_message_make(SAY_CLI_STANDARD_USAGE, act, NULL);
        return jh_call_usage(call, &message);
    }
    if (rc) return jh_call_failed(call, &err);
    return jh_call_print(call, told, good ? JH_EXIT_DONE : JH_EXIT_NO);
}
