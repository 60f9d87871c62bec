/* plan_bench: made-up counties of so many schools, planned; CPU seconds and gaps.
 *     plan_bench SCHOOLS SEEDS normal|hard [FOLDER]
 * With a folder every county is written there for the peers (plan_peer.c), every plan for
 * junheng-verify.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench/plan_bench.h"

#include "advise/plan.h"
#include "bench/plan_county.h"
#include "formats/json.h"

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

/* ---- for the peers, and for junheng-verify ---- */

static FILE *open_file(const char *folder, const char *level, size_t schools, size_t seed,
                       const char *kind)
{
    char path[500];

    snprintf(path, sizeof path, "%s/%zu-%s-%zu.%s", folder, schools, level, seed, kind);
    return fopen(path, "w");
}

/* What junheng-verify --without-seal reads: the numbers alone. */
static int write_proof(FILE *file, const jh_problem *problem, const jh_plan *plan, jh_arena *keep)
{
    jh_json json = jh_json_in(keep);
    jh_error err = { JH_OK };
    jh_text text;

    if (!file) return 1;
    jh_json_object(&json);
    jh_json_key(&json, "format");
    jh_json_zero(&json, "junheng-proof/1");
    jh_json_key(&json, "proof");
    jh_json_object(&json);
    jh_plan_proof_members(&json, problem, plan);
    jh_json_key(&json, "prices"); /* of rules: not measured here */
    jh_json_array(&json);
    jh_json_end(&json);
    jh_json_end(&json);
    jh_json_end(&json);
    if (jh_json_finish(&text, &json, &err)) return 1;
    fwrite(text.at, 1, text.size, file);
    return fclose(file);
}

static int write_files(const char *folder, const char *level, size_t seed, const county *c,
                       const jh_plan *plan, jh_arena *keep)
{
    FILE *file = open_file(folder, level, c->problem.school_count, seed, "lp");

    if (!file) return 1;
    plan_peer_write(file, &c->problem);
    if (fclose(file)) return 1;
    file = open_file(folder, level, c->problem.school_count, seed, "json");
    return plan->found ? write_proof(file, &c->problem, plan, keep) : 0;
}

typedef struct outcome {
    double seconds, again, gap; /* again: with dearer land, from where the plan ended */
    bool found;
} outcome;

static double gap_of(const jh_plan *plan)
{
    return 100 * (double)(plan->cost - plan->bound) / (double)plan->cost;
}

static double now(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* What if floor space cost a tenth more? */
static int ask_what_if(outcome *out, county *c, jh_arena *keep, const jh_plan *before,
                       const jh_plan_request *as)
{
    jh_plan_request request = *as;
    jh_plan plan;
    jh_error err = { JH_OK };
    size_t i;

    for (i = 0; i < c->problem.site_count; i++)
        if (c->sites[i].indicator == STAFF) c->sites[i].cost += c->sites[i].cost / 10;
    request.before = before;
    out->again = now();
    if (jh_plan_make(&plan, keep, &request, &err)) return 1;
    out->again = now() - out->again;
    return plan.found && !jh_plan_holds(&c->problem, &plan, *keep, NULL);
}

static int one_county(outcome *out, uint32_t schools, size_t seed, const char *level,
                      const char *folder)
{
    jh_arena keep;
    county c;
    jh_plan plan;
    jh_error err = { JH_OK };
    jh_plan_request request = { .problem = &c.problem,
                                .gap_ppm = 500,
                                .node_most = 20000 / schools + 10 };

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 3;
    make_county(&c, &keep, schools, seed, strcmp(level, "hard") == 0 ? 0.45 : 0.25);
    out->seconds = now();
    if (jh_problem_finish(&c.problem, &err) || jh_plan_make(&plan, &keep, &request, &err)) return 1;
    out->seconds = now() - out->seconds;
    out->found = plan.found;
    out->gap = plan.found ? gap_of(&plan) : NAN;
    printf("  seed %2zu: %s %.3f s, cost %.0f yuan, gap %.4f %%, %zu cases, %zu programmes", seed,
           plan.found     ? "plan"
           : plan.stopped ? "stopped"
                          : "none",
           out->seconds, (double)plan.cost / 1e6, out->gap, plan.tree.leaf_count, plan.programmes);
    if (plan.found && !jh_plan_holds(&c.problem, &plan, keep, NULL)) return 1;
    if (folder && write_files(folder, level, seed, &c, &plan, &keep)) return 1;
    if (plan.found && ask_what_if(out, &c, &keep, &plan, &request)) return 1;
    printf(", what if %.3f s\n", out->again);
    jh_arena_release(&keep);
    return 0;
}

int main(int argc, char **argv)
{
    uint32_t schools = argc > 1 ? (uint32_t)atoi(argv[1]) : 50;
    size_t seeds = argc > 2 ? (size_t)atoi(argv[2]) : 10, planned = 0, i;
    const char *level = argc > 3 ? argv[3] : "normal";
    double *seconds = calloc(3 * seeds + 1, sizeof *seconds);

    for (i = 0; seconds && i < seeds; i++) {
        outcome one = { 0 };
        if (one_county(&one, schools, i + 1, level, argc > 4 ? argv[4] : NULL)) return 1;
        if (!one.found) continue;
        seconds[planned] = one.seconds;
        seconds[seeds + planned] = one.gap;
        seconds[2 * seeds + planned++] = one.again;
    }
    if (!seconds) return 3;
    printf("%u schools, %s: %zu of %zu planned, median %.3f s CPU, median gap %.4f %%, what if "
           "%.3f s\n",
           schools, level, planned, seeds, median(seconds, planned),
           median(seconds + seeds, planned), median(seconds + 2 * seeds, planned));
    free(seconds);
    return 0;
}
