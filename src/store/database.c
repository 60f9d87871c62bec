/* SPDX-License-Identifier: Apache-2.0 */
#include "store/database.h"

#include <string.h>

jh_code jh_database_sql(jh_text *out, jh_arena *keep, const jh_database *database,
                        jh_query_id query, jh_error *err)
{
    jh_sql_form form = { .dialect = database->engine->dialect, .takes = jh_queries[query].takes };

    return jh_sql_fill(out, keep, jh_queries[query].sql, &form, err);
}

static const char *schema_file(const char *name)
{
    size_t i;

    for (i = 0; i < jh_schema_file_count; i++)
        if (strcmp(jh_schema_files[i].name, name) == 0) return jh_schema_files[i].sql;
    return NULL;
}

/* First what both engines read, then what is the engine's own. */
static jh_code script_of(jh_text *out, jh_arena *keep, const char *const names[2],
                         jh_dialect dialect, jh_error *err)
{
    jh_sql_form form = { .dialect = dialect };
    jh_buffer script = jh_buffer_in(keep);
    jh_text whole;
    int i;
    jh_code code;

    for (i = 0; i < 2; i++) {
        const char *part = schema_file(names[i]);
        if (!part) return jh_fail(err, JH_BUG, SAY_STORE_SQL_WORD, NULL, names[i], NULL);
        jh_buffer_add_zero(&script, part);
    }
    code = jh_buffer_finish(&whole, &script, err);
    if (code) return code;
    return jh_sql_fill(out, keep, whole.at, &form, err);
}

jh_code jh_database_script(jh_text *out, jh_arena *keep, jh_dialect dialect, jh_error *err)
{
    static const char *const names[JH_DIALECT_COUNT][2] = {
        { "schema/tables.sql", "schema/sqlite/append_only.sql" },
        { "schema/tables.sql", "schema/postgres/append_only.sql" }
    };

    return script_of(out, keep, names[dialect], dialect, err);
}

jh_code jh_database_migration(jh_text *out, jh_arena *keep, jh_dialect dialect, int version,
                              jh_error *err)
{
    static const char *const folder[JH_DIALECT_COUNT] = { "sqlite/", "postgres/" };
    jh_text common = jh_text_format(keep, "schema/migrations/%04d.sql", version);
    jh_text own = jh_text_format(keep, "schema/%smigrations/%04d.sql", folder[dialect], version);

    if (!common.at || !own.at) return jh_no_memory(err);
    return script_of(out, keep, (const char *const[2]){ common.at, own.at }, dialect, err);
}

/* Reading needs none: it sees what the parts before have written. */
static jh_code begin_part(jh_database *database, jh_store_mode mode, jh_error *err)
{
    jh_code code = JH_OK;

    if (mode == JH_STORE_WRITE) code = jh_database_run(database, SQL_BEGIN_PART, NULL, err);
    database->in_part = mode == JH_STORE_WRITE && !code;
    return code;
}

static jh_code end_part(jh_database *database, jh_error *err)
{
    database->in_part = false;
    return jh_database_run(database, SQL_END_PART, NULL, err);
}

/* After a failure the whole is given up anyway: jh_store_settle. */
static void undo_part(jh_database *database)
{
    jh_error ignored = { 0 };

    if (!database->in_part) return;
    if (jh_database_run(database, SQL_UNDO_PART, NULL, &ignored) || end_part(database, &ignored))
        database->in_part = false;
}

jh_code jh_database_begin(jh_database *database, jh_store_mode mode, jh_error *err)
{
    const jh_engine *engine = database->engine;
    jh_code code;

    if (mode == JH_STORE_WRITE && !database->may_write)
        return jh_fail(err, JH_IO, SAY_STORE_READ_ONLY, database->where, NULL);
    if (database->is_joint) return begin_part(database, mode, err);
    code = engine->run(database, mode == JH_STORE_WRITE ? engine->begin_write : engine->begin_read,
                       NULL, err);
    database->in_transaction = code == JH_OK;
    return code;
}

jh_code jh_database_commit(jh_database *database, jh_error *err)
{
    jh_code code;

    if (database->is_joint) return end_part(database, err);
    code = database->engine->run(database, database->engine->commit, NULL, err);

    if (code)
        jh_database_rollback(database);
    else
        database->in_transaction = false;
    return code;
}

void jh_database_rollback(jh_database *database)
{
    if (database->is_joint) {
        undo_part(database);
        return;
    }
    if (database->in_transaction) database->engine->give_up(database);
    database->in_transaction = false;
}

jh_code jh_database_run(jh_database *database, jh_query_id query, const jh_field *fields,
                        jh_error *err)
{
    return database->engine->run(database, query, fields, err);
}

jh_code jh_records_open(jh_records *out, jh_database *database, jh_query_id query,
                        const jh_field *fields, jh_error *err)
{
    jh_query_call call = { .query = query, .fields = fields };

    return jh_records_open_call(out, database, &call, err);
}

jh_code jh_records_open_call(jh_records *out, jh_database *database, const jh_query_call *call,
                             jh_error *err)
{
    jh_code code;

    *out = (jh_records){ .database = database,
                         .query = call->query,
                         .field_count = jh_sql_name_count(jh_queries[call->query].gives),
                         .piecewise = call->piecewise };
    code = database->engine->open_rows(out, database, call, err);
    if (code) out->database = NULL;
    return code;
}

jh_code jh_records_next(jh_records *rows, bool *got, jh_error *err)
{
    return rows->database->engine->next_row(rows, got, err);
}

void jh_records_close(jh_records *rows)
{
    if (rows->database) rows->database->engine->close_rows(rows);
    rows->database = NULL;
}

jh_code jh_records_each(jh_database *database, const jh_query_call *call, jh_row_visit visit,
                        void *context, jh_error *err)
{
    jh_records rows = { 0 };
    bool got = false;
    jh_code code = jh_records_open_call(&rows, database, call, err);

    while (!code) {
        code = jh_records_next(&rows, &got, err);
        if (code || !got) break;
        code = visit(context, &rows, err);
    }
    jh_records_close(&rows);
    return code;
}

static jh_code take_number(void *context, const jh_records *row, jh_error *err)
{
    (void)err;
    if (row->field[0].kind == JH_FIELD_INTEGER) *(int64_t *)context = row->field[0].integer;
    return JH_OK;
}

jh_code jh_database_number(int64_t *out, jh_database *database, const jh_query_call *call,
                           int64_t absent, jh_error *err)
{
    *out = absent;
    return jh_records_each(database, call, take_number, out, err);
}

jh_code jh_database_count_rows(size_t *out, jh_database *database, const char *sql, jh_error *err)
{
    jh_records rows = { .database = database, .query = SQL_COUNT };
    bool got = false;
    jh_code code;

    *out = 0;
    code = database->engine->open_text(&rows, database, sql, err);
    if (code) return code;
    do {
        code = jh_records_next(&rows, &got, err);
        *out += !code && got;
    } while (!code && got);
    jh_records_close(&rows);
    return code;
}
