/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_budget.h"

#include <stdlib.h>
#include <string.h>

enum { NODES_OF_A_SCHOOL = 200, STEPS_MOST = 4000000 };

/* ---- a choice within a sum ---- */

static int best_first(const void *a, const void *b)
{
    const jh_choice *x = a, *y = b;
    __int128 left = (__int128)x->worth * y->cost, right = (__int128)y->worth * x->cost;

    if (left != right) return left > right ? -1 : 1;
    return (x->cost > y->cost) - (x->cost < y->cost);
}

/* Dantzig: things whole as long as they fit, then a part of the next. */
static int64_t bound_from(const jh_choice *things, size_t count, size_t from, int64_t money)
{
    int64_t worth = 0;
    size_t i;

    for (i = from; i < count; i++) {
        if (things[i].cost > money)
            return worth + (int64_t)((__int128)things[i].worth * money / things[i].cost);
        worth += things[i].worth;
        money -= things[i].cost;
    }
    return worth;
}

typedef struct choosing {
    const jh_choice *things;
    size_t count;
    bool *now, *best;
    int64_t best_worth;
} choosing;

/* Depth first: take it if it fits, then leave it. false: too many steps. */
static bool choose(choosing *c, int64_t money)
{
    int64_t worth = 0;
    size_t at = 0, steps;

    for (steps = 0; steps < STEPS_MOST; steps++) {
        if (at < c->count && worth + bound_from(c->things, c->count, at, money) > c->best_worth) {
            c->now[at] = c->things[at].cost <= money;
            if (c->now[at]) worth += c->things[at].worth;
            if (c->now[at]) money -= c->things[at].cost;
            at++;
            continue;
        }
        if (at == c->count && worth > c->best_worth) {
            c->best_worth = worth;
            memcpy(c->best, c->now, c->count * sizeof *c->best);
        }
        while (at && !c->now[at - 1]) at--;
        if (!at) return true;
        c->now[at - 1] = false;
        worth -= c->things[at - 1].worth;
        money += c->things[at - 1].cost;
    }
    return false;
}

jh_code jh_choose_within(jh_choice *things, size_t count, int64_t money, int64_t *bound,
                         jh_arena scratch)
{
    choosing c = { .things = things,
                   .count = count,
                   .now = JH_NEW_ARRAY(&scratch, bool, count + 1),
                   .best = JH_NEW_ARRAY(&scratch, bool, count + 1),
                   .best_worth = -1 };
    size_t i;

    if (!c.now || !c.best) return JH_NO_MEMORY;
    if (count) qsort(things, count, sizeof *things, best_first);
    *bound = bound_from(things, count, 0, money);
    if (choose(&c, money)) *bound = c.best_worth;
    for (i = 0; i < count; i++) things[i].is_chosen = c.best[i];
    return JH_OK;
}

/* ---- a school by its own means ---- */

typedef struct alone {
    jh_problem problem;
    jh_plan_row *rows;
    jh_plan_site *sites;
    jh_plan_group groups[JH_PLAN_GROUPS];
} alone;

/* The school's rows and sites, no limits of coefficients and nowhere for staff to go. */
static void cut_out(alone *out, const jh_problem *from, size_t first, size_t count)
{
    size_t i, k, s;

    memcpy(out->rows, &from->rows[first], count * sizeof *out->rows);
    out->problem.row_count = count;
    out->problem.site_count = 0;
    if (from->holds) out->problem.holds = &from->holds[first];
    for (i = 0; i < count; i++) {
        out->rows[i].school = 0;
        for (k = 0; k < from->indicator_count; k++) {
            uint32_t site = from->rows[first + i].site[k];
            if (site == JH_NO_SITE) continue;
            for (s = 0; s < i; s++)
                if (from->rows[first + s].site[k] == site) break;
            if (s < i) {
                out->rows[i].site[k] = out->rows[s].site[k];
                continue;
            }
            out->sites[out->problem.site_count] = from->sites[site];
            out->sites[out->problem.site_count].school = 0;
            out->rows[i].site[k] = (uint32_t)out->problem.site_count++;
        }
    }
}

static jh_code open_alone(alone *out, const jh_problem *from, jh_arena *keep, jh_error *err)
{
    size_t g, k;

    out->problem = *from;
    out->rows = JH_NEW_ARRAY(keep, jh_plan_row, JH_PLAN_SCHOOL_ROWS + 1);
    out->sites = JH_NEW_ARRAY(keep, jh_plan_site, JH_PLAN_SCHOOL_ROWS * JH_PLAN_INDICATORS + 1);
    if (!out->rows || !out->sites) return jh_no_memory(err);
    memcpy(out->groups, from->groups, from->group_count * sizeof *out->groups);
    for (g = 0; g < from->group_count; g++)
        for (k = 0; k < from->indicator_count; k++) out->groups[g].limit[k] = (jh_ratio){ 0, 0 };
    out->problem.groups = out->groups;
    out->problem.rows = out->rows;
    out->problem.sites = out->sites;
    out->problem.ways = NULL;
    out->problem.way_count = 0;
    out->problem.school_count = 1;
    return JH_OK;
}

