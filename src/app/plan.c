/* SPDX-License-Identifier: Apache-2.0 */
#include "app/plan.h"

#include "app/plan_sheets.h"
#include "base/time.h"

#include <string.h>

/* The gap at which a plan is good enough, in millionths of its cost. */
enum { GAP_PPM = 500, NODES = 20000, NODES_OF_A_PRICE = 60 };
/* Without a plan: any plan will do; sites so many times larger; a limit of a coefficient that is
 * as good as none, in hundredths. */
enum { EASY_PPM = 1000000, OPEN = 20, LOOSE = 300 };

/* ---- when to stop ---- */

typedef struct patience {
    const jh_progress *outer;
    int64_t until; /* 0 = for ever */
    volatile int *interrupted;
} patience;

static bool runs_out(void *self, jh_say_id what, size_t done, size_t total)
{
    const patience *p = self;

    if (jh_progress_report(p->outer, what, done, total)) return true;
    if (p->interrupted && *p->interrupted) return true;
    return p->until && jh_now_milliseconds() >= p->until;
}

/* ---- prices of limits ---- */

static jh_code price_limit(jh_planned_county *c, const jh_desk *desk, jh_rule_price *price,
                           const jh_progress *progress, jh_error *err)
{
    jh_problem problem = c->planning.problem;
    jh_plan_group groups[JH_PLAN_GROUPS];
    jh_plan_request request = { .problem = &problem,
                                .gap_ppm = GAP_PPM,
                                .node_most = NODES_OF_A_PRICE,
                                .progress = progress };
    jh_plan plan;
    jh_code rc;

    memcpy(groups, problem.groups, problem.group_count * sizeof *groups);
    groups[price->group].limit[price->indicator] = (jh_ratio){ 0, 0 };
    problem.groups = groups;
    rc = jh_plan_make(&plan, desk->keep, &request, err);
    price->cost = !rc && plan.found && plan.cost < c->plan.cost ? c->plan.cost - plan.cost : 0;
    return rc;
}

static jh_code price_limits(jh_planned_county *c, const jh_desk *desk, const jh_progress *progress,
                            jh_error *err)
{
    const jh_problem *p = &c->planning.problem;
    jh_code rc = JH_OK;
    size_t g, k;

    c->prices = JH_NEW_ARRAY(desk->keep, jh_rule_price, JH_PLAN_GROUPS * JH_PLAN_INDICATORS);
    if (!c->prices) return jh_no_memory(err);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++) {
            if (!c->plan.has_bound || !c->plan.certificate.lambda[g][k]) continue;
            c->prices[c->price_count] = (jh_rule_price){ g, k, 0 };
            rc = price_limit(c, desk, &c->prices[c->price_count], progress, err);
            if (c->prices[c->price_count].cost) c->price_count++;
        }
    return rc;
}

/* ---- when there is no plan ---- */

/* Steps beyond anything a row could need. */
static int64_t plenty(const jh_problem *p, size_t site)
{
    int64_t most = p->sites[site].most;
    size_t i;

    for (i = 0; i < p->row_count; i++) {
        const jh_plan_row *row = &p->rows[i];
        uint32_t k = p->sites[site].indicator;
        int64_t whole =
            (int64_t)((double)p->groups[row->group].line[k].up * (double)row->pupils
                      * (double)row->gain[k].down
                      / ((double)p->groups[row->group].line[k].down * (double)row->gain[k].up));
        if (row->site[k] == site && whole > most) most = whole;
    }
    return most < JH_PLAN_NUMBER_MAX / OPEN ? most * OPEN : most;
}

/* The cheapest plan if sites were free to grow: where does it pass their limits? */
static jh_code relieve_sites(jh_planned_county *c, const jh_desk *desk, const jh_progress *progress,
                             jh_error *err)
{
    jh_problem problem = c->planning.problem;
    jh_plan_site *sites = JH_NEW_ARRAY(desk->keep, jh_plan_site, problem.site_count + 1);
    jh_plan_request request = { .problem = &problem,
                                .gap_ppm = GAP_PPM,
                                .node_most = NODES_OF_A_PRICE,
                                .progress = progress };
    jh_plan plan;
    jh_code rc;
    size_t i;

    c->relief.beyond = JH_NEW_ARRAY(desk->keep, int64_t, problem.site_count + 1);
    if (!sites || !c->relief.beyond) return jh_no_memory(err);
    for (i = 0; i < problem.site_count; i++) {
        sites[i] = problem.sites[i];
        sites[i].most = plenty(&problem, i);
    }
    problem.sites = sites;
    rc = jh_plan_make(&plan, desk->keep, &request, err);
    if (rc || !plan.found) return rc;
    c->relief.found = true;
    for (i = 0; i < problem.site_count; i++)
        if (plan.steps[i] > c->planning.problem.sites[i].most)
            c->relief.beyond[i] = plan.steps[i] - c->planning.problem.sites[i].most;
    return JH_OK;
}

/* Is there a plan with this limit of a coefficient, in hundredths? */
static jh_code try_limit(bool *found, jh_planned_county *c, const jh_raised_limit *raised,
                         const jh_progress *progress, jh_error *err)
{
    jh_problem problem = c->planning.problem;
    jh_plan_group groups[JH_PLAN_GROUPS];
    jh_plan_request request = { .problem = &problem,
                                .gap_ppm = EASY_PPM,
                                .node_most = NODES_OF_A_PRICE,
                                .progress = progress };
    jh_plan plan;
    jh_code rc;

    memcpy(groups, problem.groups, problem.group_count * sizeof *groups);
    groups[raised->group].limit[raised->indicator] = (jh_ratio){ raised->hundredths, 100 };
    problem.groups = groups;
    rc = jh_plan_make(&plan, c->planning.desk->keep, &request, err);
    *found = !rc && plan.found;
    return rc;
}

