/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/bound.h"

/* Numbers made once. */
typedef struct room {
    const jh_problem *p;
    const jh_certificate *c;
    int8_t *chosen;
    mpq_t gamma, amount, product, value, school;
    mpq_t slack[JH_PLAN_TYPES];
} room;

/* γ = λ·(s̄ − v), money a unit of X. */
static void gamma_of(room *r, size_t i, size_t k)
{
    size_t g = r->p->rows[i].group;

    mpq_set_si(r->gamma, r->c->root[g][k] - r->c->slope[i][k], 1);
    mpq_set_si(r->product, r->c->lambda[g][k], 1);
    mpq_mul(r->gamma, r->gamma, r->product);
    mpq_div_2exp(r->gamma, r->gamma, JH_LAMBDA_BITS + JH_SLOPE_BITS);
}

/* ---- prices that prove something ---- */

static bool slopes_are_valid(const room *r, size_t g, size_t k)
{
    mpz_t squares, pupils, one;
    bool valid;
    size_t i;

    mpz_inits(squares, pupils, one, NULL);
    for (i = 0; i < r->p->row_count; i++) {
        if (r->p->rows[i].group != g) continue;
        mpz_set_si(one, r->c->slope[i][k]);
        mpz_mul(one, one, one);
        mpz_mul_si(one, one, r->p->rows[i].pupils);
        mpz_add(squares, squares, one);
        mpz_set_si(one, r->p->rows[i].pupils);
        mpz_add(pupils, pupils, one);
    }
    mpz_mul_2exp(pupils, pupils, 2 * JH_SLOPE_BITS);
    valid = mpz_cmp(squares, pupils) <= 0;
    mpz_clears(squares, pupils, one, NULL);
    return valid;
}

/* s̄² ≥ 1 + τ². */
static bool root_is_valid(room *r, size_t g, size_t k)
{
    if (r->c->root[g][k] <= 0) return false;
    mpq_set_si(r->value, r->c->root[g][k], 1);
    mpq_div_2exp(r->value, r->value, JH_SLOPE_BITS);
    mpq_mul(r->value, r->value, r->value);
    jh_ratio_get(r->product, r->p->groups[g].limit[k]);
    mpq_mul(r->product, r->product, r->product);
    mpq_set_si(r->amount, 1, 1);
    mpq_add(r->product, r->product, r->amount);
    return mpq_cmp(r->value, r->product) >= 0;
}

static bool prices_are_valid(room *r)
{
    size_t g, k, i;
    unsigned e, b;

    for (g = 0; g < r->p->group_count; g++)
        for (k = 0; k < r->p->indicator_count; k++) {
            if (!r->c->lambda[g][k]) continue;
            if (r->c->lambda[g][k] < 0 || !r->p->groups[g].limit[k].down || !root_is_valid(r, g, k)
                || !slopes_are_valid(r, g, k))
                return false;
        }
    for (i = 0; i < r->p->row_count; i++)
        for (e = 0; e <= r->p->bit_count; e++)
            for (b = 0; b <= r->p->bit_count; b++)
                if (r->c->need[i][e][b] < 0) return false;
    return true;
}

/* ---- staff ---- */

static void add_times(mpq_t out, int64_t price, int64_t count, mpq_t with)
{
    mpq_t factor;

    mpq_init(factor);
    mpq_set_si(factor, price, 1);
    mpq_set_si(with, count, 1);
    mpq_mul(with, with, factor);
    mpq_add(out, out, with);
    mpq_clear(factor);
}

/* People where they are today are worth what they are worth at the best place they can reach. */
static void add_people(mpq_t out, room *r, int64_t (*worth)[JH_PLAN_TYPES])
{
    size_t i;
    unsigned t;

    for (i = 0; i < r->p->row_count; i++)
        for (t = 0; t < 1U << r->p->bit_count; t++)
            add_times(out, -worth[i][t], r->p->rows[i].today[t], r->product);
}

static void find_worth(int64_t (*worth)[JH_PLAN_TYPES], const room *r)
{
    const jh_problem *p = r->p;
    size_t i;
    unsigned t;

    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) worth[i][t] = r->c->person[i][t];
    for (i = 0; i < p->way_count; i++) {
        const jh_plan_way *way = &p->ways[i];
        for (t = 0; t < 1U << p->bit_count; t++) {
            int64_t there = r->c->person[way->b][t] - way->cost;
            int64_t back = r->c->person[way->a][t] - way->cost;
            if (there > worth[way->a][t]) worth[way->a][t] = there;
            if (back > worth[way->b][t]) worth[way->b][t] = back;
        }
    }
}

