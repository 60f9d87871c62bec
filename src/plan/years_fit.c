/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"

#include <stdlib.h>
#include <string.h>

/* With many schools only pairs that are near in cost are tried together. */
enum { NEAR = 12 };

typedef struct change {
    uint32_t at;  /* school, or row of staff */
    uint32_t old; /* year */
    bool is_staff;
} change;

/* A schedule being changed. Money of a year is in the costs' prices; `late` falls in the last. */
typedef struct fitting {
    const jh_years_work *w;
    const jh_years_parts *parts;
    const jh_years_wish *wish;
    size_t years, schools;
    int64_t money[JH_YEARS_MOST];
    int64_t passing[JH_YEARS_MOST]; /* in that very year */
    uint32_t *year;                 /* [school] */
    uint32_t *staff;                /* [row] */
    uint32_t *order;                /* [school] cheapest first */
    int64_t *early;                 /* [school] sites and staff together */
    size_t *giver;                  /* [row + 1] the other way than takers */
    uint32_t *givers;
    change *log;
    size_t logged, log_room;
} fitting;

/* ---- changes, and taking them back ---- */

static void set_year(fitting *f, size_t school, uint32_t year)
{
    f->money[f->year[school]] -= f->parts->sites[school];
    f->passing[f->year[school]]--;
    f->year[school] = year;
    f->money[year] += f->parts->sites[school];
    f->passing[year]++;
}

static void set_staff(fitting *f, size_t row, uint32_t year)
{
    f->money[f->staff[row]] -= f->parts->staff[row];
    f->staff[row] = year;
    f->money[year] += f->parts->staff[row];
}

static void note(fitting *f, uint32_t at, uint32_t old, bool is_staff)
{
    if (f->logged < f->log_room) f->log[f->logged++] = (change){ at, old, is_staff };
}

static void take_back(fitting *f, size_t mark)
{
    while (f->logged > mark) {
        change last = f->log[--f->logged];
        if (last.is_staff)
            set_staff(f, last.at, last.old);
        else
            set_year(f, last.at, last.old);
    }
}

/* The row's staff comes with its school, or with the first that takes what it cannot spare. */
static uint32_t staff_year(const fitting *f, size_t row)
{
    uint32_t year = f->year[f->w->school_of[row]];
    size_t i;

    for (i = f->parts->taker[row]; i < f->parts->taker[row + 1]; i++)
        if (f->staff[f->parts->takers[i]] < year) year = f->staff[f->parts->takers[i]];
    return year;
}

/* On to the rows that give to this one, as long as anything changes. Rows that give to each other
 * may keep an earlier year than they must; refresh mends that. */
static void update_staff(fitting *f, uint32_t row)
{
    size_t next = f->logged, i;
    uint32_t year = staff_year(f, row);

    if (year == f->staff[row]) return;
    note(f, row, f->staff[row], true);
    set_staff(f, row, year);
    for (; next < f->logged; next++) {
        uint32_t changed = f->log[next].at;
        for (i = f->giver[changed]; i < f->giver[changed + 1]; i++) {
            uint32_t giver = f->givers[i];
            year = staff_year(f, giver);
            if (year == f->staff[giver] || f->logged == f->log_room) continue;
            note(f, giver, f->staff[giver], true);
            set_staff(f, giver, year);
        }
    }
}

static void place(fitting *f, uint32_t school, uint32_t year)
{
    const jh_years_school *s = &f->w->schools[school];
    size_t i;

    note(f, school, f->year[school], false);
    set_year(f, school, year);
    for (i = 0; i < s->rows; i++) update_staff(f, (uint32_t)(s->first + i));
}

/* All years of staff anew; what was done is not taken back any more. */
static void refresh(fitting *f)
{
    bool changed = true;
    size_t i;

    for (i = 0; i < f->w->p->row_count; i++) set_staff(f, i, f->year[f->w->school_of[i]]);
    while (changed) {
        changed = false;
        for (i = 0; i < f->w->p->row_count; i++) {
            uint32_t year = staff_year(f, i);
            if (year == f->staff[i]) continue;
            set_staff(f, i, year);
            changed = true;
        }
    }
    f->logged = 0;
}

/* ---- what holds ---- */

/* How much more the money of some year would have to be; 0 = it suffices. The ceiling, too. */
static int64_t lacking(const fitting *f)
{
    const jh_years *years = f->w->years;
    int64_t most = 0, spent = 0, budget = 0;
    size_t y;

    for (y = 0; y < f->years; y++) {
        int64_t base = f->money[y] + (y + 1 == f->years ? f->parts->late : 0);
        spent += jh_years_money(base, years->price[y]);
        budget += years->budget[y] + (f->wish->more ? f->wish->more[y] : 0);
        if (spent - budget > most) most = spent - budget;
    }
    return spent > f->wish->ceiling && spent - f->wish->ceiling > most ? spent - f->wish->ceiling
                                                                       : most;
}

