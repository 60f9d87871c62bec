/* SPDX-License-Identifier: Apache-2.0 */
#include "store/documents.h"

#include "store/room.h"

enum { KIND_MOST = 32, TITLE_MOST = 200 };

typedef struct reader {
    jh_arena *keep;
    jh_document_list list;
    size_t capacity;
    bool with_body;
} reader;

/* Rows of one number come oldest first: the last one counts. */
static jh_code read_document(void *context, const jh_records *row, jh_error *err)
{
    reader *to = context;
    jh_document one = { .number = (int32_t)row->field[0].integer,
                        .revision = (int32_t)row->field[1].integer,
                        .is_gone = row->field[5].integer != 0 };
    jh_document *last = to->list.count ? &to->list.items[to->list.count - 1] : NULL;
    jh_code code = jh_field_copy(&one.title, to->keep, &row->field[2], err);

    if (!code) code = jh_field_copy(&one.author, to->keep, &row->field[3], err);
    if (!code) code = jh_field_copy(&one.stamp, to->keep, &row->field[4], err);
    if (!code && to->with_body) code = jh_field_copy(&one.body, to->keep, &row->field[6], err);
    if (code) return code;
    if (!last || last->number != one.number) {
        last = jh_grow(to->keep, to->list.items, &to->capacity, to->list.count + 1, sizeof *last);
        if (!last) return jh_no_memory(err);
        to->list.items = last;
        last += to->list.count++;
    }
    *last = one;
    return JH_OK;
}

jh_code jh_store_documents(jh_document_list *out, jh_arena *keep, jh_store *store,
                           const jh_document *which, jh_error *err)
{
    jh_field fields[2] = { jh_field_text(which->county), jh_field_text(which->kind) };
    reader to = { .keep = keep };
    size_t i, count = 0;
    jh_code code =
        jh_store_each(store, &(jh_query_call){ .query = SQL_DOCUMENTS_OF_COUNTY, .fields = fields },
                      read_document, &to, err);

    for (i = 0; i < to.list.count; i++)
        if (!to.list.items[i].is_gone) to.list.items[count++] = to.list.items[i];
    *out = (jh_document_list){ to.list.items, count };
    return code;
}

static jh_code read_newest(reader *to, jh_store *store, const jh_document *which, jh_error *err)
{
    jh_field fields[3] = { jh_field_text(which->county), jh_field_text(which->kind),
                           jh_field_integer(which->number) };

    to->with_body = true;
    return jh_records_each(&store->database,
                           &(jh_query_call){ .query = SQL_DOCUMENT_NEWEST, .fields = fields },
                           read_document, to, err);
}

static jh_code none(const jh_store *store, const jh_document *which, jh_error *err)
{
    char number[24];

    return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_DOCUMENT, store->database.where,
                   jh_digits(number, which->number), NULL);
}

jh_code jh_store_document(jh_document *out, jh_arena *keep, jh_store *store,
                          const jh_document *which, jh_error *err)
{
    reader to = { .keep = keep };
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = read_newest(&to, store, which, err);
    jh_database_rollback(&store->database);
    if (code) return code;
    if (!to.list.count || to.list.items[0].is_gone) return none(store, which, err);
    *out = to.list.items[0];
    out->county = which->county;
    out->kind = which->kind;
    return JH_OK;
}

/* ---- writing ---- */

static jh_code take_number(jh_store *store, jh_document *document, jh_error *err)
{
    jh_field fields[2] = { jh_field_text(document->county), jh_field_text(document->kind) };
    jh_query_call call = { .query = SQL_LAST_DOCUMENT, .fields = fields };
    int64_t last = 0;
    jh_code code = jh_database_number(&last, &store->database, &call, 0, err);

    document->number = (int32_t)last + 1;
    document->revision = 1;
    return code;
}

static jh_code take_revision(jh_store *store, jh_document *document, jh_error *err)
{
    reader to = { .keep = &store->work };
    jh_code code = read_newest(&to, store, document, err);

    if (code) return code;
    if (!to.list.count || to.list.items[0].is_gone) return none(store, document, err);
    if (document->revision && document->revision != to.list.items[0].revision)
        return jh_fail(err, JH_CONFLICT, SAY_STORE_DOCUMENT_CHANGED, store->database.where, NULL);
    document->revision = to.list.items[0].revision + 1;
    return JH_OK;
}

static jh_code insert(jh_store *store, const jh_document *document, jh_error *err)
{
    jh_field fields[9] = { jh_field_text(document->county),    jh_field_text(document->kind),
                           jh_field_integer(document->number), jh_field_integer(document->revision),
                           jh_field_text(document->title),     jh_field_text(document->author),
                           jh_field_text(document->stamp),     jh_field_integer(document->is_gone),
                           jh_field_text(document->body) };

    return jh_database_run(&store->database, SQL_ADD_DOCUMENT, fields, err);
}

static jh_code check(const jh_store *store, const jh_document *document, jh_error *err)
{
    jh_code code = jh_name_check(store, document->county, JH_COUNTY_MOST, err);

    if (!code) code = jh_name_check(store, document->kind, KIND_MOST, err);
    if (!code) code = jh_name_check(store, document->title, TITLE_MOST, err);
    if (!code) code = jh_name_check(store, document->author, JH_KEY_MOST, err);
    return code ? code : jh_text_check(store, document->body, err);
}

/* The row of the version is the lock, as for accounts. */
jh_code jh_store_document_put(jh_store *store, jh_document *document, jh_error *err)
{
    jh_code code = check(store, document, err);

    if (!code) code = jh_database_begin(&store->database, JH_STORE_WRITE, err);
    if (!code) code = jh_database_run(&store->database, SQL_HOLD_STORE_VERSION, NULL, err);
    if (!code)
        code = document->number ? take_revision(store, document, err)
                                : take_number(store, document, err);
    if (!code) code = insert(store, document, err);
    if (!code) code = jh_database_commit(&store->database, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
