/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres.h"

#include <stdio.h>
#include <string.h>

PGconn *jh_postgres_link(const jh_database *database)
{
    return database->link;
}

/* ---- failures ---- */

/* The server's first line without its "ERROR:  ", or libpq's own words. */
static void first_line(char *out, size_t room, const char *text)
{
    static const char *const prefixes[] = { "ERROR:  ", "FATAL:  " };
    size_t i, size;

    for (i = 0; i < 2; i++)
        if (strncmp(text, prefixes[i], strlen(prefixes[i])) == 0) text += strlen(prefixes[i]);
    size = strcspn(text, "\n");
    snprintf(out, room, "%.*s", (int)size, text);
}

/* SQLSTATE classes of PostgreSQL's Appendix A that a person can do something about. */
static const struct {
    const char *state; /* its beginning */
    jh_say_id say;
    jh_code code;
} states[] = {
    { "55P03", SAY_STORE_BUSY, JH_IO }, /* lock_timeout */
    { "40", SAY_STORE_BUSY, JH_IO },    /* deadlock, serialization */
    { "53100", SAY_STORE_FULL, JH_IO }, /* disk_full */
    { "25006", SAY_STORE_READ_ONLY, JH_IO },
    { "42501", SAY_STORE_NO_RIGHT, JH_IO },
    { "53", SAY_STORE_SERVER_SHORT, JH_IO }, /* memory, connections */
    { "57", SAY_STORE_LOST, JH_IO },         /* shut down, terminated, cancelled */
    { "58", SAY_STORE_DISK, JH_IO },
    { "XX", SAY_STORE_DAMAGED, JH_IO }, /* data_corrupted, index_corrupted, internal */
};

jh_code jh_postgres_fail(jh_database *database, const PGresult *result, jh_error *err)
{
    PGconn *link = jh_postgres_link(database);
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    char text[JH_MESSAGE_ARG_SIZE];
    size_t i;

    first_line(text, sizeof text, result ? PQresultErrorMessage(result) : PQerrorMessage(link));
    if (!link) return jh_no_memory(err);
    if (PQstatus(link) != CONNECTION_OK)
        return jh_fail(err, JH_IO, SAY_STORE_LOST, database->where, text, NULL);
    if (!result || !state) return jh_no_memory(err); /* libpq could not even make a result */
    for (i = 0; i < sizeof states / sizeof *states; i++)
        if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
            return jh_fail(err, states[i].code, states[i].say, database->where, text, NULL);
    return jh_fail(err, JH_BUG, SAY_STORE_REFUSED, database->where, text, NULL);
}

/* Clears `result`; anything but the wanted status is a failure. */
static jh_code expect(jh_database *database, PGresult *result, ExecStatusType wanted, jh_error *err)
{
    jh_code code = JH_OK;

    if (PQresultStatus(result) != wanted) code = jh_postgres_fail(database, result, err);
    PQclear(result);
    return code;
}

/* ---- statements ---- */

static jh_code describe(jh_postgres_statement *out, jh_database *database, const char *name,
                        jh_error *err)
{
    PGresult *result = PQdescribePrepared(jh_postgres_link(database), name);
    int i;

    if (PQresultStatus(result) == PGRES_COMMAND_OK && PQnparams(result) <= JH_FIELDS) {
        out->count = PQnparams(result);
        for (i = 0; i < out->count; i++) out->type[i] = PQparamtype(result, i);
    }
    return expect(database, result, PGRES_COMMAND_OK, err);
}

jh_code jh_postgres_prepare(jh_database *database, jh_query_id query, jh_error *err)
{
    jh_postgres_statement *statement = database->statement[query];
    const char *name = jh_queries[query].name;
    jh_arena scratch = *database->words;
    jh_text sql;
    jh_code code;

    if (statement && statement->is_prepared) return JH_OK;
    if (!statement) statement = JH_NEW(database->keep, jh_postgres_statement);
    if (!statement) return jh_no_memory(err);
    database->statement[query] = statement;
    code = jh_database_sql(&sql, &scratch, database, query, err);
    if (code) return code;
    code = expect(database, PQprepare(jh_postgres_link(database), name, sql.at, 0, NULL),
                  PGRES_COMMAND_OK, err);
    if (!code) code = describe(statement, database, name, err);
    statement->is_prepared = code == JH_OK;
    return code;
}

void jh_postgres_put(unsigned char *out, uint64_t value, int size)
{
    int i;

    for (i = 0; i < size; i++) out[i] = (unsigned char)(value >> (8 * (size - 1 - i)));
}

