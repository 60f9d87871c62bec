/* What is said of a budget: is it enough, and if not, the schools that pass first for it: a
 * schedule of two steps without the coefficients, within the money and afterwards. Followed, summed
 * up and bounded again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

enum { UNIT = 1000000, NOW = 0, LATER, STEPS };

static void check_count(const node *budget, const char *key, long is)
{
    if (integer(member(budget, key, '0')) != is) reject(key, 0);
}

/* ---- who passes ---- */

/* With what there is today; at most one indicator at its floor. */
static bool passes_today(const problem *p, size_t i)
{
    const row *r = &p->row[i];
    long all = 0, below = 0, stock;
    size_t k, t;

    for (t = 0; t < TYPES; t++) add_to(&all, r->today[t]);
    for (k = 0; k < p->indicators; k++) {
        for (stock = 0, t = 0; p->bit[k] >= 0 && t < TYPES; t++)
            if (t >> p->bit[k] & 1) add_to(&stock, r->today[t]);
        if (stock >= r->line[k]) continue;
        if (stock < r->floor[k] || r->refused >> k & 1) return false;
        below++;
    }
    return below <= p->waivers && all >= r->least_staff;
}

typedef struct telling {
    const node *budget, *schools; /* of the whole document */
    const schedule *s;
    size_t said; /* schools of the list so far */
    long all, today, within;
} telling;

/* What the first step spends on the rows of a school, in millionths. */
static void spent_on(mpq_t out, const telling *t, long school)
{
    const node *all = t->s->measures;
    mpq_t cost, count;
    size_t i, at;

    mpq_inits(cost, count, NULL);
    mpq_set_si(out, 0, 1);
    for (i = 0; i < all->size; i++) {
        const node *m = all->children[i].children;
        if (integer(&m[0]) != NOW) continue;
        at = (size_t)integer(&m[2]);
        if (integer(&m[1]) == 0) at = row_of_site(t->s->p, at);
        if (t->s->school_of[at] != school) continue;
        mpq_set_si(cost, t->s->each[i], 1);
        mpq_set_si(count, integer(&m[6]), 1);
        mpq_mul(cost, cost, count);
        mpq_add(out, out, cost);
    }
    mpq_clears(cost, count, NULL);
}

static void check_listed(telling *t, size_t first, long pupils)
{
    const node *all = member(t->budget, "schools", '['), *one;
    mpq_t spent;

    if (t->said == all->size) reject("schools within the budget", t->said);
    one = &all->children[t->said++];
    if (!same_text(member(one, "code", '"'),
                   member(member(&t->schools->children[first], "school", '{'), "code", '"')))
        reject("school within the budget", t->said);
    check_count(one, "pupils", pupils);
    mpq_init(spent);
    spent_on(spent, t, t->s->school_of[first]);
    check_yuan(one, "cost_yuan", spent);
    mpq_clear(spent);
}

static void check_schools(telling *t)
{
    const problem *p = t->s->p;
    size_t first, end;

    for (first = 0; first < p->rows; first = end) {
        long pupils = 0;
        bool today = true;
        for (end = first; end < p->rows && p->row[end].school == p->row[first].school; end++) {
            add_to(&pupils, p->row[end].pupils);
            today = today && passes_today(p, end);
        }
        add_to(&t->all, pupils);
        if (today) add_to(&t->today, pupils);
        if (t->s->year_of[t->s->school_of[first]] != NOW) continue;
        add_to(&t->within, pupils);
        if (!today) check_listed(t, first, pupils);
    }
    if (t->said != member(t->budget, "schools", '[')->size)
        reject("schools within the budget", t->said);
    check_count(t->budget, "pupils", t->all);
    check_count(t->budget, "pupils_passing_today", t->today);
    check_count(t->budget, "pupils_passing_within", t->within);
}

/* ---- what is done ---- */

static void check_measures(const telling *t, const node *step)
{
    static const char *const kinds[] = { "buy", "move", "hire", "train" };
    const problem *p = t->s->p;
    const node *all = t->s->measures;
    listing l = { t->schools, member(t->budget, "measures", '['), 0 };
    size_t i;

    for (i = 0; i < all->size; i++) {
        const node *m = all->children[i].children, *line;
        size_t kind = (size_t)integer(&m[1]), at = (size_t)integer(&m[2]);
        long unit = kind ? UNIT : money(&step->children[p->site[at].indicator]);
        if (integer(&m[0]) != NOW) break;
        line = next_line(&l, kinds[kind], integer(&m[6]), unit, t->s->each[i]);
        if (kind == 0) at = row_of_site(p, at);
        check_place(&l, line, kind == 1 ? "to" : "school", at);
        if (kind == 1) check_place(&l, line, "from", (size_t)integer(&m[3]));
    }
    if (l.at != l.lines->size) reject("measures within the budget", l.at);
}

