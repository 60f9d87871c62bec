/* scores.h: the points of a scored standard, on the terminal and in JSON.
 * Takes   a view.
 * Gives   one line, or one object, a score: points, or what they can still be, of how many.
 * Never   adds or rounds: assess did.
 * Method  docs/methods/scores.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_SCORES_H
#define JH_REPORT_SCORES_H

#include "formats/json.h"
#include "report/terminal_text.h"

/* Nothing where the standard has no scores. */
void jh_terminal_scores(const jh_terminal *t);
void jh_json_scores(jh_json *json, const jh_view *view);
/* "82.5", or "70.0–85.0" as long as it is open. */
void jh_score_write(jh_buffer *out, const jh_score *score, const jh_score_result *result);

#endif
