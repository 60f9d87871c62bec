/* keeping.h: whole stores: counted and hashed, copied, backed up, restored.
 * Takes   addresses of stores of either engine.
 * Gives   a second store of the same content, proven table by table.
 * Never   writes over what is there; never leaves half a store under the name that was asked for.
 * Method  docs/decisions/0012-copies-are-proven.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_KEEPING_H
#define JH_STORE_KEEPING_H

#include "store/store.h"

/* One table as it is: how many rows, and SHA-256 over all of their fields in the order of the key.
 * The same rows give the same hash on either engine. */
typedef struct jh_table_sum {
    const char *table;
    int64_t rows;
    jh_hash hash;
} jh_table_sum;

typedef struct jh_store_sums {
    jh_table_sum *tables; /* in an order in which they can be filled */
    size_t count;
    jh_hash hash; /* over all of them: the content of the store */
} jh_store_sums;

/* In one reading transaction. */
JH_MUST_CHECK jh_code jh_store_sums_take(jh_store_sums *out, jh_arena *keep, jh_store *store,
                                         jh_error *err);

typedef struct jh_store_copying {
    const char *from, *to;       /* `to` must not hold a store yet */
    bool is_backup;              /* `to` is one file that needs no others beside it */
    const jh_progress *progress; /* NULL = nobody */
} jh_store_copying;

/* Everything: all counties and revisions, original files, settings, audit. Readers and writers of
 * `from` go on meanwhile; the copy is of one moment. Pages are copied where both are SQLite, rows
 * otherwise. Before `to` gets its name (PostgreSQL: before it is committed) counts and hashes of
 * every table are compared, and the copy (PostgreSQL: the source) passes jh_store_check. Whatever
 * fails or is killed leaves no store at `to`. JH_CONFLICT: there is a store at `to`, or the source
 * is not sound. */
JH_MUST_CHECK jh_code jh_store_copy(jh_store_sums *out, jh_arena *keep,
                                    const jh_store_copying *what, jh_error *err);

#endif
