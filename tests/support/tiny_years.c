/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/tiny_years.h"

#include "tests/support/test.h"

#include <gmp.h>
#include <string.h>

enum { ROWS = TINY_YEARS_ROWS, BOTH = 2, KINDS = 7 };

/* Persons of both types in every row at the end of both years, and what that cost. */
typedef struct fate {
    tiny_years *out;
    const jh_problem *p;
    int persons[TINY_YEARS][ROWS][BOTH];
    int64_t spent[TINY_YEARS];
    int64_t asks[ROWS][2]; /* of trained persons, at the line and at the floor */
    int64_t dearest;       /* more is not worth a look */
} fate;

/* ---- what a row asks, by multiplying out ---- */

static int64_t asked(const jh_problem *p, size_t i, size_t k, bool waived)
{
    const jh_plan_row *row = &p->rows[i];
    jh_ratio line = waived ? p->groups[row->group].floor[k] : p->groups[row->group].line[k];
    int64_t stock = 0;

    while ((row->base[k].up * row->gain[k].down + row->gain[k].up * stock) * line.down
           < line.up * row->pupils * row->gain[k].down)
        stock++;
    return stock;
}

static bool keeps_limit(const jh_problem *p, const int64_t *stock, size_t g, size_t k)
{
    jh_ratio limit = p->groups[g].limit[k];
    mpq_t x, sum, squares, all, room;
    bool keeps = true, any = false;
    size_t i;

    if (!limit.down) return true;
    mpq_inits(x, sum, squares, all, room, NULL);
    for (i = 0; i < p->row_count; i++) {
        const jh_plan_row *row = &p->rows[i];
        if (row->group != g) continue;
        any = true;
        mpq_set_si(x, row->base[k].up * row->gain[k].down + row->gain[k].up * stock[i],
                   (unsigned long)row->gain[k].down);
        mpq_canonicalize(x);
        mpq_add(sum, sum, x);
        mpq_mul(x, x, x);
        mpq_set_si(room, row->pupils, 1);
        mpq_add(all, all, room);
        mpq_div(x, x, room);
        mpq_add(squares, squares, x);
    }
    if (any) { /* all·Σx²/P ≤ (1 + τ²)(Σx)² */
        mpq_mul(squares, squares, all);
        mpq_mul(x, sum, sum);
        mpq_set_si(room, limit.down * limit.down + limit.up * limit.up,
                   (unsigned long)(limit.down * limit.down));
        mpq_canonicalize(room);
        mpq_mul(x, x, room);
        keeps = mpq_sgn(sum) > 0 && mpq_cmp(squares, x) <= 0;
    }
    mpq_clears(x, sum, squares, all, room, NULL);
    return keeps;
}

/* ---- staff ---- */

static void keep_front(tiny_front *front, int64_t first, int64_t all)
{
    size_t i, kept = 0;

    for (i = 0; i < front->count; i++)
        if (front->first[i] <= first && front->all[i] <= all) return;
    for (i = 0; i < front->count; i++) {
        if (first <= front->first[i] && all <= front->all[i]) continue;
        front->first[kept] = front->first[i];
        front->all[kept++] = front->all[i];
    }
    assert_true(kept < TINY_FRONT);
    front->first[kept] = first;
    front->all[kept++] = all;
    front->count = kept;
}

static int school_at(const jh_problem *p, size_t row)
{
    int school = 0;
    size_t i;

    for (i = 1; i <= row; i++) school += p->rows[i].school != p->rows[i - 1].school;
    return school;
}

static bool year_is_kept(const fate *f, int year, unsigned waived, unsigned first)
{
    size_t i;

    for (i = 0; i < f->p->row_count; i++) {
        const jh_plan_row *row = &f->p->rows[i];
        int64_t all = f->persons[year][i][0] + f->persons[year][i][1];
        int64_t asks = f->asks[i][waived >> i & 1], least = row->staff_least;
        int64_t today = row->today[0] + row->today[1];
        if (f->persons[year][i][0] < 0 || f->persons[year][i][1] < 0) return false;
        if (year == 0 && !(first >> school_at(f->p, i) & 1)) {
            if (row->today[1] < asks) asks = row->today[1];
            if (today < least) least = today;
        }
        if (all < least || f->persons[year][i][1] < asks) return false;
        if (year == 1 && all > row->staff_most) return false;
    }
    return true;
}

static void take_fate(const fate *f)
{
    int64_t stock[ROWS];
    unsigned waived, first, rows = 1U << f->p->row_count;
    size_t i;

    if (!year_is_kept(f, 1, f->p->waivers ? rows - 1 : 0, 0)) return;
    for (i = 0; i < f->p->row_count; i++) stock[i] = f->persons[1][i][1];
    if (!keeps_limit(f->p, stock, 0, 0) || !keeps_limit(f->p, stock, 1, 0)) return;
    for (waived = 0; waived < rows; waived++) {
        if (waived && !f->p->waivers) break;
        if (!year_is_kept(f, 1, waived, 0)) continue;
        for (first = 0; first < rows; first++)
            if (year_is_kept(f, 0, waived, first))
                keep_front(&f->out->fronts[waived][first], f->spent[0], f->spent[0] + f->spent[1]);
    }
}

