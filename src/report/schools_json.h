/* schools_json.h: schools one by one, for lists and for a school's own page.
 * Takes   a view; which schools, from which code on, how many.
 * Gives   JSON: each school with its stages as rows[] of an assessment has them. A school's
 *         piece is the same whatever was asked: written once a view, put together for a question.
 * Never   gives a school outside what was asked for.
 * Method  docs/assessment-json.md; in byte order of codes
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_SCHOOLS_JSON_H
#define JH_REPORT_SCHOOLS_JSON_H

#include "report/view.h"

typedef struct jh_schools_wanted {
    jh_text search; /* part of name or code; empty = all */
    jh_text after;  /* a code; empty = from the first */
    size_t limit;
} jh_schools_wanted;

/* A school each, in the order of the frame. */
typedef struct jh_schools_pieces {
    const jh_view *view;
    const jh_text *of; /* [school] */
} jh_schools_pieces;
JH_MUST_CHECK jh_code jh_report_schools_pieces(jh_schools_pieces *out, jh_arena *keep,
                                               const jh_view *view, jh_error *err);

/* items[], and next: the code to go on after, or null. */
JH_MUST_CHECK jh_code jh_report_schools_json(jh_text *out, jh_arena *keep,
                                             const jh_schools_pieces *pieces,
                                             const jh_schools_wanted *wanted, jh_error *err);

/* The school of that code in the frame; SIZE_MAX = none. */
size_t jh_view_find_school(const jh_view *view, jh_text code);
/* One of them, with what the view has of it. */
JH_MUST_CHECK jh_code jh_report_school_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                            size_t school, jh_error *err);

#endif
