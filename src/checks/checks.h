/* checks.h: what looks wrong in a county's figures, before anything is judged by them.
 * Takes   a frame (this year, and last year where it is known) whose standard states the checks.
 * Gives   findings: which figure, what is the matter, its cell; hard ones cannot be right.
 * Never   changes a figure, leaves a gap unsaid, or holds a threshold: those are settings.
 * Method  docs/methods/checks.md
 *
 * Findings are in the order of the standard's checks, then of units. One cause is told once: a
 * figure whose digits slipped is not told again as a change or as an outlier.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_CHECKS_CHECKS_H
#define JH_CHECKS_CHECKS_H

#include "indicators/frame.h"

/* A reported figure that a finding rests on. */
typedef struct jh_checked_figure {
    uint32_t unit;  /* of the snapshot */
    size_t element; /* of the standard */
    jh_stage stage;
    jh_decimal value;
    uint32_t origin; /* into the snapshot's; 0 = none */
} jh_checked_figure;

typedef struct jh_checked {
    const jh_check *check;
    jh_finding finding; /* severity: hard = JH_REFUSAL, soft = JH_WARNING; the cell of figures[0] */
    const jh_checked_figure *figures; /* the suspected one first; none of who sent nothing */
    size_t figure_count;
} jh_checked;

typedef struct jh_check_list {
    jh_checked *items;
    size_t count, capacity;
    size_t hard; /* how many of them cannot be right */
} jh_check_list;

typedef struct jh_check_request {
    const jh_frame *frame;
    const jh_snapshot *before; /* the same that the frame was made with; NULL = not known */
    jh_lang lang;              /* of titles inside the sentences */
} jh_check_request;

/* scratch must be another arena than keep. */
JH_MUST_CHECK jh_code jh_check_figures(jh_check_list *out, jh_arena *keep, jh_arena scratch,
                                       const jh_check_request *request, jh_error *err);

#endif
