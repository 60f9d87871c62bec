/* telling.h: a judged county laid out for telling, kept for more than one telling.
 * Takes   what judge.h takes.
 * Gives   the chain with its view; documents written from it.
 * Never   changes once made: threads may share it.
 * Method  report/view.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_TELLING_H
#define JH_APP_TELLING_H

#include "app/judge.h"
#include "report/view.h"

typedef struct jh_telling {
    jh_judged judged;
    jh_view view;
} jh_telling;

/* *out must stay where it is. is_explained: every cell opened, which JSON with traces and the page
 * want. */
JH_MUST_CHECK jh_code jh_telling_make(jh_telling *out, const jh_desk *desk, const jh_judging *words,
                                      bool is_explained, jh_error *err);
/* The view alone, of what is judged already. */
JH_MUST_CHECK jh_code jh_telling_view(jh_view *out, const jh_judged *judged, const jh_desk *desk,
                                      bool is_explained, jh_error *err);
/* As `junheng explain` answers; `figure` is an address as in assess/explain.h. */
JH_MUST_CHECK jh_code jh_telling_explain(jh_text *out, const jh_telling *told, const jh_desk *desk,
                                         jh_text figure, jh_error *err);

#endif
