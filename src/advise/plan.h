/* plan.h: the use case: the least-cost measures after which a county passes, with their proof.
 * Takes   a county as jh_judge does, costs, how long and how close.
 * Gives   the plan as text, JSON or workbook; the county was judged again after it.
 * Never   writes to the store.
 * Method  docs/methods/plan.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_H
#define JH_ADVISE_PLAN_H

#include "advise/plan_budget.h"
#include "advise/plan_decide.h"
#include "advise/plan_relief.h"
#include "app/units.h"
#include "formats/json.h"
#include "plan/rule_price.h"

typedef struct jh_plan_words {
    const jh_judging *judging;
    jh_supposing supposing; /* what is to have happened, too */
    const char *apply;      /* where a copy of the store after the plan is to be; NULL = nowhere */
    const char *budget;     /* yuan; NULL = none */
    const char *against;    /* path of a plan\'s JSON to hold the new one against; NULL = none */
    const char *from;       /* path of a plan\'s JSON to begin from; NULL = afresh */
    jh_decisions decisions; /* what has been decided already */
    const char *costs;      /* path; NULL = the defaults */
    const char *workbook;   /* path of an xlsx to write; NULL = none */
    const char *page;       /* path of an HTML page to write; NULL = none */
    const char *costs_workbook; /* path of an xlsx of costs to fill in; NULL = none */
    bool show_costs;
    long seconds;              /* 0 = no limit */
    bool exactly;              /* no gap: the optimum */
    volatile int *interrupted; /* set from outside: stop with the best plan; NULL = never */
} jh_plan_words;

typedef struct jh_planned_county {
    jh_judging judging;
    jh_unit_events supposed;
    jh_judged judged;
    jh_costs costs;
    jh_planning planning;
    jh_plan before; /* the plan begun from, if has_before */
    bool has_before;
    jh_rule_answers earlier; /* what that plan said of its rules */
    jh_plan plan;
    jh_after after; /* if a plan was found */
    jh_rule_price *prices;
    size_t price_count;
    jh_relief relief;
    jh_budget_answer budget;
} jh_planned_county;

/* *found tells whether there is a plan. */
JH_MUST_CHECK jh_code jh_plan_tell(jh_text *out, bool *found, const jh_desk *desk,
                                   const jh_plan_words *words, jh_error *err);

/* ---- between the files of it ---- */
/* The county as it is, or as if what is supposed had happened; what its costs name is there. */
JH_MUST_CHECK jh_code jh_plan_judge(jh_planned_county *county, const jh_desk *desk,
                                    const jh_plan_words *words, jh_error *err);
/* Where the last plan ended, and what of it stays; the planning is made. */
JH_MUST_CHECK jh_code jh_plan_begin(jh_planned_county *county, const jh_desk *desk,
                                    const jh_plan_words *words, jh_error *err);
/* Of a plan that was found nothing of `view` is read. */
JH_MUST_CHECK jh_code jh_plan_json(jh_text *out, const jh_desk *desk,
                                   const jh_planned_county *county, const jh_plan_view *view,
                                   jh_error *err);
JH_MUST_CHECK jh_code jh_plan_text(jh_text *out, const jh_desk *desk,
                                   const jh_planned_county *county, const jh_plan_view *view,
                                   jh_error *err);
/* Numbers and proof without words: what junheng-verify reads. */
void jh_plan_proof_json(jh_json *json, const jh_planned_county *county);
/* Its members "problem", "plan" and "certificate", into an open object. */
void jh_plan_proof_members(jh_json *json, const jh_problem *problem, const jh_plan *plan);
/* The plan in whole numbers, as the member "plan" has it. */
void jh_plan_measures_json(jh_json *json, const jh_problem *problem, const jh_plan *plan);

#endif
