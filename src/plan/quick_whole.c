/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include <string.h>

/* Whoever is not needed elsewhere stays: where that, or the rounding, is too uneven, some move. */
static jh_code offer_staff(jh_draft_plan *draft, jh_quick *q)
{
    jh_road_list roads = { q->staffing.moves, q->staffing.move_count };
    bool holds;
    jh_code rc = jh_known_offer(&holds, q->known, draft, &roads);

    if (rc || holds) return rc;
    rc = jh_quick_mend_staff(&holds, draft, &roads, q);
    return rc || !holds ? rc : jh_known_offer(&holds, q->known, draft, &roads);
}

jh_code jh_quick_whole(jh_quick *q)
{
    jh_sites_wanted wanted = { q->fill, q->fill->steps };
    jh_draft_plan draft;
    bool holds;
    jh_code rc = jh_draft_make(&draft, q->known->room, q->p, q->known->err);

    if (rc) return rc;
    memcpy(draft.waived, q->waived, q->p->row_count);
    rc = jh_round_sites(&holds, &draft, &wanted, *q->known->room, q->known->err);
    return rc || !holds || !jh_quick_round_staff(&draft, q) ? rc : offer_staff(&draft, q);
}
