/* SPDX-License-Identifier: Apache-2.0 */
#include "store/evidence.h"

#include "store/writing.h"

#include <stdio.h>

/* ---- reading ---- */

typedef struct reader {
    jh_arena *keep;
    jh_store *store;
    jh_evidence_list *out;
    size_t capacity;
} reader;

/* Rows of one (item, hash) come oldest first: the last one counts. */
static jh_code read_evidence(void *context, const jh_records *row, jh_error *err)
{
    reader *to = context;
    const jh_field *field = row->field;
    jh_evidence one = { .is_gone = field[3].integer != 0,
                        .revision = field[4].integer,
                        .size = field[5].integer };
    jh_evidence *last = to->out->count ? &to->out->items[to->out->count - 1] : NULL;
    jh_code code = jh_field_copy(&one.item, to->keep, &field[0], err);

    if (!code) code = jh_field_hash(&one.file.hash, to->store, &field[1], err);
    if (!code) code = jh_field_copy(&one.file.name, to->keep, &field[2], err);
    if (!code) code = jh_field_copy(&one.author, to->keep, &field[6], err);
    if (!code) code = jh_field_copy(&one.stamp, to->keep, &field[7], err);
    if (code) return code;
    if (!last || !jh_text_equal(last->item, one.item)
        || !jh_hash_equal(&last->file.hash, &one.file.hash)) {
        last = jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *last);
        if (!last) return jh_no_memory(err);
        to->out->items = last;
        last += to->out->count++;
    }
    *last = one;
    return JH_OK;
}

jh_code jh_store_evidence(jh_evidence_list *out, jh_arena *keep, jh_store *store,
                          const jh_evidence_place *place, jh_error *err)
{
    jh_field which[2] = { jh_field_text(place->county), jh_field_text(place->period) };
    jh_query_call call = { .query = SQL_EVIDENCE_OF_COUNTY, .fields = which };
    reader to = { .keep = keep, .store = store, .out = out };
    size_t i, count = 0;
    jh_code code;

    *out = (jh_evidence_list){ 0 };
    code = jh_store_each(store, &call, read_evidence, &to, err);
    for (i = 0; i < out->count; i++)
        if (!out->items[i].is_gone) out->items[count++] = out->items[i];
    out->count = count;
    return code;
}

/* ---- writing ---- */

/* county, period, item, revision, name, hash, gone */
enum { COUNTY = 0, PERIOD, ITEM, REVISION, NAME, HASH, GONE, FIELDS };

static jh_code check(const jh_store *store, const jh_field *row, const jh_authorship *by,
                     jh_error *err)
{
    jh_code code = jh_authorship_check(store, by, err);

    if (!code) code = jh_name_check(store, row[COUNTY].text, JH_COUNTY_MOST, err);
    if (!code) code = jh_name_check(store, row[PERIOD].text, JH_PERIOD_MOST, err);
    if (!code) code = jh_name_check(store, row[ITEM].text, JH_KEY_MOST, err);
    return code ? code : jh_name_check(store, row[NAME].text, JH_KEY_MOST, err);
}

static jh_code add_entry(jh_store *store, const jh_field *row, const jh_authorship *by,
                         const jh_hash *file, jh_error *err)
{
    jh_audit entry = jh_audit_by("evidence", by);
    char counts[JH_KEY_MOST + JH_HASH_HEX + 40], hex[JH_HASH_HEX];
    jh_code code = jh_hash_fields(&entry.content, row, FIELDS, err);

    if (code) return code;
    snprintf(counts, sizeof counts, "%s %.*s %.*s %s", row[GONE].integer ? "remove" : "attach",
             JH_TEXT_ARGS(row[PERIOD].text), JH_TEXT_ARGS(row[ITEM].text), jh_hash_hex(hex, file));
    entry.counts = jh_text_of(counts);
    entry.revision = row[REVISION].integer;
    return jh_audit_add(store, row[COUNTY].text, &entry, err);
}

/* −1 nobody attached it, 0 it attests, 1 it no longer does. */
static jh_code stands(int64_t *out, jh_store *store, const jh_field *row, jh_error *err)
{
    jh_field which[4] = { row[COUNTY], row[PERIOD], row[ITEM], row[HASH] };
    jh_query_call call = { .query = SQL_EVIDENCE_STANDS, .fields = which };

    return jh_database_number(out, &store->database, &call, -1, err);
}

static jh_code put(jh_store *store, jh_field *row, const jh_evidence *evidence,
                   const jh_authorship *by, jh_error *err)
{
    int64_t revision = 0, now = -1;
    char name[JH_WORD_SIZE];
    jh_code code = jh_store_begin_write(&revision, store, row[COUNTY].text, err);

    if (!code) code = stands(&now, store, row, err);
    if (code) return code;
    if (evidence->is_gone && now != 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_EVIDENCE, store->database.where,
                       jh_stored_word(name, evidence->item), NULL);
    if (now == evidence->is_gone) return JH_OK; /* rolled back: nothing was written */
    row[REVISION] = jh_field_integer(revision);
    if (!evidence->is_gone) code = jh_original_add(store, &evidence->file, NULL, err);
    if (!code) code = jh_database_run(&store->database, SQL_ADD_EVIDENCE, row, err);
    if (!code) code = add_entry(store, row, by, &evidence->file.hash, err);
    return code ? code : jh_database_commit(&store->database, err);
}

jh_code jh_store_evidence_put(jh_store *store, const jh_evidence_place *place,
                              const jh_evidence *evidence, const jh_authorship *by, jh_error *err)
{
    const jh_hash *hash = &evidence->file.hash;
    jh_field row[FIELDS] = { jh_field_text(place->county),
                             jh_field_text(place->period),
                             jh_field_text(evidence->item),
                             jh_field_null(),
                             jh_field_text(evidence->file.name),
                             jh_field_bytes(hash->bytes, sizeof hash->bytes),
                             jh_field_integer(evidence->is_gone) };
    jh_code code = check(store, row, by, err);

    if (!code) code = put(store, row, evidence, by, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
