/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_apply.h"

#include "app/decide.h"
#include "app/keep.h"

#include <stdio.h>

/* The figures that the plan leaves otherwise, as corrections: by unit, element and stage, since
 * units and columns stand in that order. */
static jh_code changes(jh_batch *out, const jh_desk *desk, const jh_planned_county *c,
                       jh_error *err)
{
    const jh_snapshot *before = &c->judged.snapshot, *after = &c->after.snapshot;
    jh_observation *list;
    size_t i, u, count = 0;

    for (i = 0; i < before->column_count; i++)
        for (u = 0; u < before->unit_count; u++)
            count += before->columns[i].millionths[u] != after->columns[i].millionths[u];
    list = JH_NEW_ARRAY(desk->keep, jh_observation, count + 1);
    if (!list) return jh_no_memory(err);
    *out = (jh_batch){ .county = before->county, .period = before->period, .observations = list };
    for (u = 0; u < before->unit_count; u++)
        for (i = 0; i < before->column_count; i++) {
            const jh_column *to = &after->columns[i];
            if (before->columns[i].millionths[u] == to->millionths[u]) continue;
            list[out->observation_count++] = (jh_observation){ .unit = after->units[u].code,
                                                               .element = to->element,
                                                               .stage = to->stage,
                                                               .provenance = JH_BY_CORRECTION,
                                                               .why = JH_PRESENT,
                                                               .value = { to->millionths[u] },
                                                               .origin.file = JH_NO_FILE };
        }
    return JH_OK;
}

jh_code jh_plan_apply_to_copy(const jh_desk *desk, const jh_planned_county *c, const char *to,
                              jh_error *err)
{
    bool is_file = jh_keep_is_file(to);
    jh_keeping copying = { .act = is_file ? JH_KEEP_BACKUP : JH_KEEP_COPY,
                           .from = c->judging.address,
                           .to = to };
    jh_batch batch;
    jh_text told;
    jh_code rc;

    if (!c->plan.found || c->judging.supposed)
        return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_APPLY_NOTHING, to, NULL);
    rc = changes(&batch, desk, c, err);
    if (!rc) rc = jh_keep_copy(&told, desk, &copying, err);
    if (rc) return rc;
    rc = jh_decide_correct_all(desk, to, &batch, jh_say(JH_ZH, SAY_PLAN_APPLY_REASON), err);
    if (rc && is_file) (void)remove(to); /* what a server has is the copy without the plan */
    return rc;
}
