/* quick_work.h: what the files of the quick search share.
 * Takes   a finished problem.
 * Gives   the programme of staff and waivers with cuts of what sites cost.
 * Never   leaves this room.
 * Method  docs/methods/plan.md, "The quick way"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_QUICK_WORK_H
#define JH_PLAN_QUICK_WORK_H

#include "plan/quick.h"

/* What sites of one indicator cost at some waivers: the prices there. */
typedef struct jh_site_cut {
    size_t k, row; /* row: of the programme */
    double lambda[JH_PLAN_GROUPS];
    double *direction; /* [row] v */
} jh_site_cut;

/* A column of the programme and the steps fewer that it asks of a site. */
typedef struct jh_saving {
    uint32_t column, site;
    double steps;
} jh_saving;

typedef struct jh_quick {
    jh_known *known;
    const jh_problem *p;
    jh_fill *fill;
    jh_staffing staffing;
    unsigned *refused; /* [row] bits of indicators that may not be waived, as the search stands */
    int8_t *waived, *chosen;
    double *base, *aim,
        *centre;   /* [site] steps asked: without waivers, by the programme, at best */
    double *price; /* [site] of a step */
    jh_saving *savings;
    size_t saving_count;
    jh_term *terms;
    double (*persons)[JH_PLAN_TYPES];
    jh_site_cut *cuts;
    size_t cut_count, cut_room;
    double staff_cost, site_cost, programme_cost; /* of the last solution */
    double centre_staff, centre_cost;
} jh_quick;

static const double JH_SHARE_WHOLE = 1e-5; /* a share or persons this near to a whole are one */

static inline size_t jh_rows_of_school(const jh_problem *p, size_t i)
{
    return i + 1 < p->row_count && p->rows[i + 1].school == p->rows[i].school ? 2 : 1;
}

static inline double jh_quick_share(const jh_quick *q, size_t i, size_t k)
{
    const jh_staffing_row *at = q->staffing.at;
    double share = jh_staffing_share(&q->staffing, at[i].waive[k])
                   + jh_staffing_share(&q->staffing, at[i].pair[k]);

    return i ? share + jh_staffing_share(&q->staffing, at[i - 1].pair[k]) : share;
}

/* At most one waiver of the row is allowed: which, −1 = none. Waiving never hurts. */
static inline bool jh_quick_is_settled(const jh_quick *q, size_t i)
{
    unsigned left = ~q->refused[i] & ((1U << q->p->indicator_count) - 1);

    return !(left & (left - 1));
}

static inline int8_t jh_quick_settled(const jh_quick *q, size_t i)
{
    int8_t k;

    for (k = 0; k < (int8_t)q->p->indicator_count; k++)
        if (!(q->refused[i] >> k & 1)) return k;
    return -1;
}

/* ---- the programme (quick_programme.c) ---- */

/* Forced waivers, savings, the programme itself. false: some site is too small whatever is waived,
 * or so it seems. */
JH_MUST_CHECK jh_code jh_quick_open(bool *possible, jh_quick *quick);
/* Columns of the rows of a school as `refused` allows them. */
void jh_quick_allow(jh_quick *quick, size_t first);
/* Steps asked in `aim`, and costs; *optimal = false: there is no optimum, or no time for it. */
JH_MUST_CHECK jh_code jh_quick_solve(jh_quick *quick, bool *optimal);
/* What sites cost where the programme is, as cuts where that is news. *filled = false: the limits
 * cannot be kept there. */
JH_MUST_CHECK jh_code jh_quick_cut(jh_quick *quick, bool *filled, bool *added);
/* The same on the way there from the best point so far (Ben-Ameur and Neto's in-out separation). */
JH_MUST_CHECK jh_code jh_quick_cut_between(jh_quick *quick, bool *added);

/* ---- prices, plans (quick_prices.c, quick_staff.c, quick_whole.c) ---- */

JH_MUST_CHECK jh_code jh_quick_prices(jh_certificate *out, jh_quick *quick);
/* The last solution's staff in whole persons that meet every row's needs; false: there are none. */
bool jh_quick_round_staff(jh_draft_plan *draft, jh_quick *quick);
/* From staff that has been routed to such as keeps the coefficients: moves, hires, trainings, the
 * cheapest first for what they take off the excess. *kept = false: they cannot be brought to.
 * The roads taken are among `roads` afterwards. */
JH_MUST_CHECK jh_code jh_quick_mend_staff(bool *kept, jh_draft_plan *draft, jh_road_list *roads,
                                          const jh_quick *quick);
/* The last solution, whose waivers are `waived`, in whole steps and persons; offered. */
JH_MUST_CHECK jh_code jh_quick_whole(jh_quick *quick);

/* ---- the tree (quick_tree.c) ---- */

/* Cases, from what is refused now, until the gap is closed or there were enough. */
JH_MUST_CHECK jh_code jh_quick_tree(jh_quick *quick);

#endif
