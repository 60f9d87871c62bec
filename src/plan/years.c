/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"

#include "plan/search.h"

#include <string.h>

/* The gap at which a further plan is good enough, in millionths. */
enum { GAP_PPM = 300, REROUTES = 9, CUT_ROUNDS = 8, FURTHER_PLANS = 4 };

typedef struct making {
    const jh_years_request *request;
    jh_years_work w;
    jh_arena *keep, *room;
    jh_years_plan *out;
    jh_years_parts parts; /* of the plan that `out` has */
    jh_error *err;
} making;

/* ---- is it a question? ---- */

static jh_code malformed(jh_error *err, const char *what, size_t where)
{
    char digits[24];

    return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_MALFORMED, NULL, what,
                   jh_digits(digits, (long long)where), NULL);
}

static jh_code check_years(const jh_years_request *request, jh_error *err)
{
    const jh_years *years = request->years;
    int64_t schools = (int64_t)jh_years_schools(request->problem), budget = 0, before = 0;
    size_t y;

    if (!years->count || years->count > JH_YEARS_MOST) return malformed(err, "years", years->count);
    if (!request->plan->found || !request->plan->has_bound || !request->plan->certificate.person
        || request->dearer_ppm < 0 || request->dearer_ppm > JH_PRICE_UNIT)
        return malformed(err, "plan of the years", 0);
    for (y = 0; y < years->count; y++) {
        if (years->budget[y] < 0 || years->budget[y] > JH_PLAN_MONEY_MAX - budget)
            return malformed(err, "money of year", y);
        budget += years->budget[y];
        if (years->wanted[y] < before || years->wanted[y] > schools)
            return malformed(err, "share of year", y);
        before = years->wanted[y];
        if (years->price[y] <= 0 || years->price[y] > 10 * JH_PRICE_UNIT)
            return malformed(err, "price of year", y);
    }
    return before == schools ? JH_OK : malformed(err, "share of year", years->count - 1);
}

static int64_t all_money(const jh_years *years)
{
    int64_t sum = 0;
    size_t y;

    for (y = 0; y < years->count; y++) sum += years->budget[y];
    return sum;
}

/* ---- candidates ---- */

/* Is `now` better than what there is? Less lacking money, then, within the ceiling, pupil-years. */
static bool is_better(const making *x, const jh_years_plan *now, int64_t ceiling)
{
    const jh_years_plan *old = x->out;
    int64_t lacks_now = 0, lacks_old = 0;
    size_t y;

    if (!old->year) return true;
    for (y = 0; y < x->request->years->count; y++) {
        lacks_now += now->extra[y];
        lacks_old += old->extra[y];
    }
    if (lacks_now != lacks_old) return lacks_now < lacks_old;
    if (now->cost > ceiling) return false;
    if (old->cost > ceiling) return true;
    if (now->pupil_years != old->pupil_years) return now->pupil_years > old->pupil_years;
    return now->cost < old->cost;
}

/* *better: it is, and was followed year by year. *broken: it is and was not. */
static jh_code weigh(making *x, jh_years_plan *now, int64_t ceiling, bool *better, bool *broken)
{
    const jh_years *years = x->request->years;
    jh_plan_breach why = { "", 0 };
    size_t y;

    for (now->found = true, y = 0; y < years->count; y++) now->found = now->found && !now->extra[y];
    *better = *broken = false;
    if (!is_better(x, now, ceiling)) return JH_OK;
    *better = jh_years_hold(x->request->problem, years, now, *x->room, &why);
    *broken = !*better;
    return *broken && strcmp(why.what, JH_PLAN_BREACH_MEMORY) == 0 ? jh_no_memory(x->err) : JH_OK;
}

/* A plan with these parts in its years, taken if it is better. */
static jh_code try_parts(making *x, const jh_plan *plan, const jh_years_parts *parts,
                         const jh_years_wish *wish)
{
    jh_years_plan now = *x->out;
    jh_years_fit fit;
    bool better = false, broken = false;
    jh_code rc = jh_years_fit_in(&fit, &x->w, parts, wish, x->err);

    if (!rc && fit.lacking < 0) return JH_OK;
    now.plan = *plan;
    if (!rc) rc = jh_years_write(&now, &x->w, parts, &fit, x->err);
    if (!rc) rc = weigh(x, &now, wish->ceiling, &better, &broken);
    if (!rc && broken)
        rc = jh_fail(x->err, JH_BUG, SAY_PLAN_MALFORMED, NULL, "schedule", "0", NULL);
    if (rc || !better) return rc;
    *x->out = now;
    x->parts = *parts;
    return JH_OK;
}

