/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres.h"

#include <string.h>

static jh_code refused(jh_database *database, jh_error *err)
{
    const char *text = PQerrorMessage(jh_postgres_link(database));
    char line[JH_MESSAGE_ARG_SIZE] = { 0 };
    size_t size = strcspn(text, "\n");

    if (size >= sizeof line) size = sizeof line - 1;
    memcpy(line, text, size);
    return jh_fail(err, JH_IO, SAY_STORE_UNREACHABLE, database->where, line, NULL);
}

static jh_code prepare_session(jh_database *database, jh_error *err)
{
    PGconn *link = jh_postgres_link(database);
    const char *encoding = PQparameterStatus(link, "server_encoding");
    jh_code code;

    if (PQstatus(link) == CONNECTION_OK && (!encoding || strcmp(encoding, "UTF8") != 0))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_ENCODING, database->where,
                       encoding ? encoding : "?", NULL);
    /* It may go away between its welcome and this; that says nothing about its encoding. */
    if (PQsetClientEncoding(link, "UTF8") != 0) return refused(database, err);
    code = jh_postgres_run(database, SQL_POSTGRES_DURABLE, NULL, err);
    if (!code) code = jh_postgres_run(database, SQL_POSTGRES_PATIENCE, NULL, err);
    /* Giving up must not fail for want of memory: the next commit would take what it left along. */
    return code ? code : jh_postgres_prepare(database, SQL_POSTGRES_ROLLBACK, err);
}

/* What the server remarks beside its results is not for users. */
static void ignore_notice(void *context, const PGresult *notice)
{
    (void)context, (void)notice;
}

static jh_code connect_link(jh_database *database, jh_error *err)
{
    /* Whatever the address says comes after these and wins. */
    static const char *const names[] = { "connect_timeout", "application_name", "keepalives_idle",
                                         "dbname", NULL };
    const char *values[] = { "10", "junheng", "30", database->address, NULL };
    PGconn *link = PQconnectdbParams(names, values, 1);

    database->link = link;
    if (!link) return jh_no_memory(err);
    if (PQstatus(link) != CONNECTION_OK) return refused(database, err);
    PQsetNoticeReceiver(link, ignore_notice, NULL);
    return prepare_session(database, err);
}

/* The server forgot the prepared statements with the connection. */
jh_code jh_postgres_mend(jh_database *database, jh_error *err)
{
    jh_postgres_statement *statement;
    int i;

    for (i = 0; i < SQL_COUNT; i++) {
        statement = database->statement[i];
        if (statement) statement->is_prepared = false;
    }
    PQreset(jh_postgres_link(database));
    if (PQstatus(jh_postgres_link(database)) != CONNECTION_OK) return refused(database, err);
    return prepare_session(database, err);
}

static jh_code has_store(bool *out, jh_database *database, jh_error *err)
{
    jh_records rows = { 0 };
    bool got = false;
    jh_code code = jh_records_open(&rows, database, SQL_POSTGRES_HAS_STORE, NULL, err);

    if (!code) code = jh_records_next(&rows, &got, err);
    *out = !code && got && rows.field[0].kind == JH_FIELD_TEXT;
    jh_records_close(&rows);
    return code;
}

jh_code jh_postgres_open(jh_database *database, jh_error *err)
{
    bool has = false;
    jh_code code = connect_link(database, err);

    if (!code) code = has_store(&has, database, err);
    if (!code && !has)
        code = jh_fail(err, JH_BAD_INPUT, SAY_STORE_NOT_A_STORE, database->where, NULL);
    return code;
}

jh_code jh_postgres_run_script(jh_database *database, const char *sql, jh_error *err)
{
    PGresult *result = PQexec(jh_postgres_link(database), sql);
    jh_code code = JH_OK;

    if (PQresultStatus(result) != PGRES_COMMAND_OK) code = jh_postgres_fail(database, result, err);
    PQclear(result);
    return code;
}

static jh_code make_tables(jh_database *database, jh_error *err)
{
    jh_arena scratch = *database->words;
    jh_text script;
    jh_code code = jh_database_script(&script, &scratch, JH_POSTGRES, err);

    return code ? code : jh_postgres_run_script(database, script.at, err);
}

jh_code jh_postgres_create(jh_database *database, jh_error *err)
{
    jh_field version = jh_field_integer(JH_SCHEMA_VERSION);
    bool has = false;
    jh_code code = connect_link(database, err);

    if (!code) code = has_store(&has, database, err);
    if (!code && has)
        code = jh_fail(err, JH_CONFLICT, SAY_STORE_EXISTS, database->where, database->where, NULL);
    if (!code) code = jh_database_begin(database, JH_STORE_WRITE, err);
    if (!code) code = make_tables(database, err);
    if (!code) code = jh_postgres_run(database, SQL_ADD_STORE_VERSION, &version, err);
    return code || database->is_filled_first ? code : jh_database_commit(database, err);
}

void jh_postgres_close(jh_database *database)
{
    PQfinish(jh_postgres_link(database));
    database->link = NULL;
}

/* Also out of the middle of a COPY. */
void jh_postgres_give_up(jh_database *database)
{
    PGconn *link = jh_postgres_link(database);
    jh_error ignored = { 0 };
    PGresult *result;

    if (PQtransactionStatus(link) == PQTRANS_ACTIVE) {
        PQputCopyEnd(link, "given up");
        while ((result = PQgetResult(link)) != NULL) PQclear(result);
    }
    if (PQstatus(link) != CONNECTION_OK) return;
    if (jh_postgres_run(database, SQL_POSTGRES_ROLLBACK, NULL, &ignored) != JH_OK) return;
}
