/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights in whole numbers: of money, times 2^30 × JH_PRICE_UNIT. */
typedef struct proving {
    const jh_years_work *w;
    const jh_years_proof *proof;
    int64_t until[JH_YEARS_MOST];
    int64_t share[JH_YEARS_MOST]; /* of passing in the year: money */
    int64_t (*person)[JH_PLAN_TYPES];
    int64_t (*need)[JH_YEARS_NEEDS][JH_YEARS_NEEDS];
    mpq_t (*staff)[JH_YEARS_NEEDS]; /* [row] from the year on: of passing in the year at hand */
    mpq_t value, part, best, weight;
} proving;

static const __int128 ONE = ((__int128)1 << JH_WEIGHT_BITS) * JH_PRICE_UNIT;

/* false: prices beyond all measure, which prove nothing. */
static bool weigh(proving *x)
{
    const jh_years *years = x->w->years;
    int64_t sum = x->proof->total, share = 0, at[JH_YEARS_MOST] = { 0 };
    bool fits = true;
    size_t y = years->count;

    while (y-- > 0) {
        fits &= !__builtin_add_overflow(sum, x->proof->budget[y], &sum);
        fits &= !__builtin_add_overflow(share, x->proof->share[y], &share);
        fits &= !__builtin_mul_overflow(sum, years->price[y], &at[y]);
        x->share[y] = share;
    }
    for (y = 0; y < years->count; y++)
        x->until[y] = y && x->until[y - 1] < at[y] ? x->until[y - 1] : at[y];
    return fits;
}

/* ---- the staff's prices: mixed, and pushed to where they prove something ---- */

static int64_t whole(double price)
{
    return price < (double)JH_PLAN_MONEY_MAX ? (int64_t)floor(price) : JH_PLAN_MONEY_MAX;
}

/* The needs that a person serves are paid no more than he is worth. */
static void push(int64_t *need, const int64_t *person, unsigned bits)
{
    unsigned t, b;

    for (t = 0; t < 1U << bits; t++) {
        int64_t over = need[0] - person[t];
        for (b = 0; b < bits; b++)
            if (t >> b & 1) over += need[b + 1];
        for (b = 0; over > 0 && b <= bits; b++) {
            int64_t off = need[b] < over ? need[b] : over;
            if (b && !(t >> (b - 1) & 1)) continue;
            need[b] -= off;
            over -= off;
        }
    }
}

static void mix_row(proving *x, const double *share, uint32_t year, size_t i)
{
    const jh_years_work *w = x->w;
    size_t at = year * w->p->row_count + i, e, b, j;
    double person[JH_PLAN_TYPES] = { 0 }, need[JH_YEARS_NEEDS][JH_YEARS_NEEDS] = { { 0 } };
    unsigned t;

    for (j = 0; j < w->cut_count[year]; j++) {
        const jh_years_cut *cut = &w->cuts[year][j];
        for (t = 0; t < JH_PLAN_TYPES; t++) person[t] += share[j] * (double)cut->person[i][t];
        for (e = 0; e < JH_YEARS_NEEDS; e++)
            for (b = 0; b < JH_YEARS_NEEDS; b++)
                need[e][b] += share[j] * (double)cut->need[i][e][b];
    }
    for (t = 0; t < JH_PLAN_TYPES; t++) x->person[at][t] = whole(person[t]);
    for (e = 0; e < JH_YEARS_NEEDS; e++) {
        for (b = 0; b < JH_YEARS_NEEDS; b++) x->need[at][e][b] = whole(need[e][b]);
        push(x->need[at][e], x->person[at], (unsigned)w->p->bit_count);
    }
}

static void mix_staff(proving *x, const jh_years_mix mix)
{
    const jh_years_work *w = x->w;
    double share[JH_YEARS_CUTS];
    uint32_t y;
    size_t i, j;

    for (y = 0; y + 1 < w->years->count; y++) {
        double weight = (double)(x->until[y] - x->until[y + 1]) / (double)ONE;
        for (j = 0; j < w->cut_count[y]; j++) share[j] = mix[y][j] * weight;
        for (i = 0; i < w->p->row_count; i++) mix_row(x, share, y, i);
    }
}

/* ---- sums ---- */

static void set_wide(mpq_t out, __int128 value)
{
    unsigned __int128 size = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;

    mpz_set_ui(mpq_numref(out), (uint64_t)(size >> 64));
    mpz_mul_2exp(mpq_numref(out), mpq_numref(out), 64);
    mpz_add_ui(mpq_numref(out), mpq_numref(out), (uint64_t)size);
    if (value < 0) mpz_neg(mpq_numref(out), mpq_numref(out));
    mpz_set_ui(mpq_denref(out), 1);
}

