/* SPDX-License-Identifier: Apache-2.0 */
#include "store/room.h"

/* The bytes of an entry: the chain before (32), then county, entry, revision, act, author, reason,
 * approver, stamp, counts, content; texts with their length in front (8 bytes, lowest first),
 * numbers in 8 bytes, lowest first. */
static jh_code chain_of(jh_hash *out, const jh_hash *before, jh_text county, const jh_audit *entry,
                        jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();

    if (!hasher) return jh_no_memory(err);
    jh_hasher_add(hasher, before->bytes, sizeof before->bytes);
    jh_hasher_add_piece(hasher, county);
    jh_hasher_add_number(hasher, entry->entry);
    jh_hasher_add_number(hasher, entry->revision);
    jh_hasher_add_piece(hasher, entry->act);
    jh_hasher_add_piece(hasher, entry->author);
    jh_hasher_add_piece(hasher, entry->reason);
    jh_hasher_add_piece(hasher, entry->approver);
    jh_hasher_add_piece(hasher, entry->stamp);
    jh_hasher_add_piece(hasher, entry->counts);
    jh_hasher_add(hasher, entry->content.bytes, sizeof entry->content.bytes);
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

/* ---- adding ---- */

typedef struct last_entry {
    const jh_store *store;
    int64_t entry;
    jh_hash chain;
} last_entry;

static jh_code read_last(void *context, const jh_records *row, jh_error *err)
{
    last_entry *to = context;

    to->entry = row->field[0].integer;
    return jh_field_hash(&to->chain, to->store, &row->field[1], err);
}

static jh_code insert(jh_store *store, jh_text county, const jh_audit *entry, jh_error *err)
{
    jh_field fields[11] = { jh_field_text(county),
                            jh_field_integer(entry->entry),
                            jh_field_integer(entry->revision),
                            jh_field_text(entry->act),
                            jh_field_text(entry->author),
                            jh_field_text(entry->reason),
                            jh_field_text(entry->approver),
                            jh_field_text(entry->stamp),
                            jh_field_text(entry->counts),
                            jh_field_bytes(entry->content.bytes, sizeof entry->content.bytes),
                            jh_field_bytes(entry->chain.bytes, sizeof entry->chain.bytes) };

    return jh_database_run(&store->database, SQL_ADD_AUDIT, fields, err);
}

jh_code jh_audit_add(jh_store *store, jh_text county, const jh_audit *entry, jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_LAST_AUDIT, .fields = &which };
    last_entry last = { .store = store };
    jh_audit next = *entry;
    jh_code code = jh_records_each(&store->database, &call, read_last, &last, err);

    if (code) return code;
    next.entry = last.entry + 1;
    code = chain_of(&next.chain, &last.chain, county, &next, err);
    return code ? code : insert(store, county, &next, err);
}

jh_audit jh_audit_by(const char *act, const jh_authorship *by)
{
    return (jh_audit){ .act = jh_text_of(act),
                       .author = by->author,
                       .reason = by->reason,
                       .approver = by->approver,
                       .stamp = by->stamp };
}

jh_code jh_hash_fields(jh_hash *out, const jh_field *fields, int count, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    int i;

    if (!hasher) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        jh_hasher_add_number(hasher, fields[i].kind);
        jh_hasher_add_number(hasher, fields[i].integer);
        jh_hasher_add_piece(hasher, fields[i].text);
    }
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

/* ---- reading ---- */

typedef struct audit_reader {
    jh_store *store;
    jh_arena *keep;
    jh_audit_list *out;
    size_t capacity;
} audit_reader;

static jh_code read_entry(void *context, const jh_records *row, jh_error *err)
{
    audit_reader *to = context;
    jh_audit *grown =
        jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *grown);
    jh_text *texts[6];
    jh_code code = JH_OK;
    int i;

    if (!grown) return jh_no_memory(err);
    to->out->items = grown;
    grown += to->out->count++;
    grown->entry = row->field[0].integer;
    grown->revision = row->field[1].integer;
    texts[0] = &grown->act, texts[1] = &grown->author, texts[2] = &grown->reason;
    texts[3] = &grown->approver, texts[4] = &grown->stamp, texts[5] = &grown->counts;
    for (i = 0; i < 6 && !code; i++)
        code = jh_field_copy(texts[i], to->keep, &row->field[2 + i], err);
    if (!code) code = jh_field_hash(&grown->content, to->store, &row->field[8], err);
    return code ? code : jh_field_hash(&grown->chain, to->store, &row->field[9], err);
}

jh_code jh_store_audit(jh_audit_list *out, jh_arena *keep, jh_store *store, jh_text county,
                       jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_AUDIT_OF_COUNTY, .fields = &which };
    audit_reader to = { .store = store, .keep = keep, .out = out };

    *out = (jh_audit_list){ 0 };
    return jh_store_each(store, &call, read_entry, &to, err);
}

static jh_code verify_county(jh_store *store, jh_text county, jh_error *err)
{
    jh_arena scratch = store->work;
    jh_audit_list list;
    jh_hash before = { { 0 } }, chain;
    char shown[JH_WORD_SIZE], entry[24];
    size_t i;
    jh_code code = jh_store_audit(&list, &scratch, store, county, err);

    for (i = 0; i < list.count && !code; i++) {
        code = chain_of(&chain, &before, county, &list.items[i], err);
        if (code) break;
        if (list.items[i].entry != (int64_t)i + 1 || !jh_hash_equal(&chain, &list.items[i].chain))
            code = jh_fail(err, JH_CONFLICT, SAY_STORE_AUDIT_BROKEN, store->database.where,
                           jh_stored_word(shown, county), jh_digits(entry, (long long)i + 1), NULL);
        before = list.items[i].chain;
    }
    return code;
}

jh_code jh_store_audit_verify(jh_store *store, jh_text county, jh_error *err)
{
    jh_county_list all;
    size_t i;
    jh_code code;

    if (county.size) return verify_county(store, county, err);
    code = jh_store_counties(&all, &store->work, store, err);
    for (i = 0; i < all.count && !code; i++) {
        code = verify_county(store, all.items[i].code, err);
        if (!code) code = jh_store_tell(store, SAY_STORE_CHECKING, i + 1, all.count, err);
    }
    jh_arena_reset(&store->work);
    return code;
}
