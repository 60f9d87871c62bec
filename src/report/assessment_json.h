/* assessment_json.h: a whole assessment for programs, and one figure opened.
 * Takes   a view, explained or not.
 * Gives   one JSON document, described field by field in docs/assessment-json.md.
 * Never   rounds silently: values are decimal texts as printed ("4.20"), with the exact value
 *         beside them where the view is explained; a missing value is null with its reason.
 * Method  RFC 8259; keys in the order of the document
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_ASSESSMENT_JSON_H
#define JH_REPORT_ASSESSMENT_JSON_H

#include "formats/json.h"
#include "report/view.h"

JH_MUST_CHECK jh_code jh_report_assessment_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                                jh_error *err);

/* One explanation, in the same words. */
JH_MUST_CHECK jh_code jh_report_explanation_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                                 const jh_explanation *explanation, jh_error *err);

#endif
