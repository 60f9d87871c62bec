/* SPDX-License-Identifier: Apache-2.0 */
#include "store/address.h"
#include "store/place.h"
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long to wait for another process that writes. */
enum {
    BUSY_MS = 5000,
    LOGGED = 2 /* the file format's word for a log beside it */,
    MARK = 1246262132 /* schema/sqlite: sqlite_mark */
};

static sqlite3 *link_of(const jh_database *database)
{
    return database->link;
}

/* ---- failures ---- */

static jh_say_id say_of_io(int os_error)
{
    if (os_error == ENOSPC || os_error == EFBIG || os_error == EDQUOT) return SAY_STORE_FULL;
    if (os_error == EROFS || os_error == EACCES) return SAY_STORE_READ_ONLY;
    return SAY_STORE_DISK;
}

jh_code jh_sqlite_fail(const jh_database *database, int result, jh_error *err)
{
    sqlite3 *link = link_of(database);
    /* A failing COMMIT does not reach sqlite3_system_errno; errno was cleared before the step. */
    int os_error = errno ? errno : link ? sqlite3_system_errno(link) : 0;
    const char *text = link ? sqlite3_errmsg(link) : sqlite3_errstr(result);
    const char *where = database->where;

    switch (result & 0xff) {
    case SQLITE_NOMEM: return jh_no_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return jh_fail(err, JH_IO, SAY_STORE_BUSY, where, NULL);
    case SQLITE_FULL: return jh_fail(err, JH_IO, SAY_STORE_FULL, where, NULL);
    case SQLITE_READONLY:
    case SQLITE_PERM: return jh_fail(err, JH_IO, SAY_STORE_READ_ONLY, where, NULL);
    case SQLITE_CORRUPT: return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, where, text, NULL);
    case SQLITE_NOTADB: return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NOT_A_STORE, where, NULL);
    case SQLITE_CANTOPEN: return jh_fail(err, JH_IO, SAY_STORE_CANNOT_OPEN, where, text, NULL);
    case SQLITE_TOOBIG: return jh_fail(err, JH_BAD_INPUT, SAY_STORE_TOO_LARGE, where, NULL);
    case SQLITE_IOERR:
        return jh_fail(err, JH_IO, say_of_io(os_error), where, os_error ? strerror(os_error) : text,
                       NULL);
    default: return jh_fail(err, JH_BUG, SAY_STORE_REFUSED, where, text, NULL);
    }
}

/* ---- statements ---- */

static jh_code prepare(jh_database *database, jh_query_id query, jh_error *err)
{
    jh_arena scratch = *database->words; /* by value: the text is needed only here */
    sqlite3_stmt *made = NULL;
    jh_text sql;
    jh_code code;
    int result;

    if (database->statement[query]) return JH_OK;
    code = jh_database_sql(&sql, &scratch, database, query, err);
    if (code) return code;
    result = sqlite3_prepare_v3(link_of(database), sql.at, (int)sql.size, SQLITE_PREPARE_PERSISTENT,
                                &made, NULL);
    if (result) return jh_sqlite_fail(database, result, err);
    database->statement[query] = made;
    return JH_OK;
}

