/* SPDX-License-Identifier: Apache-2.0 */
#include "app/beside.h"
#include "cli/judging.h"

static jh_code read_columns(jh_besides *out, jh_call *call, jh_error *err)
{
    jh_code rc = jh_call_judging(&out->words, call, err);

    if (rc) return rc;
    out->periods = jh_call_options(&out->period_count, call, "--period");
    out->standards = jh_call_options(&out->standard_count, call, "--standard");
    return out->periods && out->standards ? JH_OK : jh_no_memory(err);
}

int jh_cmd_beside(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_besides what = { .page = jh_call_option(call, "--page") };
    bool passes = false;
    jh_text told;

    if (read_columns(&what, call, &err) || jh_judge_beside(&told, &passes, &desk, &what, &err))
        return jh_call_failed(call, &err);
    return jh_call_print(call, told, passes ? JH_EXIT_DONE : JH_EXIT_NO);
}
