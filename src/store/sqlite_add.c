/* Many rows a statement: to begin and end one costs SQLite as much as to add a row.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 32, BYTES = 64 << 10 };

/* Rows that wait until there are enough of them. */
struct jh_sqlite_rows {
    sqlite3_stmt *statement; /* takes ROWS of them; NULL = not needed yet, or there is none */
    bool is_single;          /* the query is none that takes rows by the list */
    int width, count;        /* fields of a row; rows */
    size_t used;             /* of bytes */
    jh_field fields[ROWS * JH_FIELDS];
    char bytes[BYTES];
};

/* Of INSERT INTO t (…) VALUES (?1, …, ?n): where its list begins; NULL = it is another one. */
static const char *list_of(const char *sql, int width)
{
    const char *list = strstr(sql, "VALUES"), *at;
    char next[16];
    int i;

    if (!list || strstr(list + 1, "VALUES")) return NULL;
    at = list + strlen("VALUES");
    for (i = 1; i <= width; i++) {
        at += strspn(at, " \n\t,(");
        (void)snprintf(next, sizeof next, "?%d", i);
        if (strncmp(at, next, strlen(next)) != 0) return NULL;
        at += strlen(next);
    }
    return at[strspn(at, " \n\t);")] ? NULL : list;
}

static jh_code prepare_many(jh_database *database, jh_query_id query, jh_error *err)
{
    struct jh_sqlite_rows *rows = database->rows;
    jh_arena scratch = *database->words; /* by value: the text is needed only here */
    jh_buffer many = jh_buffer_in(&scratch);
    const char *list;
    jh_text sql;
    int i, j, result;
    jh_code code = jh_database_sql(&sql, &scratch, database, query, err);

    if (code) return code;
    list = list_of(sql.at, rows->width);
    rows->is_single = !list;
    if (!list) return JH_OK;
    jh_buffer_add(&many, (jh_text){ sql.at, (size_t)(list - sql.at) });
    for (i = 0; i < ROWS; i++)
        for (j = 0; j < rows->width; j++)
            jh_buffer_add_zero(&many, j ? ",?" : i ? "),(?" : "VALUES (?");
    jh_buffer_add_zero(&many, ")");
    code = jh_buffer_finish(&sql, &many, err);
    if (code) return code;
    result = sqlite3_prepare_v2(database->link, sql.at, (int)sql.size, &rows->statement, NULL);
    return result ? jh_sqlite_fail(database, result, err) : JH_OK;
}

/* All of them at once. */
static jh_code write_many(jh_database *database, jh_error *err)
{
    struct jh_sqlite_rows *rows = database->rows;
    int i, result = SQLITE_OK;

    for (i = 0; i < ROWS * rows->width && !result; i++)
        result = jh_sqlite_bind(rows->statement, i + 1, &rows->fields[i]);
    errno = 0;
    if (!result) result = sqlite3_step(rows->statement);
    if (result == SQLITE_DONE) result = SQLITE_OK;
    sqlite3_reset(rows->statement);
    return result ? jh_sqlite_fail(database, result, err) : JH_OK;
}

static jh_code write_waiting(jh_database *database, jh_query_id query, jh_error *err)
{
    struct jh_sqlite_rows *rows = database->rows;
    int i, count = rows->count;
    jh_code code = JH_OK;

    rows->count = 0;
    rows->used = 0;
    if (count == ROWS && !rows->statement && !rows->is_single)
        code = prepare_many(database, query, err);
    if (!code && count == ROWS && rows->statement) return write_many(database, err);
    for (i = 0; i < count && !code; i++)
        code = jh_sqlite_run(database, query, rows->fields + (size_t)i * (size_t)rows->width, err);
    return code;
}

/* A copy: the caller's texts are gone with the call. false: there is no room. */
static bool keep_row(struct jh_sqlite_rows *rows, const jh_field *fields)
{
    jh_field *row = rows->fields + (size_t)rows->count * (size_t)rows->width;
    size_t used = rows->used;
    int i;

    for (i = 0; i < rows->width; i++) {
        row[i] = fields[i];
        if (!fields[i].text.size) continue;
        if (fields[i].text.size > BYTES - used) return false;
        memcpy(rows->bytes + used, fields[i].text.at, fields[i].text.size);
        row[i].text.at = rows->bytes + used;
        used += fields[i].text.size;
    }
    rows->used = used;
    rows->count++;
    return true;
}

jh_code jh_sqlite_begin_add(jh_database *database, jh_query_id query, jh_error *err)
{
    if (!database->rows) database->rows = jh_alloc(database->keep, 1, sizeof *database->rows);
    if (!database->rows) return jh_no_memory(err);
    jh_sqlite_drop_add(database);
    database->rows->is_single = false;
    database->rows->width = jh_sql_name_count(jh_queries[query].takes);
    return JH_OK;
}

jh_code jh_sqlite_add(jh_database *database, jh_query_id query, const jh_field *fields,
                      jh_error *err)
{
    struct jh_sqlite_rows *rows = database->rows;
    jh_code code = JH_OK;

    if (!keep_row(rows, fields)) {
        code = write_waiting(database, query, err);
        if (!code && !keep_row(rows, fields)) return jh_sqlite_run(database, query, fields, err);
    }
    return code || rows->count < ROWS ? code : write_waiting(database, query, err);
}

jh_code jh_sqlite_end_add(jh_database *database, jh_query_id query, jh_error *err)
{
    jh_code code = write_waiting(database, query, err);

    jh_sqlite_drop_add(database);
    return code;
}

void jh_sqlite_drop_add(jh_database *database)
{
    struct jh_sqlite_rows *rows = database->rows;

    if (!rows) return;
    sqlite3_finalize(rows->statement);
    rows->statement = NULL;
    rows->count = 0;
    rows->used = 0;
}
