/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/shares_model.h"

#include <math.h>

/* ---- the deviance ---------------------------------------------------------------------- */

static double weight_of(const jh_cell *cell, double ratio)
{
    return cell->size / (1.0 + cell->size * ratio);
}

/* Sums over the cells of one wide group; gives its part of log|V|. */
static double weigh(jh_wide *wide, const jh_cell *cells, double ratio)
{
    double logs = 0.0, sum = 0.0, w;
    size_t j;

    wide->weight = wide->weight2 = 0.0;
    for (j = wide->first; j < wide->end; j++) {
        w = weight_of(&cells[j], ratio);
        logs += log1p(cells[j].size * ratio);
        wide->weight += w;
        wide->weight2 += w * w;
        sum += w * cells[j].mean;
    }
    wide->mean = sum / wide->weight;
    return logs;
}

/* Σ w^power (mean − from)² over the cells of a wide group. */
static double around(const jh_wide *wide, const jh_cell *cells, double ratio, double from,
                     bool squared)
{
    double sum = 0.0, w, d;
    size_t j;

    for (j = wide->first; j < wide->end; j++) {
        w = weight_of(&cells[j], ratio);
        d = cells[j].mean - from;
        sum += (squared ? w * w : w) * d * d;
    }
    return sum;
}

typedef struct totals {
    double logs, u, u2, mean; /* log|V|; Σu, Σu²; the overall mean; u: weight of a wide group */
    double w;                 /* Σw over the cells */
    double shrunk, shrunk2;   /* Σ w²/(1 + cA) and Σ w²/(1 + cA)² of the wide groups */
} totals;

static totals total(const jh_share_model *m, const double ratio[JH_SHARE_LEVELS])
{
    totals t = { 0 };
    double u, grown;
    size_t i;

    for (i = 0; i < m->wide_count; i++) {
        jh_wide *wide = &m->wides[i];

        t.logs += weigh(wide, m->cells, ratio[NARROW]);
        grown = 1.0 + ratio[WIDE] * wide->weight;
        t.logs += log(grown);
        u = wide->weight / grown;
        t.u += u;
        t.u2 += u * u;
        t.mean += u * wide->mean;
        t.w += wide->weight;
        t.shrunk += wide->weight2 / grown;
        t.shrunk2 += wide->weight2 / (grown * grown);
    }
    t.mean /= t.u;
    return t;
}

jh_deviance jh_share_deviance(const jh_share_model *m, const double ratio[JH_SHARE_LEVELS])
{
    totals t = total(m, ratio);
    double q = m->squares, wide_slope = 0.0, narrow_slope = 0.0, u, d, grown, predicted;
    double n = m->rows - (m->restricted ? 1.0 : 0.0), r = m->restricted ? 1.0 / t.u : 0.0;
    size_t i;

    for (i = 0; i < m->wide_count; i++) {
        const jh_wide *wide = &m->wides[i];

        grown = 1.0 + ratio[WIDE] * wide->weight;
        u = wide->weight / grown;
        d = wide->mean - t.mean;
        q += around(wide, m->cells, ratio[NARROW], wide->mean, false) + u * d * d;
        wide_slope += u * u * d * d;
        predicted = (ratio[WIDE] * wide->weight * wide->mean + t.mean) / grown;
        narrow_slope += around(wide, m->cells, ratio[NARROW], predicted, true);
    }
    return (jh_deviance){
        .value = n * log(q) + t.logs + (m->restricted ? log(t.u) : 0.0),
        .slope = { -n * wide_slope / q + t.u - r * t.u2,
                   -n * narrow_slope / q + t.w - ratio[WIDE] * t.shrunk - r * t.shrunk2 },
        .residual = q / n,
    };
}

/* ---- the least of it ------------------------------------------------------------------- */

enum { SCAN = 32, HALVINGS = 200, ROUNDS = 400 };

static double ratio_at(double t)
{
    return t / (1.0 - t);
}

