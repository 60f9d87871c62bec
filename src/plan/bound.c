/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/bound.h"

#include <string.h>

/* A school in whole numbers: all its amounts of money are multiples of 1 / unit. */
typedef struct school {
    const jh_problem *p;
    const jh_certificate *c;
    size_t first, count;
    mpz_t unit;                                                     /* 2^50 × denominators */
    mpz_t worth[JH_PLAN_SCHOOL_ROWS][JH_PLAN_INDICATORS];           /* γ × gain, of one more */
    mpz_t staff[JH_PLAN_SCHOOL_ROWS][JH_PLAN_BITS + 1];             /* by the waived bit + 1 */
    mpz_t price[JH_PLAN_SCHOOL_ROWS][JH_PLAN_INDICATORS];           /* of a step, less its worth */
    mpz_t slack[JH_PLAN_TYPES], own[JH_PLAN_TYPES], best, now, one; /* while counting */
} school;

/* Runs over every number of a school. */
static void each_number(school *s, void (*call)(mpz_t))
{
    size_t r, k;

    for (r = 0; r < JH_PLAN_SCHOOL_ROWS; r++) {
        for (k = 0; k < JH_PLAN_INDICATORS; k++) {
            call(s->worth[r][k]);
            call(s->price[r][k]);
        }
        for (k = 0; k <= JH_PLAN_BITS; k++) call(s->staff[r][k]);
    }
    for (k = 0; k < JH_PLAN_TYPES; k++) {
        call(s->slack[k]);
        call(s->own[k]);
    }
    call(s->unit);
    call(s->best);
    call(s->now);
    call(s->one);
}

static void begin(mpz_t number)
{
    mpz_init(number);
}

static void end(mpz_t number)
{
    mpz_clear(number);
}

/* out += a × b. */
static void add_product(mpz_t out, int64_t a, int64_t b, mpz_t room)
{
    mpz_set_si(room, a);
    mpz_mul_si(room, room, b);
    mpz_add(out, out, room);
}

/* ---- prices that prove something ---- */

static bool slopes_are_valid(const school *s, size_t g, size_t k)
{
    mpz_t squares, pupils, one;
    bool valid;
    size_t i;

    mpz_inits(squares, pupils, one, NULL);
    for (i = 0; i < s->p->row_count; i++) {
        if (s->p->rows[i].group != g) continue;
        mpz_set_si(one, s->c->slope[i][k]);
        mpz_mul(one, one, one);
        mpz_mul_si(one, one, s->p->rows[i].pupils);
        mpz_add(squares, squares, one);
        mpz_set_si(one, s->p->rows[i].pupils);
        mpz_add(pupils, pupils, one);
    }
    mpz_mul_2exp(pupils, pupils, 2 * JH_SLOPE_BITS);
    valid = mpz_cmp(squares, pupils) <= 0;
    mpz_clears(squares, pupils, one, NULL);
    return valid;
}

/* s̄² ≥ 1 + τ². */
static bool root_is_valid(const school *s, size_t g, size_t k)
{
    mpq_t root, limit, one;
    bool valid;

    if (s->c->root[g][k] <= 0) return false;
    mpq_inits(root, limit, one, NULL);
    mpq_set_si(root, s->c->root[g][k], 1);
    mpq_div_2exp(root, root, JH_SLOPE_BITS);
    mpq_mul(root, root, root);
    jh_ratio_get(limit, s->p->groups[g].limit[k]);
    mpq_mul(limit, limit, limit);
    mpq_set_si(one, 1, 1);
    mpq_add(limit, limit, one);
    valid = mpq_cmp(root, limit) >= 0;
    mpq_clears(root, limit, one, NULL);
    return valid;
}

