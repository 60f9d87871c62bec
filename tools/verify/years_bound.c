/* What no schedule betters, from the weights in the document: of all money, of the money spent by
 * the end of each year, of the schools that pass by then, of a pupil's year, and from prices of the
 * staff that is there by then. For each school the cheapest of all its waivers and years.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stdlib.h>

enum { WEIGHT_BITS = 30 };

typedef struct weighing {
    const schedule *s;
    mpq_t until[YEARS_MOST];   /* the least weight of money spent by then */
    mpq_t passing[YEARS_MOST]; /* money for passing by the end of each year from then on */
    long (*person[YEARS_MOST])[TYPES];
    long (*need[YEARS_MOST])[BITS + 1][BITS + 1];
    mpq_t pupil_year, value, product, part, sum, best;
    bool any;
    size_t first;
    mpq_t (*staff)[INDICATORS + 1][YEARS_MOST]; /* [row][waived + 1][year] */
} weighing;

static void add_product(mpq_t sum, const mpq_t a, long b, weighing *w)
{
    mpq_set_si(w->product, b, 1);
    mpq_mul(w->product, w->product, a);
    mpq_add(sum, sum, w->product);
}

/* ---- weights ---- */

static void read_weights(weighing *w, const node *proof, long total, const long *alpha,
                         const long *beta)
{
    const schedule *s = w->s;
    mpq_t weight, share;
    size_t y = s->years;

    mpq_inits(weight, share, NULL);
    mpq_set_si(weight, total, 1UL << WEIGHT_BITS);
    mpq_canonicalize(weight);
    while (y-- > 0) {
        mpq_set_si(w->product, alpha[y], 1UL << WEIGHT_BITS);
        mpq_canonicalize(w->product);
        mpq_add(weight, weight, w->product);
        mpq_set_si(w->product, s->price[y], PRICE_UNIT);
        mpq_canonicalize(w->product);
        mpq_init(w->until[y]);
        mpq_mul(w->until[y], weight, w->product);
        mpq_set_si(w->product, beta[y], 1);
        mpq_add(share, share, w->product);
        mpq_init(w->passing[y]);
        mpq_set(w->passing[y], share);
    }
    for (y = 1; y < s->years; y++)
        if (mpq_cmp(w->until[y - 1], w->until[y]) < 0) mpq_set(w->until[y], w->until[y - 1]);
    mpq_set_si(w->pupil_year, money(member(proof, "pupil_year", '0')), 1);
    mpq_clears(weight, share, NULL);
}

/* ---- the staff of a year ---- */

static void read_staff(weighing *w, const node *proof)
{
    const schedule *s = w->s;
    size_t rows = s->p->rows, y, i, t, e;
    const node *person = list(proof, "person", s->years - 1),
               *need = list(proof, "need", s->years - 1);

    for (y = 0; y + 1 < s->years; y++) {
        const node *persons = list(&person->children[y], NULL, rows);
        const node *needs = list(&need->children[y], NULL, rows);
        w->person[y] = take(rows, sizeof *w->person[y]);
        w->need[y] = take(rows, sizeof *w->need[y]);
        for (i = 0; i < rows; i++) {
            list(&persons->children[i], NULL, TYPES);
            list(&needs->children[i], NULL, (size_t)(BITS + 1) * (BITS + 1));
            for (t = 0; t < TYPES; t++)
                w->person[y][i][t] = money(&persons->children[i].children[t]);
            for (e = 0; e < (size_t)(BITS + 1) * (BITS + 1); e++)
                w->need[y][i][e / (BITS + 1)][e % (BITS + 1)] =
                    money(&needs->children[i].children[e]);
        }
    }
}

/* No more is paid for what a person serves than he is worth: his number has no upper limit. */
static void check_needs(const weighing *w, size_t y, size_t i)
{
    size_t e, t, b;

    for (e = 0; e <= BITS; e++)
        for (t = 0; t < 1U << w->s->p->bits; t++) {
            mpz_t left;
            mpz_init_set_si(left, w->person[y][i][t]);
            for (b = 0; b <= BITS; b++) {
                long price = w->need[y][i][e][b];
                if (price < 0) reject("need in a year", i);
                if (!b || t >> (b - 1) & 1) mpz_sub_ui(left, left, (unsigned long)price);
            }
            if (mpz_sgn(left) < 0) reject("need in a year", i);
            mpz_clear(left);
        }
}

/* The weight of what is spent on staff by the end of year y. */
static void step_of(mpq_t out, const weighing *w, size_t y)
{
    mpq_sub(out, w->until[y], w->until[y + 1]);
}

