/* A schedule followed year by year: money, who passes, how many, nobody left with less.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 0, MOVE, HIRE, TRAIN, FIELDS = 7 };

/* A measure: year, kind, at, from, type, bit, count. */
typedef struct dated {
    long year, kind, at, from, type, bit, count;
} dated;

typedef struct walk {
    const schedule *s;
    const problem *p;
    dated *measures;
    size_t count;
    long *steps, (*staff)[TYPES];
    long *waived, *year; /* [row], [school] */
    long *each;          /* [measure] */
    mpz_t spent[YEARS_MOST];
} walk;

static void longs(long *out, const node *from, const char *key, size_t count)
{
    const node *all = list(from, key, count);
    size_t i;

    for (i = 0; i < count; i++) out[i] = money(&all->children[i]);
}

/* ---- the question ---- */

void schedule_read(schedule *s, const problem *p, const node *proof, const node *years)
{
    const node *budget = member(years, "budget", '[');
    mpz_t all;
    size_t i;

    *s = (schedule){ .p = p,
                     .plan = member(proof, "plan", '{'),
                     .prices = member(years, "prices", '{') };
    s->years = budget->size;
    if (!s->years || s->years > YEARS_MOST) reject("years", s->years);
    longs(s->budget, years, "budget", s->years);
    longs(s->wanted, years, "wanted", s->years);
    longs(s->price, years, "price", s->years);
    s->ceiling = money(member(years, "ceiling", '0'));
    s->school_of = take(p->rows, sizeof *s->school_of);
    for (i = 0; i < p->rows; i++) {
        s->schools += !i || p->row[i].school != p->row[i - 1].school;
        s->school_of[i] = (long)s->schools - 1;
    }
    mpz_init(all);
    for (i = 0; i < s->years; i++) {
        if (s->budget[i] < 0 || s->price[i] <= 0 || s->price[i] > 10L * PRICE_UNIT)
            reject("year", i);
        if (s->wanted[i] < (i ? s->wanted[i - 1] : 0)) reject("wanted", i);
        mpz_add_ui(all, all, (unsigned long)s->budget[i]);
    }
    if (s->wanted[s->years - 1] != (long)s->schools) reject("wanted", s->years - 1);
    if (s->ceiling < 0 || mpz_cmp_si(all, s->ceiling) < 0) reject("ceiling", 0);
    mpz_clear(all);
    mpq_inits(s->cost, s->pupil_years, s->lacking, NULL);
}

void asked_of(long *out, const problem *p, size_t i, long waived, bool passes)
{
    const row *r = &p->row[i];
    long today[BITS + 1] = { 0 };
    size_t k, t;

    for (k = 0; k <= BITS; k++) out[k] = 0;
    out[0] = r->least_staff;
    for (k = 0; k < p->indicators; k++)
        if (p->bit[k] >= 0) out[p->bit[k] + 1] = waived == (long)k ? r->floor[k] : r->line[k];
    if (passes) return;
    for (t = 0; t < TYPES; t++) {
        add_to(&today[0], r->today[t]);
        for (k = 0; k < p->bits; k++)
            if (t >> k & 1) add_to(&today[k + 1], r->today[t]);
    }
    for (k = 0; k <= BITS; k++)
        if (today[k] < out[k]) out[k] = today[k];
}

/* ---- measures ---- */

static long way_cost(const problem *p, long from, long to, size_t where)
{
    const way *between = way_between(p, from, to);

    if (!between) reject("a way", where);
    return between->cost;
}

static long cost_of(const walk *w, const dated *m, size_t where)
{
    const problem *p = w->p;

    if (m->kind == STEPS) return p->site[m->at].cost;
    if (m->kind == MOVE) return way_cost(p, m->from, m->at, where);
    if (m->kind == HIRE ? p->hire[m->type] < 0 : p->train[m->bit] < 0) reject("a measure", where);
    return m->kind == HIRE ? p->hire[m->type] : p->train[m->bit];
}