/* Hiring and training pay off by at most this. */
static void add_bargains(mpq_t out, room *r, size_t i)
{
    const jh_problem *p = r->p;
    int64_t best = 0, gain;
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        if (p->hire[t] >= 0 && p->hire[t] - r->c->person[i][t] < best)
            best = p->hire[t] - r->c->person[i][t];
        for (b = 0; b < p->bit_count; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain = p->train[b] + r->c->person[i][t] - r->c->person[i][t | 1U << b];
            if (gain < 0) add_times(out, gain, p->rows[i].train_most[b], r->product);
        }
    }
    add_times(out, best, p->rows[i].staff_most, r->product);
}

/* What a person of that type costs beyond its worth, less what the rows of needs pay for it. */
static void slack_of(room *r, size_t i, unsigned type, const int64_t *need)
{
    mpq_t *slack = &r->slack[type];
    size_t k;
    unsigned b;

    mpq_set_si(*slack, r->c->person[i][type] - need[0], 1);
    for (b = 0; b < r->p->bit_count; b++) {
        if (!(type >> b & 1)) continue;
        mpq_set_si(r->product, need[b + 1], 1);
        mpq_sub(*slack, *slack, r->product);
    }
    for (k = 0; k < r->p->indicator_count; k++) {
        if (r->p->bit[k] < 0 || !(type >> r->p->bit[k] & 1)) continue;
        gamma_of(r, i, k);
        jh_ratio_get(r->amount, r->p->rows[i].gain[k]);
        mpq_mul(r->amount, r->amount, r->gamma);
        mpq_sub(*slack, *slack, r->amount);
    }
}

/* The least Σ slack × persons: everyone decided upon, then the types that pay, up to their bounds
 * and the row's. */
static void add_cheapest_staff(mpq_t out, room *r, size_t i)
{
    const jh_problem *p = r->p;
    int64_t places = p->rows[i].staff_most, least, more;
    unsigned types = 1U << p->bit_count, done = 0, round, t, best;

    for (t = 0; t < types; t++) {
        least = jh_problem_staff_least(p, i, t);
        places -= least;
        mpq_set_si(r->product, least, 1);
        mpq_mul(r->product, r->product, r->slack[t]);
        mpq_add(out, out, r->product);
    }
    for (round = 0; round < types && places > 0; round++) {
        for (best = types, t = 0; t < types; t++)
            if (!(done >> t & 1) && mpq_sgn(r->slack[t]) < 0
                && (best == types || mpq_cmp(r->slack[t], r->slack[best]) < 0))
                best = t;
        if (best == types) return;
        done |= 1U << best;
        more = jh_problem_staff_most(p, i, best) - jh_problem_staff_least(p, i, best);
        if (more > places) more = places;
        places -= more;
        mpq_set_si(r->product, more, 1);
        mpq_mul(r->product, r->product, r->slack[best]);
        mpq_add(out, out, r->product);
    }
}

/* The staff of a row when indicator `waived` may stay at its floor. */
static void staff_bound(mpq_t out, room *r, size_t i, int waived)
{
    const jh_problem *p = r->p;
    const jh_plan_row *row = &p->rows[i];
    int bit = waived >= 0 ? p->bit[waived] : -1;
    const int64_t *need = r->c->need[i][bit + 1];
    unsigned t;
    size_t k;

    mpq_set_si(out, 0, 1);
    for (t = 0; t < 1U << p->bit_count; t++) slack_of(r, i, t, need);
    add_cheapest_staff(out, r, i);
    add_times(out, need[0], row->staff_least, r->product);
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0)
            add_times(out, need[p->bit[k] + 1], waived == (int)k ? row->least[k] : row->need[k],
                      r->product);
}

/* ---- sites ---- */

/* A waiver for each row of a school. */
typedef struct choice {
    size_t first, count;
    int waived[JH_PLAN_SCHOOL_ROWS];
} choice;

/* false: the site is too small for the choice. Result in `value`. */
static bool site_bound(room *r, uint32_t site, const choice *of)
{
    const jh_plan_site *s = &r->p->sites[site];
    int64_t low = s->least, wanted;
    size_t i, k = s->indicator;

    mpq_set_si(r->value, s->cost, 1);
    for (i = 0; i < of->count; i++) {
        const jh_plan_row *row = &r->p->rows[of->first + i];
        if (row->site[k] != site) continue;
        wanted = of->waived[i] == (int)k ? row->least[k] : row->need[k];
        if (wanted > low) low = wanted;
        gamma_of(r, of->first + i, k);
        jh_ratio_get(r->amount, row->gain[k]);
        mpq_mul(r->amount, r->amount, r->gamma);
        mpq_sub(r->value, r->value, r->amount);
    }
    mpq_set_si(r->product, mpq_sgn(r->value) < 0 ? s->most : low, 1);
    mpq_mul(r->value, r->value, r->product);
    return low <= s->most;
}

