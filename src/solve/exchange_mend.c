/* Mends a circulation into an exchange that keeps both rows: from every place the cheapest circles
 * that change how many move and how many of them are marked, at most one a kind at once, chosen
 * exactly; again and again until nothing is gained.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solve/exchange_work.h"

#include <stdlib.h>
#include <string.h>

/* What a circle may change: so many persons more or fewer, so many of them marked. */
enum { FAR = 3, FAR_MARKED = 2, WIDE = 2 * FAR + 1, HIGH = 2 * FAR_MARKED + 1 };
enum { CHANGES = WIDE * HIGH, NO_CHANGE = FAR * HIGH + FAR_MARKED };
/* All circles together may leave what is wanted by so much; so much of it is mended at once. */
enum { SLACK = 6, AT_ONCE = 60 };
/* Fewer labels from one place find nothing: then some places are left for the next pass. */
enum { PASSES = 40, LABELS_A_PLACE = 80 };

typedef struct step {
    uint32_t arc; /* of the kind */
    int8_t by;    /* +1, −1 */
} step;

typedef struct circle {
    int64_t cost; /* reduced; INT64_MAX = there is none */
    size_t first_step, step_count;
} circle;

/* A node reached with a change. */
typedef struct label {
    int64_t cost;
    uint32_t before, arc; /* JH_NO_INDEX: the beginning */
    bool reached, done;
} label;

typedef struct waiting {
    int64_t cost;
    uint32_t label;
} waiting;

typedef struct mend {
    const jh_trade *trade;
    jh_round *at;
    jh_arena *room;
    const jh_market *market; /* the one being searched */
    circle *best;            /* [kind × CHANGES] */
    label *labels;           /* [node × CHANGES] */
    uint32_t *touched;
    waiting *queue;
    step *steps;
    size_t touched_count, waiting_count, waiting_room, step_count, step_room;
    size_t labels_a_place;
    uint32_t place, stride; /* places looked from: this one and every so many after it */
} mend;

/* ---- Waiting labels: a heap ---- */

static jh_code queue_put(mend *m, waiting one)
{
    waiting *q = jh_grow(m->room, m->queue, &m->waiting_room, m->waiting_count + 1, sizeof *q);
    size_t at = m->waiting_count, up;

    if (!q) return JH_NO_MEMORY;
    m->queue = q;
    m->waiting_count++;
    for (; at > 0; at = up) {
        up = (at - 1) / 2;
        if (q[up].cost <= one.cost) break;
        q[at] = q[up];
    }
    q[at] = one;
    return JH_OK;
}

static waiting queue_take(mend *m)
{
    waiting *q = m->queue, first = q[0], last = q[--m->waiting_count];
    size_t at = 0, down;

    while ((down = 2 * at + 1) < m->waiting_count) {
        if (down + 1 < m->waiting_count && q[down + 1].cost < q[down].cost) down++;
        if (last.cost <= q[down].cost) break;
        q[at] = q[down];
        at = down;
    }
    q[at] = last;
    return first;
}

/* ---- Circles of one kind ---- */

/* An arc taken forwards or backwards from a node. */
typedef struct turn {
    uint32_t arc, end;
    int by;
    int64_t cost;
} turn;

static int64_t *flow_of(const mend *m, uint32_t arc)
{
    return &m->at->flow[m->market->first_arc + arc];
}

/* Can the arc be taken from the node, and at what reduced cost? */
static bool turn_at(turn *out, const mend *m, uint32_t arc, uint32_t node)
{
    const jh_arc *a = &m->market->arcs[arc];
    const int64_t *price = m->at->price + m->market->first_node;
    int64_t flow = *flow_of(m, arc), cost = m->market->costs[arc] + price[a->from] - price[a->to];

    out->arc = arc;
    out->by = a->from == node ? 1 : -1;
    out->end = out->by > 0 ? a->to : a->from;
    out->cost = out->by * cost;
    return out->by > 0 ? flow < a->upper : flow > 0;
}

