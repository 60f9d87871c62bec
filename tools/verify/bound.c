/* The bound again, from the document's prices. For each school the cheapest of all its choices of
 * waivers, at prices of persons, of needs and of a unit towards each coefficient's limit.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stdlib.h>
#include <string.h>

enum { LAMBDA_BITS = 20, SLOPE_BITS = 30, MOST_CASES = 4000, ALL_REFUSED = (1 << INDICATORS) - 1 };

/* Sums are whole multiples of 1/unit, the one denominator of all that is worth anything: exact, and
 * no fraction needs to be reduced on the way. */
typedef struct prices {
    const problem *p;
    mpz_t unit;
    mpz_t (*gain)[INDICATORS];      /* [row] worth of a person or a step, in units */
    mpz_t (*slack)[TYPES];          /* [row] a person's price less what he is worth, in units */
    mpz_t (*staff)[INDICATORS + 1]; /* [row][waived + 1] at least, in units */
    mpz_t *site;                    /* [site] a step's cost less its worth, in units */
    long (*person)[TYPES];
    long (*need)[BITS + 1][BITS + 1];
} prices;

/* ---- reading, and what makes them valid ---- */

static void check_direction(const problem *p, const node *slopes, size_t g, size_t k)
{
    mpz_t squares, pupils, v;
    size_t i;

    mpz_inits(squares, pupils, v, NULL);
    for (i = 0; i < p->rows; i++) {
        if ((size_t)p->row[i].group != g) continue;
        mpz_set_si(v, money(&slopes->children[i].children[k]));
        mpz_mul(v, v, v);
        mpz_mul_si(v, v, p->row[i].pupils);
        mpz_add(squares, squares, v);
        mpz_set_si(v, p->row[i].pupils);
        mpz_add(pupils, pupils, v);
    }
    mpz_mul_2exp(pupils, pupils, 2 * SLOPE_BITS);
    if (mpz_cmp(squares, pupils) > 0) reject("slope", g * INDICATORS + k);
    mpz_clears(squares, pupils, v, NULL);
}

static void check_root(const problem *p, long root, size_t g, size_t k)
{
    mpq_t left, right, one;

    mpq_inits(left, right, one, NULL);
    mpq_set_si(left, root, 1UL << SLOPE_BITS);
    mpq_canonicalize(left);
    mpq_mul(left, left, left);
    mpq_set_si(one, 1, 1);
    mpq_mul(right, p->group[g].limit[k], p->group[g].limit[k]);
    mpq_add(right, right, one);
    if (root <= 0 || mpq_cmp(left, right) < 0) reject("root", g * INDICATORS + k);
    mpq_clears(left, right, one, NULL);
}

/* The denominator: of γ, and of every gain and base. */
static void choose_unit(prices *c)
{
    const problem *p = c->p;
    size_t i, k;

    mpz_init_set_ui(c->unit, 1);
    for (i = 0; i < p->rows; i++)
        for (k = 0; k < p->indicators; k++) {
            mpz_lcm(c->unit, c->unit, mpq_denref(p->row[i].gain[k]));
            mpz_lcm(c->unit, c->unit, mpq_denref(p->row[i].base[k]));
        }
    mpz_mul_2exp(c->unit, c->unit, LAMBDA_BITS + SLOPE_BITS);
}

/* γ × amount in units. */
static void in_units(mpz_t out, const prices *c, const mpz_t worth, const mpq_t amount)
{
    mpz_divexact(out, c->unit, mpq_denref(amount));
    mpz_tdiv_q_2exp(out, out, LAMBDA_BITS + SLOPE_BITS);
    mpz_mul(out, out, mpq_numref(amount));
    mpz_mul(out, out, worth);
}