static void add_people(mpq_t sum, weighing *w, size_t y, const mpq_t step)
{
    const problem *p = w->s->p;
    mpq_t(*best)[TYPES] = take(p->rows, sizeof *best);
    size_t i, t, types = (size_t)1 << p->bits;

    for (i = 0; i < p->rows; i++)
        for (t = 0; t < types; t++) {
            mpq_init(best[i][t]);
            mpq_set_si(best[i][t], w->person[y][i][t], 1);
        }
    for (i = 0; i < p->ways; i++)
        for (t = 0; t < types; t++) {
            const way *at = &p->way[i];
            mpq_set_si(w->product, at->cost, 1);
            mpq_mul(w->product, w->product, step);
            mpq_set_si(w->part, w->person[y][at->b][t], 1);
            mpq_sub(w->part, w->part, w->product);
            if (mpq_cmp(w->part, best[at->a][t]) > 0) mpq_set(best[at->a][t], w->part);
            mpq_set_si(w->part, w->person[y][at->a][t], 1);
            mpq_sub(w->part, w->part, w->product);
            if (mpq_cmp(w->part, best[at->b][t]) > 0) mpq_set(best[at->b][t], w->part);
        }
    for (i = 0; i < p->rows; i++)
        for (t = 0; t < types; t++) {
            add_product(sum, best[i][t], -p->row[i].today[t], w);
            mpq_clear(best[i][t]);
        }
}

/* step × cost − (worth of `to` − worth of `from`), in `part`. */
static void gain_of(weighing *w, const mpq_t step, long cost, long from, long to)
{
    mpq_set_si(w->part, cost, 1);
    mpq_mul(w->part, w->part, step);
    mpq_set_si(w->product, from, 1);
    mpq_add(w->part, w->part, w->product);
    mpq_set_si(w->product, to, 1);
    mpq_sub(w->part, w->part, w->product);
}

static void add_bargains(mpq_t sum, weighing *w, size_t y, size_t i, const mpq_t step)
{
    const problem *p = w->s->p;
    const long *person = w->person[y][i];
    size_t t, b;
    mpq_t best;

    mpq_init(best);
    for (t = 0; t < 1U << p->bits; t++) {
        if (p->hire[t] >= 0) {
            gain_of(w, step, p->hire[t], 0, person[t]);
            if (mpq_cmp(w->part, best) < 0) mpq_set(best, w->part);
        }
        for (b = 0; b < p->bits; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain_of(w, step, p->train[b], person[t], person[t | 1U << b]);
            if (mpq_sgn(w->part) < 0) add_product(sum, w->part, p->row[i].train_most[b], w);
        }
    }
    add_product(sum, best, p->row[i].most_staff, w);
    mpq_clear(best);
}

static void add_staff(mpq_t sum, weighing *w)
{
    mpq_t step;
    size_t y, i;

    mpq_init(step);
    for (y = 0; y + 1 < w->s->years; y++) {
        step_of(step, w, y);
        add_people(sum, w, y, step);
        for (i = 0; i < w->s->p->rows; i++) {
            check_needs(w, y, i);
            add_bargains(sum, w, y, i, step);
        }
    }
    mpq_clear(step);
}

/* What each row's staff must cost, by waiver and by the year in which its school passes. */
static void price_rows(weighing *w)
{
    const problem *p = w->s->p;
    long asked[BITS + 1];
    size_t i, year, y, b;
    long waived;

    w->staff = take(p->rows, sizeof *w->staff);
    for (i = 0; i < p->rows; i++)
        for (waived = -1; waived < (long)p->indicators; waived++)
            for (year = 0; year < w->s->years; year++) {
                mpq_t *sum = &w->staff[i][waived + 1][year];
                mpq_init(*sum);
                for (y = 0; y + 1 < w->s->years; y++) {
                    const long *need =
                        w->need[y][i][waived >= 0 && p->bit[waived] >= 0 ? p->bit[waived] + 1 : 0];
                    asked_of(asked, p, i, waived, y >= year);
                    for (b = 0; b <= p->bits; b++) {
                        mpq_set_si(w->part, need[b], 1);
                        add_product(*sum, w->part, asked[b], w);
                    }
                }
            }
}

/* ---- schools ---- */

/* Money of the steps that the lines of the school's rows ask for. */
static void sites_of(mpq_t out, weighing *w, const choice *of)
{
    const problem *p = w->s->p;
    size_t i, j, k;

    mpq_set_si(out, 0, 1);
    for (i = 0; i < of->count; i++)
        for (k = 0; k < p->indicators; k++) {
            long at = p->row[of->first + i].site[k], low = 0, one;
            if (at < 0 || (i && p->row[of->first].site[k] == at)) continue;
            for (j = 0; j < of->count; j++) {
                const row *r = &p->row[of->first + j];
                if (r->site[k] != at) continue;
                one = of->waived[j] == (long)k ? r->floor[k] : r->line[k];
                if (one > low) low = one;
            }
            mpq_set_si(w->part, p->site[at].cost, 1);
            add_product(out, w->part, low, w);
        }
}

