/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/estimate.h"

#include "plan/rational.h"

#include <math.h>

/* A school as its choices see it. */
typedef struct school {
    const jh_problem *p;
    const jh_certificate *c;
    size_t first, count;
    double worth[JH_PLAN_SCHOOL_ROWS][JH_PLAN_INDICATORS];  /* γ */
    double staff[JH_PLAN_SCHOOL_ROWS][JH_PLAN_BITS + 1];    /* by the bit that is waived + 1 */
    double price[JH_PLAN_SCHOOL_ROWS][JH_PLAN_INDICATORS];  /* of a step beyond its worth */
    bool is_first[JH_PLAN_SCHOOL_ROWS][JH_PLAN_INDICATORS]; /* of the rows at its site */
} school;

static double gamma_of(const jh_problem *p, const jh_certificate *c, size_t i, size_t k)
{
    size_t g = p->rows[i].group;

    return (double)c->lambda[g][k] * (double)(c->root[g][k] - c->slope[i][k])
           * 0x1p-50; /* JH_LAMBDA_BITS + JH_SLOPE_BITS */
}

/* ---- staff ---- */

static double cheapest_staff(const school *s, size_t i, const double *slack)
{
    const jh_problem *p = s->p;
    double places = (double)p->rows[i].staff_most, out = 0, more;
    unsigned types = 1U << p->bit_count, done = 0, round, t, best;

    for (t = 0; p->holds && t < types; t++) {
        places -= (double)p->holds[i].least[t];
        out += (double)p->holds[i].least[t] * slack[t];
    }
    for (round = 0; round < types && places > 0; round++) {
        for (best = types, t = 0; t < types; t++)
            if (!(done >> t & 1) && slack[t] < 0 && (best == types || slack[t] < slack[best]))
                best = t;
        if (best == types) break;
        done |= 1U << best;
        more = (double)(jh_problem_staff_most(p, i, best) - jh_problem_staff_least(p, i, best));
        if (more > places) more = places;
        places -= more;
        out += more * slack[best];
    }
    return out;
}

/* For every bit that may be waived, and for none. */
static void weigh_staff(school *s, size_t r)
{
    const jh_problem *p = s->p;
    size_t i = s->first + r, k;
    const jh_plan_row *row = &p->rows[i];
    double slack[JH_PLAN_TYPES], own[JH_PLAN_TYPES];
    unsigned t, b;
    int e;

    for (t = 0; t < 1U << p->bit_count; t++) {
        own[t] = (double)s->c->person[i][t];
        for (k = 0; k < p->indicator_count; k++)
            if (p->bit[k] >= 0 && t >> p->bit[k] & 1)
                own[t] -= s->worth[r][k] * jh_ratio_double(row->gain[k]);
    }
    for (e = -1; e < (int)p->bit_count; e++) {
        const int64_t *need = s->c->need[i][e + 1];
        for (t = 0; t < 1U << p->bit_count; t++) {
            slack[t] = own[t] - (double)need[0];
            for (b = 0; b < p->bit_count; b++)
                if (t >> b & 1) slack[t] -= (double)need[b + 1];
        }
        s->staff[r][e + 1] =
            cheapest_staff(s, i, slack) + (double)need[0] * (double)row->staff_least;
        for (k = 0; k < p->indicator_count; k++)
            if (p->bit[k] >= 0)
                s->staff[r][e + 1] += (double)need[p->bit[k] + 1]
                                      * (double)(p->bit[k] == e ? row->least[k] : row->need[k]);
    }
}

static double bargains(const school *s, size_t i)
{
    const jh_problem *p = s->p;
    const int64_t *person = s->c->person[i];
    double best = 0, out = 0, gain;
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        if (p->hire[t] >= 0 && (double)(p->hire[t] - person[t]) < best)
            best = (double)(p->hire[t] - person[t]);
        for (b = 0; b < p->bit_count; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain = (double)(p->train[b] + person[t] - person[t | 1U << b]);
            if (gain < 0) out += gain * (double)p->rows[i].train_most[b];
        }
    }
    return out + best * (double)p->rows[i].staff_most;
}

/* ---- sites ---- */

static void weigh_sites(school *s)
{
    const jh_problem *p = s->p;
    size_t r, j, k;

    for (r = 0; r < s->count; r++)
        for (k = 0; k < p->indicator_count; k++) {
            uint32_t site = p->rows[s->first + r].site[k];
            s->is_first[r][k] = site != JH_NO_SITE;
            if (site == JH_NO_SITE) continue;
            s->price[r][k] = (double)p->sites[site].cost;
            for (j = 0; j < s->count; j++) {
                if (p->rows[s->first + j].site[k] != site) continue;
                if (j < r) s->is_first[r][k] = false;
                s->price[r][k] -= s->worth[j][k] * jh_ratio_double(p->rows[s->first + j].gain[k]);
            }
        }
}

