/* plan_compare.h: two plans side by side: what differs, and what it costs.
 * Takes   the JSON of two plans, of one county or of the county as it might be.
 * Gives   text, JSON, a workbook: totals, measures, waivers, coefficients, prices that differ.
 * Never   plans anew: it says what the documents say.
 * Method  docs/plan-json.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_COMPARE_H
#define JH_ADVISE_PLAN_COMPARE_H

#include "advise/plan_document.h"

typedef struct jh_plan_pair {
    const jh_plan_document *before, *after;
    const char *workbook; /* path of an xlsx to write; NULL = none */
} jh_plan_pair;

/* The same by path. */
typedef struct jh_plan_files {
    const char *before, *after, *workbook;
} jh_plan_files;

/* *same: nothing differs. */
JH_MUST_CHECK jh_code jh_plan_compare(jh_text *out, bool *same, const jh_desk *desk,
                                      const jh_plan_pair *pair, jh_error *err);
/* The same of two files. */
JH_MUST_CHECK jh_code jh_plan_compare_files(jh_text *out, bool *same, const jh_desk *desk,
                                            const jh_plan_files *files, jh_error *err);

/* ---- between the files of it ---- */

typedef enum jh_plan_subject {
    JH_PLAN_TOTAL = 0, /* cost, bound */
    JH_PLAN_MEASURE,
    JH_PLAN_WAIVER,
    JH_PLAN_COEFFICIENT,
    JH_PLAN_COST,
    JH_PLAN_SUBJECT_COUNT
} jh_plan_subject;

/* Something a plan says: told apart by its key, shown by label and value. */
typedef struct jh_plan_said {
    jh_plan_subject subject;
    jh_text key, label, value;
    bool has_money;
    jh_decimal money;
} jh_plan_said;

/* What differs; a text is empty where that plan does not speak of it. */
typedef struct jh_plan_difference {
    jh_plan_subject subject;
    jh_text key, label, before, after;
    bool has_money;
    jh_decimal money; /* after less before */
} jh_plan_difference;

typedef struct jh_plan_differences {
    jh_plan_difference *items; /* by subject, in the order of the documents */
    size_t count;
} jh_plan_differences;

/* (plan_compare_tell.c) */
jh_say_id jh_plan_subject_say(jh_plan_subject subject);
JH_MUST_CHECK jh_code jh_plan_differences_tell(jh_text *out, const jh_desk *desk,
                                               const jh_plan_differences *differences,
                                               const jh_plan_pair *pair, jh_error *err);
JH_MUST_CHECK jh_code jh_plan_differences_workbook(const jh_desk *desk,
                                                   const jh_plan_differences *differences,
                                                   const jh_plan_pair *pair, jh_error *err);

#endif
