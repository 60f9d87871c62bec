/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

static void fraction(mpq_t out, const node *pair)
{
    mpq_t down;

    list(pair, NULL, 2);
    mpq_init(down);
    mpq_set_si(out, integer(&pair->children[0]), 1);
    mpq_set_si(down, integer(&pair->children[1]), 1);
    if (mpq_sgn(down) <= 0) reject("a denominator", 0);
    mpq_div(out, out, down);
    mpq_clear(down);
}

static void fractions(mpq_t *out, const node *from, const char *key, size_t count)
{
    const node *all = list(from, key, count);
    size_t i;

    for (i = 0; i < count; i++) {
        mpq_init(out[i]);
        fraction(out[i], &all->children[i]);
    }
}

static void integers(long *out, const node *from, const char *key, size_t count)
{
    const node *all = list(from, key, count);
    size_t i;

    for (i = 0; i < count; i++) out[i] = money(&all->children[i]);
}

static void read_group(group *g, const problem *p, const node *from)
{
    const node *limits = list(from, "limit", p->indicators);
    size_t k;

    fractions(g->line, from, "line", p->indicators);
    fractions(g->floor, from, "floor", p->indicators);
    for (k = 0; k < p->indicators; k++) {
        const node *pair = list(&limits->children[k], NULL, 2);
        mpq_init(g->limit[k]);
        g->limited[k] = integer(&pair->children[1]) != 0;
        if (g->limited[k])
            fraction(g->limit[k], pair);
        else if (integer(&pair->children[0]))
            reject("a limit", k);
    }
}

/* The least whole stock with base + gain × stock ≥ line × pupils. */
static long least_stock(const row *r, size_t k, const mpq_t line)
{
    mpq_t wanted, room;
    mpz_t whole;
    long out;

    mpq_inits(wanted, room, NULL);
    mpz_init(whole);
    mpq_set_si(room, r->pupils, 1);
    mpq_mul(wanted, line, room);
    mpq_sub(wanted, wanted, r->base[k]);
    mpq_div(wanted, wanted, r->gain[k]);
    mpz_cdiv_q(whole, mpq_numref(wanted), mpq_denref(wanted));
    if (mpz_sgn(whole) < 0) mpz_set_ui(whole, 0);
    if (!mpz_fits_slong_p(whole)) reject("a line", k);
    out = mpz_get_si(whole);
    mpz_clear(whole);
    mpq_clears(wanted, room, NULL);
    return out;
}

static void read_row(row *r, const problem *p, const node *from, size_t at)
{
    long staff[2];
    size_t k;

    r->school = integer(member(from, "school", '0'));
    r->group = integer(member(from, "group", '0'));
    r->pupils = integer(member(from, "pupils", '0'));
    if (r->group < 0 || (size_t)r->group >= p->groups || r->pupils <= 0) reject("row", at);
    if (at && r->school < r[-1].school) reject("order of rows", at);
    if (at > 1 && r->school == r[-2].school) reject("rows of a school", at);
    fractions(r->base, from, "base", p->indicators);
    fractions(r->gain, from, "gain", p->indicators);
    integers(r->site, from, "site", p->indicators);
    integers(r->today, from, "today", TYPES);
    integers(staff, from, "staff", 2);
    integers(r->train_most, from, "train_most", BITS);
    r->least_staff = staff[0];
    r->most_staff = staff[1];
    if (staff[0] < 0 || staff[1] < staff[0]) reject("staff", at);
    for (k = 0; k < TYPES; k++)
        if (r->today[k] < 0 || (k >> p->bits && r->today[k])) reject("today", at);
    for (k = 0; k < BITS; k++)
        if (r->train_most[k] < 0) reject("train_most", at);
    for (k = 0; k < p->indicators; k++) {
        if (mpq_sgn(r->gain[k]) <= 0 || mpq_sgn(r->base[k]) < 0) reject("amount of row", at);
        if ((p->bit[k] < 0) != (r->site[k] >= 0)) reject("site of row", at);
        if (p->bit[k] < 0
            && ((size_t)r->site[k] >= p->sites || p->site[r->site[k]].indicator != (long)k
                || p->site[r->site[k]].school != r->school))
            reject("site of row", at);
    }
}

void problem_lines(problem *p, size_t of, size_t k)
{
    const group *g = &p->group[of];
    size_t i;

    for (i = 0; i < p->rows; i++) {
        row *r = &p->row[i];
        if ((size_t)r->group != of) continue;
        r->line[k] = least_stock(r, k, g->line[k]);
        r->floor[k] = least_stock(r, k, g->floor[k]);
        if (r->floor[k] > r->line[k]) r->floor[k] = r->line[k];
    }
}

