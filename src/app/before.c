/* SPDX-License-Identifier: Apache-2.0 */
#include "app/before.h"

#include <stdio.h>

static bool is_year(jh_text period)
{
    size_t i;

    for (i = 0; i < period.size; i++)
        if (period.at[i] < '0' || period.at[i] > '9') return false;
    return period.size == 4;
}

static bool has_period(const jh_text_list *list, jh_text period)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        if (jh_text_equal(list->items[i], period)) return true;
    return false;
}

jh_code jh_before_load(const jh_snapshot **out, const jh_desk *desk, jh_store *store,
                       const jh_load *now, jh_error *err)
{
    jh_text_list periods;
    jh_load before = *now;
    jh_snapshot *snapshot;
    char year[16];
    unsigned number = 0;
    jh_code rc;
    size_t i;

    *out = NULL;
    if (!is_year(now->period)) return JH_OK;
    for (i = 0; i < now->period.size; i++)
        number = number * 10 + (unsigned)(now->period.at[i] - '0');
    if (!number) return JH_OK;
    snprintf(year, sizeof year, "%04u", number - 1);
    rc = jh_store_periods(&periods, desk->keep, store, now->county, err);
    if (rc || !has_period(&periods, jh_text_of(year))) return rc;
    before.period = jh_text_copy(desk->keep, jh_text_of(year));
    snapshot = JH_NEW(desk->keep, jh_snapshot);
    if (!before.period.at || !snapshot) return jh_no_memory(err);
    rc = jh_store_load(snapshot, desk->keep, store, &before, err);
    if (!rc) *out = snapshot;
    /* At an earlier revision nothing of that year may have been known yet. */
    return rc == JH_NOT_FOUND && before.at_revision ? JH_OK : rc;
}
