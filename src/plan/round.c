/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/search.h"

#include <math.h>
#include <stdlib.h>

enum { SWEEPS = 30, STEPS_OF_REPAIR = 4000 };
/* Sites with more steps than this are as good as continuous. */
static const double FINE = 1000;
/* A cone is kept with this to spare, of its norm: what is exact is checked afterwards. */
static const double TO_SPARE = 1e-12;

/* A cone of sites: where its rows are, and its two sums. */
typedef struct tally {
    double sum, squares, count, slope; /* Σ ω r, Σ ω r², N, s */
} tally;

typedef struct rounding {
    const jh_model *m;
    const jh_problem *p;
    int64_t *steps, *low;
    double *ratio;  /* [row × indicators] r */
    double *weight; /* [row] ω */
    tally cone[JH_PLAN_GROUPS][JH_PLAN_INDICATORS];
} rounding;

static double excess(const tally *t)
{
    double norm = sqrt(t->squares / t->count);

    return norm * (1 + TO_SPARE) - t->slope * t->sum / t->count;
}

static double gain_of(const rounding *r, size_t i, size_t k)
{
    return jh_ratio_double(r->p->rows[i].gain[k]) * r->m->weight[i][k];
}

/* ---- where it begins ---- */

static void begin_steps(rounding *r, const int8_t *waived)
{
    size_t i, k;

    for (i = 0; i < r->p->site_count; i++) r->low[i] = r->p->sites[i].least;
    for (i = 0; i < r->p->row_count; i++)
        for (k = 0; k < r->p->indicator_count; k++) {
            const jh_plan_row *row = &r->p->rows[i];
            int64_t low = waived[i] == (int)k ? row->least[k] : row->need[k];
            if (row->site[k] != JH_NO_SITE && low > r->low[row->site[k]])
                r->low[row->site[k]] = low;
        }
    for (i = 0; i < r->p->site_count; i++) {
        double steps = r->m->optimum.column[r->m->first_site + i] * r->m->scale[i];
        r->steps[i] = (int64_t)(r->m->scale[i] > FINE ? ceil(steps - 1e-6) : floor(steps + 0.5));
        if (r->steps[i] < r->low[i]) r->steps[i] = r->low[i];
        if (r->steps[i] > r->p->sites[i].most) r->steps[i] = r->p->sites[i].most;
    }
}

static void begin_cones(rounding *r)
{
    double pupils[JH_PLAN_GROUPS] = { 0 }, count[JH_PLAN_GROUPS] = { 0 };
    size_t i, k, g;

    for (i = 0; i < r->p->row_count; i++) {
        pupils[r->p->rows[i].group] += (double)r->p->rows[i].pupils;
        count[r->p->rows[i].group]++;
    }
    for (i = 0; i < r->p->row_count; i++) {
        const jh_plan_row *row = &r->p->rows[i];
        g = row->group;
        r->weight[i] = (double)row->pupils * count[g] / pupils[g];
        for (k = 0; k < r->p->indicator_count; k++) {
            double limit = jh_ratio_double(r->p->groups[g].limit[k].down ? r->p->groups[g].limit[k]
                                                                         : (jh_ratio){ 0, 1 });
            tally *t = &r->cone[g][k];
            double ratio;
            if (row->site[k] == JH_NO_SITE || !r->p->groups[g].limit[k].down) continue;
            ratio = jh_ratio_double(row->base[k]) * r->m->weight[i][k]
                    + gain_of(r, i, k) * (double)r->steps[row->site[k]];
            r->ratio[i * JH_PLAN_INDICATORS + k] = ratio;
            t->slope = sqrt(1 + limit * limit);
            t->count = count[g];
            t->sum += r->weight[i] * ratio;
            t->squares += r->weight[i] * ratio * ratio;
        }
    }
}

/* ---- steps ---- */

/* The rows of a site: those of its school that name it. */
static void step(rounding *r, size_t row, size_t k, int64_t by)
{
    uint32_t site = r->p->rows[row].site[k];
    size_t i;

    r->steps[site] += by;
    for (i = row ? row - 1 : 0; i <= row + 1 && i < r->p->row_count; i++) {
        tally *t = &r->cone[r->p->rows[i].group][k];
        double *ratio = &r->ratio[i * JH_PLAN_INDICATORS + k], now;
        if (r->p->rows[i].site[k] != site || t->count <= 0) continue;
        now = *ratio + gain_of(r, i, k) * (double)by;
        t->sum += r->weight[i] * (now - *ratio);
        t->squares += r->weight[i] * (now * now - *ratio * *ratio);
        *ratio = now;
    }
}