static void check_shapes(const problem *p, const node *lambda, const node *root, const node *slope)
{
    size_t i, g, k;

    for (g = 0; g < p->groups; g++) {
        list(&lambda->children[g], NULL, INDICATORS);
        list(&root->children[g], NULL, INDICATORS);
    }
    for (i = 0; i < p->rows; i++) list(&slope->children[i], NULL, INDICATORS);
    for (g = 0; g < p->groups; g++)
        for (k = 0; k < p->indicators; k++) {
            long price = money(&lambda->children[g].children[k]);
            if (!price) continue;
            if (price < 0 || !p->group[g].limited[k]) reject("lambda", g * INDICATORS + k);
            check_root(p, money(&root->children[g].children[k]), g, k);
            check_direction(p, slope, g, k);
        }
}

/* What all gains are worth; of the bases, which nobody can change, less in `fine`. */
static void read_worths(prices *c, mpz_t fine, const node *from)
{
    const problem *p = c->p;
    const node *lambda = list(from, "lambda", p->groups), *root = list(from, "root", p->groups);
    const node *slope = list(from, "slope", p->rows);
    mpz_t worth, base;
    size_t i, g, k;

    check_shapes(p, lambda, root, slope);
    mpz_inits(worth, base, NULL);
    for (i = 0; i < p->rows; i++)
        for (k = 0; k < p->indicators; k++) {
            g = (size_t)p->row[i].group;
            mpz_set_si(worth, plus(money(&root->children[g].children[k]),
                                   -money(&slope->children[i].children[k])));
            mpz_mul_si(worth, worth, money(&lambda->children[g].children[k]));
            mpz_init(c->gain[i][k]);
            in_units(c->gain[i][k], c, worth, p->row[i].gain[k]);
            in_units(base, c, worth, p->row[i].base[k]);
            mpz_sub(fine, fine, base);
        }
    mpz_clears(worth, base, NULL);
}

static void read_persons(prices *c, const node *from)
{
    const problem *p = c->p;
    const node *person = list(from, "person", p->rows), *need = list(from, "need", p->rows);
    size_t i, t, size = (size_t)(BITS + 1) * (BITS + 1);

    for (i = 0; i < p->rows; i++) {
        list(&person->children[i], NULL, TYPES);
        list(&need->children[i], NULL, size);
        for (t = 0; t < TYPES; t++) c->person[i][t] = money(&person->children[i].children[t]);
        for (t = 0; t < size; t++) {
            long price = money(&need->children[i].children[t]);
            if (price < 0) reject("need", i);
            c->need[i][t / (BITS + 1)][t % (BITS + 1)] = price;
        }
    }
}

/* ---- sums ---- */

static void add(mpz_t sum, long price, long count)
{
    mpz_t product;

    mpz_init_set_si(product, price);
    mpz_mul_si(product, product, count);
    mpz_add(sum, sum, product);
    mpz_clear(product);
}

/* count × each, in whatever each is. */
static void add_many(mpz_t sum, const mpz_t each, long count)
{
    if (count >= 0)
        mpz_addmul_ui(sum, each, (unsigned long)count);
    else
        mpz_submul_ui(sum, each, -(unsigned long)count);
}

/* Everybody there is today goes where a person is worth most, less the way. */
static void add_people(mpz_t bound, const prices *c)
{
    const problem *p = c->p;
    long(*best)[TYPES] = take(p->rows, sizeof *best);
    size_t i, t, types = (size_t)1 << p->bits;

    memcpy(best, c->person, p->rows * sizeof *best);
    for (i = 0; i < p->ways; i++)
        for (t = 0; t < types; t++) {
            const way *w = &p->way[i];
            long out = plus(c->person[w->b][t], -w->cost),
                 back = plus(c->person[w->a][t], -w->cost);
            if (out > best[w->a][t]) best[w->a][t] = out;
            if (back > best[w->b][t]) best[w->b][t] = back;
        }
    for (i = 0; i < p->rows; i++)
        for (t = 0; t < TYPES; t++) add(bound, -best[i][t], p->row[i].today[t]);
    /* Who moves for certain: their way, and what they are worth where they come. */
    for (i = 0; i < p->decided; i++) {
        const transfer *m = &p->must[i];
        add(bound, best[m->from][m->type], m->count);
        add(bound, -c->person[m->to][m->type], m->count);
        add(bound, way_between(p, m->from, m->to)->cost, m->count);
    }
}

