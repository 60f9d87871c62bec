/* SPDX-License-Identifier: Apache-2.0 */
#include "model/finding.h"

jh_code jh_finding_add(jh_findings *list, jh_arena *keep, const jh_finding *finding, jh_error *err)
{
    jh_finding *grown =
        jh_grow(keep, list->items, &list->capacity, list->count + 1, sizeof *list->items);

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    list->items[list->count++] = *finding;
    return JH_OK;
}

size_t jh_finding_count(const jh_findings *list, jh_severity at_least)
{
    size_t i, count = 0;

    for (i = 0; i < list->count; i++) count += list->items[i].severity >= at_least;
    return count;
}
