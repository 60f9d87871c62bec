/* A store of an earlier program: kept as it is, and brought up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/address.h"
#include "store/pages.h"
#include "store/place.h"
#include "store/room.h"

/* ---- bringing up ---- */

static jh_code run_step(jh_store *store, int version, jh_error *err)
{
    jh_database *database = &store->database;
    jh_arena scratch = store->work;
    jh_text script;
    jh_code code =
        jh_database_migration(&script, &scratch, database->engine->dialect, version, err);

    return code ? code : database->engine->run_script(database, script.at, err);
}

/* All steps or none: the transaction is the caller's to end. */
static jh_code run_steps(jh_migrated *out, jh_store *store, jh_error *err)
{
    int64_t version = 0;
    int step;
    jh_code code = jh_database_run(&store->database, SQL_HOLD_STORE_VERSION, NULL, err);

    if (!code) code = jh_store_version(&version, store, err);
    *out = (jh_migrated){ (int)version, JH_SCHEMA_VERSION };
    for (step = (int)version + 1; step <= JH_SCHEMA_VERSION && !code; step++)
        code = run_step(store, step, err);
    return code;
}

jh_code jh_store_migrate(jh_migrated *out, jh_arena *keep, const char *address, jh_error *err)
{
    jh_store *store = NULL;
    jh_code code = jh_store_open_any(&store, keep, address, JH_STORE_WRITE, err);

    *out = (jh_migrated){ 0 };
    if (code) return code;
    code = jh_database_begin(&store->database, JH_STORE_WRITE, err);
    if (!code) code = run_steps(out, store, err);
    if (!code) code = jh_database_commit(&store->database, err);
    jh_store_close(store);
    return code;
}

jh_code jh_store_version_of(jh_migrated *out, jh_arena *keep, const char *address, jh_error *err)
{
    jh_store *store = NULL;
    int64_t version = 0;
    jh_code code = jh_store_open_any(&store, keep, address, JH_STORE_READ, err);

    if (!code) code = jh_store_version(&version, store, err);
    jh_store_close(store);
    *out = (jh_migrated){ (int)version, JH_SCHEMA_VERSION };
    return code;
}

/* ---- keeping the old file ---- */

static jh_code refuse_damage(void *context, const jh_records *row, jh_error *err)
{
    const jh_store *store = context;
    char word[JH_WORD_SIZE];

    if (jh_text_equal(row->field[0].text, JH_TEXT("ok"))) return JH_OK;
    return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, store->database.where,
                   jh_stored_word(word, row->field[0].text), NULL);
}

/* One file that needs none beside it, and that SQLite finds whole. */
static jh_code finish_copy(jh_arena *keep, const char *path, jh_error *err)
{
    jh_query_call integrity = { .query = SQL_SQLITE_INTEGRITY };
    jh_store *copy = NULL;
    jh_code code = jh_store_open_any(&copy, keep, path, JH_STORE_WRITE, err);

    if (!code) code = jh_database_run(&copy->database, SQL_SQLITE_ONE_FILE, NULL, err);
    if (!code) code = jh_records_each(&copy->database, &integrity, refuse_damage, copy, err);
    jh_store_close(copy);
    return code;
}

static jh_code copy_old(jh_arena *keep, const char *address, const char *part, jh_error *err)
{
    jh_store *store = NULL;
    int64_t version;
    jh_code code = jh_store_open_any(&store, keep, address, JH_STORE_READ, err);

    if (!code) code = jh_database_begin(&store->database, JH_STORE_READ, err);
    if (!code) code = jh_store_version(&version, store, err); /* the moment begins with it */
    if (!code) code = jh_pages_copy(store, part, err);
    jh_store_close(store);
    return code ? code : finish_copy(keep, part, err);
}

jh_code jh_store_keep_old(jh_arena *keep, const char *address, const char *to, jh_error *err)
{
    const char *part = NULL;
    jh_code code = jh_address_check_local(to, err);

    if (!code && jh_address_is_postgres(address))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_OLD_NOT_A_FILE, jh_address_show(keep, address),
                       NULL);
    if (!code) code = jh_place_beside(&part, keep, to, ".part", err);
    if (code) return code;
    code = copy_old(keep, address, part, err);
    if (!code) code = jh_place_take(part, to, to, err);
    if (code)
        jh_place_clear(*keep, part);
    else
        jh_place_settle(*keep, to);
    return code;
}
