/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/staffing_work.h"

#include <math.h>
#include <string.h>

enum { FIRST_WAYS = 2, BEST_WAYS = 4, ASKED_OF_A_TYPE = BEST_WAYS + 1 + JH_PLAN_BITS };
static const double WORTH_WHILE = 1e-7; /* of the programme's money: a column is */
static const double BROKEN = 1e-7;      /* persons: a row is */

typedef enum wish_kind { MOVE, HIRE, TRAIN } wish_kind;

/* A column that is asked for: at road.to, of road.type. */
typedef struct wish {
    wish_kind kind;
    unsigned bit;
    jh_road road;
} wish;

/* The best few ways to a row for a type. */
typedef struct shortlist {
    double worth[BEST_WAYS];
    jh_road move[BEST_WAYS];
    unsigned count;
} shortlist;

struct jh_staffing_asking {
    shortlist *shortlists; /* [row × type] */
    wish *wishes;
    size_t wish_count;
    uint8_t *leaving; /* [row] types of which there are persons who may leave */
    /* What a person is worth coming there and leaving; what one costs who comes by the best way;
     * who leaves. */
    double (*come)[JH_PLAN_TYPES], (*leave)[JH_PLAN_TYPES], (*reach)[JH_PLAN_TYPES],
        (*out)[JH_PLAN_TYPES];
};

/* ---- columns ---- */

typedef struct batch {
    jh_staffing *s;
    int32_t *start, *index;
    double *value, *cost;
    jh_span_of *span;
    size_t count, entries;
} batch;

static void add_entry(batch *b, uint32_t row, double value)
{
    if (row == JH_NO_COLUMN) return;
    b->index[b->entries] = (int32_t)row;
    b->value[b->entries++] = value;
}

/* A person more or less in every row of the programme that counts it. */
static void add_person(batch *b, size_t row, unsigned type, double sign)
{
    const jh_problem *p = b->s->problem;
    const jh_staffing_row *at = &b->s->at[row];
    size_t k;

    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0 && type >> p->bit[k] & 1) add_entry(b, at->need[k], sign);
    add_entry(b, at->total, sign);
    add_entry(b, at->keep[type], sign);
}

static size_t indicator_of(const jh_problem *p, unsigned bit)
{
    size_t k = 0;

    while (p->bit[k] != (int)bit) k++;
    return k;
}

static void add_wish(batch *b, const wish *w)
{
    const jh_problem *p = b->s->problem;
    const jh_road *road = &w->road;
    const jh_staffing_row *at = &b->s->at[road->to];
    double cost, most = (double)p->rows[road->to].staff_most;

    if (w->kind == MOVE) {
        cost = (double)p->ways[road->way].cost;
        most = JH_INFINITE;
        add_person(b, road->from, road->type, -1);
        add_entry(b, b->s->at[road->from].gone[road->type], -1);
        add_person(b, road->to, road->type, 1);
    } else if (w->kind == HIRE) {
        cost = (double)p->hire[road->type];
        add_person(b, road->to, road->type, 1);
    } else {
        cost = (double)p->train[w->bit];
        most = (double)p->rows[road->to].train_most[w->bit];
        add_entry(b, at->need[indicator_of(p, w->bit)], 1);
        add_entry(b, at->keep[road->type], -1);
        add_entry(b, at->keep[road->type | 1U << w->bit], 1);
    }
    b->cost[b->count] = cost / b->s->money;
    b->span[b->count] = (jh_span_of){ 0, most };
    b->start[++b->count] = (int32_t)b->entries;
}

/* Under what number it is known from now on. */
static void name_column(jh_staffing *s, const wish *w, uint32_t column)
{
    const jh_road *road = &w->road;
    jh_staffing_row *at = &s->at[road->to];

    if (w->kind == HIRE) {
        at->hire[road->type] = column;
    } else if (w->kind == TRAIN) {
        at->train[road->type][w->bit] = column;
    } else {
        s->there[2 * road->way + (road->from > road->to)] |= (uint8_t)(1U << road->type);
        s->move_column[s->move_count] = column;
        s->moves[s->move_count++] = *road;
    }
}

