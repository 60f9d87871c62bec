/* group_bench.c: mean and weighted CV of seven columns by (county, stage), ten million rows.
 * Takes   how many rows, "arbitrary" or "clustered".
 * Gives   the median time on one thread and on two, that the bits are the same, sums to compare.
 * Never   sums by itself: jh_tally does; here are only the data, the threads and the clock.
 * Method  the data are made by the formulas that bench/group_bench.mjs hands to DuckDB
 * SPDX-License-Identifier: Apache-2.0 */
#include "expr/tally.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 7, COUNTIES = 2900, STAGES = 2, GROUPS = COUNTIES * STAGES, RUNS = 7, MOST = 4 };

typedef struct table {
    size_t rows;
    uint16_t *county;
    uint8_t *stage;
    uint32_t *group;
    int32_t *counts[COLUMNS + 1];   /* the last: pupils */
    uint64_t *present[COLUMNS + 1]; /* as above */
} table;

static void must(bool good)
{
    if (good) return;
    fprintf(stderr, "group_bench: out of memory, or the numbers do not fit\n");
    exit(3);
}

static uint64_t mixed(size_t i, uint64_t salt)
{
    return ((uint64_t)i * 2654435761u + salt * 97531u) & 0xFFFFFFFFu;
}

static void make_row(table *t, size_t i, bool clustered)
{
    size_t key = i * GROUPS / t->rows;
    unsigned c;

    t->county[i] = (uint16_t)(clustered ? key / STAGES : (mixed(i, 1) >> 9) % COUNTIES);
    t->stage[i] = (uint8_t)(clustered ? key % STAGES : (mixed(i, 2) >> 5) % STAGES);
    for (c = 0; c < COLUMNS; c++) {
        if ((mixed(i, 20 + c) >> 5) % 20 == 0) continue;
        t->counts[c][i] = (int32_t)((mixed(i, 10 + c) >> 7) % 50000);
        t->present[c][i / 64] |= UINT64_C(1) << i % 64;
    }
    if ((mixed(i, 4) >> 4) % 50 == 0) return;
    t->counts[COLUMNS][i] = (int32_t)(10 + (mixed(i, 3) >> 6) % 1990);
    t->present[COLUMNS][i / 64] |= UINT64_C(1) << i % 64;
}

static void make_table(table *t, jh_arena *keep, bool clustered)
{
    size_t i;
    int c;

    t->county = JH_NEW_ARRAY(keep, uint16_t, t->rows);
    t->stage = JH_NEW_ARRAY(keep, uint8_t, t->rows);
    t->group = JH_NEW_ARRAY(keep, uint32_t, t->rows);
    must(t->county && t->stage && t->group);
    for (c = 0; c <= COLUMNS; c++) {
        t->counts[c] = JH_NEW_ARRAY(keep, int32_t, t->rows);
        t->present[c] = JH_NEW_ARRAY(keep, uint64_t, t->rows / 64 + 1);
        must(t->counts[c] && t->present[c]);
    }
    for (i = 0; i < t->rows; i++) make_row(t, i, clustered);
}

/* ---- one part, on one thread ------------------------------------------------------------ */

typedef struct part {
    const table *of;
    jh_arena room;
    jh_tally tally;
    size_t first, count;
} part;

static void *add_part(void *hand)
{
    part *p = hand;
    size_t i;

    for (i = p->first; i < p->first + p->count; i++)
        p->of->group[i] = (uint32_t)p->of->county[i] * STAGES + p->of->stage[i];
    must(!jh_tally_add(&p->tally, p->first, p->count, p->room, NULL));
    return NULL;
}

typedef struct answer {
    double seconds;
    double means, wcvs; /* added up over columns and groups */
    uint64_t bits;      /* of every mean and CV, in order */
} answer;

static void tell(answer *out, const jh_tally *tally)
{
    size_t c, g;

    for (c = 0; c < COLUMNS; c++)
        for (g = 0; g < GROUPS; g++) {
            double mean = jh_interval_middle(jh_tally_mean(tally, c, g).range);
            double wcv = jh_interval_middle(jh_tally_wcv(tally, c, g).range);
            uint64_t words[2];

            memcpy(&words[0], &mean, sizeof mean);
            memcpy(&words[1], &wcv, sizeof wcv);
            out->means += mean;
            out->wcvs += wcv;
            out->bits = (out->bits ^ words[0]) * 0x9E3779B97F4A7C15u + words[1];
        }
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static answer run(const table *t, const jh_tally_ask *ask, jh_arena room, size_t threads)
{
    part parts[MOST];
    pthread_t running[MOST];
    answer out = { 0 };
    double start = now();
    size_t i, share = (t->rows / threads + 63) / 64 * 64;

    for (i = 0; i < threads; i++) {
        parts[i] = (part){ .of = t, .first = i * share };
        parts[i].count = i + 1 < threads ? share : t->rows - parts[i].first;
        must(!jh_tally_make(&parts[i].tally, &room, ask, t->rows, NULL));
    }
    for (i = 0; i < threads; i++) {
        parts[i].room = room;
        parts[i].room.at += (size_t)i << 23;
        parts[i].room.end = parts[i].room.at + ((size_t)1 << 23);
        must(!pthread_create(&running[i], NULL, add_part, &parts[i]));
    }
    for (i = 0; i < threads; i++) must(!pthread_join(running[i], NULL));
    for (i = 1; i < threads; i++) jh_tally_merge(&parts[0].tally, &parts[i].tally);
    tell(&out, &parts[0].tally);
    out.seconds = now() - start;
    return out;
}

static int by_time(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
    table t = { .rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000000 };
    bool clustered = argc > 2 && strcmp(argv[2], "clustered") == 0;
    jh_tally_column columns[COLUMNS];
    jh_tally_ask ask = { columns, COLUMNS, NULL, GROUPS, { 0 }, { 0 }, 50, INT64_MAX };
    jh_arena room = { 0 };
    double times[RUNS];
    answer last = { 0 };
    uint64_t bits = 0;
    size_t threads, i;

    must(!jh_arena_reserve(&room, JH_ARENA_DEFAULT));
    make_table(&t, &room, clustered);
    for (i = 0; i < COLUMNS; i++)
        columns[i] = (jh_tally_column){ t.counts[i], NULL, t.present[i], 0.01, 49999 };
    ask.group = t.group;
    ask.weight = (jh_tally_column){ t.counts[COLUMNS], NULL, t.present[COLUMNS], 1.0, 1999 };
    ask.where = ask.weight;
    for (threads = 1; threads <= MOST; threads++) {
        for (i = 0; i < RUNS; i++) {
            last = run(&t, &ask, room, threads);
            times[i] = last.seconds;
        }
        qsort(times, RUNS, sizeof *times, by_time);
        if (threads == 1) bits = last.bits;
        printf("junheng %s rows, %zu thread%s: %.4f s (median of %d), %s\n",
               clustered ? "clustered" : "arbitrary", threads, threads > 1 ? "s" : "",
               times[RUNS / 2], RUNS, last.bits == bits ? "the same bits" : "OTHER BITS");
    }
    printf("junheng sum of means %.4f, of weighted CVs %.6f\n", last.means, last.wcvs);
    jh_arena_release(&room);
    return last.bits == bits ? 0 : 1;
}
