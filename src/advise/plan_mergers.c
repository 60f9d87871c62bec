/* Two schools brought together where there is no plan: as if they had merged, judged, planned.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/people.h"
#include "advise/plan_relief.h"
#include "history/history.h"

#include <stdlib.h>
#include <string.h>

enum { TRIED_MOST = 40, TOLD_MOST = 5, GAP_PPM = 500 };

typedef struct school {
    uint32_t unit, campus;
    int64_t pupils;
    unsigned stages; /* bit by stage */
    bool is_in_the_way;
} school;

typedef struct pair {
    uint32_t part, into; /* schools of the problem; the part is the smaller */
    int64_t pupils, metres;
    bool is_in_the_way;
} pair;

/* ---- which pairs ---- */

static void read_schools(school *out, const jh_relieving *r)
{
    const jh_planning *p = r->request->planning;
    const jh_frame *frame = &p->judged->frame;
    size_t i, k;

    for (i = 0; i < p->problem.row_count; i++) {
        const jh_plan_row *row = &p->problem.rows[i];
        school *own = &out[row->school];
        own->unit = frame->schools[frame->parts[p->part[i]].school].unit;
        own->campus = p->campus[i];
        own->pupils += row->pupils;
        own->stages |= 1U << p->stage[row->group];
        for (k = 0; r->out->found && k < p->problem.indicator_count; k++)
            if (row->site[k] != JH_NO_SITE && r->out->beyond[row->site[k]])
                own->is_in_the_way = true;
    }
}

/* Whoever sites are in the way of comes first, then small schools, then near ones. */
static int likely_first(const void *a, const void *b)
{
    const pair *x = a, *y = b;

    if (x->is_in_the_way != y->is_in_the_way) return x->is_in_the_way ? -1 : 1;
    if (x->pupils != y->pupils) return x->pupils < y->pupils ? -1 : 1;
    if (x->metres != y->metres) return x->metres < y->metres ? -1 : 1;
    return x->part != y->part ? (x->part > y->part) - (x->part < y->part)
                              : (x->into > y->into) - (x->into < y->into);
}

/* The larger takes in the smaller, if it has all of its stages. */
static bool may_merge(const school *part, const school *into)
{
    return (part->stages & ~into->stages) == 0
           && (part->pupils < into->pupils
               || (part->pupils == into->pupils && part->unit > into->unit));
}

static size_t find_pairs(pair *out, const jh_relieving *r, const school *schools,
                         int64_t metres_most)
{
    const jh_planning *p = r->request->planning;
    const jh_unit *units = p->judged->frame.snapshot->units;
    size_t count = 0;
    uint32_t a, b;

    for (a = 0; a < p->problem.school_count; a++)
        for (b = 0; b < p->problem.school_count; b++) {
            int64_t metres;
            if (a == b || !may_merge(&schools[a], &schools[b])) continue;
            metres = jh_metres_between(&units[schools[a].campus], &units[schools[b].campus]);
            if (metres < 0 || metres > metres_most) continue;
            out[count++] =
                (pair){ .part = a,
                        .into = b,
                        .pupils = schools[a].pupils,
                        .metres = metres,
                        .is_in_the_way = schools[a].is_in_the_way || schools[b].is_in_the_way };
        }
    if (count) qsort(out, count, sizeof *out, likely_first);
    return count;
}

/* ---- one of them ---- */

/* A county as if two had merged; in memory that is given back after each. */
typedef struct trial {
    jh_arena keep, scratch;
    jh_judged judged;
    jh_planning planning;
    jh_plan plan;
    jh_after after;
} trial;

static jh_code suppose(jh_unit_events *out, const jh_relieving *r, const jh_unit *part,
                       const jh_unit *into, jh_arena *keep)
{
    const jh_unit_events *given = r->request->judging->supposed;
    size_t count = given ? given->count : 0;
    jh_event_part *one = JH_NEW(keep, jh_event_part);

    out->items = JH_NEW_ARRAY(keep, jh_unit_event, count + 1);
    if (!one || !out->items) return jh_no_memory(r->err);
    if (count) memcpy(out->items, given->items, count * sizeof *out->items);
    *one = (jh_event_part){ .code = part->code };
    out->items[count] = (jh_unit_event){ .kind = JH_EVENT_MERGE,
                                         .date = r->request->planning->judged->settings.as_of,
                                         .unit = into->code,
                                         .parts = one,
                                         .part_count = 1 };
    out->count = count + 1;
    return JH_OK;
}

