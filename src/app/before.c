/* SPDX-License-Identifier: Apache-2.0 */
#include "app/before.h"

#include <stdio.h>

bool jh_period_is_year(jh_text period)
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

/* The newest year before `year`; empty = none. */
static jh_text newest_before(const jh_text_list *periods, jh_text year)
{
    jh_text found = JH_TEXT("");
    size_t i;

    for (i = 0; i < periods->count; i++)
        if (jh_period_is_year(periods->items[i]) && jh_text_compare(periods->items[i], year) < 0
            && jh_text_compare(periods->items[i], found) > 0)
            found = periods->items[i];
    return found;
}

/* Years in the store with one missing between them: a person may not notice. */
static jh_code tell_gap(jh_findings *findings, const jh_desk *desk, const jh_text_list *periods,
                        const char *year, jh_error *err)
{
    jh_finding finding = { .severity = JH_WARNING, .origin = { .file = JH_NO_FILE } };
    const char *older = jh_text_zero(desk->keep, newest_before(periods, jh_text_of(year)));

    if (!older) return jh_no_memory(err);
    if (!*older || !findings) return JH_OK;
    finding.unit = JH_COUNTY_CODE;
    finding.message = jh_message_make(SAY_APP_BEFORE_MISSING, year, older, NULL);
    return jh_finding_add(findings, desk->keep, &finding, err);
}

jh_code jh_before_load(jh_before *out, const jh_desk *desk, jh_store *store, const jh_load *now,
                       jh_error *err)
{
    jh_text_list periods;
    jh_load before = *now;
    jh_snapshot *snapshot;
    char year[16];
    unsigned number = 0;
    jh_code rc;
    size_t i;

    out->snapshot = NULL;
    if (!jh_period_is_year(now->period)) return JH_OK;
    for (i = 0; i < now->period.size; i++)
        number = number * 10 + (unsigned)(now->period.at[i] - '0');
    if (!number) return JH_OK;
    snprintf(year, sizeof year, "%04u", number - 1);
    rc = jh_store_periods(&periods, desk->keep, store, now->county, err);
    if (rc) return rc;
    if (!has_period(&periods, jh_text_of(year)))
        return tell_gap(out->findings, desk, &periods, year, err);
    before.period = jh_text_copy(desk->keep, jh_text_of(year));
    snapshot = JH_NEW(desk->keep, jh_snapshot);
    if (!before.period.at || !snapshot) return jh_no_memory(err);
    rc = jh_store_load(snapshot, desk->keep, store, &before, err);
    if (!rc) out->snapshot = snapshot;
    /* At an earlier revision nothing of that year may have been known yet. */
    return rc == JH_NOT_FOUND && before.at_revision ? JH_OK : rc;
}
