/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include <math.h>
#include <string.h>

enum { STEPS_OF_REPAIR = 400 };

/* ---- a row by itself ---- */

static bool meets_needs(const jh_quick *q, size_t i, const int64_t *staff)
{
    const jh_problem *p = q->p;
    int64_t all = 0;
    size_t k;
    unsigned t;

    for (t = 0; t < JH_PLAN_TYPES; t++) all += staff[t];
    if (all > p->rows[i].staff_most) return false;
    for (k = 0; k < p->indicator_count; k++)
        if (p->bit[k] >= 0
            && jh_staff_with(staff, p->bit[k])
                   < (q->waived[i] == (int)k ? p->rows[i].least[k] : p->rows[i].need[k]))
            return false;
    return true;
}

/* The cheapest whole persons next to the optimum's that meet the row's needs. *exact = false: they
 * are not the optimum's own. */
static bool round_row(const jh_quick *q, size_t i, int64_t *staff, bool *exact)
{
    unsigned loose[JH_PLAN_TYPES], count = 0, t, m;
    int64_t down[JH_PLAN_TYPES] = { 0 }, now[JH_PLAN_TYPES];
    double best = INFINITY, cost;

    for (t = 0; t < q->staffing.types; t++) {
        double value = q->persons[i][t], near = floor(value + 0.5);
        if (fabs(value - near) <= JH_SHARE_WHOLE) {
            down[t] = (int64_t)near;
        } else {
            down[t] = (int64_t)floor(value);
            loose[count++] = t;
            *exact = false;
        }
    }
    for (m = 0; m < 1U << count; m++) {
        memcpy(now, down, sizeof now);
        for (cost = 0, t = 0; t < count; t++) {
            now[loose[t]] += m >> t & 1;
            cost += (double)(m >> t & 1) * (jh_staffing_worth(&q->staffing, i, loose[t]) + 1);
        }
        if (cost >= best || !meets_needs(q, i, now)) continue;
        best = cost;
        memcpy(staff, now, sizeof now);
    }
    return isfinite(best);
}

bool jh_quick_round_staff(jh_draft_plan *draft, jh_quick *q)
{
    size_t i;

    jh_staffing_read(&q->staffing, q->persons);
    draft->is_exact = true;
    for (i = 0; i < q->p->row_count; i++)
        if (!round_row(q, i, draft->staff[i], &draft->is_exact)) return false;
    return true;
}

/* ---- the coefficients ---- */

enum { NOBODY = JH_PLAN_TYPES };

/* One less of a type at road.from, one more of road.type at road.to: a move, or at one row a
 * training, or with NOBODY less a hire. */
typedef struct change {
    jh_road road;
    unsigned less;
    double price; /* money for what it takes off the excess */
} change;

typedef struct mending {
    const jh_quick *q;
    int64_t (*staff)[JH_PLAN_TYPES];
    jh_road_list *roads;
    jh_road *room; /* roads->at, to write */
    size_t group, k;
    unsigned bit; /* of k, in a type */
    jh_tally now;
} mending;

static double ratio_of(const mending *m, size_t i)
{
    const jh_fill *f = m->q->fill;

    return f->start[i][m->k]
           + f->gain[i][m->k] * (double)jh_staff_with(m->staff[i], m->q->p->bit[m->k]);
}

static void measure(mending *m)
{
    const jh_fill *f = m->q->fill;
    size_t at;

    m->now = (jh_tally){ .slope = f->level[m->group][m->k].slope };
    for (at = f->first[m->group]; at < f->first[m->group + 1]; at++)
        jh_tally_shift(&m->now, f->share[f->members[at]], 0, ratio_of(m, f->members[at]));
}

/* May one of type `less` go from the row, one of type `more` come? */
static bool may_change(const mending *m, size_t i, unsigned less, unsigned more)
{
    const jh_problem *p = m->q->p;
    int64_t staff[JH_PLAN_TYPES], all = 0;
    unsigned t;

    memcpy(staff, m->staff[i], sizeof staff);
    if (less != NOBODY && --staff[less] < jh_problem_staff_least(p, i, less)) return false;
    if (more != NOBODY && ++staff[more] > jh_problem_staff_most(p, i, more)) return false;
    for (t = 0; t < JH_PLAN_TYPES; t++) all += staff[t];
    return all >= p->rows[i].staff_least && meets_needs(m->q, i, staff);
}

static bool is_move(const change *c)
{
    return c->road.from != c->road.to;
}

