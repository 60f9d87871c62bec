/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/problem.h"

#include "plan/rational.h"

#include <stdlib.h>
#include <string.h>

static jh_code malformed(jh_error *err, const char *what, size_t where)
{
    char digits[24];

    return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_MALFORMED, NULL, what,
                   jh_digits(digits, (long long)where), NULL);
}

static bool is_ratio(jh_ratio ratio)
{
    return ratio.down > 0 && llabs(ratio.up) <= JH_PLAN_NUMBER_MAX
           && ratio.down <= JH_PLAN_NUMBER_MAX;
}

static bool is_money(int64_t cost)
{
    return cost >= 0 && cost <= JH_PLAN_MONEY_MAX;
}

/* The least whole stock ≥ 0 with base + gain × stock ≥ line × pupils; −1 = beyond all numbers.
 * ⌈(line·pupils − base) / gain⌉ over one denominator. */
static int64_t least_stock(const jh_plan_row *row, size_t k, jh_ratio line)
{
    jh_ratio base = row->base[k], gain = row->gain[k];
    mpz_t up, down;
    int64_t stock;

    mpz_init_set_si(up, line.up);
    mpz_init_set_si(down, base.up);
    mpz_mul_si(up, up, row->pupils);
    mpz_mul_si(up, up, base.down);
    mpz_mul_si(down, down, line.down);
    mpz_sub(up, up, down);
    mpz_mul_si(up, up, gain.down);
    mpz_set_si(down, line.down);
    mpz_mul_si(down, down, base.down);
    mpz_mul_si(down, down, gain.up);
    mpz_cdiv_q(up, up, down);
    if (mpz_sgn(up) < 0) mpz_set_ui(up, 0);
    stock = mpz_fits_slong_p(up) && mpz_get_si(up) <= JH_PLAN_NUMBER_MAX ? mpz_get_si(up) : -1;
    mpz_clear(up);
    mpz_clear(down);
    return stock;
}

int64_t jh_problem_way_cost(const jh_problem *p, uint32_t from, uint32_t to)
{
    uint32_t a = from < to ? from : to, b = from < to ? to : from;
    size_t low = 0, high = p->way_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (p->ways[middle].a < a || (p->ways[middle].a == a && p->ways[middle].b < b))
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->way_count && p->ways[low].a == a && p->ways[low].b == b ? p->ways[low].cost
                                                                            : -1;
}

static bool staff_is_sound(const jh_problem *p, const jh_plan_row *row)
{
    int64_t all = 0;
    unsigned t, b;

    for (t = 0; t < JH_PLAN_TYPES; t++) {
        if (row->today[t] < 0 || row->today[t] > JH_PLAN_NUMBER_MAX / JH_PLAN_TYPES) return false;
        if (t >> p->bit_count && row->today[t]) return false;
        if (row->rooted[t] < 0 || row->rooted[t] > row->today[t]) return false;
        all += row->today[t];
    }
    for (b = 0; b < p->bit_count; b++)
        if (row->train_most[b] < 0 || row->train_most[b] > JH_PLAN_NUMBER_MAX) return false;
    return row->staff_least >= 0 && row->staff_least <= row->staff_most
           && row->staff_most <= JH_PLAN_NUMBER_MAX;
}

static bool hold_is_sound(const jh_problem *p, size_t at)
{
    unsigned t;

    for (t = 0; p->holds && t < JH_PLAN_TYPES; t++)
        if ((t >> p->bit_count && p->holds[at].least[t]) || p->holds[at].least[t] < 0
            || p->holds[at].least[t] > p->holds[at].most[t]
            || p->holds[at].most[t] > JH_PLAN_NUMBER_MAX)
            return false;
    return true;
}

static jh_code finish_row(jh_problem *p, size_t at, jh_error *err)
{
    jh_plan_row *row = &p->rows[at];
    size_t k;

    if (row->group >= p->group_count || row->pupils <= 0 || row->pupils > JH_PLAN_NUMBER_MAX
        || row->school >= p->school_count || !staff_is_sound(p, row))
        return malformed(err, "row", at);
    if (!hold_is_sound(p, at)) return malformed(err, "decisions about row", at);
    if (at && row->school < row[-1].school) return malformed(err, "order of rows", at);
    if (at >= JH_PLAN_SCHOOL_ROWS && row[-JH_PLAN_SCHOOL_ROWS].school == row->school)
        return malformed(err, "rows of a school", at);
    for (k = 0; k < p->indicator_count; k++) {
        const jh_plan_group *group = &p->groups[row->group];
        uint32_t site = row->site[k];
        if (!is_ratio(row->base[k]) || !is_ratio(row->gain[k]) || row->gain[k].up <= 0
            || row->base[k].up < 0 || (p->bit[k] < 0) != (site != JH_NO_SITE))
            return malformed(err, "amount of row", at);
        if (site != JH_NO_SITE
            && (site >= p->site_count || p->sites[site].indicator != k
                || p->sites[site].school != row->school))
            return malformed(err, "site of row", at);
        row->need[k] = least_stock(row, k, group->line[k]);
        row->least[k] = least_stock(row, k, group->floor[k]);
        if (row->need[k] < 0 || row->least[k] < 0) return malformed(err, "line of row", at);
        if (row->least[k] > row->need[k]) row->least[k] = row->need[k];
    }
    return JH_OK;
}