/* These parts with every person in a year of his own. What a programme says in doubles may miss:
 * then it is left alone. */
static jh_code time_parts(making *x, const jh_plan *plan, const jh_years_parts *parts)
{
    jh_years_timing_ask ask = { plan, x->out->year, x->out->ceiling, x->out->pupil_years,
                                x->request->progress };
    jh_years_plan now = *x->out;
    jh_years_timing timing;
    bool better = false, broken = false;
    jh_code rc = jh_years_time(&timing, &x->w, parts, &ask, x->err);

    if (!rc && timing.stopped) x->out->stopped = now.stopped = true;
    if (rc || !timing.found) return rc;
    now.plan = *plan;
    rc = jh_years_write_timed(&now, &x->w, &timing, x->err);
    if (!rc) rc = weigh(x, &now, x->out->ceiling, &better, &broken);
    if (!rc && better) *x->out = now;
    return rc;
}

/* A plan of the same end by the ways that suit the years best, in its years. */
static jh_code time_other_ways(making *x, const jh_plan *plan, const jh_years_parts *parts)
{
    jh_years_timing_ask ask = { plan, x->out->year, x->out->ceiling, 0, x->request->progress };
    jh_years_ways ways = { .count = 0 };
    jh_plan other = { .found = false };
    jh_years_parts others;
    jh_code rc = jh_years_find_ways(&ways, &x->w, parts, &ask, x->err);

    if (!rc && ways.count) rc = jh_years_whole_ways(&other, &x->w, plan, &ways, x->err);
    if (rc || !other.found) return rc;
    rc = jh_years_split(&others, &x->w, &other, x->err);
    return rc ? rc : time_parts(x, &other, &others);
}

static jh_code time_plans(making *x)
{
    jh_plan plan = x->out->plan;
    jh_years_parts parts = x->parts;
    jh_code rc = time_parts(x, &plan, &parts);

    return rc ? rc : time_other_ways(x, &plan, &parts);
}

/* The cheapest plan in which the rows have just these waivers; *found = false: none. */
static jh_code plan_with(making *x, const int8_t *waived, jh_plan *plan)
{
    jh_problem problem = *x->request->problem;
    jh_plan_request request = { .problem = &problem,
                                .gap_ppm = GAP_PPM,
                                .node_most = x->request->node_most,
                                .progress = x->request->progress };
    int8_t *kept = JH_NEW_ARRAY(x->keep, int8_t, problem.row_count);
    jh_code rc;
    size_t i;

    problem.rows = JH_NEW_ARRAY(x->room, jh_plan_row, problem.row_count);
    if (!problem.rows || !kept) return jh_no_memory(x->err);
    memcpy(problem.rows, x->request->problem->rows, problem.row_count * sizeof *problem.rows);
    for (i = 0; i < problem.row_count; i++) {
        kept[i] = waived[i];
        if (waived[i] >= 0) problem.rows[i].need[waived[i]] = problem.rows[i].least[waived[i]];
    }
    problem.waivers = 0;
    rc = jh_plan_make(plan, x->keep, &request, x->err);
    if (!rc && plan->found) plan->waived = kept;
    return rc;
}

/* *cost: what the plan costs; 0 = there is none. */
static jh_code try_waivers(making *x, const int8_t *waived, const jh_years_wish *wish,
                           int64_t *cost)
{
    jh_years_parts parts;
    jh_plan plan;
    jh_code rc = plan_with(x, waived, &plan);

    *cost = !rc && plan.found ? plan.cost : 0;
    if (rc || !plan.found) return rc;
    x->out->stopped = x->out->stopped || plan.stopped;
    rc = jh_years_split(&parts, &x->w, &plan, x->err);
    return rc ? rc : try_parts(x, &plan, &parts, wish);
}

/* ---- questions ---- */