/* Without decisions a row may have of each type as many as of all. */
static void read_decisions(problem *p, const node *from)
{
    const node *all = member_or_null(from, "holds");
    size_t i, t;

    if (all) list(all, NULL, p->rows);
    for (i = 0; i < p->rows; i++) {
        row *r = &p->row[i];
        for (t = 0; t < TYPES; t++) r->room[t] = r->most_staff;
        if (!all) continue;
        integers(r->kept, &all->children[i], "least", TYPES);
        integers(r->room, &all->children[i], "most", TYPES);
        r->refused = integer(member(&all->children[i], "refused", '0'));
        for (t = 0; t < TYPES; t++) {
            if (r->kept[t] < 0 || r->room[t] < r->kept[t]) reject("decisions about row", i);
            if (r->room[t] > r->most_staff) r->room[t] = r->most_staff;
        }
        if (r->refused < 0) reject("decisions about row", i);
    }
}

static void read_sites(problem *p, const node *from)
{
    const node *sites = member(from, "sites", '['), *ways = member(from, "ways", '[');
    long of[5];
    size_t i;

    p->sites = sites->size;
    p->ways = ways->size;
    p->site = take(p->sites, sizeof *p->site);
    p->way = take(p->ways, sizeof *p->way);
    for (i = 0; i < p->sites; i++) {
        integers(of, &sites->children[i], NULL, 5);
        p->site[i] = (site){ of[0], of[1], of[2], of[3], of[4] };
        if (of[1] < 0 || (size_t)of[1] >= p->indicators || of[2] < of[4] || of[3] < 0 || of[4] < 0)
            reject("site", i);
    }
    for (i = 0; i < p->ways; i++) {
        integers(of, &ways->children[i], NULL, 3);
        p->way[i] = (way){ of[0], of[1], of[2] };
    }
}

const way *way_between(const problem *p, long from, long to)
{
    size_t i;
    long a = from < to ? from : to, b = from < to ? to : from;

    for (i = 0; i < p->ways; i++)
        if (p->way[i].a == a && p->way[i].b == b) return &p->way[i];
    return NULL;
}

static void check_ways(const problem *p)
{
    size_t i;

    for (i = 0; i < p->ways; i++) {
        const way *w = &p->way[i];
        if (w->a < 0 || w->b <= w->a || (size_t)w->b >= p->rows || w->cost < 0
            || p->row[w->a].group != p->row[w->b].group)
            reject("way", i);
        if (i && (w->a < w[-1].a || (w->a == w[-1].a && w->b <= w[-1].b))) reject("ways", i);
    }
}

/* Moves that are decided: on a way, of persons who are there. */
static void read_moves(problem *p, const node *from)
{
    const node *all = member_or_null(from, "decided");
    long of[4];
    size_t i, j;

    p->decided = all ? all->size : 0;
    p->must = take(p->decided, sizeof *p->must);
    for (i = 0; i < p->decided; i++) {
        long gone = 0;
        integers(of, &all->children[i], NULL, 4);
        p->must[i] = (transfer){ of[0], of[1], of[2], of[3] };
        if (of[2] < 0 || of[2] >= TYPES || of[3] <= 0 || !way_between(p, of[0], of[1]))
            reject("decided move", i);
        for (j = 0; j <= i; j++)
            if (p->must[j].from == of[0] && p->must[j].type == of[2])
                gone = plus(gone, p->must[j].count);
        if (gone > p->row[of[0]].today[of[2]]) reject("decided move", i);
    }
}

void problem_read(problem *p, const node *from)
{
    const node *bits = member(from, "bit", '['), *groups = member(from, "groups", '['),
               *rows = member(from, "rows", '[');
    size_t i, k;

    p->indicators = bits->size;
    p->groups = groups->size;
    p->rows = rows->size;
    p->bits = (size_t)integer(member(from, "bits", '0'));
    p->waivers = integer(member(from, "waivers", '0'));
    if (!p->rows || p->indicators > INDICATORS || p->bits > BITS || p->waivers < 0
        || p->waivers > 1)
        reject("problem", 0);
    integers(p->bit, from, "bit", p->indicators);
    for (i = 0; i < p->indicators; i++)
        if (p->bit[i] < -1 || p->bit[i] >= (long)p->bits) reject("bit", i);
    integers(p->hire, from, "hire", TYPES);
    integers(p->train, from, "train", BITS);
    p->group = take(p->groups, sizeof *p->group);
    p->row = take(p->rows, sizeof *p->row);
    for (i = 0; i < p->groups; i++) read_group(&p->group[i], p, &groups->children[i]);
    read_sites(p, from);
    for (i = 0; i < p->rows; i++) read_row(&p->row[i], p, &rows->children[i], i);
    for (i = 0; i < p->groups; i++)
        for (k = 0; k < p->indicators; k++) problem_lines(p, i, k);
    read_decisions(p, from);
    check_ways(p);
    read_moves(p, from);
}
