/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/quick_work.h"

#include <math.h>
#include <string.h>

enum { ROUNDS = 40, DIVES = 60 };
static const double CLOSE = 5e-5; /* of the cost: shares are good enough */
/* A share that is taken at its word; and how much less than the surest is as good as it. */
static const double SURE = 0.75, AS_SURE = 0.08;

/* ---- waivers in shares ---- */

static jh_code take_bound(jh_quick *q)
{
    jh_certificate certificate;
    jh_code rc = jh_quick_prices(&certificate, q);

    if (!rc) jh_known_weigh(q->known, &certificate, NULL);
    return rc;
}

/* The optimum if waivers could be had in shares. */
static jh_code relax(jh_quick *q, bool *optimal)
{
    bool added = true, is_fresh = true;
    jh_code rc = JH_OK;
    int round;

    *optimal = false;
    for (round = 0; added && round < ROUNDS && !jh_known_report(q->known); round++) {
        rc = jh_quick_solve(q, optimal);
        if (rc || !*optimal) return rc;
        is_fresh = true;
        if (!round) q->centre_staff = q->staff_cost;
        if (q->centre_cost - q->programme_cost < CLOSE * q->centre_cost) break;
        rc = jh_quick_cut_between(q, &added);
        if (rc) return rc;
        is_fresh = !added;
    }
    if (!is_fresh) rc = jh_quick_solve(q, optimal);
    return rc || !*optimal ? rc : take_bound(q);
}

/* ---- whole waivers: the surest at their word, again and again ---- */

/* The waivers of a school as the programme has them, and the least share: how sure it is. */
static double read_school(jh_quick *q, size_t first, size_t count)
{
    double share, most, none, sure = 1;
    size_t i, k;

    for (i = first; i < first + count; i++) {
        q->waived[i] = -1;
        most = 0;
        none = 1;
        for (k = 0; k < q->p->indicator_count; k++) {
            share = jh_quick_share(q, i, k);
            none -= share;
            if (share <= most) continue;
            most = share;
            q->waived[i] = (int8_t)k;
        }
        if (none > most) {
            q->waived[i] = -1;
            most = none;
        }
        /* Nothing else is left: what does not matter may stay in shares. */
        if (jh_quick_is_settled(q, i)) {
            q->waived[i] = jh_quick_settled(q, i);
            most = 1;
        }
        sure = fmin(sure, most);
    }
    return sure;
}

static void settle(jh_quick *q, size_t first, size_t count)
{
    size_t i;

    for (i = first; i < first + count; i++)
        q->refused[i] = q->waived[i] < 0 ? ~0U : ~(1U << q->waived[i]);
    jh_quick_allow(q, first);
}

/* Settles the surest schools, and those nearly as sure; *shares: how many there were to settle. */
static void settle_surest(jh_quick *q, size_t *shares)
{
    size_t i, count;
    double sure, most = 0;

    for (*shares = 0, i = 0; i < q->p->row_count; i += count) {
        count = jh_rows_of_school(q->p, i);
        sure = read_school(q, i, count);
        if (sure > 1 - JH_SHARE_WHOLE) continue;
        ++*shares;
        if (sure > most) most = sure;
    }
    for (i = 0; *shares && i < q->p->row_count; i += count) {
        count = jh_rows_of_school(q->p, i);
        sure = read_school(q, i, count);
        if (sure <= 1 - JH_SHARE_WHOLE && sure >= fmin(SURE, most - AS_SURE)) settle(q, i, count);
    }
}

static jh_code dive(jh_quick *q, bool *whole)
{
    bool optimal, filled, added;
    size_t shares;
    jh_code rc;
    int round;

    *whole = false;
    for (round = 0; round < DIVES && !jh_known_report(q->known); round++) {
        settle_surest(q, &shares);
        rc = jh_quick_cut(q, &filled, &added);
        if (rc) return rc;
        if (!shares && !added) {
            *whole = filled;
            return JH_OK;
        }
        rc = jh_quick_solve(q, &optimal);
        if (rc || !optimal) return rc;
    }
    return JH_OK;
}

/* The plan of the waivers that the rows are settled to, or read as. */
static jh_code offer(jh_quick *q)
{
    jh_fill_require(q->fill, q->waived);
    return jh_fill_sites(&q->site_cost, q->fill) ? jh_quick_whole(q) : JH_OK;
}

/* ---- from an earlier plan ---- */