static bool is_possible(const mending *m, const change *c)
{
    if (!is_move(c)) return may_change(m, c->road.to, c->less, c->road.type);
    return may_change(m, c->road.from, c->less, NOBODY)
           && may_change(m, c->road.to, NOBODY, c->road.type);
}

/* Takes the change if it is the cheapest so far. */
static void weigh(change *best, const mending *m, const change *now, double cost)
{
    const jh_fill *f = m->q->fill;
    size_t from = now->road.from, to = now->road.to;
    jh_tally after = m->now;
    double less, price;

    if (is_move(now))
        jh_tally_shift(&after, f->share[from], ratio_of(m, from), -f->gain[from][m->k]);
    jh_tally_shift(&after, f->share[to], ratio_of(m, to), f->gain[to][m->k]);
    less = jh_tally_excess(&m->now) - jh_tally_excess(&after);
    if (!(less > 0)) return;
    price = fmax(cost, 1) / less;
    if (price >= best->price || !is_possible(m, now)) return;
    *best = *now;
    best->price = price;
}

/* Persons with the cone's bit from one end of a way to the other: at what they are worth there. */
static void weigh_way(change *best, const mending *m, uint32_t way, bool is_back)
{
    const jh_plan_way *at = &m->q->p->ways[way];
    change now = { .road = { is_back ? at->b : at->a, is_back ? at->a : at->b, 0, way } };
    const jh_staffing *s = &m->q->staffing;
    unsigned t;

    for (t = 0; t < s->types; t++) {
        if (!(t & m->bit) || !m->staff[now.road.from][t]) continue;
        now.less = now.road.type = t;
        weigh(best, m, &now,
              jh_staffing_worth(s, now.road.to, t) - jh_staffing_worth(s, now.road.from, t));
    }
}

static void weigh_row(change *best, const mending *m, uint32_t row)
{
    const jh_problem *p = m->q->p;
    unsigned t;

    for (t = 0; t < m->q->staffing.types; t++) {
        change now = { .road = { row, row, t | m->bit, 0 }, .less = t & m->bit ? NOBODY : t };
        int64_t cost = t & m->bit ? p->hire[t] : p->train[p->bit[m->k]];
        if (cost >= 0 && (now.less == NOBODY || m->staff[row][t]))
            weigh(best, m, &now, (double)cost);
    }
}

static change find_change(const mending *m)
{
    const jh_fill *f = m->q->fill;
    change best = { .price = INFINITY };
    size_t at;
    uint32_t w;

    for (w = 0; w < m->q->p->way_count; w++) {
        if (m->q->p->rows[m->q->p->ways[w].a].group != m->group) continue;
        weigh_way(&best, m, w, false);
        weigh_way(&best, m, w, true);
    }
    for (at = f->first[m->group]; at < f->first[m->group + 1]; at++)
        weigh_row(&best, m, f->members[at]);
    return best;
}

static bool mend(mending *m)
{
    change best;
    int i;

    m->bit = 1U << m->q->p->bit[m->k];
    for (i = 0; i < STEPS_OF_REPAIR; i++) {
        measure(m);
        if (jh_tally_excess(&m->now) <= 0) return true;
        best = find_change(m);
        if (!isfinite(best.price)) return false;
        if (best.less != NOBODY) m->staff[best.road.from][best.less]--;
        m->staff[best.road.to][best.road.type]++;
        if (is_move(&best)) m->room[m->roads->count++] = best.road;
    }
    return false;
}

jh_code jh_quick_mend_staff(bool *kept, jh_draft_plan *draft, jh_road_list *roads,
                            const jh_quick *q)
{
    size_t cones = q->p->group_count * q->p->bit_count;
    jh_road *room =
        JH_NEW_ARRAY(q->known->room, jh_road, roads->count + cones * STEPS_OF_REPAIR + 1);
    mending m = { .q = q, .staff = draft->staff, .roads = roads, .room = room };

    if (!room) return jh_no_memory(q->known->err);
    if (roads->count) memcpy(room, roads->at, roads->count * sizeof *room);
    roads->at = room;
    *kept = draft->is_exact = true;
    for (m.group = 0; m.group < q->p->group_count; m.group++)
        for (m.k = 0; *kept && m.k < q->p->indicator_count; m.k++)
            if (q->p->bit[m.k] >= 0 && q->fill->level[m.group][m.k].slope > 0) *kept = mend(&m);
    return JH_OK;
}