static bool keeps_shares(const fitting *f)
{
    int64_t passing = 0;
    size_t y;

    for (y = 0; y < f->years; y++) {
        passing += f->passing[y];
        if (passing < f->w->years->wanted[y]) return false;
    }
    return true;
}

static bool holds(const fitting *f)
{
    return keeps_shares(f) && !lacking(f);
}

static int64_t pupils_of(const fitting *f, size_t school)
{
    return f->w->schools[school].pupils;
}

static int64_t pupil_years(const fitting *f)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < f->schools; i++) sum += pupils_of(f, i) * (int64_t)(f->years - f->year[i]);
    return sum;
}

/* ---- where it begins ---- */

static void all_last(fitting *f)
{
    size_t i;

    for (i = 0; i < f->schools; i++) set_year(f, i, (uint32_t)f->years - 1);
    refresh(f);
}

/* The wanted shares with the schools whose measures are cheapest. */
static void cheapest_first(fitting *f)
{
    int64_t done = 0;
    uint32_t y;

    all_last(f);
    for (y = 0; y < f->years; y++)
        for (; done < f->w->years->wanted[y]; done++) set_year(f, f->order[done], y);
    refresh(f);
}

/* As the hint has it, as far as the money goes. */
static void as_hinted(fitting *f)
{
    uint32_t y, to;
    size_t i;

    all_last(f);
    for (y = 0; y + 1 < f->years; y++)
        for (i = 0; i < f->schools; i++) {
            uint32_t school = f->order[i];
            if (f->wish->hint[school] != y) continue;
            for (to = y; to + 1 < f->years; to++) {
                f->logged = 0;
                place(f, school, to);
                if (!lacking(f)) break;
                take_back(f, 0);
            }
        }
    refresh(f);
}

/* ---- exchanges ---- */

/* One school earlier. */
static bool advance_one(fitting *f)
{
    bool any = false;
    size_t i;
    uint32_t y;

    for (i = 0; i < f->schools; i++) {
        uint32_t school = f->order[i];
        for (y = 0; y < f->year[school]; y++) {
            f->logged = 0;
            place(f, school, y);
            if (holds(f)) {
                any = true;
                break;
            }
            take_back(f, 0);
        }
    }
    return any;
}

/* One school earlier, one later, if that is more pupil-years. */
static bool exchange_with(fitting *f, uint32_t a)
{
    uint32_t old = f->year[a], to, from, later, b;
    size_t mark;
    int64_t gain;

    for (to = 0; to < old; to++) {
        f->logged = 0;
        place(f, a, to);
        mark = f->logged;
        for (b = 0; b < f->schools; b++) {
            from = f->year[b];
            if (b == a || f->early[b] == 0) continue;
            for (later = from + 1; later < f->years; later++) {
                gain = pupils_of(f, a) * (old - to) - pupils_of(f, b) * (later - from);
                if (gain <= 0) break;
                place(f, b, later);
                if (holds(f)) return true;
                take_back(f, mark);
            }
        }
        take_back(f, 0);
    }
    return false;
}

/* Two schools earlier for one later (up), or one earlier for two later: to a neighbouring year. */
static bool exchange_two(fitting *f, uint32_t a, uint32_t b, bool up)
{
    uint32_t ya = f->year[a], yb = f->year[b], c;
    uint32_t last = (uint32_t)f->years - 1;
    int64_t moved = pupils_of(f, a) + pupils_of(f, b);
    size_t mark;

    if (up ? !ya || !yb : ya == last || yb == last) return false;
    f->logged = 0;
    place(f, a, up ? ya - 1 : ya + 1);
    place(f, b, up ? yb - 1 : yb + 1);
    mark = f->logged;
    for (c = 0; c < f->schools; c++) {
        if (c == a || c == b || (up ? f->year[c] == last : !f->year[c])) continue;
        if (up ? pupils_of(f, c) >= moved : pupils_of(f, c) <= moved) continue;
        place(f, c, up ? f->year[c] + 1 : f->year[c] - 1);
        if (holds(f)) return true;
        take_back(f, mark);
    }
    take_back(f, 0);
    return false;
}

static bool exchange_pairs(fitting *f)
{
    bool any = false;
    uint32_t i;

    for (i = 0; i < f->schools; i++) any = exchange_with(f, i) || any;
    return any;
}

