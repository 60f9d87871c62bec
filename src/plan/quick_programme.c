/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include <math.h>
#include <string.h>

static const double CUT_WORTH = 1e-6; /* of the cost: a cut says something new */
static const double IN_OUT[] = { 0.5, 1 };
enum { SHORTENINGS = 20 };

/* ---- which waivers there can be ---- */

/* Waivers without which a site is too small, and what is refused because of them; false: two of
 * one row. */
static bool find_forced(jh_quick *q)
{
    const jh_problem *p = q->p;
    size_t i, k;

    for (i = 0; i < p->row_count; i++) {
        q->waived[i] = -1;
        for (k = 0; k < p->indicator_count; k++) {
            uint32_t site = p->rows[i].site[k];
            if (!jh_problem_may_waive(p, i, k)) q->refused[i] |= 1U << k;
            if (site == JH_NO_SITE || p->rows[i].need[k] <= p->sites[site].most) continue;
            if (q->waived[i] >= 0 || !jh_problem_may_waive(p, i, k)
                || p->rows[i].least[k] > p->sites[site].most)
                return false;
            q->waived[i] = (int8_t)k;
        }
        if (q->waived[i] >= 0) q->refused[i] = ~(1U << q->waived[i]);
    }
    return true;
}

/* Steps fewer at the site of row i if the rows of `who` (bit 0: the first of the school) waive. */
static double steps_saved(const jh_quick *q, size_t first, size_t i, size_t k, unsigned who)
{
    const jh_problem *p = q->p;
    uint32_t site = p->rows[i].site[k];
    double low = (double)p->sites[site].least;
    size_t count = jh_rows_of_school(p, first), j;

    for (j = first; j < first + count; j++) {
        bool waives = who >> (j - first) & 1 || q->waived[j] == (int)k;
        if (p->rows[j].site[k] == site)
            low = fmax(low, (double)(waives ? p->rows[j].least[k] : p->rows[j].need[k]));
    }
    return q->base[site] - low;
}

static void add_saving(jh_quick *q, uint32_t column, uint32_t site, double steps)
{
    if (column != JH_NO_COLUMN && steps > 0)
        q->savings[q->saving_count++] = (jh_saving){ column, site, steps };
}

/* What each waiver among the sites saves beside the forced ones, by its column. */
static void list_savings(jh_quick *q)
{
    const jh_problem *p = q->p;
    size_t i, count, j, k;

    for (i = 0; i < p->row_count; i += count) {
        count = jh_rows_of_school(p, i);
        for (j = i; j < i + count; j++)
            for (k = 0; k < p->indicator_count; k++) {
                const jh_staffing_row *at = &q->staffing.at[j];
                if (p->bit[k] >= 0) continue;
                add_saving(q, at->waive[k], p->rows[j].site[k],
                           steps_saved(q, i, j, k, 1U << (j - i)));
                if (at->pair[k] != JH_NO_COLUMN)
                    add_saving(q, at->pair[k], p->rows[j].site[k], steps_saved(q, i, i, k, 3));
            }
    }
}

/* ---- cuts: what sites cost near where the programme is ---- */

static void find_prices(jh_quick *q)
{
    const jh_problem *p = q->p;
    size_t i, k, count, j;

    for (i = 0; i < p->row_count; i += count) {
        count = jh_rows_of_school(p, i);
        for (j = i; j < i + count; j++)
            for (k = 0; k < p->indicator_count; k++)
                if (p->rows[j].site[k] != JH_NO_SITE)
                    q->price[p->rows[j].site[k]] =
                        jh_fill_price(q->fill, p->rows[j].site[k], i, count);
    }
}

static jh_code keep_cut(jh_quick *q, size_t k, size_t row)
{
    const jh_fill *f = q->fill;
    jh_site_cut *cuts =
        jh_grow(q->known->room, q->cuts, &q->cut_room, q->cut_count + 1, sizeof *cuts);
    double *direction = JH_NEW_ARRAY(q->known->room, double, q->p->row_count);
    size_t i, g;

    if (!cuts || !direction) return jh_no_memory(q->known->err);
    q->cuts = cuts;
    cuts[q->cut_count] = (jh_site_cut){ .k = k, .row = row, .direction = direction };
    for (g = 0; g < q->p->group_count; g++) cuts[q->cut_count].lambda[g] = f->level[g][k].lambda;
    for (i = 0; i < q->p->row_count; i++)
        if (f->level[q->p->rows[i].group][k].lambda > 0)
            direction[i] = jh_fill_ratio(f, i, k) / f->level[q->p->rows[i].group][k].norm;
    q->cut_count++;
    return JH_OK;
}

/* cost ≥ cost there + Σ price × (steps asked − steps asked there), where that says more than the
 * programme knows. */
static jh_code add_cut(jh_quick *q, size_t k, bool *added)
{
    const jh_problem *p = q->p;
    const jh_staffing *s = &q->staffing;
    jh_staffing_cut of = { .indicator = k, .least = q->fill->cost[k], .saved = q->terms };
    double there = q->fill->cost[k];
    size_t i, row;
    jh_code rc;

    for (i = 0; i < p->site_count; i++) {
        if (p->sites[i].indicator != k) continue;
        of.least += q->price[i] * (q->base[i] - q->fill->low[i]);
        there += q->price[i] * (q->aim[i] - q->fill->low[i]);
    }
    if (s->optimum.column
        && there - jh_staffing_share(s, s->site_cost[k]) * s->money
               <= CUT_WORTH * q->programme_cost)
        return JH_OK;
    for (i = 0; i < q->saving_count; i++)
        if (p->sites[q->savings[i].site].indicator == k)
            q->terms[of.saved_count++] =
                (jh_term){ q->savings[i].column,
                           q->savings[i].steps * q->price[q->savings[i].site] };
    rc = jh_staffing_cut_sites(&row, &q->staffing, &of, q->known->err);
    *added = true;
    return rc ? rc : keep_cut(q, k, row);
}

