/* keep.h: a whole store kept safe: backed up, restored, copied, checked.
 * Takes   addresses, as given.
 * Gives   what was copied, table by table with counts and hashes; what is wrong with a store.
 * Never   writes over a store; tells of a copy before it is proven.
 * Method  docs/decisions/0012-copies-are-proven.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_KEEP_H
#define JH_APP_KEEP_H

#include "app/desk.h"

typedef enum jh_keep_act { JH_KEEP_BACKUP = 0, JH_KEEP_RESTORE, JH_KEEP_COPY } jh_keep_act;

/* Is there a file at such an address, or does a server keep it? */
bool jh_keep_is_file(const char *address);

typedef struct jh_keeping {
    jh_keep_act act; /* a backup is a file; restoring reads one */
    const char *from, *to;
} jh_keeping;

JH_MUST_CHECK jh_code jh_keep_copy(jh_text *out, const jh_desk *desk, const jh_keeping *what,
                                   jh_error *err);

typedef struct jh_bringing_up {
    const char *address;
    const char *backup; /* where the old file is kept; NULL = "county.jh.schema1" */
    bool is_backed_up;  /* somebody has seen to that: nothing is kept (PostgreSQL needs it) */
} jh_bringing_up;

/* Keeps the old file, brings the store to the schema of this program, checks it. *is_sound: the
 * storage checks found nothing. */
JH_MUST_CHECK jh_code jh_keep_migrate(jh_text *out, bool *is_sound, const jh_desk *desk,
                                      const jh_bringing_up *what, jh_error *err);

/* Everything jh_store_check finds; *is_sound when that is nothing. */
JH_MUST_CHECK jh_code jh_keep_check(jh_text *out, bool *is_sound, const jh_desk *desk,
                                    const char *address, jh_error *err);

#endif
