/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres.h"

#include <string.h>

/* Additions that come in masses, and the COPY that does the same. Others go one by one. */
static const struct {
    jh_query_id insert, copy;
} copies[] = {
    { SQL_ADD_UNIT, SQL_POSTGRES_COPY_UNIT },
    { SQL_ADD_UNIT_FACT, SQL_POSTGRES_COPY_UNIT_FACT },
    { SQL_ADD_OBSERVATION, SQL_POSTGRES_COPY_OBSERVATION },
};

static jh_query_id copy_of(jh_query_id insert)
{
    size_t i;

    for (i = 0; i < sizeof copies / sizeof *copies; i++)
        if (copies[i].insert == insert) return copies[i].copy;
    return SQL_COUNT;
}

static jh_code put_bytes(jh_database *database, const void *bytes, size_t size, jh_error *err)
{
    if (size == 0 || PQputCopyData(jh_postgres_link(database), bytes, (int)size) == 1) return JH_OK;
    return jh_postgres_fail(database, NULL, err);
}

jh_code jh_postgres_begin_add(jh_database *database, jh_query_id query, jh_error *err)
{
    /* "PGCOPY\n\377\r\n\0", no flags, no extension. */
    static const char header[19] = "PGCOPY\n\377\r\n";
    jh_query_id copy = copy_of(query);
    jh_code code = jh_postgres_prepare(database, query, err); /* tells the types of its columns */

    if (code || copy == SQL_COUNT) return code;
    code = jh_postgres_run(database, copy, NULL, err);
    return code ? code : put_bytes(database, header, sizeof header, err);
}

/* A row is a count of fields, then each with its length in front; −1 = NULL. */
typedef struct row {
    unsigned char bytes[4096];
    size_t size;
} row;

static jh_code flush(jh_database *database, row *to, jh_error *err)
{
    jh_code code = put_bytes(database, to->bytes, to->size, err);

    to->size = 0;
    return code;
}

static jh_code put_text(jh_database *database, row *to, jh_text text, jh_error *err)
{
    jh_code code;

    jh_postgres_put(to->bytes + to->size, text.size, 4);
    to->size += 4;
    if (text.size <= sizeof to->bytes - to->size) {
        if (text.size) memcpy(to->bytes + to->size, text.at, text.size);
        to->size += text.size;
        return JH_OK;
    }
    if (text.size > INT32_MAX)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_TOO_LARGE, database->where, NULL);
    code = flush(database, to, err);
    return code ? code : put_bytes(database, text.at, text.size, err);
}

static jh_code put_field(jh_database *database, row *to, const jh_field *field, Oid type,
                         jh_error *err)
{
    int width = jh_postgres_width(type);

    if (sizeof to->bytes - to->size < 16) {
        jh_code code = flush(database, to, err);
        if (code) return code;
    }
    if (field->kind == JH_FIELD_NULL) {
        jh_postgres_put(to->bytes + to->size, UINT32_MAX, 4);
        to->size += 4;
        return JH_OK;
    }
    if (field->kind != JH_FIELD_INTEGER) return put_text(database, to, field->text, err);
    if (!jh_postgres_fits(field->integer, type))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_TOO_LARGE, database->where, NULL);
    jh_postgres_put(to->bytes + to->size, (uint64_t)width, 4);
    jh_postgres_put(to->bytes + to->size + 4, (uint64_t)field->integer, width);
    to->size += 4 + (size_t)width;
    return JH_OK;
}

jh_code jh_postgres_add(jh_database *database, jh_query_id query, const jh_field *fields,
                        jh_error *err)
{
    const jh_postgres_statement *statement = database->statement[query];
    row to;
    jh_code code = JH_OK;
    int i;

    if (copy_of(query) == SQL_COUNT) return jh_postgres_run(database, query, fields, err);
    jh_postgres_put(to.bytes, (uint64_t)statement->count, 2);
    to.size = 2;
    for (i = 0; i < statement->count && !code; i++)
        code = put_field(database, &to, &fields[i], statement->type[i], err);
    return code ? code : flush(database, &to, err);
}

jh_code jh_postgres_end_add(jh_database *database, jh_query_id query, jh_error *err)
{
    static const unsigned char trailer[2] = { 0xff, 0xff };
    PGconn *link = jh_postgres_link(database);
    PGresult *result;
    jh_code code;

    if (copy_of(query) == SQL_COUNT) return JH_OK;
    code = put_bytes(database, trailer, sizeof trailer, err);
    if (!code && PQputCopyEnd(link, NULL) != 1) code = jh_postgres_fail(database, NULL, err);
    while (!code && (result = PQgetResult(link)) != NULL) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            code = jh_postgres_fail(database, result, err);
        PQclear(result);
    }
    return code;
}
