/* shares.h: how much of the variance of scores lies between schools, of any sheet.
 * Takes   a file, a column of scores, one or two columns of groups, widest first.
 * Gives   a row an estimator and level: csv, JSON, or a table for the terminal.
 * Never   guesses a score: rows that cannot count are left out and counted.
 * Method  docs/methods/variance-shares.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_SHARES_H
#define JH_APP_SHARES_H

#include "app/desk.h"

typedef struct jh_sharing {
    const char *path, *sheet; /* sheet NULL = the first */
    const char *score;
    const char *const *groups;
    size_t group_count;
    bool as_csv;
} jh_sharing;

JH_MUST_CHECK jh_code jh_share_file(jh_text *out, const jh_desk *desk, const jh_sharing *what,
                                    jh_error *err);

#endif