static jh_code add_columns(jh_staffing *s, jh_error *err)
{
    size_t count = s->asking->wish_count, wide = 2 * (s->problem->indicator_count + 3), i;
    size_t room = s->move_room;
    jh_road *moves = jh_grow(s->room, s->moves, &room, s->move_count + count + 1, sizeof *moves);
    uint32_t *columns =
        jh_grow(s->room, s->move_column, &s->move_room, s->move_count + count + 1, sizeof *columns);
    batch b = { .s = s };

    if (!moves || !columns) return jh_no_memory(err);
    s->moves = moves;
    s->move_column = columns;
    b.start = JH_NEW_ARRAY(s->room, int32_t, count + 2);
    b.index = JH_NEW_ARRAY(s->room, int32_t, count * wide + 1);
    b.value = JH_NEW_ARRAY(s->room, double, count *wide + 1);
    b.cost = JH_NEW_ARRAY(s->room, double, count + 1);
    b.span = JH_NEW_ARRAY(s->room, jh_span_of, count + 1);
    if (!b.start || !b.index || !b.value || !b.cost || !b.span) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        add_wish(&b, &s->asking->wishes[i]);
        name_column(s, &s->asking->wishes[i], s->column_count++);
    }
    return jh_cone_add_columns(s->solver, &(jh_lines){ b.start, b.index, b.value, count }, b.span,
                               b.cost, err);
}

/* ---- rows ---- */

/* Σ of the moves of a type out of a row, or into it, as terms. */
static size_t list_moves(jh_term *terms, const jh_staffing *s, size_t row, unsigned type, bool out)
{
    size_t i, n = 0;

    for (i = 0; i < s->move_count; i++)
        if (s->moves[i].type == type && (out ? s->moves[i].from : s->moves[i].to) == row)
            terms[n++] = (jh_term){ s->move_column[i], out ? -1 : 1 };
    return n;
}

/* Whoever leaves was there: only where staff comes that leaves again is this not clear anyway. */
static jh_code add_gone_row(jh_staffing *s, size_t i, unsigned t, jh_error *err)
{
    jh_arena scratch = *s->room;
    jh_term *terms = JH_NEW_ARRAY(&scratch, jh_term, s->move_count + 1);
    size_t count, row;
    jh_code rc;

    if (!terms) return jh_no_memory(err);
    count = list_moves(terms, s, i, t, true);
    *s->room = scratch;
    rc = jh_cone_add_row(
        &row, s->solver,
        &(jh_cone_row){ terms, count, -(double)jh_problem_movable(s->problem, i, t) }, err);
    s->at[i].gone[t] = (uint32_t)row;
    return rc;
}

/* Of a type of which nobody is there today: whoever is trained further has come. */
static jh_code add_keep_row(jh_staffing *s, size_t i, unsigned t, jh_error *err)
{
    jh_arena scratch = *s->room;
    jh_term *terms = JH_NEW_ARRAY(&scratch, jh_term, s->move_count + 2 + 2 * JH_PLAN_BITS);
    const jh_staffing_row *at = &s->at[i];
    size_t count, row;
    jh_code rc;
    unsigned b;

    if (!terms) return jh_no_memory(err);
    count = list_moves(terms, s, i, t, false);
    if (at->hire[t] != JH_NO_COLUMN) terms[count++] = (jh_term){ at->hire[t], 1 };
    for (b = 0; b < s->problem->bit_count; b++)
        if (t >> b & 1 && at->train[t & ~(1U << b)][b] != JH_NO_COLUMN)
            terms[count++] = (jh_term){ at->train[t & ~(1U << b)][b], 1 };
    *s->room = scratch;
    rc = jh_cone_add_row(&row, s->solver, &(jh_cone_row){ terms, count, 0 }, err);
    s->at[i].keep[t] = (uint32_t)row;
    return rc;
}

/* ---- what is asked for ---- */

static void ask(jh_staffing *s, wish_kind kind, const jh_road *road, unsigned bit)
{
    s->asking->wishes[s->asking->wish_count++] = (wish){ kind, bit, *road };
}

static void enlist(shortlist *of, double worth, const jh_road *move)
{
    unsigned i;

    if (of->count == BEST_WAYS && worth >= of->worth[BEST_WAYS - 1]) return;
    i = of->count < BEST_WAYS ? of->count++ : BEST_WAYS - 1;
    for (; i && of->worth[i - 1] > worth; i--) {
        of->worth[i] = of->worth[i - 1];
        of->move[i] = of->move[i - 1];
    }
    of->worth[i] = worth;
    of->move[i] = *move;
}

static double worth_here(const jh_staffing *s, size_t i, unsigned t)
{
    const jh_staffing_row *at = &s->at[i];
    double worth = s->optimum.price[at->total];
    size_t k;

    if (at->keep[t] != JH_NO_COLUMN) worth += s->optimum.price[at->keep[t]];
    for (k = 0; k < s->problem->indicator_count; k++)
        if (s->problem->bit[k] >= 0 && t >> s->problem->bit[k] & 1)
            worth += s->optimum.price[at->need[k]];
    return worth;
}