int jh_sqlite_bind(sqlite3_stmt *statement, int index, const jh_field *field)
{
    /* A NULL pointer would bind NULL, and an empty text is not a missing one. */
    const char *at = field->text.size ? field->text.at : "";

    switch (field->kind) {
    case JH_FIELD_NULL: return sqlite3_bind_null(statement, index);
    case JH_FIELD_INTEGER: return sqlite3_bind_int64(statement, index, field->integer);
    case JH_FIELD_TEXT:
        return sqlite3_bind_text64(statement, index, at, field->text.size, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case JH_FIELD_BYTES:
        return sqlite3_bind_blob64(statement, index, at, field->text.size, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static jh_code bind_all(sqlite3_stmt **out, jh_database *database, jh_query_id query,
                        const jh_field *fields, jh_error *err)
{
    int count, i, result = SQLITE_OK;
    jh_code code = prepare(database, query, err);

    if (code) return code;
    *out = database->statement[query];
    count = fields ? sqlite3_bind_parameter_count(*out) : 0;
    for (i = 0; i < count && !result; i++) result = jh_sqlite_bind(*out, i + 1, &fields[i]);
    return result ? jh_sqlite_fail(database, result, err) : JH_OK;
}

jh_code jh_sqlite_run(jh_database *database, jh_query_id query, const jh_field *fields,
                      jh_error *err)
{
    sqlite3_stmt *statement = NULL;
    jh_code code = bind_all(&statement, database, query, fields, err);
    int result;

    if (code) return code;
    errno = 0;
    do result = sqlite3_step(statement);
    while (result == SQLITE_ROW);
    if (result != SQLITE_DONE) code = jh_sqlite_fail(database, result, err);
    sqlite3_reset(statement);
    return code;
}

/* ---- rows ---- */

static jh_code open_rows(jh_records *out, jh_database *database, const jh_query_call *call,
                         jh_error *err)
{
    sqlite3_stmt *statement = NULL;
    jh_code code = bind_all(&statement, database, call->query, call->fields, err);

    out->handle = statement;
    return code;
}

static jh_code open_text(jh_records *out, jh_database *database, const char *sql, jh_error *err)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(link_of(database), sql, -1, &statement, NULL);

    out->handle = statement;
    return result ? jh_sqlite_fail(database, result, err) : JH_OK;
}

/* False when SQLite had no memory to hand the text out. */
static bool read_field(jh_field *out, sqlite3_stmt *statement, int index)
{
    *out = (jh_field){ .kind = JH_FIELD_NULL };
    switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
        out->kind = JH_FIELD_INTEGER;
        out->integer = sqlite3_column_int64(statement, index);
        break;
    case SQLITE_TEXT:
        out->kind = JH_FIELD_TEXT;
        out->text.at = (const char *)sqlite3_column_text(statement, index);
        out->text.size = (size_t)sqlite3_column_bytes(statement, index);
        break;
    case SQLITE_BLOB:
        out->kind = JH_FIELD_BYTES;
        out->text.at = sqlite3_column_blob(statement, index);
        out->text.size = (size_t)sqlite3_column_bytes(statement, index);
        break;
    default: break;
    }
    return out->kind != JH_FIELD_TEXT || out->text.at;
}

/* ---- where nobody may write beside the file ---- */

typedef struct still {
    dev_t device;
    ino_t file;
    off_t size;
    struct timespec changed;
} still;

static bool look_at(still *out, const char *path)
{
    struct stat found;

    memset(out, 0, sizeof *out); /* two are compared byte by byte */
    if (stat(path, &found)) return false;
    out->device = found.st_dev;
    out->file = found.st_ino;
    out->size = found.st_size;
    out->changed = found.st_mtim;
    return true;
}

/* A file that is read without locks, and changed meanwhile by somebody who may: what was read is
 * parts of two. */
static jh_code check_still(const jh_database *database, jh_error *err)
{
    still now;

    if (!database->still
        || (look_at(&now, database->address) && memcmp(&now, database->still, sizeof now) == 0))
        return JH_OK;
    return jh_fail(err, JH_IO, SAY_STORE_BUSY, database->where, NULL);
}

static jh_code next_row(jh_records *rows, bool *got, jh_error *err)
{
    int i, result;

    errno = 0;
    result = sqlite3_step(rows->handle);
    *got = result == SQLITE_ROW;
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        return jh_sqlite_fail(rows->database, result, err);
    if (!*got) return check_still(rows->database, err);
    for (i = 0; i < rows->field_count; i++)
        if (!read_field(&rows->field[i], rows->handle, i)) return jh_no_memory(err);
    return JH_OK;
}

static void close_rows(jh_records *rows)
{
    if (rows->query == SQL_COUNT)
        sqlite3_finalize(rows->handle);
    else
        sqlite3_reset(rows->handle);
}

static void give_up(jh_database *database)
{
    jh_error ignored = { 0 };
    int i;

    jh_sqlite_drop_add(database);
    for (i = 0; i < SQL_COUNT; i++)
        if (database->statement[i]) sqlite3_reset(database->statement[i]);
    /* After a full disk and the like SQLite has rolled back already. */
    if (!sqlite3_get_autocommit(link_of(database))
        && jh_sqlite_run(database, SQL_SQLITE_ROLLBACK, NULL, &ignored))
        return;
}

/* ---- opening ---- */

static void close_link(jh_database *database)
{
    int i;

    jh_sqlite_drop_add(database);
    for (i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(database->statement[i]);
        database->statement[i] = NULL;
    }
    sqlite3_close(link_of(database));
    database->link = NULL;
}

static jh_code open_link(jh_database *database, const char *path, int flags, jh_error *err)
{
    sqlite3 *link = NULL;
    int result;

    errno = 0;
    result = sqlite3_open_v2(path, &link, flags | SQLITE_OPEN_NOMUTEX, NULL);

    database->link = link;
    if (result) return jh_sqlite_fail(database, result, err);
    sqlite3_extended_result_codes(link, 1);
    sqlite3_busy_timeout(link, BUSY_MS);
    /* Giving up must not fail for want of memory: what begins next would find it still open. */
    return prepare(database, SQL_SQLITE_ROLLBACK, err);
}

static uint32_t number_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* A log beside the file holds what the file itself lacks. */
static bool has_log(const jh_database *database)
{
    static const char *const endings[] = { "-wal", "-journal" };
    char path[PATH_MAX];
    struct stat found;
    size_t i;

    for (i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (snprintf(path, sizeof path, "%s%s", database->address, endings[i]) >= PATH_MAX)
            return true;
        if (stat(path, &found) == 0 && found.st_size) return true;
    }
    return false;
}

/* SQLite takes what is missing at the end for zeros; the head knows how many pages there were
 * (https://www.sqlite.org/fileformat.html, 1.3.7). */
static bool is_cut_off(const unsigned char *head, sqlite3_int64 size)
{
    uint32_t page = (uint32_t)head[16] << 8 | head[17];

    if (number_at(head + 24) != number_at(head + 92)) return false; /* not kept up to date */
    return (uint64_t)size < (uint64_t)number_at(head + 28) * (page == 1 ? 65536 : page);
}

static bool may_be_written(const char *path)
{
    return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

/* May a log be kept beside the file? Only then do readers and writers know of each other. */
static bool has_place(const jh_database *database)
{
    char path[PATH_MAX];
    char *slash;

    if (!may_be_written(database->address)) return false;
    if (snprintf(path, sizeof path, "%s", database->address) >= (int)sizeof path) return true;
    slash = strrchr(path, '/');
    if (slash) slash[slash == path] = '\0';
    return may_be_written(slash ? path : ".");
}

/* What nobody could have stored anything in is told before SQLite opens it. */
static jh_code check_file(const jh_database *database, jh_error *err)
{
    struct stat found;

    if (stat(database->address, &found) != 0)
        return errno == ENOENT
                   ? jh_fail(err, JH_IO, SAY_STORE_NO_FILE, database->where, database->where, NULL)
                   : jh_fail(err, JH_IO, SAY_STORE_CANNOT_OPEN, database->where, strerror(errno),
                             NULL);
    if (access(database->address, R_OK) != 0)
        return jh_fail(err, JH_IO, SAY_STORE_CANNOT_OPEN, database->where, strerror(errno), NULL);
    if (!S_ISREG(found.st_mode))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NOT_A_STORE, database->where, NULL);
    return JH_OK;
}

/* The first bytes of the file say whose it is, before SQLite touches anything beside it. They are
 * read through SQLite's own handle: a file that is opened and closed beside it takes every lock of
 * this process away, with other connections at work; another program, thinking itself alone, would
 * then delete the log they write to (https://www.sqlite.org/howtocorrupt.html, 2.2). */
static jh_code check_mark(bool *wants_log, const jh_database *database, jh_error *err)
{
    static const char magic[16] = "SQLite format 3";
    unsigned char head[96] = { 0 };
    bool is_logged = has_log(database); /* before and after: it may come or go meanwhile */
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    int result = sqlite3_file_control(link_of(database), "main", SQLITE_FCNTL_FILE_POINTER, &file);

    if (!result && (!file || !file->pMethods)) result = SQLITE_CANTOPEN;
    errno = 0;
    if (!result) result = file->pMethods->xFileSize(file, &size);
    if (!result && size < (sqlite3_int64)sizeof head)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NOT_A_STORE, database->where, NULL);
    if (!result) result = file->pMethods->xRead(file, head, sizeof head, 0);
    if (result) return jh_sqlite_fail(database, result, err);
    if (memcmp(head, magic, sizeof magic) != 0 || number_at(head + 68) != MARK)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NOT_A_STORE, database->where, NULL);
    *wants_log = head[18] == LOGGED;
    if (is_cut_off(head, size) && !is_logged && !has_log(database))
        return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, database->where, "file size", NULL);
    return JH_OK;
}

