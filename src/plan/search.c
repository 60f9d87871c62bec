/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PRICE_ROUNDS = 14, DIVES = 40, HEURISTIC_NODES = 30 };
static const double WHOLE = 1e-6; /* a column this near to a whole number is one */

/* A choice of the search tree: one column, the spans still to be tried. */
typedef struct fork {
    uint32_t column;
    jh_span_of before, todo[3];
    unsigned count, next;
} fork;

typedef struct search {
    jh_known known;
    const jh_problem *p;
    jh_fill fill;
    jh_model m;
    jh_arena *keep, *room;
    jh_error *err;
    fork *forks;
    size_t depth, fork_room;
} search;

static jh_code solve(search *s)
{
    s->known.programmes++;
    return jh_model_solve(&s->m, s->err);
}

/* The prices of the last optimum, and what lies between them and the best so far. */
static jh_code take_bound(search *s, int8_t *chosen)
{
    static const double shares[] = { 0.3, 0.1 };
    jh_certificate now, before, mixed;
    bool first = !s->known.has_bound;
    jh_prices prices;
    jh_code rc = jh_model_prices(&prices, s->keep, &s->m, s->err);
    size_t i;

    if (!rc) rc = jh_prices_write(&now, s->keep, s->p, &prices, s->err);
    if (rc) return rc;
    before = s->known.certificate;
    jh_known_weigh(&s->known, &now, chosen);
    for (i = 0; !rc && !first && i < sizeof shares / sizeof *shares; i++) {
        jh_prices_pair pair = { &before, &now, shares[i] };
        rc = jh_prices_mix(&mixed, s->keep, s->p, &pair, s->err);
        if (!rc) jh_known_weigh(&s->known, &mixed, chosen);
    }
    return rc;
}

/* ---- an optimum becomes a plan ---- */

static double column(const search *s, uint32_t at)
{
    return s->m.optimum.column[at];
}

static void read_waivers(const search *s, int8_t *waived)
{
    size_t i, k;
    double most;

    for (i = 0; i < s->p->row_count; i++) {
        waived[i] = -1;
        most = 0.5;
        for (k = 0; k < s->p->indicator_count; k++) {
            uint32_t at = s->m.waive[i * JH_PLAN_INDICATORS + k];
            if (at == JH_NO_COLUMN || column(s, at) <= most) continue;
            most = column(s, at);
            waived[i] = (int8_t)k;
        }
    }
}

static void read_staff(const search *s, jh_draft_plan *draft)
{
    size_t i;
    unsigned t;

    draft->is_exact = true;
    for (i = 0; i < s->p->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++)
            draft->staff[i][t] =
                t < s->m.types ? llround(column(s, s->m.staff[i * JH_PLAN_TYPES + t])) : 0;
}

static jh_code offer(search *s, jh_draft_plan *draft, bool *taken)
{
    return jh_known_offer(taken, &s->known, draft, &(jh_road_list){ s->m.moves, s->m.move_count });
}

/* ---- staff to whole persons: bound what is fractional, solve again ---- */

typedef struct dive {
    uint32_t *columns;
    jh_span_of *before;
    size_t count;
} dive;

static bool bound_fractional(search *s, dive *d)
{
    bool any = false;
    size_t i;
    unsigned t;

    for (i = 0; i < s->p->row_count; i++)
        for (t = 0; t < s->m.types; t++) {
            uint32_t at = s->m.staff[i * JH_PLAN_TYPES + t];
            double value = column(s, at), near = floor(value + 0.5);
            jh_span_of span = s->m.span[at];
            if (fabs(value - near) <= WHOLE) continue;
            d->columns[d->count] = at;
            d->before[d->count++] = span;
            if (near > value)
                jh_model_bound(&s->m, at, near, span.upper);
            else
                jh_model_bound(&s->m, at, span.lower, near);
            any = true;
            break; /* one type of a row at a time: the others follow */
        }
    return any;
}

