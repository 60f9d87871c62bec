/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/planning.h"

#include <string.h>

/* ---- figures moved ---- */

static jh_code own_column(jh_column *column, jh_arena *keep, size_t units, jh_error *err)
{
    int64_t *values = JH_NEW_ARRAY(keep, int64_t, units);

    if (!values) return jh_no_memory(err);
    memcpy(values, column->millionths, units * sizeof *values);
    column->millionths = values;
    return JH_OK;
}

jh_code jh_planning_shift(jh_snapshot *out, const jh_planning *p, const jh_shift *shifts,
                          size_t count, jh_error *err)
{
    jh_arena *keep = p->desk->keep;
    const jh_snapshot *from = p->judged->frame.snapshot;
    jh_column *columns = JH_NEW_ARRAY(keep, jh_column, from->column_count + 1);
    bool *owned = JH_NEW_ARRAY(keep, bool, from->column_count + 1);
    jh_code rc = JH_OK;
    size_t i, c;

    if (!columns || !owned) return jh_no_memory(err);
    *out = *from;
    memcpy(columns, from->columns, from->column_count * sizeof *columns);
    out->columns = columns;
    for (i = 0; !rc && i < count; i++) {
        c = jh_snapshot_column(from, p->judged->standard.elements[shifts[i].element].key,
                               shifts[i].stage);
        if (c == SIZE_MAX || columns[c].why[shifts[i].unit])
            return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_NO_FIGURE,
                           from->units[shifts[i].unit].code.at,
                           p->judged->standard.elements[shifts[i].element].key.at, NULL);
        if (!owned[c]) rc = own_column(&columns[c], keep, from->unit_count, err);
        if (rc) return rc;
        owned[c] = true;
        ((int64_t *)(uintptr_t)columns[c].millionths)[shifts[i].unit] += shifts[i].millionths;
    }
    return JH_OK;
}

/* ---- a plan as shifts ---- */

typedef struct shift_list {
    jh_shift *items;
    size_t count;
} shift_list;

/* Fewer than a campus has: the other campuses of the school give the rest. */
static void shift_staff(shift_list *out, const jh_planning *p, size_t row, size_t element,
                        int64_t by)
{
    const jh_frame *frame = &p->judged->frame;
    const jh_part *part = &frame->parts[p->part[row]];
    const jh_school *school = &frame->schools[part->school];
    size_t column =
        jh_snapshot_column(frame->snapshot, p->judged->standard.elements[element].key, part->stage);
    int64_t left = by * JH_DECIMAL_ONE, take;
    uint32_t c, unit;

    if (by >= 0 || column == SIZE_MAX) {
        out->items[out->count++] = (jh_shift){ element, part->stage, p->campus[row], left };
        return;
    }
    for (c = 0; c < school->campus_count && left < 0; c++) {
        unit = frame->campuses[school->first_campus + c];
        if (frame->snapshot->columns[column].why[unit]) continue;
        take = frame->snapshot->columns[column].millionths[unit];
        if (take > -left) take = -left;
        if (take > 0) out->items[out->count++] = (jh_shift){ element, part->stage, unit, -take };
        left += take > 0 ? take : 0;
    }
}

static void shift_row(shift_list *out, const jh_planning *p, const jh_plan *plan, size_t i)
{
    size_t teachers = jh_standard_element(&p->judged->standard, JH_TEXT("teachers")), k;
    int64_t all = 0, with;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++) all += plan->staff[i][t];
    if (all != p->counts[i][0]) shift_staff(out, p, i, teachers, all - p->counts[i][0]);
    for (k = 0; k < p->problem.indicator_count; k++) {
        if (p->problem.bit[k] < 0) continue;
        for (with = 0, t = 0; t < JH_PLAN_TYPES; t++)
            if (t >> p->problem.bit[k] & 1) with += plan->staff[i][t];
        with -= p->counts[i][p->problem.bit[k] + 1];
        if (with) shift_staff(out, p, i, p->element[k], with);
    }
}

static jh_code make_shifts(shift_list *out, const jh_desk *desk, const jh_planning *p,
                           const jh_plan *plan, jh_error *err)
{
    size_t campuses = p->judged->frame.snapshot->unit_count, i;
    size_t most = p->problem.site_count
                  + (p->problem.row_count + campuses * JH_STAGE_COUNT) * (JH_PLAN_BITS + 1);

    *out = (shift_list){ JH_NEW_ARRAY(desk->keep, jh_shift, most + 1), 0 };
    if (!out->items) return jh_no_memory(err);
    for (i = 0; i < p->problem.site_count; i++)
        if (plan->steps[i])
            out->items[out->count++] = (jh_shift){
                p->element[p->problem.sites[i].indicator], JH_WHOLE, p->site_campus[i],
                plan->steps[i] * jh_planned_figures[p->figure[p->problem.sites[i].indicator]].step
            };
    for (i = 0; i < p->problem.row_count; i++) shift_row(out, p, plan, i);
    return JH_OK;
}

jh_code jh_planning_apply(jh_after *out, const jh_desk *desk, const jh_planning *p,
                          const jh_plan *plan, jh_error *err)
{
    shift_list shifts;
    jh_code rc = make_shifts(&shifts, desk, p, plan, err);

    if (!rc) rc = jh_planning_shift(&out->snapshot, p, shifts.items, shifts.count, err);
    if (!rc) rc = jh_snapshot_hash(&out->snapshot.content, &out->snapshot, err);
    if (rc) return rc;
    rc = jh_frame_make(&out->frame, desk->keep, desk->scratch,
                       &(jh_frame_request){ .snapshot = &out->snapshot,
                                            .before = p->judged->before,
                                            .standard = &p->judged->standard,
                                            .settings = &p->judged->settings },
                       err);
    return rc ? rc : jh_assess(&out->assessment, desk->keep, desk->scratch, &out->frame, err);
}

/* A limit of a stage that the county does not have keeps nobody from passing. */
static bool is_kept(jh_claim limit)
{
    return limit.truth == JH_YES || limit.truth == JH_DOES_NOT_APPLY;
}

bool jh_after_passes(const jh_after *after, const jh_planning *p)
{
    const jh_standard *standard = &p->judged->standard;
    size_t i, k;

    if (after->assessment.rules[p->rule].county.truth != JH_YES) return false;
    for (i = 0; i < standard->limit_count; i++)
        for (k = 0; k < p->problem.indicator_count; k++)
            if (standard->limits[i].indicator == p->indicator[k]
                && !is_kept(after->assessment.limits[i].holds))
                return false;
    return true;
}