static jh_code relax(making *x, jh_years_kind kind, jh_years_answer *answer, jh_years_proof *proof)
{
    jh_years_ask ask = { kind, x->out->ceiling, CUT_ROUNDS, x->request->progress };
    jh_code rc = jh_years_relax(answer, &x->w, &ask, x->err);

    if (rc) return rc;
    if (answer->stopped) x->out->stopped = true;
    *proof = answer->proof;
    return jh_years_prove(proof, &x->w, &ask, answer->mix, x->err);
}

static bool never_cheaper(const jh_years *years)
{
    size_t y;

    for (y = 0; y < years->count; y++)
        if (years->price[y] < JH_PRICE_UNIT) return false;
    return true;
}

/* The certificate of the plan as it is: money as late as can be, at the least price. */
static jh_code prove_cost(making *x)
{
    static const jh_years_mix none;
    jh_years_ask ask = { JH_YEARS_COST, 0, 0, x->request->progress };
    jh_years_proof plain = { .total = INT64_C(1) << JH_WEIGHT_BITS };
    jh_years_answer answer;
    bool dear = x->out->cost > x->request->plan->cost;
    jh_code rc = jh_years_prove(&plain, &x->w, &ask, none, x->err);

    x->out->least_cost = plain;
    if (!rc && dear) rc = relax(x, JH_YEARS_COST, &answer, &plain);
    if (!rc && plain.given && plain.bound > x->out->least_cost.bound) x->out->least_cost = plain;
    if (!rc && never_cheaper(x->request->years)
        && x->request->plan->bound > x->out->least_cost.bound) {
        x->out->least_is_plans = true;
        x->out->least_cost.bound = x->request->plan->bound;
    }
    return rc;
}

static jh_code less_extra(making *x)
{
    jh_years_wish wish = { .ceiling = INT64_MAX, .plain = true };
    jh_years_answer answer;
    int64_t cost;
    jh_code rc = relax(x, JH_YEARS_EXTRA, &answer, &x->out->least_extra);

    if (!rc && !answer.stopped) rc = try_waivers(x, answer.waived, &wish, &cost);
    if (rc || x->out->found) return rc;
    rc = relax(x, JH_YEARS_COST, &answer, &x->out->least_cost);
    return rc || answer.stopped ? rc : try_waivers(x, answer.waived, &wish, &cost);
}

/* Whatever lacks comes in its year: with the money there is, most pupils until then. */
static jh_code lacking_late(making *x)
{
    jh_plan plan = x->out->plan;
    jh_years_parts parts = x->parts;
    int64_t more[JH_YEARS_MOST];
    jh_years_wish wish = { .ceiling = x->out->cost, .more = more };

    memcpy(more, x->out->extra, sizeof more);
    return try_parts(x, &plan, &parts, &wish);
}

/* Staff by other ways, so that what is scarce comes to those that pass early: as far as the ceiling
 * lets the whole become dearer, and as long as it helps. */
static jh_code reroute(making *x, const jh_years_answer *answer)
{
    const jh_problem *p = x->request->problem;
    double *weight = JH_NEW_ARRAY(x->room, double, p->row_count);
    double last = answer->weight[x->request->years->count - 1], share = 0.125;
    jh_years_parts parts;
    jh_code rc = JH_OK;
    jh_plan plan;
    size_t i, round;

    if (!weight) return jh_no_memory(x->err);
    for (round = 0; !rc && round < REROUTES; round++) {
        jh_years_wish wish = { .ceiling = x->out->ceiling, .hint = x->out->year };
        int64_t before = x->out->pupil_years;
        for (i = 0; i < p->row_count; i++)
            weight[i] = last + share * (answer->weight[x->out->year[x->w.school_of[i]]] - last);
        rc = jh_years_route(&plan, &x->w, &x->out->plan, weight, x->err);
        if (rc) return rc;
        if (plan.cost > x->out->ceiling) {
            share /= 2;
            continue;
        }
        rc = jh_years_split(&parts, &x->w, &plan, x->err);
        if (!rc) rc = try_parts(x, &plan, &parts, &wish);
        if (x->out->pupil_years <= before) share /= 2;
    }
    return rc;
}

/* Plans with the waivers that the relaxation likes. What it takes a plan to cost is at least that:
 * where the plan is beyond the ceiling, the relaxation is asked again with less. */
