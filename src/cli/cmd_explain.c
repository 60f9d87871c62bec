/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/judging.h"

/* The address may come as one word or several: `explain x.jh dispersion R5 primary`. */
static jh_code join_figure(jh_text *out, jh_call *call, jh_error *err)
{
    jh_buffer figure = jh_buffer_in(&call->keep);
    int i;

    for (i = 1; i < call->arg_count; i++) {
        if (i > 1) jh_buffer_add_zero(&figure, " ");
        jh_buffer_add_zero(&figure, call->args[i]);
    }
    if (call->arg_count == 1) jh_buffer_add_zero(&figure, "verdict");
    return jh_buffer_finish(out, &figure, err);
}

int jh_cmd_explain(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_desk desk = jh_call_desk(call);
    jh_judging words;
    jh_text figure, told;

    if (jh_call_judging(&words, call, &err) || join_figure(&figure, call, &err)
        || jh_judge_explain(&told, &desk, &words, figure, &err))
        return jh_call_failed(call, &err);
    return jh_call_print(call, told, JH_EXIT_DONE);
}
