/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_lines.h"

static size_t row_of_site(const jh_problem *p, size_t site)
{
    size_t i;

    for (i = 0; i < p->row_count; i++)
        if (p->rows[i].site[p->sites[site].indicator] == site) return i;
    return 0;
}

static int64_t way_cost(const jh_problem *p, const jh_plan_move *move)
{
    uint32_t a = move->from < move->to ? move->from : move->to;
    uint32_t b = move->from < move->to ? move->to : move->from;
    size_t i;

    for (i = 0; i < p->way_count; i++)
        if (p->ways[i].a == a && p->ways[i].b == b) return p->ways[i].cost;
    return 0;
}

static void add_purchases(jh_plan_lines *out, const jh_planned_county *c)
{
    const jh_problem *p = &c->planning.problem;
    size_t i;

    for (i = 0; i < p->site_count; i++) {
        size_t k = p->sites[i].indicator;
        if (!c->plan.steps[i]) continue;
        out->items[out->count++] = (jh_plan_line){
            .kind = JH_BUY,
            .row = row_of_site(p, i),
            .indicator = k,
            .amount = { c->plan.steps[i] * jh_planned_figures[c->planning.figure[k]].step },
            .cost = { c->plan.steps[i] * p->sites[i].cost }
        };
    }
}

static void add_staff(jh_plan_lines *out, const jh_planned_county *c)
{
    const jh_problem *p = &c->planning.problem;
    const jh_plan *plan = &c->plan;
    size_t i;
    unsigned t;

    for (i = 0; i < plan->move_count; i++)
        out->items[out->count++] =
            (jh_plan_line){ .kind = JH_MOVE,
                            .row = plan->moves[i].from,
                            .to = plan->moves[i].to,
                            .type = plan->moves[i].type,
                            .amount = JH_DECIMAL(plan->moves[i].count),
                            .cost = { plan->moves[i].count * way_cost(p, &plan->moves[i]) } };
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++)
            if (plan->hires[i][t])
                out->items[out->count++] =
                    (jh_plan_line){ .kind = JH_HIRE,
                                    .row = i,
                                    .type = t,
                                    .amount = JH_DECIMAL(plan->hires[i][t]),
                                    .cost = { plan->hires[i][t] * p->hire[t] } };
    for (i = 0; i < plan->training_count; i++)
        out->items[out->count++] = (jh_plan_line){ .kind = JH_TRAIN,
                                                   .row = plan->trainings[i].row,
                                                   .type = plan->trainings[i].type,
                                                   .bit = plan->trainings[i].bit,
                                                   .amount = JH_DECIMAL(plan->trainings[i].count),
                                                   .cost = { plan->trainings[i].count
                                                             * p->train[plan->trainings[i].bit] } };
}

jh_code jh_plan_lines_make(jh_plan_lines *out, jh_arena *keep, const jh_planned_county *c,
                           jh_error *err)
{
    const jh_problem *p = &c->planning.problem;
    size_t most =
        p->site_count + c->plan.move_count + c->plan.training_count + p->row_count * JH_PLAN_TYPES;

    *out = (jh_plan_lines){ JH_NEW_ARRAY(keep, jh_plan_line, most + 1), 0 };
    if (!out->items) return jh_no_memory(err);
    add_purchases(out, c);
    add_staff(out, c);
    return JH_OK;
}

double jh_plan_value(const jh_assessment *assessment, const jh_planning *planning, size_t row,
                     size_t k)
{
    return jh_interval_middle(
        assessment->indicators[planning->indicator[k]][planning->part[row]].value.range);
}

bool jh_plan_leans(const jh_planning *planning, const jh_assessment *after, size_t row, size_t k)
{
    return after->indicators[planning->indicator[k]][planning->part[row]].mark != JH_MARK_MET;
}

size_t jh_plan_limit(const jh_planning *planning, size_t group, size_t k)
{
    const jh_standard *standard = &planning->judged->standard;
    size_t i;

    for (i = 0; i < standard->limit_count; i++)
        if (standard->limits[i].indicator == planning->indicator[k]
            && standard->limits[i].stage == planning->stage[group])
            return i;
    return SIZE_MAX;
}

double jh_plan_gap(const jh_plan *plan)
{
    if (plan->cost <= 0 || plan->bound >= plan->cost) return 0;
    return 100 * (double)(plan->cost - plan->bound) / (double)plan->cost;
}
