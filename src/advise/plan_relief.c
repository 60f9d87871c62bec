/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_relief.h"

#include <stdlib.h>
#include <string.h>

/* Nodes of a search for which any plan will do; the gap of one whose cost is told, and the one
 * that is as good as none, in millionths; sites so many times larger; a limit of a coefficient that
 * is as good as none, in hundredths; sites that are tried one by one. */
enum {
    NODES = 60,
    GAP_PPM = 500,
    EASY_PPM = 1000000,
    OPEN = 20,
    LOOSE = 300,
    CLOSED_ONE_BY_ONE = 48
};

jh_code jh_relief_solve(jh_plan *out, const jh_relieving *r, const jh_problem *problem,
                        int64_t gap_ppm)
{
    jh_plan_request request = {
        .problem = problem, .gap_ppm = gap_ppm, .node_most = NODES, .progress = r->request->progress
    };
    jh_code rc = jh_plan_make(out, r->desk->keep, &request, r->err);

    if (!rc && !out->found && out->stopped) r->out->is_cut_short = true;
    return rc;
}

/* ---- sites ---- */

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

/* A site that the open plan takes beyond its limit. */
typedef struct wide_site {
    size_t site;
    double money;
} wide_site;

static int cheapest_first(const void *a, const void *b)
{
    const wide_site *x = a, *y = b;

    return x->money != y->money ? (x->money > y->money) - (x->money < y->money)
                                : (x->site > y->site) - (x->site < y->site);
}

static size_t find_wide(wide_site *out, const jh_problem *own, const jh_plan *plan)
{
    size_t count = 0, i;

    for (i = 0; i < own->site_count; i++)
        if (plan->steps[i] > own->sites[i].most)
            out[count++] = (wide_site){ i, (double)(plan->steps[i] - own->sites[i].most)
                                               * (double)own->sites[i].cost };
    if (count) qsort(out, count, sizeof *out, cheapest_first);
    return count;
}

/* Closes them one by one, the cheapest first, as long as there is a plan without it. */
static jh_code close_sites(jh_relieving *r, jh_plan_site *sites, const wide_site *wide,
                           size_t count)
{
    const jh_problem *own = &r->request->planning->problem;
    jh_problem problem = *own;
    jh_plan plan;
    jh_code rc = JH_OK;
    size_t i;

    problem.sites = sites;
    for (i = 0; i < own->site_count; i++) sites[i].most = own->sites[i].most;
    for (i = 0; i < count; i++) sites[wide[i].site].most = plenty(own, wide[i].site);
    for (i = 0; !rc && i < count; i++) {
        sites[wide[i].site].most = own->sites[wide[i].site].most;
        rc = jh_relief_solve(&plan, r, &problem, EASY_PPM);
        if (rc || !plan.found) sites[wide[i].site].most = plenty(own, wide[i].site);
    }
    r->out->is_irreducible = !rc && !r->out->is_cut_short;
    return rc;
}

static jh_code relieve_sites(jh_relieving *r)
{
    const jh_problem *own = &r->request->planning->problem;
    jh_problem problem = *own;
    jh_plan_site *sites = JH_NEW_ARRAY(r->desk->keep, jh_plan_site, own->site_count + 1);
    wide_site *wide = JH_NEW_ARRAY(r->desk->keep, wide_site, own->site_count + 1);
    jh_plan plan;
    jh_code rc;
    size_t i, count;

    r->out->beyond = JH_NEW_ARRAY(r->desk->keep, int64_t, own->site_count + 1);
    if (!sites || !wide || !r->out->beyond) return jh_no_memory(r->err);
    for (i = 0; i < own->site_count; i++) {
        sites[i] = own->sites[i];
        sites[i].most = plenty(own, i);
    }
    problem.sites = sites;
    rc = jh_relief_solve(&plan, r, &problem, GAP_PPM);
    if (rc || !plan.found) return rc;
    count = find_wide(wide, own, &plan);
    if (count <= CLOSED_ONE_BY_ONE) {
        rc = close_sites(r, sites, wide, count);
        if (!rc) rc = jh_relief_solve(&plan, r, &problem, GAP_PPM);
        if (rc || !plan.found) return rc;
    }
    r->out->found = true;
    r->out->cost = plan.cost;
    for (i = 0; i < own->site_count; i++)
        if (plan.steps[i] > own->sites[i].most)
            r->out->beyond[i] = plan.steps[i] - own->sites[i].most;
    return JH_OK;
}

/* ---- limits ---- */

/* Is there a plan with this limit of a coefficient, in hundredths? */
static jh_code try_limit(bool *found, const jh_relieving *r, const jh_raised_limit *raised)
{
    jh_problem problem = r->request->planning->problem;
    jh_plan_group groups[JH_PLAN_GROUPS];
    jh_plan plan;
    jh_code rc;

    memcpy(groups, problem.groups, problem.group_count * sizeof *groups);
    groups[raised->group].limit[raised->indicator] = (jh_ratio){ raised->hundredths, 100 };
    problem.groups = groups;
    rc = jh_relief_solve(&plan, r, &problem, EASY_PPM);
    *found = !rc && plan.found;
    return rc;
}

/* The smallest hundredth of this limit with which there is a plan; 0 = not even LOOSE. */
static jh_code raise_limit(jh_raised_limit *raised, const jh_relieving *r)
{
    jh_ratio limit = r->request->planning->problem.groups[raised->group].limit[raised->indicator];
    int64_t low = limit.up * 100 / limit.down, high = LOOSE;
    bool found;
    jh_code rc;

    raised->hundredths = LOOSE;
    rc = try_limit(&found, r, raised);
    if (rc || !found) {
        raised->hundredths = 0;
        return rc;
    }
    while (!rc && high - low > 1) {
        raised->hundredths = (low + high) / 2;
        rc = try_limit(&found, r, raised);
        if (found)
            high = raised->hundredths;
        else
            low = raised->hundredths;
    }
    raised->hundredths = high;
    return rc;
}

static jh_code relieve_limits(jh_relieving *r)
{
    const jh_problem *p = &r->request->planning->problem;
    jh_relief *out = r->out;
    jh_code rc = JH_OK;
    size_t g, k;

    out->limits = JH_NEW_ARRAY(r->desk->keep, jh_raised_limit, JH_PLAN_GROUPS * JH_PLAN_INDICATORS);
    if (!out->limits) return jh_no_memory(r->err);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++) {
            if (!p->groups[g].limit[k].down) continue;
            out->limits[out->limit_count] = (jh_raised_limit){ g, k, 0 };
            rc = raise_limit(&out->limits[out->limit_count], r);
            if (out->limits[out->limit_count].hundredths) out->limit_count++;
        }
    return rc;
}

jh_code jh_relief_find(jh_relief *out, const jh_desk *desk, const jh_relief_request *request,
                       jh_error *err)
{
    jh_relieving r = { out, desk, request, err };
    jh_code rc;

    *out = (jh_relief){ 0 };
    rc = relieve_sites(&r);
    if (!rc) rc = relieve_limits(&r);
    return rc ? rc : jh_relief_mergers(&r);
}
