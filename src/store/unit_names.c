/* What papers of the periods called the units.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/room.h"

enum { UNIT = 0, CODE, PERIOD, NAME, TAKEN_OUT };

typedef struct unit_name_reader {
    jh_arena *keep;
    jh_period_names *out;
    int64_t unit;      /* of the last row */
    bool is_taken_out; /* the last one of the list, as it stands now */
} unit_name_reader;

/* Rows of one unit and period come oldest first: the last one counts. */
static jh_code read_unit_name(void *context, const jh_records *row, jh_error *err)
{
    unit_name_reader *to = context;
    jh_period_name *last = to->out->count ? &to->out->items[to->out->count - 1] : NULL;
    bool again = last && to->unit == row->field[UNIT].integer
                 && jh_text_equal(last->period, row->field[PERIOD].text);
    jh_code code;

    if (!again && !to->is_taken_out) {
        last =
            jh_grow(to->keep, to->out->items, &to->out->capacity, to->out->count + 1, sizeof *last);
        if (!last) return jh_no_memory(err);
        to->out->items = last;
        last += to->out->count++;
    }
    to->unit = row->field[UNIT].integer;
    to->is_taken_out = row->field[TAKEN_OUT].integer != 0;
    code = jh_field_copy(&last->code, to->keep, &row->field[CODE], err);
    if (!code) code = jh_field_copy(&last->period, to->keep, &row->field[PERIOD], err);
    return code ? code : jh_field_copy(&last->name, to->keep, &row->field[NAME], err);
}

jh_code jh_store_unit_names(jh_period_names *out, jh_arena *keep, jh_store *store, jh_text county,
                            jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_NAMES_OF_UNITS, .fields = &which };
    unit_name_reader to = { .keep = keep, .out = out };
    jh_code code;

    *out = (jh_period_names){ 0 };
    code = jh_store_each(store, &call, read_unit_name, &to, err);
    out->count -= to.is_taken_out;
    return code;
}
