/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include <math.h>
#include <string.h>

static bool meets_needs(const jh_quick *q, size_t i, const int64_t *staff)
{
    const jh_problem *p = q->p;
    int64_t all = 0;
    size_t k;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++) all += staff[t];
    if (all > p->rows[i].staff_most) return false;
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0
            && jh_staff_with(staff, p->bit[k])
                   < (q->waived[i] == (int)k ? p->rows[i].least[k] : p->rows[i].need[k]))
            return false;
    return true;
}

/* The cheapest whole persons next to the optimum's that meet the row's needs. *exact = false: they
 * are not the optimum's own. */
static bool round_row(const jh_quick *q, size_t i, int64_t *staff, bool *exact)
{
    unsigned loose[JH_PLAN_TYPES], count = 0, t, m;
    int64_t down[JH_PLAN_TYPES] = { 0 }, now[JH_PLAN_TYPES];
    double best = INFINITY, cost;

    for (t = 0; t < q->staffing.types; t++) {
        double value = q->persons[i][t], near = floor(value + 0.5);
        if (fabs(value - near) <= JH_SHARE_WHOLE) {
            down[t] = (int64_t)near;
        } else {
            down[t] = (int64_t)floor(value);
            loose[count++] = t;
            *exact = false;
        }
    }
    for (m = 0; m < 1U << count; m++) {
        memcpy(now, down, sizeof now);
        for (cost = 0, t = 0; t < count; t++) {
            now[loose[t]] += m >> t & 1;
            cost += (double)(m >> t & 1) * (jh_staffing_worth(&q->staffing, i, loose[t]) + 1);
        }
        if (cost >= best || !meets_needs(q, i, now)) continue;
        best = cost;
        memcpy(staff, now, sizeof now);
    }
    return isfinite(best);
}

jh_code jh_quick_whole(jh_quick *q)
{
    jh_road_list roads = { q->staffing.moves, q->staffing.move_count };
    jh_sites_wanted wanted = { q->fill, q->fill->steps };
    jh_draft_plan draft;
    bool holds;
    jh_code rc = jh_draft_make(&draft, q->known->room, q->p, q->known->err);
    size_t i;

    if (rc) return rc;
    memcpy(draft.waived, q->waived, q->p->row_count);
    rc = jh_round_sites(&holds, &draft, &wanted, *q->known->room, q->known->err);
    if (rc || !holds) return rc;
    jh_staffing_read(&q->staffing, q->persons);
    draft.is_exact = true;
    for (i = 0; i < q->p->row_count; i++)
        if (!round_row(q, i, draft.staff[i], &draft.is_exact)) return JH_OK;
    rc = jh_known_offer(&holds, q->known, &draft, &roads);
    return rc;
}
