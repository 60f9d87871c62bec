/* standards.h: reading, checking and comparing the texts of standards.
 * Takes   keys of built-in standards, or paths of .std files.
 * Gives   listings for people; JSON where a program asks.
 * Never   changes a standard.
 * Method  docs/language.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_STANDARDS_H
#define JH_APP_STANDARDS_H

#include "app/library.h"
#include "formats/json.h"

/* Key and title of each that is built in or in the folder (NULL = none), and which it extends; JSON
 * also: what it calls itself in English, whether it judges (a dictionary does not), whether it is
 * the bureau's own. One of the folder's that has a mistake is listed with it. */
JH_MUST_CHECK jh_code jh_standards_list(jh_text *out, const jh_desk *desk, const char *folder,
                                        jh_error *err);
/* Every mistake with file, line, column; *good = none. */
JH_MUST_CHECK jh_code jh_standards_check(jh_text *out, bool *good, const jh_desk *desk,
                                         const jh_standard_words *words, jh_error *err);
JH_MUST_CHECK jh_code jh_standards_show(jh_text *out, const jh_desk *desk,
                                        const jh_standard_words *words, jh_error *err);
/* The same for programs: its text, and every indicator, rule, limit, item, element, setting and
 * check with clause and certainty. */
JH_MUST_CHECK jh_code jh_standards_document(jh_text *out, const jh_desk *desk,
                                            const jh_standard_words *words, jh_error *err);
JH_MUST_CHECK jh_code jh_standards_diff(jh_text *out, const jh_desk *desk, const char *folder,
                                        const char *const names[2], jh_error *err);

/* A member `extends`: keys, the nearest first. */
void jh_standard_put_extends(jh_json *json, const jh_standard *standard);

#endif