/* The change after a turn; CHANGES = too far. */
static uint32_t change_after(const mend *m, uint32_t change, const turn *t)
{
    uint32_t team = m->market->team[t->arc];
    int moved = (int)(change / HIGH), marked = (int)(change % HIGH);

    if (team == JH_NO_INDEX) return change;
    moved += t->by;
    if (m->trade->exchange->teams[team].is_marked) marked += t->by;
    if (moved < 0 || moved >= WIDE || marked < 0 || marked >= HIGH) return CHANGES;
    return (uint32_t)(moved * HIGH + marked);
}

/* Takes the first `count` steps off the flow again, the last first. */
static void walk_back(mend *m, const circle *c, size_t count)
{
    while (count-- > 0) {
        const step *s = &m->steps[c->first_step + count];
        *flow_of(m, s->arc) -= s->by;
    }
}

/* Puts the steps on the flow; false, and nothing done: there is no room. */
static bool walk(mend *m, const circle *c)
{
    size_t i;

    for (i = 0; i < c->step_count; i++) {
        const step *s = &m->steps[c->first_step + i];
        int64_t *flow = flow_of(m, s->arc);
        *flow += s->by;
        if (*flow >= 0 && *flow <= m->market->arcs[s->arc].upper) continue;
        walk_back(m, c, i + 1);
        return false;
    }
    return true;
}

/* Back at the beginning: the circle is kept if it is the cheapest of its change. */
static jh_code close_circle(mend *m, uint32_t from, const turn *last, uint32_t change)
{
    circle *best = &m->best[(size_t)(m->market - m->trade->markets) * CHANGES + change];
    circle one = { m->labels[from].cost + last->cost, m->step_count, 1 };
    size_t length = 1;
    uint32_t at;

    if (one.cost >= best->cost || (change == NO_CHANGE && one.cost >= 0)) return JH_OK;
    for (at = from; m->labels[at].before != JH_NO_INDEX; at = m->labels[at].before) length++;
    m->steps = jh_grow(m->room, m->steps, &m->step_room, m->step_count + length, sizeof *m->steps);
    if (!m->steps) return JH_NO_MEMORY;
    m->steps[m->step_count] = (step){ last->arc, (int8_t)last->by };
    for (at = from; m->labels[at].before != JH_NO_INDEX; at = m->labels[at].before) {
        uint32_t arc = m->labels[at].arc;
        bool forwards = m->market->arcs[arc].to == at / CHANGES;
        m->steps[m->step_count + one.step_count++] = (step){ arc, forwards ? 1 : -1 };
    }
    if (!walk(m, &one)) return JH_OK; /* an arc more often than it has room */
    walk_back(m, &one, length);
    m->step_count += length;
    *best = one;
    return JH_OK;
}

static jh_code reach(mend *m, uint32_t at, const label *as)
{
    label *l = &m->labels[at];

    if (l->reached && (l->done || as->cost >= l->cost)) return JH_OK;
    if (!l->reached) m->touched[m->touched_count++] = at;
    *l = *as;
    return queue_put(m, (waiting){ as->cost, at });
}

static jh_code look_around(mend *m, uint32_t start, uint32_t at)
{
    const jh_market *k = m->market;
    uint32_t node = at / CHANGES, change, i;
    jh_code code = JH_OK;
    turn t;

    for (i = k->first_touch[node]; i < k->first_touch[node + 1] && !code; i++) {
        if (!turn_at(&t, m, k->touch[i], node)) continue;
        change = change_after(m, at % CHANGES, &t);
        if (change == CHANGES) continue;
        if (t.end == start)
            code = close_circle(m, at, &t, change);
        else
            code = reach(m, t.end * CHANGES + change,
                         &(label){ m->labels[at].cost + t.cost, at, t.arc, true, false });
    }
    return code;
}

static jh_code search_from(mend *m, uint32_t start)
{
    uint32_t origin = start * CHANGES + NO_CHANGE;
    jh_code code = reach(m, origin, &(label){ 0, JH_NO_INDEX, JH_NO_INDEX, true, false });
    size_t looked = 0, i;

    while (!code && m->waiting_count && looked < m->labels_a_place) {
        waiting next = queue_take(m);
        if (m->labels[next.label].done) continue;
        m->labels[next.label].done = true;
        code = look_around(m, start, next.label);
        looked++;
    }
    for (i = 0; i < m->touched_count; i++) m->labels[m->touched[i]].reached = false;
    m->touched_count = m->waiting_count = 0;
    return code;
}

