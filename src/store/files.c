/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

#include <string.h>
#include <zlib.h>

enum { AS_IT_IS = 0, ZLIB = 1 };

/* Both engines hold about 1 GB in one value; packed or not, a file has to fit. */
static const size_t LARGEST = (size_t)900 << 20;

/* ---- keeping ---- */

static jh_code pack(jh_packed *out, jh_arena *keep, const jh_source_file *file, jh_error *err)
{
    uLongf size = compressBound((uLong)file->bytes.size);
    Bytef *packed = jh_alloc(keep, size, 1);

    if (!packed
        || compress2(packed, &size, (const Bytef *)file->bytes.at, (uLong)file->bytes.size,
                     Z_DEFAULT_COMPRESSION)
               != Z_OK)
        return jh_no_memory(err);
    /* Workbooks are zip files already: most gain nothing. */
    *out = size < file->bytes.size ? (jh_packed){ { (const char *)packed, size }, ZLIB }
                                   : (jh_packed){ file->bytes, AS_IT_IS };
    return JH_OK;
}

jh_code jh_original_is_kept(bool *out, jh_store *store, const jh_hash *hash, jh_error *err)
{
    jh_field which = jh_field_bytes(hash->bytes, sizeof hash->bytes);
    jh_query_call call = { .query = SQL_HAS_ORIGINAL, .fields = &which };
    int64_t size = -1;
    jh_code code = jh_database_number(&size, &store->database, &call, -1, err);

    *out = size >= 0;
    return code;
}

jh_code jh_original_pack(jh_packed *out, jh_arena *keep, jh_store *store,
                         const jh_source_file *file, jh_error *err)
{
    char name[JH_WORD_SIZE];
    jh_hash found;

    jh_stored_word(name, file->name);
    if (!file->bytes.at)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NO_BYTES, store->database.where, name, NULL);
    if (file->bytes.size > LARGEST)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_TOO_LARGE, name, NULL);
    found = jh_hash_of(file->bytes.at, file->bytes.size);
    if (!jh_hash_equal(&found, &file->hash))
        return jh_fail(err, JH_BUG, SAY_STORE_FILE_HASH, store->database.where, name, NULL);
    return pack(out, keep, file, err);
}

jh_code jh_original_add(jh_store *store, const jh_source_file *file, const jh_packed *packed,
                        jh_error *err)
{
    jh_arena scratch = store->work;
    jh_packed now = packed ? *packed : (jh_packed){ 0 };
    jh_field fields[4];
    bool is_kept;
    jh_code code = jh_original_is_kept(&is_kept, store, &file->hash, err);

    if (code || is_kept) return code;
    if (!now.bytes.at) code = jh_original_pack(&now, &scratch, store, file, err);
    if (code) return code;
    fields[0] = jh_field_bytes(file->hash.bytes, sizeof file->hash.bytes);
    fields[1] = jh_field_integer((int64_t)file->bytes.size);
    fields[2] = jh_field_integer(now.how);
    fields[3] = jh_field_bytes(now.bytes.at, now.bytes.size);
    return jh_database_run(&store->database, SQL_ADD_ORIGINAL, fields, err);
}

/* ---- giving back ---- */

typedef struct unpacking {
    jh_store *store;
    jh_arena *keep;
    jh_text *out;
    bool found;
} unpacking;

static jh_code unpack(void *context, const jh_records *row, jh_error *err)
{
    unpacking *to = context;
    jh_text bytes = row->field[2].text;
    uLongf size = (uLongf)row->field[0].integer;
    char *at;

    to->found = true;
    if (row->field[0].integer < 0 || (size_t)size > LARGEST) return JH_OK; /* the hash will tell */
    at = jh_alloc(to->keep, size + 1, 1);
    if (!at) return jh_no_memory(err);
    *to->out = (jh_text){ at, size };
    if (row->field[1].integer == AS_IT_IS && bytes.size == size && size)
        memcpy(at, bytes.at, size);
    else if (row->field[1].integer == ZLIB
             && uncompress((Bytef *)at, &size, (const Bytef *)bytes.at, (uLong)bytes.size) != Z_OK)
        to->out->size = 0;
    return JH_OK;
}

jh_code jh_store_file(jh_text *out, jh_arena *keep, jh_store *store, const jh_hash *hash,
                      jh_error *err)
{
    jh_field which = jh_field_bytes(hash->bytes, sizeof hash->bytes);
    jh_query_call call = { .query = SQL_ORIGINAL, .fields = &which };
    unpacking to = { store, keep, out, false };
    char hex[JH_HASH_HEX];
    jh_hash found;
    jh_code code;

    *out = (jh_text){ 0 };
    code = jh_store_each(store, &call, unpack, &to, err);
    if (code) return code;
    jh_hash_hex(hex, hash);
    if (!to.found)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_ORIGINAL, store->database.where, hex, NULL);
    found = jh_hash_of(out->at, out->size);
    if (!jh_hash_equal(&found, hash))
        return jh_fail(err, JH_IO, SAY_STORE_FILE_DAMAGED, store->database.where, hex, NULL);
    return JH_OK;
}

/* ---- listing ---- */

typedef struct listing {
    jh_store *store;
    jh_arena *keep;
    jh_file_list *out;
    size_t capacity;
} listing;

static jh_code list_file(void *context, const jh_records *row, jh_error *err)
{
    listing *to = context;
    jh_source_file *grown =
        jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *grown);
    jh_code code;

    if (!grown) return jh_no_memory(err);
    to->out->items = grown;
    grown += to->out->count++;
    code = jh_field_copy(&grown->name, to->keep, &row->field[1], err);
    return code ? code : jh_field_hash(&grown->hash, to->store, &row->field[2], err);
}

jh_code jh_store_files(jh_file_list *out, jh_arena *keep, jh_store *store, const jh_load *what,
                       jh_error *err)
{
    jh_field scope[3] = { jh_field_text(what->county), jh_field_text(what->period),
                          jh_field_integer(what->at_revision ? what->at_revision : INT64_MAX) };
    jh_query_call call = { .query = SQL_FILES_OF_PERIOD, .fields = scope };
    listing to = { .store = store, .keep = keep, .out = out };

    *out = (jh_file_list){ 0 };
    return jh_store_each(store, &call, list_file, &to, err);
}
