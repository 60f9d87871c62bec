/* schools_json.h: schools one by one, for lists and for a school's own page.
 * Takes   a view; which schools, from which code on, how many.
 * Gives   JSON: each school with its stages as rows[] of an assessment has them.
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

/* items[], and next: the code to go on after, or null. */
JH_MUST_CHECK jh_code jh_report_schools_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                             const jh_schools_wanted *wanted, jh_error *err);
/* One of them; JH_NOT_FOUND: no such school in this assessment. */
JH_MUST_CHECK jh_code jh_report_school_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                            jh_text code, jh_error *err);

#endif
