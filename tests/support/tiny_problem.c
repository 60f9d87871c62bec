/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/tiny_problem.h"

#include "tests/support/test.h"

#include <gmp.h>
#include <string.h>

/* ---- making one ---- */

static uint64_t state;

/* splitmix64 (Steele, Lea, Flood 2014). */
static int64_t draw(int64_t least, int64_t most)
{
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    return least + (int64_t)(z % (uint64_t)(most - least + 1));
}

static void make_groups(tiny_problem *t)
{
    size_t g, k;

    for (g = 0; g < 2; g++)
        for (k = 0; k < t->problem.indicator_count; k++) {
            int64_t line = draw(1, 3);
            t->groups[g].line[k] = (jh_ratio){ line, 2 };
            t->groups[g].floor[k] = (jh_ratio){ line * 17, 40 };
            t->groups[g].limit[k] = (jh_ratio){ draw(1, 6), 10 };
            if (draw(0, 5) == 0) t->groups[g].limit[k] = (jh_ratio){ 0, 0 };
        }
}

static void make_site(tiny_problem *t, size_t i, size_t k)
{
    jh_plan_row *row = &t->rows[i];

    if (i && t->rows[i - 1].school == row->school) {
        row->site[k] = t->rows[i - 1].site[k];
        return;
    }
    row->site[k] = (uint32_t)t->problem.site_count;
    t->sites[t->problem.site_count++] =
        (jh_plan_site){ row->school, (uint32_t)k, draw(0, 4), draw(0, 20), 0 };
}

static void make_row(tiny_problem *t, size_t i)
{
    jh_plan_row *row = &t->rows[i];
    unsigned type;
    size_t k;

    row->pupils = draw(1, 4);
    row->staff_most = 3;
    row->staff_least = draw(0, 2);
    for (type = 0; type < 1U << t->problem.bit_count; type++) row->today[type] = draw(0, 2) == 0;
    for (k = 0; k < JH_PLAN_BITS; k++) row->train_most[k] = draw(0, 1) * 9;
    for (k = 0; k < t->problem.indicator_count; k++) {
        row->base[k] = (jh_ratio){ t->problem.bit[k] < 0 ? draw(0, 5) : draw(0, 1), 1 };
        row->gain[k] = (jh_ratio){ draw(1, 3), 1 };
        row->site[k] = JH_NO_SITE;
        /* A shared stock is split by weighted heads. */
        if (t->is_nine_year && row->school == 0 && t->problem.bit[k] < 0)
            row->gain[k] = (jh_ratio){ draw(5, 16), 10 };
        if (t->problem.bit[k] < 0) make_site(t, i, k);
    }
}

static void make_ways(tiny_problem *t)
{
    uint32_t a, b;

    for (a = 0; a < t->problem.row_count; a++)
        for (b = a + 1; b < t->problem.row_count; b++)
            if (t->rows[a].group == t->rows[b].group && draw(0, 3)
                && t->problem.way_count < TINY_WAYS)
                t->ways[t->problem.way_count++] = (jh_plan_way){ a, b, draw(0, 9) };
}