/* Where no row of the programme counts a type, one who is trained further is worth that less the
 * training: nobody can be had for less, or the training would have been asked for. */
double jh_staffing_worth(const jh_staffing *s, size_t row, unsigned type)
{
    const jh_problem *p = s->problem;
    double worth = worth_here(s, row, type) * s->money;
    unsigned b;

    if (s->at[row].keep[type] != JH_NO_COLUMN) return worth;
    for (b = 0; b < p->bit_count; b++)
        if (jh_staffing_may_train(p, row, type, b))
            worth = fmax(worth, jh_staffing_worth(s, row, type | 1U << b) - (double)p->train[b]);
    return worth;
}

/* What a person is worth coming to a row and leaving it; nothing where there are no prices yet. */
static void find_worths(jh_staffing *s, bool priced)
{
    struct jh_staffing_asking *a = s->asking;
    size_t i;
    unsigned t;

    for (i = 0; i < s->problem->row_count; i++) {
        a->leaving[i] = 0;
        for (t = 0; t < s->types; t++) {
            if (jh_problem_movable(s->problem, i, t)) a->leaving[i] |= (uint8_t)(1U << t);
            a->shortlists[i * JH_PLAN_TYPES + t].count = 0;
            a->reach[i][t] = INFINITY;
            a->come[i][t] = priced ? worth_here(s, i, t) : 0;
            a->leave[i][t] = a->come[i][t];
            if (priced && s->at[i].gone[t] != JH_NO_COLUMN)
                a->leave[i][t] += s->optimum.price[s->at[i].gone[t]];
        }
    }
}

/* One direction of a way: every type that has no column yet and brings more than it costs. */
static void weigh_way(jh_staffing *s, size_t way, uint32_t from, uint32_t to, bool priced)
{
    struct jh_staffing_asking *a = s->asking;
    unsigned there = s->there[2 * way + (from > to)], types = a->leaving[from], t;
    double cost = (double)s->problem->ways[way].cost / s->money, asks;

    for (t = 0; types >> t; t++) {
        if (!(types >> t & 1)) continue;
        asks = cost + a->leave[from][t];
        if (asks < a->reach[to][t]) a->reach[to][t] = asks;
        if (there >> t & 1 || (priced && asks - a->come[to][t] >= -WORTH_WHILE)) continue;
        enlist(&a->shortlists[to * JH_PLAN_TYPES + t], asks - a->come[to][t],
               &(jh_road){ from, to, t, (uint32_t)way });
    }
}

/* Columns for the best ways to every row and type that have none yet; the cheapest few before
 * there are prices. */
static void ask_for_moves(jh_staffing *s, bool priced)
{
    unsigned most = priced ? BEST_WAYS : FIRST_WAYS;
    const jh_problem *p = s->problem;
    size_t i;
    unsigned j;

    find_worths(s, priced);
    for (i = 0; i < p->way_count; i++) {
        weigh_way(s, i, p->ways[i].a, p->ways[i].b, priced);
        weigh_way(s, i, p->ways[i].b, p->ways[i].a, priced);
    }
    for (i = 0; i < p->row_count * JH_PLAN_TYPES; i++)
        for (j = 0; j < s->asking->shortlists[i].count && j < most; j++)
            ask(s, MOVE, &s->asking->shortlists[i].move[j], 0);
}

/* What a person of the type costs there: its price where a row of the programme gives it one, else
 * the cheapest way to come by one, which is what such a row's price would come to. */
static double cost_of_one(const jh_staffing *s, size_t i, unsigned t, const double *cheaper)
{
    const jh_problem *p = s->problem;
    double least = s->asking->reach[i][t];
    unsigned b;

    if (s->at[i].keep[t] != JH_NO_COLUMN) return s->asking->come[i][t];
    if (jh_staffing_may_hire(p, t)) least = fmin(least, (double)p->hire[t] / s->money);
    for (b = 0; b < p->bit_count; b++)
        if (t >> b & 1 && jh_staffing_may_train(p, i, t & ~(1U << b), b))
            least = fmin(least, cheaper[t & ~(1U << b)] + (double)p->train[b] / s->money);
    return least;
}

static jh_code ask_for_training(jh_staffing *s, size_t i, unsigned t, unsigned b, jh_error *err)
{
    ask(s, TRAIN, &(jh_road){ (uint32_t)i, (uint32_t)i, t, 0 }, b);
    return s->at[i].keep[t] == JH_NO_COLUMN ? add_keep_row(s, i, t, err) : JH_OK;
}