static bool prices_are_valid(const school *s)
{
    size_t g, k, i;
    unsigned e, b;

    for (g = 0; g < s->p->group_count; g++)
        for (k = 0; k < s->p->indicator_count; k++) {
            if (!s->c->lambda[g][k]) continue;
            if (s->c->lambda[g][k] < 0 || !s->p->groups[g].limit[k].down || !root_is_valid(s, g, k)
                || !slopes_are_valid(s, g, k))
                return false;
        }
    for (i = 0; i < s->p->row_count; i++)
        for (e = 0; e <= s->p->bit_count; e++)
            for (b = 0; b <= s->p->bit_count; b++)
                if (s->c->need[i][e][b] < 0) return false;
    return true;
}

/* ---- people ---- */

static void find_worth(int64_t (*worth)[JH_PLAN_TYPES], const jh_problem *p,
                       const jh_certificate *c)
{
    size_t i;
    unsigned t;

    for (i = 0; i < p->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) worth[i][t] = c->person[i][t];
    for (i = 0; i < p->way_count; i++) {
        const jh_plan_way *way = &p->ways[i];
        for (t = 0; t < 1U << p->bit_count; t++) {
            int64_t there = c->person[way->b][t] - way->cost;
            int64_t back = c->person[way->a][t] - way->cost;
            if (there > worth[way->a][t]) worth[way->a][t] = there;
            if (back > worth[way->b][t]) worth[way->b][t] = back;
        }
    }
}

/* Hiring and training pay off by at most this. */
static void add_bargains(mpz_t out, const school *s, size_t i, mpz_t room)
{
    const jh_problem *p = s->p;
    const int64_t *person = s->c->person[i];
    int64_t best = 0, gain;
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        if (p->hire[t] >= 0 && p->hire[t] - person[t] < best) best = p->hire[t] - person[t];
        for (b = 0; b < p->bit_count; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain = p->train[b] + person[t] - person[t | 1U << b];
            if (gain < 0) add_product(out, gain, p->rows[i].train_most[b], room);
        }
    }
    add_product(out, best, p->rows[i].staff_most, room);
}

/* People where they are today are worth what they are worth at the best place they can reach. */
static bool add_people(mpq_t out, const school *s, jh_arena scratch)
{
    const jh_problem *p = s->p;
    int64_t(*worth)[JH_PLAN_TYPES] = jh_alloc(&scratch, p->row_count, sizeof *worth);
    mpz_t sum, room;
    size_t i;
    unsigned t;

    if (!worth) return false;
    mpz_inits(sum, room, NULL);
    find_worth(worth, p, s->c);
    for (i = 0; i < p->row_count; i++) {
        for (t = 0; t < 1U << p->bit_count; t++) {
            add_product(sum, -worth[i][t], jh_problem_movable(p, i, t), room);
            add_product(sum, -s->c->person[i][t], p->rows[i].rooted[t], room);
        }
        add_bargains(sum, s, i, room);
    }
    mpq_set_z(out, sum);
    mpz_clears(sum, room, NULL);
    return true;
}

/* ---- a school's prices ---- */

/* value × unit × up / down, in out; the unit is a multiple of down. */
static void in_units(mpz_t out, const school *s, jh_ratio ratio)
{
    mpz_divexact_ui(out, s->unit, (unsigned long)ratio.down);
    mpz_mul_si(out, out, ratio.up);
}

static void find_unit(school *s)
{
    size_t r, k;

    mpz_set_ui(s->unit, 1);
    for (r = 0; r < s->count; r++)
        for (k = 0; k < s->p->indicator_count; k++) {
            const jh_plan_row *row = &s->p->rows[s->first + r];
            if (!s->c->lambda[row->group][k]) continue;
            mpz_lcm_ui(s->unit, s->unit, (unsigned long)row->gain[k].down);
            mpz_lcm_ui(s->unit, s->unit, (unsigned long)row->base[k].down);
        }
}

/* γ × ratio in units, γ = λ·(s̄ − v) a unit of X; the unit still without its power of two. */
static void weigh(mpz_t out, const school *s, size_t i, size_t k, jh_ratio ratio)
{
    size_t g = s->p->rows[i].group;

    mpz_set_ui(out, 0);
    if (!s->c->lambda[g][k]) return;
    in_units(out, s, ratio);
    mpz_mul_si(out, out, s->c->root[g][k] - s->c->slope[i][k]);
    mpz_mul_si(out, out, s->c->lambda[g][k]);
}

