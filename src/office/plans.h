/* plans.h: plans through the server: searched for by a child process, kept as a list.
 * Takes   words of an assessment, costs, a time limit.
 * Gives   the words of the child's command line; kept results.
 * Never   plans in this process: memory, crashes and cancelling stay in the child.
 * Method  docs/plan-json.md; a document of kind "plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_PLANS_H
#define JH_OFFICE_PLANS_H

#include "app/desk.h"
#include "app/line.h"
#include "indicators/frame.h"

typedef struct jh_kept_plan {
    jh_text county, name, json;
    jh_text workbook; /* as `junheng plan --out` wrote it; empty = none */
} jh_kept_plan;

/* *id: its number. */
JH_MUST_CHECK jh_code jh_plan_keep(int32_t *id, const jh_desk *desk, const jh_kept_plan *what,
                                   jh_error *err);
JH_MUST_CHECK jh_code jh_plan_list(jh_text *out, const jh_desk *desk, jh_text county,
                                   jh_error *err);
/* The plan as `junheng plan --json` printed it, byte for byte. */
JH_MUST_CHECK jh_code jh_plan_get(jh_text *out, const jh_desk *desk, jh_text county, int32_t number,
                                  jh_error *err);
/* Its workbook; JH_NOT_FOUND: none was kept with it. */
JH_MUST_CHECK jh_code jh_plan_workbook(jh_text *out, const jh_desk *desk, jh_text county,
                                       int32_t number, jh_error *err);

/* Two of them, as `junheng plan compare --json` answers. */
typedef struct jh_plans_asked {
    jh_text county;
    int32_t before, after;
} jh_plans_asked;
JH_MUST_CHECK jh_code jh_plans_compare(jh_text *out, const jh_desk *desk,
                                       const jh_plans_asked *asked, jh_error *err);

/* ---- costs and limits of the county: plans_costs.c ---- */

/* `junheng-plan-costs/1` with what the county keeps in place of the built-in table, and `revision`
 * `author` `stamp` of that (0 and null: nothing is kept). */
JH_MUST_CHECK jh_code jh_plan_costs_tell(jh_text *out, const jh_desk *desk, jh_text county,
                                         jh_error *err);
/* What is kept, as csv for `plan --costs`; empty = nothing. */
JH_MUST_CHECK jh_code jh_plan_costs_kept(jh_text *csv, const jh_desk *desk, jh_text county,
                                         jh_error *err);
typedef struct jh_plan_costs_words {
    jh_text county, csv;  /* an empty csv: the built-in table again */
    const jh_frame *frame; /* whose schools the costs may name */
    int32_t at_revision;   /* what was seen; 0 = whatever stands */
} jh_plan_costs_words;
/* Would the planner take them? Names the line otherwise. Writes nothing. */
JH_MUST_CHECK jh_code jh_plan_costs_check(const jh_desk *desk, const jh_plan_costs_words *words,
                                          jh_error *err);
JH_MUST_CHECK jh_code jh_plan_costs_keep(const jh_desk *desk, const jh_plan_costs_words *words,
                                         jh_error *err);

#endif
