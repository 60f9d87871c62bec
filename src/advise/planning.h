/* planning.h: an assessed county as a planning problem, and a plan as figures.
 * Takes   a judged county and costs.
 * Gives   the problem, with what every row, site and indicator of it means; a snapshot in which the
 *         plan has been carried out, so that the county can be judged again.
 * Never   knows a line, floor, rule or limit by itself: all of them are asked of the standard, and
 *         how a figure moves an indicator is seen by moving it.
 * Method  docs/methods/plan.md, "From the assessment to the problem"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLANNING_H
#define JH_ADVISE_PLANNING_H

#include "advise/plan_costs.h"
#include "app/judge.h"
#include "plan/plan.h"

/* What can be bought or staffed, and which figure of the dictionary it is. */
typedef struct jh_planned {
    const char *element; /* key */
    int8_t bit;          /* staff; −1 = bought */
    int64_t step;        /* millionths of the element's measure */
} jh_planned;

enum { JH_PLANNED_COUNT = 7 };
extern const jh_planned jh_planned_figures[JH_PLANNED_COUNT];

typedef struct jh_planning {
    const jh_desk *desk;
    const jh_judged *judged;
    const jh_costs *costs;
    jh_problem problem;
    size_t rule, scope;                   /* of the standard */
    size_t indicator[JH_PLAN_INDICATORS]; /* index in the standard */
    size_t figure[JH_PLAN_INDICATORS];    /* index in jh_planned_figures */
    size_t element[JH_PLAN_INDICATORS];   /* index in the standard */
    jh_stage stage[JH_PLAN_GROUPS];
    uint32_t *part;                      /* [row] of the frame */
    uint32_t *campus;                    /* [row] unit whose staff figures change */
    uint32_t *site_campus;               /* [site] unit whose figure grows */
    int64_t *metres;                     /* [way] */
    int64_t (*counts)[JH_PLAN_BITS + 1]; /* [row] staff by bit today; [0] = all */
    const jh_column *teachers[JH_STAGE_COUNT];
} jh_planning;

/* JH_BAD_INPUT names what is missing or cannot be planned. *out must stay where it is. */
JH_MUST_CHECK jh_code jh_planning_make(jh_planning *out, const jh_desk *desk,
                                       const jh_judged *judged, const jh_costs *costs,
                                       jh_error *err);

/* The county after the plan, judged by the same standard and settings. */
typedef struct jh_after {
    jh_snapshot snapshot;
    jh_frame frame;
    jh_assessment assessment;
} jh_after;
JH_MUST_CHECK jh_code jh_planning_apply(jh_after *out, const jh_desk *desk,
                                        const jh_planning *planning, const jh_plan *plan,
                                        jh_error *err);
/* Do the rule and every limit that the problem speaks of hold? */
bool jh_after_passes(const jh_after *after, const jh_planning *planning);

/* ---- between the files of planning ---- */

/* Which rule, indicators, elements, lines and limits (planning_rule.c). */
jh_code jh_planning_rule(jh_planning *out, const jh_desk *desk, jh_error *err);
jh_code jh_planning_groups(jh_planning *out, const jh_desk *desk, jh_error *err);
/* Sites, costs, ways (planning_sites.c). */
jh_code jh_planning_sites(jh_planning *out, const jh_desk *desk, jh_error *err);
jh_code jh_planning_ways(jh_planning *out, jh_error *err);
/* A value that the costs must have; JH_BAD_INPUT otherwise. key NULL: it could not be written. */
jh_code jh_planning_cost(jh_decimal *out, const jh_planning *planning, const char *key, size_t row,
                         jh_error *err);
/* Name of the school and stage of a row, for messages. */
const char *jh_planning_name(const jh_planning *planning, const jh_desk *desk, size_t row);
jh_text jh_planning_school(const jh_planning *planning, size_t row); /* code */
jh_text jh_planning_school_name(const jh_planning *planning, size_t row);
/* What a site has of its figure, in millionths of the figure's measure. */
int64_t jh_planning_today(const jh_planning *planning, uint32_t site);
/* Codes in place of the words that call schools (app/called.h). JH_BAD_INPUT names the cell of one
 * that is not there, may be one of two, is none of the frame, or has the value by another word. */
JH_MUST_CHECK jh_code jh_planning_costs_fit(jh_costs *costs, const jh_desk *desk,
                                            const jh_frame *frame, jh_error *err);
/* A snapshot with some figures moved; its hash is still the other's (planning_apply.c). */
typedef struct jh_shift {
    size_t element;
    jh_stage stage;
    uint32_t unit;
    int64_t millionths;
} jh_shift;
jh_code jh_planning_shift(jh_snapshot *out, const jh_planning *planning, const jh_shift *shifts,
                          size_t count, jh_error *err);

#endif
