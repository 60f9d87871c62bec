/* SPDX-License-Identifier: Apache-2.0 */
#include "store/address.h"
#include "store/room.h"

#include <stdlib.h>
#include <string.h>

static const size_t MEMORY_SIZE = (size_t)1 << 20, WORDS_SIZE = (size_t)1 << 20;

/* ---- open and close ---- */

static jh_code prepare_store(jh_store **out, jh_arena *keep, const char *address, jh_error *err)
{
    jh_store *store = JH_NEW(keep, jh_store);
    jh_database *database;

    *out = store;
    if (!store || jh_arena_reserve(&store->memory, MEMORY_SIZE)
        || jh_arena_reserve(&store->words, WORDS_SIZE)
        || jh_arena_reserve(&store->work, JH_ARENA_DEFAULT))
        return jh_no_memory(err);
    database = &store->database;
    database->engine = jh_address_is_postgres(address) ? &jh_engine_postgres : &jh_engine_sqlite;
    database->keep = &store->memory;
    database->words = &store->words;
    database->address = jh_text_zero(&store->memory, jh_text_of(address));
    database->where = jh_address_show(&store->memory, address);
    return database->address && database->where ? JH_OK : jh_no_memory(err);
}

/* Its version; refused when it is none, or higher than this program knows. */
jh_code jh_store_version(int64_t *out, jh_store *store, jh_error *err)
{
    jh_query_call call = { .query = SQL_STORE_VERSION };
    char theirs[24], ours[24];
    jh_code code = jh_database_number(out, &store->database, &call, 0, err);

    if (code) return code;
    if (*out < 1)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NOT_A_STORE, store->database.where, NULL);
    if (*out <= JH_SCHEMA_VERSION) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NEWER, store->database.where,
                   jh_digits(theirs, *out), jh_digits(ours, JH_SCHEMA_VERSION), NULL);
}

static jh_code check_version(jh_store *store, jh_error *err)
{
    char theirs[24], ours[24];
    int64_t version = 0;
    jh_code code = jh_store_version(&version, store, err);

    if (!code && version < JH_SCHEMA_VERSION)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_OLDER, store->database.where,
                       jh_digits(theirs, version), jh_digits(ours, JH_SCHEMA_VERSION),
                       store->database.where, NULL);
    return code;
}

/* A store that could not be opened is closed here: the caller gets NULL. */
static jh_code give(jh_store **out, jh_code code)
{
    if (code) {
        jh_store_close(*out);
        *out = NULL;
    }
    return code;
}

jh_code jh_store_create(jh_store **out, jh_arena *keep, const char *address, jh_error *err)
{
    jh_code code = prepare_store(out, keep, address, err);

    if (!code) {
        (*out)->database.may_write = true;
        code = (*out)->database.engine->create(&(*out)->database, err);
    }
    return give(out, code);
}

static jh_code create_to_fill(jh_database *database, jh_error *err)
{
    jh_code code;

    database->may_write = database->is_filled_first = true;
    code = database->engine->create(database, err);
    if (code || database->in_transaction) return code;
    return jh_database_begin(database, JH_STORE_WRITE, err);
}

jh_code jh_store_create_to_fill(jh_store **out, jh_arena *keep, const char *address, jh_error *err)
{
    jh_code code = prepare_store(out, keep, address, err);

    return give(out, code ? code : create_to_fill(&(*out)->database, err));
}

jh_code jh_store_open_any(jh_store **out, jh_arena *keep, const char *address, jh_store_mode mode,
                          jh_error *err)
{
    jh_code code = prepare_store(out, keep, address, err);

    if (!code) {
        (*out)->database.may_write = mode == JH_STORE_WRITE;
        code = (*out)->database.engine->open(&(*out)->database, err);
    }
    return give(out, code);
}

jh_code jh_store_open(jh_store **out, jh_arena *keep, const char *address, jh_store_mode mode,
                      jh_error *err)
{
    jh_code code = jh_store_open_any(out, keep, address, mode, err);

    return code ? code : give(out, check_version(*out, err));
}

void jh_store_close(jh_store *store)
{
    if (!store) return;
    if (store->database.link) {
        store->database.is_joint = false;
        jh_database_rollback(&store->database);
        store->database.engine->close(&store->database);
    }
    jh_arena_release(&store->work);
    jh_arena_release(&store->words);
    jh_arena_release(&store->memory);
}

jh_code jh_store_together(jh_store *store, jh_error *err)
{
    jh_code code = jh_database_begin(&store->database, JH_STORE_WRITE, err);

    store->database.is_joint = !code;
    return code;
}

jh_code jh_store_settle(jh_store *store, jh_code code, jh_error *err)
{
    store->database.is_joint = store->database.in_part = false;
    if (!code) code = jh_database_commit(&store->database, err);
    jh_database_rollback(&store->database);
    return code;
}

jh_code jh_store_hold(jh_store *store, jh_text county, jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_HOLD_COUNTY, .fields = &which };
    int64_t revision;

    return jh_database_number(&revision, &store->database, &call, 0, err);
}

void jh_store_watch(jh_store *store, const jh_progress *progress)
{
    store->progress = progress;
}

jh_code jh_store_tell(const jh_store *store, jh_say_id what, size_t done, size_t total,
                      jh_error *err)
{
    if (!jh_progress_report(store->progress, what, done, total)) return JH_OK;
    return jh_fail(err, JH_CONFLICT, SAY_STORE_STOPPED, store->database.where, NULL);
}

