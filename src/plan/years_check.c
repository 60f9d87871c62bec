/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rational.h"
#include "plan/years.h"

#include <string.h>

/* The county at the end of a year. */
typedef struct walk {
    const jh_problem *p;
    const jh_years *years;
    const jh_years_plan *plan;
    int64_t *steps;                  /* [site] */
    int64_t (*staff)[JH_PLAN_TYPES]; /* [row] */
    int64_t (*hires)[JH_PLAN_TYPES];
    jh_plan_move *moves;
    jh_plan_train *trainings;
    jh_plan sum; /* all measures so far as a plan */
    jh_plan_breach *why;
} walk;

static bool breach(const walk *x, const char *what, size_t where)
{
    if (x->why) *x->why = (jh_plan_breach){ what, where };
    return false;
}

static bool take_room(walk *x, jh_arena *scratch)
{
    size_t rows = x->p->row_count, count = x->plan->measure_count;

    x->steps = JH_NEW_ARRAY(scratch, int64_t, x->p->site_count + 1);
    x->staff = jh_alloc(scratch, rows, sizeof *x->staff);
    x->hires = jh_alloc(scratch, rows, sizeof *x->hires);
    x->moves = JH_NEW_ARRAY(scratch, jh_plan_move, count + 1);
    x->trainings = JH_NEW_ARRAY(scratch, jh_plan_train, count + 1);
    return x->steps && x->staff && x->hires && x->moves && x->trainings;
}

static bool names_what_is_there(const walk *x, const jh_dated *m)
{
    size_t rows = x->p->row_count;

    if (m->count < 0 || m->year >= x->years->count || m->type >= JH_PLAN_TYPES) return false;
    if (m->kind == JH_DATED_STEPS) return m->at < x->p->site_count;
    if (m->kind == JH_DATED_MOVE) return m->at < rows && m->from < rows;
    if (m->kind == JH_DATED_HIRE) return m->at < rows;
    return m->at < rows && m->bit < x->p->bit_count && !(m->type >> m->bit & 1);
}

static void carry_out(walk *x, const jh_dated *m)
{
    switch (m->kind) {
    case JH_DATED_STEPS: x->steps[m->at] += m->count; break;
    case JH_DATED_MOVE:
        x->moves[x->sum.move_count++] = (jh_plan_move){ m->from, m->at, m->type, m->count };
        x->staff[m->from][m->type] -= m->count;
        x->staff[m->at][m->type] += m->count;
        break;
    case JH_DATED_HIRE:
        x->hires[m->at][m->type] += m->count;
        x->staff[m->at][m->type] += m->count;
        break;
    case JH_DATED_TRAIN:
        x->trainings[x->sum.training_count++] = (jh_plan_train){ m->at, m->type, m->bit, m->count };
        x->staff[m->at][m->type] -= m->count;
        x->staff[m->at][m->type | 1U << m->bit] += m->count;
        break;
    }
    x->sum.cost += m->count * m->cost;
}

/* What the lines of the row ask of its staff: all, then by indicator. */
static int64_t asked_of_staff(const walk *x, size_t i, size_t k)
{
    const jh_plan_row *row = &x->p->rows[i];

    return x->plan->plan.waived[i] == (int)k ? row->least[k] : row->need[k];
}

static int64_t everyone(const int64_t *staff)
{
    int64_t all = 0;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++) all += staff[t];
    return all;
}

static int64_t least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* No row is left with fewer than it has today, unless its lines ask for no more. */
static bool row_keeps(const walk *x, size_t i)
{
    const jh_plan_row *row = &x->p->rows[i];
    size_t k;

    if (everyone(x->staff[i]) < least_of(everyone(row->today), row->staff_least)) return false;
    for (k = 0; k < x->p->indicator_count; k++)
        if (x->p->bit[k] >= 0
            && jh_staff_with(x->staff[i], x->p->bit[k])
                   < least_of(jh_staff_with(row->today, x->p->bit[k]), asked_of_staff(x, i, k)))
            return false;
    return true;
}

