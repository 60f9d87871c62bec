/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/fill.h"

#include <math.h>

enum { NEWTON_STEPS = 40, HALVINGS = 60, SWEEPS = 12 };
static const double CLOSE = 1e-11;  /* of ν: a level is found */
static const double SETTLED = 1e-9; /* of λ: stages that share sites agree */
static const double STEEPEST = 1e9; /* λ beyond this many dearest sites: no limit is kept */

/* ---- a problem's numbers, once ---- */

static void measure_rows(jh_fill *f)
{
    const jh_problem *p = f->problem;
    double pupils[JH_PLAN_GROUPS] = { 0 };
    size_t i, k;

    for (i = 0; i < p->row_count; i++) pupils[p->rows[i].group] += (double)p->rows[i].pupils;
    for (i = 0; i < p->row_count; i++) {
        const jh_plan_row *row = &p->rows[i];
        f->share[i] = (double)row->pupils / pupils[row->group];
        for (k = 0; k < p->indicator_count; k++) {
            double line = jh_ratio_double(p->groups[row->group].line[k]);
            f->unit[i][k] = 1 / ((line > 0 ? line : 1) * (double)row->pupils);
            f->start[i][k] = jh_ratio_double(row->base[k]) * f->unit[i][k];
            f->gain[i][k] = jh_ratio_double(row->gain[k]) * f->unit[i][k];
        }
    }
}

static void sort_by_group(jh_fill *f)
{
    const jh_problem *p = f->problem;
    size_t g, i, at = 0;

    for (g = 0; g < p->group_count; g++) {
        f->first[g] = at;
        for (i = 0; i < p->row_count; i++)
            if (p->rows[i].group == g) f->members[at++] = (uint32_t)i;
    }
    f->first[g] = at;
}

jh_code jh_fill_open(jh_fill *f, jh_arena *room, const jh_problem *p, jh_error *err)
{
    size_t g, k;

    *f = (jh_fill){ .problem = p };
    f->share = JH_NEW_ARRAY(room, double, p->row_count);
    f->unit = jh_alloc(room, p->row_count, sizeof *f->unit);
    f->start = jh_alloc(room, p->row_count, sizeof *f->start);
    f->gain = jh_alloc(room, p->row_count, sizeof *f->gain);
    f->members = JH_NEW_ARRAY(room, uint32_t, p->row_count);
    f->low = JH_NEW_ARRAY(room, double, p->site_count + 1);
    f->steps = JH_NEW_ARRAY(room, double, p->site_count + 1);
    f->slant = JH_NEW_ARRAY(room, double, p->row_count);
    f->bend = JH_NEW_ARRAY(room, double, p->row_count);
    if (!f->share || !f->unit || !f->start || !f->gain || !f->members || !f->low || !f->steps
        || !f->slant || !f->bend)
        return jh_no_memory(err);
    measure_rows(f);
    sort_by_group(f);
    for (g = 0; g < p->group_count; g++)
        for (k = 0; k < p->indicator_count; k++)
            if (p->groups[g].limit[k].down && f->first[g] < f->first[g + 1])
                f->level[g][k].slope = sqrt(1 + pow(jh_ratio_double(p->groups[g].limit[k]), 2));
    return JH_OK;
}

/* ---- one cone ---- */

double jh_fill_ratio(const jh_fill *f, size_t i, size_t k)
{
    return f->start[i][k] + f->gain[i][k] * f->steps[f->problem->rows[i].site[k]];
}

/* The other stage at the same site. */
static size_t twin_of(const jh_fill *f, size_t i, size_t k)
{
    const jh_plan_row *rows = f->problem->rows;

    if (i && rows[i - 1].site[k] == rows[i].site[k]) return i - 1;
    return i + 1 < f->problem->row_count && rows[i + 1].site[k] == rows[i].site[k] ? i + 1 : i;
}

/* What a step costs before this cone: slope + bend × steps, bent by the other stage's cone. */
static void slant_row(jh_fill *f, size_t i, size_t k)
{
    size_t j = twin_of(f, i, k);
    const jh_level *other = &f->level[f->problem->rows[j].group][k];
    double pull;

    f->slant[i] = (double)f->problem->sites[f->problem->rows[i].site[k]].cost;
    f->bend[i] = 0;
    if (j == i || f->problem->rows[j].group == f->problem->rows[i].group || !(other->lambda > 0))
        return;
    pull = other->lambda * f->share[j] * f->gain[j][k];
    f->slant[i] += pull * (f->start[j][k] / other->norm - other->slope);
    f->bend[i] = pull * f->gain[j][k] / other->norm;
}

