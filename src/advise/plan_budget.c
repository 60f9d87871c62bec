/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_budget.h"

#include "advise/plan_lines.h"
#include "advise/plan_years.h"
#include "plan/rational.h"

#include <string.h>

/* The gap of the plan behind the steps, in millionths; nodes of it and of each further one. All of
 * them together may cost twice what is the least; the second step has money for that. */
enum { GAP_PPM = 500, NODES = 200, FURTHER_NODES = 10, DEARER_PPM = JH_PRICE_UNIT };
enum { NOW = 0, LATER, STEPS };

/* ---- the problem: lines, but no coefficients ---- */

static jh_code without_limits(jh_problem *out, const jh_problem *from, jh_arena *keep,
                              jh_error *err)
{
    jh_plan_group *groups = JH_NEW_ARRAY(keep, jh_plan_group, from->group_count);
    size_t g, k;

    if (!groups) return jh_no_memory(err);
    memcpy(groups, from->groups, from->group_count * sizeof *groups);
    for (g = 0; g < from->group_count; g++)
        for (k = 0; k < from->indicator_count; k++) groups[g].limit[k] = (jh_ratio){ 0, 0 };
    *out = *from;
    out->groups = groups;
    out->decided = NULL; /* moves are of the whole plan: they may come afterwards */
    out->decided_count = 0;
    return JH_OK;
}

/* With what there is today; at most one indicator of a row may be at its floor. */
static bool row_passes_today(const jh_problem *p, size_t i)
{
    const jh_plan_row *row = &p->rows[i];
    int64_t stock, all = 0;
    size_t k, below = 0;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++) all += row->today[t];
    for (k = 0; k < p->indicator_count; k++) {
        stock = p->bit[k] >= 0 ? jh_staff_with(row->today, p->bit[k]) : 0;
        if (stock >= row->need[k]) continue;
        if (stock < row->least[k] || !jh_problem_may_waive(p, i, k)) return false;
        below++;
    }
    return below <= p->waivers && all >= row->staff_least;
}

/* ---- two steps ---- */

typedef struct stepping {
    const jh_budget_request *request;
    const jh_desk *desk;
    jh_dated_county *steps;
    jh_budget_answer *out;
    jh_error *err;
} stepping;

static jh_code make_steps(stepping *s, jh_problem *problem, jh_plan *first)
{
    jh_dated_county *c = s->steps;
    jh_years *years = &c->asked.years;
    jh_plan_request request = { .problem = problem,
                                .gap_ppm = GAP_PPM,
                                .node_most = NODES,
                                .progress = s->request->progress };
    jh_years_request ask = { .problem = problem,
                             .plan = first,
                             .years = years,
                             .dearer_ppm = DEARER_PPM,
                             .node_most = FURTHER_NODES,
                             .progress = s->request->progress };
    jh_code rc = without_limits(problem, &s->request->planning->problem, s->desk->keep, s->err);

    if (!rc) rc = jh_plan_make(first, s->desk->keep, &request, s->err);
    if (rc || !first->found || !first->has_bound) return rc;
    c->problem = problem;
    c->first = first;
    years->count = STEPS;
    years->budget[NOW] = s->out->told.money.millionths;
    years->budget[LATER] = 2 * first->cost;
    years->wanted[LATER] = (int64_t)jh_years_schools(problem);
    years->price[NOW] = years->price[LATER] = JH_PRICE_UNIT;
    return jh_years_make(&c->plan, s->desk->keep, &ask, s->err);
}

/* ---- what they come to ---- */

static jh_plan_line line_of(const stepping *s, const jh_dated *m)
{
    static const jh_measure_kind kinds[] = { JH_BUY, JH_MOVE, JH_HIRE, JH_TRAIN };
    const jh_planning *p = s->request->planning;
    jh_plan_line line = { .kind = kinds[m->kind],
                          .row = m->kind == JH_DATED_MOVE ? m->from : jh_years_row(s->steps, m),
                          .to = m->at,
                          .type = m->type,
                          .bit = m->bit,
                          .amount = JH_DECIMAL(m->count),
                          .cost = { m->count * m->cost } };

    if (m->kind != JH_DATED_STEPS) return line;
    line.indicator = p->problem.sites[m->at].indicator;
    line.amount.millionths = m->count * jh_planned_figures[p->figure[line.indicator]].step;
    return line;
}

