/* plan_peer.c: a made-up county as a mixed-integer programme in the LP format, for other solvers.
 *
 * The whole model at once: waivers, staff and rooms whole, every way, cones lifted with a grid of
 * tangents (Vielma et al. 2017). It is a little easier than ours: tangents are a relaxation of the
 * cones, and what cannot be is fixed beforehand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench/plan_bench.h"

#include <math.h>

enum { SLOPES = 14 };

typedef struct peer {
    FILE *file;
    const jh_problem *p;
} peer;

static double ratio(jh_ratio r)
{
    return (double)r.up / (double)r.down;
}

static bool is_fixed(const jh_problem *p, size_t i, size_t k)
{
    uint32_t site = p->rows[i].site[k];

    return site != JH_NO_SITE && p->rows[i].need[k] > p->sites[site].most;
}

static int64_t spare_line(const jh_problem *p, size_t i, size_t k)
{
    return p->rows[i].need[k] - p->rows[i].least[k];
}

static void write_cost(const peer *w)
{
    const jh_problem *p = w->p;
    size_t i;
    unsigned t, b;

    fputs("Minimize\n cost:", w->file);
    for (i = 0; i < p->site_count; i++)
        fprintf(w->file, " + %.9g u%zu\n", (double)p->sites[i].cost / 1e6, i);
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++) {
            if (p->hire[t] >= 0)
                fprintf(w->file, " + %.9g h%zu_%u\n", (double)p->hire[t] / 1e6, i, t);
            for (b = 0; b < p->bit_count; b++)
                if (!(t >> b & 1) && p->train[b] >= 0)
                    fprintf(w->file, " + %.9g t%zu_%u_%u\n", (double)p->train[b] / 1e6, i, t, b);
        }
    for (i = 0; i < 2 * p->way_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++)
            if (p->rows[i % 2 ? p->ways[i / 2].b : p->ways[i / 2].a].today[t])
                fprintf(w->file, " + %.9g m%zu_%u\n", (double)p->ways[i / 2].cost / 1e6, i, t);
    fputs("Subject To\n", w->file);
}

static void write_needs(const peer *w, size_t i)
{
    const jh_problem *p = w->p;
    bool any = false;
    unsigned t;
    size_t k;

    for (k = 0; k < p->indicator_count; k++) {
        if (p->bit[k] < 0) fprintf(w->file, " u%u", p->rows[i].site[k]);
        for (t = 0; p->bit[k] >= 0 && t < 1U << p->bit_count; t++)
            if (t >> p->bit[k] & 1) fprintf(w->file, " + n%zu_%u", i, t);
        fprintf(w->file, " + %lld z%zu_%zu >= %lld\n", (long long)spare_line(p, i, k), i, k,
                (long long)p->rows[i].need[k]);
        any = any || spare_line(p, i, k) > 0;
    }
    for (k = 0; any && k < p->indicator_count; k++) fprintf(w->file, " + z%zu_%zu", i, k);
    if (any) fputs(" <= 1\n", w->file);
    for (k = 0; k < 2; k++) {
        for (t = 0; t < 1U << p->bit_count; t++) fprintf(w->file, " + n%zu_%u", i, t);
        fprintf(w->file, k ? " <= %lld\n" : " >= %lld\n",
                (long long)(k ? p->rows[i].staff_most : p->rows[i].staff_least));
    }
}

static void write_balance(const peer *w, size_t i, unsigned t)
{
    const jh_problem *p = w->p;
    unsigned b;
    size_t m;

    fprintf(w->file, " n%zu_%u", i, t);
    if (p->hire[t] >= 0) fprintf(w->file, " - h%zu_%u", i, t);
    for (b = 0; b < p->bit_count; b++) {
        if (p->train[b] < 0) continue;
        if (t >> b & 1)
            fprintf(w->file, " - t%zu_%u_%u", i, t & ~(1U << b), b);
        else
            fprintf(w->file, " + t%zu_%u_%u", i, t, b);
    }
    for (m = 0; m < 2 * p->way_count; m++) {
        const jh_plan_way *way = &p->ways[m / 2];
        size_t from = m % 2 ? way->b : way->a, to = m % 2 ? way->a : way->b;
        if (!p->rows[from].today[t]) continue;
        if (from == i) fprintf(w->file, " + m%zu_%u", m, t);
        if (to == i) fprintf(w->file, " - m%zu_%u", m, t);
    }
    fprintf(w->file, " = %lld\n", (long long)p->rows[i].today[t]);
}

static void write_gone(const peer *w, size_t i, unsigned t)
{
    const jh_problem *p = w->p;
    bool any = false;
    size_t m;

    for (m = 0; m < 2 * p->way_count; m++) {
        const jh_plan_way *way = &p->ways[m / 2];
        if ((m % 2 ? way->b : way->a) != i || !p->rows[i].today[t]) continue;
        fprintf(w->file, " + m%zu_%u", m, t);
        any = true;
    }
    if (any) fprintf(w->file, " <= %lld\n", (long long)p->rows[i].today[t]);
}

/* r of a row: base + what is bought or who is there, over line × pupils. */
static double write_ratio(const peer *w, size_t i, size_t k, double times)
{
    const jh_problem *p = w->p;
    const jh_plan_row *row = &p->rows[i];
    double unit = 1 / (ratio(p->groups[row->group].line[k]) * (double)row->pupils);
    double gain = ratio(row->gain[k]) * unit * times;
    unsigned t;

    if (p->bit[k] < 0) fprintf(w->file, " %+.12g u%u", gain, row->site[k]);
    for (t = 0; p->bit[k] >= 0 && t < 1U << p->bit_count; t++)
        if (t >> p->bit[k] & 1) fprintf(w->file, " %+.12g n%zu_%u", gain, i, t);
    return ratio(row->base[k]) * unit * times;
}

