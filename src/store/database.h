/* database.h: the seam between what the store means and the engine that keeps it.
 * Takes   named queries of schema/ and fields to fill in.
 * Gives   rows of fields, one at a time; transactions; mass additions.
 * Never   lets the rest of the room know which engine answers.
 * Method  one table of functions (jh_engine) per engine: sqlite.c, postgres.c
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_DATABASE_H
#define JH_STORE_DATABASE_H

#include "store/queries.h"
#include "store/sql.h"
#include "store/store.h"

/* Of schema/tables.sql; a store with a higher one was made by a newer program. */
enum { JH_SCHEMA_VERSION = 6 };

typedef enum jh_field_kind {
    JH_FIELD_NULL = 0,
    JH_FIELD_INTEGER,
    JH_FIELD_TEXT,
    JH_FIELD_BYTES
} jh_field_kind;

/* One value on its way in or out. */
typedef struct jh_field {
    jh_field_kind kind;
    int64_t integer; /* 0 unless JH_FIELD_INTEGER */
    jh_text text;    /* text or bytes; borrowed */
} jh_field;

static inline jh_field jh_field_null(void)
{
    return (jh_field){ .kind = JH_FIELD_NULL };
}
static inline jh_field jh_field_integer(int64_t integer)
{
    return (jh_field){ .kind = JH_FIELD_INTEGER, .integer = integer };
}
static inline jh_field jh_field_text(jh_text text)
{
    return (jh_field){ .kind = JH_FIELD_TEXT, .text = text };
}
static inline jh_field jh_field_bytes(const void *at, size_t size)
{
    return (jh_field){ .kind = JH_FIELD_BYTES, .text = { at, size } };
}

enum { JH_FIELDS = 20 }; /* no query takes or gives more */

typedef struct jh_engine jh_engine;

typedef struct jh_database {
    const jh_engine *engine;
    const char *where; /* the address as it may be shown: without a password */
    const char *address;
    jh_arena *keep;             /* lives as long as the database */
    jh_arena *words;            /* for texts on their way to the engine; always empty in between */
    void *link;                 /* sqlite3 * or PGconn * */
    void *statement[SQL_COUNT]; /* prepared when first used */
    bool may_write, in_transaction;
    bool is_joint; /* the transaction is of several calls: jh_store_together */
    bool in_part;  /* of it, one call's */
    const void *still;          /* SQLite, read without locks: what must not change meanwhile */
    struct jh_sqlite_rows *rows; /* SQLite: that are being added; NULL = never were */
    bool is_filled_first; /* PostgreSQL: what creates it is committed by whoever fills it */
} jh_database;

/* Rows of one query. Zeroed = none open. */
typedef struct jh_records {
    jh_database *database;     /* NULL = closed */
    jh_query_id query;         /* SQL_COUNT: a statement without a name */
    jh_field field[JH_FIELDS]; /* of the current row; texts live until the next one */
    int field_count;
    void *handle; /* of the engine */
    int at, row_count;
    bool piecewise; /* more may come when these are used up */
} jh_records;

typedef struct jh_query_call {
    jh_query_id query;
    const jh_field *fields; /* as many as the query takes; alive until its rows are closed */
    bool piecewise;         /* more rows than should be in memory at once */
} jh_query_call;

/* What an engine can do. Where `err` is missing the function cannot fail. */
struct jh_engine {
    jh_dialect dialect;
    jh_query_id begin_read, begin_write, commit, rollback;
    jh_code (*open)(jh_database *database, jh_error *err); /* a store that exists */
    jh_code (*create)(jh_database *database, jh_error *err);
    void (*close)(jh_database *database);
    jh_code (*prepare)(jh_database *database, jh_query_id query, jh_error *err);
    jh_code (*run)(jh_database *database, jh_query_id query, const jh_field *fields, jh_error *err);
    jh_code (*open_rows)(jh_records *out, jh_database *database, const jh_query_call *call,
                         jh_error *err);
    /* Rows of a statement without a name or parameters; their fields are not read. */
    jh_code (*open_text)(jh_records *out, jh_database *database, const char *sql, jh_error *err);
    jh_code (*next_row)(jh_records *rows, bool *got, jh_error *err);
    void (*close_rows)(jh_records *rows);
    /* Several statements at once, inside a transaction of the caller. */
    jh_code (*run_script)(jh_database *database, const char *sql, jh_error *err);
    /* Many rows for one query: begin, add …, end. Nothing else runs in between; an addition that
     * failed, or is given up, is ended by rolling back. */
    jh_code (*begin_add)(jh_database *database, jh_query_id query, jh_error *err);
    jh_code (*add)(jh_database *database, jh_query_id query, const jh_field *fields, jh_error *err);
    jh_code (*end_add)(jh_database *database, jh_query_id query, jh_error *err);
    void (*give_up)(jh_database *database); /* rolls back whatever is under way */
};

extern const jh_engine jh_engine_sqlite, jh_engine_postgres;

/* A statement of schema/ as the engine of `database` reads it. */
JH_MUST_CHECK jh_code jh_database_sql(jh_text *out, jh_arena *keep, const jh_database *database,
                                      jh_query_id query, jh_error *err);
/* The tables and what guards them, in the order in which they must be made. */
JH_MUST_CHECK jh_code jh_database_script(jh_text *out, jh_arena *keep, jh_dialect dialect,
                                         jh_error *err);

/* What leads from the version before `version` to it; JH_BUG where there is no such step. */
JH_MUST_CHECK jh_code jh_database_migration(jh_text *out, jh_arena *keep, jh_dialect dialect,
                                            int version, jh_error *err);

JH_MUST_CHECK jh_code jh_database_begin(jh_database *database, jh_store_mode mode, jh_error *err);
JH_MUST_CHECK jh_code jh_database_commit(jh_database *database, jh_error *err);
void jh_database_rollback(jh_database *database); /* fine when nothing is open */

JH_MUST_CHECK jh_code jh_database_run(jh_database *database, jh_query_id query,
                                      const jh_field *fields, jh_error *err);
JH_MUST_CHECK jh_code jh_records_open(jh_records *out, jh_database *database, jh_query_id query,
                                      const jh_field *fields, jh_error *err);
JH_MUST_CHECK jh_code jh_records_open_call(jh_records *out, jh_database *database,
                                           const jh_query_call *call, jh_error *err);
JH_MUST_CHECK jh_code jh_records_next(jh_records *rows, bool *got, jh_error *err);
void jh_records_close(jh_records *rows); /* fine when closed */

/* Calls `visit` row after row; ends with the first code that is not JH_OK. */
typedef jh_code (*jh_row_visit)(void *context, const jh_records *row, jh_error *err);
JH_MUST_CHECK jh_code jh_records_each(jh_database *database, const jh_query_call *call,
                                      jh_row_visit visit, void *context, jh_error *err);

/* How many rows a rule of schema/checks.sql gives. */
JH_MUST_CHECK jh_code jh_database_count_rows(size_t *out, jh_database *database, const char *sql,
                                             jh_error *err);

/* The only number of the only row; `absent` where there is no row or it is empty. */
JH_MUST_CHECK jh_code jh_database_number(int64_t *out, jh_database *database,
                                         const jh_query_call *call, int64_t absent, jh_error *err);

#endif
