/* standards.h: reading, checking and comparing the texts of standards.
 * Takes   keys of built-in standards, or paths of .std files.
 * Gives   listings for people; JSON where a program asks.
 * Never   changes a standard.
 * Method  docs/language.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_STANDARDS_H
#define JH_APP_STANDARDS_H

#include "app/desk.h"

JH_MUST_CHECK jh_code jh_standards_list(jh_text *out, const jh_desk *desk, const jh_manner *manner,
                                        jh_error *err);
/* Every mistake with file, line, column; *good = none. */
JH_MUST_CHECK jh_code jh_standards_check(jh_text *out, bool *good, const jh_desk *desk,
                                         const char *folder, const char *name,
                                         const jh_manner *manner, jh_error *err);
JH_MUST_CHECK jh_code jh_standards_show(jh_text *out, const jh_desk *desk, const char *folder,
                                        const char *name, const jh_manner *manner, jh_error *err);
JH_MUST_CHECK jh_code jh_standards_diff(jh_text *out, const jh_desk *desk, const char *folder,
                                        const char *const names[2], const jh_manner *manner,
                                        jh_error *err);

#endif
