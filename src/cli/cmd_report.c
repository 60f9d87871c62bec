/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/judging.h"

int jh_cmd_report(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_papers papers = { .folder = jh_call_option(call, "--out") };
    jh_judging words;
    jh_text told;

    if (!papers.folder) papers.folder = ".";
    papers.only = jh_call_options(&papers.only_count, call, "--only");
    if (!papers.only) jh_no_memory(&err);
    if (err.code || jh_call_judging(&words, call, &err)
        || jh_judge_report(&told, &desk, &words, &papers, &err))
        return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
