/* SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"
#include "cli/judging.h"

int jh_cmd_init(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    char line[512];
    jh_message message;

    if (jh_bring_create(&desk, call->args[0], &err)) return jh_call_failed(call, &err);
    if (call->quiet || call->json) return JH_EXIT_DONE;
    message = jh_message_make(SAY_CLI_CREATED, call->args[0], NULL);
    jh_message_write(line, sizeof line, call->lang, &message, 0);
    printf("%s\n", line);
    jh_message_write(line, sizeof line, call->lang, &message, 1);
    printf("%s\n", line);
    return JH_EXIT_DONE;
}
