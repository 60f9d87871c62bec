/* SPDX-License-Identifier: Apache-2.0 */
#include "app/check.h"

static bool is_in(const jh_batch *batch, jh_text unit)
{
    size_t low = 0, high = batch->unit_count, middle;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = jh_text_compare(batch->units[middle].code, unit);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return jh_text_equal(unit, JH_COUNTY_CODE);
}

void jh_check_keep(jh_county_check *check, const jh_batch *batch)
{
    jh_check_list *list = &check->list;
    jh_findings *units = &check->judged.findings;
    size_t i, kept = 0;

    list->hard = 0;
    for (i = 0; i < list->count; i++) {
        if (!is_in(batch, list->items[i].finding.unit)) continue;
        list->hard += list->items[i].check->is_hard;
        list->items[kept++] = list->items[i];
    }
    list->count = kept;
    for (i = kept = 0; i < units->count; i++)
        if (is_in(batch, units->items[i].unit)) units->items[kept++] = units->items[i];
    units->count = kept;
}

jh_code jh_check_make(jh_county_check *out, const jh_desk *desk, const jh_judging *words,
                      const jh_batch *only, jh_error *err)
{
    jh_code rc = jh_judge_frame(&out->judged, desk, words, err);

    if (rc) return rc;
    rc = jh_check_figures(&out->list, desk->keep, desk->scratch,
                          &(jh_check_request){ .frame = &out->judged.frame,
                                               .before = out->judged.before,
                                               .lang = desk->manner.lang },
                          err);
    if (!rc && only) jh_check_keep(out, only);
    return rc;
}
