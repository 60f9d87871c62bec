/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"

#include <string.h>

/* Any plan will do: it is the prices that are wanted. */
enum { ANY_PPM = 1000000, NODES = 1 };

/* Only staff, no coefficients, the numbers as asked. */
static jh_code staff_problem(jh_problem *out, jh_plan_group *groups, const jh_years_work *w,
                             int64_t (*asked)[JH_YEARS_NEEDS], jh_error *err)
{
    const jh_problem *p = w->p;
    size_t i, k, g;

    *out = *p;
    out->rows = JH_NEW_ARRAY(w->room, jh_plan_row, p->row_count);
    if (!out->rows) return jh_no_memory(err);
    memcpy(groups, p->groups, p->group_count * sizeof *groups);
    for (g = 0; g < p->group_count; g++)
        for (k = 0; k < p->indicator_count; k++) groups[g].limit[k] = (jh_ratio){ 0, 0 };
    for (i = 0; i < p->row_count; i++) {
        out->rows[i] = p->rows[i];
        out->rows[i].staff_least = asked[i][0];
        for (k = 0; k < p->indicator_count; k++) {
            int64_t need = p->bit[k] >= 0 ? asked[i][p->bit[k] + 1] : 0;
            out->rows[i].need[k] = out->rows[i].least[k] = need;
        }
    }
    out->groups = groups;
    out->waivers = 0;
    out->holds = NULL;
    return JH_OK;
}

/* ---- what the prices say ---- */

/* Nobody is worth less than nothing, nor less than the needs that he serves. */
static void make_sound(int64_t *person, int64_t (*need)[JH_YEARS_NEEDS], unsigned bits)
{
    unsigned t, e, b;

    for (t = 0; t < 1U << bits; t++) {
        if (person[t] < 0) person[t] = 0;
        for (e = 0; e < JH_YEARS_NEEDS; e++) {
            int64_t over = need[e][0] - person[t];
            for (b = 0; b < bits; b++)
                if (t >> b & 1) over += need[e][b + 1];
            for (b = 0; over > 0 && b < JH_YEARS_NEEDS; b++) {
                int64_t off = need[e][b] < over ? need[e][b] : over;
                if (b && (b > bits || !(t >> (b - 1) & 1))) continue;
                need[e][b] -= off;
                over -= off;
            }
        }
    }
}

static double people(const jh_years_work *w, const int64_t (*person)[JH_PLAN_TYPES],
                     int64_t (*worth)[JH_PLAN_TYPES])
{
    const jh_problem *p = w->p;
    double sum = 0;
    size_t i;
    unsigned t;

    memcpy(worth, person, p->row_count * sizeof *worth);
    for (i = 0; i < p->way_count; i++) {
        const jh_plan_way *way = &p->ways[i];
        for (t = 0; t < 1U << p->bit_count; t++) {
            int64_t there = person[way->b][t] - way->cost, back = person[way->a][t] - way->cost;
            if (there > worth[way->a][t]) worth[way->a][t] = there;
            if (back > worth[way->b][t]) worth[way->b][t] = back;
        }
    }
    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < 1U << p->bit_count; t++)
            sum -= (double)worth[i][t] * (double)p->rows[i].today[t];
    return sum;
}

static double bargains(const jh_years_work *w, const int64_t *person, size_t row)
{
    const jh_problem *p = w->p;
    double sum = 0;
    int64_t best = 0, gain;
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        if (p->hire[t] >= 0 && p->hire[t] - person[t] < best) best = p->hire[t] - person[t];
        for (b = 0; b < p->bit_count; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain = p->train[b] + person[t] - person[t | 1U << b];
            if (gain < 0) sum += (double)gain * (double)p->rows[row].train_most[b];
        }
    }
    return sum + (double)best * (double)p->rows[row].staff_most;
}

static void find_worths(jh_years_cut *cut, const jh_years_work *w)
{
    int64_t asked[JH_YEARS_NEEDS];
    size_t i, e;
    int bit, passes;

    for (i = 0; i < w->p->row_count; i++)
        for (bit = -1; bit < (int)w->p->bit_count; bit++)
            for (passes = 0; passes < 2; passes++) {
                double *worth = &cut->worth[i][bit + 1][passes];
                jh_years_asked(asked, w, i, bit, passes);
                for (e = 0; e < JH_YEARS_NEEDS; e++)
                    *worth += (double)cut->need[i][bit + 1][e] * (double)asked[e];
            }
}

static jh_code read_prices(jh_years_cut *cut, const jh_years_work *w,
                           const jh_certificate *certificate, jh_error *err)
{
    size_t rows = w->p->row_count, i, e;
    int64_t(*person)[JH_PLAN_TYPES] = jh_alloc(w->room, rows, sizeof *person);
    int64_t(*worth)[JH_PLAN_TYPES] = jh_alloc(w->room, rows, sizeof *worth);
    int64_t(*need)[JH_YEARS_NEEDS][JH_YEARS_NEEDS] = jh_alloc(w->room, rows, sizeof *need);

    cut->worth = jh_alloc(w->room, rows, sizeof *cut->worth);
    if (!person || !worth || !need || !cut->worth) return jh_no_memory(err);
    memcpy(person, certificate->person, rows * sizeof *person);
    for (i = 0; i < rows; i++) {
        /* What the row is asked for stands in the numbers, not in the prices. */
        for (e = 0; e < JH_YEARS_NEEDS; e++)
            memcpy(need[i][e], certificate->need[i][0], sizeof need[i][e]);
        make_sound(person[i], need[i], (unsigned)w->p->bit_count);
    }
    cut->person = (const void *)person;
    cut->need = (const void *)need;
    cut->constant = people(w, cut->person, worth);
    for (i = 0; i < rows; i++) cut->constant += bargains(w, person[i], i);
    find_worths(cut, w);
    return JH_OK;
}

jh_code jh_years_cut_at(jh_years_cut *cut, const jh_years_work *w, int64_t (*asked)[JH_YEARS_NEEDS],
                        const jh_progress *progress, jh_error *err)
{
    jh_plan_group groups[JH_PLAN_GROUPS];
    jh_problem problem;
    jh_plan_request request = {
        .problem = &problem, .gap_ppm = ANY_PPM, .node_most = NODES, .progress = progress
    };
    jh_plan plan;
    jh_code rc = staff_problem(&problem, groups, w, asked, err);

    *cut = (jh_years_cut){ .person = NULL };
    if (!rc) rc = jh_plan_make(&plan, w->room, &request, err);
    return rc || !plan.has_bound ? rc : read_prices(cut, w, &plan.certificate, err);
}
