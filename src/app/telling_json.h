/* telling_json.h: documents written from a judged county that is open already.
 * Takes   a telling; which schools.
 * Gives   the documents of `junheng assess --json` and parts of it.
 * Never   judges.
 * Method  docs/assessment-json.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_TELLING_JSON_H
#define JH_APP_TELLING_JSON_H

#include "app/telling.h"
#include "report/schools_json.h"

/* With manner.traced every figure opened, as `assess --json --trace`. */
JH_MUST_CHECK jh_code jh_telling_assessment(jh_text *out, const jh_telling *told,
                                            const jh_desk *desk, jh_error *err);
JH_MUST_CHECK jh_code jh_telling_verdict(jh_text *out, const jh_telling *told, const jh_desk *desk,
                                         jh_error *err);

typedef struct jh_schools_asked {
    jh_text search, after;
    size_t limit;
} jh_schools_asked;
JH_MUST_CHECK jh_code jh_telling_schools(jh_text *out, const jh_schools_pieces *pieces,
                                         const jh_desk *desk, const jh_schools_asked *asked,
                                         jh_error *err);
/* Every figure of it opened, with distances; JH_NOT_FOUND also for a school out of the visitor's
 * scope. */
JH_MUST_CHECK jh_code jh_telling_school(jh_text *out, const jh_telling *told, const jh_desk *desk,
                                        jh_text code, jh_error *err);

#endif
