/* What the document shows people, number by number, against what the proof says: values and
 * coefficients before and after, measures, money, gaps. Every one is computed again and rounded as
 * the document is: to millionths, halves up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stdio.h>
#include <string.h>

enum { UNIT = 1000000 };

typedef struct shown {
    const problem *p;
    const node *schools, *staff, *steps;
} shown;

bool same_text(const node *a, const node *b)
{
    return a->kind == '"' && b->kind == '"' && a->size == b->size
           && memcmp(a->text, b->text, a->size) == 0;
}

/* The value, in whole millionths, halves up. */
void check_rounded(const node *said, const mpq_t exact, const char *what, size_t where)
{
    mpq_t value, half;
    mpz_t whole;

    mpq_inits(value, half, NULL);
    mpz_init(whole);
    mpq_set_si(half, UNIT, 1);
    mpq_mul(value, exact, half);
    mpq_set_si(half, 1, 2);
    mpq_add(value, value, half);
    mpz_fdiv_q(whole, mpq_numref(value), mpq_denref(value));
    mpq_set_z(value, whole);
    mpq_set_si(half, UNIT, 1);
    mpq_div(value, value, half);
    number(half, said);
    if (mpq_cmp(half, value)) reject(what, where);
    mpq_clears(value, half, NULL);
    mpz_clear(whole);
}

/* 100 × (whole − part) / whole; 0 where there is no gap. */
void check_gap(const node *object, const char *key, const mpq_t whole, const mpq_t part)
{
    mpq_t gap, hundred;

    mpq_inits(gap, hundred, NULL);
    if (mpq_sgn(whole) > 0 && mpq_cmp(part, whole) < 0) {
        mpq_sub(gap, whole, part);
        mpq_div(gap, gap, whole);
        mpq_set_si(hundred, 100, 1);
        mpq_mul(gap, gap, hundred);
    }
    check_rounded(member(object, key, '0'), gap, key, 0);
    mpq_clears(gap, hundred, NULL);
}

/* ---- amounts ---- */

static long with_bit(const problem *p, const long *today, const node *staff, size_t k)
{
    long count = 0;
    size_t t;

    for (t = 0; t < TYPES; t++)
        if (t >> p->bit[k] & 1) count += staff ? integer(&staff->children[t]) : today[t];
    return count;
}

static void amount_of(mpq_t out, const shown *d, size_t i, size_t k, bool after)
{
    const row *r = &d->p->row[i];
    long stock = 0;

    if (d->p->bit[k] >= 0)
        stock = with_bit(d->p, r->today, after ? &d->staff->children[i] : NULL, k);
    else if (after)
        stock = integer(&d->steps->children[r->site[k]]);
    mpq_set_si(out, stock, 1);
    mpq_mul(out, out, r->gain[k]);
    mpq_add(out, out, r->base[k]);
}

static void check_value(const shown *d, const node *said, size_t i, size_t k, bool after)
{
    mpq_t value, pupils;

    mpq_inits(value, pupils, NULL);
    amount_of(value, d, i, k, after);
    mpq_set_si(pupils, d->p->row[i].pupils, 1);
    mpq_div(value, value, pupils);
    check_rounded(member(said, after ? "after" : "before", '0'), value,
                  after ? "value after" : "value before", i);
    mpq_clears(value, pupils, NULL);
}

const node *shown_indicator(const node *schools, const problem *p, size_t k)
{
    return member(&list(&schools->children[0], "values", p->indicators)->children[k], "indicator",
                  '"');
}

const node *shown_stage(const node *schools, const problem *p, size_t g)
{
    size_t i;

    for (i = 0; i < p->rows; i++)
        if ((size_t)p->row[i].group == g)
            return member(member(&schools->children[i], "school", '{'), "stage", '"');
    reject("a group without rows", g);
}

static void check_row(const shown *d, const node *waived, size_t i)
{
    const node *said = &d->schools->children[i], *values = list(said, "values", d->p->indicators),
               *floor = member_or_null(said, "at_floor");
    long which = integer(&waived->children[i]);
    size_t k;

    for (k = 0; k < d->p->indicators; k++) {
        if (!same_text(member(&values->children[k], "indicator", '"'),
                       shown_indicator(d->schools, d->p, k)))
            reject("indicator of school", i);
        check_value(d, &values->children[k], i, k, false);
        check_value(d, &values->children[k], i, k, true);
    }
    if ((which >= 0) != (floor != NULL)
        || (floor && !same_text(floor, shown_indicator(d->schools, d->p, (size_t)which))))
        reject("at_floor", i);
}