static jh_code add_cuts(jh_quick *q, bool *added)
{
    jh_code rc = JH_OK;
    size_t k;

    find_prices(q);
    for (k = 0; !rc && k < q->p->indicator_count; k++)
        if (q->p->bit[k] < 0) rc = add_cut(q, k, added);
    return rc;
}

/* ---- the programme ---- */

jh_code jh_quick_solve(jh_quick *q, bool *optimal)
{
    const jh_staffing *s = &q->staffing;
    jh_code rc = jh_staffing_solve(&q->staffing, q->known->err);
    size_t i;

    *optimal = !rc && s->optimum.outcome == JH_OPTIMAL;
    if (!rc && s->optimum.outcome == JH_STOPPED) q->known->stopped = true;
    if (!*optimal) return rc;
    q->programme_cost = q->staff_cost = s->optimum.cost * s->money;
    for (i = 0; i < q->p->indicator_count; i++)
        if (q->p->bit[i] < 0) q->staff_cost -= jh_staffing_share(s, s->site_cost[i]) * s->money;
    memcpy(q->aim, q->base, q->p->site_count * sizeof *q->aim);
    for (i = 0; i < q->saving_count; i++)
        q->aim[q->savings[i].site] -=
            q->savings[i].steps * jh_staffing_share(s, q->savings[i].column);
    return JH_OK;
}

static bool fill_between(jh_quick *q, double share)
{
    size_t i;

    for (i = 0; i < q->p->site_count; i++)
        q->fill->low[i] = q->centre[i] + share * (q->aim[i] - q->centre[i]);
    return jh_fill_sites(&q->site_cost, q->fill);
}

jh_code jh_quick_cut(jh_quick *q, bool *filled, bool *added)
{
    *added = false;
    *filled = fill_between(q, 1);
    return *filled ? add_cuts(q, added) : JH_OK;
}

/* Where limits cannot be kept, the last point towards there at which they can. */
static jh_code cut_short(jh_quick *q, double share, bool *added)
{
    int i;

    for (i = 0; i < SHORTENINGS; i++) {
        share /= 2;
        if (fill_between(q, share)) return add_cuts(q, added);
    }
    return JH_OK;
}

jh_code jh_quick_cut_between(jh_quick *q, bool *added)
{
    double share, cost;
    jh_code rc;
    size_t i;

    *added = false;
    for (i = 0; i < sizeof IN_OUT / sizeof *IN_OUT; i++) {
        share = IN_OUT[i];
        if (!fill_between(q, share)) return cut_short(q, share, added);
        rc = add_cuts(q, added);
        cost = q->site_cost + q->centre_staff + share * (q->staff_cost - q->centre_staff);
        if (rc) return rc;
        if (!(cost < q->centre_cost)) continue;
        memcpy(q->centre, q->fill->low, q->p->site_count * sizeof *q->centre);
        q->centre_staff += share * (q->staff_cost - q->centre_staff);
        q->centre_cost = cost;
    }
    return JH_OK;
}

/* ---- the beginning ---- */

void jh_quick_allow(jh_quick *q, size_t first)
{
    size_t count = jh_rows_of_school(q->p, first), i;

    for (i = first; i < first + count; i++) jh_staffing_allow(&q->staffing, i, q->refused);
}

/* Everything at its floor: if limits cannot be kept there, they can nowhere. */
static bool fill_floors(jh_quick *q)
{
    const jh_problem *p = q->p;
    size_t i, k;

    for (i = 0; i < p->site_count; i++) q->fill->low[i] = (double)p->sites[i].least;
    for (i = 0; i < p->row_count; i++)
        for (k = 0; k < p->indicator_count; k++) {
            uint32_t site = p->rows[i].site[k];
            if (site != JH_NO_SITE)
                q->fill->low[site] = fmax(q->fill->low[site], (double)p->rows[i].least[k]);
        }
    return jh_fill_sites(&q->site_cost, q->fill);
}

jh_code jh_quick_open(bool *possible, jh_quick *q)
{
    jh_code rc;
    bool added;
    size_t i;

    *possible = find_forced(q);
    if (!*possible) return JH_OK;
    rc = jh_staffing_open(&q->staffing, q->known->room, q->fill, q->known->request->progress,
                          q->known->err);
    if (rc) return rc;
    jh_fill_require(q->fill, q->waived);
    memcpy(q->base, q->fill->low, q->p->site_count * sizeof *q->base);
    memcpy(q->aim, q->base, q->p->site_count * sizeof *q->aim);
    list_savings(q);
    for (i = 0; i < q->p->row_count; i += jh_rows_of_school(q->p, i)) jh_quick_allow(q, i);
    *possible = jh_fill_sites(&q->site_cost, q->fill) || fill_floors(q);
    memcpy(q->centre, q->fill->low, q->p->site_count * sizeof *q->centre);
    q->centre_cost = INFINITY;
    return *possible ? add_cuts(q, &added) : JH_OK;
}
