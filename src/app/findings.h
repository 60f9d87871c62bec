/* findings.h: lists of findings as text and as JSON.
 * Takes   findings of intake, standards or assessment.
 * Gives   where, what was read, what is wrong, what to do: a line each, worst first. Remarks alike
 *         at three places or more are told at the first, with how many: app/fold.h.
 * Never   leaves one out: JSON names every place.
 * Method  model/finding.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_FINDINGS_H
#define JH_APP_FINDINGS_H

#include "base/text.h"
#include "formats/json.h"
#include "model/finding.h"

void jh_findings_tell(jh_buffer *out, const jh_findings *findings, jh_lang lang);
/* Members of an open object. */
void jh_finding_put(jh_json *json, const jh_finding *finding, jh_lang lang);
void jh_findings_json(jh_json *json, const jh_findings *findings, jh_lang lang);

#endif
