/* difference.h: what one standard asks otherwise than another, for people and for programs.
 * Takes   the differences, with the two standards they are of.
 * Gives   lines by part, formulas in words; or one JSON object.
 * Never   decides what is stricter: that is said already.
 * Method  docs/standards-diff-json.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_DIFFERENCE_H
#define JH_REPORT_DIFFERENCE_H

#include "standard/diff.h"

/* Into `out`, which lives in an arena of the caller; formulas are read in that arena, too. */
JH_MUST_CHECK jh_code jh_report_differences(jh_buffer *out, const jh_differences *what,
                                            jh_lang lang, jh_error *err);
JH_MUST_CHECK jh_code jh_report_differences_json(jh_text *out, jh_arena *keep,
                                                 const jh_differences *what, jh_lang lang,
                                                 jh_error *err);

#endif
