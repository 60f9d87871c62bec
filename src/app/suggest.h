/* suggest.h: the use case of proposing a mapping for a table nobody described yet.
 * Takes   the path of a workbook, and which standard's dictionary counts.
 * Gives   the mapping as text or JSON, and as a file where one is named.
 * Never   overwrites a file that is there: a person may have worked on it.
 * Method  docs/intake.md, "Proposing a mapping"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_SUGGEST_H
#define JH_APP_SUGGEST_H

#include "app/library.h"

typedef struct jh_suggesting {
    const char *path;
    const char *sheet; /* NULL = the one that looks most like a table */
    const char *standard, *standards_folder;
    const char *file; /* to be written; NULL = none */
} jh_suggesting;

/* *open: how many lines a person has to confirm. */
JH_MUST_CHECK jh_code jh_suggest_mapping(jh_text *out, size_t *open, const jh_desk *desk,
                                         const jh_suggesting *what, jh_error *err);
/* All that a column may be: [{ title, measure, is_figure, by_stage }], roles of columns first; a
 * title is what a mapping calls it. */
JH_MUST_CHECK jh_code jh_suggest_targets(jh_text *out, const jh_desk *desk,
                                         const jh_standard_words *words, jh_error *err);

#endif
