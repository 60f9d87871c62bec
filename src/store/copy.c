/* SPDX-License-Identifier: Apache-2.0 */
#include "store/address.h"
#include "store/pages.h"
#include "store/place.h"
#include "store/whole.h"

#include <string.h>
#include <unistd.h>

typedef struct copying {
    const jh_store_copying *what;
    jh_arena *keep;
    jh_store *from;
    const char *shown; /* `to` without its password */
    const char *part;  /* where the file is made; NULL on PostgreSQL */
    jh_store_sums source;
} copying;

/* ---- proof ---- */

static jh_code compare_sums(const copying *on, const jh_store_sums *copy, jh_error *err)
{
    const jh_table_sum *a, *b;
    char rows[24], copied[24];
    size_t i;

    for (i = 0; i < copy->count; i++) {
        a = &on->source.tables[i], b = &copy->tables[i];
        if (a->rows == b->rows && jh_hash_equal(&a->hash, &b->hash)) continue;
        return jh_fail(err, JH_IO, SAY_STORE_SUMS_DIFFER, on->shown, a->table,
                       jh_digits(rows, a->rows), jh_digits(copied, b->rows), NULL);
    }
    return JH_OK;
}

static jh_code refuse_unsound(const copying *on, jh_store *store, jh_error *err)
{
    jh_findings findings;
    char count[24];
    jh_code code = jh_store_check(&findings, on->keep, store, err);

    if (code || findings.count == 0) return code;
    return jh_fail(err, JH_CONFLICT, SAY_STORE_UNSOUND, store->database.where,
                   jh_digits(count, (long long)findings.count), NULL);
}

/* ---- rows ---- */

static jh_code fill(copying *on, jh_store *to, jh_error *err)
{
    jh_whole_walk pouring = { on->from, to, SAY_STORE_COPYING };
    jh_whole_walk summing = { to, NULL, SAY_STORE_SUMMING };
    jh_store_sums copy;
    jh_code code = jh_whole_walk_all(&on->source, on->keep, &pouring, err);

    if (!code) code = jh_whole_walk_all(&copy, on->keep, &summing, err);
    if (!code) code = compare_sums(on, &copy, err);
    return code ? code : jh_database_commit(&to->database, err);
}

static jh_code pour(copying *on, jh_error *err)
{
    jh_store *to = NULL;
    jh_code code = jh_store_create_to_fill(&to, on->keep, on->part ? on->part : on->what->to, err);

    if (!code) {
        jh_store_watch(to, on->what->progress);
        code = fill(on, to, err);
    }
    jh_store_close(to);
    return code;
}

/* ---- files ---- */

static jh_code check_file(copying *on, jh_error *err)
{
    jh_store *copy = NULL;
    jh_store_sums sums;
    jh_code code = jh_store_open(&copy, on->keep, on->part, JH_STORE_WRITE, err);

    if (!code) jh_store_watch(copy, on->what->progress);
    /* A backup is one file that can be read from a disc as well; a store lets readers and the
     * writer work at once. */
    if (!code)
        code = jh_database_run(&copy->database,
                               on->what->is_backup ? SQL_SQLITE_ONE_FILE : SQL_SQLITE_WRITE_AHEAD,
                               NULL, err);
    if (!code) code = jh_store_sums_take(&sums, on->keep, copy, err);
    if (!code) code = compare_sums(on, &sums, err);
    if (!code) code = refuse_unsound(on, copy, err);
    jh_store_close(copy);
    return code;
}

static jh_code make_file(copying *on, jh_error *err)
{
    jh_whole_walk summing = { on->from, NULL, SAY_STORE_SUMMING };
    const char *to = on->what->to;
    jh_code code;

    if (on->from->database.engine->dialect == JH_SQLITE) {
        code = jh_pages_copy(on->from, on->part, err);
        if (!code) code = jh_whole_walk_all(&on->source, on->keep, &summing, err);
    } else {
        code = pour(on, err);
    }
    if (!code) code = check_file(on, err);
    if (!code) code = jh_place_take(on->part, to, on->shown, err);
    if (code)
        jh_place_clear(*on->keep, on->part);
    else
        jh_place_settle(*on->keep, to);
    return code;
}

static jh_code copy_to_file(copying *on, jh_error *err)
{
    const char *to = on->what->to;
    jh_code code = jh_address_check_local(to, err);

    if (!code && access(to, F_OK) == 0)
        code = jh_fail(err, JH_CONFLICT, SAY_STORE_EXISTS, on->shown, on->shown, NULL);
    if (!code) code = jh_place_beside(&on->part, on->keep, to, ".part", err);
    return code ? code : make_file(on, err);
}

/* ---- all ---- */

/* The moment that is copied begins with the first statement: SQLite would wait until then. */
static jh_code begin(copying *on, jh_error *err)
{
    jh_query_call version = { .query = SQL_STORE_VERSION };
    int64_t ignored;
    jh_code code = jh_database_begin(&on->from->database, JH_STORE_READ, err);

    return code ? code : jh_database_number(&ignored, &on->from->database, &version, 0, err);
}

jh_code jh_store_copy(jh_store_sums *out, jh_arena *keep, const jh_store_copying *what,
                      jh_error *err)
{
    copying on = { .what = what, .keep = keep };
    bool to_server = jh_address_is_postgres(what->to);
    jh_code code;

    *out = (jh_store_sums){ 0 };
    on.shown = jh_address_show(keep, what->to);
    if (!on.shown) return jh_no_memory(err);
    if (what->is_backup && to_server)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_BACKUP_IS_A_FILE, on.shown, NULL);
    code = jh_store_open(&on.from, keep, what->from, JH_STORE_READ, err);
    if (code) return code;
    jh_store_watch(on.from, what->progress);
    if (to_server) code = refuse_unsound(&on, on.from, err);
    if (!code) code = begin(&on, err);
    if (!code) code = to_server ? pour(&on, err) : copy_to_file(&on, err);
    jh_store_close(on.from);
    if (!code) *out = on.source;
    return code;
}