/* The best ratio of one level, the other being given: a scan, then the slope's change of sign. */
static double fit_one(const jh_share_model *m, int level, double ratio[JH_SHARE_LEVELS])
{
    double low = 0.0, high = 1.0, least = INFINITY, middle, value;
    int i, best = 0, k;

    for (i = 0; i < SCAN; i++) {
        ratio[level] = ratio_at((double)i / SCAN);
        value = jh_share_deviance(m, ratio).value;
        if (value < least) {
            least = value;
            best = i;
        }
    }
    if (best > 0) low = (double)(best - 1) / SCAN;
    high = (double)(best + 1) / SCAN;
    for (k = 0; k < HALVINGS; k++) {
        middle = low + (high - low) / 2.0;
        if (middle <= low || middle >= high || middle >= 1.0) break;
        ratio[level] = ratio_at(middle);
        if (jh_share_deviance(m, ratio).slope[level] < 0.0)
            low = middle;
        else
            high = middle;
    }
    return ratio[level] = low > 0.0 ? ratio_at(low) : 0.0;
}

void jh_share_fit(double ratio[JH_SHARE_LEVELS], const jh_share_model *m)
{
    double before[JH_SHARE_LEVELS], moved;
    int k;

    ratio[WIDE] = ratio[NARROW] = 0.0;
    fit_one(m, NARROW, ratio);
    if (m->level_count == 1) return;
    for (k = 0; k < ROUNDS; k++) {
        before[WIDE] = ratio[WIDE];
        before[NARROW] = ratio[NARROW];
        fit_one(m, WIDE, ratio);
        fit_one(m, NARROW, ratio);
        moved = fabs(ratio[WIDE] - before[WIDE]) + fabs(ratio[NARROW] - before[NARROW]);
        if (moved <= 1e-13 * (1.0 + ratio[WIDE] + ratio[NARROW])) return;
    }
}

/* ---- profile likelihood ---------------------------------------------------------------- */

static const double chi_square_95 = 3.841458820694124; /* one degree of freedom */
static const double golden = 0.6180339887498949;

/* The deviance at these shares of the whole. */
static double at_shares(const jh_share_model *m, int level, double share, double other)
{
    double ratio[JH_SHARE_LEVELS], rest = 1.0 - share - other;

    ratio[level] = share / rest;
    ratio[1 - level] = other / rest;
    return jh_share_deviance(m, ratio).value;
}

/* The least deviance with this share of the level, whatever the other level's share. */
static double profile(const jh_share_model *m, int level, double share)
{
    double low = 0.0, high = (1.0 - share) * (1.0 - 1e-12), a, b, at_a, at_b, edge;
    int k;

    edge = at_shares(m, level, share, 0.0);
    if (m->level_count == 1) return edge;
    a = high - golden * (high - low);
    b = low + golden * (high - low);
    at_a = at_shares(m, level, share, a);
    at_b = at_shares(m, level, share, b);
    for (k = 0; k < 48; k++) {
        if (at_a < at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - golden * (high - low);
            at_a = at_shares(m, level, share, a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + golden * (high - low);
            at_b = at_shares(m, level, share, b);
        }
    }
    return fmin(edge, fmin(at_a, at_b));
}

/* Where between `inside` and `outside` the deviance passes the bound. */
static double crossing(const jh_share_model *m, int level, double inside, double outside,
                       double bound)
{
    double middle;
    int k;

    for (k = 0; k < 48; k++) {
        middle = (inside + outside) / 2.0;
        if (profile(m, level, middle) <= bound)
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

void jh_share_profile(jh_level_share *out, const jh_share_model *m, int level,
                      const double ratio[JH_SHARE_LEVELS])
{
    double bound = jh_share_deviance(m, ratio).value + chi_square_95;
    double end = 1.0 - 1e-9;

    out->has_interval = true;
    out->low = profile(m, level, 0.0) <= bound ? 0.0 : crossing(m, level, out->share, 0.0, bound);
    out->high = profile(m, level, end) <= bound ? 1.0 : crossing(m, level, out->share, end, bound);
}
