/* plan_document.h: a plan as it was written, read again.
 * Takes   the JSON of `junheng plan --json`.
 * Gives   its members; as a plan of a problem with the same schools and sites.
 * Never   believes it: a document whose seal does not fit is refused, and whatever begins from it
 *         is checked anew.
 * Method  docs/plan-json.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PLAN_DOCUMENT_H
#define JH_ADVISE_PLAN_DOCUMENT_H

#include "advise/planning.h"
#include "formats/json_in.h"
#include "plan/rule_price.h"

typedef struct jh_plan_document {
    const char *path;
    const jh_json_value *root;
    bool found;
} jh_plan_document;

JH_MUST_CHECK jh_code jh_plan_document_read(jh_plan_document *out, const jh_desk *desk,
                                            const char *path, jh_error *err);

/* The same from its bytes; `name` is what messages call it, and it must outlive the document. */
JH_MUST_CHECK jh_code jh_plan_document_of(jh_plan_document *out, const jh_desk *desk, jh_text bytes,
                                          const char *name, jh_error *err);

/* The document's plan, if it is one of the same rows and sites in the same order; otherwise, also
 * without a plan, out->found = false. */
JH_MUST_CHECK jh_code jh_plan_document_plan(jh_plan *out, const jh_desk *desk,
                                            const jh_plan_document *document,
                                            const jh_planning *planning, jh_error *err);

/* The plan and the proof without each rule that the document prices; without a rule's plan or
 * proof, or if the schools are others: nothing of it. */
typedef struct jh_rule_answers {
    jh_rule_price *items; /* of each `rule` and `without` */
    size_t count;
} jh_rule_answers;
JH_MUST_CHECK jh_code jh_plan_document_rules(jh_rule_answers *out, const jh_desk *desk,
                                             const jh_plan_document *document,
                                             const jh_planning *planning, jh_error *err);

#endif
