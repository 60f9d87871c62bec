/* bring.h: the use cases that change a store: make one, bring files in, put a setting.
 * Takes   paths and words as a person gave them.
 * Gives   what was taken and what was refused, as text or JSON.
 * Never   leaves half: a dry run writes nothing, an import is one transaction.
 * Method  intake → store; docs/intake.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_BRING_H
#define JH_APP_BRING_H

#include "app/desk.h"
#include "model/batch.h"

typedef struct jh_bringing {
    const char *address;
    const char *const *paths; /* files and folders */
    size_t path_count;
    const char *county, *period; /* NULL = as the files say */
    const char *standard, *standards_folder;
    const char *author, *reason; /* NULL = the login name; none */
    const char
        *names; /* file of confirmed names, made or added to where some are to be confirmed */
    const char *mapping;                    /* file that says which column is what; NULL = none */
    const char *datum; /* of longitudes and latitudes in the files; NULL = wgs84 */
    bool dry_run, all_or_nothing, no_check; /* no_check: what was written is not looked at */
} jh_bringing;

/* Makes an empty store. */
JH_MUST_CHECK jh_code jh_bring_create(const jh_desk *desk, const char *address, jh_error *err);

/* What an import did, beside what it tells. */
typedef struct jh_brought {
    size_t refused;
    bool written;
    int64_t revision; /* of the county, if written */
    const jh_batch *batch;
} jh_brought;
JH_MUST_CHECK jh_code jh_bring(jh_text *out, jh_brought *brought, const jh_desk *desk,
                               const jh_bringing *what, jh_error *err);

/* *refused: how many cells, rows or files were not taken. */
JH_MUST_CHECK jh_code jh_bring_files(jh_text *out, size_t *refused, const jh_desk *desk,
                                     const jh_bringing *what, jh_error *err);

typedef struct jh_putting {
    const char *address;
    const char *county;
    const char *word; /* "name=value" or "relax:name=approver"; NULL = list only */
    const char *from, *to, *source, *author, *as_of;
} jh_putting;

/* Puts one setting (unless word is NULL), then lists what is in force. */
JH_MUST_CHECK jh_code jh_bring_setting(jh_text *out, const jh_desk *desk, const jh_putting *what,
                                       jh_error *err);

#endif
