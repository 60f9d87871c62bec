/* sqlite.h: what the two halves of the SQLite engine share.
 * Takes   a database whose link is a sqlite3.
 * Gives   bound fields, sentences for failures, many rows a statement.
 * Never   keeps a text of the caller's longer than a call.
 * Method  https://www.sqlite.org/lang_insert.html: one INSERT takes rows by the list
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_SQLITE_H
#define JH_STORE_SQLITE_H

#include "store/database.h"

#include <sqlite3.h>

int jh_sqlite_bind(sqlite3_stmt *statement, int index, const jh_field *field);
jh_code jh_sqlite_fail(const jh_database *database, int result, jh_error *err);
jh_code jh_sqlite_run(jh_database *database, jh_query_id query, const jh_field *fields,
                      jh_error *err);

/* sqlite_add.c */
jh_code jh_sqlite_begin_add(jh_database *database, jh_query_id query, jh_error *err);
jh_code jh_sqlite_add(jh_database *database, jh_query_id query, const jh_field *fields,
                      jh_error *err);
jh_code jh_sqlite_end_add(jh_database *database, jh_query_id query, jh_error *err);
void jh_sqlite_drop_add(jh_database *database); /* what was not written yet is not */

#endif
