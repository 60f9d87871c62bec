/* plan_bench: made-up counties of so many schools, planned; CPU seconds and gaps.
 *     plan_bench SCHOOLS SEEDS normal|hard
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench/plan_county.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return count ? values[count / 2] : NAN;
}

int main(int argc, char **argv)
{
    uint32_t schools = argc > 1 ? (uint32_t)atoi(argv[1]) : 50;
    size_t seeds = argc > 2 ? (size_t)atoi(argv[2]) : 10, planned = 0, i;
    double sigma = argc > 3 && strcmp(argv[3], "hard") == 0 ? 0.45 : 0.25;
    double *seconds = calloc(seeds, sizeof *seconds), *gaps = calloc(seeds, sizeof *gaps);

    for (i = 0; seconds && gaps && i < seeds; i++) {
        jh_arena keep;
        county c;
        jh_plan plan;
        jh_error err = { JH_OK };
        clock_t start;
        double took;
        jh_plan_request request = { .problem = &c.problem,
                                    .gap_ppm = 500,
                                    .node_most = 20000 / schools + 10 };
        if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 3;
        make_county(&c, &keep, schools, i + 1, sigma);
        start = clock();
        if (jh_problem_finish(&c.problem, &err) || jh_plan_make(&plan, &keep, &request, &err)) {
            fprintf(stderr, "seed %zu: %s %s\n", i + 1, jh_say_keys[err.message.say],
                    err.message.arg[0]);
            return 1;
        }
        took = (double)(clock() - start) / CLOCKS_PER_SEC;
        printf("  seed %2zu: %s %.3f s, cost %.0f yuan, gap %.4f %%, %zu nodes, %zu programmes\n",
               i + 1,
               plan.found     ? "plan"
               : plan.stopped ? "stopped"
                              : "none",
               took, (double)plan.cost / 1e6,
               plan.found ? 100 * (double)(plan.cost - plan.bound) / (double)plan.cost : NAN,
               plan.nodes, plan.programmes);
        if (plan.found && !jh_plan_holds(&c.problem, &plan, keep, NULL)) return 1;
        if (plan.found) {
            gaps[planned] = 100 * (double)(plan.cost - plan.bound) / (double)plan.cost;
            seconds[planned++] = took;
        }
        jh_arena_release(&keep);
    }
    printf("%u schools, %s: %zu of %zu planned, median %.3f s CPU, median gap %.4f %%\n", schools,
           sigma > 0.3 ? "hard" : "normal", planned, seeds, median(seconds, planned),
           median(gaps, planned));
    free(seconds);
    free(gaps);
    return 0;
}