/* ---- coefficients ---- */

/* P·Σ X²/P_i / (ΣX)² − 1. */
static bool square_of(mpq_t out, const shown *d, size_t g, size_t k, bool after)
{
    mpq_t x, sum, pupils, all;
    bool any;
    size_t i;

    mpq_inits(x, sum, pupils, all, NULL);
    mpq_set_si(out, 0, 1);
    for (i = 0; i < d->p->rows; i++) {
        if ((size_t)d->p->row[i].group != g) continue;
        amount_of(x, d, i, k, after);
        mpq_add(sum, sum, x);
        mpq_mul(x, x, x);
        mpq_set_si(pupils, d->p->row[i].pupils, 1);
        mpq_add(all, all, pupils);
        mpq_div(x, x, pupils);
        mpq_add(out, out, x);
    }
    any = mpq_sgn(sum) > 0;
    if (any) {
        mpq_mul(sum, sum, sum);
        mpq_mul(out, out, all);
        mpq_sub(out, out, sum);
        mpq_div(out, out, sum);
    }
    mpq_clears(x, sum, pupils, all, NULL);
    return any;
}

/* With D millionths said: (D − ½)² ≤ 10¹²·cv² < (D + ½)². */
static void check_root(const node *said, const mpq_t square, size_t where)
{
    mpq_t low, high, scaled, half;

    mpq_inits(low, high, scaled, half, NULL);
    mpq_set_si(scaled, UNIT, 1);
    number(low, said);
    mpq_mul(low, low, scaled);
    mpq_set_si(half, 1, 2);
    mpq_mul(scaled, scaled, scaled);
    mpq_mul(scaled, scaled, square);
    if (mpq_sgn(low) < 0 || mpz_cmp_ui(mpq_denref(low), 1)) reject("coefficient", where);
    mpq_add(high, low, half);
    mpq_sub(low, low, half);
    mpq_mul(high, high, high);
    if (mpq_sgn(low) > 0)
        mpq_mul(low, low, low);
    else
        mpq_set_si(low, 0, 1);
    if (mpq_cmp(scaled, low) < 0 || mpq_cmp(scaled, high) >= 0) reject("coefficient", where);
    mpq_clears(low, high, scaled, half, NULL);
}

static void check_coefficient(const shown *d, const node *said, size_t g, size_t k, bool after)
{
    const node *value = member_or_null(said, after ? "after" : "before");
    mpq_t square;

    if (!value) reject("coefficient", k);
    mpq_init(square);
    if (square_of(square, d, g, k, after))
        check_root(value, square, k);
    else if (value->kind != 'n')
        reject("coefficient of nothing", k);
    mpq_clear(square);
}

static void check_coefficients(const shown *d, const node *root)
{
    const node *all = member(root, "dispersions", '[');
    mpq_t limit;
    size_t g, k, at = 0;

    mpq_init(limit);
    for (g = 0; g < d->p->groups; g++)
        for (k = 0; k < d->p->indicators; k++) {
            const node *said;
            if (!d->p->group[g].limited[k]) continue;
            if (at == all->size) reject("dispersions", at);
            said = &all->children[at++];
            if (!same_text(member(said, "indicator", '"'), shown_indicator(d->schools, d->p, k))
                || !same_text(member(said, "stage", '"'), shown_stage(d->schools, d->p, g)))
                reject("dispersions", at);
            number(limit, member(said, "limit", '0'));
            check_equal(limit, d->p->group[g].limit[k], "limit");
            check_coefficient(d, said, g, k, false);
            check_coefficient(d, said, g, k, true);
        }
    if (at != all->size) reject("dispersions", at);
    mpq_clear(limit);
}

/* ---- measures, in the order of the proof ---- */

void check_place(const listing *l, const node *line, const char *key, size_t at)
{
    const node *said = member(line, key, '{'),
               *is = member(&l->schools->children[at], "school", '{');

    if (!same_text(member(said, "code", '"'), member(is, "code", '"'))
        || !same_text(member(said, "stage", '"'), member(is, "stage", '"')))
        reject("place of measure", l->at);
}

