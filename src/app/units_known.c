/* The units that the papers of all periods know.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/units.h"

typedef struct papers {
    jh_known_unit *units; /* by code */
    size_t count, capacity;
    const jh_desk *desk;
} papers;

static jh_code know(papers *p, const jh_unit *unit, jh_date seen, jh_error *err)
{
    size_t low = 0, high = p->count, middle, i;
    jh_known_unit one = { .code = unit->code,
                          .name = unit->name,
                          .town = unit->attribute[JH_TOWN],
                          .parent = unit->parent,
                          .seen = seen,
                          .opened = unit->opened,
                          .closed = unit->closed };

    while (low < high) {
        middle = low + (high - low) / 2;
        if (jh_text_compare(p->units[middle].code, unit->code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->count && jh_text_equal(p->units[low].code, unit->code)) {
        one.seen = p->units[low].seen;
        p->units[low] = one;
        return JH_OK;
    }
    jh_known_unit *grown =
        jh_grow(p->desk->keep, p->units, &p->capacity, p->count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    p->units = grown;
    for (i = p->count++; i > low; i--) grown[i] = grown[i - 1];
    grown[low] = one;
    return JH_OK;
}

/* Of every period, the oldest first: later facts replace earlier ones. */
jh_code jh_units_known(jh_known_units *out, const jh_desk *desk, jh_store *store, jh_text county,
                       jh_error *err)
{
    papers p = { .desk = desk };
    jh_text_list periods;
    size_t i, j;
    jh_code rc = jh_store_periods(&periods, desk->keep, store, county, err);

    for (i = 0; !rc && i < periods.count; i++) {
        jh_snapshot snapshot;
        rc = jh_store_load(&snapshot, desk->keep, store,
                           &(jh_load){ .county = county, .period = periods.items[i] }, err);
        for (j = 1; !rc && j < snapshot.unit_count; j++)
            rc = know(&p, &snapshot.units[j], jh_history_day(periods.items[i]), err);
    }
    *out = (jh_known_units){ p.units, p.count };
    return rc;
}