/* ---- all of them ---- */

typedef struct weighing {
    const jh_budget_request *request;
    const jh_desk *desk;
    jh_plan_budget *out;
    jh_plan_budget_school *schools; /* those that can pass, by code */
    size_t count;
    jh_error *err;
} weighing;

static int64_t pupils_of(const jh_problem *p, size_t first, size_t count)
{
    int64_t pupils = 0;
    size_t i;

    for (i = first; i < first + count; i++) pupils += p->rows[i].pupils;
    return pupils;
}

static jh_code weigh_school(weighing *w, alone *a, size_t first, size_t count)
{
    const jh_planning *p = w->request->planning;
    jh_plan_request request = { .problem = &a->problem,
                                .node_most = NODES_OF_A_SCHOOL,
                                .progress = w->request->progress };
    jh_plan plan = { .found = false };
    int64_t pupils = pupils_of(&p->problem, first, count);
    jh_code rc;

    cut_out(a, &p->problem, first, count);
    rc = jh_problem_finish(&a->problem, w->err);
    if (!rc) rc = jh_plan_make(&plan, w->desk->keep, &request, w->err);
    w->out->pupils_all += pupils;
    if (rc || !plan.found) return rc;
    if (!plan.cost) w->out->pupils_today += pupils;
    w->schools[w->count++] = (jh_plan_budget_school){ .code = jh_planning_school(p, first),
                                                      .name = jh_planning_school_name(p, first),
                                                      .pupils = pupils,
                                                      .cost = { plan.cost } };
    return JH_OK;
}

static jh_code weigh_schools(weighing *w)
{
    const jh_problem *p = &w->request->planning->problem;
    alone *a = JH_NEW(w->desk->keep, alone);
    size_t first, count;
    jh_code rc;

    w->schools = JH_NEW_ARRAY(w->desk->keep, jh_plan_budget_school, p->school_count + 1);
    if (!a || !w->schools) return jh_no_memory(w->err);
    rc = open_alone(a, p, w->desk->keep, w->err);
    for (first = 0; !rc && first < p->row_count; first += count) {
        for (count = 1;
             first + count < p->row_count && p->rows[first + count].school == p->rows[first].school;
             count++) {
        }
        rc = weigh_school(w, a, first, count);
    }
    return rc;
}

/* A school that passes for nothing is not bought; of the others the best choice. */
static jh_code choose_schools(weighing *w, int64_t money)
{
    jh_plan_budget *out = w->out;
    jh_choice *things = JH_NEW_ARRAY(w->desk->keep, jh_choice, w->count + 1);
    jh_plan_budget_school *chosen =
        JH_NEW_ARRAY(w->desk->keep, jh_plan_budget_school, w->count + 1);
    size_t count = 0, i, s;
    int64_t bound;
    jh_code rc;

    if (!things || !chosen) return jh_no_memory(w->err);
    for (s = 0; s < w->count; s++)
        if (w->schools[s].cost.millionths)
            things[count++] =
                (jh_choice){ w->schools[s].pupils, w->schools[s].cost.millionths, false };
    rc = jh_choose_within(things, count, money, &bound, w->desk->scratch);
    if (rc) return jh_no_memory(w->err);
    out->pupils_within = out->pupils_today;
    out->pupils_bound = out->pupils_today + bound;
    for (s = 0; s < w->count; s++)
        for (i = 0; i < count; i++) {
            if (!things[i].is_chosen || things[i].worth != w->schools[s].pupils
                || things[i].cost != w->schools[s].cost.millionths)
                continue;
            things[i].is_chosen = false;
            chosen[out->school_count++] = w->schools[s];
            out->pupils_within += w->schools[s].pupils;
            out->spent.millionths += w->schools[s].cost.millionths;
            break;
        }
    out->schools = chosen;
    out->is_best = out->pupils_within == out->pupils_bound;
    return JH_OK;
}

jh_code jh_plan_budget_make(jh_plan_budget *out, const jh_desk *desk,
                            const jh_budget_request *request, jh_error *err)
{
    const jh_plan *plan = request->plan;
    weighing w = { .request = request, .desk = desk, .out = out, .err = err };
    jh_code rc;

    *out = (jh_plan_budget){ .asked = true };
    if (jh_decimal_parse(&out->money, jh_text_of(request->money)) != JH_READ_EXACT
        || out->money.millionths < 0 || out->money.millionths > JH_PLAN_MONEY_MAX)
        return jh_fail(err, JH_NOT_FOUND, SAY_PLAN_BUDGET_WORDS, "--budget", request->money, NULL);
    out->has_plan = plan->found;
    out->suffices = plan->found && plan->cost <= out->money.millionths;
    out->difference.millionths = out->money.millionths - plan->cost;
    if (plan->has_bound && plan->bound > out->money.millionths)
        out->short_at_least.millionths = plan->bound - out->money.millionths;
    if (out->suffices) return JH_OK;
    rc = weigh_schools(&w);
    return rc ? rc : choose_schools(&w, out->money.millionths);
}
