/* What a schedule shows people, number by number, against what its proof says.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

/* A whole number in the document. */
static void check_whole(const node *object, const char *key, long is, size_t where)
{
    if (integer(member(object, key, '0')) != is) reject(key, where);
}

static long year_named(const node *years, long index)
{
    return integer(member(&years->children[index], "year", '0'));
}

static void check_years(const node *years, const schedule *s)
{
    size_t y, i;

    for (y = 0; y < s->years; y++) {
        long passing = 0;
        for (i = 0; i < s->schools; i++) passing += s->year_of[i] <= (long)y;
        if (y && year_named(years, (long)y) <= year_named(years, (long)y - 1)) reject("year", y);
        check_whole(&years->children[y], "wanted", s->wanted[y], y);
        check_whole(&years->children[y], "passing", passing, y);
    }
}

static void check_floor(const node *said, const node *names, long waived, size_t i)
{
    const node *floor = member_or_null(said, "at_floor");

    if ((floor != NULL) != (waived >= 0) || (floor && !same_text(floor, &names->children[waived])))
        reject("at_floor", i);
}

/* Schools of a county, or counties of a province. */
static void check_passers(const node *root, const node *years, const schedule *s)
{
    const node *waived = list(s->plan, "waived", s->p->rows);
    const node *names = member_or_null(root, "indicators");
    const node *all = list(root, names ? "schools" : "counties", s->p->rows);
    size_t i;

    if (names) list(names, NULL, s->p->indicators);
    for (i = 0; i < s->p->rows; i++) {
        const node *said = &all->children[i];
        check_whole(said, "year", year_named(years, s->year_of[s->school_of[i]]), i);
        check_whole(said, "pupils", s->p->row[i].pupils, i);
        if (names) check_floor(said, names, integer(&waived->children[i]), i);
    }
}

/* Year, and what it costs at the table's prices. */
static void check_measures(const node *root, const node *years, const schedule *s)
{
    const node *said = list(root, "measures", s->measures->size);
    mpq_t cost, count;
    size_t i;

    mpq_inits(cost, count, NULL);
    for (i = 0; i < said->size; i++) {
        const node *m = s->measures->children[i].children;
        check_whole(&said->children[i], "year", year_named(years, integer(&m[0])), i);
        mpq_set_si(cost, s->each[i], 1);
        mpq_set_si(count, money(&m[6]), 1);
        mpq_mul(cost, cost, count);
        check_yuan(&said->children[i], "cost_yuan", cost);
    }
    mpq_clears(cost, count, NULL);
}

static void check_gaps(const node *root, const schedule *s)
{
    mpq_t whole, part;

    mpq_inits(whole, part, NULL);
    number(whole, member(root, "cheapest_yuan", '0'));
    number(part, member(root, "least_cost_yuan", '0'));
    check_gap(root, "cost_gap_percent", whole, part);
    number(whole, member(root, "most_pupil_years", '0'));
    check_gap(root, "pupil_gap_percent", whole, s->pupil_years);
    mpq_clears(whole, part, NULL);
}

void shown_years(const node *root, const schedule *s, bool found)
{
    const node *years = list(root, "years", s->years);
    mpq_t said;

    check_years(years, s);
    check_passers(root, years, s);
    check_measures(root, years, s);
    if (found) check_gaps(root, s);
    mpq_init(said);
    number(said, member(root, "pupil_years", '0'));
    check_equal(said, s->pupil_years, "pupil_years");
    mpq_clear(said);
}