int jh_postgres_width(Oid type)
{
    return type == JH_OID_INT2 ? 2 : type == JH_OID_INT4 ? 4 : 8;
}

bool jh_postgres_fits(int64_t value, Oid type)
{
    int bits = 8 * jh_postgres_width(type) - 1;

    return bits == 63 || (value >= -(INT64_C(1) << bits) && value < INT64_C(1) << bits);
}

/* The fields as libpq wants them: big-endian integers as wide as the server expects. */
typedef struct parameters {
    const char *value[JH_FIELDS];
    int length[JH_FIELDS], format[JH_FIELDS], count;
    unsigned char number[JH_FIELDS][8];
} parameters;

static bool fill_parameters(parameters *out, const jh_postgres_statement *statement,
                            const jh_field *fields)
{
    int i;

    out->count = statement->count;
    for (i = 0; i < out->count; i++) {
        const jh_field *field = &fields[i];
        out->format[i] = 1;
        out->length[i] = 0;
        out->value[i] = NULL;
        if (field->kind == JH_FIELD_INTEGER) {
            if (!jh_postgres_fits(field->integer, statement->type[i])) return false;
            out->length[i] = jh_postgres_width(statement->type[i]);
            jh_postgres_put(out->number[i], (uint64_t)field->integer, out->length[i]);
            out->value[i] = (const char *)out->number[i];
        } else if (field->kind != JH_FIELD_NULL) {
            if (field->text.size > INT32_MAX) return false;
            out->length[i] = (int)field->text.size;
            out->value[i] = field->text.size ? field->text.at : "";
        }
    }
    return true;
}

/* Runs a prepared query; the result is the caller's to clear. */
static jh_code execute(PGresult **out, jh_database *database, jh_query_id query,
                       const jh_field *fields, jh_error *err)
{
    parameters given;
    ExecStatusType status;
    jh_code code = jh_postgres_prepare(database, query, err);

    *out = NULL;
    if (code) return code;
    if (!fill_parameters(&given, database->statement[query], fields))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_TOO_LARGE, database->where, NULL);
    *out = PQexecPrepared(jh_postgres_link(database), jh_queries[query].name, given.count,
                          given.value, given.length, given.format, 1);
    status = PQresultStatus(*out);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN)
        return JH_OK;
    code = jh_postgres_fail(database, *out, err);
    PQclear(*out);
    *out = NULL;
    return code;
}

jh_code jh_postgres_run(jh_database *database, jh_query_id query, const jh_field *fields,
                        jh_error *err)
{
    PGresult *result = NULL;
    jh_code code = execute(&result, database, query, fields, err);

    PQclear(result);
    return code;
}

/* A transaction begins: the moment to mend a connection that broke since the last one. */
static jh_code run(jh_database *database, jh_query_id query, const jh_field *fields, jh_error *err)
{
    bool begins = query == SQL_POSTGRES_BEGIN_READ || query == SQL_POSTGRES_BEGIN_WRITE;
    jh_code code;

    if (begins && PQstatus(jh_postgres_link(database)) != CONNECTION_OK) {
        code = jh_postgres_mend(database, err);
        if (code) return code;
    }
    return jh_postgres_run(database, query, fields, err);
}

/* ---- rows ---- */

static const char cursor_prefix[] = "c_";

/* A statement about the cursor of `query`, one a query: rows of one query are not nested. */
static jh_code run_cursor(PGresult **out, jh_records *rows, jh_query_id what,
                          const jh_field *fields, jh_error *err)
{
    jh_database *database = rows->database;
    jh_arena scratch = *database->words;
    const jh_query *query = &jh_queries[rows->query];
    char cursor[80];
    jh_text inner, sql;
    jh_sql_word words[] = { { "cursor", cursor }, { "query", NULL }, { NULL, NULL } };
    jh_sql_form form = { .dialect = JH_POSTGRES, .extra = words };
    parameters given = { .count = 0 };
    jh_postgres_statement texts = { .count = jh_sql_name_count(query->takes) };
    jh_code code = jh_database_sql(&inner, &scratch, database, rows->query, err);

    *out = NULL;
    if (code) return code;
    snprintf(cursor, sizeof cursor, "%s%s", cursor_prefix, query->name);
    inner.size = strcspn(inner.at, ";");
    words[1].meaning = jh_text_zero(&scratch, inner);
    if (!words[1].meaning) return jh_no_memory(err);
    code = jh_sql_fill(&sql, &scratch, jh_queries[what].sql, &form, err);
    if (code) return code;
    if (fields && !fill_parameters(&given, &texts, fields))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_TOO_LARGE, database->where, NULL);
    *out = PQexecParams(jh_postgres_link(database), sql.at, given.count, NULL, given.value,
                        given.length, given.format, 1);
    if (PQresultStatus(*out) != PGRES_COMMAND_OK && PQresultStatus(*out) != PGRES_TUPLES_OK)
        return jh_postgres_fail(database, *out, err);
    return JH_OK;
}