static jh_code dive_for_staff(search *s, jh_draft_plan *draft, bool *found)
{
    dive d = { .columns = JH_NEW_ARRAY(s->room, uint32_t, DIVES * s->p->row_count),
               .before = JH_NEW_ARRAY(s->room, jh_span_of, DIVES * s->p->row_count) };
    jh_code rc = JH_OK;
    int round;

    *found = false;
    if (!d.columns || !d.before) return jh_no_memory(s->err);
    for (round = 0; !rc && round < DIVES; round++) {
        if (s->m.optimum.outcome != JH_OPTIMAL) break;
        if (!bound_fractional(s, &d)) {
            *found = true;
            read_staff(s, draft);
            break;
        }
        rc = solve(s);
    }
    while (d.count--)
        jh_model_bound(&s->m, d.columns[d.count], d.before[d.count].lower, d.before[d.count].upper);
    return rc;
}

static jh_code round_sites(search *s, bool *holds, jh_draft_plan *draft)
{
    jh_arena scratch = *s->room;
    double *wanted = JH_NEW_ARRAY(&scratch, double, s->p->site_count + 1);
    size_t i;

    if (!wanted) return jh_no_memory(s->err);
    for (i = 0; i < s->p->site_count; i++)
        wanted[i] = column(s, s->m.first_site + (uint32_t)i) * s->m.scale[i];
    return jh_round_sites(holds, draft, &(jh_sites_wanted){ &s->fill, wanted }, scratch, s->err);
}

/* The optimum, whose waivers are whole, rounded. */
static jh_code round_optimum(search *s)
{
    jh_draft_plan draft;
    bool holds;
    jh_code rc = jh_draft_make(&draft, s->room, s->p, s->err);

    if (rc) return rc;
    read_waivers(s, draft.waived);
    rc = round_sites(s, &holds, &draft);
    if (!rc && holds) rc = dive_for_staff(s, &draft, &holds);
    return !rc && holds ? offer(s, &draft, &holds) : rc;
}

/* ---- prices choose waivers, waivers make prices ---- */

static void fix_waivers(search *s, const int8_t *chosen)
{
    size_t i, k;

    for (i = 0; i < s->p->row_count; i++)
        for (k = 0; k < s->p->indicator_count; k++) {
            uint32_t at = s->m.waive[i * JH_PLAN_INDICATORS + k];
            double value = chosen && chosen[i] == (int)k;
            if (at != JH_NO_COLUMN) jh_model_bound(&s->m, at, value, chosen ? value : 1);
        }
}

/* Nothing below this node can be cheaper than what there is. */
static bool is_beaten(const search *s)
{
    double cost = s->m.optimum.cost * s->m.money, best = (double)s->known.best.cost;

    if (s->m.optimum.outcome == JH_INFEASIBLE) return true;
    return s->known.found && cost > best - 1 + 1e-9 * fabs(best);
}

static jh_code alternate(search *s)
{
    int8_t *chosen = JH_NEW_ARRAY(s->room, int8_t, s->p->row_count);
    int8_t *last = JH_NEW_ARRAY(s->room, int8_t, s->p->row_count);
    jh_code rc;
    int round;

    if (!chosen || !last) return jh_no_memory(s->err);
    rc = take_bound(s, chosen);
    for (round = 0;
         !rc && s->known.has_bound && round < PRICE_ROUNDS && !jh_known_is_enough(&s->known);
         round++) {
        if (round && memcmp(chosen, last, s->p->row_count) == 0) break;
        memcpy(last, chosen, s->p->row_count);
        fix_waivers(s, chosen);
        rc = solve(s);
        if (rc || s->m.optimum.outcome != JH_OPTIMAL) break;
        rc = take_bound(s, chosen);
        if (!rc && !is_beaten(s)) rc = round_optimum(s);
    }
    if (!rc && s->m.optimum.outcome == JH_STOPPED) s->known.stopped = true;
    fix_waivers(s, NULL);
    return rc;
}

/* ---- branch and bound ---- */

/* Whole steps of a column that are 1 in the programme. */
static double unit_of(const search *s, uint32_t at)
{
    return at >= s->m.first_site && at < s->m.first_site + s->p->site_count
               ? s->m.scale[at - s->m.first_site]
               : 1;
}

static double fraction_of(const search *s, uint32_t at)
{
    double value = column(s, at) * unit_of(s, at);

    return fabs(value - floor(value + 0.5));
}

/* The most fractional column of a list; JH_NO_COLUMN = all whole. */
static uint32_t most_fractional(const search *s, const uint32_t *columns, size_t count)
{
    uint32_t best = JH_NO_COLUMN;
    double most = WHOLE, now;
    size_t i;

    for (i = 0; i < count; i++) {
        if (columns[i] == JH_NO_COLUMN) continue;
        now = fraction_of(s, columns[i]);
        if (now <= most) continue;
        most = now;
        best = columns[i];
    }
    return best;
}