/* Where the rows of a group stand at a level, and how that changes with λ and ν. */
typedef struct standing {
    double mean, squares;
    double mean_lambda, mean_norm, squares_lambda, squares_norm;
} standing;

typedef struct cone {
    jh_fill *f;
    size_t group, k;
} cone;

static void stand_row(standing *out, const cone *c, size_t at, const jh_level *l)
{
    jh_fill *f = c->f;
    size_t i = f->members[at], site = f->problem->rows[i].site[c->k];
    double share = f->share[i], gain = f->gain[i][c->k], start = f->start[i][c->k];
    double most = (double)f->problem->sites[site].most, low = f->low[site], u, r, way;
    double pull = l->lambda * share * gain, bend = f->bend[i] + pull * gain / l->norm;
    double drive = pull * (l->slope - start / l->norm) - f->slant[i];

    u = bend > 0 ? drive / bend : drive > 0 ? most : low;
    r = u < low ? low : u > most ? most : u;
    f->steps[site] = r;
    if (u > low && u < most && bend > 0) {
        r = start + gain * u;
        way = share * gain * (l->slope - r / l->norm) / bend; /* du/dλ */
        out->mean_lambda += share * gain * way;
        out->squares_lambda += 2 * share * r * gain * way;
        way = pull * r / (l->norm * l->norm * bend); /* du/dν */
        out->mean_norm += share * gain * way;
        out->squares_norm += 2 * share * r * gain * way;
    } else {
        r = start + gain * r;
    }
    out->mean += share * r;
    out->squares += share * r * r;
}

static standing stand(const cone *c, const jh_level *l)
{
    standing out = { 0 };
    size_t at;

    for (at = c->f->first[c->group]; at < c->f->first[c->group + 1]; at++)
        stand_row(&out, c, at, l);
    return out;
}

/* norm = ν and norm = s × mean, in the logarithms of λ and ν. false: it does not get there. */
static bool find_by_newton(const cone *c, jh_level *l)
{
    double norm, a, b, d, e, g, h, step, turn, whole;
    standing now;
    int i;

    for (i = 0; i < NEWTON_STEPS; i++) {
        now = stand(c, l);
        norm = sqrt(now.squares);
        g = norm - l->norm;
        h = norm - l->slope * now.mean;
        if (fabs(g) <= CLOSE * norm && fabs(h) <= CLOSE * norm) return true;
        a = now.squares_lambda / (2 * norm) * l->lambda;
        b = (now.squares_norm / (2 * norm) - 1) * l->norm;
        d = a - l->slope * now.mean_lambda * l->lambda;
        e = (now.squares_norm / (2 * norm) - l->slope * now.mean_norm) * l->norm;
        whole = a * e - b * d;
        if (!(fabs(whole) > 1e-30)) return false;
        step = (b * h - e * g) / whole;
        turn = (d * g - a * h) / whole;
        if (!(fabs(step) < 50) || !(fabs(turn) < 50)) return false;
        l->lambda *= exp(fmax(-1, fmin(1, step)));
        l->norm *= exp(fmax(-0.5, fmin(0.5, turn)));
    }
    return false;
}

/* ν = norm at this λ: the one that is cheapest, since norm ≤ norm²/2ν + ν/2 for any ν. */
static standing settle_norm(const cone *c, jh_level *l)
{
    double low = 1e-6, high = 1e6;
    standing now = { 0 };
    int i;

    for (i = 0; i < HALVINGS && high - low > 1e-13 * high; i++) {
        l->norm = sqrt(low * high);
        now = stand(c, l);
        if (now.squares > l->norm * l->norm)
            low = l->norm;
        else
            high = l->norm;
    }
    return now;
}

/* Slow and sure: halving λ, and ν for each. */
static bool find_by_halving(const cone *c, jh_level *l, double dearest)
{
    double low = 0, high = dearest;
    standing now;
    int i;

    for (i = 0; i < HALVINGS; i++) {
        l->lambda = high;
        now = settle_norm(c, l);
        if (sqrt(now.squares) <= l->slope * now.mean) break;
        if (high > STEEPEST * dearest) return false;
        low = high;
        high *= 8;
    }
    for (i = 0; i < HALVINGS && high - low > 1e-12 * high; i++) {
        l->lambda = (low + high) / 2;
        now = settle_norm(c, l);
        if (sqrt(now.squares) <= l->slope * now.mean)
            high = l->lambda;
        else
            low = l->lambda;
    }
    l->lambda = high;
    now = settle_norm(c, l);
    return sqrt(now.squares) <= l->slope * now.mean * (1 + 1e-9);
}