static void read_measure(walk *w, const node *from, size_t i)
{
    long f[FIELDS];
    dated *m = &w->measures[i];
    size_t rows = w->p->rows;

    longs(f, from, NULL, FIELDS);
    *m = (dated){ f[0], f[1], f[2], f[3], f[4], f[5], f[6] };
    if (m->year < 0 || (size_t)m->year >= w->s->years || m->count <= 0 || m->at < 0 || m->from < 0
        || m->type < 0 || m->type >= TYPES || m->bit < 0 || (size_t)m->bit >= BITS
        || m->kind < STEPS || m->kind > TRAIN
        || (size_t)m->at >= (m->kind == STEPS ? w->p->sites : rows))
        reject("a measure", i);
    if (m->kind == MOVE && ((size_t)m->from >= rows || m->from == m->at)) reject("a measure", i);
    if (m->kind == TRAIN && ((size_t)m->bit >= w->p->bits || m->type >> m->bit & 1))
        reject("a measure", i);
    if ((m->kind != MOVE && m->from) || (m->kind == STEPS && m->type)
        || (m->kind != TRAIN && m->bit))
        reject("a measure", i);
    if (i && m->year < m[-1].year) reject("order of measures", i);
}

static void carry_out(walk *w, const dated *m, size_t where)
{
    long cost = w->each[where] = cost_of(w, m, where);
    mpz_t money_spent;

    mpz_init_set_si(money_spent, cost);
    mpz_mul_si(money_spent, money_spent, m->count);
    mpz_add(w->spent[m->year], w->spent[m->year], money_spent);
    mpz_clear(money_spent);
    if (m->kind == STEPS) add_to(&w->steps[m->at], m->count);
    if (m->kind == MOVE) add_to(&w->staff[m->from][m->type], -m->count);
    if (m->kind == MOVE || m->kind == HIRE) add_to(&w->staff[m->at][m->type], m->count);
    if (m->kind == TRAIN) {
        add_to(&w->staff[m->at][m->type], -m->count);
        add_to(&w->staff[m->at][m->type | 1L << m->bit], m->count);
    }
}

/* ---- the end of a year ---- */

static long with(const long *staff, size_t bit)
{
    long count = 0;
    size_t t;

    for (t = 0; t < TYPES; t++)
        if (bit == BITS || t >> bit & 1) add_to(&count, staff[t]);
    return count;
}

static void check_row(const walk *w, size_t i, bool passes)
{
    const problem *p = w->p;
    const row *r = &p->row[i];
    long asked[BITS + 1];
    size_t k, t;

    asked_of(asked, p, i, w->waived[i], passes);
    for (t = 0; t < TYPES; t++)
        if (w->staff[i][t] < 0) reject("persons of row", i);
    if (with(w->staff[i], BITS) < asked[0]) reject("staff of row in between", i);
    for (k = 0; k < p->bits; k++)
        if (with(w->staff[i], k) < asked[k + 1]) reject("staff of row in between", i);
    for (k = 0; passes && k < p->indicators; k++)
        if (p->bit[k] < 0
            && w->steps[r->site[k]] < (w->waived[i] == (long)k ? r->floor[k] : r->line[k]))
            reject("line of row in its year", i);
}

static void check_year(const walk *w, size_t year)
{
    long passing = 0;
    size_t i;

    for (i = 0; i < w->p->rows; i++) check_row(w, i, w->year[w->s->school_of[i]] <= (long)year);
    for (i = 0; i < w->s->schools; i++) passing += w->year[i] <= (long)year;
    if (passing < w->s->wanted[year]) reject("share of year", year);
}

/* ---- the end, and the sums ---- */

/* The schedule's measures are those of the plan, which is checked as one. */
static void check_same(const walk *w)
{
    const node *plan = w->s->plan, *staff = list(plan, "staff", w->p->rows);
    const node *moves = member(plan, "moves", '['), *hires = list(plan, "hires", w->p->rows);
    const node *trainings = member(plan, "trainings", '['),
               *steps = list(plan, "steps", w->p->sites);
    long(*left)[4] = take(moves->size + trainings->size, sizeof *left), hired;
    size_t i, j, t, all = moves->size + trainings->size;

    for (i = 0; i < all; i++)
        longs(left[i],
              i < moves->size ? &moves->children[i] : &trainings->children[i - moves->size], NULL,
              4);
    for (j = 0; j < w->count; j++) {
        const dated *m = &w->measures[j];
        bool is_move = m->kind == MOVE;
        if (m->kind != MOVE && m->kind != TRAIN) continue;
        for (i = is_move ? 0 : moves->size; i < (is_move ? moves->size : all); i++)
            if (left[i][0] == (is_move ? m->from : m->at)
                && left[i][1] == (is_move ? m->at : m->type)
                && left[i][2] == (is_move ? m->type : m->bit))
                break;
        if (i == (is_move ? moves->size : all)) reject("a measure that the plan has not", j);
        add_to(&left[i][3], -m->count);
    }
    for (i = 0; i < all; i++)
        if (left[i][3]) reject("a measure of the plan", i);
    for (i = 0; i < w->p->sites; i++)
        if (w->steps[i] != integer(&steps->children[i])) reject("steps of site", i);
    for (i = 0; i < w->p->rows; i++)
        for (t = 0; t < TYPES; t++) {
            for (hired = 0, j = 0; j < w->count; j++)
                if (w->measures[j].kind == HIRE && w->measures[j].at == (long)i
                    && w->measures[j].type == (long)t)
                    add_to(&hired, w->measures[j].count);
            if (w->staff[i][t] != integer(&staff->children[i].children[t])
                || hired != integer(&hires->children[i].children[t]))
                reject("staff of row at the end", i);
        }
}