static bool exchange_triples(fitting *f)
{
    size_t i, j;
    bool any = false;

    for (i = 0; i < f->schools; i++)
        for (j = i + 1; j < f->schools && j <= i + NEAR; j++) {
            if (f->early[f->order[i]] == 0) break;
            any = exchange_two(f, f->order[i], f->order[j], true) || any;
            any = exchange_two(f, f->order[i], f->order[j], false) || any;
        }
    return any;
}

static void improve(fitting *f)
{
    bool any = true;

    while (any) {
        any = advance_one(f);
        any = exchange_pairs(f) || any;
        if (!any) any = exchange_triples(f);
        refresh(f);
    }
}

/* ---- all of it ---- */

static void keep_better(jh_years_fit *out, const fitting *f)
{
    int64_t missing = lacking(f), worth = pupil_years(f);

    if (!keeps_shares(f)) return;
    if (out->lacking >= 0
        && (missing > out->lacking || (missing == out->lacking && worth <= out->pupil_years)))
        return;
    out->lacking = missing;
    out->pupil_years = worth;
    memcpy(out->year, f->year, f->schools * sizeof *f->year);
    memcpy(out->staff, f->staff, f->w->p->row_count * sizeof *f->staff);
}

static int by_early(const void *a, const void *b, void *early)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const int64_t *of = early;

    if (of[x] != of[y]) return of[x] < of[y] ? -1 : 1;
    return (x > y) - (x < y);
}

static void find_givers(fitting *f)
{
    const jh_years_parts *parts = f->parts;
    size_t rows = f->w->p->row_count, i, j, *next = f->giver + 1;

    for (i = 0; i < parts->taker[rows]; i++)
        if (parts->takers[i] + 1 < rows) next[parts->takers[i] + 1]++;
    for (i = 1; i < rows; i++) next[i] += next[i - 1];
    for (i = 0; i < rows; i++)
        for (j = parts->taker[i]; j < parts->taker[i + 1]; j++)
            f->givers[next[parts->takers[j]]++] = (uint32_t)i;
}

static jh_code open_fitting(fitting *f, jh_years_fit *out, jh_error *err)
{
    const jh_years_work *w = f->w;
    size_t rows = w->p->row_count, i;

    f->log_room = 64 * (rows + f->schools);
    f->year = JH_NEW_ARRAY(w->room, uint32_t, f->schools);
    f->order = JH_NEW_ARRAY(w->room, uint32_t, f->schools);
    f->early = JH_NEW_ARRAY(w->room, int64_t, f->schools);
    f->staff = JH_NEW_ARRAY(w->room, uint32_t, rows);
    f->giver = JH_NEW_ARRAY(w->room, size_t, rows + 2);
    f->givers = JH_NEW_ARRAY(w->room, uint32_t, f->parts->taker[rows] + 1);
    f->log = JH_NEW_ARRAY(w->room, change, f->log_room);
    *out = (jh_years_fit){ JH_NEW_ARRAY(w->room, uint32_t, f->schools),
                           JH_NEW_ARRAY(w->room, uint32_t, rows), -1, 0 };
    if (!f->year || !f->order || !f->early || !f->staff || !f->giver || !f->givers || !f->log
        || !out->year || !out->staff)
        return jh_no_memory(err);
    find_givers(f);
    for (i = 0; i < f->schools; i++) {
        f->order[i] = (uint32_t)i;
        f->early[i] = f->parts->sites[i];
        f->money[0] += f->parts->sites[i];
        f->passing[0]++;
    }
    for (i = 0; i < rows; i++) {
        f->early[w->school_of[i]] += f->parts->staff[i];
        f->money[0] += f->parts->staff[i];
    }
    qsort_r(f->order, f->schools, sizeof *f->order, by_early, f->early);
    return JH_OK;
}

jh_code jh_years_fit_in(jh_years_fit *out, const jh_years_work *w, const jh_years_parts *parts,
                        const jh_years_wish *wish, jh_error *err)
{
    fitting f = {
        .w = w, .parts = parts, .wish = wish, .years = w->years->count, .schools = w->school_count
    };
    jh_code rc = open_fitting(&f, out, err);

    if (rc) return rc;
    cheapest_first(&f);
    if (!lacking(&f) && !wish->plain) improve(&f);
    keep_better(out, &f);
    if (!wish->hint) return JH_OK;
    as_hinted(&f);
    if (holds(&f)) improve(&f);
    keep_better(out, &f);
    return JH_OK;
}
