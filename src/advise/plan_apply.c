/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_apply.h"

#include "app/decide.h"
#include "app/keep.h"

#include <stdio.h>

/* A figure as the plan leaves it. */
typedef struct figure {
    const jh_column *column;
    jh_text unit;
    int64_t millionths;
} figure;

/* One figure of the copy, corrected. */
static jh_code correct(const jh_desk *desk, const jh_judging *words, const figure *to,
                       jh_error *err)
{
    char digits[JH_DECIMAL_SIZE];
    const char *reason = jh_say(JH_ZH, SAY_PLAN_APPLY_REASON);
    jh_correcting what = { .unit = jh_text_zero(desk->keep, to->unit),
                           .element = jh_text_zero(desk->keep, to->column->element),
                           .stage = jh_stage_key(to->column->stage),
                           .value = jh_decimal_write_short(digits, (jh_decimal){ to->millionths }),
                           .reason = reason,
                           .approver = reason };
    jh_text told;

    if (!what.unit || !what.element) return jh_no_memory(err);
    return jh_decide_correct(&told, desk, words, &what, err);
}

static jh_code correct_all(const jh_desk *desk, const jh_planned_county *c, const char *to,
                           jh_error *err)
{
    const jh_snapshot *before = &c->judged.snapshot, *after = &c->after.snapshot;
    jh_judging words = c->judging;
    jh_code rc = JH_OK;
    size_t i, u;

    words.address = to;
    words.revision = NULL;
    for (i = 0; !rc && i < before->column_count; i++)
        for (u = 0; !rc && u < before->unit_count; u++)
            if (before->columns[i].millionths[u] != after->columns[i].millionths[u])
                rc = correct(desk, &words,
                             &(figure){ &after->columns[i], after->units[u].code,
                                        after->columns[i].millionths[u] },
                             err);
    return rc;
}

jh_code jh_plan_apply_to_copy(const jh_desk *desk, const jh_planned_county *c, const char *to,
                              jh_error *err)
{
    jh_keeping copying = { .act = JH_KEEP_BACKUP, .from = c->judging.address, .to = to };
    jh_text told;
    jh_code rc;

    if (!c->plan.found || c->judging.supposed)
        return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_APPLY_NOTHING, to, NULL);
    rc = jh_keep_copy(&told, desk, &copying, err);
    if (rc) return rc;
    rc = correct_all(desk, c, to, err);
    if (rc) (void)remove(to);
    return rc;
}