/* Worths; and what there is already: − Σ γ·base, in best. */
static void weigh_school(school *s)
{
    size_t r, k;

    find_unit(s);
    mpz_set_ui(s->best, 0);
    for (r = 0; r < s->count; r++)
        for (k = 0; k < s->p->indicator_count; k++) {
            const jh_plan_row *row = &s->p->rows[s->first + r];
            weigh(s->worth[r][k], s, s->first + r, k, row->gain[k]);
            weigh(s->now, s, s->first + r, k, row->base[k]);
            mpz_sub(s->best, s->best, s->now);
        }
    mpz_mul_2exp(s->unit, s->unit, JH_LAMBDA_BITS + JH_SLOPE_BITS);
}

/* ---- staff ---- */

static void add_slack(mpz_t out, school *s, unsigned type, int64_t count)
{
    mpz_mul_si(s->now, s->slack[type], count);
    mpz_add(out, out, s->now);
}

/* The least Σ slack × persons: everyone decided upon, then the types that pay, up to their bounds
 * and the row's. */
static void add_cheapest_staff(mpz_t out, school *s, size_t i)
{
    const jh_problem *p = s->p;
    int64_t places = p->rows[i].staff_most, more;
    unsigned types = 1U << p->bit_count, done = 0, round, t, best;

    for (t = 0; p->holds && t < types; t++) {
        places -= p->holds[i].least[t];
        add_slack(out, s, t, p->holds[i].least[t]);
    }
    for (round = 0; round < types && places > 0; round++) {
        for (best = types, t = 0; t < types; t++)
            if (!(done >> t & 1) && mpz_sgn(s->slack[t]) < 0
                && (best == types || mpz_cmp(s->slack[t], s->slack[best]) < 0))
                best = t;
        if (best == types) return;
        done |= 1U << best;
        more = jh_problem_staff_most(p, i, best) - jh_problem_staff_least(p, i, best);
        if (more > places) more = places;
        places -= more;
        add_slack(out, s, best, more);
    }
}

/* The staff of a row when the bit e may stay at its floor; −1 = none. Money first, then worth. */
static void weigh_staff_at(school *s, size_t r, int e)
{
    const jh_problem *p = s->p;
    size_t i = s->first + r, k;
    const jh_plan_row *row = &p->rows[i];
    const int64_t *need = s->c->need[i][e + 1];
    unsigned t, b;

    for (t = 0; t < 1U << p->bit_count; t++) {
        mpz_set_si(s->now, need[0]);
        for (b = 0; b < p->bit_count; b++)
            if (t >> b & 1) mpz_add_ui(s->now, s->now, (unsigned long)need[b + 1]);
        mpz_mul(s->now, s->now, s->unit);
        mpz_sub(s->slack[t], s->own[t], s->now);
    }
    mpz_set_si(s->staff[r][e + 1], 0);
    add_product(s->staff[r][e + 1], need[0], row->staff_least, s->now);
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0)
            add_product(s->staff[r][e + 1], need[p->bit[k] + 1],
                        p->bit[k] == e ? row->least[k] : row->need[k], s->now);
    mpz_mul(s->staff[r][e + 1], s->staff[r][e + 1], s->unit);
    add_cheapest_staff(s->staff[r][e + 1], s, i);
}

/* The staff with the waiver of indicator k is that of none: it asks for as many and has the same
 * prices. */
static bool staff_is_same(const school *s, size_t i, size_t k)
{
    const jh_plan_row *row = &s->p->rows[i];

    return row->least[k] == row->need[k]
           && memcmp(s->c->need[i][0], s->c->need[i][s->p->bit[k] + 1], sizeof s->c->need[i][0])
                  == 0;
}

