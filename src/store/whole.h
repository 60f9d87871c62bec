/* whole.h: all tables of a store, row after row.
 * Takes   an open store inside a transaction.
 * Gives   every row of every table in the order of its key, and sums of them.
 * Never   included from outside store/; never holds more than a piece of a table in memory.
 * Method  schema/queries/whole.sql
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_WHOLE_H
#define JH_STORE_WHOLE_H

#include "store/keeping.h"
#include "store/room.h"

typedef struct jh_whole_table {
    const char *name;
    jh_query_id all, put;
    bool one_by_one; /* `all` gives the row after a key: rows may be very large */
} jh_whole_table;

extern const jh_whole_table jh_whole_tables[];
extern const size_t jh_whole_table_count;

/* Sums of every table; each row is also put into `to` when there is one. `from` is inside a reading
 * transaction, `to` inside a writing one. */
typedef struct jh_whole_walk {
    jh_store *from, *to;
    jh_say_id what; /* told to the listener of `from` */
} jh_whole_walk;
JH_MUST_CHECK jh_code jh_whole_walk_all(jh_store_sums *out, jh_arena *keep,
                                        const jh_whole_walk *walk, jh_error *err);

#endif