/* += a × b, whole numbers. */
static void add(mpq_t out, __int128 a, int64_t b, proving *x)
{
    set_wide(x->part, a);
    mpz_mul_si(mpq_numref(x->part), mpq_numref(x->part), b);
    mpq_add(out, out, x->part);
}

/* Whoever is there today is worth what he is worth at the best place he reaches. */
static void add_people(mpq_t out, proving *x, uint32_t year, jh_arena scratch, bool *made)
{
    const jh_problem *p = x->w->p;
    const int64_t(*person)[JH_PLAN_TYPES] = (const void *)(x->person + year * p->row_count);
    int64_t step = x->until[year] - x->until[year + 1];
    __int128(*worth)[JH_PLAN_TYPES] = jh_alloc(&scratch, p->row_count, sizeof *worth);
    size_t i;
    unsigned t, types = 1U << p->bit_count;

    *made = worth != NULL;
    for (i = 0; worth && i < p->row_count; i++)
        for (t = 0; t < types; t++) worth[i][t] = ONE * person[i][t];
    for (i = 0; worth && i < p->way_count; i++) {
        const jh_plan_way *way = &p->ways[i];
        for (t = 0; t < types; t++) {
            __int128 cost = (__int128)step * way->cost;
            __int128 there = ONE * person[way->b][t] - cost, back = ONE * person[way->a][t] - cost;
            if (there > worth[way->a][t]) worth[way->a][t] = there;
            if (back > worth[way->b][t]) worth[way->b][t] = back;
        }
    }
    for (i = 0; worth && i < p->row_count; i++)
        for (t = 0; t < types; t++) add(out, -worth[i][t], p->rows[i].today[t], x);
}

/* What hiring and training may gain by then. */
static void add_bargains(mpq_t out, proving *x, uint32_t year, size_t row)
{
    const jh_problem *p = x->w->p;
    const int64_t *person = x->person[year * p->row_count + row];
    int64_t step = x->until[year] - x->until[year + 1];
    __int128 best = 0, gain;
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        gain = (__int128)step * p->hire[t] - ONE * person[t];
        if (p->hire[t] >= 0 && gain < best) best = gain;
        for (b = 0; b < p->bit_count; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain = (__int128)step * p->train[b] + ONE * person[t] - ONE * person[t | 1U << b];
            if (gain < 0) add(out, gain, p->rows[row].train_most[b], x);
        }
    }
    add(out, best, p->rows[row].staff_most, x);
}

/* What a row must pay for its staff of a year: prices of needs × numbers asked. */
static void add_asked(mpq_t out, proving *x, const int64_t *need, const int64_t *asked)
{
    size_t e;

    for (e = 0; e <= x->w->p->bit_count; e++) add(out, ONE * need[e], asked[e], x);
}

/* All years' staff of a row that passes in `year`. */
static void find_staff(proving *x, uint32_t year)
{
    size_t rows = x->w->p->row_count, i;
    int64_t asked[JH_YEARS_NEEDS];
    uint32_t y;
    int bit;

    for (i = 0; i < rows; i++)
        for (bit = -1; bit < (int)x->w->p->bit_count; bit++) {
            mpq_set_si(x->staff[i][bit + 1], 0, 1);
            for (y = 0; y + 1 < x->w->years->count; y++) {
                jh_years_asked(asked, x->w, i, bit, y >= year);
                add_asked(x->staff[i][bit + 1], x, x->need[y * rows + i][bit + 1], asked);
            }
        }
}

static void pattern_value(proving *x, const jh_years_school *s, const jh_years_choice *c,
                          uint32_t y)
{
    size_t years = x->w->years->count, i;

    set_wide(x->weight, x->until[years - 1]);
    mpq_mul(x->value, x->weight, c->final);
    add(x->value, x->until[y] - x->until[years - 1], c->low, x);
    for (i = 0; i < s->rows; i++)
        mpq_add(x->value, x->value, x->staff[s->first + i][jh_years_bit(x->w, c->waived[i]) + 1]);
    add(x->value, -ONE * x->proof->pupil_year, s->pupils * (int64_t)(years - y), x);
    add(x->value, -ONE, x->share[y], x);
}

static jh_code add_schools(mpq_t out, proving *x, jh_error *err)
{
    const jh_years_work *w = x->w;
    mpq_t *best = JH_NEW_ARRAY(w->room, mpq_t, w->school_count);
    size_t i, c;
    uint32_t y;

    if (!best) return jh_no_memory(err);
    for (i = 0; i < w->school_count; i++) mpq_init(best[i]);
    for (y = 0; y < w->years->count; y++) {
        find_staff(x, y);
        for (i = 0; i < w->school_count; i++)
            for (c = 0; c < w->schools[i].choices; c++) {
                pattern_value(x, &w->schools[i], &w->choices[w->schools[i].choice + c], y);
                if ((!c && !y) || mpq_cmp(x->value, best[i]) < 0) mpq_set(best[i], x->value);
            }
    }
    for (i = 0; i < w->school_count; i++) {
        mpq_add(out, out, best[i]);
        mpq_clear(best[i]);
    }
    return JH_OK;
}

