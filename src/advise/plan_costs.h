/* plan_costs.h: what measures cost and where their limits are, for a county and for single schools.
 * Takes   the built-in table (assets/plan/costs.csv) and a csv or xlsx: of the same columns, or of
 *         a row a school with the keys over its columns.
 * Gives   the value that is nearest to a school and stage, with its source and certainty.
 * Never   takes a negative, empty or unknown entry, a school that is not there or may be either of
 *         two, a limit below what a site has, or a value given twice: it names the cell, and takes
 *         nothing of the file.
 * Method  docs/methods/plan.md, "Costs and limits"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_COSTS_H
#define JH_ADVISE_PLAN_COSTS_H

#include "app/desk.h"
#include "base/decimal.h"
#include "formats/workbook.h"
#include "model/stage.h"

typedef struct jh_cost {
    jh_text key;    /* "cost.teaching_area" */
    jh_text school; /* as it is called, its code once jh_planning_costs_fit knows it; empty = every
                     * school */
    jh_stage stage; /* JH_WHOLE = every stage */
    jh_decimal value;
    jh_text unit, certainty, source, about; /* "中文 · English" */
    jh_text place; /* "costs.xlsx, 学校!C7"; empty = the built-in table */
    jh_text school_place; /* where the school is called */
} jh_cost;

typedef struct jh_costs {
    jh_cost *items;
    size_t count, capacity;
} jh_costs;

/* `path` may be NULL: the defaults. */
JH_MUST_CHECK jh_code jh_costs_read(jh_costs *out, const jh_desk *desk, const char *path,
                                    jh_error *err);
/* The same from a file at hand; NULL: the defaults. */
JH_MUST_CHECK jh_code jh_costs_take(jh_costs *out, const jh_desk *desk, const jh_file *own,
                                    jh_error *err);

/* Of which school and stage. */
typedef struct jh_cost_place {
    jh_text school;
    jh_stage stage;
} jh_cost_place;

/* The last entry of the nearest kind: school and stage, school, stage, all. NULL = none. */
const jh_cost *jh_costs_find(const jh_costs *costs, const char *key, const jh_cost_place *place);
/* false: a later entry of the same key, school and stage stands in its place. */
bool jh_costs_in_force(const jh_costs *costs, size_t index);
/* The half of "中文 · English" in that language; the text as it is if it has no halves. */
jh_text jh_costs_words(jh_text both, jh_lang lang);

/* ---- between the files of it ---- */

/* A value that an earlier one at or after `from` gives, too: JH_BAD_INPUT names both cells. */
JH_MUST_CHECK jh_code jh_costs_refuse_twice(const jh_costs *costs, size_t from,
                                            const jh_cost *cost, jh_error *err);

enum {
    JH_COST_KEY = 0,
    JH_COST_SCHOOL,
    JH_COST_STAGE,
    JH_COST_VALUE,
    JH_COST_UNIT,
    JH_COST_CERTAINTY,
    JH_COST_SOURCE,
    JH_COST_ABOUT,
    JH_COST_COLUMNS
};
#define JH_COST_NAME_KEY "school_name" /* over the names of schools, beside their codes */
/* Headings of the table; in a file either language will do. */
const char *jh_cost_heading(unsigned column, jh_lang lang);
/* One workbook into the costs (plan_costs_read.c). */
JH_MUST_CHECK jh_code jh_costs_read_file(jh_costs *out, const jh_desk *desk, const jh_file *file,
                                         bool is_built_in, jh_error *err);
/* May it differ from school to school, from stage to stage? false: there is no such key. */
bool jh_cost_key_is(jh_text key, bool *by_school, bool *by_stage);

#endif