/* Does the site keep every cone that it is part of? */
static bool keeps_cones(const rounding *r, size_t row, size_t k)
{
    uint32_t site = r->p->rows[row].site[k];
    size_t i;

    for (i = row ? row - 1 : 0; i <= row + 1 && i < r->p->row_count; i++) {
        const tally *t = &r->cone[r->p->rows[i].group][k];
        if (r->p->rows[i].site[k] == site && t->count > 0 && excess(t) > 0) return false;
    }
    return true;
}

typedef struct change {
    size_t row;
    double slope; /* of the excess, by step */
    double price; /* money for what it takes off the excess */
    int64_t room; /* steps, with their sign */
} change;

/* The cheapest change that lowers the cone's excess. */
static bool find_change(change *out, const rounding *r, size_t g, size_t k)
{
    const tally *t = &r->cone[g][k];
    double norm = sqrt(t->squares / t->count), slope, price;
    bool found = false;
    size_t i;

    for (i = 0; i < r->p->row_count; i++) {
        uint32_t site = r->p->rows[i].site[k];
        int64_t room;
        if (r->p->rows[i].group != g) continue;
        slope = r->weight[i] / t->count * (r->ratio[i * JH_PLAN_INDICATORS + k] / norm - t->slope)
                * gain_of(r, i, k);
        room = slope < 0 ? r->p->sites[site].most - r->steps[site] : r->low[site] - r->steps[site];
        if (!room || slope == 0) continue;
        price = (double)r->p->sites[site].cost / -slope;
        if (found && price >= out->price) continue;
        *out = (change){ i, slope, price, room };
        found = true;
    }
    return found;
}

static bool repair(rounding *r, size_t g, size_t k)
{
    change best = { 0 };
    double by;
    int64_t steps;
    int i;

    for (i = 0; i < STEPS_OF_REPAIR && excess(&r->cone[g][k]) > 0; i++) {
        if (!find_change(&best, r, g, k)) return false;
        by = ceil(excess(&r->cone[g][k]) / fabs(best.slope));
        steps = by < (double)llabs(best.room) ? (int64_t)by : llabs(best.room);
        step(r, best.row, k, best.room < 0 ? -steps : steps);
    }
    return excess(&r->cone[g][k]) <= 0;
}

static bool repair_all(rounding *r)
{
    bool kept = false;
    size_t g, k;
    int sweep;

    for (sweep = 0; !kept && sweep < SWEEPS; sweep++) {
        kept = true;
        for (g = 0; g < r->p->group_count; g++)
            for (k = 0; k < r->p->indicator_count; k++) {
                if (r->cone[g][k].count <= 0 || excess(&r->cone[g][k]) <= 0) continue;
                kept = false;
                if (!repair(r, g, k)) return false;
            }
    }
    return kept;
}

/* Takes back what is not needed, the dearest sites first as they come. */
static void trim(rounding *r)
{
    bool changed = true;
    size_t i, k;
    int64_t by;

    while (changed) {
        changed = false;
        for (i = 0; i < r->p->row_count; i++)
            for (k = 0; k < r->p->indicator_count; k++) {
                uint32_t site = r->p->rows[i].site[k];
                if (site == JH_NO_SITE || r->p->sites[site].cost == 0) continue;
                by = r->steps[site] - r->low[site];
                if (r->m->scale[site] <= FINE && by > 1) by = 1;
                if (by <= 0) continue;
                step(r, i, k, -by);
                if (keeps_cones(r, i, k))
                    changed = true;
                else
                    step(r, i, k, by);
            }
    }
}

jh_code jh_round_sites(bool *holds, jh_draft_plan *draft, const jh_model *m, jh_arena scratch,
                       jh_error *err)
{
    rounding *r = JH_NEW(&scratch, rounding);
    size_t rows = m->problem->row_count, i;

    *holds = false;
    if (!r) return jh_no_memory(err);
    *r = (rounding){ .m = m, .p = m->problem, .steps = draft->steps };
    r->low = JH_NEW_ARRAY(&scratch, int64_t, m->problem->site_count + 1);
    r->ratio = JH_NEW_ARRAY(&scratch, double, rows *JH_PLAN_INDICATORS);
    r->weight = JH_NEW_ARRAY(&scratch, double, rows);
    if (!r->low || !r->ratio || !r->weight) return jh_no_memory(err);
    begin_steps(r, draft->waived);
    for (i = 0; i < m->problem->site_count; i++)
        if (r->low[i] > m->problem->sites[i].most) return JH_OK;
    begin_cones(r);
    if (!repair_all(r)) return JH_OK;
    trim(r);
    *holds = true;
    return JH_OK;
}
