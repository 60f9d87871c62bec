/* SPDX-License-Identifier: Apache-2.0 */
#include "store/whole.h"

#include <string.h>

const jh_whole_table jh_whole_tables[] = {
    { "element", SQL_ALL_ELEMENT, SQL_ADD_ELEMENT, false },
    { "original", SQL_ALL_ORIGINAL, SQL_ADD_ORIGINAL, true },
    { "county", SQL_ALL_COUNTY, SQL_PUT_COUNTY, false },
    { "unit", SQL_ALL_UNIT, SQL_ADD_UNIT, false },
    { "unit_fact", SQL_ALL_UNIT_FACT, SQL_ADD_UNIT_FACT, false },
    { "file", SQL_ALL_FILE, SQL_ADD_FILE, false },
    { "sheet", SQL_ALL_SHEET, SQL_ADD_SHEET, false },
    { "observation", SQL_ALL_OBSERVATION, SQL_ADD_OBSERVATION, false },
    { "setting", SQL_ALL_SETTING, SQL_ADD_SETTING, false },
    { "audit", SQL_ALL_AUDIT, SQL_ADD_AUDIT, false },
    { "unit_event", SQL_ALL_UNIT_EVENT, SQL_ADD_UNIT_EVENT, false },
    { "unit_event_part", SQL_ALL_UNIT_EVENT_PART, SQL_ADD_UNIT_EVENT_PART, false },
    { "unit_event_share", SQL_ALL_UNIT_EVENT_SHARE, SQL_ADD_UNIT_EVENT_SHARE, false },
    { "confirmed_name", SQL_ALL_CONFIRMED_NAME, SQL_ADD_CONFIRMED_NAME, false },
    { "frozen", SQL_ALL_FROZEN, SQL_ADD_FROZEN, false },
    { "account", SQL_ALL_ACCOUNT, SQL_ADD_ACCOUNT, false },
    { "pass", SQL_ALL_PASS, SQL_ADD_PASS, false },
    { "deed", SQL_ALL_DEED, SQL_ADD_DEED, false },
    { "document", SQL_ALL_DOCUMENT, SQL_ADD_DOCUMENT, false },
    { "evidence", SQL_ALL_EVIDENCE, SQL_ADD_EVIDENCE, false },
    { "cycle", SQL_ALL_CYCLE, SQL_ADD_CYCLE, false },
    { "form_step", SQL_ALL_FORM_STEP, SQL_ADD_FORM_STEP, false },
    { "form_cell", SQL_ALL_FORM_CELL, SQL_ADD_FORM_CELL, false },
};
const size_t jh_whole_table_count = sizeof jh_whole_tables / sizeof *jh_whole_tables;

enum { TELL_EVERY = 4096 };

/* One table under way. */
typedef struct walking {
    const jh_whole_walk *walk;
    const jh_whole_table *table;
    jh_hasher *hasher;
    jh_table_sum *sum;
    jh_field key; /* of the last row, where rows come one by one */
    unsigned char key_bytes[sizeof(jh_hash)];
    int64_t done, total; /* rows of the store */
} walking;

/* A field is its kind and eight bytes, the number or the length, then the bytes of a text. */
static void add_field(jh_hasher *hasher, const jh_field *field)
{
    unsigned char head[9];
    bool is_number = field->kind == JH_FIELD_INTEGER;
    uint64_t word = is_number ? (uint64_t)field->integer : field->text.size;
    int i;

    head[0] = (unsigned char)field->kind;
    for (i = 0; i < 8; i++) head[1 + i] = (unsigned char)(word >> (8 * i));
    jh_hasher_add(hasher, head, sizeof head);
    if (field->text.size) jh_hasher_add(hasher, field->text.at, field->text.size);
}

static jh_code take_row(void *context, const jh_records *row, jh_error *err)
{
    walking *on = context;
    jh_store *to = on->walk->to;
    jh_code code = JH_OK;
    int i;

    for (i = 0; i < row->field_count; i++) add_field(on->hasher, &row->field[i]);
    on->sum->rows++;
    if (to) {
        jh_database *database = &to->database;
        code = database->engine->add(database, on->table->put, row->field, err);
    }
    if (!code && on->table->one_by_one) {
        jh_text key = row->field[0].text;
        if (key.size > sizeof on->key_bytes) key.size = sizeof on->key_bytes;
        if (key.size) memcpy(on->key_bytes, key.at, key.size);
        on->key = jh_field_bytes(on->key_bytes, key.size);
    }
    if (!code && ++on->done % TELL_EVERY == 0 && on->done <= on->total)
        code =
            jh_store_tell(on->walk->from, on->walk->what, (size_t)on->done, (size_t)on->total, err);
    return code;
}

static jh_code walk_rows(walking *on, jh_error *err)
{
    jh_query_call call = { .query = on->table->all, .fields = &on->key, .piecewise = true };
    int64_t before;
    jh_code code;

    on->key = jh_field_bytes("", 0);
    if (!on->table->one_by_one) {
        call.fields = NULL;
        return jh_records_each(&on->walk->from->database, &call, take_row, on, err);
    }
    call.piecewise = false;
    do {
        before = on->sum->rows;
        code = jh_records_each(&on->walk->from->database, &call, take_row, on, err);
    } while (!code && on->sum->rows > before);
    return code;
}

static jh_code walk_table(walking *on, jh_error *err)
{
    jh_database *to = on->walk->to ? &on->walk->to->database : NULL;
    jh_code code = JH_OK;

    on->sum->table = on->table->name;
    on->sum->rows = 0;
    on->hasher = jh_hasher_begin();
    if (!on->hasher) return jh_no_memory(err);
    if (to) code = to->engine->begin_add(to, on->table->put, err);
    if (!code) code = walk_rows(on, err);
    if (!code && to) code = to->engine->end_add(to, on->table->put, err);
    on->sum->hash = jh_hasher_finish(on->hasher);
    return code;
}

static jh_code sum_of_sums(jh_store_sums *sums, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return jh_no_memory(err);
    for (i = 0; i < sums->count; i++) {
        jh_hasher_add_piece(hasher, jh_text_of(sums->tables[i].table));
        jh_hasher_add_number(hasher, sums->tables[i].rows);
        jh_hasher_add(hasher, sums->tables[i].hash.bytes, sizeof sums->tables[i].hash.bytes);
    }
    sums->hash = jh_hasher_finish(hasher);
    return JH_OK;
}

jh_code jh_whole_walk_all(jh_store_sums *out, jh_arena *keep, const jh_whole_walk *walk,
                          jh_error *err)
{
    walking on = { .walk = walk };
    jh_query_call total = { .query = SQL_ROW_TOTAL };
    size_t i;
    jh_code code = jh_database_number(&on.total, &walk->from->database, &total, 0, err);

    *out = (jh_store_sums){ .count = jh_whole_table_count };
    out->tables = JH_NEW_ARRAY(keep, jh_table_sum, jh_whole_table_count);
    if (!code && !out->tables) code = jh_no_memory(err);
    for (i = 0; i < jh_whole_table_count && !code; i++) {
        on.table = &jh_whole_tables[i];
        on.sum = &out->tables[i];
        code = walk_table(&on, err);
    }
    return code ? code : sum_of_sums(out, err);
}

jh_code jh_store_sums_take(jh_store_sums *out, jh_arena *keep, jh_store *store, jh_error *err)
{
    jh_whole_walk walk = { .from = store, .what = SAY_STORE_SUMMING };
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = jh_whole_walk_all(out, keep, &walk, err);
    jh_database_rollback(&store->database);
    return code;
}
