/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

static double pupils_of(const jh_quick *q, size_t g)
{
    double pupils = 0;
    size_t at;

    for (at = q->fill->first[g]; at < q->fill->first[g + 1]; at++)
        pupils += (double)q->p->rows[q->fill->members[at]].pupils;
    return pupils;
}

/* A cone's λ in money a unit of X: levels are of r. */
static double unit_of_lambda(const jh_quick *q, size_t g, size_t k)
{
    double line = jh_ratio_double(q->p->groups[g].line[k]);

    return 1 / (pupils_of(q, g) * (line > 0 ? line : 1));
}

static jh_code price_staff(jh_prices *out, jh_quick *q, size_t g, size_t k)
{
    const jh_staffing *s = &q->staffing;
    const jh_fill *f = q->fill;
    jh_cone_price cone;
    jh_code rc;
    size_t at;

    if (s->cone[g][k] == JH_NO_COLUMN) return JH_OK;
    rc = jh_cone_price_of(&cone, q->known->room, s->solver, s->cone[g][k], q->known->err);
    if (rc || !cone.slope) return rc;
    out->lambda[g][k] = cone.multiplier * s->money * (double)(f->first[g + 1] - f->first[g])
                        * unit_of_lambda(q, g, k);
    for (at = f->first[g]; at < f->first[g + 1]; at++)
        out->direction[f->members[at]][k] = cone.slope[at - f->first[g]];
    return JH_OK;
}

/* The cuts' prices by what they weigh in the programme: γ of each, added up. */
static void price_sites(jh_prices *out, const jh_quick *q)
{
    size_t c, i, g, k;

    for (c = 0; c < q->cut_count; c++) {
        const jh_site_cut *of = &q->cuts[c];
        double weight = q->staffing.optimum.price[of->row];
        if (!(weight > 0)) continue;
        for (g = 0; g < q->p->group_count; g++) out->lambda[g][of->k] += weight * of->lambda[g];
        for (i = 0; i < q->p->row_count; i++)
            out->direction[i][of->k] += weight * of->lambda[q->p->rows[i].group] * of->direction[i];
    }
    for (k = 0; k < q->p->indicator_count; k++) {
        if (q->p->bit[k] >= 0) continue;
        for (i = 0; i < q->p->row_count; i++) {
            g = q->p->rows[i].group;
            if (out->lambda[g][k] > 0) out->direction[i][k] /= out->lambda[g][k];
        }
        for (g = 0; g < q->p->group_count; g++) out->lambda[g][k] *= unit_of_lambda(q, g, k);
    }
}

jh_code jh_quick_prices(jh_certificate *out, jh_quick *q)
{
    const jh_problem *p = q->p;
    jh_prices prices;
    jh_code rc = jh_prices_make(&prices, q->known->room, p, q->known->err);
    size_t i, g, k;
    unsigned t;

    if (rc) return rc;
    price_sites(&prices, q);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++)
            if (p->bit[k] >= 0) rc = price_staff(&prices, q, g, k);
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++)
            prices.worth[i][t] = jh_staffing_worth(&q->staffing, i, t);
    return rc ? rc : jh_prices_write(out, q->known->keep, p, &prices, q->known->err);
}