static double dearest_of(const cone *c)
{
    const jh_fill *f = c->f;
    double most = 1, now;
    size_t at, i;

    for (at = f->first[c->group]; at < f->first[c->group + 1]; at++) {
        i = f->members[at];
        now = (double)f->problem->sites[f->problem->rows[i].site[c->k]].cost
              / (f->share[i] * f->gain[i][c->k]);
        if (now > most) most = now;
    }
    return most;
}

static bool fill_cone(const cone *c, jh_level *l)
{
    jh_level free = { l->slope, 0, 1 };
    standing now = stand(c, &free);
    double dearest;

    if (sqrt(now.squares) <= l->slope * now.mean || !(l->slope > 0)) {
        l->lambda = 0;
        l->norm = sqrt(now.squares);
        return true;
    }
    dearest = dearest_of(c);
    if (!(l->lambda > 0)) *l = (jh_level){ l->slope, dearest, sqrt(now.squares) };
    if (find_by_newton(c, l)) return true;
    return find_by_halving(c, l, dearest);
}

/* ---- an indicator ---- */

/* *change: λ has moved. */
static bool fill_group(jh_fill *f, size_t g, size_t k, bool *change)
{
    jh_level *level = &f->level[g][k];
    double before = level->lambda;
    cone c = { f, g, k };
    size_t at;

    for (at = f->first[g]; at < f->first[g + 1]; at++) slant_row(f, f->members[at], k);
    if (!fill_cone(&c, level)) return false;
    if (fabs(level->lambda - before) > SETTLED * level->lambda) *change = true;
    return true;
}

bool jh_fill_indicator(jh_fill *f, size_t k)
{
    const jh_problem *p = f->problem;
    bool change = true;
    size_t g, i;
    int sweep;

    for (i = 0; i < p->site_count; i++)
        if (p->sites[i].indicator == k) {
            f->steps[i] = f->low[i];
            if (f->low[i] > (double)p->sites[i].most) return false;
        }
    for (sweep = 0; change && sweep < SWEEPS; sweep++) {
        change = false;
        for (g = 0; g < p->group_count; g++)
            if (f->first[g] < f->first[g + 1] && !fill_group(f, g, k, &change)) return false;
    }
    f->cost[k] = 0;
    for (i = 0; i < p->site_count; i++)
        if (p->sites[i].indicator == k) f->cost[k] += f->steps[i] * (double)p->sites[i].cost;
    return true;
}

bool jh_fill_sites(double *cost, jh_fill *f)
{
    size_t k;

    *cost = 0;
    for (k = 0; k < f->problem->indicator_count; k++) {
        if (f->problem->bit[k] >= 0) continue;
        if (!jh_fill_indicator(f, k)) return false;
        *cost += f->cost[k];
    }
    return true;
}

void jh_fill_require(jh_fill *f, const int8_t *waived)
{
    const jh_problem *p = f->problem;
    size_t i, k;

    for (i = 0; i < p->site_count; i++) f->low[i] = (double)p->sites[i].least;
    for (i = 0; i < p->row_count; i++)
        for (k = 0; k < p->indicator_count; k++) {
            uint32_t site = p->rows[i].site[k];
            if (site == JH_NO_SITE) continue;
            f->low[site] = fmax(f->low[site], (double)(waived[i] == (int)k ? p->rows[i].least[k]
                                                                           : p->rows[i].need[k]));
        }
}

/* ---- prices ---- */

double jh_fill_price(const jh_fill *f, uint32_t site, size_t first, size_t count)
{
    const jh_problem *p = f->problem;
    size_t k = p->sites[site].indicator, i;
    double price = (double)p->sites[site].cost;

    for (i = first; i < first + count; i++)
        if (p->rows[i].site[k] == site)
            price -= jh_fill_worth(f, i, k) * jh_ratio_double(p->rows[i].gain[k]);
    return fmax(0, price);
}

double jh_fill_worth(const jh_fill *f, size_t i, size_t k)
{
    const jh_level *l = &f->level[f->problem->rows[i].group][k];

    if (!(l->lambda > 0)) return 0;
    return l->lambda * f->share[i] * f->unit[i][k] * (l->slope - jh_fill_ratio(f, i, k) / l->norm);
}
