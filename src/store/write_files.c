/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

/* Files of this county that match the batch's get their numbers from the store. */
static jh_code match_file(void *context, const jh_records *row, jh_error *err)
{
    jh_writing *on = context;
    const jh_batch *batch = on->batch;
    jh_hash hash;
    size_t i;
    jh_code code = jh_field_hash(&hash, on->store, &row->field[3], err);

    if (code) return code;
    if (row->field[0].integer > on->last_file) on->last_file = (int32_t)row->field[0].integer;
    if (!jh_text_equal(row->field[1].text, batch->period)) return JH_OK;
    for (i = 0; i < batch->file_count; i++)
        if (jh_hash_equal(&hash, &batch->files[i].hash)
            && jh_text_equal(row->field[2].text, batch->files[i].name))
            on->file_number[i] = (int32_t)row->field[0].integer;
    return JH_OK;
}

/* The same name and bytes twice in one batch are one file. */
static int32_t number_of_twin(const jh_writing *on, size_t index)
{
    const jh_source_file *files = on->batch->files;
    size_t i;

    for (i = 0; i < index; i++)
        if (jh_hash_equal(&files[i].hash, &files[index].hash)
            && jh_text_equal(files[i].name, files[index].name))
            return on->file_number[i];
    return 0;
}

static jh_code add_file(jh_writing *on, size_t index, jh_error *err)
{
    const jh_source_file *file = &on->batch->files[index];
    jh_field fields[6] = {
        jh_field_text(on->batch->county), jh_field_integer(on->file_number[index]),
        jh_field_text(on->batch->period), jh_field_integer(on->revision),
        jh_field_text(file->name),        jh_field_bytes(file->hash.bytes, sizeof file->hash.bytes)
    };
    jh_code code = jh_original_add(on->store, file, on->packed ? &on->packed[index] : NULL, err);

    return code ? code : jh_database_run(&on->store->database, SQL_ADD_FILE, fields, err);
}

jh_code jh_writing_sort_files(jh_writing *on, jh_error *err)
{
    jh_field county = jh_field_text(on->batch->county);
    jh_query_call call = { .query = SQL_FILES_OF_COUNTY, .fields = &county };
    int32_t highest;
    size_t i;
    jh_code code;

    on->file_number = JH_NEW_ARRAY(on->keep, int32_t, on->batch->file_count);
    if (!on->file_number) return jh_no_memory(err);
    code = jh_records_each(&on->store->database, &call, match_file, on, err);
    if (code) return code;
    highest = on->last_file;
    for (i = 0; i < on->batch->file_count; i++) {
        if (!on->file_number[i]) on->file_number[i] = number_of_twin(on, i);
        if (on->file_number[i]) {
            on->counts.files_same++;
            continue;
        }
        on->file_number[i] = ++highest;
        on->counts.files_new++;
    }
    return JH_OK;
}

/* Numbers of new files rise with their place; a twin has that of the first. */
static bool is_new(const jh_writing *on, size_t index, int32_t highest)
{
    return on->file_number[index] > highest;
}

jh_code jh_writing_add_files(jh_writing *on, jh_error *err)
{
    int32_t highest = on->last_file;
    size_t i;
    jh_code code = JH_OK;

    for (i = 0; i < on->batch->file_count && !code; i++) {
        if (!is_new(on, i, highest)) continue;
        highest = on->file_number[i];
        code = add_file(on, i, err);
    }
    return code;
}

jh_code jh_writing_pack(jh_writing *on, jh_error *err)
{
    int32_t highest = on->last_file;
    bool is_kept;
    size_t i;
    jh_code code = JH_OK;

    on->packed = JH_NEW_ARRAY(on->keep, jh_packed, on->batch->file_count + 1);
    if (!on->packed) return jh_no_memory(err);
    for (i = 0; i < on->batch->file_count && !code; i++) {
        if (!is_new(on, i, highest)) continue;
        highest = on->file_number[i];
        code = jh_original_is_kept(&is_kept, on->store, &on->batch->files[i].hash, err);
        if (!code && !is_kept)
            code = jh_original_pack(&on->packed[i], on->keep, on->store, &on->batch->files[i], err);
    }
    return code;
}