/* false: no plan makes this choice. */
static bool choice_bound(mpq_t out, room *r, const choice *of)
{
    const jh_problem *p = r->p;
    mpq_t staff;
    size_t i, k, j;

    mpq_init(staff);
    mpq_set_si(out, 0, 1);
    for (i = 0; i < of->count; i++) {
        staff_bound(staff, r, of->first + i, of->waived[i]);
        mpq_add(out, out, staff);
    }
    mpq_clear(staff);
    for (i = 0; i < of->count; i++)
        for (k = 0; k < p->indicator_count; k++) {
            uint32_t site = p->rows[of->first + i].site[k];
            bool again = false;
            for (j = 0; j < i; j++) again = again || p->rows[of->first + j].site[k] == site;
            if (site == JH_NO_SITE || again) continue;
            if (!site_bound(r, site, of)) return false;
            mpq_add(out, out, r->value);
        }
    return true;
}

/* Constants: − Σ γ·base. */
static void add_bases(mpq_t out, room *r, size_t i)
{
    size_t k;

    for (k = 0; k < r->p->indicator_count; k++) {
        gamma_of(r, i, k);
        jh_ratio_get(r->amount, r->p->rows[i].base[k]);
        mpq_mul(r->amount, r->amount, r->gamma);
        mpq_sub(out, out, r->amount);
    }
}

/* The cheapest choice of a school, in `school`; false = it has none. */
static bool school_bound(room *r, size_t first, size_t count)
{
    choice of = { .first = first, .count = count };
    int last = r->p->waivers ? (int)r->p->indicator_count : 0;
    bool any = false;
    mpq_t cost;
    int a, b;

    mpq_init(cost);
    for (a = -1; a < last; a++)
        for (b = -1; b < (count > 1 ? last : 0); b++) {
            if ((a >= 0 && !jh_problem_may_waive(r->p, first, (size_t)a))
                || (b >= 0 && !jh_problem_may_waive(r->p, first + 1, (size_t)b)))
                continue;
            of.waived[0] = a;
            of.waived[1] = b;
            if (!choice_bound(cost, r, &of)) continue;
            if (any && mpq_cmp(cost, r->school) >= 0) continue;
            any = true;
            mpq_set(r->school, cost);
            if (r->chosen) r->chosen[first] = (int8_t)a;
            if (r->chosen && count > 1) r->chosen[first + 1] = (int8_t)b;
        }
    mpq_clear(cost);
    return any;
}

static bool add_schools(mpq_t out, room *r)
{
    const jh_problem *p = r->p;
    size_t i, count;

    for (i = 0; i < p->row_count; i += count) {
        count = i + 1 < p->row_count && p->rows[i + 1].school == p->rows[i].school ? 2 : 1;
        if (!school_bound(r, i, count)) return false;
        add_bases(r->school, r, i);
        if (count > 1) add_bases(r->school, r, i + 1);
        add_bargains(r->school, r, i);
        if (count > 1) add_bargains(r->school, r, i + 1);
        mpq_add(out, out, r->school);
    }
    return true;
}

bool jh_bound_get(mpq_t out, const jh_problem *problem, const jh_certificate *certificate,
                  int8_t *chosen, jh_arena scratch)
{
    room r = { .p = problem, .c = certificate, .chosen = chosen };
    int64_t(*worth)[JH_PLAN_TYPES] = jh_alloc(&scratch, problem->row_count, sizeof *worth);
    bool valid;
    unsigned t;

    if (!worth) return false;
    mpq_inits(r.gamma, r.amount, r.product, r.value, r.school, NULL);
    for (t = 0; t < JH_PLAN_TYPES; t++) mpq_init(r.slack[t]);
    mpq_set_si(out, 0, 1);
    valid = prices_are_valid(&r);
    if (valid) {
        find_worth(worth, &r);
        add_people(out, &r, worth);
        valid = add_schools(out, &r);
    }
    mpq_clears(r.gamma, r.amount, r.product, r.value, r.school, NULL);
    for (t = 0; t < JH_PLAN_TYPES; t++) mpq_clear(r.slack[t]);
    return valid;
}
