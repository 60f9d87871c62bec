/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

#include "base/embedded.h"

#include <string.h>

static const char *const folders[JH_LANG_COUNT] = { "zh", "en" };

int jh_cmd_help(jh_call *call)
{
    char name[128];
    jh_message message;
    size_t i;

    snprintf(name, sizeof name, "docs/guide/commands/%s/%.40s.md", folders[call->lang],
             call->args[0]);
    for (i = 0; i < jh_embedded_count; i++) {
        const jh_embedded *file = &jh_embedded_files[i];
        if (strcmp(file->name, name) != 0) continue;
        return jh_call_print(call, (jh_text){ (const char *)file->bytes, file->size },
                             JH_EXIT_DONE);
    }
    message = jh_message_make(SAY_CLI_UNKNOWN_COMMAND, call->args[0], NULL);
    return jh_call_usage(call, &message);
}