static void check_spent(const telling *t, const node *schedule_of)
{
    mpq_t value;

    mpq_init(value);
    mpq_set_si(value, money(&list(schedule_of, "spent", STEPS)->children[NOW]), 1);
    check_yuan(t->budget, "spent_yuan", value);
    mpq_set_si(value, t->s->ceiling, 1);
    if (mpq_cmp(t->s->cost, value) > 0) reject("cost above the ceiling", 0);
    check_yuan(t->budget, "ceiling_yuan", value);
    mpq_clear(value);
}

/* ---- at most ---- */

static void check_most(const telling *t, const node *schedule_of)
{
    const node *proof = member(member(schedule_of, "proofs", '{'), "most_pupils", '{');
    mpq_t bound, said;

    mpq_inits(bound, said, NULL);
    schedule_bound(bound, t->s, proof, 'p');
    check_stated(proof, bound);
    if (mpq_cmp(bound, t->s->pupil_years) < 0) reject("pupils above their bound", 0);
    mpz_fdiv_q(mpq_numref(bound), mpq_numref(bound), mpq_denref(bound));
    mpz_set_ui(mpq_denref(bound), 1);
    mpq_set_si(said, t->all, 1); /* everybody, in the step afterwards */
    mpq_sub(bound, bound, said);
    number(said, member(t->budget, "pupils_at_most", '0'));
    check_equal(said, bound, "pupils_at_most");
    mpq_clears(bound, said, NULL);
}

static void check_steps(const node *budget, const node *root, problem without, const mpq_t given)
{
    const node *of = member(budget, "schedule", '{'), *plan = member(budget, "plan", '{');
    schedule s;
    telling t = { .budget = budget, .schools = member(root, "schools", '['), .s = &s };
    mpq_t cost, said;

    mpq_inits(cost, said, NULL);
    plan_check(cost, &without, plan);
    number(said, member(plan, "cost", '0'));
    check_equal(cost, said, "cost of the steps");
    schedule_read(&s, &without, budget, of);
    if (s.years != STEPS || s.wanted[NOW] || s.price[NOW] != PRICE_UNIT
        || s.price[LATER] != PRICE_UNIT)
        reject("steps", s.years);
    mpq_set_si(said, s.budget[NOW], 1);
    check_equal(said, given, "money of the first step");
    schedule_check(&s, of);
    if (mpq_sgn(s.lacking)) reject("lacking money", 0);
    check_schools(&t);
    check_measures(&t, list(member(root, "proof", '{'), "step", without.indicators));
    check_spent(&t, of);
    check_most(&t, of);
    mpq_clears(cost, said, s.cost, s.pupil_years, s.lacking, NULL);
}

/* The problem without its coefficients: the groups are copies. */
static problem without_limits(const problem *p)
{
    problem out = *p;
    size_t g, k;

    out.decided = 0;
    out.group = take(p->groups, sizeof *out.group);
    for (g = 0; g < p->groups; g++) {
        out.group[g] = p->group[g];
        for (k = 0; k < INDICATORS; k++) out.group[g].limited[k] = false;
    }
    return out;
}

void budget_verify(const node *budget, const node *root, const problem *p, const least_cost *of)
{
    const node *word = member_or_null(budget, "suffices"),
               *lacks = member_or_null(budget, "short_at_least_yuan");
    bool suffices = word && word->kind == 't';
    mpq_t given, value;

    mpq_inits(given, value, NULL);
    number(given, member(budget, "money_yuan", '0'));
    mpq_set_si(value, UNIT, 1);
    mpq_mul(given, given, value);
    if (suffices != (mpq_cmp(of->cost, given) <= 0)) reject("suffices", 0);
    mpq_sub(value, given, of->cost);
    check_yuan(budget, "left_yuan", value);
    if (lacks && !of->bound) reject("short_at_least_yuan", 0);
    if (of->bound) mpq_sub(value, of->bound, given);
    if (lacks)
        check_yuan(budget, "short_at_least_yuan", value);
    else if (of->bound && mpq_sgn(value) > 0)
        reject("short_at_least_yuan", 1);
    if (member_or_null(budget, "schedule"))
        check_steps(budget, root, without_limits(p), given);
    else if (member_or_null(budget, "schools"))
        reject("schools without steps", 0);
    mpq_clears(given, value, NULL);
}
