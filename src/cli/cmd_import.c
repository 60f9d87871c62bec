/* SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"
#include "app/suggest.h"
#include "cli/judging.h"

/* The table alone, or behind the store it is meant for. */
static int suggest(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_suggesting what = { .path = call->args[call->arg_count - 1],
                           .sheet = jh_call_option(call, "--sheet"),
                           .standard = jh_call_option(call, "--standard"),
                           .standards_folder = jh_call_option(call, "--standards"),
                           .file = jh_call_option(call, "--out") };
    jh_message message = jh_message_make(SAY_CLI_SUGGEST_ONE_FILE, NULL);
    size_t open = 0;
    jh_text told;

    if (call->arg_count > 2) return jh_call_usage(call, &message);
    if (jh_suggest_mapping(&told, &open, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, open ? JH_EXIT_NO : JH_EXIT_DONE);
}

static int bring(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_bringing what = { .address = call->args[0],
                         .paths = call->args + 1,
                         .path_count = (size_t)call->arg_count - 1,
                         .county = jh_call_option(call, "--county"),
                         .period = jh_call_option(call, "--period"),
                         .standard = jh_call_option(call, "--standard"),
                         .standards_folder = jh_call_option(call, "--standards"),
                         .author = jh_call_option(call, "--author"),
                         .reason = jh_call_option(call, "--reason"),
                         .mapping = jh_call_option(call, "--mapping"),
                         .names = jh_call_option(call, "--names"),
                         .datum = jh_call_option(call, "--datum"),
                         .dry_run = jh_call_has(call, "--dry-run"),
                         .all_or_nothing = jh_call_has(call, "--all"),
                         .no_check = jh_call_has(call, "--no-check") };
    size_t refused = 0;
    jh_text told;

    if (jh_bring_files(&told, &refused, &desk, &what, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, refused ? JH_EXIT_NO : JH_EXIT_DONE);
}

int jh_cmd_import(jh_call *call)
{
    jh_message message = jh_message_make(SAY_CLI_IMPORT_WHAT, NULL);

    if (jh_call_has(call, "--suggest")) return suggest(call);
    if (call->arg_count < 2) return jh_call_usage(call, &message);
    return bring(call);
}
