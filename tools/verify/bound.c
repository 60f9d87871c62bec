/* The bound again, from the document's prices. For each school the cheapest of all its choices of
 * waivers, at prices of persons, of needs and of a unit towards each coefficient's limit.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stdlib.h>
#include <string.h>

enum { LAMBDA_BITS = 20, SLOPE_BITS = 30, MOST_CASES = 4000, ALL_REFUSED = (1 << INDICATORS) - 1 };

typedef struct prices {
    const problem *p;
    mpq_t (*worth)[INDICATORS]; /* [row] γ: of a unit of the amount */
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

static void read_worths(prices *c, const node *from)
{
    const problem *p = c->p;
    const node *lambda = list(from, "lambda", p->groups), *root = list(from, "root", p->groups);
    const node *slope = list(from, "slope", p->rows);
    mpq_t factor;
    size_t i, g, k;

    mpq_init(factor);
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
    for (i = 0; i < p->rows; i++)
        for (k = 0; k < p->indicators; k++) {
            g = (size_t)p->row[i].group;
            mpq_init(c->worth[i][k]);
            mpq_set_si(c->worth[i][k],
                       plus(money(&root->children[g].children[k]),
                            -money(&slope->children[i].children[k])),
                       1);
            mpq_set_si(factor, money(&lambda->children[g].children[k]), 1);
            mpq_mul(c->worth[i][k], c->worth[i][k], factor);
            mpq_div_2exp(c->worth[i][k], c->worth[i][k], LAMBDA_BITS + SLOPE_BITS);
        }
    mpq_clear(factor);
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

static void add(mpq_t sum, long price, long count)
{
    mpz_t product;
    mpq_t q;

    mpz_init_set_si(product, price);
    mpz_mul_si(product, product, count);
    mpq_init(q);
    mpq_set_z(q, product);
    mpq_add(sum, sum, q);
    mpq_clear(q);
    mpz_clear(product);
}

/* Everybody there is today goes where a person is worth most, less the way. */
static void add_people(mpq_t bound, const prices *c)
{
    const problem *p = c->p;
    long(*best)[TYPES] = take(p->rows, sizeof *best);
    size_t i, t;

    memcpy(best, c->person, p->rows * sizeof *best);
    for (i = 0; i < p->ways; i++)
        for (t = 0; t < TYPES; t++) {
            const way *w = &p->way[i];
            long out = plus(c->person[w->b][t], -w->cost),
                 back = plus(c->person[w->a][t], -w->cost);
            if (t >> p->bits) continue;
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

static void add_bargains(mpq_t bound, const prices *c, size_t i)
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

static void add_bases(mpq_t bound, const prices *c, size_t i)
{
    mpq_t product;
    size_t k;

    mpq_init(product);
    for (k = 0; k < c->p->indicators; k++) {
        mpq_mul(product, c->worth[i][k], c->p->row[i].base[k]);
        mpq_sub(bound, bound, product);
    }
    mpq_clear(product);
}

/* ---- a school's choices ---- */

typedef struct typed {
    size_t type;
    mpq_t *slack;
} typed;

static int by_slack(const void *a, const void *b)
{
    const typed *x = a, *y = b;

    return mpq_cmp(*x->slack, *y->slack);
}

/* Whoever must be there, then the types with the least slack as long as it is below nothing. */
static void fill_places(mpq_t out, mpq_t *slack, const problem *p, size_t i)
{
    const row *r = &p->row[i];
    typed order[TYPES];
    mpq_t product;
    long places = r->most_staff, count;
    size_t t, types = (size_t)1 << p->bits;

    mpq_init(product);
    for (t = 0; t < types; t++) {
        order[t] = (typed){ t, &slack[t] };
        places = plus(places, -r->kept[t]);
        mpq_set_si(product, r->kept[t], 1);
        mpq_mul(product, product, slack[t]);
        mpq_add(out, out, product);
    }
    qsort(order, types, sizeof *order, by_slack);
    for (t = 0; t < types && places > 0 && mpq_sgn(*order[t].slack) < 0; t++) {
        size_t type = order[t].type;
        count = r->room[type] - r->kept[type];
        if (count > places) count = places;
        places -= count;
        mpq_set_si(product, count, 1);
        mpq_mul(product, product, *order[t].slack);
        mpq_add(out, out, product);
    }
    mpq_clear(product);
}

static void staff_at_least(mpq_t out, const prices *c, size_t i, long waived)
{
    const problem *p = c->p;
    const long *need = c->need[i][waived >= 0 ? p->bit[waived] + 1 : 0];
    mpq_t slack[TYPES], product;
    size_t t, k;

    mpq_init(product);
    for (t = 0; t < TYPES; t++) mpq_init(slack[t]);
    for (t = 0; t < 1U << p->bits; t++) {
        add(slack[t], c->person[i][t], 1);
        add(slack[t], need[0], -1);
        for (k = 0; k < p->bits; k++)
            if (t >> k & 1) add(slack[t], need[k + 1], -1);
        for (k = 0; k < p->indicators; k++) {
            if (p->bit[k] < 0 || !(t >> p->bit[k] & 1)) continue;
            mpq_mul(product, c->worth[i][k], p->row[i].gain[k]);
            mpq_sub(slack[t], slack[t], product);
        }
    }
    mpq_set_si(out, 0, 1);
    fill_places(out, slack, p, i);
    add(out, need[0], p->row[i].least_staff);
    for (k = 0; k < p->indicators; k++)
        if (p->bit[k] >= 0)
            add(out, need[p->bit[k] + 1],
                waived == (long)k ? p->row[i].floor[k] : p->row[i].line[k]);
    for (t = 0; t < TYPES; t++) mpq_clear(slack[t]);
    mpq_clear(product);
}

/* false: the site is too small for these waivers. */
static bool site_at_least(mpq_t out, const prices *c, size_t s, const choice *of)
{
    const site *at = &c->p->site[s];
    mpq_t product;
    long low = at->least, asked;
    size_t i, k = (size_t)at->indicator;

    mpq_init(product);
    mpq_set_si(out, at->cost, 1);
    for (i = 0; i < of->count; i++) {
        const row *r = &c->p->row[of->first + i];
        if (r->site[k] != (long)s) continue;
        asked = of->waived[i] == (long)k ? r->floor[k] : r->line[k];
        if (asked > low) low = asked;
        mpq_mul(product, c->worth[of->first + i][k], r->gain[k]);
        mpq_sub(out, out, product);
    }
    mpq_set_si(product, mpq_sgn(out) < 0 ? at->most : low, 1);
    mpq_mul(out, out, product);
    mpq_clear(product);
    return low <= at->most;
}

static bool choice_at_least(mpq_t out, const prices *c, const choice *of)
{
    const problem *p = c->p;
    mpq_t part;
    bool possible = true;
    size_t i, k;

    mpq_init(part);
    mpq_set_si(out, 0, 1);
    for (i = 0; i < of->count; i++) {
        staff_at_least(part, c, of->first + i, of->waived[i]);
        mpq_add(out, out, part);
    }
    for (i = 0; i < of->count; i++)
        for (k = 0; k < p->indicators; k++) {
            long s = p->row[of->first + i].site[k];
            if (s < 0 || (i && p->row[of->first].site[k] == s)) continue;
            possible = possible && site_at_least(part, c, (size_t)s, of);
            mpq_add(out, out, part);
        }
    mpq_clear(part);
    return possible;
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
    mpq_t cost;
    bool any = false;

    waived = of.waived;
    mpq_init(cost);
    for (waived[0] = -1; waived[0] < last; waived[0]++)
        for (waived[1] = -1; waived[1] < (count > 1 ? last : 0); waived[1]++) {
            if (!is_allowed(c->p, &of) || !choice_at_least(cost, c, &of)) continue;
            see_choice(self, &of, cost);
            any = true;
        }
    if (!any) reject("school", first);
    mpq_clear(cost);
}

static void take_back(prices *c)
{
    size_t i, k;

    for (i = 0; i < c->p->rows; i++)
        for (k = 0; k < c->p->indicators; k++) mpq_clear(c->worth[i][k]);
}

void bound_parts(mpq_t common, const problem *p, const node *certificate, see *see_choice,
                 void *self)
{
    prices c = { p, take(p->rows, sizeof *c.worth), take(p->rows, sizeof *c.person),
                 take(p->rows, sizeof *c.need) };
    size_t i, count;

    read_worths(&c, certificate);
    read_persons(&c, certificate);
    mpq_set_si(common, 0, 1);
    add_people(common, &c);
    for (i = 0; i < p->rows; i += count) {
        count = i + 1 < p->rows && p->row[i + 1].school == p->row[i].school ? 2 : 1;
        visit_school(&c, i, count, see_choice, self);
    }
    for (i = 0; i < p->rows; i++) {
        add_bases(common, &c, i);
        add_bargains(common, &c, i);
    }
    take_back(&c);
}

/* The cheapest choice of every school. */
typedef struct cheapest {
    mpq_t sum, best;
    size_t first;
    bool any;
} cheapest;

static void see_cheapest(void *self, const choice *of, const mpq_t cost)
{
    cheapest *c = self;

    if (c->any && of->first == c->first) {
        if (mpq_cmp(cost, c->best) < 0) mpq_set(c->best, cost);
        return;
    }
    if (c->any) mpq_add(c->sum, c->sum, c->best);
    mpq_set(c->best, cost);
    c->first = of->first;
    c->any = true;
}

static void leaf_compute(mpq_t bound, const problem *p, const node *certificate)
{
    cheapest c = { .any = false };

    mpq_inits(c.sum, c.best, NULL);
    bound_parts(bound, p, certificate, see_cheapest, &c);
    mpq_add(bound, bound, c.sum);
    mpq_add(bound, bound, c.best);
    mpq_clears(c.sum, c.best, NULL);
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