static void add_bargains(mpz_t bound, const prices *c, size_t i)
{
    const problem *p = c->p;
    long best = 0, gain;
    size_t t, b;

    for (t = 0; t < 1U << p->bits; t++) {
        if (p->hire[t] >= 0) gain = plus(p->hire[t], -c->person[i][t]);
        if (p->hire[t] >= 0 && gain < best) best = gain;
        for (b = 0; b < p->bits; b++) {
            if (t >> b & 1 || p->train[b] < 0) continue;
            gain = plus(plus(p->train[b], c->person[i][t]), -c->person[i][t | 1U << b]);
            if (gain < 0) add(bound, gain, p->row[i].train_most[b]);
        }
    }
    add(bound, best, p->row[i].most_staff);
}

/* ---- a row's staff, a site ---- */

typedef struct typed {
    size_t type;
    mpz_t slack;
} typed;

static int by_slack(const void *a, const void *b)
{
    const typed *x = a, *y = b;

    return mpz_cmp(x->slack, y->slack);
}

/* Whoever must be there, then the types with the least slack as long as it is below nothing. */
static void fill_places(mpz_t out, typed *of, size_t types, const row *r)
{
    long places = r->most_staff, count;
    size_t t;

    for (t = 0; t < types; t++) {
        places = plus(places, -r->kept[t]);
        add_many(out, of[t].slack, r->kept[t]);
    }
    qsort(of, types, sizeof *of, by_slack);
    for (t = 0; t < types && places > 0 && mpz_sgn(of[t].slack) < 0; t++) {
        count = r->room[of[t].type] - r->kept[of[t].type];
        if (count > places) count = places;
        places -= count;
        add_many(out, of[t].slack, count);
    }
}

/* Needs are priced by which of the staff's indicators is waived; all others are alike. */
static void staff_at_least(mpz_t out, const prices *c, size_t i, long waived)
{
    const problem *p = c->p;
    const row *r = &p->row[i];
    const long *need = c->need[i][waived >= 0 ? p->bit[waived] + 1 : 0];
    size_t t, k, types = (size_t)1 << p->bits;
    typed of[TYPES];
    mpz_t asked;

    mpz_init(asked);
    for (t = 0; t < types; t++) {
        mpz_set_si(asked, need[0]);
        for (k = 0; k < p->bits; k++)
            if (t >> k & 1) mpz_add_ui(asked, asked, (unsigned long)need[k + 1]);
        of[t].type = t;
        mpz_init_set(of[t].slack, c->slack[i][t]);
        mpz_submul(of[t].slack, asked, c->unit);
    }
    fill_places(out, of, types, r);
    mpz_set_ui(asked, 0);
    add(asked, need[0], r->least_staff);
    for (k = 0; k < p->indicators; k++)
        if (p->bit[k] >= 0)
            add(asked, need[p->bit[k] + 1], waived == (long)k ? r->floor[k] : r->line[k]);
    mpz_addmul(out, asked, c->unit);
    for (t = 0; t < types; t++) mpz_clear(of[t].slack);
    mpz_clear(asked);
}

static void price_staff(prices *c, size_t i)
{
    const problem *p = c->p;
    size_t t, k;
    long waived;

    for (t = 0; t < (size_t)1 << p->bits; t++) {
        mpz_init_set_si(c->slack[i][t], c->person[i][t]);
        mpz_mul(c->slack[i][t], c->slack[i][t], c->unit);
        for (k = 0; k < p->indicators; k++)
            if (p->bit[k] >= 0 && t >> p->bit[k] & 1)
                mpz_sub(c->slack[i][t], c->slack[i][t], c->gain[i][k]);
    }
    for (waived = -1; waived < (long)p->indicators; waived++) {
        mpz_t *out = &c->staff[i][waived + 1];
        mpz_init(*out);
        if (waived >= 0 && p->bit[waived] < 0)
            mpz_set(*out, c->staff[i][0]);
        else
            staff_at_least(*out, c, i, waived);
    }
}