void tiny_problem_make(tiny_problem *t, uint64_t seed)
{
    size_t i;

    state = seed * 7919 + 17;
    memset(t, 0, sizeof *t);
    t->problem = (jh_problem){
        .groups = t->groups, .group_count = 2, .rows = t->rows, .sites = t->sites, .ways = t->ways
    };
    t->is_nine_year = draw(0, 2) == 0;
    t->problem.row_count = t->is_nine_year ? 4 : (size_t)draw(1, 3);
    t->problem.bit_count = t->problem.row_count <= 2 && draw(0, 1) ? 2 : 1;
    t->problem.indicator_count = t->problem.bit_count + (size_t)draw(1, 2);
    t->problem.waivers = draw(0, 3) > 0;
    for (i = 0; i < JH_PLAN_INDICATORS; i++)
        t->problem.bit[i] = i < t->problem.bit_count ? (int8_t)i : -1;
    make_groups(t);
    for (i = 0; i < t->problem.row_count; i++) {
        t->rows[i].school = (uint32_t)(t->is_nine_year && i ? i - 1 : i);
        t->rows[i].group = t->is_nine_year ? i % 2 : (uint32_t)draw(0, 1);
    }
    for (i = 0; i < t->problem.row_count; i++) make_row(t, i);
    t->problem.school_count = t->rows[t->problem.row_count - 1].school + 1;
    make_ways(t);
    for (i = 0; i < JH_PLAN_TYPES; i++) t->problem.hire[i] = draw(0, 6) ? draw(5, 30) : -1;
    for (i = 0; i < JH_PLAN_BITS; i++) t->problem.train[i] = draw(0, 3) ? draw(1, 15) : -1;
    assert_int_equal(jh_problem_finish(&t->problem, NULL), JH_OK);
}

/* One person moves for certain, if somebody can. */
static void decide_move(tiny_problem *t)
{
    const jh_plan_way *way = t->problem.way_count && draw(0, 1) ? &t->ways[0] : NULL;
    unsigned type;

    for (type = 0; way && type < 1U << t->problem.bit_count; type++) {
        bool back = !t->rows[way->a].today[type];
        if (!t->rows[back ? way->b : way->a].today[type]) continue;
        t->move = (jh_plan_move){ back ? way->b : way->a, back ? way->a : way->b, type, 1 };
        t->problem.decided = &t->move;
        t->problem.decided_count = 1;
        return;
    }
}

/* Some sites, staff and waivers are settled, or nearly. */
void tiny_problem_decide(tiny_problem *t, uint64_t seed)
{
    unsigned type;
    size_t i;

    state = seed * 104729 + 5;
    t->problem.holds = t->holds;
    for (i = 0; i < t->problem.site_count; i++) {
        t->sites[i].least = draw(0, 2) ? 0 : draw(0, t->sites[i].most);
        if (draw(0, 3) == 0) t->sites[i].most = t->sites[i].least;
    }
    for (i = 0; i < t->problem.row_count; i++) {
        t->holds[i].refused = (unsigned)draw(0, 7);
        for (type = 0; type < 1U << t->problem.bit_count; type++) {
            t->holds[i].least[type] = draw(0, 5) == 0;
            t->holds[i].most[type] = draw(0, 3) ? 3 : t->holds[i].least[type];
        }
    }
    decide_move(t);
    assert_int_equal(jh_problem_finish(&t->problem, NULL), JH_OK);
}

/* ---- trying everything ---- */

typedef struct trial {
    const tiny_problem *t;
    int waived[TINY_ROWS];
    int64_t stock[TINY_ROWS]; /* of the indicator being looked at */
    int64_t steps[TINY_SITES];
    int staff[TINY_ROWS][4];
    int64_t best;
    size_t k;
} trial;

static int64_t stock_asked(const trial *x, size_t i, size_t k)
{
    const jh_plan_row *row = &x->t->rows[i];
    const jh_plan_group *group = &x->t->groups[row->group];
    jh_ratio line = x->waived[i] == (int)k ? group->floor[k] : group->line[k];
    int64_t stock = 0;

    /* base + gain·stock ≥ line·pupils, over the common denominator. */
    while ((row->base[k].up * row->gain[k].down + row->gain[k].up * stock) * line.down
           < line.up * row->pupils * row->gain[k].down)
        stock++;
    return stock;
}

