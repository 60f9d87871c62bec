/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

/* Files of this county that match the batch's get their numbers from the store. */
typedef struct matching {
    jh_writing *on;
    int32_t highest;
} matching;

static jh_code match_file(void *context, const jh_records *row, jh_error *err)
{
    matching *to = context;
    const jh_batch *batch = to->on->batch;
    jh_hash hash;
    size_t i;
    jh_code code = jh_field_hash(&hash, to->on->store, &row->field[3], err);

    if (code) return code;
    if (row->field[0].integer > to->highest) to->highest = (int32_t)row->field[0].integer;
    if (!jh_text_equal(row->field[1].text, batch->period)) return JH_OK;
    for (i = 0; i < batch->file_count; i++)
        if (jh_hash_equal(&hash, &batch->files[i].hash)
            && jh_text_equal(row->field[2].text, batch->files[i].name))
            to->on->file_number[i] = (int32_t)row->field[0].integer;
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

static jh_code add_file(jh_writing *on, size_t index, int32_t number, jh_error *err)
{
    const jh_source_file *file = &on->batch->files[index];
    jh_field fields[6] = {
        jh_field_text(on->batch->county), jh_field_integer(number),
        jh_field_text(on->batch->period), jh_field_integer(on->revision),
        jh_field_text(file->name),        jh_field_bytes(file->hash.bytes, sizeof file->hash.bytes)
    };
    jh_code code = jh_original_add(on->store, file, err);

    return code ? code : jh_database_run(&on->store->database, SQL_ADD_FILE, fields, err);
}

jh_code jh_writing_files(jh_writing *on, jh_error *err)
{
    jh_field county = jh_field_text(on->batch->county);
    jh_query_call call = { .query = SQL_FILES_OF_COUNTY, .fields = &county };
    matching known = { on, 0 };
    size_t i;
    jh_code code;

    on->file_number = JH_NEW_ARRAY(on->keep, int32_t, on->batch->file_count);
    if (!on->file_number) return jh_no_memory(err);
    code = jh_records_each(&on->store->database, &call, match_file, &known, err);
    for (i = 0; i < on->batch->file_count && !code; i++) {
        if (!on->file_number[i]) on->file_number[i] = number_of_twin(on, i);
        if (on->file_number[i]) {
            on->counts.files_same++;
            continue;
        }
        on->file_number[i] = ++known.highest;
        on->counts.files_new++;
        code = add_file(on, i, known.highest, err);
    }
    return code;
}