/* A circle that changes anything leaves some place. */
static jh_code search_kind(mend *m, uint32_t kind)
{
    const jh_market *market = &m->trade->markets[kind];
    uint32_t place, start;
    jh_code code = JH_OK;

    m->market = market;
    for (place = m->place; place < m->trade->exchange->place_count && !code; place += m->stride) {
        start = 2 * place + 1;
        if (market->first_touch[start + 1] - market->first_touch[start] > 1)
            code = search_from(m, start);
    }
    return code;
}

/* ---- The cheapest choice of circles, one a kind ---- */

/* Sums of the kinds so far: the least reduced cost for every change of all together. */
typedef struct sums {
    int64_t least_moved, least_marked; /* the corner */
    int64_t wide, high;
    int64_t *cost, *next; /* [wide × high]; INT64_MAX = no choice comes to this */
    uint8_t *taken;       /* [kind × wide × high] which change; CHANGES = none */
} sums;

static int64_t held(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

static jh_code sums_make(sums *out, const mend *m, jh_arena *scratch)
{
    int64_t moved = m->trade->exchange->at_least - m->at->moved;
    int64_t marked = m->trade->marked_least - m->at->marked;
    size_t cells;

    moved = held(moved, -AT_ONCE, AT_ONCE);
    marked = held(marked, -AT_ONCE, AT_ONCE);
    *out = (sums){ .least_moved = (moved < 0 ? moved : 0) - SLACK,
                   .least_marked = (marked < 0 ? marked : 0) - SLACK };
    out->wide = (moved > 0 ? moved : 0) + SLACK - out->least_moved + 1;
    out->high = (marked > 0 ? marked : 0) + SLACK - out->least_marked + 1;
    cells = (size_t)(out->wide * out->high);
    out->cost = JH_NEW_ARRAY(scratch, int64_t, cells);
    out->next = JH_NEW_ARRAY(scratch, int64_t, cells);
    out->taken = JH_NEW_ARRAY(scratch, uint8_t, cells * m->trade->exchange->kind_count + 1);
    if (!out->cost || !out->next || !out->taken) return JH_NO_MEMORY;
    for (size_t i = 0; i < cells; i++) out->cost[i] = INT64_MAX;
    out->cost[-out->least_moved * out->high - out->least_marked] = 0;
    return JH_OK;
}

/* The cell from which the change leads to this one; −1 = none. */
static int64_t cell_before(const sums *s, int64_t cell, int change)
{
    int64_t moved = cell / s->high - (change / HIGH - FAR);
    int64_t marked = cell % s->high - (change % HIGH - FAR_MARKED);

    if (moved < 0 || moved >= s->wide || marked < 0 || marked >= s->high) return -1;
    return moved * s->high + marked;
}

static void sums_add(sums *s, const circle *best, uint8_t *taken)
{
    int64_t cells = s->wide * s->high, i, before, *swap;
    int change;

    memcpy(s->next, s->cost, (size_t)cells * sizeof *s->next);
    memset(taken, CHANGES, (size_t)cells);
    for (change = 0; change < CHANGES; change++) {
        if (best[change].cost == INT64_MAX) continue;
        for (i = 0; i < cells; i++) {
            before = cell_before(s, i, change);
            if (before < 0 || s->cost[before] == INT64_MAX) continue;
            if (s->cost[before] + best[change].cost >= s->next[i]) continue;
            s->next[i] = s->cost[before] + best[change].cost;
            taken[i] = (uint8_t)change;
        }
    }
    swap = s->cost, s->cost = s->next, s->next = swap;
}

/* What the exchange would cost with so many more, and dearly what is still short. */
static int64_t value_of(const mend *m, int64_t reduced, int64_t moved, int64_t marked)
{
    const jh_round *r = m->at;
    int64_t dear = 8 * (r->person + r->mark) + 64 * JH_PARTS;
    int64_t few = m->trade->exchange->at_least - r->moved - moved;
    int64_t unmarked = jh_marked_wanted(m->trade->exchange, r->moved + moved) - r->marked - marked;

    return reduced + r->person * moved + r->mark * marked
           + dear * ((few > 0 ? few : 0) + (unmarked > 0 ? unmarked : 0));
}

static int64_t sums_best(const sums *s, const mend *m)
{
    int64_t still = -s->least_moved * s->high - s->least_marked, best = still, i;
    int64_t least = value_of(m, 0, 0, 0), value;

    for (i = 0; i < s->wide * s->high; i++) {
        if (s->cost[i] == INT64_MAX) continue;
        value =
            value_of(m, s->cost[i], i / s->high + s->least_moved, i % s->high + s->least_marked);
        if (value >= least) continue;
        least = value;
        best = i;
    }
    return best;
}

static void take_circle(mend *m, uint32_t kind, int change)
{
    const circle *c = &m->best[(size_t)kind * CHANGES + (size_t)change];
    int moved = change / HIGH - FAR, marked = change % HIGH - FAR_MARKED;

    m->market = &m->trade->markets[kind];
    (void)walk(m, c);
    m->at->moved += moved;
    m->at->marked += marked;
    m->at->cost += c->cost + m->at->person * moved + m->at->mark * marked;
}

/* One pass; *better = something was changed. */
static jh_code choose(bool *better, mend *m, jh_arena scratch)
{
    uint32_t kinds = m->trade->exchange->kind_count, i;
    int64_t at, cells;
    sums s;
    jh_code code = sums_make(&s, m, &scratch);

    if (code) return code;
    cells = s.wide * s.high;
    for (i = 0; i < kinds; i++)
        sums_add(&s, m->best + (size_t)i * CHANGES, s.taken + (size_t)(i * cells));
    at = sums_best(&s, m);
    *better = false;
    for (i = kinds; i-- > 0;) {
        int change = s.taken[(int64_t)i * cells + at];
        if (change == CHANGES) continue;
        at = cell_before(&s, at, change);
        take_circle(m, i, change);
        *better = true;
    }
    return JH_OK;
}

/* ---- All of it ---- */

static jh_code mend_make(mend *m, const jh_trade *t, size_t effort)
{
    size_t places = (size_t)t->exchange->kind_count * t->exchange->place_count + 1;
    size_t nodes = 1, labels;
    uint32_t i;

    for (i = 0; i < t->exchange->kind_count; i++)
        if (t->markets[i].network.node_count > nodes) nodes = t->markets[i].network.node_count;
    labels = nodes * CHANGES;
    m->labels = JH_NEW_ARRAY(m->room, label, labels);
    m->touched = JH_NEW_ARRAY(m->room, uint32_t, labels);
    m->best = JH_NEW_ARRAY(m->room, circle, (size_t)t->exchange->kind_count * CHANGES + 1);
    m->stride = (uint32_t)(places * LABELS_A_PLACE / effort) + 1;
    m->labels_a_place = effort * m->stride / places;
    return m->labels && m->touched && m->best ? JH_OK : JH_NO_MEMORY;
}

/* An exchange near the bound, or one that the last pass did not better: another round of
 * multipliers then does more than another pass. */
static bool is_done(const mend *m, size_t idle)
{
    if (!jh_round_keeps_rows(m->at, m->trade->exchange)) return idle >= m->stride;
    return idle > 0 || m->at->cost - m->trade->best.bound <= m->at->cost / JH_NEAR;
}

jh_code jh_round_mend(jh_round *round, const jh_trade *trade, size_t effort, jh_arena scratch,
                      jh_error *err)
{
    mend m = { .trade = trade, .at = round, .room = &scratch };
    size_t circles = (size_t)trade->exchange->kind_count * CHANGES, pass, idle = 0, i;
    uint32_t kind;
    bool better = false;
    jh_code code = mend_make(&m, trade, effort);

    for (pass = 0; !code && pass < PASSES && !is_done(&m, idle); pass++) {
        for (i = 0; i < circles; i++) m.best[i].cost = INT64_MAX;
        m.step_count = 0;
        m.place = (uint32_t)(pass % m.stride);
        for (kind = 0; !code && kind < trade->exchange->kind_count; kind++)
            code = search_kind(&m, kind);
        if (!code) code = choose(&better, &m, scratch);
        idle = better ? 0 : idle + 1;
    }
    return code ? jh_no_memory(err) : JH_OK;
}
