/* SPDX-License-Identifier: Apache-2.0 */
#include "store/room.h"

typedef struct revision_reader {
    jh_store *store;
    jh_arena *keep;
    const jh_cell_address *cell;
    jh_revision_list *out;
    size_t capacity;
} revision_reader;

/* revision, why, millionths, row, column | note, sheet, file | hash | author, reason, approver,
 * stamp: the texts between the bars, in the order of revisions_of_cell. */
static jh_code read_texts(jh_revision *to, jh_arena *keep, const jh_field *field, jh_error *err)
{
    static const int column[7] = { 5, 6, 7, 9, 10, 11, 12 };
    jh_text *text[7] = { &to->figure.note, &to->figure.origin.sheet,
                         &to->file_name,   &to->author,
                         &to->reason,      &to->approver,
                         &to->stamp };
    jh_code code = JH_OK;
    int i;

    for (i = 0; i < 7 && !code; i++) code = jh_field_copy(text[i], keep, &field[column[i]], err);
    return code;
}

static jh_code read_revision(void *context, const jh_records *row, jh_error *err)
{
    revision_reader *to = context;
    const jh_field *field = row->field;
    jh_revision *one =
        jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *one);
    jh_code code;

    if (!one) return jh_no_memory(err);
    to->out->items = one;
    one += to->out->count++;
    one->revision = field[0].integer;
    one->figure = (jh_observation){ .unit = to->cell->unit,
                                    .element = to->cell->element,
                                    .stage = to->cell->stage,
                                    .provenance = (jh_provenance)field[13].integer,
                                    .why = (jh_why)field[1].integer,
                                    .value = { field[2].integer } };
    one->figure.origin.file = JH_NO_FILE;
    one->figure.origin.row = (uint32_t)field[3].integer;
    one->figure.origin.column = (uint32_t)field[4].integer;
    code = read_texts(one, to->keep, field, err);
    if (code || field[8].kind == JH_FIELD_NULL) return code;
    return jh_field_hash(&one->file, to->store, &field[8], err);
}

jh_code jh_store_revisions(jh_revision_list *out, jh_arena *keep, jh_store *store,
                           const jh_cell_address *cell, jh_error *err)
{
    jh_field fields[5] = { jh_field_text(cell->county), jh_field_text(cell->period),
                           jh_field_text(cell->unit), jh_field_text(cell->element),
                           jh_field_integer(cell->stage) };
    jh_query_call call = { .query = SQL_REVISIONS_OF_CELL, .fields = fields };
    revision_reader to = { .store = store, .keep = keep, .cell = cell, .out = out };

    *out = (jh_revision_list){ 0 };
    return jh_store_each(store, &call, read_revision, &to, err);
}