const node *next_line(listing *l, const char *kind, long count, long step, long each)
{
    const node *line, *said;
    mpq_t value, factor;

    if (l->at == l->lines->size) reject("measures", l->at);
    line = &l->lines->children[l->at++];
    said = member(line, "kind", '"');
    if (said->size != strlen(kind) || memcmp(said->text, kind, said->size) != 0)
        reject("kind", l->at);
    mpq_inits(value, factor, NULL);
    mpq_set_si(value, count, 1);
    mpq_set_si(factor, step, 1);
    mpq_mul(value, value, factor);
    check_yuan(line, "amount", value);
    mpq_set_si(value, count, 1);
    mpq_set_si(factor, each, 1);
    mpq_mul(value, value, factor);
    check_yuan(line, "cost_yuan", value);
    mpq_clears(value, factor, NULL);
    return line;
}

size_t row_of_site(const problem *p, size_t at)
{
    size_t i;

    for (i = 0; i < p->rows; i++)
        if (p->row[i].site[p->site[at].indicator] == (long)at) return i;
    reject("a site of no row", at);
}

static void check_purchases(listing *l, const shown *d, const node *step)
{
    const problem *p = d->p;
    size_t i;

    for (i = 0; i < p->sites; i++) {
        long count = integer(&d->steps->children[i]);
        if (!count) continue;
        check_place(l,
                    next_line(l, "buy", count, money(&step->children[p->site[i].indicator]),
                              p->site[i].cost),
                    "school", row_of_site(p, i));
    }
}

static void check_moves(listing *l, const problem *p, const node *moves)
{
    size_t i, w;

    for (i = 0; i < moves->size; i++) {
        const node *m = moves->children[i].children, *line;
        long from = integer(&m[0]), to = integer(&m[1]);
        for (w = 0; w < p->ways; w++)
            if (p->way[w].a == (from < to ? from : to) && p->way[w].b == (from < to ? to : from))
                break;
        line = next_line(l, "move", integer(&m[3]), UNIT, p->way[w].cost);
        check_place(l, line, "from", (size_t)from);
        check_place(l, line, "to", (size_t)to);
    }
}

static void check_hires(listing *l, const problem *p, const node *hires)
{
    size_t i, t;

    for (i = 0; i < p->rows; i++)
        for (t = 0; t < TYPES; t++) {
            long count = integer(&hires->children[i].children[t]);
            if (count) check_place(l, next_line(l, "hire", count, UNIT, p->hire[t]), "school", i);
        }
}

static void check_trainings(listing *l, const problem *p, const node *trainings)
{
    size_t i;

    for (i = 0; i < trainings->size; i++) {
        const node *t = trainings->children[i].children;
        long each = p->train[integer(&t[2])];
        check_place(l, next_line(l, "train", integer(&t[3]), UNIT, each), "school",
                    (size_t)integer(&t[0]));
    }
}

void shown_plan(const node *root, const node *proof, const problem *p, const mpq_t cost)
{
    const node *plan = member(proof, "plan", '{'), *waived = list(plan, "waived", p->rows);
    shown d = { p, list(root, "schools", p->rows), list(plan, "staff", p->rows),
                list(plan, "steps", p->sites) };
    listing l = { d.schools, member(root, "measures", '['), 0 };
    size_t i;

    for (i = 0; i < p->rows; i++) check_row(&d, waived, i);
    check_coefficients(&d, root);
    check_purchases(&l, &d, list(proof, "step", p->indicators));
    check_moves(&l, p, member(plan, "moves", '['));
    check_hires(&l, p, list(plan, "hires", p->rows));
    check_trainings(&l, p, member(plan, "trainings", '['));
    if (l.at != l.lines->size) reject("measures", l.at);
    check_yuan(root, "cost_yuan", cost);
}

void shown_bound(const node *root, const problem *p, const least_cost *of)
{
    const node *budget = member_or_null(root, "budget");
    mpq_t bound;

    mpq_init(bound);
    if (of->bound) {
        mpq_set(bound, of->bound);
        round_up(bound);
        check_yuan(root, "bound_yuan", bound);
        check_gap(root, "gap_percent", of->cost, bound);
    }
    if (budget) budget_verify(budget, root, p, &(least_cost){ of->cost, of->bound ? bound : NULL });
    mpq_clear(bound);
}
