/* SPDX-License-Identifier: Apache-2.0 */
#include "app/handout.h"
#include "cli/judging.h"

enum { USUAL_SCHOOLS = 60, USUAL_SEED = 1, MOST_SCHOOLS = 5000, MOST_SEED = 1000000000 };

int jh_cmd_example(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_example_words words = { .folder = jh_call_option(call, "--out") };
    long schools, seed;

    if (!jh_call_number(&schools, call, "--schools", USUAL_SCHOOLS, MOST_SCHOOLS)
        || !jh_call_number(&seed, call, "--seed", USUAL_SEED, MOST_SEED))
        return JH_EXIT_USAGE;
    if (!words.folder) words.folder = "example";
    words.schools = (size_t)schools;
    words.seed = (uint64_t)seed;
    if (jh_handout_example(&desk, &words, &err)) return jh_call_failed(call, &err);
    if (!call->quiet) printf("%s\n", words.folder);
    return JH_EXIT_DONE;
}