static jh_code add_staff(mpq_t out, proving *x, jh_error *err)
{
    bool made = true;
    uint32_t y;
    size_t i;

    for (y = 0; made && y + 1 < x->w->years->count; y++) {
        add_people(out, x, y, *x->w->room, &made);
        for (i = 0; i < x->w->p->row_count; i++) add_bargains(out, x, y, i);
    }
    return made ? JH_OK : jh_no_memory(err);
}

static void add_limits(mpq_t out, proving *x, jh_years_kind kind, int64_t ceiling)
{
    const jh_years *years = x->w->years;
    int64_t budget = 0;
    size_t y;

    for (y = 0; y < years->count; y++) {
        budget += years->budget[y];
        add(out, -(__int128)x->proof->budget[y] * JH_PRICE_UNIT, budget, x);
        add(out, ONE * x->proof->share[y], years->wanted[y], x);
    }
    if (kind == JH_YEARS_PUPILS) add(out, -(__int128)x->proof->total * JH_PRICE_UNIT, ceiling, x);
}

static jh_code write_bound(jh_years_proof *proof, const jh_years_work *w, jh_years_kind kind,
                           mpq_t bound, jh_error *err)
{
    char *text = mpq_get_str(NULL, 10, bound);
    mpz_t rounded;

    proof->bound_exact = jh_text_copy(w->room, jh_text_of(text));
    free(text);
    if (!proof->bound_exact.at) return jh_no_memory(err);
    mpz_init(rounded);
    if (kind == JH_YEARS_PUPILS)
        mpz_fdiv_q(rounded, mpq_numref(bound), mpq_denref(bound));
    else
        mpz_cdiv_q(rounded, mpq_numref(bound), mpq_denref(bound));
    proof->given = mpz_fits_slong_p(rounded) != 0;
    proof->bound = mpz_get_si(rounded);
    mpz_clear(rounded);
    return JH_OK;
}

static jh_code take_room(proving *x, jh_error *err)
{
    const jh_years_work *w = x->w;
    size_t rows = w->p->row_count, i, e;

    x->person = jh_alloc(w->room, w->years->count * rows, sizeof *x->person);
    x->need = jh_alloc(w->room, w->years->count * rows, sizeof *x->need);
    x->staff = jh_alloc(w->room, rows, sizeof *x->staff);
    if (!x->person || !x->need || !x->staff) return jh_no_memory(err);
    for (i = 0; i < rows; i++)
        for (e = 0; e < JH_YEARS_NEEDS; e++) mpq_init(x->staff[i][e]);
    mpq_inits(x->value, x->part, x->best, x->weight, NULL);
    return JH_OK;
}

static void give_back(proving *x)
{
    size_t i, e;

    for (i = 0; i < x->w->p->row_count; i++)
        for (e = 0; e < JH_YEARS_NEEDS; e++) mpq_clear(x->staff[i][e]);
    mpq_clears(x->value, x->part, x->best, x->weight, NULL);
}

jh_code jh_years_prove(jh_years_proof *proof, const jh_years_work *w, const jh_years_ask *ask,
                       const jh_years_mix mix, jh_error *err)
{
    proving x = { .w = w, .proof = proof };
    jh_code rc = take_room(&x, err);
    mpq_t sum;

    if (rc) return rc;
    mpq_init(sum);
    if (!weigh(&x)) { /* no price at all is a proof, too, if a poor one */
        proof->total = 0;
        memset(proof->budget, 0, sizeof proof->budget);
        memset(proof->share, 0, sizeof proof->share);
        (void)weigh(&x);
    }
    mix_staff(&x, mix);
    proof->person = (const void *)x.person;
    proof->need = (const void *)x.need;
    set_wide(x.weight, x.until[w->years->count - 1]);
    mpq_mul(sum, x.weight, w->common);
    rc = add_staff(sum, &x, err);
    if (!rc) rc = add_schools(sum, &x, err);
    add_limits(sum, &x, ask->kind, ask->ceiling);
    set_wide(x.weight, ask->kind == JH_YEARS_PUPILS ? -ONE * proof->pupil_year : ONE);
    mpq_div(sum, sum, x.weight);
    if (!rc) rc = write_bound(proof, w, ask->kind, sum, err);
    give_back(&x);
    mpq_clear(sum);
    return rc;
}
