/* plan_compare.h: two plans side by side: what differs, and what it costs.
 * Takes   the JSON of two plans, of one county or of the county as it might be.
 * Gives   text, JSON, a workbook, a page: totals, measures, waivers, coefficients, prices that
 *         differ, and between what the difference of the cheapest ways lies.
 * Never   plans anew: it says what the documents say. In which language they were written makes no
 *         difference.
 * Method  docs/plan-json.md, "A comparison"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_COMPARE_H
#define JH_ADVISE_PLAN_COMPARE_H

#include "advise/plan_document.h"
#include "report/plan_contrast.h"

typedef struct jh_plan_pair {
    const jh_plan_document *before, *after;
    const char *standards; /* folder of the bureau's own; NULL = none */
} jh_plan_pair;

JH_MUST_CHECK jh_code jh_plan_contrast_make(jh_plan_contrast *out, const jh_desk *desk,
                                            const jh_plan_pair *pair, jh_error *err);
/* As text, or JSON if the manner says so. */
JH_MUST_CHECK jh_code jh_plan_contrast_tell(jh_text *out, const jh_desk *desk,
                                            const jh_plan_contrast *contrast, jh_error *err);

/* Two files. */
typedef struct jh_plan_files {
    const char *before, *after;
    const char *workbook, *page; /* to write; NULL = none */
    const char *standards;
} jh_plan_files;

/* *same: nothing differs. */
JH_MUST_CHECK jh_code jh_plan_compare_files(jh_text *out, bool *same, const jh_desk *desk,
                                            const jh_plan_files *files, jh_error *err);

/* ---- between the files of it ---- */

/* Something a plan says: told apart by its key, shown by label and value. */
typedef struct jh_plan_said {
    jh_plan_subject subject;
    jh_text key, label[JH_LANG_COUNT], value[JH_LANG_COUNT];
    bool has_money;
    jh_decimal money;
    jh_text code, name; /* of a measure: whose, or the giver's */
    jh_stage stage;
} jh_plan_said;

typedef struct jh_plan_listing {
    jh_plan_said *items;
    size_t count;
} jh_plan_listing;

/* What a document says, in its order (plan_compare_read.c). */
JH_MUST_CHECK jh_code jh_plan_listing_make(jh_plan_listing *out, const jh_desk *desk,
                                           const jh_plan_document *document, const char *standards,
                                           jh_error *err);

#endif
