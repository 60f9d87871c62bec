/* Who sent nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

static bool sent_something(const jh_snapshot *snapshot, size_t unit)
{
    size_t c;

    for (c = 0; c < snapshot->column_count; c++)
        if (snapshot->columns[c].why[unit] != JH_NOT_REPORTED) return true;
    return false;
}

static jh_code tell(jh_check_work *w, const jh_check *check, jh_say_id say, const jh_unit *unit)
{
    jh_telling telling = { .check = check, .code = unit->code, .name = unit->name, .say = say };

    return jh_check_tell(w, &telling);
}

/* Is anything to be expected of it on the day of the assessment? */
static bool is_asked(const jh_check_work *w, const jh_unit *unit)
{
    jh_date day = w->frame->settings->as_of;

    if (jh_date_is_set(unit->closed) && unit->closed.days <= day.days) return false;
    return !jh_date_is_set(unit->opened) || unit->opened.days <= day.days;
}

jh_code jh_check_roster(jh_check_work *w, const jh_check *check)
{
    const jh_snapshot *now = w->frame->snapshot;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 1; i < now->unit_count && !rc; i++)
        if (is_asked(w, &now->units[i]) && !sent_something(now, i))
            rc = tell(w, check, SAY_CHECKS_SENT_NOTHING, &now->units[i]);
    for (i = 1; w->before && i < w->before->unit_count && !rc; i++)
        if (is_asked(w, &w->before->units[i])
            && jh_snapshot_unit(now, w->before->units[i].code) == SIZE_MAX)
            rc = tell(w, check, SAY_CHECKS_NOT_SENT, &w->before->units[i]);
    return rc;
}