static void change(fate *f, int year, size_t row, int type, int by)
{
    for (; year < TINY_YEARS; year++) f->persons[year][row][type] += by;
}

/* Trained in some year from `from` on, or never. */
static void train(fate *f, size_t at, size_t row, int type, int from,
                  void (*then)(fate *f, size_t at))
{
    int year;

    then(f, at);
    if (type || f->p->train[0] < 0 || !f->p->rows[row].train_most[0]) return;
    for (year = from; year < TINY_YEARS; year++) {
        change(f, year, row, 0, -1);
        change(f, year, row, 1, 1);
        f->spent[year] += f->p->train[0];
        then(f, at);
        f->spent[year] -= f->p->train[0];
        change(f, year, row, 1, -1);
        change(f, year, row, 0, 1);
    }
}

static void hire(fate *f, size_t at);

/* A new person: hired in a year with a type, and trained in one or never. */
static void hire_kind(fate *f, size_t at)
{
    static const int types[KINDS] = { 0, 0, 1, 1, 0, 0, 0 };
    static const int years[KINDS] = { 0, 1, 0, 1, 0, 0, 1 };
    static const int trained[KINDS] = { -1, -1, -1, -1, 0, 1, 1 };
    size_t row = at / KINDS, kind = at % KINDS;
    int type = types[kind], year = years[kind], then = trained[kind];
    bool can_train = f->p->train[0] >= 0 && f->p->rows[row].train_most[0];

    if (f->p->hire[type] < 0 || (then >= 0 && !can_train)) return;
    change(f, year, row, type, 1);
    f->spent[year] += f->p->hire[type];
    if (then >= 0) {
        change(f, then, row, 0, -1);
        change(f, then, row, 1, 1);
        f->spent[then] += f->p->train[0];
    }
    hire(f, at);
    if (then >= 0) {
        change(f, then, row, 0, 1);
        change(f, then, row, 1, -1);
        f->spent[then] -= f->p->train[0];
    }
    f->spent[year] -= f->p->hire[type];
    change(f, year, row, type, -1);
}

/* `at` counts rows and kinds: again this kind, or on to the next. */
static void hire(fate *f, size_t at)
{
    size_t row = at / KINDS;

    if (f->spent[0] + f->spent[1] > f->dearest) return;
    if (row == f->p->row_count) {
        take_fate(f);
        return;
    }
    if (f->persons[1][row][0] + f->persons[1][row][1] < f->p->rows[row].staff_most)
        hire_kind(f, at);
    hire(f, at + 1);
}

static int64_t way_cost(const jh_problem *p, size_t a, size_t b)
{
    size_t i;

    for (i = 0; i < p->way_count; i++)
        if ((p->ways[i].a == a && p->ways[i].b == b) || (p->ways[i].a == b && p->ways[i].b == a))
            return p->ways[i].cost;
    return -1;
}

/* Each person there is today (at most one of a type in a row): stays, or goes somewhere once. */
static void move(fate *f, size_t at)
{
    size_t row = at / BOTH, to;
    int type = (int)(at % BOTH), year;
    int64_t cost;

    if (row == f->p->row_count) {
        hire(f, 0);
        return;
    }
    if (!f->p->rows[row].today[type]) {
        move(f, at + 1);
        return;
    }
    train(f, at + 1, row, type, 0, move);
    for (to = 0; to < f->p->row_count; to++) {
        cost = to == row ? -1 : way_cost(f->p, row, to);
        for (year = 0; cost >= 0 && year < TINY_YEARS; year++) {
            change(f, year, row, type, -1);
            change(f, year, to, type, 1);
            f->spent[year] += cost;
            train(f, at + 1, to, type, year, move);
            f->spent[year] -= cost;
            change(f, year, to, type, -1);
            change(f, year, row, type, 1);
        }
    }
}

void tiny_years_try(tiny_years *out, const jh_problem *p, const jh_years *years)
{
    fate f = { .out = out, .p = p };
    size_t i;

    memset(out, 0, sizeof *out);
    out->problem = p;
    out->years = years;
    assert_true(p->row_count <= ROWS && p->bit_count == 1 && years->count == TINY_YEARS);
    f.dearest = (years->budget[0] + years->budget[1]) * 13 / 10 + 10;
    for (i = 0; i < p->row_count; i++) {
        f.asks[i][0] = asked(p, i, 0, false);
        f.asks[i][1] = asked(p, i, 0, true);
        change(&f, 0, i, 0, (int)p->rows[i].today[0]);
        change(&f, 0, i, 1, (int)p->rows[i].today[1]);
    }
    move(&f, 0);
}

/* ---- sites ---- */

typedef struct shop {
    const jh_problem *p;
    const int *waived;
    size_t k;
    int64_t steps[8], best;
} shop;

