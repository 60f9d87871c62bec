/* SPDX-License-Identifier: Apache-2.0 */
#include "app/units.h"
#include "cli/judging.h"

#include <string.h>

int jh_cmd_unit(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words = { 0 };
    jh_unit_words what = { .kind = call->arg_count > 1 ? call->args[1] : "list",
                           .unit = call->arg_count > 2 ? call->args[2] : NULL,
                           .date = jh_call_option(call, "--date"),
                           .name = jh_call_option(call, "--name"),
                           .town = jh_call_option(call, "--town"),
                           .parent = jh_call_option(call, "--parent"),
                           .main = jh_call_option(call, "--main"),
                           .author = jh_call_option(call, "--author"),
                           .reason = jh_call_option(call, "--reason"),
                           .approver = jh_call_option(call, "--approver"),
                           .dry_run = jh_call_has(call, "--dry-run") };
    jh_message usage = jh_message_make(SAY_CLI_UNIT_USAGE, NULL);
    bool lists = strcmp(what.kind, "list") == 0;
    jh_text told;
    jh_code code = jh_call_judging(&words, call, &err);

    if (!lists && !what.unit) return jh_call_usage(call, &usage);
    what.parts = jh_call_options(&what.part_count, call, "--part");
    what.shares = jh_call_options(&what.share_count, call, "--share");
    if (!what.parts || !what.shares) code = jh_no_memory(&err);
    if (!code && lists) code = jh_unit_list(&told, &desk, &words, &what, &err);
    if (!code && !lists)
        code = strcmp(what.kind, "withdraw") == 0
                   ? jh_unit_withdraw(&told, &desk, &words, &what, &err)
                   : jh_unit_enter(&told, &desk, &words, &what, &err);
    return code ? jh_call_failed(call, &err) : jh_call_print(call, told, JH_EXIT_DONE);
}