static bool row_passes(const walk *x, size_t i)
{
    const jh_plan_row *row = &x->p->rows[i];
    int64_t stock;
    size_t k;

    if (everyone(x->staff[i]) < row->staff_least) return false;
    for (k = 0; k < x->p->indicator_count; k++) {
        stock =
            x->p->bit[k] >= 0 ? jh_staff_with(x->staff[i], x->p->bit[k]) : x->steps[row->site[k]];
        if (stock < asked_of_staff(x, i, k)) return false;
    }
    return true;
}

/* At the end of the year: who must pass by now, and how many they are. */
static bool year_holds(const walk *x, uint32_t year)
{
    int64_t passing = 0;
    size_t i, school = 0;
    unsigned t;

    for (i = 0; i < x->p->row_count; i++) {
        if (i && x->p->rows[i].school != x->p->rows[i - 1].school) school++;
        for (t = 0; t < JH_PLAN_TYPES; t++)
            if (x->staff[i][t] < 0) return breach(x, "persons", i);
        if (!row_keeps(x, i)) return breach(x, "keeping", i);
        if (x->plan->year[school] >= x->years->count) return breach(x, "year", school);
        if (x->plan->year[school] > year) continue;
        passing += !i || x->p->rows[i].school != x->p->rows[i - 1].school;
        if (!row_passes(x, i)) return breach(x, "passing", i);
    }
    if (passing != x->plan->passing[year]) return breach(x, "count", year);
    return passing >= x->years->wanted[year] || breach(x, "share", year);
}

static bool money_holds(const walk *x)
{
    __int128 base = 0;
    int64_t left = 0, all = 0, spent;
    size_t i;
    uint32_t y;

    for (y = 0; y < x->years->count; y++) {
        for (base = 0, i = 0; i < x->plan->measure_count; i++)
            if (x->plan->measures[i].year == y)
                base += (__int128)x->plan->measures[i].count * x->plan->measures[i].cost;
        spent = (int64_t)((base * x->years->price[y] + JH_PRICE_UNIT - 1) / JH_PRICE_UNIT);
        if (spent != x->plan->spent[y]) return breach(x, "spent", y);
        all += spent;
        left += x->years->budget[y] + x->plan->extra[y] - spent;
        if (x->plan->extra[y] < 0 || (x->plan->found && x->plan->extra[y]))
            return breach(x, "extra", y);
        if (left < 0) return breach(x, "budget", y);
    }
    return all == x->plan->cost || breach(x, "cost", 0);
}

static bool pupil_years_hold(const walk *x)
{
    int64_t sum = 0;
    size_t i, school = 0;

    for (i = 0; i < x->p->row_count; i++) {
        if (i && x->p->rows[i].school != x->p->rows[i - 1].school) school++;
        sum += x->p->rows[i].pupils * (int64_t)(x->years->count - x->plan->year[school]);
    }
    return sum == x->plan->pupil_years || breach(x, "pupil-years", 0);
}

static bool end_holds(walk *x, jh_arena scratch)
{
    x->sum.found = true;
    x->sum.waived = x->plan->plan.waived;
    x->sum.steps = x->steps;
    x->sum.staff = (const void *)x->staff;
    x->sum.hires = (const void *)x->hires;
    x->sum.moves = x->moves;
    x->sum.trainings = x->trainings;
    return jh_plan_holds(x->p, &x->sum, scratch, x->why);
}

bool jh_years_hold(const jh_problem *p, const jh_years *years, const jh_years_plan *plan,
                   jh_arena scratch, jh_plan_breach *why)
{
    walk x = { .p = p, .years = years, .plan = plan, .why = why };
    size_t at = 0, i;
    uint32_t y;

    if (!take_room(&x, &scratch)) return breach(&x, JH_PLAN_BREACH_MEMORY, 0);
    for (i = 0; i < p->row_count; i++) memcpy(x.staff[i], p->rows[i].today, sizeof *x.staff);
    for (y = 0; y < years->count; y++) {
        for (; at < plan->measure_count && plan->measures[at].year == y; at++) {
            if (!names_what_is_there(&x, &plan->measures[at])) return breach(&x, "measure", at);
            carry_out(&x, &plan->measures[at]);
        }
        if (!year_holds(&x, y)) return false;
    }
    if (at != plan->measure_count) return breach(&x, "order", at);
    return money_holds(&x) && pupil_years_hold(&x) && end_holds(&x, scratch);
}
