/* words.h: the signs and words of marks, claims, stages and reasons, alike on every paper.
 * Takes   a mark, a claim, a stage, an attribute, a reason.
 * Gives   its sign, its CSS class, the id of its sentence.
 * Never   lets colour speak alone: every state has a sign.
 * Method  DESIGN §8, "Visual language"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_WORDS_H
#define JH_REPORT_WORDS_H

#include "report/view.h"

const char *jh_mark_class(jh_mark mark); /* "met" "floor" "below" "unknown" "noline" */
const char *jh_mark_sign(jh_mark mark);  /* ● ◐ ○ ? */
jh_say_id jh_mark_say(jh_mark mark);
const char *jh_claim_class(jh_claim claim); /* "yes" "no" "unknown" "na" */
const char *jh_claim_sign(jh_claim claim);  /* ✓ × ? – */
jh_say_id jh_claim_say(jh_claim claim);
jh_say_id jh_stage_say(jh_stage stage);
jh_say_id jh_attribute_say(jh_attribute attribute);
jh_say_id jh_provenance_say(jh_provenance provenance); /* kind of paper */
jh_say_id jh_say_of_why(jh_why why);

#endif
