/* plan_costs.h: what measures cost and where their limits are, for a county and for single schools.
 * Takes   the built-in table (assets/plan/costs.csv) and a csv or xlsx of the same columns.
 * Gives   the value that is nearest to a school and stage.
 * Never   takes a negative, empty or unknown entry: it names the cell.
 * Method  docs/methods/plan.md, "Costs and limits"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_PLAN_COSTS_H
#define JH_APP_PLAN_COSTS_H

#include "app/desk.h"
#include "base/decimal.h"
#include "model/stage.h"

typedef struct jh_cost {
    jh_text key;    /* "cost.teaching_area" */
    jh_text school; /* code; empty = every school */
    jh_stage stage; /* JH_WHOLE = every stage */
    jh_decimal value;
    jh_text unit, about;
    bool is_default;
} jh_cost;

typedef struct jh_costs {
    jh_cost *items;
    size_t count, capacity;
} jh_costs;

/* `path` may be NULL: the defaults. */
JH_MUST_CHECK jh_code jh_costs_read(jh_costs *out, const jh_desk *desk, const char *path,
                                    jh_error *err);

/* Of which school and stage. */
typedef struct jh_cost_place {
    jh_text school;
    jh_stage stage;
} jh_cost_place;

/* The last entry of the nearest kind: school and stage, school, stage, all. NULL = none. */
const jh_cost *jh_costs_find(const jh_costs *costs, const char *key, const jh_cost_place *place);

/* The table, to be changed and given back. */
JH_MUST_CHECK jh_code jh_costs_show(jh_text *out, const jh_desk *desk, const jh_costs *costs,
                                    jh_error *err);

#endif
