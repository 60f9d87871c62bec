/* imports.h: imports through the server: kept as a list, and taken back.
 * Takes   a folder of files that came in, for a county.
 * Gives   what `junheng import --json` tells, and what a person is to confirm; the list of imports.
 * Never   deletes: taking back is one more revision with a reason.
 * Method  docs/api.md; a document of kind "import", its title "REVISION PERIOD"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_IMPORTS_H
#define JH_OFFICE_IMPORTS_H

#include "app/bring.h"
#include "app/line.h"

typedef struct jh_import {
    const char *address, *standards_folder;
    const char *county; /* NULL = as the files say */
    const char *folder;
    const char *period, *standard, *reason, *datum; /* NULL = the usual */
    int64_t mapping;                        /* number of a kept one; 0 = none */
    bool dry_run;
} jh_import;

/* One under way. Read and told at one desk; written, if is_ready, at the writer's: with its record,
 * in one transaction. Begins as zero; read again as long as it is overtaken (app/bring.h). */
typedef struct jh_importing {
    const jh_import *what;
    jh_bringing bringing;
    jh_bring_work work;
    const char *paths[1];
    jh_text record; /* what the record says of the files */
    int32_t number; /* of its record; 0 = none */
} jh_importing;
JH_MUST_CHECK jh_code jh_import_read(jh_importing *on, const jh_desk *desk, const jh_import *what,
                                     jh_error *err);
JH_MUST_CHECK jh_code jh_import_write(jh_importing *on, const jh_desk *desk, jh_error *err);
JH_MUST_CHECK jh_code jh_import_tell(jh_text *out, jh_importing *on, const jh_desk *desk,
                                     jh_error *err);
JH_MUST_CHECK jh_code jh_import_list(jh_text *out, const jh_desk *desk, jh_text county,
                                     jh_error *err);
/* Every statement of that import that nobody changed since goes back to what the same paper said
 * before, or to "not reported"; units that came with it are taken out. */
typedef struct jh_import_undo {
    jh_text county;
    int32_t number;
    const char *reason; /* NULL = "undo of import N" */
} jh_import_undo;
/* One under way, as with an import: read and told at one desk, written at the writer's in one
 * transaction and revision. NULL at first; read again as long as the county changes meanwhile. */
typedef struct jh_undoing jh_undoing;
JH_MUST_CHECK jh_code jh_import_undo_read(jh_undoing **out, const jh_desk *desk,
                                          const jh_import_undo *what, jh_error *err);
JH_MUST_CHECK jh_code jh_import_undo_write(jh_undoing *on, const jh_desk *desk, jh_error *err);
bool jh_import_undo_again(jh_undoing *on, jh_error *err);
JH_MUST_CHECK jh_code jh_import_undo_tell(jh_text *out, const jh_undoing *on, const jh_desk *desk,
                                          jh_error *err);
/* A mapping that a person confirmed, by the hash of the file it was proposed for. {id} */
typedef struct jh_kept_mapping {
    jh_text county, hash, text;
} jh_kept_mapping;
JH_MUST_CHECK jh_code jh_import_keep_mapping(jh_text *out, const jh_desk *desk,
                                             const jh_kept_mapping *what, jh_error *err);

#endif
