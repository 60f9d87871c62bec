/* collecting.h: collection cycles of a county: opened, filled in by schools, accepted or sent back.
 * Takes   a line to the store, words of whoever asks, the last step that was seen.
 * Gives   JSON: cycles, how every form stands, one form cell by cell with last year's figures, what
 *         looks wrong in it, who did what.
 * Never   counts a figure before it is accepted; shows a school another one's form.
 * Method  docs/methods/collection.md; supervise/collection.h decides, store/cycles.h keeps
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_COLLECTING_H
#define JH_OFFICE_COLLECTING_H

#include "app/desk.h"
#include "app/line.h"
#include "store/cycles.h"

enum { JH_FORM_CELLS_MOST = 2000 };

typedef struct jh_opening {
    jh_text county;
    const char *period, *title, *opens, *due; /* title NULL = of the period */
} jh_opening;

JH_MUST_CHECK jh_code jh_collect_open(jh_text *out, const jh_desk *desk, const jh_opening *what,
                                      jh_error *err);
/* items[], the newest first. */
JH_MUST_CHECK jh_code jh_collect_cycles(jh_text *out, const jh_desk *desk, jh_text county,
                                        jh_error *err);
/* cycle, tally, items[] by code: those the visitor may see; place->unit is empty. */
JH_MUST_CHECK jh_code jh_collect_forms(jh_text *out, const jh_desk *desk,
                                       const jh_form_place *place, jh_error *err);
/* The same, and of every form that waits to be accepted `check`: how much looks wrong in it. */
JH_MUST_CHECK jh_code jh_collect_forms_checked(jh_text *out, const jh_desk *desk,
                                               const jh_form_place *place, jh_error *err);
JH_MUST_CHECK jh_code jh_collect_form(jh_text *out, const jh_desk *desk, const jh_form_place *place,
                                      jh_error *err);

typedef struct jh_collecting {
    jh_form_place place;
    const char *act; /* a word of collection_steps.def; of a cycle (no unit): "close" */
    int64_t after;   /* the last step of the form that was seen; 0 = none */
    jh_form_cells cells;
    const char *until, *reason, *approver;
    bool is_brief; /* of a form: only its unit and its state are told, for who steps through many */
} jh_collecting;

/* The form as it would be with the cells saved, and what would look wrong in it: nothing is
 * written. For the page, while somebody types. */
JH_MUST_CHECK jh_code jh_collect_try(jh_text *out, const jh_desk *desk, const jh_collecting *what,
                                     jh_error *err);
/* A step in three: looked at and told at one desk, taken at the writer's, who looks again only if
 * the county changed in between. JH_CONFLICT: not in this state, not by this visitor, somebody was
 * first, too late, or something in the form cannot be right (submit). */
typedef struct jh_step_look jh_step_look;
JH_MUST_CHECK jh_code jh_collect_look(jh_step_look **out, const jh_desk *desk,
                                      const jh_collecting *what, jh_error *err);
JH_MUST_CHECK jh_code jh_collect_take(const jh_step_look *look, const jh_desk *desk,
                                      const jh_collecting *what, jh_error *err);
/* The form as it is then; of a cycle its forms. */
JH_MUST_CHECK jh_code jh_collect_taken(jh_text *out, const jh_desk *desk, const jh_collecting *what,
                                       jh_error *err);

#endif