static uint32_t fractional_site(const search *s)
{
    uint32_t best = JH_NO_COLUMN, i;
    double most = WHOLE;

    for (i = 0; i < s->p->site_count; i++) {
        double now = fraction_of(s, s->m.first_site + i);
        if (now <= most) continue;
        most = now;
        best = s->m.first_site + i;
    }
    return best;
}

/* Waivers first, then staff, then sites. */
static uint32_t branching_column(const search *s, bool *waivers_are_whole)
{
    size_t rows = s->p->row_count;
    uint32_t at = most_fractional(s, s->m.waive, rows * JH_PLAN_INDICATORS);

    *waivers_are_whole = at == JH_NO_COLUMN;
    if (at == JH_NO_COLUMN) at = most_fractional(s, s->m.staff, rows * JH_PLAN_TYPES);
    return at == JH_NO_COLUMN ? fractional_site(s) : at;
}

/* Something whole that is not fixed yet: exact numbers did not agree with the programme. */
static uint32_t unfixed_column(const search *s)
{
    size_t i;

    for (i = 0; i < s->p->row_count * JH_PLAN_INDICATORS; i++) {
        uint32_t at = s->m.waive[i];
        if (at != JH_NO_COLUMN && s->m.span[at].lower < s->m.span[at].upper) return at;
    }
    for (i = 0; i < s->p->row_count * JH_PLAN_TYPES; i++) {
        uint32_t at = s->m.staff[i];
        if (i % JH_PLAN_TYPES < s->m.types && s->m.span[at].lower < s->m.span[at].upper) return at;
    }
    for (i = 0; i < s->p->site_count; i++) {
        uint32_t at = s->m.first_site + (uint32_t)i;
        if ((s->m.span[at].upper - s->m.span[at].lower) * s->m.scale[i] > 0.5) return at;
    }
    return JH_NO_COLUMN;
}

static void add_todo(fork *f, double lower, double upper, double unit)
{
    if (lower <= upper) f->todo[f->count++] = (jh_span_of){ lower / unit, upper / unit };
}

static jh_code branch(search *s, uint32_t at)
{
    double unit = unit_of(s, at), value = column(s, at) * unit, near = floor(value + 0.5);
    double low = ceil(s->m.span[at].lower * unit - 1e-4);
    double high = floor(s->m.span[at].upper * unit + 1e-4);
    fork *forks = jh_grow(s->room, s->forks, &s->fork_room, s->depth + 1, sizeof *forks), *f;

    if (!forks) return jh_no_memory(s->err);
    s->forks = forks;
    f = &forks[s->depth++];
    *f = (fork){ .column = at, .before = s->m.span[at] };
    if (fabs(value - near) <= WHOLE) {
        add_todo(f, near, near, unit);
        add_todo(f, low, near - 1, unit);
        add_todo(f, near + 1, high, unit);
    } else if (value - floor(value) > 0.5) {
        add_todo(f, ceil(value), high, unit);
        add_todo(f, low, floor(value), unit);
    } else {
        add_todo(f, low, floor(value), unit);
        add_todo(f, ceil(value), high, unit);
    }
    return JH_OK;
}

/* On to the next span of the deepest choice that has one; false = the tree is done. */
static bool next_node(search *s)
{
    while (s->depth) {
        fork *f = &s->forks[s->depth - 1];
        if (f->next < f->count) {
            jh_model_bound(&s->m, f->column, f->todo[f->next].lower, f->todo[f->next].upper);
            f->next++;
            return true;
        }
        jh_model_bound(&s->m, f->column, f->before.lower, f->before.upper);
        s->depth--;
    }
    return false;
}

/* All is whole in the programme's eyes. */
static jh_code offer_node(search *s, bool *taken)
{
    jh_draft_plan draft;
    jh_code rc = jh_draft_make(&draft, s->room, s->p, s->err);
    size_t i;

    if (rc) return rc;
    read_waivers(s, draft.waived);
    read_staff(s, &draft);
    for (i = 0; i < s->p->site_count; i++)
        draft.steps[i] = llround(column(s, s->m.first_site + (uint32_t)i) * s->m.scale[i]);
    return offer(s, &draft, taken);
}