/* *helps: the merged county has a plan, and passes after it. */
static jh_code try_pair(bool *helps, trial *t, const jh_relieving *r, const jh_unit *part,
                        const jh_unit *into)
{
    const jh_planning *as_is = r->request->planning;
    jh_desk desk = *r->desk;
    jh_judging judging = *r->request->judging;
    jh_unit_events events;
    jh_error why = { JH_OK };
    jh_relieving inside = { r->out, &desk, r->request, &why };
    jh_code rc;

    *helps = false;
    desk.keep = &t->keep;
    desk.scratch = t->scratch;
    judging.compiled = &as_is->judged->standard;
    judging.supposed = &events;
    rc = suppose(&events, r, part, into, &t->keep);
    if (!rc) rc = jh_judge(&t->judged, &desk, &judging, &why);
    if (!rc) rc = jh_planning_make(&t->planning, &desk, &t->judged, as_is->costs, &why);
    if (!rc) rc = jh_relief_solve(&t->plan, &inside, &t->planning.problem, GAP_PPM);
    if (!rc && t->plan.found)
        rc = jh_planning_apply(&t->after, &desk, &t->planning, &t->plan, &why);
    if (rc == JH_BAD_INPUT || rc == JH_NOT_FOUND) return JH_OK; /* merged they cannot be planned */
    if (rc && r->err) *r->err = why;
    *helps = !rc && t->plan.found && jh_after_passes(&t->after, &t->planning);
    return rc;
}

static int by_cost(const void *a, const void *b)
{
    const jh_plan_merger *x = a, *y = b;

    return (x->cost.millionths > y->cost.millionths) - (x->cost.millionths < y->cost.millionths);
}

static jh_code try_pairs(jh_relieving *r, trial *t, const school *schools, const pair *pairs,
                         size_t count)
{
    const jh_unit *units = r->request->planning->judged->frame.snapshot->units;
    jh_relief *out = r->out;
    jh_code rc = JH_OK;
    bool helps;
    size_t i;

    for (i = 0; !rc && i < count && i < TRIED_MOST && out->merger_count < TOLD_MOST; i++) {
        const jh_unit *part = &units[schools[pairs[i].part].unit],
                      *into = &units[schools[pairs[i].into].unit];
        if (jh_progress_report(r->request->progress, SAY_PLAN_TRYING_MERGERS, i,
                               count < TRIED_MOST ? count : TRIED_MOST)) {
            out->is_cut_short = true;
            break;
        }
        rc = try_pair(&helps, t, r, part, into);
        out->mergers_tried++;
        if (!rc && helps)
            out->mergers[out->merger_count++] = (jh_plan_merger){ .part = part->code,
                                                                  .part_name = part->name,
                                                                  .into = into->code,
                                                                  .into_name = into->name,
                                                                  .pupils = pairs[i].pupils,
                                                                  .metres = pairs[i].metres,
                                                                  .cost = { t->plan.cost } };
        jh_arena_reset(&t->keep);
    }
    if (out->merger_count) qsort(out->mergers, out->merger_count, sizeof *out->mergers, by_cost);
    return rc;
}

/* Figures of a school year are of its first day: a merger shows only later. */
static bool would_show(const jh_relieving *r)
{
    const jh_judged *judged = r->request->planning->judged;

    return jh_history_day(judged->snapshot.period).days < judged->settings.as_of.days;
}

jh_code jh_relief_mergers(jh_relieving *r)
{
    const jh_planning *p = r->request->planning;
    size_t most = p->problem.school_count;
    school *schools = JH_NEW_ARRAY(r->desk->keep, school, most + 1);
    pair *pairs = JH_NEW_ARRAY(r->desk->keep, pair, most * most + 1);
    trial *t = JH_NEW(r->desk->keep, trial);
    jh_decimal km;
    jh_code rc;

    r->out->mergers = JH_NEW_ARRAY(r->desk->keep, jh_plan_merger, TOLD_MOST);
    if (!schools || !pairs || !t || !r->out->mergers) return jh_no_memory(r->err);
    if (!would_show(r)) return JH_OK;
    rc = jh_planning_cost(&km, p, "merge.distance", 0, r->err);
    if (rc) return rc;
    read_schools(schools, r);
    if (jh_arena_reserve(&t->keep, JH_ARENA_DEFAULT)
        || jh_arena_reserve(&t->scratch, JH_ARENA_DEFAULT))
        rc = jh_no_memory(r->err);
    else
        rc = try_pairs(r, t, schools, pairs, find_pairs(pairs, r, schools, km.millionths / 1000));
    jh_arena_release(&t->keep);
    jh_arena_release(&t->scratch);
    return rc;
}