static int64_t low_of(const shop *s, size_t site)
{
    int64_t low = 0, one;
    size_t i;

    for (i = 0; i < s->p->row_count; i++) {
        if (s->p->rows[i].site[s->k] != site) continue;
        one = asked(s->p, i, s->k, s->waived[i] == (int)s->k);
        if (one > low) low = one;
    }
    return low;
}

static bool is_used(const shop *s, size_t site)
{
    size_t i;

    for (i = 0; i < s->p->row_count; i++)
        if (s->p->rows[i].site[s->k] == site) return true;
    return false;
}

static void buy(shop *s, size_t site, int64_t cost)
{
    int64_t stock[ROWS];
    size_t i;

    if (site == s->p->site_count) {
        for (i = 0; i < s->p->row_count; i++) stock[i] = s->steps[s->p->rows[i].site[s->k]];
        if ((s->best < 0 || cost < s->best) && keeps_limit(s->p, stock, 0, s->k)
            && keeps_limit(s->p, stock, 1, s->k))
            s->best = cost;
        return;
    }
    if (s->p->sites[site].indicator != s->k || !is_used(s, site)) {
        buy(s, site + 1, cost);
        return;
    }
    for (s->steps[site] = low_of(s, site); s->steps[site] <= s->p->sites[site].most;
         s->steps[site]++)
        buy(s, site + 1, cost + s->steps[site] * s->p->sites[site].cost);
}

/* All sites at their cheapest; −1 = impossible. Early: of the schools that pass first. */
static int64_t sites_cost(const jh_problem *p, const int *waived, unsigned first, int64_t *early)
{
    shop s = { .p = p, .waived = waived };
    int64_t sum = 0;
    size_t site, i;

    *early = 0;
    for (s.k = 1; s.k < p->indicator_count; s.k++) {
        s.best = -1;
        buy(&s, 0, 0);
        if (s.best < 0) return -1;
        sum += s.best;
        for (site = 0; site < p->site_count; site++) {
            if (p->sites[site].indicator != s.k || !is_used(&s, site)) continue;
            for (i = 0; p->rows[i].site[s.k] != site; i++) continue;
            if (first >> school_at(p, i) & 1) *early += low_of(&s, site) * p->sites[site].cost;
        }
    }
    return sum;
}

/* ---- both ---- */

/* Every choice of waivers and of who passes first: `see` gets what it costs. */
typedef struct looking {
    const tiny_years *t;
    int64_t ceiling;
    int64_t cost, pupils, lacking;
} looking;

static void see(looking *l, int64_t first, int64_t all, int64_t pupils)
{
    int64_t one = first - l->t->years->budget[0];
    int64_t two = all - l->t->years->budget[0] - l->t->years->budget[1];
    int64_t lacks = one > two ? one : two;

    if (lacks < 0) lacks = 0;
    if (l->lacking < 0 || lacks < l->lacking) l->lacking = lacks;
    if (lacks) return;
    if (l->cost < 0 || all < l->cost) l->cost = all;
    if (all <= l->ceiling && pupils > l->pupils) l->pupils = pupils;
}

static void look_at(looking *l, const int *waived)
{
    const jh_problem *p = l->t->problem;
    unsigned first, bits = 0, schools = (unsigned)school_at(p, p->row_count - 1) + 1;
    size_t i;

    for (i = 0; i < p->row_count; i++) bits |= (unsigned)(waived[i] == 0) << i;
    for (first = 0; first < 1U << schools; first++) {
        const tiny_front *front = &l->t->fronts[bits][first];
        int64_t early, sites, pupils = 0;
        if (__builtin_popcount(first) < l->t->years->wanted[0]) continue;
        sites = sites_cost(p, waived, first, &early);
        if (sites < 0) return;
        for (i = 0; i < p->row_count; i++)
            pupils += p->rows[i].pupils * (first >> school_at(p, i) & 1 ? 2 : 1);
        for (i = 0; i < front->count; i++)
            see(l, early + front->first[i], sites + front->all[i], pupils);
    }
}

static looking look(const tiny_years *t, int64_t ceiling)
{
    looking l = { t, ceiling, -1, -1, -1 };
    int waived[ROWS] = { -1, -1, -1 };
    int last = t->problem->waivers ? (int)t->problem->indicator_count : 0;
    size_t i;

    for (;;) {
        look_at(&l, waived);
        for (i = 0; i < t->problem->row_count; i++) {
            if (++waived[i] < last) break;
            waived[i] = -1;
        }
        if (i == t->problem->row_count) return l;
    }
}

int64_t tiny_years_cost(const tiny_years *t)
{
    return look(t, INT64_MAX).cost;
}

int64_t tiny_years_pupils(const tiny_years *t, int64_t ceiling)
{
    return look(t, ceiling).pupils;
}

int64_t tiny_years_lacking(const tiny_years *t)
{
    return look(t, INT64_MAX).lacking;
}