/* ⌈base × price⌉ by year, against what is said and what there is. */
static void check_money(walk *w, schedule *s, const node *years)
{
    const node *spent = list(years, "spent", s->years), *extra = list(years, "extra", s->years);
    mpz_t left, lacking, all;
    size_t y;

    mpz_inits(left, lacking, all, NULL);
    for (y = 0; y < s->years; y++) {
        long more = money(&extra->children[y]);
        mpz_mul_si(w->spent[y], w->spent[y], s->price[y]);
        mpz_cdiv_q_ui(w->spent[y], w->spent[y], PRICE_UNIT);
        if (mpz_cmp_si(w->spent[y], money(&spent->children[y]))) reject("spent", y);
        mpz_add(all, all, w->spent[y]);
        mpz_sub(left, left, w->spent[y]);
        mpz_add_ui(left, left, (unsigned long)s->budget[y]);
        if (more < 0) reject("extra", y);
        if (mpz_sgn(left) < 0 ? mpz_cmpabs_ui(left, (unsigned long)more) != 0 : more != 0)
            reject("extra", y);
        mpz_add_ui(lacking, lacking, (unsigned long)more);
        if (more) mpz_set_ui(left, 0);
    }
    if (mpz_cmp_si(all, money(member(years, "cost", '0')))) reject("cost of the years", 0);
    mpq_set_z(s->cost, all);
    mpq_set_z(s->lacking, lacking);
    mpz_clears(left, lacking, all, NULL);
}

void schedule_check(schedule *s, const node *years)
{
    const problem *p = s->p;
    const node *measures = member(years, "measures", '['),
               *waived = list(s->plan, "waived", p->rows);
    walk w = { .s = s, .p = p, .count = measures->size };
    mpq_t pupils;
    size_t i, at = 0, y;

    w.measures = take(w.count, sizeof *w.measures);
    w.steps = take(p->sites, sizeof *w.steps);
    w.staff = take(p->rows, sizeof *w.staff);
    w.waived = take(p->rows, sizeof *w.waived);
    w.year = s->year_of = take(s->schools, sizeof *w.year);
    w.each = s->each = take(w.count, sizeof *w.each);
    s->measures = measures;
    longs(w.waived, waived, NULL, p->rows);
    longs(w.year, years, "school_year", s->schools);
    for (i = 0; i < s->schools; i++)
        if (w.year[i] < 0 || (size_t)w.year[i] >= s->years) reject("year of school", i);
    for (i = 0; i < w.count; i++) read_measure(&w, &measures->children[i], i);
    for (i = 0; i < p->rows; i++) memcpy(w.staff[i], p->row[i].today, sizeof *w.staff);
    for (y = 0; y < s->years; y++) {
        mpz_init(w.spent[y]);
        for (; at < w.count && w.measures[at].year == (long)y; at++)
            carry_out(&w, &w.measures[at], at);
        check_year(&w, y);
    }
    check_same(&w);
    check_money(&w, s, years);
    mpq_init(pupils);
    for (i = 0; i < p->rows; i++) {
        mpq_set_si(pupils, p->row[i].pupils, 1);
        for (y = (size_t)w.year[s->school_of[i]]; y < s->years; y++)
            mpq_add(s->pupil_years, s->pupil_years, pupils);
    }
    mpq_set_si(pupils, money(member(years, "pupil_years", '0')), 1);
    if (mpq_cmp(pupils, s->pupil_years)) reject("pupil-years", 0);
    mpq_clear(pupils);
    for (y = 0; y < s->years; y++) mpz_clear(w.spent[y]);
}