static jh_code fetch(jh_records *rows, jh_error *err)
{
    PGresult *result = NULL;
    jh_code code = run_cursor(&result, rows, SQL_POSTGRES_FETCH, NULL, err);

    PQclear(rows->handle);
    rows->handle = result;
    rows->at = 0;
    rows->row_count = PQntuples(result);
    return code;
}

static jh_code open_rows(jh_records *out, jh_database *database, const jh_query_call *call,
                         jh_error *err)
{
    PGresult *result = NULL;
    jh_code code;

    if (call->piecewise) {
        code = run_cursor(&result, out, SQL_POSTGRES_DECLARE, call->fields, err);
        PQclear(result);
        return code ? code : fetch(out, err);
    }
    code = execute(&result, database, call->query, call->fields, err);
    out->handle = result;
    out->row_count = PQntuples(result);
    return code;
}

static jh_code open_text(jh_records *out, jh_database *database, const char *sql, jh_error *err)
{
    PGresult *result = PQexec(jh_postgres_link(database), sql);
    jh_code code = JH_OK;

    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        code = jh_postgres_fail(database, result, err);
        PQclear(result);
        return code;
    }
    out->handle = result;
    out->row_count = PQntuples(result);
    return code;
}

static int64_t take_integer(const char *at, int size)
{
    uint64_t value = at[0] & 0x80 ? UINT64_MAX : 0;
    int i;

    for (i = 0; i < size; i++) value = value << 8 | (unsigned char)at[i];
    return (int64_t)value;
}

static void read_field(jh_field *out, const PGresult *result, int row, int column)
{
    const char *at = PQgetvalue(result, row, column);
    int size = PQgetlength(result, row, column);

    *out = (jh_field){ .kind = JH_FIELD_NULL };
    if (PQgetisnull(result, row, column)) return;
    switch (PQftype(result, column)) {
    case JH_OID_INT2:
    case JH_OID_INT4:
    case JH_OID_INT8:
        out->kind = JH_FIELD_INTEGER;
        out->integer = take_integer(at, size);
        return;
    case JH_OID_BYTEA: out->kind = JH_FIELD_BYTES; break;
    default: out->kind = JH_FIELD_TEXT; break;
    }
    out->text = (jh_text){ at, (size_t)size };
}

static jh_code next_row(jh_records *rows, bool *got, jh_error *err)
{
    int i;
    jh_code code;

    if (rows->at == rows->row_count && rows->piecewise && rows->row_count) {
        code = fetch(rows, err);
        if (code) return code;
    }
    *got = rows->at < rows->row_count;
    if (!*got) return JH_OK;
    for (i = 0; i < rows->field_count; i++) read_field(&rows->field[i], rows->handle, rows->at, i);
    rows->at++;
    return JH_OK;
}

/* The transaction closes a cursor; within it, a finished one may be wanted again. */
static void close_rows(jh_records *rows)
{
    jh_error ignored = { 0 };
    PGresult *result = NULL;

    PQclear(rows->handle);
    rows->handle = NULL;
    if (rows->piecewise && PQtransactionStatus(jh_postgres_link(rows->database)) == PQTRANS_INTRANS
        && run_cursor(&result, rows, SQL_POSTGRES_CLOSE, NULL, &ignored) == JH_OK)
        rows->row_count = 0;
    PQclear(result);
}

const jh_engine jh_engine_postgres = { .dialect = JH_POSTGRES,
                                       .begin_read = SQL_POSTGRES_BEGIN_READ,
                                       .begin_write = SQL_POSTGRES_BEGIN_WRITE,
                                       .commit = SQL_POSTGRES_COMMIT,
                                       .rollback = SQL_POSTGRES_ROLLBACK,
                                       .open = jh_postgres_open,
                                       .create = jh_postgres_create,
                                       .close = jh_postgres_close,
                                       .prepare = jh_postgres_prepare,
                                       .run = run,
                                       .run_script = jh_postgres_run_script,
                                       .open_rows = open_rows,
                                       .open_text = open_text,
                                       .next_row = next_row,
                                       .close_rows = close_rows,
                                       .begin_add = jh_postgres_begin_add,
                                       .add = jh_postgres_add,
                                       .end_add = jh_postgres_end_add,
                                       .give_up = jh_postgres_give_up };
