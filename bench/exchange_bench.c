/* How fast the yearly exchange of teachers is found with every subject staffed as before.
 *   exchange_bench [TEACHERS SCHOOLS SUBJECTS [KIND]]     made up; prints one line of JSON
 * A tenth of the teachers moves, a fifth of those are backbone, as a fifth of all are; they may
 * go to any school within 13.5 km that teaches the subject, at the distance and something of his
 * own. KIND scarce: a twelfth of all are backbone. KIND dense: a town in which anybody may go
 * anywhere at hardly different costs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct town {
    uint32_t teachers, schools, subjects;
    uint32_t backbone_every;
    bool is_dense;
    jh_team *teams;
    jh_offer *offers;
    size_t count, capacity;
    jh_arena keep, scratch;
} town;

static uint64_t chance = 20251001;

static uint32_t some(uint32_t below)
{
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((chance >> 33) % below);
}

static void offer(town *t, jh_offer one)
{
    t->offers = jh_grow(&t->keep, t->offers, &t->capacity, t->count + 1, sizeof *t->offers);
    if (!t->offers) exit(1);
    t->offers[t->count++] = one;
}

static jh_exchange make(town *t)
{
    double *x = JH_NEW_ARRAY(&t->keep, double, t->schools);
    double *y = JH_NEW_ARRAY(&t->keep, double, t->schools);
    uint32_t i, j;

    t->teams = JH_NEW_ARRAY(&t->keep, jh_team, t->teachers);
    if (!x || !y || !t->teams) exit(1);
    for (i = 0; i < t->schools; i++) x[i] = some(60000), y[i] = some(60000);
    for (i = 0; i < t->teachers; i++) {
        uint32_t home = some(t->schools), own = some(2000);
        t->teams[i] =
            (jh_team){ home, some(t->subjects), 1, some(t->backbone_every) == 0, (uint32_t)t->count,
                       0 };
        for (j = 0; j < t->schools; j++) {
            double dx = x[j] - x[home], dy = y[j] - y[home];
            int64_t metres = (int64_t)(dx * dx + dy * dy);
            if (j == home) continue;
            if (t->is_dense)
                offer(t, (jh_offer){ j, 100 + own / 40 + some(20) });
            else if (metres <= (int64_t)13500 * 13500)
                offer(t, (jh_offer){ j, metres / 100000 + own + some(500) });
        }
        t->teams[i].offer_count = (uint32_t)t->count - t->teams[i].first_offer;
    }
    return (jh_exchange){ .place_count = t->schools,
                          .kind_count = t->subjects,
                          .teams = t->teams,
                          .team_count = t->teachers,
                          .offers = t->offers,
                          .offer_count = (uint32_t)t->count,
                          .at_least = (t->teachers + 9) / 10,
                          .marked_gain = 4,
                          .other_loss = 1 };
}

int main(int count, char **words)
{
    town t = { .teachers = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : 20000,
               .schools = count > 2 ? (uint32_t)strtoul(words[2], NULL, 10) : 300,
               .subjects = count > 3 ? (uint32_t)strtoul(words[3], NULL, 10) : 14,
               .backbone_every = count > 4 && !strcmp(words[4], "scarce") ? 12 : 5,
               .is_dense = count > 4 && !strcmp(words[4], "dense") };
    jh_exchange_answer answer;
    jh_exchange exchange;
    clock_t begun;

    if (jh_arena_reserve(&t.keep, JH_ARENA_DEFAULT)) return 1;
    if (jh_arena_reserve(&t.scratch, JH_ARENA_DEFAULT)) return 1;
    exchange = make(&t);
    begun = clock();
    if (jh_exchange_solve(&answer, &t.keep, t.scratch, &exchange, NULL)) return 1;
    begun = clock() - begun;
    if (answer.found && jh_exchange_prove(&exchange, &answer, t.scratch, NULL)) return 2;
    printf(
        "{\"offers\":%zu,\"found\":%d,\"moved\":%lld,\"marked\":%lld,\"cost\":%lld,\"bound\":%lld,"
        "\"gap\":%.6f,\"rounds\":%zu,\"cpu_ms\":%.0f}\n",
        t.count, answer.found, (long long)answer.moved, (long long)answer.marked,
        (long long)answer.cost, (long long)answer.bound,
        answer.cost ? (double)(answer.cost - answer.bound) / (double)answer.cost : 0, answer.rounds,
        1000.0 * (double)begun / CLOCKS_PER_SEC);
    return 0;
}
