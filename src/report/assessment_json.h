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

/* The same without rows[] and left_out[]. */
JH_MUST_CHECK jh_code jh_report_verdict_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                             jh_error *err);
/* One member of rows[] and of left_out[]. */
void jh_json_view_row(jh_json *json, const jh_view *view, const jh_view_row *row);
void jh_json_view_left_out(jh_json *json, const jh_view_left_out *left);

/* One explanation, in the same words. */
JH_MUST_CHECK jh_code jh_report_explanation_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                                 const jh_explanation *explanation, jh_error *err);

#endif