/* INFINITY: the site is too small. */
static double site_cost(const school *s, size_t r, size_t k, const int *waived)
{
    uint32_t site = s->p->rows[s->first + r].site[k];
    const jh_plan_site *at = &s->p->sites[site];
    int64_t low = at->least, asked;
    size_t j;

    for (j = r; j < s->count && j < JH_PLAN_SCHOOL_ROWS; j++) {
        const jh_plan_row *row = &s->p->rows[s->first + j];
        if (row->site[k] != site) continue;
        asked = waived[j] == (int)k ? row->least[k] : row->need[k];
        if (asked > low) low = asked;
    }
    if (low > at->most) return INFINITY;
    return s->price[r][k] * (double)(s->price[r][k] < 0 ? at->most : low);
}

/* ---- a school ---- */

static double choice_cost(const school *s, const int *waived)
{
    double cost = 0;
    size_t r, k;

    for (r = 0; r < s->count && r < JH_PLAN_SCHOOL_ROWS; r++) {
        if (waived[r] >= 0 && !jh_problem_may_waive(s->p, s->first + r, (size_t)waived[r]))
            return INFINITY;
        cost += s->staff[r][waived[r] >= 0 ? s->p->bit[waived[r]] + 1 : 0];
        for (k = 0; k < s->p->indicator_count; k++)
            if (s->is_first[r][k]) cost += site_cost(s, r, k, waived);
    }
    return cost;
}

static double school_cost(school *s, int8_t *chosen)
{
    int last = s->p->waivers ? (int)s->p->indicator_count : 0, waived[JH_PLAN_SCHOOL_ROWS];
    double best = INFINITY, cost;
    size_t r, k;

    for (r = 0; r < s->count; r++) {
        for (k = 0; k < s->p->indicator_count; k++)
            s->worth[r][k] = gamma_of(s->p, s->c, s->first + r, k);
        weigh_staff(s, r);
    }
    weigh_sites(s);
    for (waived[0] = -1; waived[0] < last; waived[0]++)
        for (waived[1] = -1; waived[1] < (s->count > 1 ? last : 0); waived[1]++) {
            cost = choice_cost(s, waived);
            if (!(cost < best)) continue;
            best = cost;
            for (r = 0; r < s->count && r < JH_PLAN_SCHOOL_ROWS; r++)
                chosen[s->first + r] = (int8_t)waived[r];
        }
    for (r = 0; r < s->count; r++) {
        const jh_plan_row *row = &s->p->rows[s->first + r];
        best += bargains(s, s->first + r);
        for (k = 0; k < s->p->indicator_count; k++)
            best -= s->worth[r][k] * jh_ratio_double(row->base[k]);
    }
    return best;
}

/* ---- everybody where a person is worth most ---- */

static double people(const jh_problem *p, const jh_certificate *c, jh_arena scratch)
{
    int64_t(*worth)[JH_PLAN_TYPES] = jh_alloc(&scratch, p->row_count, sizeof *worth);
    double out = 0;
    size_t i;
    unsigned t;

    if (!worth) return INFINITY;
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) worth[i][t] = c->person[i][t];
    for (i = 0; i < p->way_count; i++) {
        const jh_plan_way *way = &p->ways[i];
        for (t = 0; t < 1U << p->bit_count; t++) {
            int64_t there = c->person[way->b][t] - way->cost;
            int64_t back = c->person[way->a][t] - way->cost;
            if (there > worth[way->a][t]) worth[way->a][t] = there;
            if (back > worth[way->b][t]) worth[way->b][t] = back;
        }
    }
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++)
            out += (double)worth[i][t] * (double)jh_problem_movable(p, i, t)
                   + (double)c->person[i][t] * (double)p->rows[i].rooted[t];
    return out;
}

bool jh_bound_estimate(double *out, const jh_problem *p, const jh_certificate *c, int8_t *chosen,
                       jh_arena scratch)
{
    size_t i, count;

    *out = -people(p, c, scratch);
    for (i = 0; i < p->row_count; i += count) {
        school s = { .p = p, .c = c, .first = i };
        count = i + 1 < p->row_count && p->rows[i + 1].school == p->rows[i].school ? 2 : 1;
        s.count = count;
        *out += school_cost(&s, chosen);
    }
    return isfinite(*out);
}