/* ---- fields ---- */

const char *jh_stored_word(char out[JH_WORD_SIZE], jh_text text)
{
    size_t size = text.size < JH_WORD_SIZE ? text.size : JH_WORD_SIZE - 1;

    /* Bytes 10xxxxxx continue a character. */
    while (size < text.size && size && ((unsigned char)text.at[size] & 0xc0) == 0x80) size--;
    if (size) memcpy(out, text.at, size);
    out[size] = '\0';
    return out;
}

jh_code jh_field_copy(jh_text *out, jh_arena *keep, const jh_field *field, jh_error *err)
{
    *out = (jh_text){ 0 };
    if (!field->text.size) return JH_OK;
    *out = jh_text_copy(keep, field->text);
    return out->at ? JH_OK : jh_no_memory(err);
}

jh_code jh_field_hash(jh_hash *out, const jh_store *store, const jh_field *field, jh_error *err)
{
    const char *where = store->database.where;

    if (field->kind != JH_FIELD_BYTES || field->text.size != sizeof out->bytes)
        return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, where, "hash", NULL);
    memcpy(out->bytes, field->text.at, sizeof out->bytes);
    return JH_OK;
}

/* ---- numberings ---- */

typedef struct numbering_reader {
    jh_numbering *to;
    jh_arena *keep;
} numbering_reader;

static jh_code read_numbered(void *context, const jh_records *row, jh_error *err)
{
    numbering_reader *reader = context;
    jh_numbering *to = reader->to;
    int32_t highest = to->highest, number = (int32_t)row->field[0].integer;
    jh_text key;
    jh_code code = jh_field_copy(&key, reader->keep, &row->field[1], err);

    if (!code) code = jh_numbering_add(to, reader->keep, key, err);
    if (code) return code;
    to->items[to->count - 1].number = number;
    to->highest = number > highest ? number : highest;
    to->sorted = to->count;
    return JH_OK;
}

jh_code jh_numbering_read(jh_numbering *out, jh_arena *keep, jh_database *database,
                          const jh_query_call *call, jh_error *err)
{
    numbering_reader reader = { out, keep };

    *out = (jh_numbering){ .highest = 0 };
    return jh_records_each(database, call, read_numbered, &reader, err);
}

int32_t jh_numbering_find(const jh_numbering *in, jh_text key)
{
    size_t low = 0, high = in->sorted, middle;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = jh_text_compare(in->items[middle].key, key);
        if (order == 0) return in->items[middle].number;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

jh_code jh_numbering_add(jh_numbering *to, jh_arena *keep, jh_text key, jh_error *err)
{
    jh_numbered *grown = jh_grow(keep, to->items, &to->capacity, to->count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    to->items = grown;
    to->items[to->count++] = (jh_numbered){ key, ++to->highest };
    return JH_OK;
}

static int by_key(const void *a, const void *b)
{
    return jh_text_compare(((const jh_numbered *)a)->key, ((const jh_numbered *)b)->key);
}

void jh_numbering_sort(jh_numbering *in)
{
    if (in->sorted < in->count) qsort(in->items, in->count, sizeof *in->items, by_key);
    in->sorted = in->count;
}

/* ---- lists ---- */

typedef struct list_reader {
    jh_arena *keep;
    void *list;
    size_t capacity;
} list_reader;

static jh_code read_county(void *context, const jh_records *row, jh_error *err)
{
    list_reader *reader = context;
    jh_county_list *list = reader->list;
    jh_county *grown =
        jh_grow(reader->keep, list->items, &reader->capacity, list->count + 1, sizeof *grown);
    jh_code code;

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    grown += list->count++;
    grown->revision = row->field[2].integer;
    code = jh_field_copy(&grown->code, reader->keep, &row->field[0], err);
    return code ? code : jh_field_copy(&grown->name, reader->keep, &row->field[1], err);
}

static jh_code read_period(void *context, const jh_records *row, jh_error *err)
{
    list_reader *reader = context;
    jh_text_list *list = reader->list;
    jh_text *grown =
        jh_grow(reader->keep, list->items, &reader->capacity, list->count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    return jh_field_copy(&list->items[list->count++], reader->keep, &row->field[0], err);
}

jh_code jh_store_each(jh_store *store, const jh_query_call *call, jh_row_visit visit, void *context,
                      jh_error *err)
{
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = jh_records_each(&store->database, call, visit, context, err);
    jh_database_rollback(&store->database);
    return code;
}

jh_code jh_store_counties(jh_county_list *out, jh_arena *keep, jh_store *store, jh_error *err)
{
    jh_query_call call = { .query = SQL_COUNTIES };
    list_reader reader = { .keep = keep, .list = out };

    *out = (jh_county_list){ 0 };
    return jh_store_each(store, &call, read_county, &reader, err);
}

jh_code jh_store_periods(jh_text_list *out, jh_arena *keep, jh_store *store, jh_text county,
                         jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_PERIODS_OF_COUNTY, .fields = &which };
    list_reader reader = { .keep = keep, .list = out };

    *out = (jh_text_list){ 0 };
    return jh_store_each(store, &call, read_period, &reader, err);
}

jh_code jh_store_county_revision(int64_t *out, jh_store *store, jh_text county, jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_COUNTY_REVISION, .fields = &which };
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    *out = 0;
    if (code) return code;
    code = jh_database_number(out, &store->database, &call, 0, err);
    jh_database_rollback(&store->database);
    return code;
}