static jh_code list_lines(stepping *s)
{
    const jh_years_plan *plan = &s->steps->plan;
    jh_plan_lines *lines = JH_NEW(s->desk->keep, jh_plan_lines);
    size_t i;

    if (!lines) return jh_no_memory(s->err);
    lines->items = JH_NEW_ARRAY(s->desk->keep, jh_plan_line, plan->measure_count + 1);
    if (!lines->items) return jh_no_memory(s->err);
    for (i = 0; i < plan->measure_count && plan->measures[i].year == NOW; i++) {
        lines->items[i] = line_of(s, &plan->measures[i]);
        s->out->told.spent.millionths += lines->items[i].cost.millionths;
    }
    lines->count = i;
    s->out->lines = lines;
    return JH_OK;
}

/* What is spent on the rows of a school. */
static int64_t spent_on(const stepping *s, size_t first, size_t count)
{
    const jh_plan_lines *lines = s->out->lines;
    int64_t sum = 0;
    size_t i, row;

    for (i = 0; i < lines->count; i++) {
        row = lines->items[i].kind == JH_MOVE ? lines->items[i].to : lines->items[i].row;
        if (row >= first && row < first + count) sum += lines->items[i].cost.millionths;
    }
    return sum;
}

static size_t rows_of(const jh_problem *p, size_t first)
{
    size_t count = 1;

    while (first + count < p->row_count && p->rows[first + count].school == p->rows[first].school)
        count++;
    return count;
}

static void list_school(stepping *s, jh_plan_budget_school *schools, size_t first, size_t count)
{
    const jh_planning *p = s->request->planning;
    jh_plan_budget *told = &s->out->told;
    int64_t pupils = 0;
    bool today = true;
    size_t i;

    for (i = first; i < first + count; i++) {
        pupils += p->problem.rows[i].pupils;
        today = today && row_passes_today(&p->problem, i);
    }
    told->pupils_all += pupils;
    if (today) told->pupils_today += pupils;
    if (!s->out->steps || s->steps->plan.year[jh_years_school_at(s->steps, first)] != NOW) return;
    told->pupils_within += pupils;
    if (!today)
        schools[told->school_count++] =
            (jh_plan_budget_school){ .code = jh_planning_school(p, first),
                                     .name = jh_planning_school_name(p, first),
                                     .pupils = pupils,
                                     .cost = { spent_on(s, first, count) } };
}

static jh_code sum_up(stepping *s)
{
    const jh_problem *p = &s->request->planning->problem;
    jh_plan_budget *told = &s->out->told;
    jh_plan_budget_school *schools =
        JH_NEW_ARRAY(s->desk->keep, jh_plan_budget_school, p->school_count + 1);
    size_t first, count;
    jh_code rc = s->out->steps ? list_lines(s) : JH_OK;

    if (!schools) return jh_no_memory(s->err);
    for (first = 0; !rc && first < p->row_count; first += count) {
        count = rows_of(p, first);
        list_school(s, schools, first, count);
    }
    told->schools = schools;
    told->is_listed = s->out->steps != NULL;
    if (!told->is_listed) return rc;
    told->pupils_bound = s->steps->plan.most_pupils.bound - told->pupils_all;
    told->is_best = told->pupils_within == told->pupils_bound;
    return rc;
}

static jh_code choose(stepping *s)
{
    jh_problem *problem = JH_NEW(s->desk->keep, jh_problem);
    jh_plan *first = JH_NEW(s->desk->keep, jh_plan);
    jh_code rc;

    s->steps = JH_NEW(s->desk->keep, jh_dated_county);
    if (!problem || !first || !s->steps) return jh_no_memory(s->err);
    rc = make_steps(s, problem, first);
    if (!rc && s->steps->plan.found && s->steps->plan.most_pupils.given) s->out->steps = s->steps;
    return rc ? rc : sum_up(s);
}

jh_code jh_plan_budget_make(jh_budget_answer *out, const jh_desk *desk,
                            const jh_budget_request *request, jh_error *err)
{
    const jh_plan *plan = request->plan;
    jh_plan_budget *told = &out->told;

    *out = (jh_budget_answer){ .told = { .asked = true } };
    if (jh_decimal_parse(&told->money, jh_text_of(request->money)) != JH_READ_EXACT
        || told->money.millionths < 0 || told->money.millionths > JH_PLAN_MONEY_MAX / 4)
        return jh_fail(err, JH_NOT_FOUND, SAY_PLAN_BUDGET_WORDS, "--budget", request->money, NULL);
    told->has_plan = plan->found;
    told->suffices = plan->found && plan->cost <= told->money.millionths;
    told->difference.millionths = told->money.millionths - plan->cost;
    if (plan->has_bound && plan->bound > told->money.millionths)
        told->short_at_least.millionths = plan->bound - told->money.millionths;
    if (told->suffices) return JH_OK;
    return choose(&(stepping){ .request = request, .desk = desk, .out = out, .err = err });
}