/* Do the stocks of indicator k keep the coefficient of every group? */
static bool keeps_limit(const trial *x, size_t g, size_t k)
{
    const jh_ratio limit = x->t->groups[g].limit[k];
    mpq_t mean, variance, value, weight, all;
    bool keeps, any = false;
    size_t i;

    if (!limit.down) return true;
    mpq_inits(mean, variance, value, weight, all, NULL);
    for (i = 0; i < x->t->problem.row_count; i++) {
        const jh_plan_row *row = &x->t->rows[i];
        if (row->group != g) continue;
        any = true;
        mpq_set_si(value, row->base[k].up * row->gain[k].down + row->gain[k].up * x->stock[i],
                   (unsigned long)(row->gain[k].down * row->pupils));
        mpq_canonicalize(value);
        mpq_set_si(weight, row->pupils, 1);
        mpq_add(all, all, weight);
        mpq_mul(weight, weight, value);
        mpq_add(mean, mean, weight);
        mpq_mul(weight, weight, value);
        mpq_add(variance, variance, weight);
    }
    keeps = !any;
    if (any && mpq_sgn(mean) > 0) { /* Σwv²/Σw − m² ≤ τ²m² */
        mpq_div(mean, mean, all);
        mpq_div(variance, variance, all);
        mpq_mul(mean, mean, mean);
        mpq_sub(variance, variance, mean);
        mpq_set_si(weight, limit.up * limit.up, (unsigned long)(limit.down * limit.down));
        mpq_canonicalize(weight);
        mpq_mul(mean, mean, weight);
        keeps = mpq_cmp(variance, mean) <= 0;
    }
    mpq_clears(mean, variance, value, weight, all, NULL);
    return keeps;
}

static bool indicator_holds(trial *x, size_t k)
{
    size_t i;

    for (i = 0; i < x->t->problem.row_count; i++)
        if (x->stock[i] < stock_asked(x, i, k)) return false;
    return keeps_limit(x, 0, k) && keeps_limit(x, 1, k);
}

static void try_sites(trial *x, size_t site, int64_t cost)
{
    const jh_problem *p = &x->t->problem;
    size_t i;

    if (site == p->site_count) {
        for (i = 0; i < p->row_count; i++) x->stock[i] = x->steps[x->t->rows[i].site[x->k]];
        if ((x->best < 0 || cost < x->best) && indicator_holds(x, x->k)) x->best = cost;
        return;
    }
    if (p->sites[site].indicator != x->k) {
        try_sites(x, site + 1, cost);
        return;
    }
    for (x->steps[site] = p->sites[site].least; x->steps[site] <= p->sites[site].most;
         x->steps[site]++)
        try_sites(x, site + 1, cost + x->steps[site] * p->sites[site].cost);
}

/* Bringing one person of type `from` to type `to` at a row; −1 = impossible. */
static int64_t training_cost(const trial *x, size_t row, unsigned from, unsigned to)
{
    int64_t cost = 0;
    unsigned b;

    if (from & ~to) return -1;
    for (b = 0; b < x->t->problem.bit_count; b++) {
        if (!((to & ~from) >> b & 1)) continue;
        if (x->t->problem.train[b] < 0 || !x->t->rows[row].train_most[b]) return -1;
        cost += x->t->problem.train[b];
    }
    return cost;
}

static int64_t way_cost(const trial *x, size_t from, size_t to)
{
    size_t i;

    if (from == to) return 0;
    for (i = 0; i < x->t->problem.way_count; i++)
        if ((x->t->ways[i].a == from && x->t->ways[i].b == to)
            || (x->t->ways[i].b == from && x->t->ways[i].a == to))
            return x->t->ways[i].cost;
    return -1;
}