static bool is_like(const jh_problem *p, const jh_plan *before)
{
    size_t i;

    if (!before || !before->found) return false;
    for (i = 0; i < p->row_count; i++)
        if (before->waived[i] >= (int)p->indicator_count) return false;
    return true;
}

/* Sites as its waivers ask: what they cost there is known from the beginning. */
static jh_code begin_there(jh_quick *q)
{
    const jh_plan *before = q->known->request->before;
    bool filled, added;

    if (!is_like(q->p, before)) return JH_OK;
    jh_fill_require(q->fill, before->waived);
    memcpy(q->aim, q->fill->low, q->p->site_count * sizeof *q->aim);
    return jh_quick_cut(q, &filled, &added);
}

/* Its waivers, where they are still allowed. */
static jh_code try_before(jh_quick *q)
{
    const jh_plan *before = q->known->request->before;
    bool optimal;
    size_t i, count, j;
    jh_code rc;

    if (!is_like(q->p, before)) return JH_OK;
    for (i = 0; i < q->p->row_count; i += count) {
        count = jh_rows_of_school(q->p, i);
        for (j = i; j < i + count; j++) {
            if (jh_quick_is_settled(q, j))
                q->waived[j] = jh_quick_settled(q, j);
            else if (before->waived[j] >= 0 && q->refused[j] >> before->waived[j] & 1)
                q->waived[j] = -1;
            else
                q->waived[j] = before->waived[j];
        }
        settle(q, i, count);
    }
    rc = jh_quick_solve(q, &optimal);
    return rc || !optimal ? rc : offer(q);
}

/* ---- all of it ---- */

static void restore(jh_quick *q, const unsigned *start)
{
    size_t i;

    memcpy(q->refused, start, q->p->row_count * sizeof *start);
    for (i = 0; i < q->p->row_count; i += jh_rows_of_school(q->p, i)) jh_quick_allow(q, i);
}

static jh_code find_first(jh_quick *q)
{
    bool whole;
    jh_code rc = dive(q, &whole);

    return rc || !whole ? rc : offer(q);
}

static bool is_done(jh_quick *q)
{
    return jh_known_is_enough(q->known) || jh_known_report(q->known);
}

static jh_code search(jh_quick *q)
{
    unsigned *start = JH_NEW_ARRAY(q->known->room, unsigned, q->p->row_count);
    bool optimal;
    jh_code rc = start ? begin_there(q) : jh_no_memory(q->known->err);

    if (!rc) rc = relax(q, &optimal);
    if (rc || !optimal) return rc;
    memcpy(start, q->refused, q->p->row_count * sizeof *start);
    rc = try_before(q);
    if (rc || is_done(q)) return rc;
    if (is_like(q->p, q->known->request->before)) { /* whatever came of it */
        restore(q, start);
        rc = jh_quick_solve(q, &optimal);
        if (rc || !optimal) return rc;
    }
    rc = find_first(q);
    if (rc || is_done(q)) return rc;
    restore(q, start);
    return jh_quick_tree(q);
}

static jh_code take_room(jh_quick *q)
{
    size_t rows = q->p->row_count, sites = q->p->site_count + 1;
    size_t savings = 2 * rows * JH_PLAN_INDICATORS;
    jh_arena *room = q->known->room;

    q->refused = JH_NEW_ARRAY(room, unsigned, rows);
    q->waived = JH_NEW_ARRAY(room, int8_t, rows);
    q->chosen = JH_NEW_ARRAY(room, int8_t, rows);
    q->base = JH_NEW_ARRAY(room, double, sites);
    q->aim = JH_NEW_ARRAY(room, double, sites);
    q->centre = JH_NEW_ARRAY(room, double, sites);
    q->price = JH_NEW_ARRAY(room, double, sites);
    q->terms = JH_NEW_ARRAY(room, jh_term, savings);
    q->savings = JH_NEW_ARRAY(room, jh_saving, savings);
    q->persons = jh_alloc(room, rows, sizeof *q->persons);
    return q->refused && q->waived && q->chosen && q->base && q->aim && q->centre && q->price
                   && q->terms && q->savings && q->persons
               ? JH_OK
               : jh_no_memory(q->known->err);
}

jh_code jh_quick_search(jh_known *known, jh_fill *fill)
{
    jh_quick q = { .known = known, .p = known->problem, .fill = fill };
    jh_code rc = take_room(&q);
    bool possible = false;

    if (!rc) rc = jh_quick_open(&possible, &q);
    if (!rc && possible) rc = search(&q);
    known->programmes += q.staffing.programmes;
    jh_staffing_close(&q.staffing);
    return rc;
}