static jh_code visit(search *s)
{
    bool waivers_are_whole, taken = false;
    uint32_t at;
    jh_code rc = solve(s);

    s->known.nodes++;
    if (rc) return rc;
    if (s->m.optimum.outcome == JH_STOPPED) s->known.stopped = true;
    if (s->known.stopped || is_beaten(s)) return JH_OK;
    at = branching_column(s, &waivers_are_whole);
    if (at == JH_NO_COLUMN) {
        rc = offer_node(s, &taken);
        if (rc || taken) return rc;
        at = unfixed_column(s);
        return at == JH_NO_COLUMN ? JH_OK : branch(s, at);
    }
    rc = branch(s, at);
    /* After the branching: the dive changes the optimum. */
    if (!rc && waivers_are_whole && s->known.nodes <= HEURISTIC_NODES) rc = round_optimum(s);
    return rc;
}

static jh_code search_tree(search *s)
{
    jh_code rc = visit(s);

    while (!rc && !s->known.stopped && !jh_known_is_enough(&s->known) && next_node(s)) {
        if (s->known.nodes >= s->known.request->node_most || jh_known_report(&s->known))
            s->known.stopped = true;
        else
            rc = visit(s);
    }
    return rc;
}

/* ---- all of it ---- */

static jh_code run(search *s)
{
    jh_code rc = jh_fill_open(&s->fill, s->room, s->p, s->err);

    if (!rc) rc = jh_quick_search(&s->known, &s->fill);
    if (rc || s->known.stopped || jh_known_is_enough(&s->known)) return rc;
    if (s->known.found && s->known.request->gap_ppm > 0) return JH_OK;
    rc = jh_model_open(&s->m, s->room, s->p, s->known.request->progress, s->err);
    if (!rc) rc = solve(s);
    if (rc || s->m.optimum.outcome == JH_INFEASIBLE) return rc;
    if (s->m.optimum.outcome == JH_STOPPED) {
        s->known.stopped = true;
        return JH_OK;
    }
    rc = alternate(s);
    if (rc || s->known.stopped || jh_known_is_enough(&s->known)) return rc;
    return search_tree(s);
}

/* The moves that are decided, on top of those that were found. */
static jh_code add_decided(jh_plan *out, jh_arena *keep, const jh_known *known)
{
    const jh_problem *p = known->request->problem;
    jh_plan_move *moves = JH_NEW_ARRAY(keep, jh_plan_move, out->move_count + p->decided_count + 1);
    size_t count = out->move_count, d, i;

    if (!moves) return jh_no_memory(known->err);
    memcpy(moves, out->moves, count * sizeof *moves);
    for (d = 0; d < p->decided_count; d++) {
        const jh_plan_move *must = &p->decided[d];
        for (i = 0; i < count; i++)
            if (moves[i].from == must->from && moves[i].to == must->to
                && moves[i].type == must->type)
                break;
        if (i == count) moves[count++] = (jh_plan_move){ must->from, must->to, must->type, 0 };
        moves[i].count += must->count;
    }
    out->moves = moves;
    out->move_count = count;
    out->cost += known->decided;
    return JH_OK;
}

jh_code jh_plan_make(jh_plan *out, jh_arena *keep, const jh_plan_request *request, jh_error *err)
{
    search s = {
        .known = { .request = request, .problem = request->problem, .keep = keep, .err = err },
        .p = request->problem,
        .keep = keep,
        .err = err
    };
    jh_problem moved;
    jh_arena room;
    jh_code rc = JH_OK;

    memset(out, 0, sizeof *out);
    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    s.room = s.known.room = &room;
    mpq_init(s.known.bound);
    if (request->problem->decided_count) {
        rc = jh_problem_moved(&moved, &s.known.decided, &room, request->problem, err);
        s.p = s.known.problem = &moved;
    }
    if (!rc) rc = run(&s);
    jh_model_close(&s.m);
    if (!rc && s.known.found) rc = jh_draft_keep(out, keep, s.p, &s.known.best, err);
    if (!rc && s.known.found && request->problem->decided_count)
        rc = add_decided(out, keep, &s.known);
    if (!rc) rc = jh_known_keep_bound(out, &s.known);
    out->stopped = s.known.stopped;
    out->nodes = s.known.nodes;
    out->programmes = s.known.programmes;
    mpq_clear(s.known.bound);
    jh_arena_release(&room);
    return rc;
}
