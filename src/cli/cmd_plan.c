/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_compare.h"
#include "advise/plan_years.h"
#include "cli/judging.h"

#include <signal.h>
#include <string.h>

enum { SECONDS_MOST = 1000000 };

/* Ctrl-C asks once for the best plan so far; the second one ends the program. */
static volatile int interrupted;

static void on_interrupt(int signal_number)
{
    interrupted = 1;
    (void)signal(signal_number, SIG_DFL);
}

/* junheng plan compare A.json B.json */
static int compare(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_plan_files files = { .before = call->args[1],
                            .after = call->args[2],
                            .workbook = jh_call_option(call, "--out"),
                            .page = jh_call_option(call, "--page"),
                            .standards = jh_call_option(call, "--standards") };
    bool same = false;
    jh_text told;

    if (jh_plan_compare_files(&told, &same, &desk, &files, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, same ? JH_EXIT_DONE : JH_EXIT_NO);
}

int jh_cmd_plan(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging judging = { 0 };
    jh_plan_words words = { .judging = &judging,
                            .costs = jh_call_option(call, "--costs"),
                            .workbook = jh_call_option(call, "--out"),
                            .costs_workbook = jh_call_option(call, "--costs-workbook"),
                            .page = jh_call_option(call, "--page"),
                            .show_costs = jh_call_has(call, "--show-costs"),
                            .exactly = jh_call_has(call, "--exact"),
                            .interrupted = &interrupted };
    jh_years_words years = { .years = jh_call_option(call, "--years"),
                             .budget = jh_call_option(call, "--budget"),
                             .wanted = jh_call_option(call, "--wanted"),
                             .dearer = jh_call_option(call, "--dearer"),
                             .rise = jh_call_option(call, "--price-rise"),
                             .place = call->args[0],
                             .plan = &words };
    bool found = false;
    jh_text told;

    if (call->arg_count == 3 && strcmp(call->args[0], "compare") == 0) return compare(call);
    if (call->arg_count != 1) {
        jh_message message = jh_message_make(SAY_PLAN_ARGUMENTS, NULL);
        return jh_call_usage(call, &message);
    }
    if (!jh_call_number(&words.seconds, call, "--time-limit", 0, SECONDS_MOST))
        return JH_EXIT_USAGE;
    if (jh_call_judging(&judging, call, &err)) return jh_call_failed(call, &err);
    words.budget = jh_call_option(call, "--budget");
    words.apply = jh_call_option(call, "--apply");
    words.against = jh_call_option(call, "--against");
    words.from = jh_call_option(call, "--from");
    words.decisions.keep = jh_call_options(&words.decisions.keep_count, call, "--keep");
    words.decisions.no_building =
        jh_call_options(&words.decisions.no_building_count, call, "--no-building");
    words.decisions.no_move =
        jh_call_options(&words.decisions.no_move_count, call, "--no-move");
    words.decisions.waivers = jh_call_options(&words.decisions.waiver_count, call, "--waiver");
    words.supposing.words = jh_call_options(&words.supposing.count, call, "--suppose");
    (void)signal(SIGINT, on_interrupt);
    if (jh_plan_or_years(&told, &found, &desk, &years, &err)) return jh_call_failed(call, &err);
    return jh_call_print(call, told, found ? JH_EXIT_DONE : JH_EXIT_NO);
}
