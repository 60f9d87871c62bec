/* plan_county.h: a made-up county as a planning problem, for the benches of plans.
 * Takes   how many schools, a seed, how far they are apart.
 * Gives   a problem that is not finished yet.
 * Never   holds anything real.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_PLAN_COUNTY_H
#define BENCH_PLAN_COUNTY_H

#include "plan/plan.h"

#include <math.h>
#include <string.h>

enum { INDICATORS = 7, STAFF = 3 };

typedef struct county {
    jh_problem problem;
    jh_plan_group groups[2];
    jh_plan_row *rows;
    jh_plan_site *sites;
    jh_plan_way *ways;
    double *x, *y;
} county;

static uint64_t state;

/* splitmix64 (Steele, Lea, Flood 2014), in [0, 1). */
static double chance(void)
{
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* About normal: a sum of twelve. */
static double spread(double sigma)
{
    double sum = -6;
    int i;

    for (i = 0; i < 12; i++) sum += chance();
    return exp(sigma * sum);
}

/* Made-up lines, shaped like those of a standard: per hundred pupils or per pupil. */
static const double lines[2][INDICATORS] = { { 4, 1, 1, 5, 8, 2000, 2.5 },
                                             { 5, 1, 1, 6, 10, 2500, 2.5 } };
static const double per[INDICATORS] = { 100, 100, 100, 1, 1, 1, 100 };
static const double steps[INDICATORS] = { 1, 1, 1, 0.01, 0.01, 1, 1 };
static const double yuan[INDICATORS] = { 0, 0, 0, 3000, 400, 1, 40000 };

static void make_groups(county *c)
{
    size_t g, k;

    for (g = 0; g < 2; g++)
        for (k = 0; k < INDICATORS; k++) {
            c->groups[g].line[k] = (jh_ratio){ llround(lines[g][k] * 100), 100 };
            c->groups[g].floor[k] = (jh_ratio){ llround(lines[g][k] * 85), 100 };
            c->groups[g].limit[k] = (jh_ratio){ g ? 9 : 10, 20 };
        }
    for (k = 0; k < INDICATORS; k++) c->problem.bit[k] = k < STAFF ? (int8_t)k : -1;
}

static void make_staff(jh_plan_row *row, double sigma)
{
    double all = (double)row->pupils / (row->group ? 13 : 18) * spread(sigma / 3);
    double share[STAFF] = { lines[row->group][0] / 100 * 1.1 * spread(sigma / 3),
                            lines[row->group][1] / 100 * 1.1 * spread(sigma),
                            lines[row->group][2] / 100 * 1.15 * spread(sigma) };
    int64_t left = llround(all) + 1, want[STAFF], take;
    size_t k;

    for (k = 0; k < STAFF; k++) want[k] = llround(share[k] * (double)row->pupils);
    take = want[1] < want[0] ? want[1] : want[0];
    if (take > left) take = left;
    row->today[3] = take;
    left -= take;
    row->today[1] = want[0] - take < left ? want[0] - take : left;
    left -= row->today[1];
    row->today[4] = want[2] < left ? want[2] : left;
    row->today[0] = left - row->today[4];
    row->staff_least = (int64_t)ceil((double)row->pupils / (row->group ? 13.5 : 19));
    for (left = 0, k = 0; k < JH_PLAN_TYPES; k++) left += row->today[k];
    if (row->staff_least > left) row->staff_least = left;
    row->staff_most = left * 3 / 2 + 20;
    row->train_most[0] = row->train_most[1] = left / 10;
}

static jh_ratio micro(double value)
{
    return (jh_ratio){ llround(value * 1000000), 1000000 };
}

/* Amounts of a school's sites; a stage's share goes by weighted heads. */
static void make_sites(county *c, size_t first, size_t count, double sigma, bool is_rural)
{
    double heads[2], all = 0, today, wanted;
    size_t i, k;

    for (i = 0; i < count; i++) {
        heads[i] = (double)c->rows[first + i].pupils * (c->rows[first + i].group ? 11 : 10);
        all += heads[i];
    }
    for (k = STAFF; k < INDICATORS; k++) {
        jh_plan_site *site = &c->sites[c->problem.site_count];
        for (wanted = 0, i = 0; i < count; i++)
            wanted += lines[c->rows[first + i].group][k] * (double)c->rows[first + i].pupils;
        today = wanted * 1.15 * spread(sigma) * (is_rural ? 1 + sigma : 1);
        if (k == INDICATORS - 1) today = floor(today / 100) * 100;
        *site = (jh_plan_site){ .school = c->rows[first].school,
                                .indicator = (uint32_t)k,
                                .most = llround(wanted * 1.5 / (steps[k] * per[k])),
                                .cost = llround(yuan[k] * steps[k] * 1e6) };
        for (i = 0; i < count; i++) {
            jh_plan_row *row = &c->rows[first + i];
            row->site[k] = (uint32_t)c->problem.site_count;
            row->base[k] = micro(today * heads[i] / all);
            row->gain[k] =
                (jh_ratio){ llround(heads[i] * steps[k] * per[k] * 100), llround(all) * 100 };
        }
        c->problem.site_count++;
    }
}

static void make_school(county *c, uint32_t school, double sigma)
{
    double kind = chance();
    bool is_rural = chance() < 0.4;
    size_t first = c->problem.row_count, count = kind < 0.15 ? 2 : 1, i, k;

    c->x[school] = chance() * 50;
    c->y[school] = chance() * 50;
    for (i = 0; i < count; i++) {
        jh_plan_row *row = &c->rows[first + i];
        row->school = school;
        row->group = count == 2 ? (uint32_t)i : kind > 0.7;
        row->pupils = 60 + (int64_t)((is_rural ? 150 : 700) * spread(0.5));
        for (k = 0; k < INDICATORS; k++) {
            row->site[k] = JH_NO_SITE;
            row->base[k] = (jh_ratio){ 0, 1 };
            row->gain[k] = (jh_ratio){ 100, 1 };
        }
        make_staff(row, sigma);
    }
    c->problem.row_count += count;
    make_sites(c, first, count, sigma, is_rural);
}

static void make_ways(county *c)
{
    uint32_t a, b;
    double km;

    for (a = 0; a < c->problem.row_count; a++)
        for (b = a + 1; b < c->problem.row_count; b++) {
            km = hypot(c->x[c->rows[a].school] - c->x[c->rows[b].school],
                       c->y[c->rows[a].school] - c->y[c->rows[b].school]);
            if (c->rows[a].group == c->rows[b].group && km <= 20)
                c->ways[c->problem.way_count++] =
                    (jh_plan_way){ a, b, llround(12000 + 600 * km) * 1000000 };
        }
}

static void make_county(county *c, jh_arena *keep, uint32_t schools, uint64_t seed, double sigma)
{
    uint32_t i;

    memset(c, 0, sizeof *c);
    state = seed * 1000003 + schools;
    c->rows = JH_NEW_ARRAY(keep, jh_plan_row, 2 * schools);
    c->sites = JH_NEW_ARRAY(keep, jh_plan_site, schools * INDICATORS);
    c->ways = JH_NEW_ARRAY(keep, jh_plan_way, 2 * (size_t)schools * schools);
    c->x = JH_NEW_ARRAY(keep, double, schools);
    c->y = JH_NEW_ARRAY(keep, double, schools);
    c->problem = (jh_problem){ .indicator_count = INDICATORS,
                               .bit_count = STAFF,
                               .waivers = 1,
                               .groups = c->groups,
                               .group_count = 2,
                               .rows = c->rows,
                               .school_count = schools,
                               .sites = c->sites,
                               .ways = c->ways };
    make_groups(c);
    for (i = 0; i < schools; i++) make_school(c, i, sigma);
    make_ways(c);
    for (i = 0; i < JH_PLAN_TYPES; i++)
        c->problem.hire[i] =
            INT64_C(1000000) * (120000 + (i & 1) * 10000 + (i >> 1 & 1) * 200000 + (i >> 2) * 5000);
    c->problem.train[0] = INT64_C(30000000000);
    c->problem.train[1] = INT64_C(15000000000);
    c->problem.train[2] = -1;
}

#endif
