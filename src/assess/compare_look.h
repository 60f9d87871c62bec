/* compare_look.h: one subject found in one assessment; shared by compare.c and compare_rows.c.
 * Takes   an assessment and a subject.
 * Gives   its state there, and the elements it rests on.
 * Never   is seen outside assess/.
 * Method  docs/methods/compare.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_COMPARE_LOOK_H
#define JH_ASSESS_COMPARE_LOOK_H

#include "assess/compare.h"

jh_state jh_compare_look(const jh_assessment *in, const jh_subject *subject);
/* What the subject is computed by; NULL = not there. */
const jh_expr *jh_compare_expr(const jh_assessment *in, const jh_subject *subject);
/* Index of the school with that code, or SIZE_MAX. */
size_t jh_compare_school(const jh_frame *frame, jh_text code);

/* Fills units and figures of *out, whose ends are set; then the figures of its changes. */
JH_MUST_CHECK jh_code jh_compare_rows(jh_comparison *out, jh_arena *keep);
JH_MUST_CHECK jh_code jh_compare_evidence(jh_comparison *out, jh_arena *keep);

#endif
