/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/search.h"

#include <math.h>
#include <stdlib.h>

enum { SWEEPS = 30, STEPS_OF_REPAIR = 4000 };
/* Steps of which the line takes more than this are as good as continuous. */
static const double FINE = 1000;

typedef struct rounding {
    const jh_fill *f;
    const jh_problem *p;
    int64_t *steps, *low;
    double *ratio; /* [row × indicators] r */
    jh_tally cone[JH_PLAN_GROUPS][JH_PLAN_INDICATORS];
} rounding;

/* A step is so small a part of the line that it does not matter. */
static bool is_fine(const rounding *r, size_t row, size_t k)
{
    return r->f->gain[row][k] * FINE < 1;
}

/* ---- where it begins ---- */

static void begin_steps(rounding *r, const double *wanted, const int8_t *waived)
{
    size_t i, k;

    for (i = 0; i < r->p->site_count; i++) r->low[i] = r->p->sites[i].least;
    for (i = 0; i < r->p->row_count; i++)
        for (k = 0; k < r->p->indicator_count; k++) {
            const jh_plan_row *row = &r->p->rows[i];
            int64_t low = waived[i] == (int)k ? row->least[k] : row->need[k];
            uint32_t site = row->site[k];
            if (site == JH_NO_SITE) continue;
            if (low > r->low[site]) r->low[site] = low;
            r->steps[site] =
                (int64_t)(is_fine(r, i, k) ? ceil(wanted[site] - 1e-6) : floor(wanted[site] + 0.5));
        }
    for (i = 0; i < r->p->site_count; i++) {
        if (r->steps[i] < r->low[i]) r->steps[i] = r->low[i];
        if (r->steps[i] > r->p->sites[i].most) r->steps[i] = r->p->sites[i].most;
    }
}

static void begin_cones(rounding *r)
{
    size_t i, k;

    for (i = 0; i < r->p->row_count; i++) {
        const jh_plan_row *row = &r->p->rows[i];
        for (k = 0; k < r->p->indicator_count; k++) {
            jh_tally *t = &r->cone[row->group][k];
            double ratio;
            if (row->site[k] == JH_NO_SITE) continue;
            ratio = r->f->start[i][k] + r->f->gain[i][k] * (double)r->steps[row->site[k]];
            r->ratio[i * JH_PLAN_INDICATORS + k] = ratio;
            t->slope = r->f->level[row->group][k].slope;
            jh_tally_shift(t, r->f->share[i], 0, ratio);
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
        jh_tally *t = &r->cone[r->p->rows[i].group][k];
        double *ratio = &r->ratio[i * JH_PLAN_INDICATORS + k], more;
        if (r->p->rows[i].site[k] != site || !(t->slope > 0)) continue;
        more = r->f->gain[i][k] * (double)by;
        jh_tally_shift(t, r->f->share[i], *ratio, more);
        *ratio += more;
    }
}

/* Does the site keep every cone that it is part of? */
static bool keeps_cones(const rounding *r, size_t row, size_t k)
{
    uint32_t site = r->p->rows[row].site[k];
    size_t i;

    for (i = row ? row - 1 : 0; i <= row + 1 && i < r->p->row_count; i++) {
        const jh_tally *t = &r->cone[r->p->rows[i].group][k];
        if (r->p->rows[i].site[k] == site && t->slope > 0 && jh_tally_excess(t) > 0) return false;
    }
    return true;
}

typedef struct change {
    size_t row;
    double slope; /* of the excess, by step */
    double price; /* money for what it takes off the excess */
    int64_t room; /* steps, with their sign */
} change;

/* What `by` steps at a row do to the excess of its own cone. */
static double excess_changed(const rounding *r, size_t i, size_t k, double by)
{
    jh_tally t = r->cone[r->p->rows[i].group][k];
    double before = jh_tally_excess(&t);

    jh_tally_shift(&t, r->f->share[i], r->ratio[i * JH_PLAN_INDICATORS + k],
                   r->f->gain[i][k] * by);
    return jh_tally_excess(&t) - before;
}

/* More steps, or fewer, at a row: as far as there is room, and if it helps. */
static bool weigh_change(change *out, const rounding *r, size_t i, size_t k, int sign)
{
    uint32_t site = r->p->rows[i].site[k];
    int64_t room =
        sign > 0 ? r->p->sites[site].most - r->steps[site] : r->steps[site] - r->low[site];
    double slope = room > 0 ? excess_changed(r, i, k, sign) : 0;

    if (!(slope < 0)) return false;
    *out = (change){ i, slope, sign * (double)r->p->sites[site].cost / -slope, sign * room };
    return true;
}

/* The cheapest change that lowers the cone's excess; taking back is cheaper than nothing. */
static bool find_change(change *out, const rounding *r, size_t g, size_t k)
{
    bool found = false;
    change now;
    size_t at;
    int sign;

    for (at = r->f->first[g]; at < r->f->first[g + 1]; at++)
        for (sign = -1; sign <= 1; sign += 2) {
            if (!weigh_change(&now, r, r->f->members[at], k, sign)) continue;
            if (found && now.price >= out->price) continue;
            *out = now;
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

    for (i = 0; i < STEPS_OF_REPAIR && jh_tally_excess(&r->cone[g][k]) > 0; i++) {
        if (!find_change(&best, r, g, k)) return false;
        by = ceil(jh_tally_excess(&r->cone[g][k]) / fabs(best.slope));
        steps = by < (double)llabs(best.room) ? (int64_t)by : llabs(best.room);
        step(r, best.row, k, best.room < 0 ? -steps : steps);
    }
    return jh_tally_excess(&r->cone[g][k]) <= 0;
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
                if (!(r->cone[g][k].slope > 0) || jh_tally_excess(&r->cone[g][k]) <= 0) continue;
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
                if (!is_fine(r, i, k) && by > 1) by = 1;
                if (by <= 0) continue;
                step(r, i, k, -by);
                if (keeps_cones(r, i, k))
                    changed = true;
                else
                    step(r, i, k, by);
            }
    }
}

jh_code jh_round_sites(bool *holds, jh_draft_plan *draft, const jh_sites_wanted *wanted,
                       jh_arena scratch, jh_error *err)
{
    rounding *r = JH_NEW(&scratch, rounding);
    const jh_problem *p = wanted->fill->problem;
    size_t i;

    *holds = false;
    if (!r) return jh_no_memory(err);
    *r = (rounding){ .f = wanted->fill, .p = p, .steps = draft->steps };
    r->low = JH_NEW_ARRAY(&scratch, int64_t, p->site_count + 1);
    r->ratio = JH_NEW_ARRAY(&scratch, double, p->row_count *JH_PLAN_INDICATORS);
    if (!r->low || !r->ratio) return jh_no_memory(err);
    begin_steps(r, wanted->steps, draft->waived);
    for (i = 0; i < p->site_count; i++)
        if (r->low[i] > p->sites[i].most) return JH_OK;
    begin_cones(r);
    if (!repair_all(r)) return JH_OK;
    trim(r);
    *holds = true;
    return JH_OK;
}
