/* analyse.h: inequality measures of any sheet, by group.
 * Takes   a file, value expressions, a weight, group columns, as a person wrote them.
 * Gives   a row a group (and value): csv, JSON, or a table for the terminal.
 * Never   guesses a value: rows that cannot count are left out and counted.
 * Method  docs/methods/dispersion.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_ANALYSE_H
#define JH_APP_ANALYSE_H

#include "app/desk.h"

typedef struct jh_analysing {
    const char *path, *sheet; /* sheet NULL = the first */
    const char *const *values;
    size_t value_count;
    const char *weight; /* NULL = every row weighs 1 */
    const char *const *by;
    size_t by_count;
    bool as_csv;
} jh_analysing;

JH_MUST_CHECK jh_code jh_analyse_file(jh_text *out, const jh_desk *desk, const jh_analysing *what,
                                      jh_error *err);

#endif
