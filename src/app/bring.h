/* bring.h: the use cases that change a store: make one, bring files in, put a setting.
 * Takes   paths and words as a person gave them.
 * Gives   what was taken and what was refused, as text or JSON.
 * Never   leaves half: a dry run writes nothing, an import is one transaction. Never keeps the
 *         writer waiting for a workbook: what is read and compared is ready before he is asked.
 * Method  intake → store; docs/intake.md, docs/decisions/0040-read-beside-written-alone.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_BRING_H
#define JH_APP_BRING_H

#include "app/known.h"
#include "app/overtaken.h"
#include "standard/standard.h"
#include "store/ready.h"

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

/* An import under way; the files are read, and what came of them is written, at different desks. */
typedef struct jh_bring_work {
    const jh_bringing *what;
    jh_standard standard;
    jh_batch batch;
    jh_told_known told;
    int64_t began; /* revision of the batch's county when its files were first read */
    jh_authorship by;
    char stamp[32];
    jh_ready *ready; /* NULL = there is nothing to write */
    jh_write_counts counts;
    bool is_written;
    jh_overtaken overtaken;
} jh_bring_work;

/* Reads the files and compares them with the store: whoever has time. *on begins as zero; the same
 * again for another try. */
JH_MUST_CHECK jh_code jh_bring_read(jh_bring_work *on, const jh_desk *desk, const jh_bringing *what,
                                    jh_error *err);
/* The writer's, on his own store, within jh_store_together. JH_CONFLICT and overtaken.is: schools
 * or names are not those by which the files were read. */
JH_MUST_CHECK jh_code jh_bring_write(jh_bring_work *on, const jh_desk *desk, jh_store *store,
                                     jh_error *err);
/* It was overtaken, but not too often: the files are to be read once more, and err is as new. */
bool jh_bring_again(jh_bring_work *on, jh_error *err);
/* What came of it, as text or JSON; afterwards on->batch.findings also name what others entered in
 * the same cells while the files were read. */
JH_MUST_CHECK jh_code jh_bring_tell(jh_text *out, jh_bring_work *on, const jh_desk *desk,
                                    jh_error *err);

/* All of it. *refused: how many cells, rows or files were not taken. */
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
