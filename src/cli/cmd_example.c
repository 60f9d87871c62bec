/* SPDX-License-Identifier: Apache-2.0 */
#include "app/handout.h"
#include "cli/judging.h"

#include <string.h>

enum { USUAL_SCHOOLS = 60, USUAL_SEED = 1, MOST_SCHOOLS = 5000, MOST_SEED = 1000000000 };

int jh_cmd_example(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_example_words words = { .folder = jh_call_option(call, "--out") };
    const char *layout = jh_call_option(call, "--layout");
    jh_message message;
    long schools, seed;

    if (!jh_call_number(&schools, call, "--schools", USUAL_SCHOOLS, MOST_SCHOOLS)
        || !jh_call_number(&seed, call, "--seed", USUAL_SEED, MOST_SEED))
        return JH_EXIT_USAGE;
    if (!words.folder) words.folder = "example";
    words.schools = (size_t)schools;
    words.seed = (uint64_t)seed;
    words.with_errors = jh_call_has(call, "--errors");
    words.with_statistics = layout != NULL;
    words.with_roster = jh_call_has(call, "--roster");
    if (layout && strcmp(layout, "statistics") != 0) {
        message = jh_message_make(SAY_CLI_LAYOUT_UNKNOWN, layout, "statistics", NULL);
        return jh_call_usage(call, &message);
    }
    if (jh_handout_example(&desk, &words, &err)) return jh_call_failed(call, &err);
    if (!call->quiet) printf("%s\n", words.folder);
    return JH_EXIT_DONE;
}