/* Hires and trainings at a row that cost less than they bring; or all there are. */
static jh_code ask_at(jh_staffing *s, size_t i, bool all, jh_error *err)
{
    const jh_problem *p = s->problem;
    const jh_staffing_row *at = &s->at[i];
    const double *come = s->asking->come[i];
    double cost[JH_PLAN_TYPES] = { 0 };
    jh_code rc = JH_OK;
    unsigned t, b;

    for (t = 0; t < s->types; t++) {
        if (!all) cost[t] = cost_of_one(s, i, t, cost);
        if (at->hire[t] == JH_NO_COLUMN && jh_staffing_may_hire(p, t)
            && (all || (double)p->hire[t] / s->money < come[t] - WORTH_WHILE))
            ask(s, HIRE, &(jh_road){ (uint32_t)i, (uint32_t)i, t, 0 }, 0);
        for (b = 0; !rc && b < p->bit_count; b++)
            if (jh_staffing_may_train(p, i, t, b) && at->train[t][b] == JH_NO_COLUMN
                && (all
                    || cost[t] + (double)p->train[b] / s->money < come[t | 1U << b] - WORTH_WHILE))
                rc = ask_for_training(s, i, t, b, err);
    }
    return rc;
}

/* Rows that the optimum breaks: more leave than were there. */
static jh_code ask_for_rows(bool *added, jh_staffing *s, jh_error *err)
{
    double(*out)[JH_PLAN_TYPES] = s->asking->out;
    jh_code rc = JH_OK;
    size_t i;
    unsigned t;

    memset(out, 0, s->problem->row_count * sizeof *out);
    for (i = 0; i < s->move_count; i++)
        out[s->moves[i].from][s->moves[i].type] += s->optimum.column[s->move_column[i]];
    for (i = 0; !rc && i < s->problem->row_count; i++)
        for (t = 0; !rc && t < s->types; t++) {
            if (s->at[i].gone[t] != JH_NO_COLUMN
                || out[i][t] <= (double)jh_problem_movable(s->problem, i, t) + BROKEN)
                continue;
            rc = add_gone_row(s, i, t, err);
            *added = true;
        }
    return rc;
}

/* Rows first: whatever columns come are written into them. */
jh_code jh_staffing_ask(bool *added, jh_staffing *s, jh_error *err)
{
    jh_code rc;
    size_t i;

    s->asking->wish_count = 0;
    ask_for_moves(s, true);
    for (rc = JH_OK, i = 0; !rc && i < s->problem->row_count; i++) rc = ask_at(s, i, false, err);
    *added = s->asking->wish_count > 0;
    if (!rc) rc = ask_for_rows(added, s, err);
    return rc || !s->asking->wish_count ? rc : add_columns(s, err);
}

jh_code jh_staffing_ask_all(bool *added, jh_staffing *s, jh_error *err)
{
    jh_code rc = JH_OK;
    size_t i;

    s->asking->wish_count = 0;
    for (i = 0; !rc && i < s->problem->row_count; i++) rc = ask_at(s, i, true, err);
    *added = s->asking->wish_count > 0;
    return rc || !*added ? rc : add_columns(s, err);
}

jh_code jh_staffing_first_moves(jh_staffing *s, jh_error *err)
{
    size_t rows = s->problem->row_count;
    struct jh_staffing_asking *a = JH_NEW(s->room, struct jh_staffing_asking);

    if (!a) return jh_no_memory(err);
    s->asking = a;
    a->shortlists = JH_NEW_ARRAY(s->room, shortlist, rows * JH_PLAN_TYPES);
    a->wishes = JH_NEW_ARRAY(s->room, wish, rows * JH_PLAN_TYPES * ASKED_OF_A_TYPE);
    a->leaving = JH_NEW_ARRAY(s->room, uint8_t, rows);
    a->come = jh_alloc(s->room, rows, sizeof *a->come);
    a->leave = jh_alloc(s->room, rows, sizeof *a->leave);
    a->reach = jh_alloc(s->room, rows, sizeof *a->reach);
    a->out = jh_alloc(s->room, rows, sizeof *a->out);
    if (!a->shortlists || !a->wishes || !a->leaving || !a->come || !a->leave || !a->reach
        || !a->out)
        return jh_no_memory(err);
    ask_for_moves(s, false);
    return s->asking->wish_count ? add_columns(s, err) : JH_OK;
}