static void write_cone(const peer *w, size_t g, size_t k)
{
    const jh_problem *p = w->p;
    double pupils = 0, side = 0, s = sqrt(1 + pow(ratio(p->groups[g].limit[k]), 2)), slope, weight;
    size_t i;
    int c;

    for (i = 0; i < p->row_count; i++)
        if (p->rows[i].group == g) pupils += (double)p->rows[i].pupils;
    fprintf(w->file, " S%zu_%zu", g, k);
    for (i = 0; i < p->row_count; i++)
        if (p->rows[i].group == g)
            side += write_ratio(w, i, k, -s * (double)p->rows[i].pupils / pupils);
    fprintf(w->file, " = %.12g\n", -side);
    for (i = 0; i < p->row_count; i++)
        if (p->rows[i].group == g) fprintf(w->file, " + q%zu_%zu", i, k);
    fprintf(w->file, " - S%zu_%zu <= 0\n", g, k);
    for (i = 0; i < p->row_count; i++) {
        if (p->rows[i].group != g) continue;
        weight = (double)p->rows[i].pupils / pupils;
        for (c = 0; c < SLOPES; c++) {
            slope = 0.4 * pow(1.18, c);
            fprintf(w->file, " q%zu_%zu + %.12g S%zu_%zu", i, k, slope * slope * weight, g, k);
            side = write_ratio(w, i, k, -2 * slope * weight);
            fprintf(w->file, " >= %.12g\n", -side);
        }
    }
}

static void write_bounds(const peer *w)
{
    const jh_problem *p = w->p;
    size_t i, k;
    unsigned t, b;

    fputs("Bounds\n", w->file);
    for (i = 0; i < p->site_count; i++)
        fprintf(w->file, " 0 <= u%zu <= %lld\n", i, (long long)p->sites[i].most);
    for (i = 0; i < p->row_count; i++) {
        for (k = 0; k < p->indicator_count; k++)
            fprintf(w->file, " %d <= z%zu_%zu <= 1\n", is_fixed(p, i, k), i, k);
        for (t = 0; t < 1U << p->bit_count; t++)
            for (b = 0; b < p->bit_count; b++)
                if (!(t >> b & 1) && p->train[b] >= 0)
                    fprintf(w->file, " 0 <= t%zu_%u_%u <= %lld\n", i, t, b,
                            (long long)p->rows[i].train_most[b]);
    }
    fputs("General\n", w->file);
    for (i = 0; i < p->site_count; i++)
        if (p->sites[i].indicator + 1 == p->indicator_count) fprintf(w->file, " u%zu\n", i);
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++) fprintf(w->file, " n%zu_%u\n", i, t);
    fputs("Binary\n", w->file);
    for (i = 0; i < p->row_count; i++)
        for (k = 0; k < p->indicator_count; k++) {
            if (is_fixed(p, i, k)) continue;
            fprintf(w->file, " z%zu_%zu\n", i, k);
        }
    fputs("End\n", w->file);
}

void plan_peer_write(FILE *file, const jh_problem *p)
{
    peer w = { file, p };
    size_t i, k;
    unsigned t;

    write_cost(&w);
    for (i = 0; i < p->row_count; i++) {
        write_needs(&w, i);
        for (t = 0; t < 1U << p->bit_count; t++) {
            write_balance(&w, i, t);
            write_gone(&w, i, t);
        }
    }
    for (i = 0; i < p->group_count; i++)
        for (k = 0; k < p->indicator_count; k++)
            if (p->groups[i].limit[k].down) write_cone(&w, i, k);
    write_bounds(&w);
}
