/* postgres.h: what the two halves of the PostgreSQL engine share.
 * Takes   a database whose link is a PGconn.
 * Gives   prepared statements, COPY in binary, a connection that can be mended.
 * Never   sends a number as text; never shows a password.
 * Method  PostgreSQL 15 manual, ch. 34 (libpq) and COPY, "Binary Format"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_POSTGRES_H
#define JH_STORE_POSTGRES_H

#include "store/database.h"

#include <libpq-fe.h>

/* src/include/catalog/pg_type.dat: these never change. */
enum { JH_OID_BYTEA = 17, JH_OID_INT8 = 20, JH_OID_INT2 = 21, JH_OID_INT4 = 23 };

typedef struct jh_postgres_statement {
    bool is_prepared; /* on the connection as it is now */
    int count;
    Oid type[JH_FIELDS]; /* of the parameters */
} jh_postgres_statement;

PGconn *jh_postgres_link(const jh_database *database);
/* The sentence for a result that is not what was wanted; result may be NULL. */
jh_code jh_postgres_fail(jh_database *database, const PGresult *result, jh_error *err);

jh_code jh_postgres_prepare(jh_database *database, jh_query_id query, jh_error *err);
jh_code jh_postgres_run(jh_database *database, jh_query_id query, const jh_field *fields,
                        jh_error *err);

int jh_postgres_width(Oid type); /* bytes of an integer of this type */
bool jh_postgres_fits(int64_t value, Oid type);
void jh_postgres_put(unsigned char *out, uint64_t value, int size); /* big-endian */

/* postgres_session.c */
jh_code jh_postgres_open(jh_database *database, jh_error *err);
jh_code jh_postgres_create(jh_database *database, jh_error *err);
jh_code jh_postgres_run_script(jh_database *database, const char *sql, jh_error *err);
jh_code jh_postgres_mend(jh_database *database, jh_error *err);
void jh_postgres_close(jh_database *database);
void jh_postgres_give_up(jh_database *database);

/* postgres_copy.c */
jh_code jh_postgres_begin_add(jh_database *database, jh_query_id query, jh_error *err);
jh_code jh_postgres_add(jh_database *database, jh_query_id query, const jh_field *fields,
                        jh_error *err);
jh_code jh_postgres_end_add(jh_database *database, jh_query_id query, jh_error *err);

#endif