static jh_code check_groups(const jh_problem *p, jh_error *err)
{
    size_t g, k;

    if (p->indicator_count > JH_PLAN_INDICATORS || p->group_count > JH_PLAN_GROUPS
        || p->bit_count > JH_PLAN_BITS || p->waivers > 1 || !p->row_count)
        return malformed(err, "counts", 0);
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] < -1 || p->bit[k] >= (int)p->bit_count) return malformed(err, "bit", k);
    for (g = 0; g < p->group_count; g++)
        for (k = 0; k < p->indicator_count; k++)
            if (!is_ratio(p->groups[g].line[k]) || !is_ratio(p->groups[g].floor[k])
                || (p->groups[g].limit[k].down
                    && (!is_ratio(p->groups[g].limit[k]) || p->groups[g].limit[k].up < 0)))
                return malformed(err, "group", g);
    return JH_OK;
}

static jh_code check_costs(const jh_problem *p, jh_error *err)
{
    size_t i;

    for (i = 0; i < p->site_count; i++)
        if (!is_money(p->sites[i].cost) || p->sites[i].most < 0 || p->sites[i].least < 0
            || p->sites[i].least > p->sites[i].most || p->sites[i].most > JH_PLAN_NUMBER_MAX
            || p->sites[i].indicator >= p->indicator_count)
            return malformed(err, "site", i);
    for (i = 0; i < p->way_count; i++)
        if (p->ways[i].a >= p->ways[i].b || p->ways[i].b >= p->row_count
            || !is_money(p->ways[i].cost)
            || p->rows[p->ways[i].a].group != p->rows[p->ways[i].b].group)
            return malformed(err, "way", i);
    for (i = 0; i < JH_PLAN_TYPES; i++)
        if (p->hire[i] < -1 || p->hire[i] > JH_PLAN_MONEY_MAX) return malformed(err, "hire", i);
    for (i = 0; i < p->bit_count; i++)
        if (p->train[i] < -1 || p->train[i] > JH_PLAN_MONEY_MAX) return malformed(err, "train", i);
    return JH_OK;
}

/* Moves that are decided: on a way, of persons there are. */
static jh_code check_decided(const jh_problem *p, jh_error *err)
{
    size_t i, j;

    for (i = 0; i < p->decided_count; i++) {
        const jh_plan_move *move = &p->decided[i];
        int64_t gone = 0;
        if (move->from >= p->row_count || move->to >= p->row_count || move->count <= 0
            || move->count > JH_PLAN_NUMBER_MAX || move->type >= JH_PLAN_TYPES
            || jh_problem_way_cost(p, move->from, move->to) < 0)
            return malformed(err, "decided move", i);
        for (j = 0; j <= i; j++)
            if (p->decided[j].from == move->from && p->decided[j].type == move->type)
                gone += p->decided[j].count;
        if (gone > jh_problem_movable(p, move->from, move->type))
            return malformed(err, "decided move", i);
    }
    return JH_OK;
}

jh_code jh_problem_moved(jh_problem *out, int64_t *cost, jh_arena *keep, const jh_problem *p,
                         jh_error *err)
{
    jh_plan_row *rows = JH_NEW_ARRAY(keep, jh_plan_row, p->row_count);
    size_t i;

    *out = *p;
    *cost = 0;
    if (!rows) return jh_no_memory(err);
    memcpy(rows, p->rows, p->row_count * sizeof *rows);
    for (i = 0; i < p->decided_count; i++) {
        const jh_plan_move *move = &p->decided[i];
        rows[move->from].today[move->type] -= move->count;
        rows[move->to].today[move->type] += move->count;
        rows[move->to].rooted[move->type] += move->count;
        *cost += move->count * jh_problem_way_cost(p, move->from, move->to);
    }
    out->rows = rows;
    out->decided = NULL;
    out->decided_count = 0;
    return JH_OK;
}

jh_code jh_problem_finish(jh_problem *problem, jh_error *err)
{
    jh_code rc = check_groups(problem, err);
    size_t i;

    for (i = 0; !rc && i < problem->row_count; i++) rc = finish_row(problem, i, err);
    if (!rc) rc = check_costs(problem, err);
    return rc ? rc : check_decided(problem, err);
}