/* The smallest hundredth of this limit with which there is a plan; 0 = not even LOOSE. */
static jh_code raise_limit(jh_raised_limit *raised, jh_planned_county *c,
                           const jh_progress *progress, jh_error *err)
{
    jh_ratio limit = c->planning.problem.groups[raised->group].limit[raised->indicator];
    int64_t low = limit.up * 100 / limit.down, high = LOOSE;
    bool found;
    jh_code rc;

    raised->hundredths = LOOSE;
    rc = try_limit(&found, c, raised, progress, err);
    if (rc || !found) {
        raised->hundredths = 0;
        return rc;
    }
    while (!rc && high - low > 1) {
        raised->hundredths = (low + high) / 2;
        rc = try_limit(&found, c, raised, progress, err);
        if (found)
            high = raised->hundredths;
        else
            low = raised->hundredths;
    }
    raised->hundredths = high;
    return rc;
}

static jh_code relieve_limits(jh_planned_county *c, const jh_desk *desk,
                              const jh_progress *progress, jh_error *err)
{
    const jh_problem *p = &c->planning.problem;
    jh_relief *relief = &c->relief;
    jh_code rc = JH_OK;
    size_t g, k;

    relief->limits = JH_NEW_ARRAY(desk->keep, jh_raised_limit, JH_PLAN_GROUPS * JH_PLAN_INDICATORS);
    if (!relief->limits) return jh_no_memory(err);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++) {
            if (!p->groups[g].limit[k].down) continue;
            relief->limits[relief->limit_count] = (jh_raised_limit){ g, k, 0 };
            rc = raise_limit(&relief->limits[relief->limit_count], c, progress, err);
            if (relief->limits[relief->limit_count].hundredths) relief->limit_count++;
        }
    return rc;
}

static jh_code find_relief(jh_planned_county *c, const jh_desk *desk, const jh_progress *progress,
                           jh_error *err)
{
    jh_code rc = relieve_sites(c, desk, progress, err);

    return rc ? rc : relieve_limits(c, desk, progress, err);
}

/* ---- all of it ---- */

static jh_code make_plan(jh_planned_county *c, const jh_desk *desk, const jh_plan_words *words,
                         jh_error *err)
{
    patience wait = { desk->progress,
                      words->seconds ? jh_now_milliseconds() + words->seconds * 1000 : 0,
                      words->interrupted };
    jh_progress progress = { runs_out, &wait };
    jh_plan_request request = { .problem = &c->planning.problem,
                                .gap_ppm = words->exactly ? 0 : GAP_PPM,
                                .node_most = words->exactly
                                                 ? SIZE_MAX
                                                 : NODES / c->planning.problem.row_count + 10,
                                .progress = &progress };
    jh_code rc = jh_plan_make(&c->plan, desk->keep, &request, err);

    if (rc) return rc;
    if (!c->plan.found) return c->plan.stopped ? JH_OK : find_relief(c, desk, &progress, err);
    rc = jh_planning_apply(&c->after, desk, &c->planning, &c->plan, err);
    if (rc) return rc;
    if (!jh_after_passes(&c->after, &c->planning))
        return jh_fail(err, JH_BUG, SAY_PLAN_AFTER_FAILS, NULL, NULL);
    return price_limits(c, desk, &progress, err);
}

static jh_code hand_out_costs(jh_text *out, const jh_desk *desk, const jh_planned_county *c,
                              const jh_plan_words *words, jh_error *err)
{
    jh_code rc = jh_costs_workbook(words->costs_workbook, desk, &c->planning, err);

    *out = jh_text_format(desk->keep, "%s\n", words->costs_workbook);
    return rc || out->at ? rc : jh_no_memory(err);
}

jh_code jh_plan_tell(jh_text *out, bool *found, const jh_desk *desk, const jh_plan_words *words,
                     jh_error *err)
{
    jh_planned_county *c = JH_NEW(desk->keep, jh_planned_county);
    jh_code rc;

    *found = true;
    if (!c) return jh_no_memory(err);
    rc = jh_costs_read(&c->costs, desk, words->costs, err);
    if (!rc && words->show_costs && !words->costs) return jh_costs_show(out, desk, &c->costs, err);
    if (!rc) rc = jh_judge(&c->judged, desk, words->judging, err);
    if (!rc) rc = jh_planning_costs_fit(&c->costs, desk, &c->judged.frame, err);
    if (!rc && words->show_costs) return jh_costs_show(out, desk, &c->costs, err);
    if (!rc) rc = jh_planning_make(&c->planning, desk, &c->judged, &c->costs, err);
    if (!rc && words->costs_workbook) return hand_out_costs(out, desk, c, words, err);
    if (!rc) rc = make_plan(c, desk, words, err);
    if (rc) return rc;
    *found = c->plan.found;
    if (words->workbook) rc = jh_plan_workbook(words->workbook, desk, c, err);
    if (rc) return rc;
    return desk->manner.json ? jh_plan_json(out, desk, c, err) : jh_plan_text(out, desk, c, err);
}
