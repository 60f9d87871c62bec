/* years_bench: made-up counties planned over five years, each with a fifth of the money and the
 * shares 20, 20, 30, 20, 10 %; CPU seconds, memory and proven gaps of both objectives.
 *     years_bench SCHOOLS SEEDS normal|hard
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench/plan_county.h"
#include "plan/years.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { YEARS = 5, DEARER_PPM = 5000, GAP_PPM = 500 };

typedef struct measured {
    double seconds, cost_gap, pupil_gap;
} measured;

static void make_years(jh_years *years, const jh_problem *p, int64_t cost)
{
    static const int64_t wanted[YEARS] = { 20, 40, 70, 90, 100 };
    int64_t schools = (int64_t)jh_years_schools(p);
    size_t y;

    *years = (jh_years){ .count = YEARS };
    for (y = 0; y < YEARS; y++) {
        years->budget[y] = cost / YEARS + cost / 500 + 1;
        years->wanted[y] = (wanted[y] * schools + 99) / 100;
        years->price[y] = JH_PRICE_UNIT;
    }
}

/* false: there is no plan, or something is wrong. */
static bool one_county(measured *out, uint32_t schools, uint64_t seed, double sigma)
{
    jh_arena keep;
    county c;
    jh_plan plan = { 0 };
    jh_years years;
    jh_years_plan dated;
    jh_plan_request ask = { .problem = &c.problem,
                            .gap_ppm = GAP_PPM,
                            .node_most = 20000 / schools + 10 };
    jh_years_request request = { &c.problem, &plan, &years, DEARER_PPM, 10, NULL };
    clock_t start;
    bool fine;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) exit(3);
    make_county(&c, &keep, schools, seed, sigma);
    start = clock();
    fine = !jh_problem_finish(&c.problem, NULL) && !jh_plan_make(&plan, &keep, &ask, NULL)
           && plan.found;
    if (fine) {
        make_years(&years, &c.problem, plan.cost);
        fine = !jh_years_make(&dated, &keep, &request, NULL) && dated.found;
        out->seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        fine = fine && jh_years_hold(&c.problem, &years, &dated, keep, NULL);
    }
    if (fine) {
        out->cost_gap =
            100 * (double)(dated.cheapest - dated.least_cost.bound) / (double)dated.cheapest;
        out->pupil_gap = 100 * (double)(dated.most_pupils.bound - dated.pupil_years)
                         / (double)dated.most_pupils.bound;
        printf(
            "  seed %2d: %.2f s with the plan; cost %.0f yuan, gap %.4f %%; %lld pupil-years, gap "
            "%.4f %%\n",
            (int)seed, out->seconds, (double)dated.cheapest / 1e6, out->cost_gap,
            (long long)dated.pupil_years, out->pupil_gap);
    }
    jh_arena_release(&keep);
    return fine;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(const measured *of, size_t count, size_t member)
{
    double values[100];
    size_t i;

    for (i = 0; i < count; i++) values[i] = ((const double *)&of[i])[member];
    qsort(values, count, sizeof *values, by_value);
    return count ? values[count / 2] : NAN;
}

int main(int argc, char **argv)
{
    uint32_t schools = argc > 1 ? (uint32_t)atoi(argv[1]) : 150;
    size_t seeds = argc > 2 ? (size_t)atoi(argv[2]) : 10, done = 0, i;
    bool hard = argc > 3 && strcmp(argv[3], "hard") == 0;
    struct rusage used;
    static measured all[100];

    for (i = 0; i < seeds && i < 100; i++)
        if (one_county(&all[done], schools, i + 1, hard ? 0.45 : 0.25)) done++;
    (void)getrusage(RUSAGE_SELF, &used);
    printf("%u schools, %d years, %s: %zu of %zu; medians %.2f s CPU, gap of cost %.4f %%, of "
           "pupil-years %.4f %%, at most %ld MB\n",
           schools, YEARS, hard ? "hard" : "normal", done, seeds, median(all, done, 0),
           median(all, done, 1), median(all, done, 2), used.ru_maxrss / 1024);
    return 0;
}