/* The cheapest way to fill `left` places: everyone there is takes one, the rest is hired. */
static int64_t fill(const trial *x, int left[TINY_ROWS][4], size_t at, int64_t so_far, int64_t best)
{
    const jh_problem *p = &x->t->problem;
    size_t types = 1U << p->bit_count, row = at / 4, to;
    unsigned type = at % 4, s, t;
    int64_t cost, way, hire;

    if (best >= 0 && so_far >= best) return best;
    while (row < p->row_count && (type >= types || !x->t->rows[row].today[type])) {
        at++;
        row = at / 4;
        type = at % 4;
    }
    if (row < p->row_count) { /* at most one person of a type in a row */
        for (to = 0; to < p->row_count; to++)
            for (t = 0; t < types; t++) {
                if (p->decided_count && p->decided->from == row && p->decided->type == type
                    && p->decided->to != to)
                    continue; /* this person goes elsewhere for certain */
                way = way_cost(x, row, to);
                cost = training_cost(x, to, type, t);
                if (!left[to][t] || way < 0 || cost < 0) continue;
                left[to][t]--;
                best = fill(x, left, at + 1, so_far + way + cost, best);
                left[to][t]++;
            }
        return best;
    }
    for (to = 0; to < p->row_count; to++)
        for (t = 0; t < types; t++) {
            if (!left[to][t]) continue;
            hire = -1;
            for (s = 0; s < types; s++) {
                cost = training_cost(x, to, s, t);
                if (p->hire[s] < 0 || cost < 0) continue;
                if (hire < 0 || p->hire[s] + cost < hire) hire = p->hire[s] + cost;
            }
            if (hire < 0) return best;
            so_far += hire * left[to][t];
        }
    return best < 0 || so_far < best ? so_far : best;
}

static bool staff_holds(trial *x)
{
    const jh_problem *p = &x->t->problem;
    size_t i, k;
    unsigned t;

    for (k = 0; k < p->bit_count; k++) {
        for (i = 0; i < p->row_count; i++)
            for (x->stock[i] = 0, t = 0; t < 4; t++)
                if (t >> k & 1) x->stock[i] += x->staff[i][t];
        if (!indicator_holds(x, k)) return false;
    }
    return true;
}

static void try_staff(trial *x, size_t at, int in_row)
{
    const jh_problem *p = &x->t->problem;
    size_t row = at / 4;
    int left[TINY_ROWS][4], count;

    if (at && at % 4 == 0) {
        if (in_row < x->t->rows[row - 1].staff_least) return;
        in_row = 0;
    }
    if (row == p->row_count) {
        if (!staff_holds(x)) return;
        memcpy(left, x->staff, sizeof left);
        x->best = fill(x, left, 0, 0, x->best);
        return;
    }
    if (at % 4 >= 1U << p->bit_count) {
        x->staff[row][at % 4] = 0;
        try_staff(x, at + 1, in_row);
        return;
    }
    count = p->holds ? (int)p->holds[row].least[at % 4] : 0;
    for (; count + in_row <= x->t->rows[row].staff_most; count++) {
        if (p->holds && count > p->holds[row].most[at % 4]) break;
        x->staff[row][at % 4] = count;
        try_staff(x, at + 1, in_row + count);
    }
    x->staff[row][at % 4] = 0;
}

/* Waivers couple what is otherwise apart: staff, and the sites of each indicator. */
static void try_waivers(trial *x, size_t row, int64_t *best)
{
    const jh_problem *p = &x->t->problem;
    int64_t cost = 0;

    if (row < p->row_count) {
        int last = p->waivers ? (int)p->indicator_count : 0;
        for (x->waived[row] = -1; x->waived[row] < last; x->waived[row]++)
            if (x->waived[row] < 0 || !p->holds || !(p->holds[row].refused >> x->waived[row] & 1))
                try_waivers(x, row + 1, best);
        return;
    }
    for (x->k = p->bit_count; x->k < p->indicator_count; x->k++) {
        x->best = -1;
        try_sites(x, 0, 0);
        if (x->best < 0) return;
        cost += x->best;
        if (*best >= 0 && cost >= *best) return;
    }
    x->best = *best < 0 ? -1 : *best - cost;
    try_staff(x, 0, 0);
    if (x->best >= 0 && (*best < 0 || x->best + cost < *best)) *best = x->best + cost;
}

int64_t tiny_problem_optimum(const tiny_problem *tiny)
{
    trial x = { .t = tiny };
    int64_t best = -1;

    try_waivers(&x, 0, &best);
    return best;
}