static jh_code other_waivers(making *x, jh_years_answer *answer)
{
    jh_years_ask ask = { JH_YEARS_PUPILS, x->out->ceiling, 1, x->request->progress };
    jh_years_wish wish = { .ceiling = x->out->ceiling, .hint = answer->year };
    int64_t cost = 0;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < FURTHER_PLANS; i++) {
        rc = try_waivers(x, answer->waived, &wish, &cost);
        if (rc || !cost || cost <= x->out->ceiling) break;
        ask.ceiling -= (cost - x->out->ceiling) + (cost - x->out->ceiling) / 4;
        if (ask.ceiling < x->request->plan->bound) break;
        rc = jh_years_relax(answer, &x->w, &ask, x->err);
        if (rc || answer->stopped) break;
        wish.hint = answer->year;
    }
    return rc ? rc : reroute(x, answer);
}

static jh_code more_pupils(making *x)
{
    jh_plan first = x->out->plan;
    jh_years_parts parts = x->parts;
    jh_years_answer answer;
    jh_years_wish wish = { .ceiling = x->out->ceiling };
    jh_code rc = relax(x, JH_YEARS_PUPILS, &answer, &x->out->most_pupils);

    if (!rc && !answer.stopped) wish.hint = answer.year;
    if (!rc) rc = try_parts(x, &first, &parts, &wish);
    if (rc || answer.stopped) return rc;
    rc = reroute(x, &answer);
    if (!rc) rc = other_waivers(x, &answer);
    return rc ? rc : time_plans(x);
}

/* ---- all of it ---- */

static jh_code run(making *x)
{
    const jh_years_request *r = x->request;
    jh_years_wish wish = { .ceiling = INT64_MAX, .plain = true };
    jh_years_parts parts;
    int64_t all = all_money(r->years);
    jh_code rc = jh_years_open(&x->w, x->room, r, x->err);

    x->w.keep = x->keep;
    if (!rc) rc = jh_years_split(&parts, &x->w, r->plan, x->err);
    if (!rc) rc = try_parts(x, r->plan, &parts, &wish);
    if (!rc && !x->out->found) rc = less_extra(x);
    if (!rc && !x->out->found && x->out->year) rc = lacking_late(x);
    if (rc || !x->out->found) return rc;
    x->out->cheapest = x->out->cost;
    rc = prove_cost(x);
    if (rc) return rc;
    x->out->ceiling =
        x->out->cost + (int64_t)((__int128)x->out->cost * r->dearer_ppm / JH_PRICE_UNIT);
    if (x->out->ceiling > all) x->out->ceiling = all;
    rc = more_pupils(x);
    if (x->out->cost < x->out->cheapest) x->out->cheapest = x->out->cost;
    return rc;
}

static jh_code keep_proof(jh_years_proof *proof, making *x)
{
    size_t rows = x->request->years->count * x->request->problem->row_count;
    void *person, *need;

    if (!proof->given) return JH_OK;
    person = jh_alloc(x->keep, rows, sizeof *proof->person);
    need = jh_alloc(x->keep, rows, sizeof *proof->need);
    proof->bound_exact = jh_text_copy(x->keep, proof->bound_exact);
    if (!person || !need || !proof->bound_exact.at) return jh_no_memory(x->err);
    memcpy(person, proof->person, rows * sizeof *proof->person);
    memcpy(need, proof->need, rows * sizeof *proof->need);
    proof->person = person;
    proof->need = need;
    return JH_OK;
}

jh_code jh_years_make(jh_years_plan *out, jh_arena *keep, const jh_years_request *request,
                      jh_error *err)
{
    making x = { .request = request, .keep = keep, .out = out, .err = err };
    jh_arena room;
    jh_code rc = check_years(request, err);

    *out = (jh_years_plan){ .found = false };
    if (rc) return rc;
    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    x.room = &room;
    rc = run(&x);
    jh_years_close(&x.w);
    if (!rc) rc = keep_proof(&out->least_cost, &x);
    if (!rc) rc = keep_proof(&out->most_pupils, &x);
    if (!rc) rc = keep_proof(&out->least_extra, &x);
    out->plan.certificate = request->plan->certificate;
    jh_arena_release(&room);
    return rc;
}
