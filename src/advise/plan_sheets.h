/* plan_sheets.h: costs and limits on paper: shown, and handed out to be filled in.
 * Takes   the costs in force; for the workbook also the county as a planning problem.
 * Gives   csv, JSON, a workbook that jh_costs_read takes back.
 * Never   prints a value that the planner does not use.
 * Method  docs/methods/plan.md, "Costs and limits"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_SHEETS_H
#define JH_ADVISE_PLAN_SHEETS_H

#include "advise/planning.h"
#include "formats/json.h"

/* A cost with what can be said of it: a file's own words, or those of the built-in table. */
typedef struct jh_shown_cost {
    const jh_cost *cost;
    jh_text unit, certainty, source, about;
} jh_shown_cost;
jh_shown_cost jh_costs_shown(const jh_costs *costs, size_t index);

/* The table, to be changed and given back; as JSON when the manner says so. */
JH_MUST_CHECK jh_code jh_costs_show(jh_text *out, const jh_desk *desk, const jh_costs *costs,
                                    jh_error *err);
/* The member "costs" of an open object. */
void jh_costs_json(jh_json *json, const jh_costs *costs, jh_lang lang);

/* Sheets 县 (a row a cost) and 学校 (a row a school: what it has, its limit, its price). */
JH_MUST_CHECK jh_code jh_costs_workbook(const char *path, const jh_desk *desk,
                                        const jh_planning *planning, jh_error *err);

#endif
