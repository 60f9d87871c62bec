/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/shares_anova.h"

#include <math.h>

/* ---- the F distribution ---------------------------------------------------------------- */

/* The continued fraction of the incomplete beta function by Lentz's method; DLMF 8.17.22. */
static double beta_fraction(double a, double b, double x)
{
    const double tiny = 1e-300;
    double c = 1.0, d, f, part, change = 0.0;
    int m, half;

    d = 1.0 - (a + b) * x / (a + 1.0);
    d = 1.0 / (fabs(d) < tiny ? tiny : d);
    f = d;
    for (m = 1; m < 10000 && fabs(change - 1.0) > 1e-16; m++) {
        for (half = 0; half < 2; half++) {
            part = half ? -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
                        : m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
            d = 1.0 + part * d;
            d = 1.0 / (fabs(d) < tiny ? tiny : d);
            c = 1.0 + part / c;
            if (fabs(c) < tiny) c = tiny;
            change = c * d;
            f *= change;
        }
    }
    return f;
}

/* I_x(a, b); the fraction converges fast below the mean, the other side follows by symmetry. */
static double beta_below(double x, double a, double b)
{
    double front;

    if (x <= 0.0) return 0.0;
    if (x >= 1.0) return 1.0;
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    if (x < (a + 1.0) / (a + b + 2.0)) return front * beta_fraction(a, b, x) / a;
    return 1.0 - front * beta_fraction(b, a, 1.0 - x) / b;
}

double jh_f_below(double f, double over, double under)
{
    return beta_below(over * f / (over * f + under), over / 2.0, under / 2.0);
}

/* ---- sums of squares ------------------------------------------------------------------- */

typedef struct sums {
    double size, mean, size2; /* Σn, the mean of the rows, Σn² of a wide group's cells */
} sums;

static sums sum_cells(const jh_cell *cells, size_t first, size_t end)
{
    sums s = { 0 };
    size_t j;

    for (j = first; j < end; j++) {
        s.size += cells[j].size;
        s.mean += cells[j].size * cells[j].mean;
        s.size2 += cells[j].size * cells[j].size;
    }
    s.mean /= s.size;
    return s;
}

static double squares_around(const jh_cell *cells, size_t first, size_t end, double mean)
{
    double sum = 0.0;
    size_t j;

    for (j = first; j < end; j++)
        sum += cells[j].size * (cells[j].mean - mean) * (cells[j].mean - mean);
    return sum;
}

/* What the expected sums of squares are made of, besides the degrees of freedom. */
typedef struct expectation {
    double wide2;        /* Σ nᵢ.² */
    double cells_within; /* Σᵢ Σⱼ nᵢⱼ² / nᵢ. */
    double cells2;       /* Σ nᵢⱼ² */
} expectation;

static expectation add_up(jh_shares *out, const jh_share_model *m)
{
    sums all = sum_cells(m->cells, 0, m->cell_count), s;
    expectation e = { .cells2 = all.size2 };
    double wide = 0.0, narrow = 0.0;
    size_t i;

    for (i = 0; i < m->wide_count; i++) {
        s = sum_cells(m->cells, m->wides[i].first, m->wides[i].end);
        e.wide2 += s.size * s.size;
        e.cells_within += s.size2 / s.size;
        wide += s.size * (s.mean - all.mean) * (s.mean - all.mean);
        narrow += squares_around(m->cells, m->wides[i].first, m->wides[i].end, s.mean);
    }
    out->squares[WIDE] = wide;
    out->freedom[WIDE] = (double)m->wide_count - 1.0;
    out->squares[NARROW] = narrow;
    out->freedom[NARROW] = (double)(m->cell_count - m->wide_count);
    out->squares[JH_SHARE_LEVELS] = m->squares;
    out->freedom[JH_SHARE_LEVELS] = m->rows - (double)m->cell_count;
    out->eta2 = (wide + narrow) / (wide + narrow + m->squares);
    return e;
}

/* ---- the interval ---------------------------------------------------------------------- */

/* P(F ≤ what is observed between the groups if this were the share), falling as it grows. */
static double chance_at(const jh_share_model *m, const jh_shares *of, double share)
{
    double ratio = share / (1.0 - share), sum = 0.0, weights = 0.0, between = 0.0, w, mean;
    double residual = of->squares[JH_SHARE_LEVELS] / of->freedom[JH_SHARE_LEVELS];
    size_t j;

    for (j = 0; j < m->cell_count; j++) {
        w = m->cells[j].size / (1.0 + m->cells[j].size * ratio);
        weights += w;
        sum += w * m->cells[j].mean;
    }
    mean = sum / weights;
    for (j = 0; j < m->cell_count; j++) {
        w = m->cells[j].size / (1.0 + m->cells[j].size * ratio);
        between += w * (m->cells[j].mean - mean) * (m->cells[j].mean - mean);
    }
    return jh_f_below(between / of->freedom[NARROW] / residual, of->freedom[NARROW],
                      of->freedom[JH_SHARE_LEVELS]);
}

static double share_where(const jh_share_model *m, const jh_shares *of, double chance)
{
    double low = 0.0, high = 1.0, middle;
    int k;

    if (chance_at(m, of, 0.0) <= chance) return 0.0;
    for (k = 0; k < 60; k++) {
        middle = (low + high) / 2.0;
        if (chance_at(m, of, middle) > chance)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void jh_share_anova(jh_shares *out, const jh_share_model *m)
{
    jh_share_estimate *by = &out->by[JH_ANOVA];
    jh_level_share *narrow = &by->level[m->level_count - 1];
    expectation e = add_up(out, m);
    double wide_factor;

    by->residual = out->squares[JH_SHARE_LEVELS] / out->freedom[JH_SHARE_LEVELS];
    narrow->variance =
        (out->squares[NARROW] - out->freedom[NARROW] * by->residual) / (m->rows - e.cells_within);
    if (m->level_count == 1) {
        out->size = (m->rows - e.cells2 / m->rows) / out->freedom[NARROW];
        narrow->has_interval = by->residual > 0.0;
        narrow->low = narrow->has_interval ? share_where(m, out, 0.975) : 0.0;
        narrow->high = narrow->has_interval ? share_where(m, out, 0.025) : 0.0;
        return;
    }
    wide_factor = e.cells_within - e.cells2 / m->rows;
    by->level[WIDE].variance =
        (out->squares[WIDE] - out->freedom[WIDE] * by->residual - wide_factor * narrow->variance)
        / (m->rows - e.wide2 / m->rows);
}
