/* ready.h: a batch compared with the store beside the writer, so that little is left to him.
 * Takes   a batch, and any open store to compare it with; later the writer's own.
 * Gives   the rows that are new, numbered, the files packed, as of one revision of the county.
 * Never   writes rows compared with another state than the one it finds: if the county was written
 *         to since, the batch is compared again, inside the writing transaction.
 * Method  docs/decisions/0040-read-beside-written-alone.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_READY_H
#define JH_STORE_READY_H

#include "store/store.h"

typedef struct jh_ready jh_ready;

typedef struct jh_readying {
    const jh_batch *batch;
    const jh_authorship *by; /* both are borrowed until it is written */
} jh_readying;

/* Fails as jh_store_write would: JH_CONFLICT names a known figure that would change without a
 * reason. Reads in one transaction; lives in `keep`, and does not need the store any more. */
JH_MUST_CHECK jh_code jh_store_ready(jh_ready **out, jh_arena *keep, jh_store *store,
                                     const jh_readying *what, jh_error *err);
/* Of the county it was compared with; 0 = there was none. */
int64_t jh_ready_revision(const jh_ready *ready);

/* As jh_store_write of the same batch at this moment, and with the same outcome. */
JH_MUST_CHECK jh_code jh_store_write_ready(jh_write_counts *out, jh_store *store,
                                           const jh_ready *ready, jh_error *err);

#endif