static void weigh_staff(school *s, size_t r)
{
    const jh_problem *p = s->p;
    size_t i = s->first + r, k;
    unsigned t;

    for (t = 0; t < 1U << p->bit_count; t++) {
        mpz_mul_si(s->own[t], s->unit, s->c->person[i][t]);
        for (k = 0; k < p->indicator_count; k++)
            if (p->bit[k] >= 0 && t >> p->bit[k] & 1) mpz_sub(s->own[t], s->own[t], s->worth[r][k]);
    }
    weigh_staff_at(s, r, -1);
    for (k = 0; k < p->indicator_count; k++) {
        if (p->bit[k] < 0 || !jh_problem_may_waive(p, i, k)) continue;
        if (staff_is_same(s, i, k))
            mpz_set(s->staff[r][p->bit[k] + 1], s->staff[r][0]);
        else
            weigh_staff_at(s, r, p->bit[k]);
    }
}

/* ---- sites ---- */

/* Is the row the first of its school at its site? */
static bool is_first_there(const school *s, size_t r, size_t k)
{
    const jh_plan_row *rows = &s->p->rows[s->first];

    return rows[r].site[k] != JH_NO_SITE && !(r && rows[0].site[k] == rows[r].site[k]);
}

static void weigh_sites(school *s)
{
    const jh_plan_row *rows = &s->p->rows[s->first];
    size_t r, j, k;

    for (r = 0; r < s->count; r++)
        for (k = 0; k < s->p->indicator_count; k++) {
            if (!is_first_there(s, r, k)) continue;
            mpz_mul_si(s->price[r][k], s->unit, s->p->sites[rows[r].site[k]].cost);
            for (j = r; j < s->count; j++)
                if (rows[j].site[k] == rows[r].site[k])
                    mpz_sub(s->price[r][k], s->price[r][k], s->worth[j][k]);
        }
}

/* The steps that a choice makes of a site; −1: it is too small. */
static int64_t steps_of(const school *s, size_t r, size_t k, const int *waived)
{
    const jh_plan_row *rows = &s->p->rows[s->first];
    const jh_plan_site *site = &s->p->sites[rows[r].site[k]];
    int64_t low = site->least, wanted;
    size_t j;

    for (j = r; j < s->count && j < JH_PLAN_SCHOOL_ROWS; j++) {
        if (rows[j].site[k] != rows[r].site[k]) continue;
        wanted = waived[j] == (int)k ? rows[j].least[k] : rows[j].need[k];
        if (wanted > low) low = wanted;
    }
    if (low > site->most) return -1;
    return mpz_sgn(s->price[r][k]) < 0 ? site->most : low;
}

/* ---- the cheapest choice ---- */

/* In `one`; false: no plan makes this choice. */
static bool weigh_choice(school *s, const int *waived)
{
    const jh_problem *p = s->p;
    int64_t steps;
    size_t r, k;

    mpz_set_ui(s->one, 0);
    for (r = 0; r < s->count && r < JH_PLAN_SCHOOL_ROWS; r++) {
        if (waived[r] >= 0 && !jh_problem_may_waive(p, s->first + r, (size_t)waived[r]))
            return false;
        mpz_add(s->one, s->one, s->staff[r][waived[r] >= 0 ? p->bit[waived[r]] + 1 : 0]);
        for (k = 0; k < p->indicator_count; k++) {
            if (!is_first_there(s, r, k)) continue;
            steps = steps_of(s, r, k, waived);
            if (steps < 0) return false;
            mpz_mul_si(s->now, s->price[r][k], steps);
            mpz_add(s->one, s->one, s->now);
        }
    }
    return true;
}

/* Waiving what asks for nothing less is never cheaper than not to. */
static bool is_in_vain(const school *s, const int *waived)
{
    const jh_plan_row *row;
    size_t r, k;

    for (r = 0; r < s->count && r < JH_PLAN_SCHOOL_ROWS; r++) {
        if (waived[r] < 0) continue;
        k = (size_t)waived[r];
        row = &s->p->rows[s->first + r];
        if (s->p->bit[k] < 0 ? row->least[k] == row->need[k] : staff_is_same(s, s->first + r, k))
            return true;
    }
    return false;
}