static void price_sites(prices *c)
{
    const problem *p = c->p;
    size_t i, k;

    for (i = 0; i < p->sites; i++) {
        mpz_init_set_si(c->site[i], p->site[i].cost);
        mpz_mul(c->site[i], c->site[i], c->unit);
    }
    for (i = 0; i < p->rows; i++)
        for (k = 0; k < p->indicators; k++)
            if (p->bit[k] < 0) {
                mpz_t *at = &c->site[p->row[i].site[k]];
                mpz_sub(*at, *at, c->gain[i][k]);
            }
}

/* ---- a school's choices ---- */

/* false: the site is too small for these waivers. */
static bool add_site(mpz_t out, const prices *c, size_t s, const choice *of)
{
    const site *at = &c->p->site[s];
    long low = at->least, asked;
    size_t i, k = (size_t)at->indicator;

    for (i = 0; i < of->count; i++) {
        const row *r = &c->p->row[of->first + i];
        if (r->site[k] != (long)s) continue;
        asked = of->waived[i] == (long)k ? r->floor[k] : r->line[k];
        if (asked > low) low = asked;
    }
    add_many(out, c->site[s], mpz_sgn(c->site[s]) < 0 ? at->most : low);
    return low <= at->most;
}

static bool choice_at_least(mpz_t out, const prices *c, const choice *of)
{
    const problem *p = c->p;
    size_t i, k;

    mpz_set_ui(out, 0);
    for (i = 0; i < of->count; i++)
        mpz_add(out, out, c->staff[of->first + i][of->waived[i] + 1]);
    for (i = 0; i < of->count; i++)
        for (k = 0; k < p->indicators; k++) {
            long s = p->row[of->first + i].site[k];
            if (s < 0 || (i && p->row[of->first].site[k] == s)) continue;
            if (!add_site(out, c, (size_t)s, of)) return false;
        }
    return true;
}

static bool is_allowed(const problem *p, const choice *of)
{
    size_t i;

    for (i = 0; i < of->count; i++)
        if (of->waived[i] >= 0 && p->row[of->first + i].refused >> of->waived[i] & 1) return false;
    return true;
}

static void visit_school(const prices *c, size_t first, size_t count, see *see_choice, void *self)
{
    long last = c->p->waivers ? (long)c->p->indicators : 0, *waived;
    choice of = { { 0 }, first, count };
    mpz_t cost;
    bool any = false;

    waived = of.waived;
    mpz_init(cost);
    for (waived[0] = -1; waived[0] < last; waived[0]++)
        for (waived[1] = -1; waived[1] < (count > 1 ? last : 0); waived[1]++) {
            if (!is_allowed(c->p, &of) || !choice_at_least(cost, c, &of)) continue;
            see_choice(self, &of, cost, c->unit);
            any = true;
        }
    if (!any) reject("school", first);
    mpz_clear(cost);
}

static void take_back(prices *c)
{
    const problem *p = c->p;
    size_t i, k;

    for (i = 0; i < p->rows; i++) {
        for (k = 0; k < p->indicators; k++) mpz_clear(c->gain[i][k]);
        for (k = 0; k < (size_t)1 << p->bits; k++) mpz_clear(c->slack[i][k]);
        for (k = 0; k <= p->indicators; k++) mpz_clear(c->staff[i][k]);
    }
    for (i = 0; i < p->sites; i++) mpz_clear(c->site[i]);
    mpz_clear(c->unit);
}

/* What does not hang on any school's choice: `whole` in money, `fine` in units. */
static void add_common(mpq_t common, const prices *c, const mpz_t fine)
{
    mpz_t whole;
    size_t i;

    mpz_init(whole);
    add_people(whole, c);
    for (i = 0; i < c->p->rows; i++) add_bargains(whole, c, i);
    mpq_set_num(common, fine);
    mpq_set_den(common, c->unit);
    mpz_addmul(mpq_numref(common), whole, c->unit);
    mpq_canonicalize(common);
    mpz_clear(whole);
}