/* "file:/a%20b.jh?immutable=1": SQLite then makes no log, and takes no lock. */
static jh_code address_of_still(jh_text *out, jh_arena *scratch, const char *path, jh_error *err)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/";
    jh_buffer buffer = jh_buffer_in(scratch);

    jh_buffer_add_zero(&buffer, "file:");
    for (; *path; path++) {
        if (strchr(plain, *path))
            jh_buffer_add(&buffer, (jh_text){ path, 1 });
        else
            jh_buffer_add_format(&buffer, "%%%02X", (unsigned char)*path);
    }
    jh_buffer_add_zero(&buffer, "?immutable=1");
    return jh_buffer_finish(out, &buffer, err);
}

/* A store on a disk that is only read, or in a folder where others write: no log can be made, and
 * there is none. Should one of the others begin to write, what was read is not used. */
static jh_code open_still(jh_database *database, jh_error *err)
{
    jh_arena scratch = *database->words;
    still *now = JH_NEW(database->keep, still);
    jh_text address;
    jh_code code;

    if (!now) return jh_no_memory(err);
    code = address_of_still(&address, &scratch, database->address, err);
    if (code) return code;
    close_link(database);
    if (!look_at(now, database->address))
        return jh_fail(err, JH_IO, SAY_STORE_CANNOT_OPEN, database->where, strerror(errno), NULL);
    database->still = now;
    return open_link(database, address.at, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
}

static bool has_index(const jh_database *database)
{
    char path[PATH_MAX];

    return snprintf(path, sizeof path, "%s-shm", database->address) >= (int)sizeof path
           || access(path, F_OK) == 0;
}

/* Who only reads may write as far as the file itself allows it: SQLite keeps an index of the log
 * beside it, and who leaves last must be able to take that away again. */
static jh_code open_file(jh_database *database, jh_error *err)
{
    bool wants_log = false;
    jh_code code = jh_address_check_local(database->address, err);

    if (!code) code = check_file(database, err);
    if (!code) code = open_link(database, database->address, SQLITE_OPEN_READWRITE, err);
    if (!code) code = check_mark(&wants_log, database, err);
    if (!code && !database->may_write && wants_log && !has_place(database) && !has_log(database)
        && !has_index(database))
        code = open_still(database, err);
    if (!code && !database->may_write)
        code = jh_sqlite_run(database, SQL_SQLITE_ONLY_READ, NULL, err);
    if (!code && database->may_write && sqlite3_db_readonly(link_of(database), "main") == 1)
        code = jh_fail(err, JH_IO, SAY_STORE_READ_ONLY, database->where, NULL);
    if (!code) code = jh_sqlite_run(database, SQL_SQLITE_DURABLE, NULL, err);
    return code ? code : jh_sqlite_run(database, SQL_SQLITE_FOREIGN_KEYS, NULL, err);
}

static jh_code run_script(jh_database *database, const char *sql, jh_error *err)
{
    int result;

    errno = 0;
    result = sqlite3_exec(link_of(database), sql, NULL, NULL, NULL);
    return result ? jh_sqlite_fail(database, result, err) : JH_OK;
}

static jh_code fill_new_file(jh_database *database, const char *path, const char *script,
                             jh_error *err)
{
    jh_field version = jh_field_integer(JH_SCHEMA_VERSION);
    jh_code code = open_link(
        database, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE, err);

    if (!code) code = jh_sqlite_run(database, SQL_SQLITE_DURABLE, NULL, err);
    if (!code) code = jh_sqlite_run(database, SQL_SQLITE_MARK, NULL, err);
    if (!code) code = jh_sqlite_run(database, SQL_SQLITE_WRITE_AHEAD, NULL, err);
    if (!code) code = jh_sqlite_run(database, SQL_SQLITE_BEGIN_WRITE, NULL, err);
    if (!code) code = run_script(database, script, err);
    if (!code) code = jh_sqlite_run(database, SQL_ADD_STORE_VERSION, &version, err);
    return code ? code : jh_sqlite_run(database, SQL_SQLITE_COMMIT, NULL, err);
}

/* Made under another name first: whoever sees the file sees a whole store. */
static jh_code create(jh_database *database, jh_error *err)
{
    jh_arena scratch = *database->keep; /* not words: statements are prepared meanwhile */
    const char *path;
    jh_text script;
    jh_code code = jh_address_check_local(database->address, err);

    if (code) return code;
    if (access(database->address, F_OK) == 0)
        return jh_fail(err, JH_CONFLICT, SAY_STORE_EXISTS, database->where, database->where, NULL);
    code = jh_place_beside(&path, &scratch, database->address, ".new", err);
    if (!code) code = jh_database_script(&script, &scratch, JH_SQLITE, err);
    if (code) return code;
    code = fill_new_file(database, path, script.at, err);
    close_link(database);
    if (!code) code = jh_place_take(path, database->address, database->where, err);
    if (code) {
        jh_place_clear(scratch, path);
        return code;
    }
    code = open_file(database, err);
    if (code) { /* nobody was told of it yet: a second try must not find it */
        close_link(database);
        unlink(database->address);
        return code;
    }
    jh_place_settle(scratch, database->address);
    return JH_OK;
}

const jh_engine jh_engine_sqlite = { .dialect = JH_SQLITE,
                                     .begin_read = SQL_SQLITE_BEGIN_READ,
                                     .begin_write = SQL_SQLITE_BEGIN_WRITE,
                                     .commit = SQL_SQLITE_COMMIT,
                                     .rollback = SQL_SQLITE_ROLLBACK,
                                     .open = open_file,
                                     .create = create,
                                     .close = close_link,
                                     .prepare = prepare,
                                     .run = jh_sqlite_run,
                                     .open_rows = open_rows,
                                     .open_text = open_text,
                                     .run_script = run_script,
                                     .next_row = next_row,
                                     .close_rows = close_rows,
                                     .begin_add = jh_sqlite_begin_add,
                                     .add = jh_sqlite_add,
                                     .end_add = jh_sqlite_end_add,
                                     .give_up = give_up };