static void see_choice(void *self, const choice *of, const mpz_t each, const mpz_t unit)
{
    weighing *w = self;
    const schedule *s = w->s;
    size_t y, i, last = s->years - 1;
    mpq_t sites, cost;

    mpq_inits(sites, cost, NULL);
    mpq_set_num(cost, each);
    mpq_set_den(cost, unit);
    mpq_canonicalize(cost);
    sites_of(sites, w, of);
    if (w->any && of->first != w->first) mpq_add(w->sum, w->sum, w->best);
    for (y = 0; y < s->years; y++) {
        mpq_mul(w->value, cost, w->until[last]);
        mpq_sub(w->part, w->until[y], w->until[last]);
        mpq_mul(w->part, w->part, sites);
        mpq_add(w->value, w->value, w->part);
        for (i = 0; i < of->count; i++) {
            mpq_add(w->value, w->value, w->staff[of->first + i][of->waived[i] + 1][y]);
            mpq_set_si(w->part, s->p->row[of->first + i].pupils, 1);
            mpq_mul(w->part, w->part, w->pupil_year);
            add_product(w->value, w->part, -(long)(s->years - y), w);
        }
        mpq_sub(w->value, w->value, w->passing[y]);
        if (!w->any || (of->first != w->first && y == 0) || mpq_cmp(w->value, w->best) < 0)
            mpq_set(w->best, w->value);
        w->any = true;
        w->first = of->first;
    }
    mpq_clears(sites, cost, NULL);
}

/* ---- the bound ---- */

/* Of schedules within the money, what is weighed is at most this. */
static void take_limits(mpq_t sum, weighing *w, long total, const long *alpha, const long *beta)
{
    const schedule *s = w->s;
    mpq_t weight, budget;
    size_t y;

    mpq_inits(weight, budget, NULL);
    for (y = 0; y < s->years; y++) {
        mpq_set_si(w->part, s->budget[y], 1);
        mpq_add(budget, budget, w->part);
        mpq_set_si(weight, alpha[y], 1UL << WEIGHT_BITS);
        mpq_canonicalize(weight);
        mpq_mul(w->part, weight, budget);
        mpq_sub(sum, sum, w->part);
        mpq_set_si(w->part, beta[y], 1);
        add_product(sum, w->part, s->wanted[y], w);
    }
    mpq_set_si(weight, total, 1UL << WEIGHT_BITS);
    mpq_canonicalize(weight);
    add_product(sum, weight, -s->ceiling, w);
    mpq_clears(weight, budget, NULL);
}

/* What each kind may weigh. */
static void check_kind(const weighing *w, char kind, long total, const long *alpha)
{
    mpz_t sum;
    size_t y;

    mpz_init_set_si(sum, total);
    if (total < 0) reject("weight", 0);
    for (y = 0; y < w->s->years; y++) {
        if (alpha[y] < 0) reject("weight of year", y);
        mpz_add_ui(sum, sum, (unsigned long)alpha[y]);
    }
    if (kind == 'c' && (total != 1L << WEIGHT_BITS || mpq_sgn(w->pupil_year)))
        reject("weight of all money", 0);
    if (kind == 'e' && (total || mpq_sgn(w->pupil_year) || mpz_cmp_ui(sum, 1UL << WEIGHT_BITS) > 0))
        reject("weight of lacking money", 0);
    if (kind == 'p' && mpq_sgn(w->pupil_year) <= 0) reject("weight of a pupil's year", 0);
    mpz_clear(sum);
}

static void longs(long *out, const node *from, const char *key, size_t count)
{
    const node *all = list(from, key, count);
    size_t i;

    for (i = 0; i < count; i++) {
        out[i] = money(&all->children[i]);
        if (out[i] < 0) reject(key, i);
    }
}

void schedule_bound(mpq_t bound, const schedule *s, const node *proof, char kind)
{
    weighing *w = take(1, sizeof *w);
    long total = money(member(proof, "total", '0'));
    long alpha[YEARS_MOST] = { 0 }, beta[YEARS_MOST] = { 0 };
    mpq_t common;

    w->s = s;
    mpq_inits(w->pupil_year, w->value, w->product, w->part, w->sum, w->best, common, NULL);
    longs(alpha, proof, "budget", s->years);
    longs(beta, proof, "share", s->years);
    read_weights(w, proof, total, alpha, beta);
    check_kind(w, kind, total, alpha);
    read_staff(w, proof);
    price_rows(w);
    bound_parts(common, s->p, s->prices, see_choice, w);
    mpq_add(bound, w->sum, w->best);
    mpq_mul(common, common, w->until[s->years - 1]);
    mpq_add(bound, bound, common);
    add_staff(bound, w);
    take_limits(bound, w, kind == 'p' ? total : 0, alpha, beta);
    if (kind == 'p') {
        mpq_div(bound, bound, w->pupil_year);
        mpq_neg(bound, bound);
    }
    mpq_clear(common);
}