void bound_parts(mpq_t common, const problem *p, const node *certificate, see *see_choice,
                 void *self)
{
    prices c = { .p = p,
                 .gain = take(p->rows, sizeof *c.gain),
                 .slack = take(p->rows, sizeof *c.slack),
                 .staff = take(p->rows, sizeof *c.staff),
                 .site = take(p->sites, sizeof *c.site),
                 .person = take(p->rows, sizeof *c.person),
                 .need = take(p->rows, sizeof *c.need) };
    size_t i, count;
    mpz_t fine;

    mpz_init(fine);
    choose_unit(&c);
    read_worths(&c, fine, certificate);
    read_persons(&c, certificate);
    price_sites(&c);
    for (i = 0; i < p->rows; i++) price_staff(&c, i);
    for (i = 0; i < p->rows; i += count) {
        count = i + 1 < p->rows && p->row[i + 1].school == p->row[i].school ? 2 : 1;
        visit_school(&c, i, count, see_choice, self);
    }
    add_common(common, &c, fine);
    take_back(&c);
    mpz_clear(fine);
}

/* The cheapest choice of every school. */
typedef struct cheapest {
    mpz_t sum, best, unit;
    size_t first;
    bool any;
} cheapest;

static void see_cheapest(void *self, const choice *of, const mpz_t cost, const mpz_t unit)
{
    cheapest *c = self;

    if (c->any && of->first == c->first) {
        if (mpz_cmp(cost, c->best) < 0) mpz_set(c->best, cost);
        return;
    }
    if (c->any)
        mpz_add(c->sum, c->sum, c->best);
    else
        mpz_set(c->unit, unit);
    mpz_set(c->best, cost);
    c->first = of->first;
    c->any = true;
}

static void leaf_compute(mpq_t bound, const problem *p, const node *certificate)
{
    cheapest c = { .any = false };
    mpq_t common;

    mpq_init(common);
    mpz_inits(c.sum, c.best, c.unit, NULL);
    bound_parts(common, p, certificate, see_cheapest, &c);
    mpz_add(mpq_numref(bound), c.sum, c.best);
    mpz_set(mpq_denref(bound), c.unit);
    mpq_canonicalize(bound);
    mpq_add(bound, bound, common);
    mpz_clears(c.sum, c.best, c.unit, NULL);
    mpq_clear(common);
}

/* ---- cases: a row waives an indicator, or it does not; nothing else is left ---- */

typedef struct walk {
    const problem *p;
    const node *cases, *leaves;
    size_t at, leaf;
} walk;

static void walk_case(mpq_t least, walk *w, int depth)
{
    const node *here;
    long at, indicator, before;
    mpq_t bound;

    if (w->at == w->cases->size || depth > MOST_CASES) reject("cases", w->at);
    here = list(&w->cases->children[w->at++], NULL, 2);
    at = integer(&here->children[0]);
    indicator = integer(&here->children[1]);
    if (indicator < 0) {
        if (indicator != -1 || at || w->leaf == w->leaves->size) reject("cases", w->at);
        mpq_init(bound);
        leaf_compute(bound, w->p, &w->leaves->children[w->leaf]);
        if (!w->leaf++ || mpq_cmp(bound, least) < 0) mpq_set(least, bound);
        mpq_clear(bound);
        return;
    }
    if (at < 0 || (size_t)at >= w->p->rows || (size_t)indicator >= w->p->indicators)
        reject("cases", w->at);
    before = w->p->row[at].refused;
    w->p->row[at].refused = before | (ALL_REFUSED & ~(1L << indicator));
    walk_case(least, w, depth + 1);
    w->p->row[at].refused = before | 1L << indicator;
    walk_case(least, w, depth + 1);
    w->p->row[at].refused = before;
}

void bound_compute(mpq_t bound, const problem *p, const node *certificate)
{
    walk w = { .p = p,
               .cases = member(certificate, "cases", '['),
               .leaves = member(certificate, "prices", '[') };

    walk_case(bound, &w, 0);
    if (w.at != w.cases->size || w.leaf != w.leaves->size) reject("cases", w.at);
}
