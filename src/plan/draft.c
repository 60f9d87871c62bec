/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/search.h"

#include <string.h>

jh_code jh_draft_make(jh_draft_plan *out, jh_arena *room, const jh_problem *p, jh_error *err)
{
    size_t rows = p->row_count;

    *out = (jh_draft_plan){ 0 };
    out->waived = JH_NEW_ARRAY(room, int8_t, rows);
    out->steps = JH_NEW_ARRAY(room, int64_t, p->site_count + 1);
    out->staff = jh_alloc(room, rows, sizeof *out->staff);
    out->hires = jh_alloc(room, rows, sizeof *out->hires);
    return out->waived && out->steps && out->staff && out->hires ? JH_OK : jh_no_memory(err);
}

jh_plan jh_draft_plan_of(const jh_draft_plan *draft)
{
    return (jh_plan){ .found = true,
                      .waived = draft->waived,
                      .steps = draft->steps,
                      .staff = (const void *)draft->staff,
                      .hires = (const void *)draft->hires,
                      .moves = draft->moves,
                      .move_count = draft->move_count,
                      .trainings = draft->trainings,
                      .training_count = draft->training_count,
                      .cost = draft->cost };
}

static const void *copy_of(jh_arena *keep, const void *from, size_t count, size_t size)
{
    void *to = jh_alloc(keep, count + 1, size);

    if (to && count) memcpy(to, from, count * size);
    return to;
}

jh_code jh_draft_keep(jh_plan *out, jh_arena *keep, const jh_problem *p, const jh_plan *plan,
                      jh_error *err)
{
    *out = *plan;
    out->waived = copy_of(keep, plan->waived, p->row_count, sizeof *plan->waived);
    out->steps = copy_of(keep, plan->steps, p->site_count, sizeof *plan->steps);
    out->staff = copy_of(keep, plan->staff, p->row_count, sizeof *plan->staff);
    out->hires = copy_of(keep, plan->hires, p->row_count, sizeof *plan->hires);
    out->moves = copy_of(keep, plan->moves, plan->move_count, sizeof *plan->moves);
    out->trainings = copy_of(keep, plan->trainings, plan->training_count, sizeof *plan->trainings);
    return out->waived && out->steps && out->staff && out->hires && out->moves && out->trainings
               ? JH_OK
               : jh_no_memory(err);
}