/* Adds the cheapest choice to `best`; false = there is none. */
static bool add_cheapest_choice(school *s, int8_t *chosen)
{
    int last = s->p->waivers ? (int)s->p->indicator_count : 0, waived[JH_PLAN_SCHOOL_ROWS];
    bool any = false;
    mpz_t least;
    size_t r;

    mpz_init(least);
    for (waived[0] = -1; waived[0] < last; waived[0]++)
        for (waived[1] = -1; waived[1] < (s->count > 1 ? last : 0); waived[1]++) {
            if (is_in_vain(s, waived) || !weigh_choice(s, waived)) continue;
            if (any && mpz_cmp(s->one, least) >= 0) continue;
            any = true;
            mpz_set(least, s->one);
            for (r = 0; chosen && r < s->count && r < JH_PLAN_SCHOOL_ROWS; r++)
                chosen[s->first + r] = (int8_t)waived[r];
        }
    mpz_add(s->best, s->best, least);
    mpz_clear(least);
    return any;
}

/* The next school and its prices; false = there is none. */
static bool next_school(school *s)
{
    const jh_problem *p = s->p;
    const jh_plan_row *row;
    size_t r;

    s->first += s->count;
    if (s->first >= p->row_count) return false;
    row = &p->rows[s->first];
    s->count = s->first + 1 < p->row_count && row[1].school == row->school ? 2 : 1;
    weigh_school(s);
    for (r = 0; r < s->count; r++) weigh_staff(s, r);
    weigh_sites(s);
    return true;
}

/* A number of the school's units as money. */
static void in_money(mpq_t out, const school *s, const mpz_t number)
{
    mpq_set_num(out, number);
    mpq_set_den(out, s->unit);
    mpq_canonicalize(out);
}

static bool add_schools(mpq_t out, school *s, int8_t *chosen)
{
    mpq_t cost;
    bool any = true;

    mpq_init(cost);
    while (any && next_school(s)) {
        any = add_cheapest_choice(s, chosen);
        in_money(cost, s, s->best);
        mpq_add(out, out, cost);
    }
    mpq_clear(cost);
    return any;
}

bool jh_bound_get(mpq_t out, const jh_problem *problem, const jh_certificate *certificate,
                  int8_t *chosen, jh_arena scratch)
{
    school s = { .p = problem, .c = certificate };
    bool valid;

    each_number(&s, begin);
    valid = prices_are_valid(&s) && add_people(out, &s, scratch) && add_schools(out, &s, chosen);
    each_number(&s, end);
    return valid;
}

/* ---- in its parts ---- */

static void visit_choices(school *s, const jh_bound_visitor *visitor)
{
    int last = s->p->waivers ? (int)s->p->indicator_count : 0, waived[JH_PLAN_SCHOOL_ROWS];
    mpq_t cost;

    mpq_init(cost);
    for (waived[0] = -1; waived[0] < last; waived[0]++)
        for (waived[1] = -1; waived[1] < (s->count > 1 ? last : 0); waived[1]++) {
            jh_bound_choice told = { s->first, s->count, { waived[0], waived[1] } };
            if (!weigh_choice(s, waived)) continue;
            mpz_add(s->one, s->one, s->best);
            in_money(cost, s, s->one);
            visitor->visit(visitor->self, &told, cost);
        }
    mpq_clear(cost);
}

jh_code jh_bound_visit(mpq_t common, const jh_problem *problem, const jh_certificate *certificate,
                       const jh_bound_visitor *visitor, jh_arena scratch)
{
    school s = { .p = problem, .c = certificate };
    jh_code rc = JH_OK;

    each_number(&s, begin);
    if (!prices_are_valid(&s))
        rc = JH_BAD_INPUT;
    else if (!add_people(common, &s, scratch))
        rc = JH_NO_MEMORY;
    while (!rc && next_school(&s)) visit_choices(&s, visitor);
    each_number(&s, end);
    return rc;
}
